"""What stays together over a page break: no lone row of a table or item of a list, no box in two, no last heading.

Word and LibreOffice keep a paragraph, or a row by its paragraphs, on the page of the next when it has ``keepNext``. A
style says so of every paragraph that has it; which row is the first and which item the last but one is known only when
the document is made. The XML is gone through as text: to ask a tree of every paragraph takes longer than to make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.relationships import related
from iopdocs.word.styles import Styles, is_heading

_KEEP = "<w:keepNext/>"
_PARAGRAPH = lazy_pattern(
    r"<w:p(?: [^>]*)?(?<!/)>"
    r'(?:<w:pPr>(?:<w:pStyle w:val="(?P<style>[^"]*)"/>)?(?P<kept><w:keepNext\b)?'
    r"(?P<own>(?:(?!</w:pPr>|<w:pPr\b).)*?<w:numPr>)?)?",
    re.DOTALL,
)
# Looks that are empty, or written in another way than ours: a paragraph has them once, and they are left as they are.
_OTHERWISE_WRITTEN = lazy_pattern(r"\s*<w:pPr\b")
_BLOCKS = lazy_pattern(r"<w:tbl>|</w:tbl>|<w:p(?: [^>]*)?(?<!/)>|</w:p>")
_ROW = lazy_pattern(r"<w:tr(?: [^>]*)?>")
_ROW_END = "</w:tr>"
#: As many paragraphs after the last heading are few: they do not stand alone with it on a page.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a template by what they are: items of lists, boxes with a frame, headings."""

    items: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()


class _Block(NamedTuple):
    """A paragraph or a table of the text, where it begins and ends; ``kind`` is what it is kept together as."""

    start: int
    end: int
    kind: str


def looks_of(members: Mapping[str, bytes]) -> Looks:
    """Return the styles of a Word file by what they are."""
    found = related(members, "styles", main_part(members))
    part = parse_xml(members[found[0]]) if found else None
    styles = Styles(part)
    names = [node.get(W + "styleId") or "" for node in part.iterfind(W + "style")] if part is not None else []
    headings = frozenset(name for name in names if styles.inherited(name, is_heading))
    items = frozenset(name for name in names if styles.inherited(name, _numbered) and name not in headings)
    return Looks(items, frozenset(name for name in names if styles.inherited(name, _framed)), headings)


def _numbered(_: str, style: Node) -> bool | None:
    return True if style.find(f"{W}pPr/{W}numPr") is not None else None


def _framed(_: str, style: Node) -> bool | None:
    """Whether a style draws a frame around its paragraphs: a line above and one beneath."""
    frame = style.find(f"{W}pPr/{W}pBdr")
    return None if frame is None else all(frame.find(W + side) is not None for side in ("top", "bottom"))


def paginated(data: bytes, looks: Looks) -> bytes:
    """Return the XML of a document's text with what must stay together kept together."""
    xml = data.decode()
    body = xml.find("<w:body>")
    if body < 0:
        return data
    blocks = list(_blocks(xml, body, looks))
    places = sorted({*_tables(xml, blocks), *_runs(xml, blocks), *_last(xml, blocks)})
    made, done = [], 0
    for place, text in places:
        made += [xml[done:place], text]
        done = place
    return "".join((*made, xml[done:])).encode() if places else data


def _blocks(xml: str, start: int, looks: Looks) -> Iterator[_Block]:
    """Yield the paragraphs and tables that stand in no other."""
    depth = begun = 0
    table = False
    for found in _BLOCKS.finditer(xml, start):
        opens = not found[0].startswith("</")
        if depth == 0:
            begun, table = found.start(), found[0] == "<w:tbl>"
        depth += 1 if opens else -1
        if depth == 0:
            yield _Block(begun, found.end(), "table" if table else _kind(xml, begun, looks))


def _kind(xml: str, start: int, looks: Looks) -> str:
    found = _PARAGRAPH.match(xml, start)
    style = found and found["style"]
    if style in looks.headings:
        return "heading"
    if style in looks.boxes:
        return f"box {style}"
    return "item" if found and (style in looks.items or found["own"]) else ""


def _kept(xml: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield what is put where, so that each paragraph between two places stays with what follows."""
    for found in _PARAGRAPH.finditer(xml, start, end):
        if found["kept"]:
            continue
        if found["style"] is not None:
            yield found.end("style") + len('"/>'), _KEEP
        elif "<w:pPr>" in found[0]:
            yield found.start("own") if found["own"] else found.end(), _KEEP
        elif not _OTHERWISE_WRITTEN.match(xml, found.end()):
            yield found.end(), f"<w:pPr>{_KEEP}</w:pPr>"


def _tables(xml: str, blocks: Iterable[_Block]) -> Iterator[tuple[int, str]]:
    """The head stays with the first row, the first with the second, and the last but one with the last."""
    for block in blocks:
        if block.kind != "table" or xml.find("<w:tbl>", block.start + 1, block.end) >= 0:
            continue
        rows = [(found.start(), xml.find(_ROW_END, found.end(), block.end)) for found in _ROW.finditer(xml, *block[:2])]
        heads = [row for row in rows if xml.find("<w:tblHeader", *row) >= 0]
        others = [row for row in rows if row not in heads]
        for row in (*heads, *others[:1][: len(others) - 1], *others[-2:-1]):
            yield from _kept(xml, *row)


def _runs(xml: str, blocks: list[_Block]) -> Iterator[tuple[int, str]]:
    """Items of a list and paragraphs of a box that stand in a row: the first two, the last two; all of a box."""
    start = 0
    for at in range(1, len(blocks) + 1):
        kind = blocks[start].kind
        if at < len(blocks) and blocks[at].kind == kind:
            continue
        run, start = blocks[start:at], at
        kept = run[:-1] if kind.startswith("box") else (*run[:1], *run[-2:-1]) if kind == "item" else ()
        for block in kept if len(run) > 1 else ():
            yield from _kept(xml, block.start, block.end)


def _last(xml: str, blocks: list[_Block]) -> Iterator[tuple[int, str]]:
    """The last heading, with little beneath it, has the paragraph before it on its page."""
    at = next((place for place in range(len(blocks) - 1, 0, -1) if blocks[place].kind == "heading"), 0)
    after = blocks[at + 1 :]
    if at and len(after) <= _FEW and not any(block.kind == "table" for block in (blocks[at - 1], *after)):
        for block in (blocks[at - 1], *after[:-1]):
            yield from _kept(xml, block.start, block.end)
