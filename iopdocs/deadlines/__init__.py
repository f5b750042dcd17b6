"""Days that follow from an agreement's terms. Pure: what is asked about is always asked as of a day given."""

from iopdocs.deadlines.banking import day_off, is_banking_day, next_banking_day
from iopdocs.deadlines.events import Event, EventKind, events
from iopdocs.deadlines.terms import AgreementPeriod, end_of, last_day_of_notice, period_on, periods, shift

__all__ = [
    "AgreementPeriod",
    "Event",
    "EventKind",
    "day_off",
    "end_of",
    "events",
    "is_banking_day",
    "last_day_of_notice",
    "next_banking_day",
    "period_on",
    "periods",
    "shift",
]
