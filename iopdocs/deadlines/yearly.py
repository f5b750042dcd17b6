"""Days that come back every year, as they are written: ``31 mars``, ``senast den 15 januari och den 15 augusti``."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from iopdocs.classes import dataclass
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain

_PART = re.compile(
    r"(?:senast )?(?:den )?(?P<day>[0-9]{1,2}|sista)(?: dagen i)? (?P<month>[a-zåäö]+)"
    r"(?:,? (?:varje år|året efter|året därpå|följande år|årligen))?"
)
#: Has every day that any year has.
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of the year. ``day`` may be more than the month has; it then means the month's last day."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the day in a year: 29 February is the 28th in a year without one."""
        return date(year, 1, 1) + relativedelta(month=self.month, day=self.day)


def yearly_days(text: str) -> tuple[YearlyDay, ...]:
    """Read the days of the year in a phrase; () when it says something else, which is then left to the reader."""
    found = [_yearly_day(part) for part in re.split(r", (?!varje|året|följande|årligen)| och ", plain(text).lower())]
    days = [day for day in found if day is not None]
    return tuple(days) if len(days) == len(found) else ()


def _yearly_day(text: str) -> YearlyDay | None:
    match = _PART.fullmatch(text.strip())
    if match is None:
        return None
    last = match["day"] == "sista"
    try:
        read = dates.parse(f"{1 if last else match['day']} {match['month']} {_LEAP_YEAR}")
    except ValueError:
        return None
    return YearlyDay(read.month, 31 if last else read.day)
