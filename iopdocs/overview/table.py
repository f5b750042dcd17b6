"""The days of all agreements as a table for Excel, or as CSV that a Swedish Excel opens by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from iopdocs.errors import ConversionFailed, Problem
from iopdocs.overview.cleared import Cleared, must_be_cleared
from iopdocs.overview.entries import Entry
from iopdocs.overview.urgency import in_words, rows
from iopdocs.visible import visible
from iopdocs.word.package import read_package
from iopdocs.word.properties import provenance_of, with_properties
from iopdocs.word.sealing import is_sealed, write_sealed

HEAD = ("När", "Dag", "Avtal", "Namn", "Vad", "Löper till", "Fortsättning", "Saknas", "Fil")
_TITLE, _SAID = "IOP-avtal", {"tabell": "status"}
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@")
_WIDTHS = (16, 12, 32, 40, 44, 14, 30, 50, 40)

Cell = str | date | None


def as_csv(overview: Cleared) -> bytes:
    """Return the table as CSV: UTF-8 with its mark, semicolons. Raises TypeError for what is not cleared to leave."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in (HEAD, *_rows(overview)):
        writer.writerow([_no_formula(str(cell if cell is not None else "")) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(overview: Cleared) -> bytes:
    """Return the table for Excel, the same bytes for the same agreements.

    Raises ConversionFailed when the extra is not installed, TypeError for what is not cleared to leave.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError as error:
        message = "en Excel-fil kan inte göras: tillägget för Excel är inte installerat"
        hint = "Installera det med: pip install 'iopdocs[excel]', eller skriv en fil som slutar på .csv."
        raise ConversionFailed(Problem(message, hint=hint, code="tillägg-saknas")) from error
    book = Workbook()
    sheet = book.active
    sheet.title = _TITLE
    for number, row in enumerate((HEAD, *_rows(overview)), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in zip(sheet.iter_cols(1, len(HEAD)), _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    made = io.BytesIO()
    book.save(made)
    members = read_package(made.getvalue(), _TITLE)
    return write_sealed(with_properties(members, _TITLE, overview.day, _SAID))


def is_table(data: bytes) -> bool:
    """Whether a file is such an Excel file, as it was made. A CSV file has no room for what would tell."""
    return is_sealed(data) and provenance_of(read_package(data, _TITLE)).get("tabell") == _SAID["tabell"]


def _rows(overview: Cleared) -> Iterator[Sequence[Cell]]:
    """Yield a row for each day, in the order of the screen, and one for each agreement that has none."""
    must_be_cleared(overview)
    met: set[str] = set()
    for row in rows(overview):
        met.add(row.entry.file)
        yield _row(row.entry, in_words(row.days), row.day, row.what)
    for entry in overview.entries:
        if entry.file not in met:
            yield _row(entry, "", None, "")


def _row(entry: Entry, when: str, day: date | None, what: str) -> tuple[Cell, ...]:
    continued, missing = ", ".join(entry.continued), "; ".join(entry.missing)
    told = (when, day, entry.id, entry.name, what, entry.period.end, continued, missing, entry.file)
    return tuple(map(_shown, told))


def _shown(value: Cell) -> Cell:
    return visible(value) if isinstance(value, str) else value


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
