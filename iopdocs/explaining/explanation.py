"""One document, explained: it is made as always, and what each of its paragraphs rests on is told with it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any, TypeVar

from jinja2 import Template as JinjaTemplate

from iopdocs.classes import dataclass, field
from iopdocs.explaining.explained_scene import ExplainedContext, ExplainedScene
from iopdocs.explaining.hearing import hearing
from iopdocs.explaining.marked import FilledText, marked
from iopdocs.explaining.paragraphs import HeardParagraph, PartSink, numbered_texts, without_numbers
from iopdocs.explaining.sources import Bases
from iopdocs.model import Agreement
from iopdocs.templating.part import Part
from iopdocs.templating.template import Template

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExplainedParagraph:
    """A paragraph as it stands in the document: the part of the file, its text, what it rests on, its tags' lines."""

    part: str
    text: str
    gathered: Bases
    lines: tuple[int, ...]


@dataclass
class Explanation:
    """Listens while one document is made; ``paragraphs`` are there when it is finished.

    ``marked`` are the parts with the numbers of their paragraphs still in them.
    """

    agreement: Agreement
    paragraphs: list[ExplainedParagraph] = field(default_factory=list)
    marked: dict[str, bytes] = field(default_factory=dict)
    scene: ExplainedScene | None = None
    _heard: list[HeardParagraph] = field(default_factory=list)
    _worked_in: Bases = field(default_factory=Bases)

    def worked_in(self, work_out: Callable[[], T]) -> T:
        """Return what is worked out before the document is made, and remember what it rests on."""
        from iopdocs.explaining.places import RecordPlaces
        from iopdocs.explaining.sources import Trail

        trail = Trail(RecordPlaces(self.agreement))
        with hearing(trail.hear):
            made = work_out()
        self._worked_in = trail.now
        return made

    def begin(self, *state: Any) -> tuple[ExplainedScene, ExplainedContext]:
        """Return the scene and the words of the document; ``state`` is what a scene is made of."""
        self.scene = ExplainedScene(*state)
        self.scene.written_in(self.agreement)
        self.scene.trail.worked_in = self._worked_in
        return self.scene, ExplainedContext(self.scene)

    def parts(self, template: Template, words: ExplainedContext, given: Container[str]) -> dict[str, bytes]:
        """Return the parts of the document, filled in, with the numbers of their paragraphs."""
        assert self.scene is not None  # noqa: S101 - it has begun
        with self.scene.trail.listening():
            made = template.render(words.only(template.words), given, self._listened)
        self.scene.allowance.listener = None
        return made

    def _listened(self, part: Part) -> JinjaTemplate:
        found = marked(part.source, word=True)
        if found is None:
            raise ValueError("a part that was prepared cannot be parsed")
        return FilledText(found, PartSink(part.member, self._heard))  # type: ignore[return-value] # filled in likewise

    def finish(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """Take the finished parts, and return them as they are when nobody asks."""
        self.marked = dict(parts)
        gathered = [one.gathered for one in self._heard]
        for name, data in parts.items():
            for one in numbered_texts(data):
                heard = self._heard[one.number]
                told = ExplainedParagraph(name, one.text, gathered[one.number], tuple(heard.lines))
                self.paragraphs.append(told)
        return {name: without_numbers(data) for name, data in parts.items()}
