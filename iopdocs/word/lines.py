"""The lines of a Word file that anybody has written, each with where it stands: for whoever reads facts out of them.

Unlike :mod:`iopdocs.word.blocks` each paragraph of a cell and of a text box is a line of its own, and so is what stands
after a line break. What nobody sees is left out: hidden text, and the prompts of content controls not filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.word.active_content import hidden_text
from iopdocs.word.beside_text import without_hidden
from iopdocs.word.blocks import NoText, each_text_part, main_part, margins, no_document, numbering
from iopdocs.word.markup import BrokenXml, Node, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, xml_parts
from iopdocs.word.relationships import related
from iopdocs.word.styles import is_heading, is_heading_or_title, switched_on, value
from iopdocs.word.text import is_shown, shown_text
from iopdocs.word.tracked_changes import accept, has_changes, reject

_BOX, _RUN, _PARAGRAPH, _TABLE, _CONTROL = W + "txbxContent", W + "r", W + "p", W + "tbl", W + "sdt"
_LEVEL = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NOTES = (("footnotes", "fotnot"), ("endnotes", "slutnot"))


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line: its text, the number before it, what it looks like, and where it stands.

    ``level`` is that of a heading in one of Word's own styles, 0 for what is none. ``cell`` is table, row and column,
    each from 1. ``margin`` is whether it stands beside the text: in a header, a footer or a note.
    """

    text: str
    label: str = ""
    level: int = 0
    listed: bool = False
    bold: bool = False
    cell: tuple[int, int, int] | None = None
    margin: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class WrittenLines:
    """The lines of a file with its tracked changes accepted, and those with them rejected when there are any."""

    lines: tuple[WrittenLine, ...]
    before: tuple[WrittenLine, ...] | None = None


def written_lines(data: bytes, name: str) -> WrittenLines:
    """Return the lines of a Word file. Raises InvalidTemplate, naming the file, for what is none or not sound."""
    files = read_package(data, name)
    try:
        main, changed = main_part(files), False
        for part, root in xml_parts(files):
            changed = changed or has_changes(root)
            if elsewhere := next(hidden_text(root), ""):
                raise InvalidTemplate(_unreadable(name, part, elsewhere))
        after = tuple(_lines(_settled(files, main, accept)))
        before = tuple(_lines(_settled(files, main, reject))) if changed else None
    except (BrokenXml, NoText) as error:
        raise no_document(name) from error
    return WrittenLines(after, before)


def _unreadable(name: str, part: str, what: str) -> Problem:
    message = f"filen har något i sig som inte kan läsas ({what})"
    hint = "Öppna filen i Word, ta bort det eller gör om det till vanlig text, och spara den på nytt."
    return Problem(message, name, where=part, hint=hint, code="ingen-word-fil")


def _settled(files: Mapping[str, bytes], main: str, settle: Callable[[Node], None]) -> dict[str, bytes]:
    _, styles = numbering(files, main)

    def settled(root: Node) -> None:
        if has_changes(root):
            settle(root)
        without_hidden(root, styles)

    return each_text_part(files, settled)


def _lines(files: Mapping[str, bytes]) -> Iterator[WrittenLine]:
    main = main_part(files)
    body = parse_xml(files[main])
    reader = _LineReader(files, main)
    yield from reader.read(body)
    for part, places in margins(files, body).items():
        where = "sidhuvudet" if "header" in places[0][1] else "sidfoten"
        yield from reader.beside(parse_xml(files[part]), where)
    for kind, where in _NOTES:
        for part in related(files, kind, main):
            for note in (one for one in parse_xml(files[part]) if one.get(W + "type") in (None, "normal")):
                yield from reader.beside(note, where)


class _LineReader:
    """Walks a document, counting paragraphs, tables and the numbers of lists."""

    def __init__(self, files: Mapping[str, bytes], main: str) -> None:
        self._numbering, self._styles = numbering(files, main)
        self._paragraphs = self._tables = 0
        self._margin = ""

    def beside(self, root: Node, where: str) -> Iterator[WrittenLine]:
        """Yield the lines of what stands beside the text."""
        self._margin = where
        yield from self.read(root)
        self._margin = ""

    def read(self, parent: Node, cell: tuple[int, int, int] | None = None) -> Iterator[WrittenLine]:
        """Yield the lines of an element, in the order of the text."""
        for node in parent:
            if node.tag == _PARAGRAPH:
                yield from self._paragraph(node, cell)
            elif node.tag == _TABLE:
                yield from self._table(node)
            elif isinstance(node.tag, str) and not _is_prompt(node):
                yield from self.read(node, cell)

    def _table(self, table: Node) -> Iterator[WrittenLine]:
        self._tables += 1
        number = self._tables
        rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(_TABLE), None) is table]
        for place, row in enumerate(rows, start=1):
            cells = [one for one in row.iter(W + "tc") if next(one.iterancestors(W + "tr"), None) is row]
            for column, one in enumerate(cells, start=1):
                yield from self.read(one, (number, place, column))

    def _paragraph(self, paragraph: Node, cell: tuple[int, int, int] | None) -> Iterator[WrittenLine]:
        place = self._numbering.place(paragraph)
        label = self._numbering.count(place) if place else None
        if not self._margin and cell is None:
            self._paragraphs += 1
        where = self._where(cell)
        level = self._level(paragraph)
        number = label.text.strip() if label else ""
        bold = _is_bold(paragraph)
        for text in _own_text(paragraph).split("\n"):
            if text.strip():
                listed = place is not None and not level
                yield WrittenLine(text.strip(), number, level, listed, bold, cell, bool(self._margin), where)
                number = ""
        for box in paragraph.iter(_BOX):
            if next(box.iterancestors(_PARAGRAPH), None) is paragraph and is_shown(box):
                for line in self.read(box, cell):
                    yield WrittenLine(
                        line.text, line.label, 0, line.listed, line.bold, cell, line.margin, f"textruta, {where}"
                    )

    def _where(self, cell: tuple[int, int, int] | None) -> str:
        if self._margin:
            return self._margin
        return f"tabell {cell[0]}, rad {cell[1]}, kolumn {cell[2]}" if cell else f"stycke {self._paragraphs}"

    def _level(self, paragraph: Node) -> int:
        style = value(paragraph, "pPr/pStyle")
        if not self._styles.inherited(style, is_heading_or_title):
            return 0
        return self._styles.inherited(style, _heading_level) or 1 if self._styles.inherited(style, is_heading) else 1


def _heading_level(identity: str, style: Node) -> int | None:
    found = _LEVEL.fullmatch(value(style, "name") or "")
    return int(found[1]) if found else None


def _own_text(paragraph: Node) -> str:
    """Return what a paragraph shows, without the boxes that are anchored in it and what nobody sees."""
    runs = (
        run
        for run in paragraph.iter(_RUN)
        if next(run.iterancestors(_PARAGRAPH), None) is paragraph
        and is_shown(run)
        and not any(map(_is_prompt, run.iterancestors(_CONTROL)))
    )
    return "".join(_without_boxes(run) for run in runs)


def _without_boxes(run: Node) -> str:
    return "" if next(run.iter(_BOX), None) is not None else shown_text(run)


def _is_prompt(node: Node) -> bool:
    """Whether a content control only shows what is to be written there."""
    return node.tag == _CONTROL and switched_on(node.find(W + "sdtPr"), "showingPlcHdr")


def _is_bold(paragraph: Node) -> bool:
    runs = [run for run in paragraph.iter(_RUN) if shown_text(run).strip()]
    return bool(runs) and all(switched_on(run.find(W + "rPr"), "b") for run in runs)
