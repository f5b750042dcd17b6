"""A text as it is looked through: its letters in one piece, and where in the text each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from iopdocs.patterns import lazy_pattern
from iopdocs.protection.folding import Places, folded, paired

_WORD = lazy_pattern("[a-z]+")
_SENTENCE_ENDS = lazy_pattern(r"(?:^|[.!?:•*–\n]|\b\w\))[\s\"”’(»–-]*$")
_LONGEST_ADDRESS = 100
#: More letters than this of a name are looked for inside words, too.
INSIDE = 7


class FoldedText:
    """A text folded; ``pairs`` reads two letters that sound as one as one (``Philip``, ``Filip``)."""

    def __init__(self, given: str, text: str, *, pairs: bool) -> None:
        self.given = given
        self.text = text
        self.pairs = pairs
        self._places = Places(given, pairs=pairs)

    @cached_property
    def letters(self) -> str:
        """Nothing but the letters."""
        return "".join(_WORD.findall(self.text))

    @cached_property
    def starts(self) -> list[int]:
        """Where among the letters each word begins."""
        return [0, *accumulate(map(len, _WORD.findall(self.text)))][:-1]

    @cached_property
    def _positions(self) -> list[int]:
        return [at for found in _WORD.finditer(self.text) for at in range(found.start(), found.end())]

    def place(self, start: int, length: int) -> tuple[int, int]:
        """Return where in the folded text a run of letters stands."""
        return self._positions[start], self._positions[start + length - 1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the given text a part of the folded one stands."""
        return self._places.span(start, end)

    def written(self, start: int, end: int) -> str:
        """Return a part of the folded text as it was given."""
        first, last = self.span(start, end)
        return self.given[first:last]

    def begins_a_sentence(self, start: int) -> bool:
        """Whether a sentence begins there, so that its first letter is a capital one anyhow."""
        at, _ = self.span(start, start + 1)
        return _SENTENCE_ENDS.search(self.given[max(0, at - 20) : at]) is not None

    def in_an_address(self, start: int, end: int) -> bool:
        """Whether a part of the folded text stands in an address of web or e-mail, or a tag."""
        before, after = self.text[max(0, start - _LONGEST_ADDRESS) : start], self.text[end : end + _LONGEST_ADDRESS]
        token = re.split(r"\s", before)[-1] + self.text[start:end] + re.split(r"\s", after)[0]
        return bool(re.search(r"[@#/_]|[a-z0-9]\.[a-z]", token))


def views(given: str) -> Iterator[FoldedText]:
    """Yield the text letter by letter and, when that differs, with one letter for two that sound as one."""
    text = folded(given)
    yield FoldedText(given, text, pairs=False)
    if (joined := paired(text)) != text:
        yield FoldedText(given, joined, pairs=True)
