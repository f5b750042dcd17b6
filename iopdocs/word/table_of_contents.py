"""A table of contents in a house's own file: rid of the lines it had, and given those of the document that was made.

The lines say what the document's headings say; the numbers of their pages are Word's to work out, as it is asked to
when the document is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.styles import Styles, properties_of, value
from iopdocs.word.text import shown_text, text_node

_CODE = re.compile(r"\s*TOC\b")
_LEVELS = re.compile(r'\\o\s*"?\s*(\d)\s*-\s*(\d)')
_HEADING, _LINE = re.compile(r"(?i)heading ([1-9])"), "toc {}"


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


def with_contents(part: bytes, styles: bytes | None) -> bytes:
    """Return a part with the lines of its table of contents: its headings, each in the style of its level."""
    root = parse_xml(part)
    looks = Styles(parse_xml(styles) if styles is not None else None)
    names = {(value(node, "name") or "").lower(): name for name, node in looks.all().items()}
    for code in list(root.iter(W + "instrText")):
        first = _paragraph(code)
        if first is None or not _CODE.match(code.text or ""):
            continue
        levels = _LEVELS.search(code.text or "")
        least, most = (int(levels[1]), int(levels[2])) if levels else (1, 3)
        lines = [(level, text) for level, text in _headings(root, looks) if least <= level <= most]
        at = first
        for number, (level, text) in enumerate(lines):
            line = first if number == 0 else etree.Element(W + "p")
            if number:
                at.addnext(line)
            if style := names.get(_LINE.format(level)):
                _styled(line, style)
            etree.SubElement(line, W + "r").append(text_node(text))
            at = line
    return to_bytes(root)


def _headings(root: Node, looks: Styles) -> Iterator[tuple[int, str]]:
    for paragraph in root.iter(W + "p"):
        level = looks.inherited(value(paragraph, "pPr/pStyle"), _level)
        text = " ".join(shown_text(paragraph).split()) if level else ""
        if level and text:
            yield level, text


def _level(identity: str, style: Node) -> int | None:
    found = _HEADING.fullmatch(value(style, "name") or "")
    return int(found[1]) if found else None


def _styled(paragraph: Node, style: str) -> None:
    properties = properties_of(paragraph)
    named = properties.find(W + "pStyle")
    if named is None:
        named = etree.Element(W + "pStyle")
        properties.insert(0, named)
    named.set(W + "val", style)
