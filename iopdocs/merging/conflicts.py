"""Where a person and the data have changed the same thing: both wordings put at the place, and one question.

Nothing is believed of the program that put the changes together. Without the person's changes the document would have
to say what the new one says; wherever it does not, what the new one says is put there as a paragraph of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.merging.sides import without
from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import Effort, paired
from iopdocs.word.blocks import Block
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.text import shown_text, text_node

# A paragraph is told from others by its number while the sides are looked at.
_NUMBER = "stycke"


@dataclass(frozen=True, slots=True)
class TwoWordings:
    """What a person and the data say differently of one thing; nothing where one of them takes it away."""

    hers: str
    datas: str

    @property
    def question(self) -> str:
        """Both wordings, and the question between them."""
        if not self.hers:
            return f"Stycket är borttaget för hand, men uppgifterna säger nu: ”{self.datas}”. Ska det stå med?"
        if not self.datas:
            return f"Uppgifterna har inte kvar stycket, men det är ändrat för hand: ”{self.hers}”. Ska det stå kvar?"
        return f"För hand: ”{self.hers}”. Enligt uppgifterna: ”{self.datas}”. Vilket ska gälla?"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who says what is tracked: the person, the program, and on which day (as it is written)."""

    person: str
    program: str
    time: str

    @property
    def marks(self) -> dict[str, str]:
        """What each of the program's changes says."""
        return {W + "author": self.program, W + "date": self.time}


def settle(root: Node, new: Node, said: Hands) -> list[tuple[TwoWordings, Node]]:
    """Put what a part of the new document says and this one does not in its place; return it, and beside what."""
    paragraphs = _whole(root)
    for number, paragraph in enumerate(paragraphs):
        paragraph.set(_NUMBER, str(number))
    datas, hers = (_side(root, author) for author in (said.person, said.program))
    wanted = [Block("", "", text, "") for paragraph in _whole(new) if (text := shown_text(paragraph)).strip()]
    etree.strip_attributes(root, _NUMBER)
    last: dict[int, Node] = {}
    found = []
    for was, now, before in _differing([Block("", n, text, "") for n, text in datas.items() if text.strip()], wanted):
        place = int(was.label if was else before) if was or before else 0
        conflict = TwoWordings(hers.get(was.label, "").strip() if was else "", now.text.strip() if now else "")
        if was is not None and now is not None and conflict.hers == conflict.datas:
            continue  # both say the same
        if was is not None and now is None and not conflict.hers:
            continue  # both take it away
        if now is not None:
            after = last.get(place, paragraphs[place])
            last[place] = _put(after, now.text, said, first=was is None and not before)
        found.append((conflict, paragraphs[place]))
    return found


def _whole(root: Node) -> list[Node]:
    """Return the paragraphs of a part; the text of a box is told with the paragraph that it is anchored in."""
    return [one for one in root.iter(W + "p") if next(one.iterancestors(W + "p"), None) is None]


def _side(root: Node, author: str) -> dict[str, str]:
    """Return the text of each paragraph, by its number, as it would be without what one author changed."""
    side = copy.deepcopy(root)
    without(side, author)
    return {number: shown_text(one) for one in _whole(side) if (number := one.get(_NUMBER)) is not None}


def _differing(there: Sequence[Block], wanted: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None, str]]:
    """Yield what differs, pair by pair, with the number of the paragraph before (nothing at the beginning)."""
    effort = Effort()
    for tag, i, i_end, j, j_end in opcodes([one.text for one in there], [one.text for one in wanted]):
        if tag == "equal":
            continue
        before = there[i - 1].label if i else ""
        for was, now in paired(there[i:i_end], wanted[j:j_end], effort):
            yield was, now, before
            before = was.label if was else before


def _put(after: Node, text: str, said: Hands, *, first: bool) -> Node:
    """Put a paragraph of the program's after another, where it stays also when that one goes with its table's row."""
    rows = [one for one in after.iterancestors(W + "tr") if one.find(f"{W}trPr/{W}del") is not None]
    anchor = next(rows[-1].iterancestors(W + "tbl")) if rows else after
    paragraph = etree.Element(W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    style = after.find(f"{W}pPr/{W}pStyle")
    if style is not None:
        properties.append(copy.deepcopy(style))
    # It stands beside what has a number, and is not to take the next one.
    numbers = etree.SubElement(properties, W + "numPr")
    etree.SubElement(numbers, W + "ilvl", {W + "val": "0"})
    etree.SubElement(numbers, W + "numId", {W + "val": "0"})
    etree.SubElement(etree.SubElement(properties, W + "rPr"), W + "ins", said.marks)
    run = etree.SubElement(etree.SubElement(paragraph, W + "ins", said.marks), W + "r")
    _write(run, text)
    if first:
        anchor.addprevious(paragraph)
    else:
        anchor.addnext(paragraph)
    return paragraph


def _write(run: Node, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, W + "tab")
            if piece:
                run.append(text_node(piece))
