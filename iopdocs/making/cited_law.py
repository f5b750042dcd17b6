"""The law that the clauses of an agreement cite, as it stands in the document, and what happens to it later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from iopdocs.checks.law_ahead import ENDS_BEFORE, Coming, Span, ahead, happenings, prolonged, span_of
from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError, Problem
from iopdocs.laws.index import Reference, joined_references
from iopdocs.laws.lagrum import joined
from iopdocs.library.clauses import Clause, ClauseLibrary, subjects_in
from iopdocs.library.document_types import DocumentType
from iopdocs.model import Agreement
from iopdocs.vocabulary.rendering_state import Libraries, Scene
from iopdocs.vocabulary.sections import clause_blocks, stands, truth
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Loaded, Workspace


@dataclass(frozen=True, slots=True)
class Citing:
    """A clause that stands in a document, and the provisions that its text cites as of the document's law day."""

    clause: Clause
    cited: tuple[Reference, ...]


def citing(
    agreement: Agreement, kind: DocumentType, libraries: Libraries, day: date, subjects: Collection[str] | None = None
) -> Iterator[Citing]:
    """Yield the clauses that stand in a document about the whole agreement. Raises IopdocsError for a faulty clause.

    With ``subjects`` of law, by id or name in lower case, clauses that can neither cite nor rest on any of them are
    left out, without their texts being made.
    """
    if subjects is not None and subjects_in(_phrased(kind)) != frozenset():
        subjects = None  # a clause may print a phrasing that cites
    scene = Scene(agreement, kind, day, libraries, EXTRAS)
    context, law_day = Context(scene), scene.law_day
    if law_day is None:
        return
    for section in kind.description.sections:
        if section.when and not any(truth(path, context) for path in section.when):
            continue
        for clause_id in section.clauses:
            if subjects is not None and not _may_cite(libraries.clauses, clause_id, subjects):
                continue
            scene.cited.clear()
            if clause_blocks(clause_id, scene, context):
                found = (one for subject in scene.cited for one in libraries.laws.provisions(subject, law_day))
                yield Citing(libraries.clauses.get(clause_id), tuple(dict.fromkeys(found)))


def names_clause(agreement: Agreement, kind: DocumentType, libraries: Libraries, day: date, clause: Clause) -> bool:
    """Whether a clause stands in a document about the whole agreement: known without making any text."""
    scene = Scene(agreement, kind, day, libraries, EXTRAS)
    context = Context(scene)
    sections = (one for one in kind.description.sections if clause.id in one.clauses)
    there = any(not one.when or any(truth(path, context) for path in one.when) for one in sections)
    return there and stands(clause, scene, context)


def _phrased(kind: DocumentType) -> Iterator[str]:
    """Yield the texts of the phrasings of a document type, of every time."""
    for phrasing in kind.description.phrasings:
        yield from filter(None, (phrasing.text, *(one.text for one in phrasing.versions)))


def _may_cite(clauses: ClauseLibrary, clause_id: str, subjects: Collection[str]) -> bool:
    """Whether a clause may cite or rests on any of some subjects; one that there is not is for who makes it to tell."""
    named = clauses.law_named.get(clause_id)
    return named is None or not named.isdisjoint(subjects)


def binding(workspace: Workspace) -> list[DocumentType]:
    """Return the documents that the parties sign, one for each whole agreement."""
    return [one for one in workspace.types.values() if one.description.binding and not one.description.repeats]


def coming_law(workspace: Workspace, libraries: Libraries, loaded: Loaded, day: date) -> list[Problem]:
    """Return what is to be said of law that clauses cite and that ends, or is changed, before or within the term.

    One thing that happens is told once, with all the clauses it touches. What is wrong with a clause is told elsewhere.
    """
    agreement = loaded.agreement
    span = span_of(agreement) if agreement else None
    if agreement is None or span is None:
        return []
    case = workspace.case(loaded, agreement, day)
    found: dict[Coming, dict[str, list[Reference]]] = {}
    moving = workspace.laws.moving(span.law_day)
    try:
        for one in (each for kind in binding(workspace) for each in citing(agreement, kind, libraries, day, moving)):
            for reference in one.cited:
                for coming in happenings([reference.provision], span.law_day):
                    found.setdefault(coming, {}).setdefault(one.clause.heading, []).append(reference)
    except IopdocsError:
        return []
    told: list[Problem] = []
    for coming, by_clause in sorted(found.items(), key=lambda item: (item[0].day, not item[0].ends)):
        cited = joined_references(dict.fromkeys(one for some in by_clause.values() for one in some))
        cited = f"{cited}, som {_clauses(list(by_clause))} hänvisar till,"
        told += ahead(case, ("avtalstid",), cited, coming, span)
        for number, later in prolonged(agreement):
            if _runs_at(span, coming):
                later_on = ahead(case, ("förlängningar", number), cited, coming, later)
                told += [one for one in later_on if one.code == ENDS_BEFORE]
    return workspace.watch.discreet(told, loaded.source, case.guard)


def _clauses(headings: list[str]) -> str:
    noun = "klausulen" if len(headings) == 1 else "klausulerna"
    return f"{noun} {joined(f'”{one}”' for one in headings)}"


def _runs_at(span: Span, coming: Coming) -> bool:
    """Whether the agreement has begun when something happens."""
    return bool(span.start and span.start <= coming.day)
