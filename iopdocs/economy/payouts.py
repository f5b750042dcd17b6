"""One payment: what it is called, which year it is for, and what is said of it when it is not worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.economy.budget import BudgetYear
from iopdocs.economy.flows import Flow
from iopdocs.economy.instead import Instead, shared
from iopdocs.model.money import Instalment, InstalmentCount, Payment
from iopdocs.model.said import Said, open_value
from iopdocs.model.scalars import AMOUNT
from iopdocs.swedish import dates, percent

PER_YEAR = {"månad": 12, "kvartal": 4, "tertial": 3, "halvår": 2, "år": 1}


@dataclass(frozen=True, slots=True)
class Payout:
    """One payment in kronor. ``label`` is Swedish, such as ``kvartal 1 2024``; ``day`` is known for dated payments.

    ``payee`` is the id of the party it goes to where money goes to several, else None; ``payer`` likewise. ``amount``
    is None when it is not exactly known; then ``instead`` may stand in its place. A payment is not worked out from what
    is not exact: it is said to be a share of it. ``unsaid`` names those of the two (``payer``, ``payee``) that several
    parties may be and the data does not say.
    """

    label: str
    year: int
    day: date | None
    amount: Decimal | None
    payee: str | None = None
    instead: Instead | None = None
    payer: str | None = None
    unsaid: tuple[str, ...] = ()


def exception_in(payment: Payment, year: int) -> InstalmentCount | None:
    """Return the other number of payments that holds in a year of the period: its own, else the last that goes on."""
    earlier = [one for one in payment.exceptions if one.year == year or (one.onwards and (one.year or year) < year)]
    return max(earlier, key=lambda one: one.year or 0, default=None)


def labels_of(payment: Payment, year: BudgetYear) -> list[str] | None:
    """Return what the payments of a year by rule or number are called; None when their number is not stated."""
    exception = exception_in(payment, year.year)
    count = (exception and exception.count) or (None if payment.rule else payment.count)
    if count:
        return [f"utbetalning {number} av {count} {year.year}" for number in range(1, count + 1)]
    if payment.rule is None:
        return None
    months = 12 // PER_YEAR[payment.rule]
    first, last = (year.start.month - 1) // months, (year.end.month - 1) // months
    return [_period_label(payment.rule, number, year.year) for number in range(first + 1, last + 2)]


def _period_label(rule: str, number: int, year: int) -> str:
    if rule == "månad":
        return f"{dates.month(date(year, number, 1))} {year}"
    return f"år {year}" if rule == "år" else f"{rule} {number} {year}"


def in_part(each: Instalment, whole: Instead | None, flow: Flow, unsaid: tuple[str, ...]) -> Payout:
    """Return a payment that is not worked out: what is said of it, or its share of what is said of the whole."""
    instead: Instead | None = each.said_of("amount")
    share = each.said_of("share") or (None if each.share is None else percent.format(each.share))
    if instead is None and share is not None and each.amount is None:
        of_what = isinstance(whole, Said) and shared(whole, str(share))
        instead = of_what or open_value(AMOUNT, f"{share} av beloppet")
    year = concerned_year(each) or 0
    return Payout(label_of(each), year, each.day, each.amount, flow.payee, instead, flow.payer, unsaid)


def label_of(instalment: Instalment) -> str:
    """Return what a payment by date is called: its day, or what is said of that."""
    said = instalment.said_of("day")
    return dates.format(instalment.day) if instalment.day else said.cell(dates.format) if said else ""


def place_of(instalment: Instalment) -> date:
    """Return a day to put payments in order by; those without one come last."""
    said = instalment.said_of("day")
    return instalment.day or (said and said.not_before) or date.max


def concerned_year(instalment: Instalment) -> int | None:
    """Return the year that a payment is for; None when it is not known."""
    if instalment.said_of("year") is not None:
        return None
    day = place_of(instalment)
    return instalment.year or (None if day == date.max else day.year)
