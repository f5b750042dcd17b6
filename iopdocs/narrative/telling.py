"""Which sentences are said: the parts in their order, each fact once, the fullest wording that can be said and fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from iopdocs.classes import dataclass, field
from iopdocs.library.sentences import NarrativePart, Sentences
from iopdocs.narrative.candidates import Candidate, Candidates, Own, Speaker, Stated, applies
from iopdocs.narrative.ledger import Fact, Ledger
from iopdocs.swedish.names import upper_first
from iopdocs.swedish.readability import words


@dataclass
class ToldPart:
    """A part as it is told: its paragraphs, its subhead, and the rows of a box with their labels."""

    part: NarrativePart
    subhead: str = ""
    paragraphs: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words its paragraphs have."""
        return sum(map(count_words, self.paragraphs))


@dataclass(frozen=True)
class Narrative:
    """A text told: its parts in order, and the facts that no sentence took, as paths."""

    parts: tuple[ToldPart, ...]
    lost: tuple[str, ...]


#: The word by which a sentence that gathers asks whether there is more than one.
SEVERAL = "flera"
# A paragraph of news is closed when it has so many words.
_LONG = 55
# A sentence of fewer words does not stand alone for the sake of the length of the paragraph before it.
_LONE = 30
# So many words in a row that stand elsewhere are the same fact, and not the same turn of phrase.
_MANY = 4


# A paragraph is counted and compared again with every sentence that is added, in every telling.
@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


@lru_cache(maxsize=2048)
def count_words(text: str) -> int:
    """Return how many words a text has; an amount such as 2 970 000 is one word."""
    return len(words(text))


def tell(
    parts: Sequence[NarrativePart],
    sentences: Sentences,
    speaker: Speaker,
    most_subheads: int,
    most_words: int | None = None,
) -> Narrative:
    """Return the text that the sentences make of the facts a speaker knows.

    When it would have more than ``most_words``, the sentences that yield are left to the boxes, in their order, until
    it has not, or until none is left that yields.
    """
    turns = sorted({one.sentence.yields for one in sentences.placed if one.sentence.yields}) if most_words else []
    candidates = Candidates(sentences, speaker)
    for yielded in (0, *turns):
        telling = _Telling(candidates, speaker, most_subheads, yielded)
        told = [telling.part(part) for part in parts if applies(part.needs, part.without, {}, speaker)]
        if most_words is None or sum(one.words + count_words(one.subhead) for one in told) <= most_words:
            break
    return Narrative(tuple(told), tuple(telling.lost([one.part for one in told])))


class _Telling:
    def __init__(self, candidates: Candidates, speaker: Speaker, most_subheads: int, yielded: int) -> None:
        self._candidates, self._speaker, self._left, self._yielded = candidates, speaker, most_subheads, yielded
        self._ledger = Ledger()
        self._said: list[str] = []
        # What has been said of the record that is told of, if any.
        self._turn: set[str] | None = None
        # Whether the last paragraph is one sentence, that the paragraph before it had no room for.
        self._spilled = False

    def part(self, part: NarrativePart) -> ToldPart:
        """Tell one part."""
        told = ToldPart(part)
        # Sentences in a row about the same records are told record by record.
        for row in self._candidates.of(part.id):
            for turn in row:
                self._turn = set() if turn[0].own else None
                for candidate in turn:
                    self._sentence(candidate, told)
        self._close(told)
        if told.paragraphs and told.words >= part.fewest and self._left:
            told.subhead = self._subhead(part)
            self._left -= bool(told.subhead)
        return told

    def _sentence(self, candidate: Candidate, told: ToldPart) -> None:
        sentence, own = candidate.sentence, candidate.own
        if not candidate.applies:
            return
        if sentence.yields and sentence.yields <= self._yielded:
            return
        if sentence.follows and not self._has_said(sentence.follows):
            return
        if self._ledger.any_of(sentence.unless):
            return
        facts = self._unsaid(candidate)
        if facts is None:
            return
        if sentence.gathers and sentence.gathered:
            some = [one for one in candidate.gathered if not self._ledger.has(one.fact)]
            if len(some) < max(1, sentence.fewest):
                return
            facts += [fact for one in some for fact in (one.fact, *one.with_it) if not self._ledger.has(fact)]
            own = {**own, sentence.gathered: [one.written for one in some], SEVERAL: len(some) > 1}
        if sentence.quiet or self._stands(candidate):
            self._ledger.take(sentence.id, dict.fromkeys(facts), aloud=False)
            return
        self._say(candidate, own, told, facts)

    def _has_said(self, sentences: Sequence[str]) -> bool:
        """Whether one of some sentences has been said: of the same record, where a record is told of."""
        return self._ledger.any_of(sentences) and (self._turn is None or not self._turn.isdisjoint(sentences))

    def _stands(self, candidate: Candidate) -> bool:
        """Whether all that a sentence states are texts that stand word for word in what has been said."""
        return bool(candidate.texts) and not candidate.sentence.gathers and all(map(self._is_told, candidate.texts))

    def _is_told(self, text: str) -> bool:
        return count_words(text) >= _MANY and any(_plain(text) in one for one in self._said)

    def _unsaid(self, what: Stated) -> list[Fact] | None:
        """Return the facts that are said, or None when one that must be there is not, or one is said already."""
        return None if what.facts is None or any(map(self._ledger.has, what.facts)) else list(what.facts)

    def _say(self, candidate: Candidate, own: Own, told: ToldPart, facts: list[Fact]) -> None:
        most, sentence, usable = told.part.most, candidate.sentence, candidate.usable(own)
        for place, way in enumerate(usable):
            more = self._unsaid(way)
            if more is None:
                continue
            paragraphs = self._speaker.say(way.text, candidate.placed, own)
            length = sum(map(count_words, paragraphs))
            # A text must begin: what opens it is said at any length.
            must = not told.paragraphs and place == len(usable) - 1
            if not length or (most and told.words + length > most and not must):
                self._speaker.unsay()
                continue
            new = sentence.new_paragraph and not self._ledger.any_of([sentence.id])
            self._ledger.take(sentence.id, dict.fromkeys((*facts, *more)))
            if self._turn is not None:
                self._turn.add(sentence.id)
            self._put(candidate, own, told, paragraphs, new=new)
            return

    def _put(self, candidate: Candidate, own: Own, told: ToldPart, paragraphs: list[str], *, new: bool) -> None:
        sentence = candidate.sentence
        if sentence.label is not None:
            text = " ".join(paragraphs)
            # A row that only repeats what the text has said, word for word, is said already; a few words are a chance.
            if not self._is_told(text):
                told.rows.append((" ".join(self._speaker.say(sentence.label, candidate.placed, own)), text))
            return
        # A sentence may begin with the agreement's own word: *nämnden*, a name written with a small letter.
        paragraphs = [upper_first(one) for one in paragraphs]
        self._said += map(_plain, paragraphs)
        # What says ”där” of what is just told stands in its paragraph, however long that is.
        room = bool(sentence.follows) or (told.paragraphs and count_words(told.paragraphs[-1]) < _LONG)
        spills = bool(told.paragraphs) and not new and not room and len(paragraphs) == 1
        if told.paragraphs and not new and room:
            first, *paragraphs = paragraphs
            told.paragraphs[-1] += f" {first}"
        else:
            self._close(told)
        told.paragraphs += paragraphs
        self._spilled = spills

    def _close(self, told: ToldPart) -> None:
        """Put a short sentence that the paragraph before had no room for there after all, when it would stand alone."""
        if self._spilled and count_words(told.paragraphs[-1]) < _LONE:
            lone = told.paragraphs.pop()
            told.paragraphs[-1] += f" {lone}"
        self._spilled = False

    def _subhead(self, part: NarrativePart) -> str:
        for one in part.subheads:
            if applies(one.needs, one.without, {}, self._speaker):
                return " ".join(self._speaker.say(one.text, None, {}))
        return ""

    def _must_say(self, parts: Sequence[NarrativePart]) -> Iterator[Candidate]:
        rows = (row for part in parts if not part.may_omit for row in self._candidates.of(part.id))
        return (candidate for row in rows for same in zip(*row, strict=True) for candidate in same)

    def lost(self, parts: Sequence[NarrativePart]) -> Iterator[str]:
        """Yield the paths of the facts that some sentence of the parts is for, and none has said, each fact once."""
        seen: set[Fact] = set()
        for candidate in self._must_say(parts):
            for path, fact in candidate.all_facts():
                if fact is not None and fact not in seen and not self._ledger.has(fact):
                    seen.add(fact)
                    yield path
