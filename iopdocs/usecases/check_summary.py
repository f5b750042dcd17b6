"""What the checks of many agreements come to: how much of each kind, and all of it as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from iopdocs.classes import dataclass
from iopdocs.codes import load_codes
from iopdocs.conversion.tables import Cell, Table, write_table
from iopdocs.errors import Problem, Severity
from iopdocs.reading import without_numbers
from iopdocs.usecases.ranking import stops_final

if TYPE_CHECKING:
    from iopdocs.usecases.check import Checked

_ORDER = list(Severity)
_COLUMNS = (
    ("Fil", 40), ("Rad", 6), ("Slag", 12), ("Stoppar slutlig", 10), ("Uppgift", 32), ("Vad", 70), ("Gör så här", 60),
    ("Kod", 24),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundKind:
    """One kind of problem: its code and what that means, in how many agreements it is, and how many times."""

    code: str
    severity: Severity
    meaning: str
    agreements: int
    times: int
    stops: bool

    @property
    def gist(self) -> str:
        """The first sentence of what it means."""
        first, dot, _ = self.meaning.partition(". ")
        return first + dot.rstrip()


def kinds(checked: Checked) -> tuple[FoundKind, ...]:
    """Return the kinds of what was found and is told: what stops a final version first, then what most have."""
    met: dict[tuple[str, Severity], list[Problem]] = {}
    for _, one in _told(checked):
        met.setdefault((one.code, one.severity), []).append(one)
    made = [
        FoundKind(code, severity, _meaning(code, found[0]), len({one.file for one in found}), len(found), _any(found))
        for (code, severity), found in met.items()
    ]
    return tuple(sorted(made, key=lambda one: (not one.stops, _ORDER.index(one.severity), -one.agreements, one.code)))


def write_checked(path: Path, checked: Checked, day: date) -> None:
    """Write all that is told as a table, a row for each; the order is the screen's.

    Raises OutputBlocked, and ConversionFailed where the extra for Excel is missing.
    """
    write_table(path, Table("check", "Kontroll", day, _COLUMNS, tuple(_rows(checked))))


def _told(checked: Checked) -> Iterator[tuple[str, Problem]]:
    """Yield what is told with the agreement's file; none of it has a personnummer."""
    for file, found in checked.told():
        for one in found.all:
            yield file, without_numbers(one)


def _rows(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for file, one in _told(checked):
        stops = "ja" if stops_final(one) else ""
        yield one.file or file, one.line, one.severity.value, stops, one.where, one.sentence, one.hint, one.code


def _any(found: list[Problem]) -> bool:
    return any(map(stops_final, found))


def _meaning(code: str, example: Problem) -> str:
    """Return what a code means; one that has no entry is told by what it says here."""
    return _meanings().get(code) or example.sentence


@cache
def _meanings() -> dict[str, str]:
    return {entry.code: entry.meaning for theme in load_codes() for entry in theme.codes}
