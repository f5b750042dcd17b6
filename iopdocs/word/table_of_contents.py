"""A table of contents in a house's own file: rid of the lines it had, and given those of the document that was made.

The lines say what the document's headings say, with their numbers. On which page each stands is worked out by whoever
lays the pages out: each line ends with a field that asks for the page of its heading. Word makes the whole table anew
when the document is opened; LibreOffice takes it as it stands, so the copy that a PDF is made of has the lines as
ordinary paragraphs (``unfolded``), whose fields it does work out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.word.field_codes import fields, marks_of, new_field
from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.numbering import Numbering
from iopdocs.word.styles import Styles, properties_of, value
from iopdocs.word.text import shown_text, text_node

_CODE = lazy_pattern(r"\s*TOC\b")
_SWITCH = lazy_pattern(r'\\([a-z])\s*(?:"([^"]*)"|([^\s\\]+))?')
_HEADING, _LINE = re.compile(r"(?i)heading ([1-9])"), "toc {}"
_MARK = "_TocInnehall{}"
#: How wide a page is between its margins where the file does not say: A4 with margins of two and a half centimetres.
_WIDTH = 9070


def emptied(begin: Node, separate: Node | None, end: Node | None) -> bool:
    """Take away the lines of a table of contents; whether it could be done."""
    first, last = _paragraph(begin), _paragraph(end)
    if separate is None or end is None or first is None or last is None or first.getparent() is not last.getparent():
        return False
    if first is last:
        last = etree.Element(W + "p")
        first.addnext(last)
    for node in first.itersiblings():
        if node is last:
            break
        remove(node)
    mark = separate.getparent()
    for node in list(mark.itersiblings()) if mark is not None else ():
        remove(node)
    for node in [node for node in last if node.tag != W + "pPr"]:
        remove(node)
    run = etree.SubElement(last, W + "r")
    run.append(end)
    return True


def _paragraph(node: Node | None) -> Node | None:
    return None if node is None else next(node.iterancestors(W + "p"), None)


def has_contents(root_text: str) -> bool:
    """Whether a part may have a table of contents, from its text as XML."""
    return re.search(r"<w:instrText[^>]*>\s*TOC\b", root_text) is not None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that a table may name: its paragraph, its levels as the switches count them, and its text."""

    paragraph: Node
    named: int | None
    outline: int | None
    style: str
    text: str


def with_contents(part: bytes, styles: bytes | None, lists: bytes | None = None) -> bytes:
    """Return a part with the lines of its tables of contents: its headings, each in the style of its level."""
    root = parse_xml(part)
    looks = Styles(parse_xml(styles) if styles is not None else None)
    headings = list(_headings(root, looks, Numbering(parse_xml(lists) if lists is not None else None, looks)))
    marks = _Marks(root)
    for one in [*fields(root)]:
        if one.begin is None or not _CODE.match(one.code):
            continue
        first = _paragraph(one.begin)
        if first is not None:
            _write(first, one.code, headings, looks, marks)
    return to_bytes(root)


def _write(first: Node, code: str, headings: list[_Heading], looks: Styles, marks: _Marks) -> None:
    """Write the lines of one table, from its first paragraph on."""
    names = {(value(node, "name") or "").lower(): name for name, node in looks.all().items()}
    like = copy.deepcopy(properties_of(first))
    without_pages = any(found[1] == "n" for found in _SWITCH.finditer(code))
    at = first
    for number, (level, heading) in enumerate(_chosen(code, headings, looks)):
        line = first if number == 0 else etree.Element(W + "p")
        if number:
            line.append(copy.deepcopy(like))
            at.addnext(line)
        if style := names.get(_LINE.format(level)):
            _styled(line, style)
        run = etree.SubElement(line, W + "r")
        run.append(text_node(heading.text))
        if not without_pages:
            _stopped(line, looks)
            etree.SubElement(run, W + "tab")
            line.extend(new_field(f" PAGEREF {marks.on(heading.paragraph)} \\h "))
        at = line


def _chosen(code: str, headings: list[_Heading], looks: Styles) -> Iterator[tuple[int, _Heading]]:
    """Yield the headings that a table names, each with its level in it; nothing of one that is about something else."""
    switches = {found[1]: found[2] or found[3] or "" for found in _SWITCH.finditer(code)}
    if switches.keys() & {"a", "b", "c", "f"}:
        return
    own = _styles_named(switches.get("t", ""), looks)
    limits = re.findall(r"\d", switches.get("o", "")) if "o" in switches or not own else ["0", "0"]
    least, most = (int(limits[0]), int(limits[-1])) if limits else (1, 3)
    for one in headings:
        level = own.get(one.style)
        if level is None and one.named is not None and least <= one.named <= most:
            level = one.named
        if level is None and "u" in switches and one.outline is not None and least <= one.outline <= most:
            level = one.outline
        if level is not None:
            yield level, one


def _styles_named(text: str, looks: Styles) -> dict[str, int]:
    """Return the level of each style that a table names itself: ``Bilagerubrik;1;Underrubrik;2``."""
    ids = {(value(node, "name") or "").lower(): name for name, node in looks.all().items()}
    words = [word.strip() for word in re.split("[;,]", text)]
    pairs = zip(words[::2], words[1::2], strict=False)
    return {ids.get(name.lower(), name): int(level) for name, level in pairs if level.isdecimal()}


def _headings(root: Node, looks: Styles, lists: Numbering) -> Iterator[_Heading]:
    for paragraph in root.iter(W + "p"):
        place = lists.place(paragraph)
        label = lists.count(place).text if place else ""
        style = value(paragraph, "pPr/pStyle") or ""
        text = " ".join(shown_text(paragraph).split())
        if text and style and (own := _own_heading(paragraph, style, looks)):
            yield _Heading(paragraph, own[0], own[1], style, label + text)


def _own_heading(paragraph: Node, style: str, looks: Styles) -> tuple[int | None, int | None] | None:
    """Return the level of a paragraph by its style's name and by its outline; None when it is in a table's line."""
    if (value(looks.all().get(style), "name") or "").lower().startswith("toc "):
        return None
    outline = value(paragraph, "pPr/outlineLvl") or looks.inherited(style, _outline)
    return looks.inherited(style, _level), None if outline is None or outline == "9" else int(outline) + 1


def _level(identity: str, style: Node) -> int | None:
    found = _HEADING.fullmatch(value(style, "name") or "")
    return int(found[1]) if found else None


def _outline(_: str, style: Node) -> str | None:
    return value(style, "pPr/outlineLvl")


class _Marks:
    """Puts a bookmark on each heading that is asked for, once."""

    def __init__(self, root: Node) -> None:
        given = (node.get(W + "id") or "" for node in root.iter(W + "bookmarkStart"))
        self._last = max((int(one) for one in given if one.isdecimal()), default=0)
        self._on: dict[Node, str] = {}

    def on(self, paragraph: Node) -> str:
        """Return the name of the bookmark on a heading."""
        if paragraph not in self._on:
            self._last += 1
            name = self._on[paragraph] = _MARK.format(len(self._on) + 1)
            start = etree.Element(W + "bookmarkStart", {W + "id": str(self._last), W + "name": name})
            properties_of(paragraph).addnext(start)
            etree.SubElement(paragraph, W + "bookmarkEnd").set(W + "id", str(self._last))
        return self._on[paragraph]


def _stopped(line: Node, looks: Styles) -> None:
    """Give a line a stop for its page number at the right margin, when neither it nor its style has one."""
    own = properties_of(line)
    if own.find(f"{W}tabs") is not None or looks.inherited(value(own, "pStyle"), _tabs):
        return
    section = next(line.getroottree().getroot().iter(W + "sectPr"), None)
    sides = [value(section, "pgMar", side) for side in ("left", "right")]
    wide = value(section, "pgSz", "w")
    width = int(wide) - sum(map(int, filter(None, sides))) if wide and wide.isdecimal() else _WIDTH
    tabs = etree.Element(W + "tabs")
    etree.SubElement(tabs, W + "tab", {W + "val": "right", W + "leader": "dot", W + "pos": str(width)})
    before = [node for node in own if node.tag in _BEFORE_TABS]
    own.insert(own.index(before[-1]) + 1 if before else 0, tabs)


#: What stands before the stops among the properties of a paragraph.
_BEFORE_TABS = tuple(
    W + name
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd",
    )
)  # fmt: skip


def _tabs(_: str, style: Node) -> bool | None:
    return True if style.find(f"{W}pPr/{W}tabs") is not None else None


def unfolded(root: Node) -> bool:
    """Make ordinary paragraphs of the lines of tables of contents that ask for pages; whether there were any."""
    found = False
    for one in [*fields(root)]:
        if one.begin is None or one.end is None or not _CODE.match(one.code):
            continue
        first, last = _paragraph(one.begin), _paragraph(one.end)
        if first is None or last is None or not _asks_for_pages(first, last):
            continue
        found = True
        for node in marks_of(one.begin, one.end):
            remove(node)
        holder = next(first.iterancestors(W + "sdtContent"), None)
        for control in holder.iterancestors(W + "sdt") if holder is not None else ():
            for kind in control.findall(f"{W}sdtPr/{W}docPartObj"):
                remove(kind)
    return found


def _asks_for_pages(first: Node, last: Node) -> bool:
    if first is last:
        return any("PAGEREF" in (code.text or "") for code in first.iter(W + "instrText"))
    lines = takewhile(lambda node: node is not last, (first, *first.itersiblings()))
    return any("PAGEREF" in (code.text or "") for line in (*lines, last) for code in line.iter(W + "instrText"))


def _styled(paragraph: Node, style: str) -> None:
    properties = properties_of(paragraph)
    named = properties.find(W + "pStyle")
    if named is None:
        named = etree.Element(W + "pStyle")
        properties.insert(0, named)
    named.set(W + "val", style)
