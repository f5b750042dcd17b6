"""The shape of a finished document: its cells, tables and headings, none of them empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}

#: What is wrong, and the words it is beside.
Fault = tuple[str, str]


def text_of(node: etree._Element) -> str:
    """Return the text of a paragraph (or anything above it) as a reader sees it; tabs and breaks as white space."""
    return "".join((one.text or "") if one.tag == W + "t" else _blank(one) for one in node.iter(*_READ))


_READ = (W + "t", W + "tab", W + "br")


def _blank(node: etree._Element) -> str:
    """Return what a tab or a break looks like; among the properties of a paragraph, a tab is the place of one."""
    above = node.getparent()
    return "" if above is not None and above.tag == W + "tabs" else " "


def xpath(expression: str) -> Callable[[etree._Element], list[Any]]:
    """Compile a search. To ask Python of every paragraph takes longer than to make the document."""
    search: Any = etree.XPath(expression, namespaces=_NAMESPACES, smart_strings=False)
    return search  # type: ignore[no-any-return]


# XPath does not count these as blank, and Python does.
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_FIRST = "substring(normalize-space(.), 1, 1)"
_MAY_BE_BLANK = xpath(f"descendant::w:p[not(translate({_FIRST}, '{_BLANKS}', ''))]")
# A field's code is no text that anybody sees.
_MAY_BE_BLANK_WITH_FIELDS = xpath(f"descendant::w:p[.//w:instrText or not(translate({_FIRST}, '{_BLANKS}', ''))]")


# Each search goes through the whole tree, which in a long table takes longer than all else; hence so few of them.
_UNENDED_CELLS = xpath("descendant::w:tc[not(*[last()][self::w:p])]")


def structure(root: etree._Element, blob: bytes) -> Iterator[Fault]:
    """Yield what is wrong with the shape of a part, which is also given as bytes."""
    ended = blob.count(b"</w:tc>") == blob.count(b"</w:p></w:tc>")
    if not ended or root.nsmap.get("w") != W[1:-1] or b"<w:tc/" in blob or b"<w:tc /" in blob:
        for _ in _UNENDED_CELLS(root):
            yield "en tabellcell saknar stycke", ""
    search = _MAY_BE_BLANK_WITH_FIELDS if b"nstrText" in blob else _MAY_BE_BLANK
    blanks = [paragraph for paragraph in search(root) if _is_blank(paragraph)]
    yield from _cells(blanks)
    yield from _tables(root)
    yield from _headings_and_blanks(root, blanks)


def _cells(blanks: Iterable[etree._Element]) -> Iterator[Fault]:
    """Yield the cells with nothing in them: the last thing in each is a blank paragraph."""
    last = (paragraph.getparent() for paragraph in blanks if paragraph.getnext() is None)
    for cell in last:
        if cell is not None and cell.tag == W + "tc" and _is_blank(cell):
            row = cell.getparent()
            yield "en tabellcell är tom", text_of(cell if row is None else row)[:60]


def _is_blank(node: etree._Element) -> bool:
    return not text_of(node).strip() and node.find(f".//{W}drawing") is None


def _tables(root: etree._Element) -> Iterator[Fault]:
    for table in root.iter(W + "tbl"):
        rows = list(islice(table.iterchildren(W + "tr"), 3))
        if not rows:
            yield "en tabell saknar rader", ""
        elif len(rows) > 2 and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "en tabells rubrikrad är inte märkt som rubrikrad", text_of(rows[0])[:60]


def _headings_and_blanks(root: etree._Element, blanks: Sequence[etree._Element]) -> Iterator[Fault]:
    for paragraph in blanks:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.match(r"(?i)(heading|rubrik)\s*\d", style.get(W + "val") or ""):
            yield "en rubrik är tom", ""
    row, blank = 0, {*blanks}
    for paragraph in root.iter(W + "p") if len(blanks) > 1 else ():
        row = row + 1 if paragraph in blank and paragraph.find(f".//{W}sectPr") is None else 0
        if row == 2:
            yield "flera tomma stycken i rad", ""
