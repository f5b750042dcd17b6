"""A rendering that is listened to: the same facts and words, with what each of them rests on noted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import Template as JinjaTemplate

from iopdocs.classes import dataclass, field
from iopdocs.explaining.marked import FilledText, marked
from iopdocs.explaining.places import RecordPlaces
from iopdocs.explaining.sources import Basis, BasisKind, attribute_path, list_holding
from iopdocs.explaining.spans import Spans
from iopdocs.explaining.trails import DocumentTrail
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.content import LawReference
from iopdocs.reading import KeyPath
from iopdocs.vocabulary.facts import ClauseBlock
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import Context


def _noted(name: str) -> Any:
    return property(lambda scene: scene.once(name))


#: The words that give a text its paragraphs when they are called.
_TEXTS = ("formulering", "klausul")


@dataclass
class ExplainedScene(Scene):
    """The state of a rendering that is explained. What it tells is the same; ``trail`` is what it rests on."""

    trail: DocumentTrail = field(init=False)
    record_places: RecordPlaces = field(init=False)

    def written_in(self, agreement: Agreement) -> None:
        """Find where each record stands in the agreement as it is written, before anybody listens."""
        self.record_places = RecordPlaces(agreement)
        self.trail = DocumentTrail(self.record_places)
        self.allowance.listener = TextListener(self.trail)
        self._places  # noqa: B018 - found here, so that it is not heard

    def once(self, name: str) -> Any:
        """Return what the base works out once, and note what it rests on."""
        known = self.__dict__.setdefault("_worked", {})

        def work_out() -> Any:
            if name not in known:
                known[name] = vars(Scene)[name].func(self)
            return known[name]

        return self.trail.once(("scene", name), work_out)

    # What the base works out once is noted each time it is asked for.
    law_day, own_day, parties, money, lines = map(_noted, ("law_day", "own_day", "parties", "money", "lines"))

    def read(self, record: Record, name: str) -> Any:
        """Return what a template reads of a record."""
        return self.trail.once((id(record), name), lambda: Scene.read(self, record, name))

    def report(self, label: str, owner: Record | None = None) -> None:
        """Note a gap, and which field it is of when that is known."""
        super().report(label, owner)
        path = self._lacking(label, owner) if owner is not None else ()
        self.trail.now.note(Basis(BasisKind.GAP, (label, path)))

    def _lacking(self, label: str, owner: Record) -> KeyPath:
        """Return the field of a record that a gap is of; of a record that was made up, of the one it was made for."""
        written = owner if self.record_places.path(owner) is not None else self.made_for(owner)
        place = None if written is None else self.record_places.path(written)
        if written is None:  # it was made up for one that is not in the list yet
            return list_holding(type(self.agreement), type(owner))
        own = () if place is None else attribute_path(type(written), label)
        return (*place, *own) if place is not None and own else ()

    def law(self, subject: str) -> str:
        """Return the reference for a subject."""
        self.trail.now.note(Basis(BasisKind.LAW, (subject,)))
        return super().law(subject)

    def typed_law(self, reference: LawReference) -> str:
        """Return a reference as somebody has written it."""
        if reference.citation:
            self.trail.now.note(Basis(BasisKind.CITED, (str(reference.citation),)))
        return super().typed_law(reference)

    @contextmanager
    def listening(self, owner: str = "") -> Iterator[dict[str, None]]:
        """Give what is heard while a text of an owner is made, and gather what the text rests on."""
        with super().listening(owner) as heard, self.trail.text(owner):
            yield heard

    def parted(self, owner: str, blocks: list[ClauseBlock]) -> list[ClauseBlock]:
        """Hear which paragraphs a text became."""
        self.trail.parted(owner, blocks)
        return blocks

    def weigh(self, owner: str, work_out: Callable[[], object]) -> None:
        """Hear what decides whether a text is told."""
        self.trail.weighed(owner, work_out)


class TextListener:
    """Hears the texts with tags that come into a document, each as it is filled in."""

    def __init__(self, trail: DocumentTrail) -> None:
        self._trail = trail
        self._open: list[tuple[str, Spans | None]] = []

    def compiled(self, text: str, owner: str) -> tuple[JinjaTemplate, frozenset[str]] | None:
        """Return a text that tells what its pieces rest on; None when it cannot be read."""
        found = marked(text, word=False)
        spans = None if found is None else Spans()
        self._open.append((owner, spans))
        if found is None or spans is None:
            return None
        return FilledText(found, spans), found.words  # type: ignore[return-value] # it is filled in likewise

    def heard(self, made: str) -> str:
        """Hear that a text has been filled in."""
        owner, spans = self._open.pop()
        if spans is not None:
            self._trail.filled(owner, spans)
        return made


class ExplainedContext(Context):
    """The words of a document that is explained."""

    def __init__(self, scene: ExplainedScene) -> None:
        super().__init__(scene)
        self._trail = scene.trail

    def __getitem__(self, name: str) -> Any:
        """Return what a word stands for, and note what it rests on."""
        known, told = name in self._found, self._trail.told
        value = self._trail.once(("word", name), lambda: super(ExplainedContext, self).__getitem__(name))
        if self._trail.told > told:
            self._trail.giving_texts.add(name)
        if not known and name in _TEXTS:
            value = self._found[name] = self._telling(name, value)
        return value

    def _telling(self, name: str, plain: Callable[..., Sequence[Any]]) -> Callable[..., Sequence[Any]]:
        def told(*asked: Any) -> Sequence[Any]:
            made = self._trail.once((name, *map(_same, asked)), lambda: plain(*asked))
            self._trail.called(made)
            return made

        return told


def _same(asked: Any) -> object:
    return asked if isinstance(asked, str) else id(getattr(asked, "record_", asked))
