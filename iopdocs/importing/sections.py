"""What readers of sections share: a document, its parties, and records numbered as they are found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iopdocs.importing.document import Document, DocumentPassage
from iopdocs.importing.names import Cast
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.reading import KeyPath

TOGETHER = re.compile(r"\b(?:parterna|båda parter|parterna gemensamt|gemensamma)\b", re.IGNORECASE)
#: What is gathered of each group or report: what it says, in which sentences, and where the first one stands.
Groups = dict[str, tuple[list[Pair], list[str], DocumentPassage]]
_BY_PLACE = "det är taget av var det står"


class SectionReader:
    """Reads sections of one document."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document, self._cast = document, cast
        self._places: dict[KeyPath, int] = {}

    def _next(self, *path: str) -> KeyPath:
        place = self._places[path] = self._places.get(path, -1) + 1
        return (*path, place)

    def _is_duty(self, lead: str) -> bool:
        return bool(self._cast.mentioned(lead)) or bool(TOGETHER.search(lead))

    def _record(
        self,
        path: tuple[str, ...],
        pairs: tuple[Pair, ...],
        one: DocumentPassage,
        sure: Sure,
        sentence: str = "",
        needs: tuple[str, ...] = (),
    ) -> FactOffer:
        said = sentence or (f"{one.lead} {one.text}" if one.lead else one.text)
        why = "" if sure is Sure.CERTAIN else _BY_PLACE
        return FactOffer(
            self._next(*path), pairs, said, one.place, sure, why=why, needs=needs, read=frozenset({one.number})
        )


def one_value(
    path: KeyPath, value: str, one: DocumentPassage, sure: Sure = Sure.CERTAIN, sentence: str = ""
) -> FactOffer:
    """Return the proposal of a single value that was read in a passage."""
    why = "" if sure is Sure.CERTAIN else _BY_PLACE
    return FactOffer(path, (("", value),), sentence or one.text, one.place, sure, why=why, read=frozenset({one.number}))


def settled(said: Sequence[FactOffer], why: str = "det står på flera sätt") -> FactOffer:
    """Return what is said of a key, or a question with its sentences when that is said in several ways.

    What is said several times is as sure as where it is said best.
    """
    ordered = sorted(said, key=lambda one: min(one.read))
    firsts: dict[str, FactOffer] = {}
    for one in ordered:
        known = firsts.setdefault(one.value, one)
        if known.sure is not Sure.CERTAIN and one.sure is Sure.CERTAIN:
            firsts[one.value] = one
    found = list(firsts.values())
    if len(found) == 1:
        return found[0]
    return FactOffer(
        ordered[0].path, (), " / ".join(dict.fromkeys(one.sentence for one in found)),
        " och ".join(dict.fromkeys(one.place for one in found)), Sure.ASK, tuple(firsts), why, ordered[0].needs,
        frozenset(number for one in ordered for number in one.read),
    )  # fmt: skip


def is_gap(text: str) -> bool:
    """Whether a text is what stands in a draft of ours where a fact is missing."""
    return text.startswith("[saknas")
