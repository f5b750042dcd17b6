"""Where a quoted wording stands in a text: word for word, whatever blanks and quotes it was typed with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import typography
from iopdocs.swedish.characters import DASHES, plain

_TYPED = str.maketrans(
    {**dict.fromkeys('”“„«»"', '"'), **dict.fromkeys("’‘‚'", "'"), **dict.fromkeys(DASHES, "-"), "\u00ad": None}
)
_BULLET = lazy_pattern(r"^\s*[-–•]\s+", re.MULTILINE)
_STOPS = ".,;:"
_SENTENCE = lazy_pattern(r"(?<=[.!?])\s+")
#: So much of the words of a sentence must be the same for it to be taken for the one that was meant.
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class WordingPlace:
    """Where a wording stands: from a sign of one paragraph up to (not with) a sign of the same, or of a later one."""

    first: int
    start: int
    last: int
    end: int


def find(wording: str, paragraphs: Sequence[str]) -> list[WordingPlace]:
    """Return every place where a wording stands in paragraphs; a stop at its very end may be there or not."""
    sought = _words(wording)
    text = [
        (_typed(match[0]), number, match.start(), match.end())
        for number, paragraph in enumerate(paragraphs)
        for match in re.finditer(r"\S+", paragraph)
    ]
    if not sought:
        return []
    found, length = [], len(sought)
    for at in range(len(text) - length + 1):
        if text[at][0] != sought[0] and length > 1:
            continue
        if any(text[at + step][0] != sought[step] for step in range(length - 1)):
            continue
        said, last, _, end = text[at + length - 1]
        if said == sought[-1] or said.rstrip(_STOPS) == sought[-1].rstrip(_STOPS):
            longer = max(0, len(said) - len(sought[-1])) if said != sought[-1] else 0
            found.append(WordingPlace(text[at][1], text[at][2], last, end - longer))
    return found


def nearest(wording: str, paragraphs: Sequence[str]) -> str:
    """Return the sentences that are most like a wording, when they are much like it; nothing when none are."""
    sought = _words(wording)
    count = max(1, len(_sentences(plain(_BULLET.sub("", wording)))))
    best, likeness = "", _NEAR
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(sought)
    for paragraph in paragraphs:
        for passage in _passages(paragraph, count):
            matcher.set_seq1(_words(passage))
            if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
                best, likeness = passage, ratio
    return best


def differing(wording: str, other: str) -> list[tuple[str, str]]:
    """Return the words in which a wording differs from another: its own, and those of the other in their place."""
    one, two = plain(wording).split(), plain(other).split()
    steps = SequenceMatcher(None, [*map(_typed, one)], [*map(_typed, two)], autojunk=False).get_opcodes()
    return [(" ".join(one[a:b]), " ".join(two[c:d])) for tag, a, b, c, d in steps if tag != "equal"]


def _words(text: str) -> list[str]:
    return [_typed(word) for word in typography.text(_BULLET.sub("", text)).split()]


def _typed(word: str) -> str:
    return word.translate(_TYPED)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.split(text.strip())


def _passages(paragraph: str, count: int) -> Iterator[str]:
    sentences = _sentences(paragraph)
    for start in range(max(1, len(sentences) - count + 1)):
        yield " ".join(sentences[start : start + count])
