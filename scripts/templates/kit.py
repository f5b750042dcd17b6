"""The pieces a template is made of: paragraphs, tags, tables, fields. Text is given as it should look in Word.

In a text ``\\t`` is a tab and ``\\n`` a line break. A block is one element or a list of them, so that conditions and
loops nest as they read: ``when("avtal.syfte", p(BODY, …))``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Node = etree._Element
Block = Node | Sequence["Block"]
Piece = str | Node

# Widths are in twentieths of a point: A4, with margins of 2.5 cm left and right.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN = 1417
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


def el(tag: str, *children: Node, **values: str | int) -> Node:
    """Return an element of WordprocessingML; its attributes are in the same namespace."""
    node = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W})
    for name, value in values.items():
        node.set(f"{{{W}}}{name}", str(value))
    node.extend(children)
    return node


def flat(blocks: Iterable[Block]) -> Iterator[Node]:
    """Yield the elements of nested blocks in order."""
    for block in blocks:
        if isinstance(block, etree._Element):
            yield block
        else:
            yield from flat(block)


def run(text: str, style: str = "") -> Node:
    """Return a run of text, in a character style when one is named."""
    node = el("r", *([el("rPr", el("rStyle", val=style))] if style else []))
    for piece in re.split(r"([\t\n])", text):
        if piece == "\t":
            node.append(el("tab"))
        elif piece == "\n":
            node.append(el("br"))
        elif piece:
            shown = el("t")
            shown.text = piece
            shown.set(XML_SPACE, "preserve")
            node.append(shown)
    return node


def strong(text: str) -> Node:
    """Return a run in bold type."""
    return run(text, "Strong")


def field(instruction: str, cached: str) -> Node:
    """Return a field with the text it shows until Word works it out."""
    return el("fldSimple", run(cached), instr=f" {instruction} ")


def p(style: str, *pieces: Piece) -> Node:
    """Return a paragraph in a style."""
    runs = (piece if isinstance(piece, etree._Element) else run(piece) for piece in pieces)
    return el("p", el("pPr", el("pStyle", val=style)), *runs)


def tag(text: str) -> Node:
    """Return a paragraph that holds a tag alone and is not there in the document."""
    return p("Styrtagg", f"{{%p {text} %}}")


def _otherwise(block: Block | None) -> list[Block]:
    return [] if block is None else [tag("else"), block]


def when(condition: str, *blocks: Block, otherwise: Block | None = None) -> list[Block]:
    """Show the blocks if the condition holds; else the others, if there are any."""
    return [tag(f"if {condition}"), *blocks, *_otherwise(otherwise), tag("endif")]


def choose(*cases: tuple[str, Block], otherwise: Block | None = None) -> list[Block]:
    """Show the blocks of the first case whose condition holds."""
    made: list[Block] = []
    for number, (condition, block) in enumerate(cases):
        made += [tag(f"{'elif' if number else 'if'} {condition}"), block]
    return [*made, *_otherwise(otherwise), tag("endif")]


def each(loop: str, *blocks: Block, otherwise: Block | None = None) -> list[Block]:
    """Repeat the blocks: ``each("p in parter", …)``; ``otherwise`` stands when the list is empty."""
    return [tag(f"for {loop}"), *blocks, *_otherwise(otherwise), tag("endfor")]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the table's width, and whether it holds numbers."""

    heading: str
    share: int
    numbers: bool = False


Cell = str | Block


@dataclass(frozen=True)
class Row:
    """A row of a table: a cell per column, or one tag that governs the rows around it."""

    cells: tuple[Cell, ...] = ()
    control: str = ""
    total: bool = False


def row(*cells: Cell, total: bool = False) -> Row:
    """Return a row; a cell is a text or the blocks that stand in it."""
    return Row(cells, total=total)


def rows_when(condition: str, *rows: Row, otherwise: Sequence[Row] = ()) -> list[Row]:
    """Show the rows if the condition holds; else the others, if there are any."""
    rest = [Row(control="else"), *otherwise] if otherwise else []
    return [Row(control=f"if {condition}"), *rows, *rest, Row(control="endif")]


def rows_each(loop: str, *rows: Row, otherwise: Sequence[Row] = ()) -> list[Row]:
    """Repeat the rows; ``otherwise`` stands when the list is empty."""
    rest = [Row(control="else"), *otherwise] if otherwise else []
    return [Row(control=f"for {loop}"), *rows, *rest, Row(control="endfor")]


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Row], *, row_headings: bool = False, together: bool = False
) -> list[Node]:
    """Return a caption and a table under it: fixed widths, a header row that repeats, rows that do not split.

    ``row_headings`` marks the first column as the headings of the rows, and keeps the table on one page: its last row
    must then be one that is always there. ``together`` keeps the rows with the total that ends them.
    """
    rows = list(rows)
    widths = _widths(columns)
    made = el("tbl", _table_properties(caption, row_headings), el("tblGrid", *(el("gridCol", w=w) for w in widths)))
    made.append(_header(columns, widths))
    last = rows[-1]
    for item in rows:
        kept = (row_headings and item is not last) or (together and not item.total)
        text = "Tabelluppgift" if kept else "Tabelltext"
        made.append(_row(item, columns, widths, text, row_headings))
    return [p("Caption", f"Tabell: {caption}"), made]


def _widths(columns: Sequence[Column]) -> list[int]:
    whole = sum(column.share for column in columns)
    widths = [TEXT_WIDTH * column.share // whole for column in columns]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _table_properties(caption: str, row_headings: bool) -> Node:
    look = el("tblLook", val="04A0" if row_headings else "0420", firstRow=1, lastRow=0)
    for name, value in (("firstColumn", int(row_headings)), ("lastColumn", 0), ("noHBand", 1), ("noVBand", 1)):
        look.set(f"{{{W}}}{name}", str(value))
    # A caption of the table's own is what a screen reader announces; it can hold no tags, so they are left out of it.
    spoken = " ".join(re.sub(r"{{.*?}}", "", caption).split())
    return el(
        "tblPr",
        el("tblStyle", val="Partnerskapstabell"),
        el("tblW", w=TEXT_WIDTH, type="dxa"),
        el("tblLayout", type="fixed"),
        look,
        el("tblCaption", val=spoken),
    )


def _header(columns: Sequence[Column], widths: Sequence[int]) -> Node:
    properties = el("trPr", el("cantSplit"), el("tblHeader"))
    styles = ("Tabellrubriktal" if column.numbers else "Tabellrubrik" for column in columns)
    cells = (
        _cell([p(style, column.heading)], width) for style, column, width in zip(styles, columns, widths, strict=True)
    )
    return el("tr", properties, *cells)


def _row(item: Row, columns: Sequence[Column], widths: Sequence[int], text: str, row_headings: bool) -> Node:
    if item.control:
        return el("tr", _cell([p("Styrtagg", f"{{%tr {item.control} %}}")], sum(widths), len(columns)))
    made = el("tr", el("trPr", el("cantSplit")))
    for number, (cell, column, width) in enumerate(zip(item.cells, columns, widths, strict=True)):
        style = "Tabelltal" if column.numbers else text
        heading = item.total or (row_headings and number == 0)
        made.append(_cell(_cell_blocks(cell, style, heading), width))
    return made


def _cell_blocks(cell: Cell, style: str, heading: bool) -> Block:
    if isinstance(cell, str):
        return [p(style, strong(cell) if heading else cell)]
    return cell


def _cell(blocks: Block, width: int, span: int = 1) -> Node:
    properties = el("tcPr", el("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(el("gridSpan", val=span))
    return el("tc", properties, *flat([blocks]))
