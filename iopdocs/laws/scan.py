"""Finding law references in running text.

A place counts only next to an act: ``10:30``, ``2025:400`` or ``§ 7`` alone are a clock time, a diarienummer and a
clause of the agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iopdocs.classes import dataclass
from iopdocs.laws.citation import parse
from iopdocs.laws.index import ActIndex

# No list is longer than ten: without a limit a text of numbers would take minutes to search.
_NUM = r"\d{1,3}(?:\s?[a-z](?![a-zåäö]))?"
_RANGE = rf"{_NUM}(?:\s?[-–—]\s?{_NUM})?"
_AND = r"(?:,\s|\s(?:och|samt|eller)\s)"
_ORDINAL = r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde)"
_PARTS = (
    rf"(?:,?\s(?:{_ORDINAL}(?:\soch\s{_ORDINAL})?\s(?:stycket|styckena|st\.?)|\d\s?st\.?|st\.?\s\d))?"
    rf"(?:\s{_ORDINAL}\smeningen)?(?:,?\s(?:(?:punkt(?:en|erna)?|p\.?)\s)?{_NUM}(?!\s?(?:§|kap)))?"
)
_SECTION = rf"(?:{_NUM}\s?kap(?:itlet|\.)?\s?)?(?:{_RANGE}(?:{_AND}{_RANGE}){{0,9}}\s?§\s?§?|§\s?§?\s?{_RANGE}){_PARTS}"
_COLON = rf"{_NUM}:{_RANGE}(?:\s?§)?{_PARTS}"
_DOTTED = (
    rf"\d{{1,3}}(?:\.\d+|\(\d+\))?(?:\s{_ORDINAL}\sstycket)?(?:\s?[a-h](?:\s?[-–]\s?[a-z])?(?![a-zåäö])|\([a-z]\))?"
)
_ARTICLE = rf"(?:artikel|artiklarna|art\.?)\s{_DOTTED}(?:{_AND}{_DOTTED}){{0,9}}"
_BARE_ARTICLE = rf"\d{{1,3}}\.\d+\s?[a-z]?(?![a-zåäö\d])(?:{_AND}\d{{1,3}}\.\d+\s?[a-z]?(?![a-zåäö\d])){{0,9}}"
_SECTIONS = rf"(?:{_SECTION}|{_COLON})(?:{_AND}(?:{_SECTION}|{_COLON})){{0,9}}"
_AFTER_ACT = rf"(?:{_ARTICLE}|{_BARE_ARTICLE}|{_SECTIONS})"
_BEFORE_ACT = rf"(?:{_ARTICLE}|{_SECTIONS})"
_NUMBERED = r"(?:lagen|förordningen|förordning|balken)\s\(\d{4}:\d+\)(?:\s(?:om|med)\s\w+)?"


#: What every place has: § or art., and else the sign between its numbers.
_OF_A_PLACE = re.compile(r"§|art|:\d|\d\.\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in running text: the words, where they begin, and the reference before it (for *samma lag*)."""

    text: str
    start: int
    preceding: str = ""


_WORD = re.compile(r"\w+")
#: Two letters that a search takes for an i in spite of their case, and that ``casefold`` does not.
_AS_I = str.maketrans("ıİ", "ii")


def _folded(word: str) -> str:
    return word.translate(_AS_I).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(map(_folded, _WORD.findall(text)))


@lru_cache(maxsize=4)
def _words_of(names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the words of each name: it stands between signs that are in no word, so a text that has it has them."""
    return {name: _words(name) for name in names}


@lru_cache(maxsize=512)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names) or "(?!)"
    number = r"(?:,?\s[(\[](?:\(?EU\)?\s)?\d{4}[:/]\d+[)\]])?"
    act = rf"(?:samma\slag|(?:{alternatives})(?![\wåäö-]){number}|{_NUMBERED})"
    # An act before a place must be written as a name: "sol 10:30" is weather and a clock.
    return re.compile(
        rf"(?<![\wåäö:/.-])(?:(?i:(?P<place>{_BEFORE_ACT})\s(?:i\s)?(?P<act>{act}))"
        rf"|(?P<first>{act})\s(?i:(?P<then>{_AFTER_ACT})))(?![\wåäö])"
    )


def find(index: ActIndex, text: str) -> Iterator[Found]:
    """Yield every reference that can be read, in the order of the text, never overlapping."""
    if not _OF_A_PLACE.search(text):
        return  # what names no place is not searched with all the names of acts
    # The text keeps its length, so that places found are places in the original.
    even = re.sub(r"[\s\u00ad]", " ", text)
    preceding = ""
    # A text has few of all names that there are: with all of them the search is compiled, and goes, slowly.
    there = _words(even)
    names = tuple(name for name, words in _words_of(index.written).items() if words <= there)
    for match in _pattern(names).finditer(even):
        try:
            citation = parse(match[0])
        except ValueError:
            continue
        yield Found(text[match.start() : match.end()], match.start(), preceding)
        if citation.act.lower() != "samma lag":
            preceding = match[0]
