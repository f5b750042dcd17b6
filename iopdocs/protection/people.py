"""Personnummer in what is finished: of prose as in the data, of what programs read only what is no number of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from iopdocs.patterns import lazy_pattern
from iopdocs.protection.guard import Guard, SaidText, TextKind
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen
from iopdocs.swedish.personnummer import Certainty, Hit

# Ten digits near each other; most texts have not so many. A pattern that begins with a sign is sought much faster than
# one that begins with a repetition.
_TEN = lazy_pattern(r"\d(?:\D{0,6}\d){9}")
# Word names bookmarks of its own with numbers: _Toc199203121.
_WORDS_OWN = lazy_pattern(r"_[A-Za-z]+\d+")
_TAG, _VALUE = re.compile(r"<[^>]*>"), re.compile(r"""["'][^"'<>]*\d{6}[-+ ]?\d{4}[^"'<>]*["']""")
_IN_A_VALUE = re.compile(r"\d\d{5}[-+ ]?\d{4}")
# The hashes of what a document is made of, which its properties hold.
_HASH = lazy_pattern(r"[0-9a-f][0-9a-f]{39,}")
_LINE_ENDS = "</w:p>"
# A longer part is seldom the same in another document.
_LONG = 500_000


def numbers(text: str, kind: TextKind = TextKind.PROSE) -> list[Hit]:
    """Return the personnummer in a text as it is seen, certain and possible; of what programs read only the certain."""
    if kind is TextKind.NOISE or not _TEN.search(text) or (kind is TextKind.MARKUP and _WORDS_OWN.fullmatch(text)):
        return []
    found = personnummer.find(_HASH.sub(lambda hash_: "§" * len(hash_[0]), seen(text)))
    return found if kind is TextKind.PROSE else [one for one in found if one.certainty is Certainty.CERTAIN]


def told_of(texts: Iterable[SaidText], guard: Guard, known: frozenset[str]) -> Iterator[tuple[SaidText, Hit]]:
    """Yield the personnummer in texts that nobody has judged. ``known`` are what the data has."""
    for said in dict.fromkeys(texts):
        for hit in numbers(said.text, said.kind):
            if hit.text not in known and not guard.judged(seen(said.text), hit.start, hit.end):
                yield said, hit


def may_have(members: Mapping[str, bytes]) -> bool:
    """Whether the parts of a Word file may have a personnummer; cheaper than to look through each text of them."""
    parts = (blob for name, blob in members.items() if name.endswith((".xml", ".rels")))
    return any(_part_may_have(blob) if len(blob) < _LONG else _may_have(blob) for blob in parts)


def _may_have(blob: bytes) -> bool:
    xml = blob.decode("utf-8", "replace")
    lines = _TAG.sub("", xml.replace(_LINE_ENDS, "\n§\n"))  # no text is read as what another is called
    return bool(numbers(lines)) or "&#" in xml or any(map(numbers, _values(xml)))


# Most parts of a document are the same in the next one, and the rest are soon forgotten.
_part_may_have = lru_cache(maxsize=128)(_may_have)


def _values(xml: str) -> Iterator[str]:
    """Yield the values with so many digits: the digits are sought first, which is quick, then what is around them."""
    done = 0
    for digits in _IN_A_VALUE.finditer(xml):
        if digits.start() < done:
            continue
        start = max(xml.rfind(sign, 0, digits.start()) for sign in "<>") + 1
        done = min((found for sign in "<>" if (found := xml.find(sign, digits.end())) >= 0), default=len(xml))
        yield from _VALUE.findall(xml, start, done)
