"""The period of a successor: from the day after, as long as the old one or as its prolongation rule says."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from iopdocs.classes import dataclass
from iopdocs.deadlines import end_of, period_on, shift
from iopdocs.model import Agreement
from iopdocs.model.lengths import Length


@dataclass(frozen=True, slots=True)
class SuccessorTerm:
    """A successor's period. ``end`` is None when its length cannot be known; ``why`` says what it rests on.

    ``after`` is the last day of the agreement it comes after, prolongations counted.
    """

    start: date
    end: date | None
    why: str
    after: date


def next_period(agreement: Agreement, on: date, start: date | None = None) -> SuccessorTerm | None:
    """Return the period after an agreement's, from ``start`` or the day after its end; None when it has no end.

    ``on`` is the day its end is asked as of: an automatic prolongation whose notice day has passed counts.
    """
    end = period_on(agreement, on).end
    if end is None:
        return None
    first = start or end + timedelta(days=1)
    length, why = _length(agreement)
    last = shift(first, length) - timedelta(days=1) if length else None
    return SuccessorTerm(first, last, why, end)


def _length(agreement: Agreement) -> tuple[Length | None, str]:
    term, prolongation = agreement.term, agreement.prolongation
    if prolongation and prolongation.said_of("length"):
        return None, f"förlängningens längd är angiven som {prolongation.said_of('length')}"
    if prolongation and prolongation.length and prolongation.kind in {"automatisk", "överenskommelse"}:
        return prolongation.length, f"enligt förlängningsregeln, {prolongation.length}"
    if term and term.rolling:
        return term.rolling, f"avtalet löper om {term.rolling} i taget"
    if term and term.length:
        return term.length, f"samma längd, {term.length}"
    end = end_of(term)
    if term and term.start and end:
        return _between(term.start, end), "samma längd som tidigare"
    return None, "den tidigare avtalstidens längd är inte känd"


def _between(start: date, end: date) -> Length:
    """Return the length of a period in whole months where it has them, else in days."""
    span = relativedelta(end + timedelta(days=1), start)
    months = span.years * 12 + span.months
    if months and not span.days:
        return Length(months, "månad")
    return Length((end - start).days + 1, "dag")


def offset(agreement: Agreement, period: SuccessorTerm) -> Length | None:
    """Return how far the days within the period are moved; None when the old start is not known."""
    start = agreement.term.start if agreement.term else None
    if start is not None:
        return _between(start, period.start - timedelta(days=1))
    if period.end is not None and (period.start - period.after).days == 1:
        return _between(period.start, period.end)
    return None


def lengths(agreement: Agreement, period: SuccessorTerm) -> tuple[str, str]:
    """Return how long an agreement was, prolongations counted, and how long its successor is; empty when not known."""
    start = agreement.term.start if agreement.term else None
    return _long(start, period.after), _long(period.start, period.end)


def _long(first: date | None, last: date | None) -> str:
    if first is None or last is None or last < first:
        return ""
    length = _between(first, last)
    years, rest = divmod(length.months or 1, 12)
    return str(length if rest else Length(years, "år"))
