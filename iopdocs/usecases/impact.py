"""Impact: what changes in the law between two days, and which clauses and running agreements that touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from iopdocs.checks import texts
from iopdocs.checks.leaving import reasons_to_stay
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem, errors
from iopdocs.laws.act import Provision
from iopdocs.laws.changes import LawChange, changes, touching
from iopdocs.laws.index import Reference, joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.library.clauses import Clause
from iopdocs.making.cited_law import binding, citing
from iopdocs.making.render import Libraries
from iopdocs.model import Agreement
from iopdocs.output import save
from iopdocs.overview import is_page, stays
from iopdocs.overview.impact_page import ImpactRow, ImpactTable, impact_page
from iopdocs.reading import where
from iopdocs.reading.roundtrip import dump_tree, mapping
from iopdocs.swedish import lists
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.impact import (
    AgreementImpactJson,
    ClauseImpactJson,
    ImpactJson,
    LawChangeJson,
    TouchedJson,
)
from iopdocs.vocabulary.lookover import look_over_clause
from iopdocs.workspace import Loaded, Workspace

_DAY = timedelta(days=1)
#: What happens to a provision so that a reference to it no longer holds.
_ENDS = frozenset({"upphör", "får annan beteckning"})


@dataclass(frozen=True, slots=True)
class Touched:
    """A change of the law and where in an agreement the provision is cited: the keys, or a clause by its id.

    ``section`` is what the place is called in the document.
    """

    where: str
    section: str
    change: LawChange


@dataclass(frozen=True, slots=True)
class AgreementImpact:
    """A running agreement that the law changes under."""

    id: str
    file: str
    law_day: date
    touched: tuple[Touched, ...]
    who: tuple[str, ...] = ()
    stays: bool = False

    @property
    def by(self) -> date:
        """The day before which somebody must have acted: the first change."""
        return min(one.change.day for one in self.touched)

    @property
    def deadline(self) -> str:
        """Who must act by when, in words: what ends needs an addition, what is changed needs to be read."""
        ends = [one.change.day for one in self.touched if one.change.happening in _ENDS]
        who = lists.format(self.who) if self.who else "De offentliga parterna"
        if not ends:
            return f"{who} bör läsa den ändrade lydelsen senast {self.by - _DAY}."
        return f"{who} bör föreslå ett tillägg, som alla parter undertecknar senast {min(ends) - _DAY}."

    def as_json(self) -> AgreementImpactJson:
        """Return it for JSON."""
        touched = (TouchedJson(where=one.where, **LawChangeJson.of(one.change).model_dump()) for one in self.touched)
        return AgreementImpactJson(
            id=self.id,
            file=self.file,
            law_day=self.law_day,
            by=self.by,
            who=self.who,
            deadline=self.deadline,
            touched=tuple(touched),
        )


@dataclass(frozen=True, slots=True)
class Impact:
    """What changes from one day to another, and what it touches."""

    first: date
    last: date
    changes: tuple[LawChange, ...]
    clauses: tuple[tuple[Clause, tuple[LawChange, ...]], ...]
    agreements: tuple[AgreementImpact, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an agreement could not be read."""
        return any(errors(self.problems))

    def as_json(self) -> ImpactJson:
        """Return the answer for JSON."""
        return ImpactJson(
            results=tuple(one.as_json() for one in self.agreements),
            changes=tuple(map(LawChangeJson.of, self.changes)),
            clauses=tuple(
                ClauseImpactJson(id=clause.id, changes=tuple(map(LawChangeJson.of, found)))
                for clause, found in self.clauses
            ),
            problems=problems_json(self.problems),
        )


def impact(workspace: Workspace, files: Sequence[Path], first: date, last: date) -> Impact:
    """Return what changes from ``first`` to ``last``, both included, in the law that clauses and agreements rest on.

    Raises IopdocsError for a faulty library, or when there is no agreement to ask about.
    """
    found = changes(workspace.laws.index, first, last)
    clauses = tuple(_clauses(workspace, found, first))
    agreements, problems = list[AgreementImpact](), list[Problem]()
    for path in files or workspace.agreements():
        try:
            agreements += _agreement(workspace, path, found, last)
        except IopdocsError as error:
            problems += error.problems
    return Impact(first, last, tuple(found), clauses, tuple(agreements), tuple(dict.fromkeys(problems)))


def drafted(impact: AgreementImpact) -> str:
    """Return a draft of an addition as YAML: each citation that ends, and what it is replaced by. Nothing is agreed.

    An empty string when nothing that is cited ends.
    """
    replaced: dict[tuple[str, str], dict[Reference, None]] = {}
    for one in impact.touched:
        if one.change.instead:
            cited = (one.section, plain(one.change.reference.text))
            replaced.setdefault(cited, {}).update(dict.fromkeys(one.change.instead))
    if not replaced:
        return ""
    edits = []
    for (section, old), new in replaced.items():
        what = f"Hänvisningen till {old} ersätts av en hänvisning till {plain(joined_references(new))}."
        edits.append(mapping(avsnitt=section, vad=what))
    addition = mapping(
        rubrik="Hänvisningar till ny lag",
        status="förslag",
        gäller_från=str(impact.by),
        skäl="Bestämmelser som avtalet hänvisar till har upphört, och deras innehåll står på ett annat ställe.",
        ändringar=edits,
    )
    return dump_tree(mapping(tillägg=[addition])).rstrip("\n")


def written(workspace: Workspace, found: Impact, place: Path) -> list[Problem]:
    """Write a page of it, and return what to say of agreements that are not on it since they may not leave.

    Raises IopdocsError, as when the name of the file would give something away.
    """
    workspace.watch.of_place(place, workspace.root)
    tables, left = list[ImpactTable](), list[Problem]()
    for one in found.agreements:
        if one.stays:
            left.append(stays(one.file))
        else:
            rows = tuple(_row(touched.where, touched.change) for touched in one.touched)
            tables.append(ImpactTable(f"{one.id} ({one.file})", one.deadline, rows))
    clauses = [_row(clause.id, change) for clause, changed in found.clauses for change in changed]
    save(place, impact_page(found.first, found.last, tables, clauses), is_page)
    return left


def _row(where: str, change: LawChange) -> ImpactRow:
    instead = plain(joined_references(change.instead)) if change.instead else ""
    return ImpactRow(where, change.day, plain(change.reference.text), change.happening, instead)


def _clauses(
    workspace: Workspace, found: list[LawChange], first: date
) -> Iterator[tuple[Clause, tuple[LawChange, ...]]]:
    """Yield the clauses that cite what changes, as the law was the day before the first change."""
    for clause in workspace.clauses.clauses.values():
        cited = _cited_by(workspace, clause, first - timedelta(days=1))
        if touched := touching(found, cited):
            yield clause, tuple(touched)


def _cited_by(workspace: Workspace, clause: Clause, day: date) -> list[Provision]:
    """Return the provisions that a clause cites or rests on, as the law is on a day."""
    subjects = dict.fromkeys((*look_over_clause(clause, _libraries(workspace)).laws, *clause.support))
    return [one.provision for subject in subjects for one in workspace.laws.provisions(subject, day)]


def _libraries(workspace: Workspace) -> Libraries:
    return Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)


def _agreement(workspace: Workspace, path: Path, found: list[LawChange], last: date) -> Iterator[AgreementImpact]:
    """Yield what the changes are to an agreement that runs when the first of them that touches it comes."""
    loaded = workspace.load(path)
    if loaded.agreement is None:
        raise InvalidAgreement(list(loaded.problems))
    if made := touched_by(workspace, loaded, found, last):
        yield made


def touched_by(workspace: Workspace, loaded: Loaded, found: list[LawChange], last: date) -> AgreementImpact | None:
    """Return what the changes are to an agreement, or None when they do not touch it. Raises IopdocsError."""
    if loaded.agreement is None:
        return None
    path = loaded.path
    agreement, law_day = loaded.agreement.as_extended(last), loaded.agreement.law_day
    if law_day is None:
        return None
    # What the agreement says is what the law was called on its own day; a change before that day is in it.
    later = [change for change in found if change.day > law_day]
    end = agreement.term.end if agreement.term else None
    running = [change for change in later if end is None or change.day <= end]
    touched = [
        Touched(place, section, change)
        for place, section, cited in _citations(workspace, path, agreement, law_day)
        for change in touching(running, cited)
    ]
    touched = [one for one in touched if not _is_mended(one, agreement)]
    if not touched:
        return None
    touched.sort(key=lambda one: one.change.day)
    case = workspace.case(loaded, loaded.agreement, last)
    hidden = bool(reasons_to_stay([*loaded.problems, *workspace.found(loaded, case, leaks=True)]))
    who = (party.board or party.noun for party in agreement.public_parties)
    named = tuple(dict.fromkeys(workspace.watch.safe(name) for name in who if name))
    return AgreementImpact(agreement.id, workspace.named(path), law_day, tuple(dict.fromkeys(touched)), named, hidden)


def _is_mended(touched: Touched, agreement: Agreement) -> bool:
    """Whether an addition or an extension that is signed already replaces the reference, as a draft words it."""
    later = (one for one in (*agreement.additions, *agreement.extensions) if one.is_signed)
    cited = plain(touched.change.reference.text)
    return any(cited in plain(change.what or change.current or "") for one in later for change in one.changes)


def _citations(
    workspace: Workspace, path: Path, agreement: Agreement, law_day: date
) -> Iterator[tuple[str, str, Sequence[Provision]]]:
    """Yield each place where an agreement cites law, what it is called, and what it meant on the agreement's day."""
    laws, preceding = workspace.laws, ""
    stated = agreement.background.laws if agreement.background else ()
    for number, citation in ((number, one.citation) for number, one in enumerate(stated) if one.citation):
        yield (
            f"bakgrund.lagrum[{number + 1}]",
            _called("bakgrund"),
            laws.look_up(citation, law_day, preceding).provisions,
        )
        preceding = citation
    loaded = workspace.load(path)
    for keys, text in texts.prose(workspace.case(loaded, agreement, law_day)):
        for one in laws.find_in_text(text):
            yield where(keys), _called(str(keys[0])), laws.look_up(one.text, law_day, one.preceding).provisions
    for kind in binding(workspace):
        for clause, cited in (
            (one.clause, one.cited) for one in citing(agreement, kind, _libraries(workspace), law_day)
        ):
            rests_on = (found for subject in clause.support for found in laws.provisions(subject, law_day))
            every = dict.fromkeys((*cited, *rests_on))
            yield f"klausulen {clause.id}", clause.heading, [reference.provision for reference in every]


def _called(alias: str) -> str:
    """Return what a part of the agreement is called, by the key that it stands under."""
    title = next((info.title for info in Agreement.model_fields.values() if info.alias == alias), None) or alias
    return title[0].upper() + title[1:]
