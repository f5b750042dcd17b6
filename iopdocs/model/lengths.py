"""Lengths of time as people write them: ``6 månader``, ``6 mån.``, ``sex månader``, ``ett halvår``."""

from __future__ import annotations

import re

from iopdocs.classes import dataclass
from iopdocs.swedish import words

UNITS = {
    "dag": "dag", "dagar": "dag", "vecka": "vecka", "veckor": "vecka",
    "månad": "månad", "månader": "månad", "år": "år",
}  # fmt: skip
_IN_DAYS = {"dag": 1, "vecka": 7, "månad": 30, "år": 365}
_ONE = {"dag": "en dag", "vecka": "en vecka", "månad": "en månad", "år": "ett år"}
PLURALS = {"dag": "dagar", "vecka": "veckor", "månad": "månader", "år": "år"}

# Abbreviations that mean one thing, and parts of a year in months.
_SHORT = {"mån": "månad", "mån.": "månad", "mnd": "månad", "v": "vecka", "v.": "vecka", "dgr": "dag", "dygn": "dag"}
_MONTHS = {"halvår": 6, "kvartal": 3, "tertial": 4}
_COUNTS = {"en": 1, **{words.cardinal(number): number for number in range(1, 13)}}
_LENGTH = re.compile(rf"([0-9]{{1,4}}|{'|'.join(_COUNTS)})\s*([a-zåäö]+\.?)")
_BEGINNING = re.compile(rf"{_LENGTH.pattern}(?=\s)")
_LONGEST = {"år": 200, "månad": 2_400, "vecka": 9_999, "dag": 9_999}
_HOW = "Skriv ett antal och en enhet: dagar, veckor, månader eller år."


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as it was written: a count and a unit (``dag``, ``vecka``, ``månad`` or ``år``)."""

    count: int
    unit: str

    @property
    def months(self) -> int | None:
        """The length in whole months, or None when it is counted in days or weeks."""
        return {"månad": self.count, "år": 12 * self.count}.get(self.unit)

    @property
    def days(self) -> int | None:
        """The length in days, or None when it is counted in months or years."""
        return {"dag": self.count, "vecka": 7 * self.count}.get(self.unit)

    @property
    def in_text(self) -> str:
        """The length as running text has it: ``sex månader``, ``ett år``, and beyond twelve ``18 månader``."""
        return words.count(self.count, _ONE[self.unit], PLURALS[self.unit])

    def __lt__(self, other: Length) -> bool:
        """Whether it is shorter, with months and years of about so many days."""
        return self.count * _IN_DAYS[self.unit] < other.count * _IN_DAYS[other.unit]

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count == 1 else PLURALS[self.unit]}"


def parse_length(text: str) -> Length:
    """Read ``6 månader``, ``2 år``, ``30 dagar``, ``6 mån``, ``två år``, ``ett halvår``.

    Raises ValueError otherwise, with what to write instead of that text where it is plain what is meant.
    """
    shown = " ".join(text.lower().split())
    found = _read(_LENGTH.fullmatch(shown))
    if found and found.count > _LONGEST[found.unit]:
        raise ValueError(f"”{text}” är orimligt länge\nSkriv högst {_LONGEST['år']} år.")
    if found is None:
        raise ValueError(f"”{text}” går inte att läsa som en tidslängd\n{_advice(shown)}")
    return found


def _read(match: re.Match[str] | None) -> Length | None:
    if match is None:
        return None
    count, unit = _COUNTS.get(match[1]) or int(match[1]), match[2]
    if unit in _MONTHS:
        count, unit = count * _MONTHS[unit], "månad"
    unit = UNITS.get(unit) or _SHORT.get(unit, "")
    return Length(count, unit) if unit and count else None


def _advice(shown: str) -> str:
    """Return what to write instead of a text that is no length."""
    if shown in _MONTHS:
        return f"Skriv {_MONTHS[shown]} månader."
    if shown.isdigit() and 0 < int(shown) <= _LONGEST["månad"]:
        number = int(shown)
        return f"Skriv enheten: {Length(number, 'dag')}, {Length(number, 'månad')} eller {Length(number, 'år')}?"
    if beginning := _read(_BEGINNING.match(shown)):
        return f"Skriv bara {beginning}."
    return _HOW
