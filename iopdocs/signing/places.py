"""The places for signatures in a Word document, each with the one who signs there.

A place is a line of underscores or dots, typed or drawn by a tab. Whose it is, is told by the name nearest below it in
its own column, or else nearest above. What two lines or two people could be is nobody's: a place that is guessed would
let the wrong one sign.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate
from iopdocs.word.blocks import main_part, nearest, numbering
from iopdocs.word.hyperlinks import is_plain, link_pieces
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package
from iopdocs.word.relationships import relations_part
from iopdocs.word.styles import Styles, value
from iopdocs.word.text import shown_text, text_node

#: The address of a place in the copy that becomes a PDF; ``.invalid`` is nobody's by RFC 2606. A number follows.
MARK = "https://underskrift.invalid/"
_LINE = re.compile(r"[_‗]{5,}|[.…]{8,}|…{3,}")
# What draws a line to a tab stop that one may write on (ECMA-376, 17.18.72).
_LEADERS = frozenset({"underscore", "dot", "hyphen", "heavy", "middleDot"})
# How far from a line the name of the one who signs on it may stand, in paragraphs or rows.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A Word file whose places lead to addresses, and for each who signs the number of the place, None without one."""

    document: bytes
    places: tuple[int | None, ...]


def placed(document: bytes, names: Sequence[str]) -> Placed:
    """Return a copy of a Word document with the places of these signatories marked.

    Raises InvalidTemplate for what is no sound Word file.
    """
    members = dict(read_package(document, "dokumentet"))
    main = main_part(members)
    root = parse_xml(members[main])
    styles = numbering(members, main)[1]
    found = list(_Finder(root, styles, [_plain(name) for name in names]).signed_by())
    counts = Counter(signer for _, signer in found)
    lines = {signer: line for line, signer in found if counts[signer] == 1}
    relations = relations_part(main)
    if lines and relations not in members:
        raise InvalidTemplate([])
    if lines:
        _mark(members, main, root, lines, relations)
    numbers = tuple(signer if signer in lines else None for signer in range(len(names)))
    return Placed(write_package(members) if lines else document, numbers)


def _mark(members: dict[str, bytes], main: str, root: Node, lines: Mapping[int, Node], relations: str) -> None:
    related, known = parse_xml(members[relations]), dict[str, str]()
    for signer, node in lines.items():
        link_pieces(node, list(_pieces(node, f"{MARK}{signer}")), related, known, styled=False)
    members |= {main: to_bytes(root), relations: to_bytes(related)}


def _pieces(node: Node, address: str) -> Iterator[tuple[Node, str]]:
    said = node.text or ""
    line = _LINE.search(said)
    if line is None:
        yield copy.deepcopy(node), address
        return
    for text, target in ((said[: line.start()], ""), (line[0], address), (said[line.end() :], "")):
        if text:
            yield text_node(text), target


@dataclass(frozen=True)
class _Finder:
    """Finds the lines of a document, and whose name is nearest to each."""

    root: Node
    styles: Styles
    names: Sequence[str]

    def signed_by(self) -> Iterator[tuple[Node, int]]:
        """Yield each line with the number of the one who signs on it, as far as that can be told."""
        paragraphs = list(self.root.iter(W + "p"))
        for place, paragraph in enumerate(paragraphs):
            line = self._line(paragraph)
            if line is None:
                continue
            ways = _in_table(paragraph) or _in_body(paragraphs, place)
            signer = next((found for way in ways if (found := self._first(way)) is not None), None)
            if signer is not None:
                yield line, signer

    def _line(self, paragraph: Node) -> Node | None:
        """Return the only text or tab of a paragraph that is a line to sign on."""
        typed = [one for one in paragraph.iter(W + "t") if _LINE.search(one.text or "") and is_plain(one)]
        if typed:
            return typed[0] if len(typed) == 1 else None
        tabs = [one for one in paragraph.iter(W + "tab") if is_plain(one)]
        ends = bool(tabs) and not any(
            (one.text or "").strip() for one in paragraph.iter(W + "t") if _after(tabs[-1], one)
        )
        return tabs[-1] if ends and self._is_led(paragraph) else None

    def _is_led(self, paragraph: Node) -> bool:
        """Whether the last tab stop of a paragraph draws a line to it."""
        own = paragraph.find(W + "pPr")
        found = _last_leader(own)
        if found is None:
            found = self.styles.inherited(
                value(paragraph, "pPr/pStyle"), lambda _, style: _last_leader(style.find(W + "pPr"))
            )
        return found in _LEADERS

    def _first(self, paragraphs: Sequence[Node]) -> int | None:
        """Return whose name stands in the first of some paragraphs that has one; None when it has two, or none has."""
        for paragraph in paragraphs:
            if self._line(paragraph) is not None:
                return None
            said = _plain(shown_text(paragraph))
            found = [
                number for number, name in enumerate(self.names) if name and re.search(rf"\b{re.escape(name)}\b", said)
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _last_leader(look: Node | None) -> str | None:
    """Return what the last tab stop among some properties draws; None when they have no tab stops."""
    stops = [] if look is None else [one for one in look.iterfind(f"{W}tabs/{W}tab") if one.get(W + "val") != "clear"]
    if not stops:
        return None
    return max(stops, key=_position).get(W + "leader") or ""


def _position(stop: Node) -> int:
    said = stop.get(W + "pos") or ""
    return int(said) if said.lstrip("-").isdecimal() else 0


def _after(first: Node, second: Node) -> bool:
    """Whether one of two texts of a paragraph stands after the other."""
    paragraph = next(first.iterancestors(W + "p"))
    order = list(paragraph.iter(first.tag, second.tag))
    return order.index(second) > order.index(first)


def _in_body(paragraphs: Sequence[Node], place: int) -> tuple[list[Node], list[Node]]:
    """Return what stands after a line and before it, nearest first."""
    after = [one for one in paragraphs[place + 1 :][: _NEAR * 2] if shown_text(one).strip()]
    before = [one for one in reversed(paragraphs[:place][-_NEAR * 2 :]) if shown_text(one).strip()]
    return after[:_NEAR], before[:_NEAR]


def _in_table(paragraph: Node) -> tuple[list[Node], list[Node]] | None:
    """Return the same of a line in a table: in its own cell, and in the cells of its column."""
    cell = next(paragraph.iterancestors(W + "tc"), None)
    table = next(paragraph.iterancestors(W + "tbl"), None)
    if cell is None or table is None:
        return None
    rows = [nearest(row, "tc", "tr") for row in nearest(table, "tr", "tbl")]
    here = next(number for number, row in enumerate(rows) if cell in row)
    column = rows[here].index(cell)
    own = list(cell.iter(W + "p"))
    at = own.index(paragraph)
    below = [one for row in rows[here + 1 :][:_NEAR] if column < len(row) for one in row[column].iter(W + "p")]
    above = [
        one
        for row in reversed(rows[max(0, here - _NEAR) : here])
        if column < len(row)
        for one in reversed(list(row[column].iter(W + "p")))
    ]
    return [*own[at + 1 :], *below], [*reversed(own[:at]), *above]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
