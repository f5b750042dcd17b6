"""Which paragraphs are the same ones changed: those that have words in common, in order, as alike as can be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from iopdocs.classes import dataclass
from iopdocs.redline.alignment import Steps, in_common, matches
from iopdocs.word.blocks import Block

# Below this share of common words, two paragraphs are not the same one changed.
ALIKE = 0.4
#: To see how alike each of five hundred paragraphs is to each of five hundred others takes some seconds.
MOST_PAIRS = 250_000
#: What may be spent on it for a whole document, in steps from word to word.
MOST_EFFORT = 40_000_000
# What a look at two paragraphs costs beside the steps.
_LOOK = 20
# Paragraphs that take more steps than this are compared by what is quicker with long ones.
_LONG = 200_000

Pair = tuple[Block | None, Block | None]


class Effort(Steps):
    """What a whole comparison may spend on seeing how alike paragraphs are."""

    def __init__(self) -> None:
        super().__init__(MOST_EFFORT)


def words_of(text: str) -> list[str]:
    """Part a text at its ordinary spaces: an amount or a lagrum with no-break spaces is one word."""
    return re.findall(r"[^ \t\n]+", text)


def paired(before: Sequence[Block], after: Sequence[Block], effort: Effort) -> list[Pair]:
    """Pair paragraphs that are the same one changed, in order, so that the pairs are as alike as can be.

    Where they are very many, another text stands there: nothing is paired. Nor is it when the ``effort`` is spent.
    """
    if len(before) * len(after) > MOST_PAIRS or not effort.affords(_looks(before, after)):
        return [*((was, None) for was in before), *((None, now) for now in after)]
    likeness = _likeness(before, after, effort)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            both = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
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


def _looks(before: Sequence[Block], after: Sequence[Block]) -> int:
    """Return what it takes to look at every pair: little for each, and somewhat more for long paragraphs."""
    signs = sum(len(block.text) for side in (before, after) for block in side)
    return len(before) * len(after) * (_LOOK + signs // (_LOOK * (len(before) + len(after) + 1)))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A paragraph's words, and how many there are of each."""

    kind: str
    words: list[str]
    times: Counter[Hashable]


def _counted(blocks: Sequence[Block]) -> Iterator[_Counted]:
    for block in blocks:
        words = words_of(block.text)
        yield _Counted(block.kind, words, Counter(words))


def _likeness(before: Sequence[Block], after: Sequence[Block], effort: Effort) -> list[list[float]]:
    """Return how alike each paragraph before is to each one after, from 0 (not the same) to 1.

    When there is not effort enough for all that may be alike, those go first that stand at much the same place.
    """
    old, new = list(_counted(before)), list(_counted(after))
    rows = [[0.0] * len(new) for _ in old]
    looked = [
        (abs(column * len(old) - row * len(new)), column, row, steps)
        for column, now in enumerate(new)
        for row, was in enumerate(old)
        if (steps := _steps(was, now))
    ]
    if sum(steps for *_, steps in looked) > effort.left:
        looked = [one for one in sorted(looked) if effort.affords(one[-1])]
    else:
        effort.affords(sum(steps for *_, steps in looked))
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    looked.sort(key=itemgetter(1))
    for column, ones in groupby(looked, key=itemgetter(1)):
        # What it finds out of the second sequence is kept for all of the first.
        matcher.set_seq2(new[column].words)
        for *_, row, steps in ones:
            rows[row][column] = _alike(old[row], new[column], matcher, steps)
    return rows


def _steps(was: _Counted, now: _Counted) -> int:
    """Return the steps it may take to see how alike two paragraphs are; none when they cannot be alike.

    They cannot when they are not of a kind, or have too few words in common, in whatever order.
    """
    lengths = len(was.words), len(now.words)
    least = ALIKE * sum(lengths) / 2
    if was.kind != now.kind or min(lengths) < least:
        return 0
    common, steps = in_common(was.times, now.times)
    return min(steps, _LONG) if common >= least else 0


def _alike(was: _Counted, now: _Counted, matcher: SequenceMatcher[str], steps: int) -> float:
    if steps == _LONG:
        common = sum(size for _, _, size in matches(was.words, now.words))
    else:
        matcher.set_seq1(was.words)
        common = sum(block.size for block in matcher.get_matching_blocks())
    ratio = 2.0 * common / (len(was.words) + len(now.words))
    return ratio if ratio >= ALIKE else 0.0
