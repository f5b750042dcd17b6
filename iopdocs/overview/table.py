"""The days of all agreements as a table: what the screen of ``status`` shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.conversion.tables import Cell, Table
from iopdocs.overview.cleared import Cleared, must_be_cleared
from iopdocs.overview.entries import Entry
from iopdocs.overview.urgency import in_words, rows

_COLUMNS = (
    ("När", 16), ("Dag", 12), ("Avtal", 32), ("Namn", 40), ("Vad", 44), ("Löper till", 14), ("Fortsättning", 30),
    ("Saknas", 50), ("Fil", 40),
)  # fmt: skip


def table(overview: Cleared) -> Table:
    """Return the table. Raises TypeError for what is not cleared to leave."""
    must_be_cleared(overview)
    return Table("status", "IOP-avtal", overview.day, _COLUMNS, tuple(_rows(overview)))


def _rows(overview: Cleared) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each day, in the order of the screen, and one for each agreement that has none."""
    met: set[str] = set()
    for row in rows(overview):
        met.add(row.entry.file)
        yield _row(row.entry, in_words(row.days), row.day, row.what)
    for entry in overview.entries:
        if entry.file not in met:
            yield _row(entry, "", None, "")


def _row(entry: Entry, when: str, day: date | None, what: str) -> tuple[Cell, ...]:
    continued, missing = ", ".join(entry.continued), "; ".join(entry.missing)
    return (when, day, entry.id, entry.name, what, entry.period.end, continued, missing, entry.file)
