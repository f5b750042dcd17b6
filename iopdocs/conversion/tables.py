"""Tables for Excel, and as CSV that a Swedish Excel opens by itself: the same rows, no formulas, the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import ConversionFailed, Problem
from iopdocs.output import save
from iopdocs.visible import visible
from iopdocs.word.package import read_package
from iopdocs.word.properties import provenance_of, with_properties
from iopdocs.word.sealing import is_sealed, write_sealed

Cell = str | date | Decimal | int | None
_KIND = "tabell"
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = "#,##0.##"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings with the widths of their columns, in signs; ``kind`` is the command they come from.

    ``beside`` are tables that Excel has on sheets of their own; CSV has one table.
    """

    kind: str
    title: str
    day: date
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    beside: tuple[Table, ...] = ()

    @property
    def head(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(name for name, _ in self.columns)


def write_table(path: Path, table: Table, read: Iterable[Path] = ()) -> None:
    """Write a table in the way that the file's name ends; none of the files that were ``read`` for it is replaced.

    Raises OutputBlocked where a table lies that somebody has worked in, ConversionFailed when an extra is missing.
    """
    data = as_csv(table) if path.suffix.lower() == ".csv" else as_xlsx(table)
    save(path, data, lambda there: there == data or is_table(there, table.kind), read)


def as_csv(table: Table) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, semicolons, decimal commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in (table.head, *table.rows):
        writer.writerow(map(_plain, row))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """Return a table for Excel, the same bytes for the same rows. Raises ConversionFailed without the extra."""
    try:
        from openpyxl import Workbook
    except ImportError as error:
        message = "en Excel-fil kan inte göras: tillägget för Excel är inte installerat"
        hint = "Installera det med: pip install 'iopdocs[excel]', eller skriv en fil som slutar på .csv."
        raise ConversionFailed(Problem(message, hint=hint, code="tillägg-saknas")) from error
    book = Workbook()
    for number, one in enumerate((table, *table.beside)):
        _fill(book.create_sheet(one.title) if number else book.active, one)
    made = io.BytesIO()
    book.save(made)
    members = read_package(made.getvalue(), table.title)
    return write_sealed(with_properties(members, table.title, table.day, {_KIND: table.kind}))


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = table.title
    for number, row in enumerate((table.head, *table.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, _lines(value) if isinstance(value, str) else value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            elif isinstance(value, Decimal):
                cell.number_format = _NUMBERS
            if number == 1:
                cell.font = Font(bold=True)
    for column, (_, width) in zip(sheet.iter_cols(1, len(table.columns)), table.columns, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def is_table(data: bytes, kind: str) -> bool:
    """Whether a file is such an Excel file, as it was made. A CSV file has no room for what would tell."""
    return is_sealed(data) and provenance_of(read_package(data, "tabellen")).get(_KIND) == kind


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        text = _lines(cell)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return str("" if cell is None else cell).replace(".", ",")


def _lines(text: str) -> str:
    """Return a text with every sign that is not seen shown, but for the ends of its lines."""
    return "\n".join(map(visible, text.split("\n")))
