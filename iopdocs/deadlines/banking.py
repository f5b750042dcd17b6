"""Banking days in Sweden: not Saturdays, Sundays, public holidays, nor the eves that are days off in practice.

The days come from the package *holidays*: ``public`` are those of lag (1989:253), ``de_facto`` adds midsommarafton,
julafton and nyårsafton, which lag (1930:173) 2 § puts on a par with Sundays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from iopdocs.swedish import dates

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def _holidays() -> Mapping[date, str]:
    """The days off by name; a year is worked out when one of its days is asked for."""
    import holidays

    return holidays.country_holidays("SE", categories=("public", "de_facto"), language="sv")


def day_off(day: date) -> str | None:
    """Return why a day is not a banking day, in Swedish (``julafton``, ``söndag``); None when it is one."""
    name = _holidays().get(day)
    if name:
        return name[:1].lower() + name[1:]
    # The calendar of holidays leaves out ordinary weekends.
    return dates.weekday(day) if day.weekday() >= _SATURDAY else None


def is_banking_day(day: date) -> bool:
    """Return whether banks are open on a day."""
    return day_off(day) is None


def next_banking_day(day: date) -> date:
    """Return the day itself when it is a banking day, else the first one after it."""
    while not is_banking_day(day):
        day += _DAY
    return day
