"""What a person changed in a Word document, as lines of YAML: only what gives her own words when it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem
from iopdocs.readback.alignment import ChangedWords, Stretch, covers
from iopdocs.readback.facts import PrintableFact
from iopdocs.readback.printed import PrintedFact, printed
from iopdocs.readback.trials import TrialDocument, TrialDocuments
from iopdocs.reading import KeyPath
from iopdocs.redline.pairing import Pair
from iopdocs.swedish.characters import plain
from iopdocs.word.blocks import Block

#: Why a change cannot be carried over.
DATA_MOVED = "uppgifterna har också ändrats just där"
NO_FACT = "det är ingen uppgift som skrivs ut som den står"
SEVERAL = "det kan vara flera uppgifter, och det går inte att säga vilken"
TWO_WORDINGS = "samma uppgift har ändrats olika på två ställen"
SHARED = "uppgiften är gemensam för flera avtal"
PROTECTED = "det som står där är skyddat"
TOO_MUCH = "det är för mycket att pröva"


@dataclass(frozen=True, slots=True)
class FactReading:
    """What a person wrote in the place of a fact: where in a paragraph, and what would have to stand in the file."""

    fact: PrintableFact
    value: str
    edited: Block
    place: Stretch
    changes: tuple[Stretch, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class NotCarried:
    """A change that is not carried over: the paragraph before and now, and why."""

    was: Block
    now: Block
    why: str


class EditReader:
    """Reads the changes of one document. ``shared`` are the facts that do not stand in the agreement's own file.

    To see where one of them is printed it is tried in the agreement's file, where it goes before what is shared.
    """

    def __init__(self, trials: TrialDocuments, facts: Sequence[PrintableFact], shared: frozenset[KeyPath]) -> None:
        self._trials, self._shared = trials, shared
        self._ways = [(fact, way) for fact in facts for way in printed(fact)]
        self._now = trials.having({})

    def read(self, was: Block, now: Block) -> Iterator[FactReading | NotCarried]:
        """Yield what a paragraph says that was changed: a reading for each fact in it, and what is left."""
        words = ChangedWords(was.text, now.text)
        if was.text not in self._now.texts:
            yield NotCarried(was, now, DATA_MOVED)
            return
        found = list(self._proven(now, words))
        left = ""
        for _, change in words.changes:
            of_it = [one for one in found if change in one.changes]
            if len({one.fact.path for one in of_it}) > 1:
                left = SEVERAL
                found = [one for one in found if one not in of_it]
            elif not of_it:
                left = left or (TOO_MUCH if self._trials.spent else self._unreadable(words, change) or NO_FACT)
        yield from found
        if left:
            yield NotCarried(was, now, left)

    def _proven(self, now: Block, words: ChangedWords) -> Iterator[FactReading]:
        """Yield the readings that give her words, one for each fact and place."""
        seen: set[tuple[KeyPath, Stretch]] = set()
        for fact, way in self._ways:
            for one in self._possible(fact, way, now, words):
                if any((fact.path, change) in seen for change in one.changes):
                    continue
                if self._gives(one):
                    seen |= {(fact.path, change) for change in one.changes}
                    yield replace(one, why=SHARED if fact.path in self._shared else "")

    def _possible(
        self, fact: PrintableFact, way: PrintedFact, now: Block, words: ChangedWords
    ) -> Iterator[FactReading]:
        for place in words.places(way.text):
            for became in words.became(place):
                changes = tuple(new for old, new in words.changes if covers(place, old) and covers(became, new))
                for value in dict.fromkeys(way.read(words.text_after(became)) if changes else ()):
                    if value.strip() and value != fact.written:
                        yield FactReading(fact, value, now, became, changes)

    def _unreadable(self, words: ChangedWords, change: Stretch) -> str:
        """Return why what was written where a fact may stand is not of the fact's kind; nothing when it may be."""
        for fact, way in self._ways:
            for place in words.places(way.text) if fact.scalar else ():
                for became in words.became(place):
                    if covers(became, change) and (fault := _fault(fact, words.text_after(became))):
                        return f"{fact.label}: {fault}"
        return ""

    def _gives(self, one: FactReading) -> bool:
        trial = self.tried({one.fact.path: one.value})
        return trial is not None and trial.says(one.edited, one.place)

    def tried(self, values: Mapping[KeyPath, str]) -> TrialDocument | None:
        """Return what becomes of the agreement with some facts; None when it cannot be made."""
        trial = self._trials.having(values)
        return None if trial.fault else trial

    def new_faults(self, trial: TrialDocument) -> list[Problem]:
        """Return the faults that an agreement would have, and has not now."""
        before = {(one.code, one.message) for one in self._now.faults}
        return [one for one in trial.faults if (one.code, one.message) not in before]


def _fault(fact: PrintableFact, text: str) -> str:
    """Return why a text cannot be read as a fact, in a sentence; nothing when it can."""
    try:
        if fact.scalar is not None:
            fact.scalar.parse(plain(text))
    except ValueError as error:
        return str(error).partition("\n")[0].rstrip(".")
    return ""


def differs(pair: Pair) -> bool:
    """Whether a paragraph or a row is another than it was, has come or has gone."""
    was, now = pair
    return (was.text if was else None) != (now.text if now else None)
