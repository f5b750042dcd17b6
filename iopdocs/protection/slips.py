"""Names that are spelt wrong by one letter, beside a protected number: *Björkagatan 14* may be *Björkgatan 14*.

One letter more, less or other, or two that have changed places; letters as digits (``Bj0rkgatan``); what a street is
called after with its article (*Skolans gränd*), and *Konung* for *Kung*. Other streets differ by one letter, too: this
is only possible, and only with the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.protection import numbers
from iopdocs.protection.endings import ending_of, endings
from iopdocs.protection.find import Find
from iopdocs.protection.names import Form, Name, Names
from iopdocs.protection.places import is_compound
from iopdocs.protection.view import FoldedText
from iopdocs.protection.words import prefixes
from iopdocs.swedish.personnummer import Certainty

#: So long must be what stands before what the street is called.
_SHORTEST_STEM, _SHORTEST_WITH_ARTICLE = 5, 4
_ARTICLES = ("ens", "ans", "ets", "ns")
_WORD = lazy_pattern("[a-z]+(?:[0-9][a-z]+)*")
_NUMBER = lazy_pattern(r"(?<!\d)\d{1,5}(?!\d)")
_LETTERS_AS_DIGITS = str.maketrans("0134578", "oleastb")
#: How far from the number, and of how many words.
_NEAR, _MOST_WORDS, _MOST_BETWEEN = 60, 4, 2
_HEAD, _TAIL = 5, 3
_OLD = ("konung", "kung")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words beside a number, and their letters in one piece."""

    start: int
    end: int
    letters: str


class Slips:
    """The names that have a number and are long enough to be known with a slip in them."""

    def __init__(self, names: Names) -> None:
        self._names: dict[str, list[Name]] = {}
        self._exact: dict[str, list[Name]] = {}
        self._near: dict[str, set[str]] = {}
        self._numbers: set[int] = set()
        for key, forms in names.forms.items():
            if known := list(dict.fromkeys(form.name for form in forms if _is_known(form))):
                self._add(key, known)
        every = (*self._names, *self._exact)
        # A slip leaves the beginning as it is, or the end: most words have neither.
        self._heads, self._tails = {key[:_HEAD] for key in every}, {key[-_TAIL:] for key in every}
        self._longest = max(map(len, every), default=-2) + 1

    def find(self, view: FoldedText) -> Iterator[Find]:
        """Yield each protected number beside what may be its name with a slip in it."""
        for number in _NUMBER.finditer(view.text) if self._numbers else ():
            if int(number[0]) in self._numbers:
                for run in _beside(view.text, *number.span()):
                    for key in self._keys(run.letters):
                        yield from self._judged(view, run, key)

    def _add(self, key: str, names: list[Name]) -> None:
        key, ending = key.replace(*_OLD), ending_of(key)
        stem = key.removesuffix(ending)
        kinds = endings().get(ending, ())
        if not ending or len(stem) < _SHORTEST_WITH_ARTICLE or stem in prefixes():
            return
        self._numbers |= {number for name in names for number in name.numbers.single}
        # A word of the language has others one letter from it.
        own = [name for name in names if not name.tight]
        self._exact.setdefault(key, []).extend(own)
        if own and len(stem) >= _SHORTEST_STEM:
            self._names.setdefault(key, []).extend(own)
            for one in (key, *_without_one(key)):
                self._near.setdefault(one, set()).add(key)
        if not stem.endswith("s") and not all(kind.ordinary for kind in kinds):
            for article in _ARTICLES:
                self._exact.setdefault(f"{stem}{article}{ending}", []).extend(names)

    def _keys(self, letters: str) -> Iterable[str]:
        if not _SHORTEST_STEM < len(letters) <= self._longest:
            return ()
        if letters[:_HEAD] not in self._heads and letters[-_TAIL:] not in self._tails:
            return ()
        found = {letters} if letters in self._exact else set[str]()
        for one in (letters, *_without_one(letters)):
            found.update(key for key in self._near.get(one, ()) if _one_apart(key, letters))
        return found

    def _judged(self, view: FoldedText, run: _Run, key: str) -> Iterator[Find]:
        capital = view.written(run.start, run.start + 1).isupper()
        ordinary = is_compound(run.letters) or all(kind.ordinary for kind in endings()[ending_of(key)])
        for name in dict.fromkeys((*self._names.get(key, ()), *self._exact.get(key, ()))):
            if not capital and (ordinary or name.tight):
                continue
            after, before = numbers.after(view.text, run.end), numbers.before(view.text, run.start)
            if after and name.numbers.among(after) is Certainty.CERTAIN:
                yield Find(*view.span(run.start, after.end), Certainty.POSSIBLE, name.what, literal=False)
            if before and "." not in before.gap and name.numbers.among(before) is Certainty.CERTAIN:
                yield Find(*view.span(before.start, run.end), Certainty.POSSIBLE, name.what, literal=False)


def _is_known(form: Form) -> bool:
    name = form.name
    return not (form.short or form.part or name.strictly) and bool(name.numbers.single)


def _beside(text: str, start: int, end: int) -> Iterator[_Run]:
    """Yield runs of words that end soon before a number, and that begin soon after it."""
    before = list(_WORD.finditer(text, max(0, start - _NEAR), start))[-_MOST_WORDS - _MOST_BETWEEN :]
    for last in range(max(0, len(before) - 1 - _MOST_BETWEEN), len(before)):
        for first in range(max(0, last + 1 - _MOST_WORDS), last + 1):
            yield _run(before[first : last + 1])
    after = list(islice(_WORD.finditer(text, end, end + _NEAR), _MOST_WORDS + _MOST_BETWEEN))
    for first in range(min(_MOST_BETWEEN + 1, len(after))):
        for last in range(first, min(first + _MOST_WORDS, len(after))):
            yield _run(after[first : last + 1])


def _run(words: list[re.Match[str]]) -> _Run:
    joined = "".join([word[0] for word in words])
    plain = joined if joined.isalpha() else joined.translate(_LETTERS_AS_DIGITS)
    return _Run(words[0].start(), words[-1].end(), plain.replace(*_OLD))


def _without_one(word: str) -> Iterator[str]:
    """Yield a word without each of its letters: two that are one letter apart have one of these in common."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _one_apart(one: str, other: str) -> bool:
    """Whether words differ by one letter more, less or other, or by two that have changed places."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short in _without_one(long)
    apart = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
    return len(apart) <= 1 or (swapped and one[apart[1]] == other[apart[0]])
