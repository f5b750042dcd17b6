"""Status: where all agreements stand, on the screen, as a calendar, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from iopdocs import checks
from iopdocs.checks.leaving import reasons_to_stay
from iopdocs.conversion.tables import write_table
from iopdocs.deadlines import Event, shift
from iopdocs.deadlines.confirmed import Points
from iopdocs.deadlines.events import HORIZON
from iopdocs.errors import InvalidAgreement, InvalidLibrary, IopdocsError, Problem, errors
from iopdocs.laws.changes import LawChange, changes
from iopdocs.making.touched import law_events, touches
from iopdocs.output import save
from iopdocs.overview import (
    AgreementFile,
    Cleared,
    Entry,
    Overview,
    Row,
    Urgency,
    calendar_file,
    cleared,
    in_words,
    is_calendar,
    is_page,
    on_screen,
    page,
    rows,
    stays,
)
from iopdocs.overview.entries import BEHIND
from iopdocs.overview.table import table as table_of
from iopdocs.reading import real
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.standing import EntryJson, StatusJson
from iopdocs.workspace import Loaded, Workspace

#: Given the files that are read; gives the same back, as they are read.
Watched = Callable[[list[Path]], Iterable[Path]]

__all__ = ["Standing", "StandingToLeave", "Urgency", "in_words", "status", "status_to_leave"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where agreements stand on a day, as this machine's screen shows it, and what keeps that from being whole."""

    overview: Overview
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether anything is wrong."""
        return any(errors(self.problems))

    def rows(self) -> tuple[Row, ...]:
        """Return what has passed, then what comes, by day."""
        return rows(self.overview)

    def missing(self) -> list[Entry]:
        """Return the agreements that lack something, or have faults."""
        return [entry for entry in self.overview.entries if entry.missing or entry.faults]

    def passed(self) -> int:
        """Return how many agreements have a day that has passed."""
        return len({row.entry.file for row in self.rows() if row.urgency is Urgency.PASSED})


@dataclass(frozen=True, slots=True)
class StandingToLeave:
    """The same, with nothing in it that may give something protected away, and the files that were written of it."""

    overview: Cleared
    problems: tuple[Problem, ...]
    written: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything is wrong."""
        return any(errors(self.problems))

    def calendar(self) -> bytes:
        """Return it as a calendar file."""
        return calendar_file(self.overview, whole=not self.overview.unreadable)

    def timeline(self) -> bytes:
        """Return it as a web page with a timeline."""
        return page(self.overview)

    def as_json(self) -> StatusJson:
        """Return the answer for JSON."""
        return StatusJson(
            results=tuple(map(EntryJson.of, self.overview.entries)),
            problems=problems_json(self.problems),
            unreadable=self.overview.unreadable,
            written=tuple(map(str, self.written)),
        )


def status(workspace: Workspace, files: Sequence[Path], day: date, watched: Watched = iter) -> Standing:
    """Return where the files, or all agreements, stand on a day; ``watched`` sees them go by. Raises IopdocsError."""
    read = _read(workspace, files, day, leaves=False, watched=watched)
    rules, secrets = workspace.settings.rules, workspace.guarded.secrets
    made, told = on_screen(read.given, day, rules.ahead, secrets, read.asked, workspace.recall)
    return Standing(made, _once(read.problems, told, made))


def status_to_leave(
    workspace: Workspace,
    files: Sequence[Path],
    day: date,
    *,
    ics: Path | None = None,
    html: Path | None = None,
    table: Path | None = None,
) -> StandingToLeave:
    """Return what of it may leave this machine, and write it as a calendar, a page and a table where that is asked for.

    Raises IopdocsError, as when the name of a file would give something away.
    """
    for place in (ics, html, table):
        workspace.watch.of_place(place, workspace.root)
    read = _read(workspace, files, day, leaves=True)
    rules, secrets = workspace.settings.rules, workspace.guarded.secrets
    made, told = cleared(read.given, day, rules.ahead, secrets, read.asked, workspace.recall)
    problems = _once(read.problems, told, made)
    return StandingToLeave(made, problems, tuple(_write(made, ics, html, table, whole=not files)))


def status_of(
    workspace: Workspace, agreements: Sequence[Loaded], day: date, beside: Sequence[Loaded] = ()
) -> StandingToLeave:
    """Return what may leave of where agreements that have been read stand on a day; nothing is written.

    ``beside`` are others, among which their successors are looked for.
    """
    points, problems = _points(workspace)
    ahead = _ahead(workspace, day)
    asked = [_given(workspace, one, day, points, ahead) for one in agreements]
    others = [_given(workspace, one, day, points, ahead) for one in beside]
    for one, faults, leaks in asked:
        problems += [*faults, stays(one.file)] if leaks else faults
    given, files = [one for one, *_ in (*asked, *others)], frozenset(one.file for one, *_ in asked)
    made, told = cleared(given, day, workspace.settings.rules.ahead, workspace.guarded.secrets, files)
    return StandingToLeave(made, _once(problems, told, made))


@dataclass(frozen=True, slots=True)
class _FilesRead:
    """All agreements as read, the files that were asked for as messages call them, and their faults."""

    given: list[AgreementFile]
    asked: frozenset[str]
    problems: list[Problem]


def _read(
    workspace: Workspace, files: Sequence[Path], day: date, *, leaves: bool, watched: Watched = iter
) -> _FilesRead:
    known = _all(workspace, files)
    there = {real(path) for path in known}
    asked = {real(path) for path in files} or there
    given, named = [], set[str]()
    ahead = _ahead(workspace, day)
    points, problems = _points(workspace)
    # All are read also when some are asked for: a successor is found in another file.
    shared = (day, workspace.guarded, workspace.aid_given)
    for path in watched([*known, *(path for path in files if real(path) not in there)]):
        make = partial(_of_file, workspace, path, day, points, ahead)
        one, faults, leaks = workspace.recall.of_file("standing", path, make, shared)
        faults = [*faults, stays(one.file)] if leaks and leaves else faults
        given.append(one)
        if real(path) in asked:
            problems += faults
            named.add(one.file)
    return _FilesRead(given, frozenset(named), problems)


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


def _ahead(workspace: Workspace, day: date) -> list[LawChange]:
    """Return what changes in the law as long as the days of agreements are told."""
    return changes(workspace.laws.index, shift(day, BEHIND, -1), shift(day, HORIZON))


def _law(workspace: Workspace, loaded: Loaded, ahead: list[LawChange], day: date) -> tuple[Event, ...]:
    """Return the days on which law that an agreement cites changes; none where a clause is at fault, as check tells."""
    if loaded.agreement is None or not loaded.usable:
        return ()
    try:
        return law_events(loaded.agreement, touches(workspace, loaded, ahead, shift(day, HORIZON)), day)
    except IopdocsError:
        return ()


def _of_file(
    workspace: Workspace, path: Path, day: date, points: Points, ahead: list[LawChange]
) -> tuple[AgreementFile, list[Problem], bool]:
    return _given(workspace, workspace.load(path), day, points, ahead)


def _given(
    workspace: Workspace, loaded: Loaded, day: date, points: Points, ahead: list[LawChange]
) -> tuple[AgreementFile, list[Problem], bool]:
    """Check one file; a faulty template, which is nothing to the days of agreements, does not stop it.

    Returns its faults too, and whether there are reasons for it to stay on this machine.
    """
    found: list[Problem] = []
    if loaded.agreement:
        following = checks.FOLLOWING if loaded.incomplete else frozenset()
        case = workspace.case(loaded, loaded.agreement, day)
        found = [problem for problem in workspace.found(loaded, case) if problem.code not in following]
        found = workspace.watch.discreet(found, loaded.source, case.guard)
    # As long as a party cannot be read, nobody knows whether its address is protected.
    unsure = loaded.incomplete or any(checks.concerns_a_party(one) for one in loaded.problems)
    name = workspace.named(loaded.path)
    leaks = reasons_to_stay(found)
    told = [*errors(loaded.problems), *leaks]
    law = _law(workspace, loaded, ahead, day)
    return AgreementFile(name, loaded.agreement, (*loaded.problems, *found), unsure, points, law), told, bool(leaks)


def _once(faults: Iterable[Problem], told: Iterable[Problem], made: Overview) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys([*faults, *told, *_same_id(made.entries)]))


def _same_id(entries: Iterable[Entry]) -> Iterator[Problem]:
    files: dict[str, str] = {}
    for entry in entries:
        first = files.setdefault(entry.id, entry.file)
        if first != entry.file:
            hint = f"Ge ett av avtalen ett annat id; {first} har samma. I kalendern syns bara det första."
            yield Problem(f"id {entry.id} finns på två avtal", entry.file, where="id", hint=hint, code=checks.SAME_ID)


def _write(made: Cleared, ics: Path | None, html: Path | None, table: Path | None, *, whole: bool) -> Iterator[Path]:
    if ics is not None:
        there = ics.read_bytes() if ics.is_file() else b""
        before = there if is_calendar(there) else b""
        save(ics, calendar_file(made, before, whole=whole and not made.unreadable), is_calendar)
        yield ics
    if html is not None:
        save(html, page(made), is_page)
        yield html
    if table is not None:
        write_table(table, table_of(made))
        yield table
