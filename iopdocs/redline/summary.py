"""What differs between two Word documents, in words: section by section, what was added, struck or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from iopdocs.redline.blocks import Block, blocks
from iopdocs.redline.preparation import prepared

OLD, NEW = "det gamla dokumentet", "det nya dokumentet"
# Below this share of common words, two paragraphs are not the same one changed.
# To see how alike each of five hundred paragraphs is to each of five hundred others takes some seconds.
MOST_PAIRS = 250_000
ALIKE = 0.4
# Of what did not change in a paragraph, so many words are shown around what did.
AROUND = 6


class Kind(StrEnum):
    """What became of a paragraph or a table row."""

    ADDED = "tillagt"
    STRUCK = "struket"
    CHANGED = "ändrat"
    RENUMBERED = "omnumrerat"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the heading it stands under, what it is, and the text (a table row: its cells) before and now."""

    section: str
    kind: Kind
    old: str
    new: str

    @property
    def text(self) -> str:
        """The change as a line to read: ``… gäller till {2024-12-31 → 2026-12-31}``."""
        if self.kind is Kind.CHANGED:
            return _marked(self.old, self.new)
        if self.kind is Kind.RENUMBERED:
            return f"{_line(self.old)} → {_line(self.new)}"
        return _line(self.new or self.old)


def summary(old: bytes, new: bytes) -> tuple[Change, ...]:
    """Return every difference in text between two Word files, in reading order; nothing when they say the same.

    Tracked changes they carry count as accepted. Looks and page numbers are not compared. Raises InvalidTemplate when
    one of them is no sound Word file.
    """
    return tuple(_changes(_written(old, OLD), _written(new, NEW)))


def _written(data: bytes, name: str) -> list[Block]:
    return [block for block in blocks(prepared(data, name)) if block.text.strip()]


def _changes(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Change]:
    texts = [[(block.kind, block.text) for block in side] for side in (before, after)]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        old, new = before[i:i_end], after[j:j_end]
        pairs = zip(old, new, strict=True) if tag == "equal" else _pair(old, new)
        yield from (change for was, now in pairs if (change := _change(was, now)))


def _change(was: Block | None, now: Block | None) -> Change | None:
    if was is None and now is not None:
        return Change(now.section, Kind.ADDED, "", now.shown)
    if now is None and was is not None:
        return Change(was.section, Kind.STRUCK, was.shown, "")
    if was is None or now is None or was.shown == now.shown:
        return None
    kind = Kind.RENUMBERED if was.text == now.text else Kind.CHANGED
    return Change(now.section, kind, was.shown, now.shown)


def _pair(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Pair paragraphs that are the same one changed, in order, so that the pairs are as alike as can be.

    Where they are very many, another text stands there: nothing is paired.
    """
    if len(before) * len(after) > MOST_PAIRS:
        return [*((was, None) for was in before), *((None, now) for now in after)]
    likeness = [[_alike(was, now) for now in after] for was in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            both = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[Block | None, Block | None]] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((before[i], None))
            i += 1
        else:
            pairs.append((None, after[j]))
            j += 1
    return [*pairs, *((was, None) for was in before[i:]), *((None, now) for now in after[j:])]


def _alike(was: Block, now: Block) -> float:
    """Return how alike two paragraphs are, from 0 (not the same) to 1."""
    if was.kind != now.kind:
        return 0.0
    matcher = SequenceMatcher(None, _words(was.text), _words(now.text), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def _words(text: str) -> list[str]:
    """Part a text at its ordinary spaces: an amount or a lagrum with no-break spaces is one word."""
    return re.findall(r"[^ \t\n]+", text)


def _line(text: str) -> str:
    return " ".join(_words(text))


def _marked(old: str, new: str) -> str:
    was, now = _words(old), _words(new)
    if was == now or _spaced(old) == _spaced(new):
        return f"bara mellanslag: {_line(new)}"
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
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
