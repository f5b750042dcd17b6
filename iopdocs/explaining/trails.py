"""What is gathered of one document: of the words of its template, and of each paragraph of its texts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from iopdocs.explaining.hearing import hearing
from iopdocs.explaining.sources import Bases, Basis, BasisKind, KnownPlaces, Trail, Way
from iopdocs.explaining.spans import Spans
from iopdocs.model import Agreement
from iopdocs.model.clause_choices import ReplacedClause
from iopdocs.templating.kinds import help_of
from iopdocs.templating.values import Facts, View
from iopdocs.vocabulary.confirmations import MARKED
from iopdocs.vocabulary.facts import ClauseBlock, ClauseInSection, SectionFacts
from iopdocs.vocabulary.news_facts import NarrativeBlock, NarrativeRow
from iopdocs.vocabulary.words import EXTRAS

#: Where an agreement says which clauses it has; only the words that it has instead of a clause are words of it.
_CHOICES = Agreement.model_fields["clauses"].alias
_OWN_WORDS = ReplacedClause.model_fields["text"].alias


def _only_chooses(origin: Basis) -> bool:
    return origin.kind is BasisKind.KEY and origin.of[0] == _CHOICES and origin.of[-1] != _OWN_WORDS


def said_as(text: str) -> str:
    """Return a text as it is known again: one space where there were several."""
    return " ".join(filter(None, text.split(" ")))


class DocumentTrail(Trail):
    """The trail of a document: what each text in it rests on is known by the text."""

    def __init__(self, places: KnownPlaces) -> None:
        super().__init__(places)
        self._texts: dict[str, Bases] = {}
        self._sections: dict[str, Bases] = {}
        self._reasons: dict[str, Bases] = {}
        self._owners: list[str] = []
        self._called: list[Sequence[Any]] = []
        self._filled: Spans | None = None
        self._last = ""
        self.told = 0
        self.giving_texts: set[str] = set()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Let this trail be what is gathered in, and hear all that is read."""
        before = getattr(_HERE, "trail", None)
        _HERE.trail = self
        try:
            with hearing(self.hear):
                yield
        finally:
            _HERE.trail = before

    @contextmanager
    def text(self, owner: str) -> Iterator[None]:
        """Gather what a text of an owner (``klausulen syfte``) rests on; its paragraphs have it, and not all around."""
        before, self._filled = self._filled, None
        with self.apart() as made:
            self._owners.append(owner)
            try:
                yield
            finally:
                self._owners.pop()
                self._filled = before
        kind, _, name = owner.partition(" ")
        if kind == "avsnittet":
            self._sections[name] = made
        if owner != MARKED:
            self.now.take_in(made, Way.STEERS)

    def filled(self, owner: str, spans: Spans) -> None:
        """Take a text that was filled in: of the owner that is being told, or a line by itself, such as a title."""
        if self._owners[-1:] == [owner]:
            self._filled = spans
        else:
            self.now.take_in(spans.all)

    def weighed(self, owner: str, work_out: Callable[[], object]) -> None:
        """Gather what decides whether an owner is told at all."""
        with self.apart() as made:
            work_out()
        self._reasons[owner] = made
        self.now.take_in(made, Way.STEERS)

    def parted(self, owner: str, blocks: Sequence[ClauseBlock]) -> None:
        """Note what each paragraph of a text rests on: its own pieces, and what decides that the text is there."""
        around = Bases()
        for origin, way in self.now.items():
            around.note(origin, Way.STEERS if _only_chooses(origin) else way)
        told = self._filled is not None or owner == self._last
        around.take_in(self._reasons.get(owner, Bases()))
        pieces = self._filled.of([block.text for block in blocks]) if self._filled else [Bases() for _ in blocks]
        if self._filled is not None and (owner in self._reasons or not self._filled.always):
            self.now.take_in(self._filled.all, Way.STEERS)
        for block, piece in zip(blocks, pieces, strict=True):
            known = self._known(block.text)
            made = Bases()
            made.take_in(known)
            made.take_in(piece)
            # One that is known as it is got nothing of what was done to the text last.
            own = not known or told or said_as(block.text) not in self._texts
            made.take_in(around, Way.WORDS if own else Way.STEERS)
            if own:
                made.note(Basis(BasisKind.TEXT, (owner,)))
            self._texts[said_as(block.text)] = made
        self._filled, self._last = None, owner
        self.told += len(blocks)

    def _known(self, text: str) -> Bases:
        """Return what a paragraph rests on so far; one that marks were put after is the same paragraph."""
        told = said_as(text)
        if told in self._texts:
            return self._texts[told]
        longest = max((one for one in self._texts if one and told.startswith(one)), key=len, default="")
        return self._texts.get(longest, Bases())

    def of_text(self, text: str) -> Bases | None:
        """Return what a paragraph of a text rests on; None when it is none that is known."""
        return self._texts.get(said_as(text))

    def asked(self, owner: Any, name: str, value: Any) -> None:
        """Note what a tag reads of a record or of facts."""
        match owner:
            case View():
                known = self.before((id(owner.record_), name))
                self.now.take_in(known)
                if extra := EXTRAS.get(type(owner.record_), {}).get(name):
                    self.now.note(Basis(BasisKind.RULE, (extra.about, known.keys_in())))
            case ClauseBlock() | NarrativeBlock() | NarrativeRow():
                if isinstance(value, str):
                    self._printed(owner, value)
            case SectionFacts():
                self.now.take_in(self._sections.get(owner.id, Bases()))
                if isinstance(value, str):
                    self.now.note(Basis(BasisKind.TEXT, (f"avsnittet {owner.id}",)))
            case ClauseInSection() if name != "block":
                for origin in (self.of_text(owner.block[0].text) if owner.block else None) or ():
                    self.now.note(origin, Way.WORDS if origin.kind is BasisKind.TEXT else Way.STEERS)
            case Facts():
                self.now.note(Basis(BasisKind.RULE, (help_of(type(owner)).get(name, name), ())))

    def _printed(self, owner: Any, text: str) -> None:
        """Note what a paragraph of a text rests on; one that has been changed since may be of any of them."""
        told = self.of_text(text)
        if told is not None:
            self.now.take_in(told)
        elif isinstance(owner, ClauseBlock):
            self._of_any_text()
        else:
            self._narrated(text)

    def _of_any_text(self) -> None:
        """Note what any text rests on: a paragraph that has been changed since may be of any of them."""
        for known in self._texts.values():
            self.now.take_in(known, Way.STEERS)

    def _narrated(self, text: str) -> None:
        """Note what a paragraph of a narrative rests on: the sentences that stand in it."""
        told = said_as(text)
        left = told
        for one, known in sorted(self._texts.items(), key=lambda item: -len(item[0])):
            if one and one in left:
                left = left.replace(one, "\n", 1)
                self.now.take_in(known)

    def called(self, made: Sequence[Any]) -> None:
        """Take the paragraphs that a tag has called for: they may be printed at once."""
        self._called.append(made)

    def add_called(self, gathered: Bases) -> None:
        """Add what the paragraphs that were called for rest on, where they are printed at once."""
        for blocks in self._called:
            for block in blocks:
                gathered.take_in(self.of_text(block.text) or Bases())
        self._called.clear()

    def forget_called(self) -> None:
        """Forget them where they are gone through one by one: each then tells for itself."""
        self._called.clear()

    def add_word(self, name: str, gathered: Bases) -> None:
        """Add what a word of the templates rests on."""
        # The paragraphs of a word that gives texts tell for themselves.
        gathered.take_in(self.before(("word", name)), Way.STEERS if name in self.giving_texts else Way.WORDS)


class _Explaining(threading.local):
    trail: DocumentTrail | None = None


_HERE = _Explaining()


def current() -> DocumentTrail:
    """Return the trail of the document that this thread is explaining. Raises LookupError when it explains none."""
    if _HERE.trail is None:
        raise LookupError("nothing is being explained")
    return _HERE.trail
