"""Agreements read for where they stand, in one process or several, each with its faults and the law that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.checks.leaving import reasons_to_stay
from iopdocs.classes import dataclass, replace
from iopdocs.deadlines import Event, shift
from iopdocs.deadlines.confirmed import Points
from iopdocs.deadlines.events import HORIZON
from iopdocs.errors import InvalidAgreement, InvalidLibrary, IopdocsError, Problem, errors
from iopdocs.laws.changes import LawChange, changes
from iopdocs.making.outcome import stopped
from iopdocs.making.processes import FEW_TO_READ, spread
from iopdocs.making.touched import law_events, touches
from iopdocs.overview import AgreementFile, stays
from iopdocs.overview.entries import BEHIND
from iopdocs.reading import real
from iopdocs.workspace import Loaded, Workspace

#: Given the files that are read; gives the same back, as they are read.
Watched = Callable[[list[Path]], Iterable[Path]]


@dataclass(frozen=True, slots=True)
class FilesRead:
    """All agreements as read, the files that were asked for as messages call them, and what is told of those."""

    given: list[AgreementFile]
    asked: frozenset[str]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _StandingRead:
    """One agreement as read, but for what can be confirmed; its faults, and whether it has reasons to stay here."""

    given: AgreementFile
    faults: tuple[Problem, ...]
    leaks: bool


def read_files(
    workspace: Workspace, files: Sequence[Path], day: date, *, leaves: bool, watched: Watched = iter, workers: int = 1
) -> FilesRead:
    """Return the files, or all agreements, as read on a day. Raises IopdocsError.

    ``leaves`` says that something is to leave this machine: then it is told of each that stays. ``watched`` sees the
    files go by; ``workers`` is how many processes share the work.
    """
    known = _all(workspace, files)
    there = {real(path) for path in known}
    asked = {real(path) for path in files} or there
    # All are read also when some are asked for: a successor is found in another file.
    paths = [*known, *(path for path in files if real(path) not in there)]
    reader = _StandingReader(workspace, day)
    points, problems = _points(workspace)
    reader.prepare()
    if workers > 1 and len(paths) >= FEW_TO_READ:
        workspace.ids  # noqa: B018 - or each process would look for them
    given, named = [], set[str]()
    # The list of files leads: it is over when they are, and not first when the next result has been waited for.
    for path, one in zip(watched(paths), spread(reader, paths, reader.lost, workers, FEW_TO_READ), strict=True):
        given.append(replace(one.given, points=points))
        if real(path) in asked:
            problems += [*one.faults, *([stays(one.given.file)] if one.leaks and leaves else [])]
            named.add(one.given.file)
    return FilesRead(given, frozenset(named), problems)


def read_already(workspace: Workspace, agreements: Sequence[Loaded], day: date, beside: Sequence[Loaded]) -> FilesRead:
    """Return agreements that have been read, as those that were asked for, and others ``beside`` them."""
    reader = _StandingReader(workspace, day)
    points, problems = _points(workspace)
    asked, others = list(map(reader.of, agreements)), map(reader.of, beside)
    for one in asked:
        problems += [*one.faults, *([stays(one.given.file)] if one.leaks else [])]
    named = frozenset(one.given.file for one in asked)
    return FilesRead([replace(one.given, points=points) for one in (*asked, *others)], named, problems)


@dataclass(frozen=True)
class _StandingReader:
    """Reads agreements. What all of them need is read once, and before processes are started."""

    workspace: Workspace
    day: date

    def prepare(self) -> None:
        """Read what all agreements need. Raises IopdocsError."""
        self._ahead, self._shared, self.workspace.settings  # noqa: B018 - each is read here

    @cached_property
    def _ahead(self) -> list[LawChange]:
        """What changes in the law as long as the days of agreements are told."""
        return changes(self.workspace.laws.index, shift(self.day, BEHIND, -1), shift(self.day, HORIZON))

    @cached_property
    def _shared(self) -> tuple[object, ...]:
        return self.day, self.workspace.guarded, self.workspace.aid_given

    def __call__(self, path: Path) -> _StandingRead:
        return self.workspace.recall.of_file("standing", path, lambda: self.of(self.workspace.load(path)), self._shared)

    def of(self, loaded: Loaded) -> _StandingRead:
        """Check one agreement; a faulty template, which is nothing to the days of agreements, does not stop it."""
        workspace, found = self.workspace, list[Problem]()
        if loaded.agreement:
            following = checks.FOLLOWING if loaded.incomplete else frozenset()
            case = workspace.case(loaded, loaded.agreement, self.day)
            found = [problem for problem in workspace.found(loaded, case) if problem.code not in following]
            found = workspace.watch.discreet(found, loaded.source, case.guard)
        # As long as a party cannot be read, nobody knows whether its address is protected.
        unsure = loaded.incomplete or any(checks.concerns_a_party(one) for one in loaded.problems)
        leaks = reasons_to_stay(found)
        problems, law = (*loaded.problems, *found), self._law(loaded)
        given = AgreementFile(workspace.named(loaded.path), loaded.agreement, problems, unsure, law=law)
        return _StandingRead(given, (*errors(loaded.problems), *leaks), bool(leaks))

    def lost(self, path: Path) -> _StandingRead:
        """Return what to say of a file that a process died of: nothing is known of it."""
        shown = self.workspace.shown(path)
        problem = stopped(shown)
        return _StandingRead(
            AgreementFile(self.workspace.named(path), None, (problem,), unsure=True), (problem,), leaks=False
        )

    def _law(self, loaded: Loaded) -> tuple[Event, ...]:
        """Return the days on which law that it cites changes; none where a clause is at fault, as check tells."""
        if loaded.agreement is None or not loaded.usable:
            return ()
        try:
            found = touches(self.workspace, loaded, self._ahead, shift(self.day, HORIZON))
            return law_events(loaded.agreement, found, self.day)
        except IopdocsError:
            return ()


def _points(workspace: Workspace) -> tuple[Points, list[Problem]]:
    """Return the questions of the signer's list; a faulty one is nothing to the other days of agreements."""
    try:
        return workspace.confirmations.points, []
    except InvalidLibrary as error:
        return {}, list(error.problems)


def _all(workspace: Workspace, files: Sequence[Path]) -> list[Path]:
    """Return the workspace's agreements; none is no fault when files have been named."""
    try:
        return workspace.agreements()
    except InvalidAgreement:
        if files:
            return []
        raise
