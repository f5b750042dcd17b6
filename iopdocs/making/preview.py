"""A document as it would read, of an agreement that somebody is writing: faults are gaps, and nothing is written.

Documents in ``output/`` are only made of a file whose form is sound. Here all that could be read is used, so that a
slip of the keyboard does not take the text away. What may not be printed is not shown here either: the same
checks and the same last look stand before a preview as before a document.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from iopdocs import checks
from iopdocs.classes import dataclass, replace
from iopdocs.conversion.html import to_shown
from iopdocs.conversion.piecewise import Pieces
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.explaining.explanation import Explanation
from iopdocs.explaining.paragraphs import with_signs
from iopdocs.library.document_types import DocumentType
from iopdocs.making.batch import libraries
from iopdocs.making.last_look import LastLook
from iopdocs.making.naming import stems
from iopdocs.making.render import Libraries, Rendered, Template, load_template, render
from iopdocs.making.unconfirmed import checked
from iopdocs.model.base import Record
from iopdocs.protection.guard import Guard
from iopdocs.reading import KeyPath
from iopdocs.workspace import Loaded, Workspace
from iopdocs.workspace.guarded import protected_in


@dataclass(frozen=True, slots=True)
class Shown:
    """A document that is shown: its page, and its gaps. ``explained`` is there when it was asked for.

    The page then has a sign after each paragraph, which :data:`iopdocs.explaining.paragraphs.SIGNED` finds.
    """

    page: bytes
    gaps: tuple[str, ...]
    explained: Explained | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A document with what each paragraph of it rests on, and what it was made with.

    ``is_form`` says that it is a form for a record that is not there yet. ``gaps`` are all of the document's, with the
    key of each that stands in no paragraph, where it has one.
    """

    stem: str
    kind: DocumentType
    template: Template
    libraries: Libraries
    law_day: date | None
    clauses: Mapping[str, str]
    explanation: Explanation
    guard: Guard
    is_form: bool
    gaps: tuple[tuple[str, KeyPath], ...] = ()


@dataclass(frozen=True)
class Previewer:
    """A workspace with its templates prepared, for as long as they are not changed."""

    workspace: Workspace

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self.workspace)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces()

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {}

    @cached_property
    def known_gaps(self) -> dict[tuple[str, str], deque[Any]]:
        """What is known of the gaps of documents, by agreement and document: kept by who finds it out."""
        return {}

    def problems(self, loaded: Loaded, day: date) -> list[Problem]:
        """Return every problem of an agreement as of a day, as they are told before its documents are made."""
        return checked(self.workspace, self._libraries.confirmations, loaded, day)

    def documents(self, loaded: Loaded) -> Mapping[str, tuple[DocumentType, Record | None]]:
        """Return the documents that there are of an agreement, by name, with what each is about."""
        if loaded.agreement is None:
            return {}
        found: dict[str, tuple[DocumentType, Record | None]] = {}
        for kind in self.workspace.types.values():
            found |= {stem: (kind, item) for stem, item in stems(kind, loaded.agreement, {}, forms=True)}
        return found

    def shown(self, loaded: Loaded, stem: str, day: date, problems: list[Problem], *, explain: bool = False) -> Shown:
        """Return a document as a page. Raises IopdocsError when it may not be shown, or cannot be made."""
        made, explained = self._made(loaded, stem, day, problems, explain=explain)
        data = with_signs(made.data, list(made.parts)) if explained else made.data
        return Shown(to_shown(data, made.title, self._pieces), made.gaps, explained)

    def explained(self, loaded: Loaded, stem: str, day: date, problems: list[Problem]) -> Explained:
        """Return what each paragraph of a document rests on. Raises IopdocsError likewise."""
        explained = self._made(loaded, stem, day, problems, explain=True)[1]
        assert explained is not None  # noqa: S101 - it was asked for
        return explained

    def _made(
        self, loaded: Loaded, stem: str, day: date, problems: list[Problem], *, explain: bool
    ) -> tuple[Rendered, Explained | None]:
        """Return a document when it may be shown, with what it rests on when that is asked for."""
        agreement = loaded.agreement
        if agreement is None:
            raise OutputBlocked(loaded.problems)
        if leaks := [problem for problem in problems if problem.code in checks.BLOCKING]:
            raise OutputBlocked(leaks)
        if (found := self.documents(loaded).get(stem)) is None:
            hint = "Välj ett av dem som finns."
            raise OutputBlocked(Problem("dokumentet finns inte för avtalet", hint=hint, code="saknad-fil"))
        kind, item = found
        case = self.workspace.case(loaded, agreement, day)
        # What the file protects where it cannot be read whole yet is protected all the same.
        case = replace(case, shared=(*case.shared, *protected_in(loaded.source.data)))
        made = render(
            agreement,
            kind,
            self._template(kind),
            self._libraries,
            day,
            item=item,
            doubts=checks.on_the_page(problems, loaded.source),
            replaced=loaded.replaced,
            explain=explain,
        )
        look = LastLook.of(case, final=False)
        look.document(made.data, (), {}, stem)
        if made.explanation is None:
            return made, None
        with_it = kind, self._template(kind), self._libraries, made.law_day, made.clauses
        is_form = item is None and bool(kind.description.repeats) and not kind.description.whole
        gaps = tuple((gap, made.mended_at.get(gap, ())) for gap in made.gaps)
        return made, Explained(stem, *with_it, made.explanation, look.guard, is_form, gaps)

    def _template(self, kind: DocumentType) -> Template:
        if kind.id not in self._templates:
            self._templates[kind.id] = load_template(kind.template)
        return self._templates[kind.id]
