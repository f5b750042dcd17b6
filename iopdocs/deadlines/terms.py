"""The period of an agreement, its automatic prolongations, and which of them stands as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from iopdocs.classes import dataclass
from iopdocs.economy import last_day
from iopdocs.model import Agreement
from iopdocs.model.lengths import Length
from iopdocs.model.terms import Term

_DAY = timedelta(days=1)
#: No prolongation is followed further than dates are read.
_LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class AgreementPeriod:
    """A stretch of an agreement's life: the term agreed (``number`` 0) or its n:th automatic prolongation.

    Both days belong to it; ``end`` is None when it has none or it is not known. ``notice`` is the last day to give word
    or notice. ``following`` is the end of the prolongation that comes by itself unless somebody does, else None.
    """

    number: int
    start: date | None
    end: date | None
    notice: date | None
    following: date | None


def shift(day: date, length: Length, sign: int = 1) -> date:
    """Return the day ``length`` later (or earlier, with sign -1); a day the month lacks becomes the month's last.

    What would lie beyond the calendar's first or last day is that day.
    """
    months = length.months
    step = relativedelta(months=months) if months is not None else relativedelta(days=length.days or 0)
    try:
        return day + sign * step
    except (ValueError, OverflowError):
        return date.max if sign > 0 else date.min


def end_of(term: Term | None) -> date | None:
    """Return the last day of a period, also one given by start and length; None when open-ended or not known."""
    return None if term is None or term.open_ended else last_day(term)


def last_day_of_notice(agreement: Agreement) -> date | None:
    """Return the last day for word on prolongation, else for notice before the period's end; None when not known.

    It is that of the term as agreed, whatever prolongations have followed; ``period_on`` knows those.
    """
    end, notice = end_of(agreement.term), notice_length(agreement)
    return shift(end, notice, -1) if end and notice else None


def notice_length(agreement: Agreement) -> Length | None:
    """Return how long before the end word on prolongation is due, else notice; None when neither is stated."""
    prolongation, termination = agreement.prolongation, agreement.termination
    if prolongation and prolongation.said_of("notice"):
        return None  # known in part: not to be taken for a time that nobody has stated
    return (prolongation and prolongation.notice) or (termination and termination.period) or None


def periods(agreement: Agreement, on: date) -> Iterator[AgreementPeriod]:
    """Yield the term agreed and every automatic prolongation that may follow it, as known on a day.

    There is no end to them if none is stated. An extension that all parties had signed by that day makes the period it
    goes on from longer. An agreement that has been given notice (``uppsägning.upphör``) ends on that day.
    """
    term, notice = agreement.term, notice_length(agreement)
    stopped = agreement.termination.last_day if agreement.termination else None
    number, start, stated = 0, term.start if term else None, end_of(term)
    base, base_number = stated, 0
    if agreement.termination and agreement.termination.said_of("last_day"):
        yield AgreementPeriod(0, start, None, None, None)  # it ends earlier than agreed, on a day nobody knows
        return
    while True:
        end = _extended(agreement, stated, on)
        if stopped is not None and (end is None or stopped <= end):
            yield AgreementPeriod(number, start, stopped, None, None)
            return
        if end != stated:
            base, base_number = end, number
        following = _prolonged(agreement, base, number + 1 - base_number) if _may_go_on(agreement, number) else None
        yield AgreementPeriod(number, start, end, shift(end, notice, -1) if end and notice else None, following)
        if end is None or following is None:
            return
        number, start, stated = number + 1, end + _DAY, following


def _extended(agreement: Agreement, end: date | None, on: date) -> date | None:
    """Return the last day of a period with the extensions that go on from it and had been signed by a day."""
    signed = [one for one in agreement.extensions if one.end and one.signed and one.signed <= on]
    for one in sorted(signed, key=lambda extension: extension.end or date.min):
        if end is None or (end < (one.end or end) and (one.start is None or one.start <= end + _DAY)):
            end = one.end
    return end


def _may_go_on(agreement: Agreement, number: int) -> bool:
    """Return whether a period may be followed by an automatic prolongation."""
    chosen = agreement.prolongation
    most = 1 if chosen and chosen.said_of("most") else chosen.most if chosen else None
    return bool(chosen and chosen.kind == "automatisk" and (most is None or number < most))


def _prolonged(agreement: Agreement, end: date | None, times: int) -> date | None:
    """Return the last day when a period that ended on ``end`` has been prolonged so many times; None when unknown.

    It is counted from that end, so that a month that is short does not shorten the ones after it.
    """
    chosen, term = agreement.prolongation, agreement.term
    length = (chosen and chosen.length) or (term and term.rolling)
    if end is None or not length:
        return None
    whole = Length(length.count * times, length.unit)
    last = last_day(Term.model_construct(start=end + _DAY, end=None, length=whole))
    return last if last and last.year <= _LAST_YEAR else None


def period_on(agreement: Agreement, on: date) -> AgreementPeriod:
    """Return the period that stands as of a day.

    When the last day of notice of an automatic prolongation has passed, it is the prolongation, also before it begins:
    its end is the day the agreement is known to last to. Without a time for notice it is so from the day it begins.
    """
    for period in periods(agreement, on):
        settled = period.notice or period.end
        if period.following is None or settled is None or on <= settled:
            break
    return period
