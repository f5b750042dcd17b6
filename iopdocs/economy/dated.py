"""Payments on days of their own: from whom to whom each is, and whether they add up to what is to be paid.

Where several parties pay, or are paid, a payment says which of them it is from and to. What one of the two keys leaves
open, the other may settle: the money to a party may come from one payer alone. What neither settles is a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from iopdocs.economy.budget import Budget, BudgetYear
from iopdocs.economy.flows import Flow, flows, in_year
from iopdocs.economy.instead import Cell, Instead, together
from iopdocs.economy.payment_problems import kronor, remainder, unknown
from iopdocs.economy.payouts import Payout, concerned_year, in_part, label_of, place_of
from iopdocs.economy.rounding import split
from iopdocs.economy.unstated import WHERE
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Instalment, Payment
from iopdocs.model.said import Said
from iopdocs.swedish.characters import plain


class _AsStated(NamedTuple):
    """A payment as the data has it, of money that is not worked out; shown where others are worked out."""

    row: Payout


_Step = Payout | _AsStated | Problem


def dated(payment: Payment, budget: Budget) -> Iterator[Payout | Problem]:
    """Yield the payments of each year, or of the whole period when some money belongs to no year."""
    found = list(flows(budget))
    yield from _without_money(payment, budget)
    yield from _unsaid(payment, found)
    steps = list(_of_each_time(payment, found, budget))
    some = any(isinstance(step, Payout) for step in steps)
    for step in steps:
        if not isinstance(step, _AsStated):
            yield step
        elif some:
            yield step.row


def whose(instalment: Instalment, found: Sequence[Flow]) -> tuple[Flow, tuple[str, ...]]:
    """Return from whom to whom a payment is, and which of the two (``payer``, ``payee``) several may be and none is."""
    of_it = _possible(instalment, found)
    payers, payees = {one.payer for one in of_it}, {one.payee for one in of_it}
    payer = instalment.payer or (next(iter(payers)) if len(payers) == 1 else None)
    payee = instalment.payee or (next(iter(payees)) if len(payees) == 1 else None)
    several = (("payer", payer, payers), ("payee", payee, payees))
    return Flow(payer, payee), tuple(name for name, party, parties in several if party is None and len(parties) > 1)


def _possible(instalment: Instalment, found: Sequence[Flow]) -> list[Flow]:
    """Return which flows of money a payment can be of; a flow that names nobody only where none names its parties."""
    stated = (instalment.payer, instalment.payee)

    def fits(flow: Flow, *nobody: None) -> bool:
        return all(one is None or one == other or other in nobody for one, other in zip(stated, flow, strict=True))

    return [flow for flow in found if fits(flow)] or [flow for flow in found if fits(flow, None)]


def _without_money(payment: Payment, budget: Budget) -> Iterator[Problem]:
    items = [line.component for line in budget.lines if line.certain]
    for position, each in enumerate(payment.instalments, start=1):
        paid = any(
            each.payer in (None, one.payer or each.payer) and each.payee in (None, one.payee or each.payee)
            for one in items
        )
        if not paid:
            sides = (("från", each.payer), ("till", each.payee))
            who = " ".join(f"{word} {party}" for word, party in sides if party)
            message = f"Delbetalningen {_called(each)} går {who}, men ingen post under ekonomi.komponenter gör det."
            yield Problem(
                message,
                where=f"{WHERE}.delbetalningar[{position}]",
                hint="Rätta betalare eller mottagare.",
                code="delbetalning-utan-medel",
            )


def _unsaid(payment: Payment, found: Sequence[Flow]) -> Iterator[Problem]:
    for position, each in enumerate(payment.instalments, start=1):
        unsaid = whose(each, found)[1]
        asked = [words for name, words in _ASKED.items() if name in unsaid]
        if asked:
            message = f"Det framgår inte {' och '.join(words for words, _ in asked)} delbetalningen {_called(each)}."
            yield Problem(
                message,
                where=f"{WHERE}.delbetalningar[{position}]",
                hint=f"Skriv {' och '.join(key for _, key in asked)} på delbetalningen.",
                severity=Severity.WARNING,
                code="delbetalning-utan-part",
            )


_ASKED = {"payer": ("vem som betalar", "betalare"), "payee": ("vem som får", "mottagare")}


def _called(each: Instalment) -> str:
    return plain(label_of(each)) or "utan datum"


def _of_each_time(payment: Payment, found: Sequence[Flow], budget: Budget) -> Iterator[_Step]:
    if budget.has_undivided:
        yield from _of_time(payment, payment.instalments, found, budget, None)
        return
    for year in budget.years:
        concerned = [one for one in payment.instalments if concerned_year(one) == year.year]
        yield from _of_time(payment, concerned, found, budget, year)
    # Of a year that nobody has stated.
    yield from (_as_stated(one, None, found) for one in payment.instalments if concerned_year(one) is None)


def _of_time(
    payment: Payment, concerned: Sequence[Instalment], found: Sequence[Flow], budget: Budget, year: BudgetYear | None
) -> Iterator[_Step]:
    """Yield the payments of a year, or of the whole period: those of each flow against the money of that."""
    number = year.year if year else None
    unsaid = [bool(whose(one, found)[1]) for one in concerned]
    if len(found) == 1 or (concerned and all(unsaid)):
        whole = (year.amount, year.instead) if year else (budget.total, budget.instead.total)
        yield from _pot(payment, concerned, found, whole, number)
        return
    if any(unsaid):
        # Whose money a share is of, and what is left to whom, cannot be told before each is somebody's.
        yield from (_as_stated(one, None, found) for one in concerned)
        return
    kept = {id(one): next(iter(_possible(one, found)), whose(one, found)[0]) for one in concerned}
    for flow in dict.fromkeys([*found, *kept.values()]):
        own = [one for one in concerned if kept[id(one)] == flow]
        yield from _pot(payment, own, found, _money_of(flow, budget, year), number)


def _money_of(flow: Flow, budget: Budget, year: BudgetYear | None) -> Cell:
    lines = flows(budget).get(flow, [])
    return in_year(budget, year, lines) if year else together((line.total, line.total_instead) for line in lines)


def _as_stated(each: Instalment, whole: Instead | None, found: Sequence[Flow]) -> _AsStated:
    return _AsStated(in_part(each, whole, *whose(each, found)))


def _pot(
    payment: Payment, instalments: Sequence[Instalment], found: Sequence[Flow], whole: Cell, year: int | None
) -> Iterator[_Step]:
    total, instead = whole
    ordered = sorted(instalments, key=place_of)
    if total is None or any(each.said for each in ordered):
        if not isinstance(instead, Said) and not any(each.said for each in ordered):
            yield unknown(year)
        worked_out = total is not None or isinstance(instead, Said)
        stated_as = (_as_stated(each, instead, found) for each in ordered)
        yield from (one.row if worked_out else one for one in stated_as)
        return
    stated = sum((each.amount for each in ordered if each.amount is not None), Decimal(0))
    shares = [Fraction(total) * Fraction(each.share) / 100 for each in ordered if each.share is not None]
    difference = Fraction(total) - Fraction(stated) - sum(shares)
    if difference:
        yield _difference(total, difference, year)
        return
    rounded = split(shares, total - stated, payment.remainder) if shares else ()
    if rounded is None:
        yield remainder(total - stated, year, len(shares))
        return
    parts = iter(rounded)
    for each in ordered:
        amount = each.amount if each.amount is not None else next(parts)
        flow, unsaid = whose(each, found)
        label, concerned = label_of(each), concerned_year(each) or 0
        yield Payout(label, concerned, each.day, amount, flow.payee, payer=flow.payer, unsaid=unsaid)


def _difference(total: Decimal, difference: Fraction, year: int | None) -> Problem:
    missing = Decimal(difference.numerator) / Decimal(difference.denominator)
    verdict = f"{kronor(missing)} saknas" if missing > 0 else f"{kronor(-missing)} för mycket"
    time = f" för {year}" if year else ""
    message = f"Delbetalningarna{time} går inte ihop med beloppet {kronor(total)}: {verdict}."
    hint = "Rätta delbetalningarna eller beloppet."
    return Problem(message, where=f"{WHERE}.delbetalningar", hint=hint, code="delbetalningar-summa")
