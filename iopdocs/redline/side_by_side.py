"""Two documents on one web page, side by side and section by section. It fetches nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Template

from iopdocs.classes import dataclass
from iopdocs.html_pages import pages_in
from iopdocs.output import ROOM, has_seal, with_seal
from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import Pair, words_of
from iopdocs.redline.summary import aligned, compared, told_of
from iopdocs.visible import visible

TEMPLATE = "side_by_side.html"
# Tells the page that it was made here, and with a hash that nobody has changed it since.
_SEAL = "iopdocs-compare-sha256:"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are only on this side."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a table row on both sides, as it is when it is there; ``beside`` is what differs but in words."""

    old: tuple[Piece, ...] | None
    new: tuple[Piece, ...] | None
    changed: bool
    heading: bool
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """The lines under a heading, and how many of them differ."""

    title: str
    lines: tuple[Line, ...]

    @property
    def changes(self) -> int:
        """How many lines differ."""
        return sum(line.changed for line in self.lines)


def is_page(data: bytes) -> bool:
    """Whether a file is such a page, as it was made."""
    return has_seal(data, _SEAL.encode())


def page(old: bytes, new: bytes, names: tuple[str, str], day: date) -> bytes:
    """Return the page in Swedish, as UTF-8; ``names`` is what the two documents are called.

    Raises InvalidTemplate when one of them is no sound Word file.
    """
    sections = tuple(_sections(list(aligned(*compared(old, new)))))
    shown = (visible(name) for name in names)
    changed = [section for section in sections if section.changes]
    made = _template().render(seal=f"{_SEAL}{ROOM}", names=list(shown), day=day, sections=sections, changed=changed)
    before, after = made.split(ROOM, 1)
    # So many zeros in a document are not taken for the place of the seal.
    half = ROOM[: len(ROOM) // 2]
    return with_seal(f"{before}{ROOM}{after.replace(half, f'&#48;{half[1:]}')}".encode())


def _sections(pairs: Sequence[Pair]) -> Iterator[ComparedSection]:
    for title, lines in groupby(pairs, lambda pair: (pair[1] or pair[0]).section):  # type: ignore[union-attr]
        yield ComparedSection(visible(title), tuple(map(_line, lines)))


def _line(pair: Pair) -> Line:
    was, now = pair
    old, new = (_on_a_line(one.shown) if one else "" for one in pair)
    told = tuple(visible(change.text) for change in told_of(was, now))
    pieces = _pieces(old, new)
    changed = was is None or now is None or was.shown != now.shown or bool(told)
    heading = any(one is not None and one.kind == "rubrik" for one in pair)
    return Line(pieces[0] if was else None, pieces[1] if now else None, changed, heading, told)


def _on_a_line(text: str) -> str:
    """Return a text with its tabs and line breaks as spaces, and what nobody sees shown."""
    return visible(text.replace("\t", " ").replace("\n", " "))


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, with what only one of them has marked."""
    was, now = words_of(old), words_of(new)
    sides: tuple[list[Piece], list[Piece]] = [], []
    for tag, i, i_end, j, j_end in opcodes(was, now):
        for side, words in zip(sides, (was[i:i_end], now[j:j_end]), strict=True):
            if words:
                side.append(Piece(" ".join(words), marked=tag != "equal"))
    return tuple(sides[0]), tuple(sides[1])


@cache
def _template() -> Template:
    return pages_in(Path(__file__).parent).get_template(TEMPLATE)
