"""The text of a Word document as a reader meets it: paragraphs and table rows by heading, then margins and notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iopdocs.word import parts
from iopdocs.word.numbering import Numbering
from iopdocs.word.package import parse_xml
from iopdocs.word.parts import (
    Node,
    Styles,
    W,
    is_heading,
    value,
)

#: Where a paragraph stands that comes before the first heading.
OPENING = "Inledningen"

_MARGINS = (("header", "Sidhuvud"), ("footer", "Sidfot"))
_NOTES = (("footnotes", "Fotnoter"), ("endnotes", "Slutnoter"))
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row: its section's heading, the number Word shows before it, its text, what kind it is."""

    section: str
    label: str
    text: str
    kind: str

    @property
    def shown(self) -> str:
        """The text with its number."""
        return self.label + self.text


class NoText(ValueError):
    """Raised when a file has no body of a Word document in it: a spreadsheet, or another dialect of the format."""


def main_part(files: Mapping[str, bytes]) -> str:
    """Return the name of the part with the body. Raises NoText."""
    for part in parts.related(files, "officeDocument"):
        if parse_xml(files[part]).tag == W + "document":
            return part
    raise NoText


def text_parts(files: Mapping[str, bytes]) -> list[str]:
    """Return the parts that hold text: the body first, then headers, footers, footnotes and endnotes."""
    main = main_part(files)
    kinds = [kind for kind, _ in (*_MARGINS, *_NOTES)]
    return [main, *dict.fromkeys(part for kind in kinds for part in parts.related(files, kind, main))]


def blocks(files: Mapping[str, bytes]) -> Iterator[Block]:
    """Yield every paragraph and table row of a Word file without tracked changes, empty ones too."""
    main = main_part(files)
    body = parse_xml(files[main])
    yield from _Reader(files, main, OPENING).read(body)
    for kind, called in _MARGINS:
        reader = _Reader(files, main, called)
        margins = (tuple(reader.read(parse_xml(files[part]))) for part in _in_use(files, main, body, kind))
        # Sections often have margins of their own that say the same.
        for margin in dict.fromkeys(margins):
            yield from margin
    for kind, called in _NOTES:
        reader = _Reader(files, main, called)
        for part in parts.related(files, kind, main):
            # The other kinds of note are the lines that part notes from the text.
            for note in (one for one in parse_xml(files[part]) if one.get(W + "type") in (None, "normal")):
                yield from reader.read(note)
    yield from bound(files)


def _in_use(files: Mapping[str, bytes], main: str, body: Node, kind: str) -> list[str]:
    """Return the headers or the footers that sections of the document name, in that order and each once."""
    folder, name = posixpath.split(main)
    relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = parse_xml(files[relations_part]) if relations_part in files else ()
    ids = [node.get(_RELATION_ID) for node in body.iter(f"{W}{kind}Reference")]
    targets = {node.get("Id"): node.get("Target") or "" for node in relations}
    named = [posixpath.basename(targets.get(identity, "")) for identity in ids]
    found = {posixpath.basename(part): part for part in parts.related(files, kind, main)}
    return [found[name] for name in dict.fromkeys(named) if name in found]


def numbering(files: Mapping[str, bytes], main: str) -> tuple[Numbering, Styles]:
    """Return the lists of a Word file, ready to count, and its styles."""
    looks, numbers = parts.related(files, "styles", main), parts.related(files, "numbering", main)
    styles = Styles(parse_xml(files[looks[0]]) if looks else None)
    return Numbering(parse_xml(files[numbers[0]]) if numbers else None, styles), styles


class _Reader:
    """Walks parts, counting their numbers and remembering under which heading it is."""

    def __init__(self, files: Mapping[str, bytes], main: str, section: str) -> None:
        self._numbering, self._styles = numbering(files, main)
        self._section = section

    def read(self, parent: Node) -> Iterator[Block]:
        for node in parent:
            if node.tag == W + "p":
                yield self._paragraph(node)
            elif node.tag == W + "tbl":
                for row in _nearest(node, "tr", "tbl"):
                    yield self._row(row)
            else:
                # Content controls and the like only wrap what there is to read.
                yield from self.read(node)

    def _paragraph(self, paragraph: Node) -> Block:
        place = self._numbering.place(paragraph)
        label = self._numbering.count(place).text if place else ""
        text = text_of(paragraph)
        heading = bool(text.strip()) and self._is_heading(paragraph)
        if heading:
            self._section = (label + text).strip()
        return Block(self._section, label, text, "rubrik" if heading else "stycke")

    def _row(self, row: Node) -> Block:
        cells = [
            " ".join(block.shown for block in self.read(cell) if block.text.strip())
            for cell in _nearest(row, "tc", "tr")
        ]
        return Block(self._section, "", " | ".join(cells) if any(cells) else "", "rad")

    def _is_heading(self, paragraph: Node) -> bool:
        return bool(self._styles.inherited(value(paragraph, "pPr/pStyle"), is_heading))


def _nearest(owner: Node, tag: str, above: str) -> list[Node]:
    """Return the rows of a table, or the cells of a row, without those of tables inside it."""
    return [node for node in owner.iter(W + tag) if next(node.iterancestors(W + above), None) is owner]


def text_of(paragraph: Node) -> str:
    """Return the text of a paragraph, with the text of boxes anchored in it; tabs and line breaks as such."""
    # Deleted text that stands in no deletion is shown like any other; symbols and formulas are text, too.
    nodes = paragraph.iter(W + "t", W + "delText", W + "sym", _MATH, *_SIGNS)
    # Tabs in the properties are stops, not text.
    return "".join(_said(node) for node in nodes if _is_shown(node))


def _said(node: Node) -> str:
    if node.tag == W + "sym":
        code = node.get(W + "char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
    return _SIGNS.get(str(node.tag), node.text or "")


def _is_shown(node: Node) -> bool:
    """Whether a piece of text is among what a reader sees, of what stands there in more ways than one."""
    for above in node.iterancestors(f"{_ALTERNATIVES}Choice", f"{_ALTERNATIVES}Fallback", W + "tabs"):
        if above.tag == W + "tabs":
            return False
        known = _is_known(above.getparent())
        if (above.tag == f"{_ALTERNATIVES}Choice") != known:
            return False
    return True


def _is_known(alternatives: Node | None) -> bool:
    """Whether Word knows what the first choice asks for, and so shows it and not what is there instead."""
    choice = alternatives.find(f"{_ALTERNATIVES}Choice") if alternatives is not None else None
    if choice is None:
        return False
    needed = (choice.get("Requires") or "").split()
    return bool(needed) and all((choice.nsmap.get(name) or "").startswith(_KNOWN) for name in needed)


def bound(files: Mapping[str, bytes]) -> Iterator[Block]:
    """Yield the data that content controls are bound to: Word shows it in the place of what stands in them."""
    if any(b"dataBinding" in files[part] for part in text_parts(files)):
        for name in sorted(files):
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
                text = " ".join(" ".join(map(str, parse_xml(files[name]).itertext())).split())
                yield Block("Uppgifter som visas i innehållskontroller", "", text, "uppgift")
