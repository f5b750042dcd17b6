"""Where in a Word file a paragraph stands, in words that find it: the part, the heading above, the cell, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from iopdocs.classes import dataclass
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.part_names import called
from iopdocs.word.styles import Styles, is_heading, value
from iopdocs.word.text import tag_text

_HEADING = re.compile(r"(?i)(heading|rubrik)\s*([1-9])")
_LONGEST, _LONGEST_HEADING = 90, 60


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph's place: its number in the part, from 0, the heading above it, and its row and cell, from 1.

    A number of -1 is the part as a whole.
    """

    member: str
    number: int
    heading: str = ""
    cell: tuple[int, int] | None = None
    text: str = ""

    @property
    def in_words(self) -> str:
        """The place as a message says it."""
        if self.number < 0:
            return called(self.member)
        under = f" under rubriken ”{self.heading}”" if self.heading else ""
        if self.cell:
            what = f"tabellens rad {self.cell[0]}, cell {self.cell[1]}" + (f" ”{self.text}”" if self.text else "")
        else:
            what = f"stycket ”{self.text}”" if self.text else f"det tomma stycket nummer {self.number + 1}"
        return f"{called(self.member)}{under}, {what}"


class PartPlaces:
    """The places of the paragraphs of a part; where the headings are is found once."""

    def __init__(self, root: Node, member: str, styles: Styles) -> None:
        self._root, self._member, self._styles = root, member, styles

    @cached_property
    def _found(self) -> dict[Node, tuple[int, str]]:
        """Each paragraph's number and the heading above it."""
        found, heading = {}, ""
        for number, paragraph in enumerate(self._root.iter(W + "p")):
            found[paragraph] = (number, heading)
            if heading_level(paragraph, self._styles) and (text := tag_text(paragraph).strip()):
                heading = shortened(text, _LONGEST_HEADING)
        return found

    def of(self, node: Node | None) -> Place:
        """Return the place of the paragraph that an element is, stands in or holds first; else the part's beginning."""
        inner = paragraph_of(node)
        if inner is None or inner not in self._found:
            return Place(self._member, -1)
        number, heading = self._found[inner]
        return Place(self._member, number, heading, _cell_of(inner), shortened(tag_text(inner), _LONGEST))


def paragraph_of(node: Node | None) -> Node | None:
    """Return the paragraph that an element is, stands in or holds first."""
    if node is None or node.tag == W + "p":
        return node
    around = next(node.iterancestors(W + "p"), None)
    return node.find(f".//{W}p") if around is None else around


def heading_level(paragraph: Node, styles: Styles) -> int:
    """Return which level of heading a paragraph is, from 1; 0 for other text."""
    identity = value(paragraph, "pPr/pStyle")
    named = styles.inherited(identity, _level)
    if named is None and identity and (found := _HEADING.match(identity)):
        return int(found[2])
    return named or 0


def _level(identity: str, style: Node) -> int | None:
    if not is_heading(identity, style):
        return None
    return int((value(style, "name") or "0")[-1])


def _cell_of(paragraph: Node) -> tuple[int, int] | None:
    cell = next(paragraph.iterancestors(W + "tc"), None)
    row = None if cell is None else next(cell.iterancestors(W + "tr"), None)
    table = None if row is None else next(row.iterancestors(W + "tbl"), None)
    if cell is None or row is None or table is None:
        return None
    rows, cells = list(_within(table, "tr", "tbl")), list(_within(row, "tc", "tr"))
    return rows.index(row) + 1, cells.index(cell) + 1


def _within(node: Node, name: str, holder: str) -> Iterator[Node]:
    """Yield the rows of a table, or the cells of a row, also those within content controls; not those of inner ones."""
    return (one for one in node.iter(W + name) if next(one.iterancestors(W + holder)) is node)


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, with an ellipsis where it is cut."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
