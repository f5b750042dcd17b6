"""What differs between two documents, passage by passage, with the words that were struck and added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iopdocs.classes import dataclass
from iopdocs.redline import DifferenceKind
from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import words_of
from iopdocs.usecases.answers.documents import DifferenceJson

#: What some words of a passage are: as they were, gone, or new.
SAME, STRUCK, ADDED = "", "struket", "tillagt"


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that differs: the section, what it is, and its words in stretches, each with what became of it."""

    section: str
    kind: str
    words: tuple[tuple[str, str], ...]


def passages(found: Iterable[DifferenceJson]) -> tuple[Passage, ...]:
    """Return what differs as passages to read."""
    return tuple(Passage(one.section, one.kind, tuple(_words(one))) for one in found)


def _words(one: DifferenceJson) -> Iterator[tuple[str, str]]:
    if one.kind != DifferenceKind.CHANGED.value:
        yield from ((text, which) for text, which in ((one.old, STRUCK), (one.new, ADDED)) if text)
        return
    was, now = words_of(one.old), words_of(one.new)
    for tag, i, i_end, j, j_end in opcodes(was, now):
        if tag == "equal":
            yield " ".join(was[i:i_end]), SAME
            continue
        yield from ((" ".join(some), which) for some, which in ((was[i:i_end], STRUCK), (now[j:j_end], ADDED)) if some)
