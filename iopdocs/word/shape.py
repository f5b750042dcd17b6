"""The shape of a finished document: its cells, tables and headings, none of them empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from iopdocs.word.markup import Node, xpath
from iopdocs.word.namespaces import WORDPROCESSING, W
from iopdocs.word.text import stored_text

#: What is wrong, and the words it is beside.
Fault = tuple[str, str]


def excerpt(node: Node) -> str:
    """Return the first words of a paragraph, a cell or a row, on one line, to say where a fault is."""
    return stored_text(node).translate(_ON_ONE_LINE).strip(" ")[:60]


_ON_ONE_LINE = str.maketrans("\n\t", "  ")


# XPath does not count these as blank, and Python does.
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_FIRST = "substring(normalize-space(.), 1, 1)"
_MAY_BE_BLANK = xpath(f"descendant::w:p[not(translate({_FIRST}, '{_BLANKS}', ''))]")
# A field's code is no text that anybody sees.
_MAY_BE_BLANK_WITH_FIELDS = xpath(f"descendant::w:p[.//w:instrText or not(translate({_FIRST}, '{_BLANKS}', ''))]")


# Each search goes through the whole tree, which in a long table takes longer than all else; hence so few of them.
_UNENDED_CELLS = xpath("descendant::w:tc[not(*[last()][self::w:p])]")


def structure(root: Node, blob: bytes) -> Iterator[Fault]:
    """Yield what is wrong with the shape of a part, which is also given as bytes."""
    ended = blob.count(b"</w:tc>") == blob.count(b"</w:p></w:tc>")
    if not ended or root.nsmap.get("w") != WORDPROCESSING or b"<w:tc/" in blob or b"<w:tc /" in blob:
        for _ in _UNENDED_CELLS(root):
            yield "en tabellcell saknar stycke", ""
    search = _MAY_BE_BLANK_WITH_FIELDS if b"nstrText" in blob else _MAY_BE_BLANK
    blanks = [paragraph for paragraph in search(root) if _is_blank(paragraph)]
    yield from _cells(blanks)
    yield from _tables(root)
    yield from _headings_and_blanks(root, blanks)


def _cells(blanks: Iterable[Node]) -> Iterator[Fault]:
    """Yield the cells with nothing in them: the last thing in each is a blank paragraph."""
    last = (paragraph.getparent() for paragraph in blanks if paragraph.getnext() is None)
    for cell in last:
        if cell is not None and cell.tag == W + "tc" and _is_blank(cell):
            row = cell.getparent()
            yield "en tabellcell är tom", excerpt(cell if row is None else row)


def _is_blank(node: Node) -> bool:
    return not stored_text(node).strip() and node.find(f".//{W}drawing") is None


def _tables(root: Node) -> Iterator[Fault]:
    for table in root.iter(W + "tbl"):
        rows = list(islice(table.iterchildren(W + "tr"), 3))
        if not rows:
            yield "en tabell saknar rader", ""
        elif len(rows) > 2 and rows[0].find(f"{W}trPr/{W}tblHeader") is None and _has_head(table):
            yield "en tabells rubrikrad är inte märkt som rubrikrad", excerpt(rows[0])


def _has_head(table: Node) -> bool:
    """Whether a table may have a row of headings: one that only places things side by side says that it has none."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    return look is None or look.get(f"{W}firstRow") not in {"0", "false", "off"}


def _headings_and_blanks(root: Node, blanks: Sequence[Node]) -> Iterator[Fault]:
    for paragraph in blanks:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.match(r"(?i)(heading|rubrik)\s*\d", style.get(W + "val") or ""):
            yield "en rubrik är tom", ""
    row, blank = 0, {*blanks}
    for paragraph in root.iter(W + "p") if len(blanks) > 1 else ():
        row = row + 1 if paragraph in blank and paragraph.find(f".//{W}sectPr") is None else 0
        if row == 2:
            yield "flera tomma stycken i rad", ""
