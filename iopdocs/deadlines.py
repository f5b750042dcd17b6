"""Days that follow from an agreement's terms. Pure: what is asked about is always asked as of a day given."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from iopdocs.economy import last_day
from iopdocs.model import Agreement
from iopdocs.model.scalars import Length
from iopdocs.model.terms import Term


def shift(day: date, length: Length, sign: int = 1) -> date:
    """Return the day ``length`` later (or earlier, with sign -1); a day the month lacks becomes the month's last."""
    if (months := length.months) is not None:
        return day + sign * relativedelta(months=months)
    return day + sign * relativedelta(days=length.days or 0)


def end_of(term: Term | None) -> date | None:
    """Return the last day of a period, also one given by start and length; None when open-ended or not known."""
    return None if term is None or term.open_ended else last_day(term)


def last_day_of_notice(agreement: Agreement) -> date | None:
    """Return the last day for word on prolongation, else for notice before the period's end; None when not known."""
    end = end_of(agreement.term)
    prolongation, termination = agreement.prolongation, agreement.termination
    notice = (prolongation and prolongation.notice) or (termination and termination.period)
    return shift(end, notice, -1) if end and notice else None
