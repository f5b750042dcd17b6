"""Word files made of plain texts by a library that is not ours: python-docx, as other programs write them.

``# `` begins a heading, more ``#`` a deeper one; ``** `` a line in bold; ``- `` an item of a list; ``| a | b |`` a row
of a table; ``>> `` the header of the pages. All else is a paragraph, and a backslash with an n breaks a line in it.
"""

from __future__ import annotations

import io
from typing import Any

import docx

_LIST = "List Bullet"


def word_file(text: str) -> bytes:
    """Return a Word file of a text."""
    made = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            _table(made, rows)
            rows = []
        if line.strip():
            _line(made, line.rstrip())
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _line(made: Any, line: str) -> None:
    marks, _, rest = line.partition(" ")
    if marks.strip("#") == "" and marks:
        made.add_heading(rest, level=len(marks))
    elif marks == "**":
        made.add_paragraph().add_run(rest).bold = True
    elif marks == "-":
        made.add_paragraph(rest, style=_LIST)
    elif marks == ">>":
        made.sections[0].header.paragraphs[0].text = rest
    else:
        made.add_paragraph(line.replace("\\n", "\n"))


def _table(made: Any, rows: list[list[str]]) -> None:
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text.replace("\\n", "\n")
