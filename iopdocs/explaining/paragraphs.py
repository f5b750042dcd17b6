"""The paragraphs of a Word part while it is filled in, each with a number that it keeps until the document is finished.

The number stands in the XML as an attribute of the paragraph, so that it is known again whatever is done to the part
afterwards, and is taken away last of all: then the part is the same, to the last byte, as if nobody had asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iopdocs.classes import dataclass, field
from iopdocs.explaining.marked import MarkedTag
from iopdocs.explaining.sources import Bases
from iopdocs.word.markup import parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package
from iopdocs.word.text import shown_text

# No namespace: nothing of Word's has the name.
_NUMBER = "iop"
_EDGES = re.compile(r"<w:p(?=[ />])([^>]*?)(/?)>|</w:p>")
_NUMBERED = re.compile(rf'(<w:p) {_NUMBER}="[0-9]+"'.encode())


@dataclass
class HeardParagraph:
    """A paragraph of a part: what it rests on, and the lines of the tags in it."""

    part: str
    lines: list[int] = field(default_factory=list)
    _gathered: dict[int, Bases] = field(default_factory=dict)

    def add(self, *some: Bases) -> None:
        """Add what it rests on: what stands around it may still grow."""
        self._gathered.update((id(one), one) for one in some)

    @property
    def gathered(self) -> Bases:
        """All that it rests on."""
        made = Bases()
        for one in self._gathered.values():
            made.take_in(one)
        return made


@dataclass(frozen=True)
class NumberedText:
    """A paragraph as it stands in the finished document: its text and its number."""

    number: int
    text: str


class PartSink:
    """Takes the pieces of a part, and numbers its paragraphs; ``heard`` are those of the parts before."""

    def __init__(self, part: str, heard: list[HeardParagraph]) -> None:
        self._part, self._heard = part, heard
        self._open: list[HeardParagraph] = []

    def put(self, piece: str, tag: MarkedTag | None, gathered: Bases, around: tuple[Bases, ...]) -> str:
        """Take a piece, and return it with the numbers of the paragraphs that begin in it."""
        if tag is not None:
            for one in self._open[-1:]:
                one.add(gathered, *around)
                one.lines += [tag.line] if tag.line not in one.lines else []
            return piece
        for one in self._open[-1:]:
            one.add(gathered, *around)
        return _EDGES.sub(lambda found: self._edge(found, around), piece)

    def _edge(self, found: re.Match[str], around: tuple[Bases, ...]) -> str:
        if found[0] == "</w:p>":
            if self._open:
                self._open.pop()
            return found[0]
        made = HeardParagraph(self._part)
        made.add(*around)
        self._heard.append(made)
        if not found[2]:
            self._open.append(made)
        return f'<w:p {_NUMBER}="{len(self._heard) - 1}"{found[1]}{found[2]}>'


def numbered_texts(part: bytes) -> Iterator[NumberedText]:
    """Yield the paragraphs of a finished part that have a text; one without a number was made of the one before."""
    number = -1
    for paragraph in parse_xml(part).iter(W + "p"):
        own = paragraph.get(_NUMBER)
        number = number if own is None else int(own)
        if number >= 0 and (text := shown_text(paragraph).strip()):
            yield NumberedText(number, text)


def without_numbers(part: bytes) -> bytes:
    """Return a part as it is when nobody asks."""
    return _NUMBERED.sub(rb"\1", part)


#: A sign around the number of a paragraph, in what is converted to a page that shows where it comes from.
_SIGN = "\ue00f"
#: Finds the signs in a page: the number of each is the paragraph's, from 0.
SIGNED = re.compile(f"{_SIGN}([0-9]+){_SIGN}")


def with_signs(document: bytes, parts: Sequence[str]) -> bytes:
    """Return a Word file with a sign last in each paragraph that has a text, numbered through its parts in order."""
    members, number = dict(read_package(document, "")), 0
    for name in parts:
        root = parse_xml(members[name])
        for paragraph in root.iter(W + "p"):
            if not shown_text(paragraph).strip():
                continue
            texts = [one for one in paragraph.iter(W + "t") if next(one.iterancestors(W + "p")) is paragraph]
            if texts:
                texts[-1].text = f"{texts[-1].text or ''}{_SIGN}{number}{_SIGN}"
            number += 1
        members[name] = to_bytes(root)
    return write_package(members)
