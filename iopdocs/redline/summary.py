"""What differs between two Word documents, in words: section by section, what was added, struck or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import zip_longest

from iopdocs.classes import dataclass
from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import Effort, Pair, paired, words_of
from iopdocs.redline.preparation import prepared
from iopdocs.word.beside_text import FIELD
from iopdocs.word.blocks import Block, blocks

OLD, NEW = "det gamla dokumentet", "det nya dokumentet"
# Of what did not change in a paragraph, so many words are shown around what did.
AROUND = 6


class DifferenceKind(StrEnum):
    """What became of a paragraph or a table row."""

    ADDED = "tillagt"
    STRUCK = "struket"
    CHANGED = "ändrat"
    RENUMBERED = "omnumrerat"
    BESIDE = "vid sidan av orden"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the heading it stands under, what it is, and the text (a table row: its cells) before and now."""

    section: str
    kind: DifferenceKind
    old: str
    new: str

    @property
    def text(self) -> str:
        """The change as a line to read: ``… gäller till {2024-12-31 → 2026-12-31}``."""
        if self.kind is DifferenceKind.CHANGED:
            return _marked(self.old, self.new)
        if self.kind is DifferenceKind.RENUMBERED:
            return f"{_line(self.old)} → {_line(self.new)}"
        if self.kind is DifferenceKind.BESIDE:
            return _mark(_line(self.old), _line(self.new))
        return _line(self.new or self.old)


def summary(old: bytes, new: bytes) -> tuple[Difference, ...]:
    """Return every difference in text between two Word files, in reading order; nothing when they say the same.

    Tracked changes they carry count as accepted, and hidden text as absent. What is struck through, links, pictures and
    fields are told beside the words; other looks and page numbers are not compared. Raises InvalidTemplate when one of
    them is no sound Word file.
    """
    return tuple(differences(*compared(old, new)))


def compared(old: bytes, new: bytes) -> tuple[list[Block], list[Block]]:
    """Return what there is to compare in two Word files. Raises InvalidTemplate."""
    return written(old, OLD), written(new, NEW)


def written(data: bytes, name: str) -> list[Block]:
    """Return what there is to compare in a Word file, which messages call by a name. Raises InvalidTemplate."""
    return [block for block in blocks(prepared(data, name)) if block.text.strip() or block.beside]


def differences(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Difference]:
    """Yield what differs between two texts, paragraph by paragraph, in reading order."""
    for was, now in aligned(before, after):
        if change := _change(was, now):
            yield change
        yield from told_of(was, now)


def aligned(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Pair]:
    """Yield the paragraphs that go together, and those that only one of two texts has, in reading order."""
    texts = [[(block.kind, block.text) for block in side] for side in (before, after)]
    effort = Effort()
    for tag, i, i_end, j, j_end in opcodes(*texts):
        old, new = before[i:i_end], after[j:j_end]
        yield from zip(old, new, strict=True) if tag == "equal" else paired(old, new, effort)


def told_of(was: Block | None, now: Block | None) -> Iterator[Difference]:
    """Yield what became another beside the words of a paragraph, or came and went with it."""
    sides = [list(block.beside) if block else [] for block in (was, now)]
    if was is None or now is None:  # fields come and go with their words
        sides = [[one for one in side if not one.startswith(FIELD)] for side in sides]
    section = (now or was or Block("", "", "", "")).section
    for tag, i, i_end, j, j_end in opcodes(*sides):
        if tag != "equal":
            for old, new in zip_longest(sides[0][i:i_end], sides[1][j:j_end], fillvalue=""):
                yield Difference(section, DifferenceKind.BESIDE, old, new)


def _change(was: Block | None, now: Block | None) -> Difference | None:
    if was is None and now is not None:
        return Difference(now.section, DifferenceKind.ADDED, "", now.shown) if now.text.strip() else None
    if now is None and was is not None:
        return Difference(was.section, DifferenceKind.STRUCK, was.shown, "") if was.text.strip() else None
    if was is None or now is None or was.shown == now.shown:
        return None
    kind = DifferenceKind.RENUMBERED if was.text == now.text else DifferenceKind.CHANGED
    return Difference(now.section, kind, was.shown, now.shown)


def _line(text: str) -> str:
    return " ".join(words_of(text))


def _marked(old: str, new: str) -> str:
    was, now = words_of(old), words_of(new)
    if was == now or _spaced(old) == _spaced(new):
        return f"bara mellanslag: {_line(new)}"
    codes = opcodes(was, now)
    pieces = []
    for number, (tag, i, i_end, j, j_end) in enumerate(codes):
        if tag == "equal":
            pieces += _shortened(now[j:j_end], first=number == 0, last=number == len(codes) - 1)
        else:
            pieces.append(_mark(" ".join(was[i:i_end]), " ".join(now[j:j_end])))
    return " ".join(pieces)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _mark(old: str, new: str) -> str:
    if not old:
        return f"{{tillagt: {new}}}"
    return f"{{{old} → {new}}}" if new else f"{{struket: {old}}}"


def _shortened(words: list[str], *, first: bool, last: bool) -> list[str]:
    """Leave out the middle of a long stretch that did not change, or its far end at the edges of the paragraph."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(words) <= head + tail + 1:
        return words
    return [*words[:head], "…", *words[len(words) - tail :]]
