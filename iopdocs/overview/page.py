"""All agreements on one web page: a timeline drawn as SVG, and the same facts in a table. It fetches nothing."""

from __future__ import annotations

from datetime import date

from iopdocs.classes import dataclass
from iopdocs.output import ROOM, has_seal, with_seal
from iopdocs.overview.cleared import Cleared, must_be_cleared
from iopdocs.overview.drawn import template
from iopdocs.overview.entries import Entry
from iopdocs.overview.timeline import LABELS, RIGHT, ROW, TOP, WIDTH, panels
from iopdocs.overview.urgency import Row, Urgency, next_word, rows

TEMPLATE = "page.html"
# Tells the page that it was made here, and with a hash that nobody has changed it since.
_SEAL = "sha256:"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One agreement in the table under the picture: the entry, its first and last day as text, its most urgent row."""

    entry: Entry
    period: tuple[str, ...]
    notice: date | None
    row: Row | None
    missing: tuple[str, ...]


def is_page(data: bytes) -> bool:
    """Whether a file is such a page, as it was made."""
    return has_seal(data, _SEAL.encode())


def page(overview: Cleared) -> bytes:
    """Return the page in Swedish, as UTF-8. What comes first is what has been passed or comes soonest.

    Raises TypeError for an overview that is not cleared to leave.
    """
    must_be_cleared(overview)
    found = rows(overview)
    first: dict[str, Row] = {}
    for row in found:
        first.setdefault(row.entry.file, row)
    entries = sorted(overview.entries, key=lambda entry: _order(first.get(entry.file), entry))
    pictures = panels(overview, entries)
    lines = [line for panel in pictures for line in panel.lines]
    looks = {bar.look for line in lines for bar in line.bars} | {mark.look for line in lines for mark in line.marks}
    return with_seal(
        template(TEMPLATE)
        .render(
            seal=f"{_SEAL}{ROOM}",
            day=overview.day,
            panels=pictures,
            looks=looks,
            table=[_table_row(entry, first.get(entry.file)) for entry in entries],
            unreadable=overview.unreadable,
            passed=len({row.entry.file for row in found if row.urgency is Urgency.PASSED}),
            near=len({row.entry.file for row in found if row.urgency in (Urgency.SOON, Urgency.NEAR)}),
            near_day=overview.near,
            missing=sum(1 for entry in overview.entries if entry.missing or entry.faults),
            size={"width": WIDTH, "labels": LABELS, "right": RIGHT, "row": ROW, "top": TOP},
        )
        .encode()
    )


def _order(row: Row | None, entry: Entry) -> tuple[int, date, str]:
    """Put an agreement where its most urgent row is; a replaced one has none and comes last."""
    return (row.urgency, row.day or date.max, entry.id) if row else (len(Urgency), date.max, entry.id)


def _table_row(entry: Entry, row: Row | None) -> TableRow:
    faults = (f"{entry.faults} fel i filen",) if entry.faults else ()
    return TableRow(entry, _period(entry), next_word(entry), row, (*entry.missing, *faults))


def _period(entry: Entry) -> tuple[str, ...]:
    """Return the first and the last day as two texts, so that a line breaks between them only."""
    start, end = entry.start, entry.period.end
    if words := entry.term_in_words:
        return f"{words[0]} –", words[1]
    if start is None and end is None:
        return ("okänd",)
    open_ended = bool(entry.agreement.term and entry.agreement.term.open_ended)
    return f"{start or '…'} –", str(end) if end else "tills vidare" if open_ended else "…"
