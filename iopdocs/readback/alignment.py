"""Which words of a paragraph became which words of the same one changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, product

from iopdocs.classes import dataclass

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_HARD_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})

#: A stretch of tokens: the first, and the one after the last.
Stretch = tuple[int, int]


def flat(text: str) -> str:
    """Return a text of the same length, with hard spaces as ordinary ones."""
    return text.translate(_HARD_SPACES)


@dataclass(frozen=True)
class ChangedWords:
    """A paragraph before and after, word by word; spaces and signs are words of their own."""

    before: str
    after: str

    @cached_property
    def old(self) -> list[str]:
        """The words before."""
        return _TOKEN.findall(flat(self.before))

    @cached_property
    def new(self) -> list[str]:
        """The words after."""
        return _TOKEN.findall(flat(self.after))

    @cached_property
    def _codes(self) -> Sequence[tuple[str, int, int, int, int]]:
        return SequenceMatcher(None, self.old, self.new, autojunk=False).get_opcodes()

    @cached_property
    def _starts(self) -> dict[int, int]:
        """The number of each word before, by where it begins; the end of the text is one, too."""
        return {place: number for number, place in enumerate(accumulate(map(len, self.old), initial=0))}

    @cached_property
    def changes(self) -> list[tuple[Stretch, Stretch]]:
        """What is another after than before: where it stands in each."""
        return [((i, i_end), (j, j_end)) for tag, i, i_end, j, j_end in self._codes if tag != "equal"]

    def places(self, text: str) -> Iterator[Stretch]:
        """Yield where whole words before say a text, and something there is another after."""
        wanted = flat(text)
        where = flat(self.before).find(wanted) if wanted else -1
        while where >= 0:
            first, last = self._starts.get(where), self._starts.get(where + len(wanted))
            if first is not None and last is not None and any(_touch((first, last), old) for old, _ in self.changes):
                yield first, last
            where = flat(self.before).find(wanted, where + 1)

    def became(self, place: Stretch) -> Iterator[Stretch]:
        """Yield what words before may have become: what is added at either end may belong to them or not."""
        for first, last in product(self._across(place[0]), self._across(place[1])):
            if first < last:
                yield first, last

    def _across(self, place: int) -> list[int]:
        """Return the places after that a place between two words before may have become."""
        found = dict[int, None]()
        for tag, i, i_end, j, j_end in self._codes:
            if tag == "equal" and i <= place <= i_end:
                found[j + place - i] = None
            elif tag != "equal":
                found |= {end: None for at, end in ((i, j), (i_end, j_end)) if at == place}
        return list(found)

    def text_after(self, place: Stretch) -> str:
        """Return the words after that stand at a place, as they are written."""
        ends = list(accumulate(map(len, self.new), initial=0))
        return self.after[ends[place[0]] : ends[place[1]]]

    def says(self, place: Stretch) -> bool:
        """Whether the words after that stand at a place stood there before, too."""
        return any(tag == "equal" and j <= place[0] and place[1] <= j_end for tag, _, _, j, j_end in self._codes)


def covers(outer: Stretch, inner: Stretch) -> bool:
    """Whether a stretch has all of another in it."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _touch(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches meet: what is added between two words meets both."""
    return one[0] < other[1] and other[0] < one[1] if other[0] < other[1] else one[0] <= other[0] <= one[1]
