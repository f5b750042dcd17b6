"""Which items of two sequences go together: as difflib says where that is soon found, else by what is a little coarser.

difflib looks for the longest common stretch, then on each side of it, and so on. Where much is repeated, each search
takes the square of the length, and there may be as many searches as items: two documents of four thousand paragraphs
took a quarter of an hour. Such are first parted at the items that stand once in each of them, and then at those that
are equally many in order; that takes little more than to read them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import count

from iopdocs.classes import dataclass

#: Steps of difflib's that two sequences may take together: two tenths of a second. Documents of seven hundred
#: paragraphs that are the same, and any paragraph of as many words, are within it.
MOST_STEPS = 2_000_000
# Parted so many times, what is left between is taken for different.
_DEEPEST = 4

Match = tuple[int, int, int]
Opcode = tuple[str, int, int, int, int]


@dataclass
class Steps:
    """How many steps may still be taken."""

    left: int = MOST_STEPS

    def affords(self, steps: int) -> bool:
        """Take so many steps, if there are so many left; return whether there were."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


def in_common(old: Counter[Hashable], new: Counter[Hashable]) -> tuple[int, int]:
    """Return how many items two sequences have in common, and how many steps difflib takes with them at the most."""
    fewer, more = (old, new) if len(old) < len(new) else (new, old)
    common = meetings = 0
    for item, times in fewer.items():
        if item in more:
            other = more[item]
            common += times if times < other else other
            meetings += times * other
    return common, (sum(old.values()) + meetings) * (2 * common + 1)


def matches(old: Sequence[Hashable], new: Sequence[Hashable], most: int = MOST_STEPS) -> list[Match]:
    """Return the stretches that two sequences have in common, in order: where in each, and how long.

    ``most`` is how many steps difflib may take with them.
    """
    steps, found = Steps(most), list[Match]()
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        i, i_end, j, j_end, depth = waiting.pop()
        if i == i_end or j == j_end or depth > _DEEPEST:
            continue
        if steps.affords(in_common(Counter(old[i:i_end]), Counter(new[j:j_end]))[1]):
            matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
            found += [(i + one.a, j + one.b, one.size) for one in matcher.get_matching_blocks() if one.size]
            continue
        # The end of the sequences is an anchor of no length.
        anchors = [*_anchors(old[i:i_end], new[j:j_end]), (i_end - i, j_end - j, 0)]
        at, other = i, j
        for a, b, size in anchors:
            waiting.append((at, i + a, other, j + b, depth + 1))
            found += [(i + a, j + b, size)] if size else []
            at, other = i + a + size, j + b + size
    return _joined(sorted(found))


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """Return what makes the new sequence of the old, as difflib's ``get_opcodes`` has it."""
    found, i, j = list[Opcode](), 0, 0
    for a, b, size in (*matches(old, new), (len(old), len(new), 0)):
        if i < a or j < b:
            found.append(("replace" if i < a and j < b else "delete" if i < a else "insert", i, a, j, b))
        i, j = a + size, b + size
        if size:
            found.append(("equal", a, i, b, j))
    return found


def _joined(found: list[Match]) -> list[Match]:
    joined = list[Match]()
    for i, j, size in found:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, j):
            last = joined.pop()
            joined.append((last[0], last[1], last[2] + size))
        else:
            joined.append((i, j, size))
    return joined


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """Return stretches in common, in order: how both begin and end, and between, items that stand once in each.

    Where none does, the first of a kind goes with the first, the second with the second and so on.
    """
    shortest = min(len(old), len(new))
    first = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    last = next((n for n in range(shortest - first) if old[-1 - n] != new[-1 - n]), shortest - first)
    middle, other = old[first : len(old) - last], new[first : len(new) - last]
    pairs = _pairs(_single(middle), _single(other)) or _pairs(_numbered(middle), _numbered(other))
    return [
        *([(0, 0, first)] if first else []),
        *((first + i, first + j, 1) for i, j in _longest_rising(pairs)),
        *([(len(old) - last, len(new) - last, last)] if last else []),
    ]


def _single(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """Return the place of each item that stands once."""
    times = Counter(items)
    return {item: place for place, item in enumerate(items) if times[item] == 1}


def _numbered(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """Return the place of each item with its number among those that are equal."""
    met: dict[Hashable, count[int]] = {}
    return {(item, next(met.setdefault(item, count()))): place for place, item in enumerate(items)}


def _pairs(old: dict[Hashable, int], new: dict[Hashable, int]) -> list[tuple[int, int]]:
    return [(place, new[item]) for item, place in old.items() if item in new]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs that rise on both sides; they rise on the first already."""
    ends, at = list[int](), list[int]()  # the lowest end of a row of each length, and which pair it is
    before = list[int]()
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1], at[length : length + 1] = [place], [number]
    row, number = list[tuple[int, int]](), at[-1] if at else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
