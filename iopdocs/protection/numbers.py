"""The numbers that stand with a name in a text: after it or before it, in digits or words, one or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase

from iopdocs.classes import dataclass, field
from iopdocs.patterns import lazy_pattern
from iopdocs.protection.places import Number
from iopdocs.protection.words import numerals, ordinals, prefixes
from iopdocs.swedish.personnummer import Certainty

#: All patterns are for folded texts, where c, q, w, f and z are k, k, v, v and s.
_GAP = r"(?:\s++|[^\w\s]|_)"
_LABEL = (
    r"(?:husnummer|gatunummer|nummer|numret|husnr|gatunr|nr|no|n\W?o|num|port|porten|hus|huset|uppgang|entre|numero)"
)
#: What may stand between a name and the word number: Gömgatan, det är nummer 12. Nothing that is a sentence of its own.
_SAID = r"[^.!?;\d\n]{1,24}(?<![a-z])(?:nummer|numret|husnummer|gatunummer)(?:\W{1,3}ar)?(?![a-z])"
_LABELLED = (
    rf"(?:(?:(?:pa|i|med|har|vid|at|in|ar)\W{{1,3}})?(?P<label>(?:{_LABEL}{_GAP}{{1,3}})?{_LABEL})(?![a-z]){_GAP}{{0,5}}+"
    rf"|(?P<said>{_SAID}){_GAP}{{1,3}}+)?"
)
_LETTER = r"(?:\s?[a-hj-np-z](?![a-z]))?"
_JOINT = r"\s?(?:-{1,2}|\.{2,3}|[/,&+]|(?:till|okh?|samt|eller|resp|t\W?o\W?m)\b\.?)\s?"
_NUMBER = r"(?<!\d)\d{1,5}(?!\d)"
#: The next of several, but no postcode and no floor.
_NEXT = rf"{_JOINT}(?!\d{{3}}\s?\d\d(?!\d)){_NUMBER}(?!\s?(?:tr|trappor|van|vaning|lgh)\b){_LETTER}"
_LIST = rf"{_NUMBER}{_LETTER}(?:{_NEXT}){{0,6}}"
_SPACED = r"\d(?:\s\d){1,3}(?!\d)"
#: The same in groups, as Box 3 12.
_GROUPS = r"(?=\d(?:\s?\d){1,3}(?!\s?\d|\s?(?:tr|trappor|van|vaning|lgh)\b))\d{1,3}(?:\s\d{1,3}){1,2}"
_AFTER = lazy_pattern(rf"(?P<genitive>s(?![a-z]))?(?P<gap>{_GAP}{{0,8}}+){_LABELLED}(?P<rest>(?=\d)|(?=[a-z]))")
_SENTENCE_ENDS = lazy_pattern("[.!?;\\n]")
_DIGITS = lazy_pattern(rf"(?P<list>{_LIST})")
_ESTATE = lazy_pattern(r"(\d{1,4})\s?([:./-])\s?(\d{1,4})(?P<more>(?:\s\d){0,3})(?!\d)")
_SPACED_DIGITS = lazy_pattern(f"{_SPACED}|{_GROUPS}")
_WORDS = lazy_pattern(r"[a-z]+(?:[\s-]{1,3}[a-z]+){0,4}")
_BETWEEN = r"(?:pa|vid|langs|utmed|i|at|ovan|in|on|till|tra|av|vran|invid|in till|gata|gatan|adress)"
_BEFORE = lazy_pattern(
    rf"(?:(?<![a-z])(?P<label>{_LABEL}){_GAP}{{0,4}})?(?:(?P<spaced>(?<!\d){_SPACED})|(?P<list>{_LIST}))"
    rf"(?P<noun>\W?(?:an|n|a|e)(?![a-z]))?(?P<gap>{_GAP}{{0,5}}+(?:{_BETWEEN}(?![a-z]){_GAP}{{1,4}}+)?)$"
)
_WORD_BEFORE = lazy_pattern(
    rf"(?:(?P<label>{_LABEL}){_GAP}{{1,4}})?(?P<words>(?<![a-z])[a-z]+(?:[\s-][a-z]+){{0,3}}){_GAP}{{1,4}}$"
)
_LAST_WORD = lazy_pattern(r"(?<![a-z])([a-z]+)\W{1,3}$")
_LOOK_BACK = 60
#: What is told of with its place in a row, when it is that of the house: Ringvägens artonde hus.
_IN_A_ROW = frozenset({"hus", "huset", "port", "porten", "uppgang", "uppgangen", "nummer"})
_LETTERS = f"{ascii_lowercase} "


@dataclass(frozen=True, slots=True)
class Read:
    """Numbers that stand beside a name: from where to where, and whether they surely are what they are read as."""

    start: int
    end: int
    values: tuple[tuple[int, int], ...]
    loose: tuple[tuple[int, int], ...] = ()
    estates: tuple[str, ...] = ()
    gap: str = ""
    labelled: bool = False


def after(text: str, at: int) -> Read | None:
    """Return the numbers right after a name that ends there."""
    if not (opening := _AFTER.match(text, at)):
        return None
    start, labelled = opening.start("rest"), bool(opening["label"] or opening["said"])
    if opening["said"] and _SENTENCE_ENDS.search(opening["gap"]):
        return None
    gap = opening["gap"] + (opening["said"] or "")
    if not text[start].isdigit():
        return _in_words(text, start, gap, labelled=labelled)
    found = _DIGITS.match(text, start)
    estate = _ESTATE.match(text, start)
    if not found and not estate:
        return None
    values = _values(found[0]) if found else ()
    end = start + len(found[0].rstrip(_LETTERS)) if found else start
    if spaced := _SPACED_DIGITS.match(text, start):
        end = max(end, spaced.end())
    loose = tuple(_joined(spaced[0])) if spaced else ()
    estates = (
        (f"{estate[1]}:{estate[3]}", f"{estate[1]}:{estate[3]}{estate['more'].replace(' ', '')}") if estate else ()
    )
    if estate and (estate[2] == ":" or not found):
        end = max(end, estate.end())
    return Read(start, end, values, loose, estates, gap, labelled)


def before(text: str, at: int) -> Read | None:
    """Return the numbers right before a name that begins there: ``12 Gömgatan``, ``12:an på Norra Gömgatan``."""
    found = _right_before(text, at)
    word = None if found else _LAST_WORD.search(text, max(0, at - _LOOK_BACK), at)
    return _right_before(text, word.start()) if word and word[1] in prefixes() else found


def _right_before(text: str, at: int) -> Read | None:
    low = max(0, at - _LOOK_BACK)
    head = text[low:at]
    if any(map(str.isdigit, head)) and (found := _BEFORE.search(head)):
        spaced = found["spaced"]
        digits = spaced or found["list"]
        values = _values(digits) if not spaced else ()
        loose = tuple(_joined(spaced)) if spaced else ()
        marked = bool(found["label"] or found["noun"])
        return Read(low + found.start(), at, values, loose, gap=found["gap"], labelled=marked)
    return _words_before(head, low)


def _words_before(head: str, low: int) -> Read | None:
    found = _WORD_BEFORE.search(head)
    if not found:
        return None
    words = list(re.finditer("[a-z]+", found["words"]))
    if len(words) > 1 and re.fullmatch(_BETWEEN, words[-1][0]):
        words = words[:-1]
    for first in range(1 if found["label"] else len(words)):
        shape = "".join(word[0] for word in words[first:])
        if number := numerals().get(shape):
            noun = shape.endswith("n") and shape not in {"en"}
            start = found.start() if found["label"] else found.start("words") + words[first].start()
            end = low + len(head)
            return Read(low + start, end, ((number, number),), labelled=bool(found["label"]) or noun)
    return None


def _in_words(text: str, start: int, gap: str, *, labelled: bool) -> Read | None:
    found = _WORDS.match(text, start)
    words = list(re.finditer("[a-z]+", found[0])) if found else []
    for count in range(len(words), 0, -1):
        shape = "".join(word[0] for word in words[:count])
        row = ordinals().get(shape) if count < len(words) and words[count][0] in _IN_A_ROW else None
        if number := numerals().get(shape) or row:
            return Read(start, start + words[count - 1].end(), ((number, number),), (), (), gap, labelled)
    return None


def _values(text: str) -> tuple[tuple[int, int], ...]:
    """Return what numbers a list gives: ``10-14`` all of them, ``10 och 14`` the two."""
    found = list(re.finditer(_NUMBER, text))
    values = [(int(one[0]), int(one[0])) for one in found]
    for first, second in pairwise(found):
        if re.search(r"-|\.\.|till|/|t\W?o\W?m", text[first.end() : second.start()]):
            values.append((int(first[0]), int(second[0])))
    return tuple(values)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    groups = text.split()
    for count in range(2, len(groups) + 1):
        joined = int("".join(groups[:count]))
        yield joined, joined


@dataclass(slots=True)
class Numbers:
    """All numbers protected on one name."""

    single: set[int] = field(default_factory=set)
    spans: set[tuple[int, int]] = field(default_factory=set)
    estates: set[str] = field(default_factory=set)

    def add(self, number: Number) -> None:
        """Protect one more."""
        if number.estate:
            self.estates.add(number.estate)
        else:
            self.single |= {number.first, number.last}
            if number.last > number.first + 1:
                self.spans.add((number.first, number.last))

    def among(self, read: Read) -> Certainty | None:
        """Return whether numbers in a text are a protected one, or may be."""
        if self.estates & set(read.estates) or any(self._has(first, last) for first, last in read.values):
            return Certainty.CERTAIN
        near = any(self._touches(first, last) for first, last in (*read.values, *read.loose))
        return Certainty.POSSIBLE if near else None

    def _has(self, first: int, last: int) -> bool:
        if first == last:
            return first in self.single
        low, high = sorted((first, last))
        return any(low <= one <= high and one % 2 == low % 2 for one in self.single)

    def _touches(self, first: int, last: int) -> bool:
        low, high = sorted((first, last))
        inside = low in self.single if low == high else any(low <= one <= high for one in self.single)
        return inside or any(start <= high and low <= end for start, end in self.spans)
