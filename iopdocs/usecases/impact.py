"""Impact: what changes in the law between two days, and which clauses and running agreements that touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from iopdocs.checks.leaving import reasons_to_stay
from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem, errors
from iopdocs.laws.act import Provision
from iopdocs.laws.changes import LawChange, changes, touching
from iopdocs.laws.index import joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.library.clauses import Clause
from iopdocs.making.render import Libraries
from iopdocs.making.touched import Touched, drafted, touches
from iopdocs.output import save
from iopdocs.overview import is_page, stays
from iopdocs.overview.impact_page import ImpactRow, ImpactTable, impact_page
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
        ends = [one.change.day for one in self.touched if one.ends and one.named]
        who = lists.format(self.who) if self.who else "De offentliga parterna"
        if not ends:
            return f"{who} bör läsa den ändrade lydelsen senast {self.by - _DAY}, och pröva om ett tillägg behövs."
        return f"{who} bör föreslå ett tillägg, som alla parter undertecknar senast {min(ends) - _DAY}."

    @property
    def draft(self) -> str:
        """A draft of the additions that would mend it, as YAML to put into the agreement's file."""
        return drafted(self.touched)

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
            draft=self.draft,
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


def written(workspace: Workspace, found: Impact, place: Path, *, drafts: bool = False) -> list[Problem]:
    """Write a page of it, and return what to say of agreements that are not on it since they may not leave.

    ``drafts`` puts the drafts of additions on it, too. Raises IopdocsError, as when the name of the file would give
    something away.
    """
    workspace.watch.of_place(place, workspace.root)
    tables, left = list[ImpactTable](), list[Problem]()
    for one in found.agreements:
        if one.stays:
            left.append(stays(one.file))
        else:
            rows = tuple(_row(touched.where, touched.change) for touched in one.touched)
            draft = workspace.watch.safe(one.draft) if drafts else ""
            tables.append(ImpactTable(f"{one.id} ({one.file})", one.file, one.deadline, rows, draft))
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
    if made := _touched(workspace, loaded, found, last):
        yield made


def _touched(workspace: Workspace, loaded: Loaded, found: list[LawChange], last: date) -> AgreementImpact | None:
    """Return what the changes are to an agreement, or None when they do not touch it. Raises IopdocsError."""
    agreement, touched = loaded.agreement, touches(workspace, loaded, found, last)
    if agreement is None or agreement.law_day is None or not touched:
        return None
    case = workspace.case(loaded, agreement, last)
    hidden = bool(reasons_to_stay([*loaded.problems, *workspace.found(loaded, case, leaks=True)]))
    who = (party.board or party.own_noun for party in agreement.public_parties)
    named = tuple(dict.fromkeys(workspace.watch.safe(name) for name in who if name))
    return AgreementImpact(agreement.id, workspace.named(loaded.path), agreement.law_day, touched, named, hidden)
