"""The document made of the agreement as it might be, to see whether that says what a person has written in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from iopdocs.classes import dataclass, field, replace
from iopdocs.errors import IopdocsError, Problem, Severity
from iopdocs.readback.alignment import ChangedWords, Stretch
from iopdocs.readback.writing import with_values
from iopdocs.reading import KeyPath, Source, decode_source
from iopdocs.redline.pairing import Pair
from iopdocs.redline.summary import aligned, written
from iopdocs.verification.remaking import Sources
from iopdocs.word.blocks import Block
from iopdocs.word.marks import without_gap_marks
from iopdocs.workspace import Workspace

#: A document is made some tens of times a second at best; more is not tried of one file.
MOST = 150


@dataclass(frozen=True)
class TrialDocument:
    """A document made of an agreement as it might be, beside the edited one. ``fault`` is why it could not be made."""

    blocks: tuple[Block, ...] = ()
    pairs: tuple[Pair, ...] = ()
    faults: tuple[Problem, ...] = ()
    clauses: dict[str, str] = field(default_factory=dict)
    fault: Problem | None = None

    @cached_property
    def _by_edited(self) -> dict[int, Block]:
        return {id(now): was for was, now in self.pairs if was is not None and now is not None}

    @cached_property
    def texts(self) -> frozenset[str]:
        """All that its paragraphs and rows say."""
        return frozenset(block.text for block in self.blocks)

    def says(self, edited: Block, place: Stretch) -> bool:
        """Whether it says, in the same paragraph, the words that stand at a place of an edited one."""
        was = self._by_edited.get(id(edited))
        return was is not None and ChangedWords(was.text, edited.text).says(place)

    def agrees(self, pair: Pair) -> bool:
        """Whether it says what a person has made of a paragraph: the data has been told already."""
        was, now = pair
        if now is not None:
            return (said := self._by_edited.get(id(now))) is not None and said.text == now.text
        return was is not None and was.text not in self.texts

    def differs_at(self, unedited: Sequence[Pair]) -> Iterator[Block]:
        """Yield the paragraphs that nobody has edited and that would read otherwise."""
        said = self._by_edited
        yield from (now for _, now in unedited if now and said.get(id(now), Block("", "", "", "")).text != now.text)


class TrialDocuments:
    """Makes documents of an agreement as it might be. No more than MOST of them."""

    def __init__(self, workspace: Workspace, sources: Sources, text: str, edited: Sequence[Block]) -> None:
        self._workspace, self._sources, self._edited = workspace, sources, edited
        self._known: dict[frozenset[tuple[KeyPath, str]], TrialDocument] = {}
        self.text, self._source = text, self._read(text)
        self.spent = False

    def having(self, values: Mapping[KeyPath, str]) -> TrialDocument:
        """Return what becomes of the agreement with some facts put in or changed; with none, as it is."""
        key = frozenset(values.items())
        if key not in self._known:
            if len(self._known) >= MOST:
                self.spent = True
                return TrialDocument(fault=Problem("det är för mycket att pröva i ett dokument", code="för-stor-fil"))
            source, problems = self._source
            self._known[key] = self._made(replace(source, data=with_values(source.data, values)), problems)
        return self._known[key]

    def of(self, text: str) -> TrialDocument:
        """Return what becomes of the agreement with another text of its file."""
        return self._made(*self._read(text))

    def _read(self, text: str) -> tuple[Source, list[Problem]]:
        return decode_source(text.encode(), self._workspace.shown(self._sources.path))

    def _made(self, source: Source, found: list[Problem]) -> TrialDocument:
        loaded = self._workspace.loaded(self._sources.path, source, list(found))
        try:
            made, _, problems = self._sources.made_of(loaded)
            blocks = written(made.data, "dokumentet")
        except IopdocsError as error:
            return TrialDocument(fault=error.problems[0])
        clauses = {without_gap_marks(said): clause for said, clause in made.clause_texts.items()}
        faults = tuple(one for one in problems if one.severity is Severity.ERROR)
        return TrialDocument(tuple(blocks), tuple(aligned(blocks, self._edited)), faults, clauses)
