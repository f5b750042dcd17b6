"""The shape of a finished document: its cells, tables and headings, none of them empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse, islice

from iopdocs.word.markup import Node, xpath
from iopdocs.word.namespaces import WORDPROCESSING, W
from iopdocs.word.own_marks import follow_each_other, in_own_cell, is_own
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
        for _ in filterfalse(ends_well, _UNENDED_CELLS(root)):
            yield "en tabellcell saknar stycke", ""
    search = _MAY_BE_BLANK_WITH_FIELDS if b"nstrText" in blob else _MAY_BE_BLANK
    blanks = [paragraph for paragraph in search(root) if is_blank(paragraph)]
    yield from _cells(blanks)
    yield from _tables(root)
    yield from _headings_and_blanks(root, blanks)


#: What is something to see, though it is no text: a blank paragraph has none of these.
_SEEN = tuple(
    W + name
    for name in (
        "drawing", "pict", "object", "sym", "fldSimple", "fldChar", "sdt", "footnoteReference", "endnoteReference",
        "ptab", "pgNum",
    )
)  # fmt: skip


def is_blank(node: Node) -> bool:
    """Whether a paragraph or a cell has nothing to see in it: no text, picture, symbol, field or content control."""
    if stored_text(node).strip() or next(node.iter(*_SEEN), None) is not None:
        return False
    return all(one.get(W + "type") in {None, "textWrapping"} for one in node.iter(W + "br"))


def ends_well(cell: Node) -> bool:
    """Whether a cell ends with a paragraph, be it in a content control, and marks of places come after it."""
    last: Node | None = cell
    while last is not None and last.tag != W + "p":
        if last.tag not in _WRAPPING:
            return False
        last = next(last.iterchildren(*_BLOCKS, reversed=True), None)
    return last is not None


_WRAPPING = {W + name for name in ("tc", "sdt", "sdtContent", "customXml")}
_BLOCKS = tuple(W + name for name in ("p", "tbl", "sdt", "sdtContent", "customXml"))


def _cells(blanks: Iterable[Node]) -> Iterator[Fault]:
    """Yield the cells with nothing in them: the last thing in each is a blank paragraph."""
    for paragraph in blanks:
        cell = paragraph.getparent() if paragraph.getnext() is None and not in_own_cell(paragraph) else None
        if cell is not None and cell.tag == W + "tc" and is_blank(cell):
            row = cell.getparent()
            yield "en tabellcell är tom", excerpt(cell if row is None else row)


def _tables(root: Node) -> Iterator[Fault]:
    for table in root.iter(W + "tbl"):
        rows = list(islice(table.iterchildren(W + "tr"), 3))
        if not rows and next(table.iter(W + "tr"), None) is None:
            yield "en tabell saknar rader", ""
        elif len(rows) > 2 and may_be_head(table, rows[0]):
            yield UNMARKED_HEAD, excerpt(rows[0])


#: What is no fault of a document: the template's own table, as its owner made it.
UNMARKED_HEAD = "en tabells rubrikrad är inte märkt som rubrikrad"


def may_be_head(table: Node, row: Node) -> bool:
    """Whether the first row of a table may be its headings, and is not marked so."""
    return row.find(f"{W}trPr/{W}tblHeader") is None and _has_head(table)


def _has_head(table: Node) -> bool:
    """Whether a table may have a row of headings: one that only places things side by side says that it has none."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    return look is None or look.get(f"{W}firstRow") not in {"0", "false", "off"}


def _headings_and_blanks(root: Node, blanks: Sequence[Node]) -> Iterator[Fault]:
    for paragraph in blanks:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        named = style is not None and re.match(r"(?i)(heading|rubrik)\s*\d", style.get(W + "val") or "")
        if named and not is_own(paragraph):
            yield "en rubrik är tom", ""
    blank, before, told = {*blanks}, None, False
    for paragraph in root.iter(W + "p") if len(blanks) > 1 else ():
        if paragraph not in blank or paragraph.find(f".//{W}sectPr") is not None:
            before, told = None, False
            continue
        if before is not None and not told and not follow_each_other(before, paragraph):
            told = True
            yield "flera tomma stycken i rad", ""
        before = paragraph
