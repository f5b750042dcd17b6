"""Template try: a template filled in with made-up agreements, until all it can say has been said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from iopdocs.authoring.sentinels import MadeUpAgreement, Sentinels
from iopdocs.authoring.trying import TryOut, try_template
from iopdocs.classes import dataclass
from iopdocs.conversion.pdf import to_pdf_many
from iopdocs.conversion.sheet import contact_sheet
from iopdocs.errors import IopdocsError, Problem
from iopdocs.library.document_types import DocumentType, choose
from iopdocs.making.batch import libraries
from iopdocs.making.render import Libraries, Template, load_template, render
from iopdocs.output import create_file
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.template_tried import DeadJson, TemplateTriedJson, TemplateTryJson
from iopdocs.workspace import Workspace

#: How many agreements a contact sheet shows: the one with everything, and the one with nothing that may be left out.
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class TemplateTried:
    """What came of trying the template of a document type."""

    type: DocumentType
    tried: TryOut

    @property
    def covered(self) -> int:
        """How many of the tags have been tried in all the ways there are."""
        return len(self.tried.spots) - len(self.tried.dead)


@dataclass(frozen=True, slots=True)
class TemplatesTried:
    """What came of trying some templates, and the contact sheet, when one was asked for."""

    results: tuple[TemplateTried, ...]
    sheet: Path | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stopped documents from being filled in."""
        return tuple(dict.fromkeys(problem for one in self.results for problem in one.tried.problems))

    def as_json(self) -> TemplateTryJson:
        """Return the answer for JSON."""
        made = tuple(
            TemplateTriedJson(
                type=one.type.id,
                agreements=one.tried.agreements,
                documents=one.tried.documents,
                tags=len(one.tried.spots),
                dead=tuple(DeadJson.of(place, spot) for place, spot in one.tried.dead),
                reached=tuple(sorted(one.tried.reached)),
                never=tuple(sorted(one.tried.made - one.tried.reached)),
                clauses=tuple(sorted(one.tried.clauses)),
            )
            for one in self.results
        )
        sheet = None if self.sheet is None else str(self.sheet)
        return TemplateTryJson(results=made, sheet=sheet, problems=problems_json(self.problems))


def try_templates(
    workspace: Workspace, names: tuple[str, ...], day: date, *, count: int, sheet: Path | None = None
) -> TemplatesTried:
    """Try templates with the workspace's agreements and with ``count`` made-up ones, until nothing is left to try.

    ``sheet`` is where a PDF file with small pages of two made-up agreements is written, never over another file.

    Raises InvalidTemplate for a template that cannot be filled in, ConversionFailed when no sheet can be made.
    """
    chosen = choose(workspace.types, names)
    given = libraries(workspace)
    sentinels = Sentinels(tuple(given.clauses.clauses), tuple(kind.called for kind in workspace.types.values()))
    made = list(sentinels.made(count))
    own = list(_own(workspace))
    results = []
    for kind in chosen:
        template = load_template(kind.template)
        tried = try_template(kind, template, given, chain(made, own), day)
        tried.problems = workspace.watch.discreet(tried.problems)
        results.append(TemplateTried(kind, tried))
    if sheet is not None:
        shown = [page for kind in chosen for page in _documents(kind, load_template(kind.template), given, made, day)]
        create_file(sheet, contact_sheet(to_pdf_many(shown)))
    return TemplatesTried(tuple(results), sheet)


def _own(workspace: Workspace) -> Iterator[MadeUpAgreement]:
    """Yield the agreements of the workspace that can be read."""
    for path in workspace.agreement_files():
        loaded = workspace.load(path)
        if loaded.agreement is not None:
            yield MadeUpAgreement(loaded.agreement, replaced=loaded.replaced)


def _documents(
    kind: DocumentType, template: Template, given: Libraries, made: list[MadeUpAgreement], day: date
) -> Iterator[tuple[str, bytes]]:
    """Yield a document of each of the first agreements that gives one, with its title."""
    for trial in made[:_SHOWN]:
        for item in kind.items(trial.agreement)[:1]:
            try:
                document = render(trial.agreement, kind, template, given, day, item=item)
            except IopdocsError:
                continue  # what stopped it is told with the rest
            yield document.title, document.data
