"""The sentences that may be said, each of the record it is said of: what decides over it is asked for once.

A narrative that becomes too long is told again with less in it, several times; the facts are the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from iopdocs.classes import dataclass
from iopdocs.library.sentences import PlacedSentence, Sentence, Sentences, Statement, Wording
from iopdocs.narrative.ledger import Fact

#: The words that a sentence gives to its own text: the record it is said of, what it gathers.
Own = Mapping[str, Any]


class Speaker(Protocol):
    """Whoever knows the facts and the language of texts."""

    def known(self, path: str, own: Own) -> bool:
        """Whether the fact at a path is there."""

    def fact(self, path: str, own: Own) -> Fact | None:
        """Return which fact a path is; None when it is not there."""

    def text(self, path: str, own: Own) -> str:
        """Return the fact at a path when it is a text; an empty one when it is not."""

    def records(self, path: str, own: Own) -> Sequence[Any]:
        """Return the records of a list."""

    def gathered(self, sentence: Sentence, own: Own) -> list[Gathered]:
        """Return what a sentence can gather: of the records that have, and have not, what it asks for."""

    def say(self, text: str, sentence: PlacedSentence | None, own: Own) -> list[str]:
        """Return the paragraphs of a text with its tags filled in."""

    def unsay(self) -> None:
        """Forget what the last text made known, since it is not said after all."""


@dataclass(frozen=True)
class Gathered:
    """One of several that a sentence gathers: which fact it is, what else is said with it, and what is written."""

    fact: Fact
    with_it: tuple[Fact, ...]
    written: Any


class Stated:
    """The facts of a sentence or of a wording of it."""

    def __init__(self, what: Statement, own: Own, speaker: Speaker) -> None:
        self._what, self._own, self._speaker = what, own, speaker

    @cached_property
    def applies(self) -> bool:
        """Whether all that is needed is there, and nothing that must not be."""
        return applies(self._what.needs, self._what.without, self._own, self._speaker)

    @cached_property
    def facts(self) -> Sequence[Fact] | None:
        """The facts that are said, or None when one that must be there is not."""
        must = [self._speaker.fact(path, self._own) for path in self._what.states]
        may = [self._speaker.fact(path, self._own) for path in self._what.also]
        return None if None in must else [fact for fact in (*must, *may) if fact is not None]


class StatedWay(Stated):
    """A wording, and the facts of it."""

    def __init__(self, way: Wording, own: Own, speaker: Speaker) -> None:
        super().__init__(way, own, speaker)
        self.text = way.text


class Candidate(Stated):
    """A sentence, of the record it is said of if it is said of any."""

    def __init__(self, placed: PlacedSentence, own: Own, speaker: Speaker) -> None:
        super().__init__(placed.sentence, own, speaker)
        self.placed, self.sentence, self.own = placed, placed.sentence, own

    @cached_property
    def gathered(self) -> Sequence[Gathered]:
        """What the sentence can gather."""
        return self._speaker.gathered(self.sentence, self.own)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The facts that it states, as texts; an empty one of each that is none."""
        return [self._speaker.text(path, self.own) for path in self.sentence.states]

    def usable(self, own: Own) -> Sequence[StatedWay]:
        """Return the wordings that can be said, in order; ``own`` has what is gathered, too, where something is."""
        return self._usable if own is self.own else self._usable_with(own)

    @cached_property
    def _usable(self) -> Sequence[StatedWay]:
        return self._usable_with(self.own)

    def _usable_with(self, own: Own) -> Sequence[StatedWay]:
        ways = [StatedWay(way, own, self._speaker) for way in self.sentence.ways]
        return [way for way in ways if way.applies]

    def all_facts(self) -> Iterator[tuple[str, Fact | None]]:
        """Yield all that it could state, in any wording, by path; None for what is not there."""
        for path in self.sentence.stated:
            yield path, self._speaker.fact(path, self.own)
        if self.sentence.gathers:
            yield from ((self.sentence.gathers, one.fact) for one in self.gathered)


class Candidates:
    """The sentences of a document type, for one who knows the facts of an agreement."""

    def __init__(self, sentences: Sentences, speaker: Speaker) -> None:
        self._sentences, self._speaker = sentences, speaker
        self._turns: dict[tuple[str, int], list[list[Candidate]]] = {}

    def of(self, part: str) -> Iterator[list[list[Candidate]]]:
        """Yield the sentences of a part in rows about the same records: for each record, those of the row in order."""
        for place, row in enumerate(self._sentences.rows.get(part, ())):
            if (part, place) not in self._turns:
                self._turns[part, place] = [
                    [Candidate(placed, own, self._speaker) for placed in row] for own in self._owns(row[0].sentence)
                ]
            yield self._turns[part, place]

    def _owns(self, sentence: Sentence) -> Iterator[Own]:
        if sentence.each is None or sentence.called is None:
            yield {}
            return
        for record in self._speaker.records(sentence.each, {}):
            yield {sentence.called: record}


def applies(needs: Sequence[str], without: Sequence[str], own: Own, speaker: Speaker) -> bool:
    """Whether all that is needed is there, and nothing that must not be."""
    return all(speaker.known(path, own) for path in needs) and not any(speaker.known(path, own) for path in without)
