"""The cells of tables that are headings, by what the Word file says of each table's look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from iopdocs.classes import dataclass
from iopdocs.conversion.conforming.tree import all_elements, is_element, kids, kind, rename
from iopdocs.word.blocks import main_part, numbering
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.styles import Styles, switched_on, value

_CELLS = ("/TH", "/TD")
_GROUPS = ("/THead", "/TBody", "/TFoot")
_LOOK = "tblPr/tblLook"
# The bits of tblLook's older form (ECMA-376, 17.4.56).
_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080


@dataclass(frozen=True, slots=True)
class HeadedParts:
    """What a table of Word's says of itself: whether its first row and its first column are headings."""

    row: bool
    column: bool


def looks(files: Mapping[str, bytes]) -> list[HeadedParts]:
    """Return the look of each table in the body of a Word file, in order. Raises BrokenXml and NoText."""
    main = main_part(files)
    styles = numbering(files, main)[1]
    return [_look(table, styles) for table in parse_xml(files[main]).iter(W + "tbl")]


def _look(table: Node, styles: Styles) -> HeadedParts:
    repeated = any(switched_on(row.find(W + "trPr"), "tblHeader") for row in table.findall(W + "tr"))
    style = value(table, "tblPr/tblStyle")
    return HeadedParts(
        row=repeated or (_asked(table, "firstRow", _FIRST_ROW) and _sets_off(styles, style, "firstRow")),
        column=_asked(table, "firstColumn", _FIRST_COLUMN) and _sets_off(styles, style, "firstCol"),
    )


def _asked(table: Node, name: str, bit: int) -> bool:
    said = value(table, _LOOK, name)
    if said is not None:
        return said not in ("0", "false", "off")
    older = value(table, _LOOK) or "0"
    return bool(int(older, 16) & bit) if all(sign in "0123456789abcdefABCDEF" for sign in older) else False


def _sets_off(styles: Styles, style: str | None, part: str) -> bool:
    """Whether a table style gives a part of the table a look of its own: Word asks for it in every new table."""

    def found(_: str, node: Node) -> bool | None:
        return any(one.get(W + "type") == part for one in node.findall(W + "tblStylePr")) or None

    return bool(styles.inherited(style, found))


def headed(pdf: pikepdf.Pdf, told: Sequence[HeadedParts]) -> None:
    """Make heading cells of what Word calls so, and say of each which way it heads.

    A table where neither the first row nor the first column heads is one that only sets things side by side, as places
    for signatures: it is read in order. ``told`` is not used unless it has one for each table.
    """
    found = [element for element in all_elements(pdf) if kind(element) == "/Table"]
    for number, table in enumerate(found):
        rows = list(_rows(table))
        look = told[number] if len(told) == len(found) else None
        if look:
            _head(rows, look)
        if look and not any(kind(cell) == "/TH" for row in rows for cell in _cells(row)):
            _laid_out(table, rows)
        else:
            _scoped(rows)


def _rows(table: Object) -> Iterator[Object]:
    for one in kids(table):
        if is_element(one) and kind(one) in _GROUPS:
            yield from (row for row in kids(one) if is_element(row) and kind(row) == "/TR")
        elif is_element(one) and kind(one) == "/TR":
            yield one


def _cells(row: Object) -> list[Object]:
    return [one for one in kids(row) if is_element(one) and kind(one) in _CELLS]


def _head(rows: Sequence[Object], look: HeadedParts) -> None:
    for number, row in enumerate(rows):
        cells = _cells(row)
        for cell in cells if number == 0 and look.row else cells[:1] if look.column else ():
            rename(cell, "/TH")


def _scoped(rows: Sequence[Object]) -> None:
    """A row of headings heads its columns; a heading among other cells heads its row."""
    for row in rows:
        cells = _cells(row)
        all_head = all(kind(cell) == "/TH" for cell in cells)
        for cell in cells:
            if kind(cell) == "/TH":
                _scope(cell, "/Column" if all_head else "/Row")


def _scope(cell: Object, which: str) -> None:
    held = cell.get("/A")
    attributes = list(held) if isinstance(held, Array) else [held] if held is not None else []
    for one in attributes:
        if isinstance(one, Dictionary) and one.get("/O") == "/Table":
            if "/Scope" not in one:
                one.Scope = Name(which)
            return
    cell.A = Array([*attributes, Dictionary(O=Name.Table, Scope=Name(which))])


def _laid_out(table: Object, rows: Sequence[Object]) -> None:
    for element in (table, *rows, *(cell for row in rows for cell in _cells(row))):
        rename(element, "/Div")
    for one in kids(table):
        if is_element(one) and kind(one) in _GROUPS:
            rename(one, "/Div")
