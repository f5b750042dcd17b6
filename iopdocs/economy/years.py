"""The period of an agreement as calendar years, whole and in part."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from dateutil.relativedelta import relativedelta

from iopdocs.classes import dataclass
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.said import Nature
from iopdocs.model.terms import Term
from iopdocs.model.vague_days import Vague

PartYear = Literal["månader", "dagar", "hela beloppet"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CoveredYear:
    """The days of one calendar year that the agreement covers; both days belong to it."""

    year: int
    start: date
    end: date

    @property
    def part(self) -> bool:
        """Whether the agreement covers only a part of the year."""
        return (self.start, self.end) != (date(self.year, 1, 1), date(self.year, 12, 31))

    @property
    def whole_months(self) -> bool:
        """Whether the part begins on the first and ends on the last day of a month."""
        return self.start.day == 1 and self.end.day == monthrange(self.year, self.end.month)[1]

    def share(self, method: PartYear) -> Fraction:
        """Return how much of the year's amount the covered part takes, from 0 to 1.

        ``månader`` is twelfths and needs ``whole_months``; ``dagar`` is days of the year's 365 or 366.
        """
        if method == "månader":
            return Fraction(self.end.month - self.start.month + 1, 12)
        if method == "dagar":
            return Fraction((self.end - self.start).days + 1, 366 if isleap(self.year) else 365)
        return Fraction(1)


def last_day(term: Term) -> date | None:
    """Return the last day of the period: as stated, else from the start and the length; None when it cannot be said.

    A length in months ends the day before the day with the same number: 1 July and 12 months give 30 June. Where the
    last month has no such day it ends with that month: 31 December and 2 months give the last of February.
    """
    if term.end is not None or term.start is None or term.length is None or term.said_of("end"):
        return term.end
    months = term.length.months
    if months is None:
        return term.start + timedelta(days=term.length.days or 0) - _DAY
    year, month = divmod(term.start.year * 12 + term.start.month - 1 + months, 12)
    if year > date.max.year:
        return None
    days = monthrange(year, month + 1)[1]
    if term.start.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, term.start.day) - _DAY


def covered_from(term: Term | None) -> date | None:
    """Return the first day to reckon money from: also of a month without a day, for which the whole month counts.

    For amounts only. What is printed of the day is what was said of it.
    """
    if term is None or term.start is not None:
        return term.start if term else None
    month = _month(term, "start")
    return month.first if month else None


def covered_to(term: Term | None) -> date | None:
    """Return the last day to reckon money to, in the same way; None when it cannot be said.

    A day that is only reckoned with (*beräknas till 2026-12-31*) counts: see ``ends_provisionally``.
    """
    if term is None:
        return None
    month = _month(term, "end")
    if month is not None:
        return month.last
    if (reckoned := _reckoned(term)) is not None:
        return reckoned
    return last_day(term if term.start else term.model_copy(update={"start": covered_from(term)}))


def ends_provisionally(term: Term | None) -> bool:
    """Whether the last day is only reckoned with, so that what is paid until then is so, too."""
    return term is not None and _reckoned(term) is not None


def _reckoned(term: Term) -> date | None:
    said = term.said_of("end")
    if said is None or said.nature is not Nature.PROVISIONAL or len(said.values) != 1:
        return None
    day = said.values[0]
    return day.last if isinstance(day, Vague) else day


def _month(term: Term, attribute: str) -> Vague | None:
    said = term.said_of(attribute)
    return said.month if said else None


def agreement_years(term: Term | None, until: date | None = None) -> int | None:
    """Return the years from the first day to ``until``, else to the last day; None when unknown or not whole."""
    start, end = covered_from(term), until or covered_to(term)
    if start is None or end is None or end < start or end == date.max:
        return None
    length = relativedelta(end + _DAY, start)
    return length.years if length == relativedelta(years=length.years) and length.years else None


def may_last_to(agreement: Agreement, kinds: tuple[str, ...] = ("automatisk",)) -> date | None:
    """Return the last day that an agreement may reach by what it says of its prolongation.

    ``kinds`` are the ways of prolongation that count; extensions that have been agreed always do. ``date.max`` when
    there is no limit to them, None when the last day of the term itself is not known.
    """
    end = last_day(agreement.term) if agreement.term else None
    if end is None:
        return None
    days = [end, *(one.end for one in agreement.extensions if one.end)]
    chosen = agreement.prolongation
    if chosen is not None and chosen.kind in kinds:
        length = chosen.length or (agreement.term.rolling if agreement.term else None)
        if chosen.most is None or length is None:
            return date.max
        step = relativedelta(months=(length.months or 0) * chosen.most, days=(length.days or 0) * chosen.most)
        try:
            days.append(end + step)
        except (ValueError, OverflowError):  # further than the calendar goes
            return date.max
    return max(days)


def covered_years(term: Term | None, until: date | None = None) -> tuple[CoveredYear, ...]:
    """Return the calendar years from the first day to ``until``, else to the last day; () when they are not known."""
    start, end = covered_from(term), until or covered_to(term)
    if start is None or end is None or end < start:
        return ()
    return tuple(
        CoveredYear(year, max(start, date(year, 1, 1)), min(end, date(year, 12, 31)))
        for year in range(start.year, end.year + 1)
    )


def period_problem(term: Term | None, until: date | None = None) -> Problem | None:
    """Return why the years of the agreement cannot be told, or None when they can."""
    if term is None or covered_from(term) is None:
        return _unknown("avtalstid.från", "avtalets första dag saknas", "Skriv från: 2024-01-01 under avtalstid.")
    if covered_to(term) or until:
        return None
    if term.open_ended:
        return _unknown("avtalstid.tills_vidare", "avtalet gäller tills vidare", "Beloppet per år gäller ändå.")
    return _unknown("avtalstid.till", "avtalets sista dag saknas", "Skriv till, längd eller tills_vidare: ja.")


def _unknown(where: str, reason: str, hint: str) -> Problem:
    message = f"Beloppen år för år och den sammanlagda summan går inte att räkna ut: {reason}."
    return Problem(message, where=where, hint=hint, severity=Severity.NOTE, code="avtalstid-okänd")
