"""The text of a Word document as a reader meets it: paragraphs and table rows by heading, then margins and notes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.word.beside_text import Beside
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import R, W
from iopdocs.word.numbering import Numbering
from iopdocs.word.relationships import named, related
from iopdocs.word.styles import Styles, is_heading, value
from iopdocs.word.text import shown_text

#: Where a paragraph stands that comes before the first heading.
OPENING = "Inledningen"

_MARGINS = (("header", "Sidhuvud"), ("footer", "Sidfot"))
_MARGIN_REFERENCES = [f"{W}{kind}Reference" for kind, _ in _MARGINS]
_NOTES = (("footnotes", "Fotnoter"), ("endnotes", "Slutnoter"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row: its section's heading, the number Word shows before it, its text, what kind it is.

    ``beside`` is what it has beside its words, in words: what is struck through, links, pictures, fields. ``listed`` is
    whether it is an item of a list, also of one whose marks have no words.
    """

    section: str
    label: str
    text: str
    kind: str
    beside: tuple[str, ...] = ()
    listed: bool = False

    @property
    def shown(self) -> str:
        """The text with its number."""
        return self.label + self.text


class NoText(ValueError):
    """Raised when a file has no body of a Word document in it: a spreadsheet, or another dialect of the format."""


def no_document(name: str) -> InvalidTemplate:
    """Return the error for a file without such a body, or with broken XML in it."""
    hint = "Öppna filen i Word och spara den på nytt som Word-dokument (.docx), inte som Strict Open XML."
    message = "filen är inget Word-dokument som går att läsa"
    return InvalidTemplate(Problem(message, name, hint=hint, code="ingen-word-fil"))


def main_part(files: Mapping[str, bytes]) -> str:
    """Return the name of the part with the body. Raises NoText."""
    for part in related(files, "officeDocument"):
        if parse_xml(files[part]).tag == W + "document":
            return part
    raise NoText


def text_parts(files: Mapping[str, bytes]) -> list[str]:
    """Return the parts that hold text: the body first, then headers, footers, footnotes and endnotes."""
    main = main_part(files)
    kinds = [kind for kind, _ in (*_MARGINS, *_NOTES)]
    return [main, *dict.fromkeys(part for kind in kinds for part in related(files, kind, main))]


def each_text_part(files: Mapping[str, bytes], change: Callable[[Node], None]) -> dict[str, bytes]:
    """Return the members of a Word file with every part that holds text changed."""
    made = dict(files)
    for part in text_parts(files):
        root = parse_xml(files[part])
        change(root)
        made[part] = to_bytes(root)
    return made


def blocks(files: Mapping[str, bytes]) -> Iterator[Block]:
    """Yield every paragraph and table row of a Word file without tracked changes, empty ones too."""
    main = main_part(files)
    body = parse_xml(files[main])
    yield from _Reader(files, main, OPENING).read(body, main)
    for kind, called in _MARGINS:
        reader = _Reader(files, main, called)
        margins = (tuple(reader.read(parse_xml(files[part]), part)) for part in _in_use(files, main, body, kind))
        # Sections often have margins of their own that say the same.
        for margin in dict.fromkeys(margins):
            yield from margin
    for kind, called in _NOTES:
        reader = _Reader(files, main, called)
        for part in related(files, kind, main):
            # The other kinds of note are the lines that part notes from the text.
            for note in (one for one in parse_xml(files[part]) if one.get(W + "type") in (None, "normal")):
                yield from reader.read(note, part)
    yield from bound(files)


def _in_use(files: Mapping[str, bytes], main: str, body: Node, kind: str) -> list[str]:
    """Return the headers or the footers that sections of the document name, in that order and each once."""
    parts, found = named(files, main), related(files, kind, main)
    used = [parts.get(node.get(R + "id")) for node in body.iter(f"{W}{kind}Reference")]
    return [part for part in dict.fromkeys(used) if part in found]


def margins(files: Mapping[str, bytes], body: Node) -> dict[str, list[tuple[int, str, str | None]]]:
    """Return the headers and footers with the places where sections name them: which section, and as what."""
    parts, found = named(files, main_part(files)), dict[str, list[tuple[int, str, str | None]]]()
    for number, section in enumerate(body.iter(W + "sectPr")):
        for node in section.iterchildren(*_MARGIN_REFERENCES):
            part = parts.get(node.get(R + "id"))
            if part is not None:
                found.setdefault(part, []).append((number, str(node.tag), node.get(W + "type")))
    return found


def spell_out_margins(root: Node) -> None:
    """Name in each section the headers and footers it has from the one before, lest they go when that one does."""
    inherited: dict[tuple[str, str | None], Node] = {}
    for section in root.iter(W + "sectPr"):
        own = {(str(node.tag), node.get(W + "type")): node for node in section.iterchildren(*_MARGIN_REFERENCES)}
        missing = [copy.deepcopy(node) for key, node in inherited.items() if key not in own]
        section[:0] = missing
        inherited |= own


def numbering(files: Mapping[str, bytes], main: str) -> tuple[Numbering, Styles]:
    """Return the lists of a Word file, ready to count, and its styles."""
    looks, numbers = related(files, "styles", main), related(files, "numbering", main)
    styles = Styles(parse_xml(files[looks[0]]) if looks else None)
    return Numbering(parse_xml(files[numbers[0]]) if numbers else None, styles), styles


class _Reader:
    """Walks parts, counting their numbers and remembering under which heading it is."""

    def __init__(self, files: Mapping[str, bytes], main: str, section: str) -> None:
        self._numbering, self._styles = numbering(files, main)
        self._files, self._section = files, section

    def read(self, parent: Node, part: str) -> Iterator[Block]:
        """Yield what there is to read in an element of a part."""
        self._beside = Beside(self._files, part, self._styles)
        yield from self._read(parent)

    def _read(self, parent: Node) -> Iterator[Block]:
        for node in parent:
            if node.tag == W + "p":
                yield self._paragraph(node)
            elif node.tag == W + "tbl":
                for row in nearest(node, "tr", "tbl"):
                    yield self._row(row)
            else:
                # Content controls and the like only wrap what there is to read.
                yield from self._read(node)

    def _paragraph(self, paragraph: Node) -> Block:
        place = self._numbering.place(paragraph)
        label = self._numbering.count(place).text if place else ""
        text = shown_text(paragraph)
        heading = bool(text.strip()) and self._is_heading(paragraph)
        if heading:
            self._section = (label + text).strip()
        kind, listed = "rubrik" if heading else "stycke", place is not None
        return Block(self._section, label, text, kind, self._beside.told(paragraph), listed)

    def _row(self, row: Node) -> Block:
        cells = [list(self._read(cell)) for cell in nearest(row, "tc", "tr")]
        texts = [" ".join(block.shown for block in cell if block.text.strip()) for cell in cells]
        beside = tuple(told for cell in cells for block in cell for told in block.beside)
        return Block(self._section, "", " | ".join(texts) if any(texts) else "", "rad", beside)

    def _is_heading(self, paragraph: Node) -> bool:
        return bool(self._styles.inherited(value(paragraph, "pPr/pStyle"), is_heading))


def nearest(owner: Node, tag: str, above: str) -> list[Node]:
    """Return the rows of a table, or the cells of a row, without those of tables inside it."""
    return [node for node in owner.iter(W + tag) if next(node.iterancestors(W + above), None) is owner]


def bound(files: Mapping[str, bytes]) -> Iterator[Block]:
    """Yield the data that content controls are bound to: Word shows it in the place of what stands in them."""
    if any(b"dataBinding" in files[part] for part in text_parts(files)):
        for name in sorted(files):
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
                text = " ".join(" ".join(map(str, parse_xml(files[name]).itertext())).split())
                yield Block("Uppgifter som visas i innehållskontroller", "", text, "uppgift")
