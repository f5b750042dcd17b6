"""Protected postcodes and telephone numbers in a text, however their digits are parted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from iopdocs.patterns import lazy_pattern
from iopdocs.protection.find import Find
from iopdocs.protection.view import FoldedText
from iopdocs.protection.words import numerals
from iopdocs.swedish import phone
from iopdocs.swedish.personnummer import Certainty

#: Five digits as in a postcode, or all of them apart. Any five may begin inside other such five.
_FIVE = lazy_pattern(r"(?<!\d)(?=(?P<code>\d{3}(?P<gap>[\s._-]{0,3})\d{2}|\d\s\d\s\d\s{1,3}\d\s\d)(?!\d))")
#: What comes before or after is an amount, a telephone number, a case or a longer number.
_AMOUNT_FOLLOWS = lazy_pattern(
    r"\s?(?:kr|kronor|sek|prosent|invanare|euro|ore|tkr|mkr|kvm|platser|timmar|personer)\b|\s?%|:-"
)
_NO_CODE = lazy_pattern(r"\b(?:arende|dnr|vaktura|nr|nummer|id|ref)\w*\.?:?\s*$")
_LONGER_BEFORE, _LONGER_AFTER = re.compile(r"\d[\s./:-]$"), re.compile(r"[\s-]?\d|[.,:/]\d")
_PLACE_FOLLOWS = lazy_pattern(r"\s+[^\W\d_]{3}")

_CALLED = lazy_pattern(r"(?<![\d+])(?:\+|00)?\(?\d(?:[\s()./_-]{0,3}\d){5,16}(?!\d)")
#: The same with letters that look like digits, and in words.
_LOOKS_CALLED = lazy_pattern(r"(?<![a-z0-9])[0-9oil](?:[\s()./_-]{0,3}[0-9oil]){6,14}(?![a-z0-9])")
_AS_DIGITS = str.maketrans("oil", "011")
_MOSTLY = 4
_IN_WORDS = lazy_pattern(r"(?<![a-z])[a-z]++(?:[\s,-]{1,3}[a-z]++){3,}")
_ABROAD = lazy_pattern(r"(?:00)?46(?=[1-9]|0)")
_SHORTEST_LOCAL = 6


class Postcodes:
    """Protected postcodes; those of ``public`` belong to others as well, and may only be meant."""

    def __init__(self, codes: Iterable[str], public: frozenset[str]) -> None:
        self._codes = frozenset("".join(code.split()) for code in codes)
        self._public = frozenset("".join(code.split()) for code in public)

    def find(self, view: FoldedText) -> Iterator[Find]:
        """Yield every protected postcode."""
        if not self._codes:
            return
        for found in _FIVE.finditer(view.text):
            code = "".join(filter(str.isdigit, found["code"]))
            if code in self._codes and (certainty := self._certainty(view, found, code)):
                yield Find(*view.span(found.start("code"), found.end("code")), certainty, "postnummer", literal=False)

    def _certainty(self, view: FoldedText, found: re.Match[str], code: str) -> Certainty | None:
        text, (start, end) = view.text, found.span("code")
        place = _PLACE_FOLLOWS.match(text, end)
        placed = place is not None and view.written(place.end() - 3, place.end() - 2).isupper()
        amount = _AMOUNT_FOLLOWS.match(text, end) or _LONGER_AFTER.match(text, end)
        longer = _LONGER_BEFORE.search(text[max(0, start - 2) : start])
        if amount or (longer and not (place and text[start - 1].isspace())):
            return None
        if not placed and _NO_CODE.search(text[max(0, start - 20) : start]):
            return Certainty.POSSIBLE if found["gap"] else None
        return Certainty.POSSIBLE if code in self._public else Certainty.CERTAIN


class Phones:
    """Protected telephone numbers: with or without the country's code, and without the area's they may be meant."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._local: set[str] = set()
        for number in numbers:
            self._whole.add(_significant(number))
            area, _, local = phone.format(number).partition("-")
            local = "".join(filter(str.isdigit, local))
            if area and len(local) >= _SHORTEST_LOCAL:
                self._local.add(local)
        self._lengths = {len(one) for one in self._whole}

    def find(self, view: FoldedText) -> Iterator[Find]:
        """Yield every protected telephone number."""
        if not self._whole:
            return
        for found in _CALLED.finditer(view.text):
            digits = "".join(filter(str.isdigit, found[0]))
            place = view.span(found.start(), found.end())
            if _significant(digits) in self._whole or self._at_an_end(digits):
                yield Find(*place, Certainty.CERTAIN, "telefonnummer", literal=True)
            elif digits in self._local:
                yield Find(*place, Certainty.POSSIBLE, "telefonnummer", literal=False)
        for found in _LOOKS_CALLED.finditer(view.text):
            yield from self._like_digits(view, found)
        for found in _IN_WORDS.finditer(view.text):
            yield from self._in_words(view, found)

    def _like_digits(self, view: FoldedText, found: re.Match[str]) -> Iterator[Find]:
        """Yield a number some of whose digits are letters that look like them: *O9O-12 34 5l*."""
        if sum(map(str.isdigit, found[0])) >= _MOSTLY and not found[0].isdigit():
            digits = "".join(filter(str.isdigit, found[0].translate(_AS_DIGITS)))
            if _significant(digits) in self._whole or self._at_an_end(digits):
                yield Find(*view.span(*found.span()), Certainty.CERTAIN, "telefonnummer", literal=False)

    def _in_words(self, view: FoldedText, found: re.Match[str]) -> Iterator[Find]:
        """Yield a number in words: *noll nittio, ett två tre fyra fem sex*."""
        said = [(word, _digits_of(word[0])) for word in re.compile("[a-z]+").finditer(view.text, *found.span())]
        for spoken, run in groupby(said, key=lambda one: bool(one[1])):
            words = list(run)
            if spoken and _significant("".join(digits for _, digits in words)) in self._whole:
                place = view.span(words[0][0].start(), words[-1][0].end())
                yield Find(*place, Certainty.POSSIBLE, "telefonnummer", literal=False)

    def _at_an_end(self, digits: str) -> bool:
        """Whether other digits stand right before or after the number, such as those of another."""
        starts = (at for at in range(len(digits)) if digits.startswith(("0", "46"), at))
        tails = (_significant(digits[at:]) for at in starts)
        return any(tail[:length] in self._whole for tail in tails for length in self._lengths)


def _digits_of(word: str) -> str:
    """Return the digits that a word says, ``nollnittio`` as 090; none when it is no number."""
    zero = "0" if word.startswith("noll") else ""
    rest = word.removeprefix("noll")
    return zero + str(numerals().get(rest, "")) if zero or rest in numerals() else ""


def _significant(number: str) -> str:
    """Return the digits of a number without the country's code and the zero: ``+46 (0)8-465 00`` gives ``846500``."""
    digits = "".join(filter(str.isdigit, number))
    rest = _ABROAD.sub("", digits, count=1) if _ABROAD.match(digits) else digits
    return rest.lstrip("0")
