"""When the money is paid: the certain money of each calendar year, in payments that add up to it exactly.

* By rule the payments of a year are equal and in whole kronor; ``rest`` says which of them takes what is left over. In
  a part year a rule pays for the months, quarters … that the agreement covers, wholly or in part, in equal parts.
* By number (``antal``, or ``andra_antal`` for some years) the number is the same in a part year.
* By date each payment has an amount or a share. It belongs to the year of its day unless ``avser_år`` says another.
  Money that belongs to no year (kind ``totalt``) can only be paid by date, and then all payments are held against all
  money.

Caps and increases are not in the plan. A plan that would leave something open is not made: its problems ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from iopdocs.classes import dataclass
from iopdocs.economy.budget import Budget, BudgetYear
from iopdocs.economy.dated import dated
from iopdocs.economy.flows import Flow, flows, in_year
from iopdocs.economy.instead import Instead, shared
from iopdocs.economy.payment_problems import kronor, remainder, unknown
from iopdocs.economy.payouts import (
    PER_YEAR,
    Payout,
    concerned_year,
    label_of,
    labels_of,
)
from iopdocs.economy.rounding import split
from iopdocs.economy.unstated import WHERE, unstated
from iopdocs.economy.years import last_day, may_last_to
from iopdocs.errors import Problem, Severity, errors
from iopdocs.model import Agreement
from iopdocs.model.money import Instalment, InstalmentCount, Payment
from iopdocs.model.said import Said
from iopdocs.swedish.characters import plain


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """The payments in order, or none when a problem is an error."""

    rows: tuple[Payout, ...]
    problems: tuple[Problem, ...]


def payments(agreement: Agreement, budget: Budget) -> PaymentPlan:
    """Return when the money of ``budget`` is paid; no rows when the data does not say how, or there is no money."""
    payment = agreement.economy.payment if agreement.economy else None
    if payment is None or not _stated(payment) or not any(line.certain for line in budget.lines):
        return PaymentPlan((), ())
    last = may_last_to(agreement)
    problems = tuple(unstated(payment)) or tuple(_faults(payment, budget, last.year if last else None))
    if problems:
        return PaymentPlan((), problems)
    steps = dated(payment, budget) if payment.instalments else _by_rule(payment, budget)
    found = list(steps)
    problems = tuple(step for step in found if isinstance(step, Problem))
    if any(errors(problems)):
        return PaymentPlan((), problems)
    return PaymentPlan(tuple(step for step in found if isinstance(step, Payout)), problems)


def _stated(payment: Payment) -> bool:
    return bool(payment.rule or payment.instalments or payment.exceptions or payment.count is not None)


def _faults(payment: Payment, budget: Budget, last: int | None) -> Iterator[Problem]:
    """Yield what is wrong whatever the amounts are."""
    by_rule = payment.rule or payment.count is not None or payment.exceptions
    if payment.instalments and by_rule:
        message = "Utbetalningen har både delbetalningar och en regel eller ett antal."
        yield _error("delbetalningar", message, "Behåll det ena.", "utbetalning-dubbel")
    if payment.rule and payment.count not in (None, PER_YEAR[payment.rule]):
        message = (
            f"Regeln {payment.rule} ger {PER_YEAR[payment.rule]} utbetalningar per år, men antal är {payment.count}."
        )
        yield _error("antal", message, "Behåll regeln eller antalet.", "utbetalning-dubbel")
    if payment.count == 0:
        yield _error("antal", "Antalet utbetalningar kan inte vara noll.", "Skriv minst 1.", "utbetalning-noll")
    years = [exception.year for exception in payment.exceptions]
    for position, exception in enumerate(payment.exceptions, start=1):
        place = f"andra_antal[{position}]"
        if exception.count == 0:
            message = f"Antalet utbetalningar för {exception.year} kan inte vara noll."
            yield _error(f"{place}.antal", message, "Skriv minst 1.", "utbetalning-noll")
        if exception.year in years[: position - 1]:
            message = f"Året {exception.year} har mer än ett antal utbetalningar."
            yield _error(f"{place}.år", message, "Behåll ett av dem.", "utbetalning-dubbel")
        if exception.year and budget.years and not budget.years[-1].year < exception.year <= (last or exception.year):
            yield from _outside(exception.year, f"{place}.år", budget)
    for position, instalment in enumerate(payment.instalments, start=1):
        yield from _instalment_faults(instalment, f"delbetalningar[{position}]", budget)
    if not budget.years:
        message = "Utbetalningarna går inte att räkna ut förrän avtalets första och sista dag är kända."
        hint = "Skriv från och till under avtalstid. För ett avtal som gäller tills vidare går det inte."
        yield Problem(message, where=WHERE, hint=hint, severity=Severity.NOTE, code="avtalstid-okänd")


def _instalment_faults(instalment: Instalment, place: str, budget: Budget) -> Iterator[Problem]:
    day = plain(label_of(instalment)) or "utan datum"
    amount = instalment.amount is not None or instalment.said_of("amount")
    share = instalment.share is not None or instalment.said_of("share")
    if not amount and not share:
        message = f"Delbetalningen {day} har varken belopp eller andel."
        yield _error(place, message, "Fyll i belopp eller andel.", "delbetalning-saknas")
    if amount and share:
        message = f"Delbetalningen {day} har både belopp och andel."
        yield _error(place, message, "Behåll det ena.", "utbetalning-dubbel")
    if not budget.has_undivided and (concerned := concerned_year(instalment)):
        yield from _outside(concerned, f"{place}.{'avser_år' if instalment.year else 'datum'}", budget)


def _outside(year: int, place: str, budget: Budget) -> Iterator[Problem]:
    if budget.years and not budget.years[0].year <= year <= budget.years[-1].year:
        message = f"Utbetalningen avser {year}, som ligger utanför avtalstiden."
        hint = "Rätta året, eller skriv avser_år på en delbetalning som betalas i förskott eller i efterhand."
        yield _error(place, message, hint, "utbetalning-utanför-avtalstiden")


def _by_rule(payment: Payment, budget: Budget) -> Iterator[Payout | Problem]:
    if budget.has_undivided and not (budget.undivided or budget.instead.undivided):
        yield unknown(None)
        return
    if budget.has_undivided:
        whole = kronor(budget.undivided) if budget.undivided else str(budget.instead.undivided)
        message = f"{whole} är ett belopp för hela avtalstiden, så det framgår inte hur mycket som betalas varje år."
        hint = "Skriv år på posten, eller skriv delbetalningar med datum."
        yield Problem(message, where=WHERE, hint=hint, code="utbetalning-totalt")
        return
    found = flows(budget)
    for year in budget.years:
        for flow, lines in found.items():
            cell = in_year(budget, year, lines if len(found) > 1 else None)
            yield from _rule_of_year(payment, year, *cell, flow)


def _rule_of_year(
    payment: Payment, year: BudgetYear, amount: Decimal | None, instead: Instead | None, flow: Flow
) -> Iterator[Payout | Problem]:
    labels = labels_of(payment, year)
    if amount is None:
        if not isinstance(instead, Said):
            yield unknown(year.year)
        if labels and isinstance(instead, Said) and len(labels) > 1:
            instead = shared(instead, f"1/{len(labels)}")
        for label in labels or ():
            yield Payout(label, year.year, None, None, flow.payee, instead, flow.payer)
        return
    if not amount:
        return
    if labels is None:
        message = f"Det framgår inte hur ofta pengarna betalas ut under {year.year}."
        yield _error("regel", message, "Skriv regel, till exempel kvartal, eller antal.", "utbetalning-saknas")
        return
    amounts = split([Fraction(amount) / len(labels)] * len(labels), amount, payment.remainder)
    if amounts is None:
        yield remainder(amount, year.year, len(labels))
        return
    for label, part in zip(labels, amounts, strict=True):
        yield Payout(label, year.year, None, part, flow.payee, payer=flow.payer)


def goes_on(exception: InstalmentCount, agreement: Agreement) -> bool:
    """Whether another number of payments also holds in the years after its own, see ``därefter``."""
    if exception.onwards is not None:
        return exception.onwards
    end = last_day(agreement.term) if agreement.term else None
    return end is not None and exception.year is not None and exception.year > end.year


def _error(key: str, message: str, hint: str, code: str) -> Problem:
    return Problem(message, where=f"{WHERE}.{key}", hint=hint, code=code)
