"""Which heading of a document somebody means who names it by its words or its number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.characters import plain

_NUMBER = lazy_pattern(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})*)\.?(?![\d.])")
#: So like a heading that it must be meant as that.
_NEAR = 0.8
_LEADING = lazy_pattern(r"^(?:avsnitt(?:et)?|punkt(?:en)?|kapitel|kap\.|§+)?\s*(?:\d[\d.]*)?[\s:.–-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the number before it, such as ``4.1`` (empty when it has none), and its words."""

    number: str
    words: str


def heading_of(named: str, headings: Sequence[Heading]) -> Heading | None:
    """Return the heading that is meant by its words, by its number, or by both; None when that cannot be told.

    ``Bakgrund, andra stycket``, ``4.1`` and ``avsnitt 4 Ekonomi`` are ways to name one. Two headings with the same
    words are told apart by the number only; but a section is meant before a part of it that is called the same.
    """
    whole = _folded(named)
    first = _folded(_LEADING.sub("", named).partition(",")[0])
    for sought in (whole, first):
        alike = [one for one in headings if sought and _folded(one.words) == sought]
        if alike:
            return min(alike, key=lambda one: one.number.count("."))
    number = _NUMBER.search(named)
    numbered = [one for one in headings if number and one.number == number[1]]
    if numbered:
        return numbered[0]
    within = [one for one in headings if re.search(rf"(?<!\w){re.escape(_folded(one.words))}(?!\w)", whole)]
    near = difflib.get_close_matches(first, [_folded(one.words) for one in headings], n=1, cutoff=_NEAR)
    if near and near[0] not in {_folded(one.words) for one in within}:
        return None  # it is a slip in another one's words
    longest = max((len(one.words) for one in within), default=0)
    best = [one for one in within if len(one.words) == longest]
    return best[0] if len({_folded(one.words) for one in best}) == 1 else None


def _folded(text: str) -> str:
    return plain(text).casefold().strip(' .:,”"')
