"""Times without a day: *januari 2019*, *2019*, *hösten 2026*, *första halvåret 2026*."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain

_MONTHS = tuple(dates.month(date(2000, number, 1)) for number in range(1, 13))
#: The month that each may begin in, at the earliest.
_SEASONS = {"våren": 1, "sommaren": 5, "hösten": 7, "vintern": 1}
_PARTS = {
    "första halvåret": 1, "andra halvåret": 7, "första kvartalet": 1, "andra kvartalet": 4, "tredje kvartalet": 7,
    "fjärde kvartalet": 10,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
ISO_MONTH = lazy_pattern(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])")
_TIME = lazy_pattern(
    rf"(?:i |under |år )?(?P<place>(?:början|mitten|slutet) av )?"
    rf"(?:(?P<within>{'|'.join((*_MONTHS, *_SEASONS, *_PARTS))}) )?{_YEAR}(?P<next>/(?:[0-9]{{4}}|[0-9]{{2}}))?",
    re.IGNORECASE,
)


class Vague(str):
    """A time without a day, in the words of the house. ``first`` is the first day that it may mean."""

    __slots__ = ("first",)

    first: date

    def __new__(cls, words: str, first: date) -> Vague:
        """Make a time of its words."""
        made = super().__new__(cls, words)
        made.first = first
        return made

    def __reduce__(self) -> tuple[type[Vague], tuple[str, date]]:
        return Vague, (str(self), self.first)

    @property
    def last(self) -> date | None:
        """The last day of it when it is a whole month, else None: a season ends when it ends."""
        if str(self).partition(" ")[0] not in _MONTHS:
            return None
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def within(self) -> str:
        """The words after a verb: *i januari 2019*, *hösten 2026*."""
        words = str(self)
        return f"i {words}" if words.startswith((*_MONTHS, "början", "mitten", "slutet")) else words


def vague(text: str) -> Vague | None:
    """Read a time without a day; None when it is none."""
    shown = plain(text)
    if found := ISO_MONTH.fullmatch(shown):
        month = int(found["month"])
        return Vague(f"{_MONTHS[month - 1]} {found['year']}", date(int(found["year"]), month, 1))
    found = _TIME.fullmatch(shown)
    if found is None or (found["next"] and (found["within"] or "").lower() != "vintern"):
        return None
    within, year = (found["within"] or "").lower(), found["year"]
    words = f"{(found['place'] or '').lower()}{within}{' ' if within else ''}{year}{found['next'] or ''}"
    month = _MONTHS.index(within) + 1 if within in _MONTHS else (_SEASONS | _PARTS).get(within, 1)
    return Vague(words, date(int(year), 11 if found["next"] else month, 1))
