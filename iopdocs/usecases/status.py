"""Status: where all agreements stand, on the screen, as a calendar, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.checks.leaving import reasons_to_stay
from iopdocs.conversion.tables import write_table
from iopdocs.deadlines import Event, shift
from iopdocs.deadlines.confirmed import Points
from iopdocs.deadlines.events import HORIZON
from iopdocs.errors import InvalidAgreement, InvalidLibrary, IopdocsError, Problem, errors
from iopdocs.laws.changes import LawChange, changes
from iopdocs.making.outcome import stopped
from iopdocs.making.processes import FEW_TO_READ, cores, spread
from iopdocs.making.touched import law_events, touches
from iopdocs.output import save
from iopdocs.overview import (
    AgreementFile,
    Cleared,
    Entry,
    Overview,
    Replacement,
    Row,
    Urgency,
    calendar_file,
    in_words,
    is_calendar,
    is_page,
    page,
    rows,
    stays,
)
from iopdocs.overview.cleared import Seen, cleared_of, see, shown, uncovered
from iopdocs.overview.entries import BEHIND, of_terms, replacing
from iopdocs.overview.table import table as table_of
from iopdocs.reading import read_bytes, real
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.standing import EntryJson, StatusJson
from iopdocs.workspace import Loaded, Workspace
from iopdocs.workspace.guarded import ESCAPE

__all__ = ["Standing", "StandingToLeave", "Urgency", "cores", "in_words", "status", "status_to_leave"]


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

    def as_json(self) -> StatusJson:
        """Return the answer for JSON."""
        return StatusJson(
            results=tuple(map(EntryJson.of, self.overview.entries)),
            problems=problems_json(self.problems),
            unreadable=self.overview.unreadable,
            written=tuple(map(str, self.written)),
        )


def status(workspace: Workspace, files: Sequence[Path], day: date, workers: int = 1, *, whole: bool = True) -> Standing:
    """Return where the files, or all agreements, stand on a day. Raises IopdocsError.

    ``workers`` is how many processes share the work. An entry that is not ``whole`` has no more of its agreement than
    the terms.
    """
    read = _read(_Reading(workspace, day, leaves=False, whole=whole), files, workers)
    made, told = shown(read.seen, day, workspace.settings.rules.ahead)
    return Standing(made, _once(read.problems, told, made))


def status_to_leave(
    workspace: Workspace,
    files: Sequence[Path],
    day: date,
    workers: int = 1,
    *,
    ics: Path | None = None,
    html: Path | None = None,
    table: Path | None = None,
    whole: bool = True,
) -> StandingToLeave:
    """Return what of it may leave this machine, and write it as a calendar, a page and a table where that is asked for.

    Raises IopdocsError, as when the name of a file would give something away.
    """
    for place in (ics, html, table):
        workspace.watch.of_place(place, workspace.root)
    read = _read(_Reading(workspace, day, leaves=True, whole=whole), files, workers)
    made, told = cleared_of(read.seen, day, workspace.settings.rules.ahead)
    problems = _once(read.problems, told, made)
    return StandingToLeave(made, problems, tuple(_write(made, ics, html, table, whole=not files)))


@dataclass(frozen=True, slots=True)
class _FilesRead:
    """The files that were asked for as they may be seen, and their faults."""

    seen: list[Seen]
    problems: list[Problem]


def _read(reading: _Reading, files: Sequence[Path], workers: int) -> _FilesRead:
    workspace = reading.workspace
    known = _all(workspace, files)
    there = {real(path) for path in known}
    asked = {real(path) for path in files} or there
    every = [*known, *(path for path in files if real(path) not in there)]
    reading.prepare()
    # A successor is found in another file: those that may name one are read also when others are asked for.
    successors = spread(reading.replacing, list(filter(_may_replace, every)), _lost_replacing, workers, FEW_TO_READ)
    for name, found in (pair for one in successors for pair in one):
        reading.known.setdefault(name, []).append(found)
    made = spread(reading.seen, [path for path in every if real(path) in asked], reading.lost, workers, FEW_TO_READ)
    seen, problems = [], list(reading.unread)
    for one, faults in made:
        seen.append(one)
        problems += faults
    return _FilesRead(seen, problems)


def _all(workspace: Workspace, files: Sequence[Path]) -> list[Path]:
    """Return the workspace's agreements; none is no fault when files have been named."""
    try:
        return workspace.agreements()
    except InvalidAgreement:
        if files:
            return []
        raise


_REPLACES = "ersätter".encode()


def _may_replace(path: Path) -> bool:
    """Whether a file may say that it replaces another: it has the word for that, or an escape that may hide it."""
    raw = read_bytes(path, "")
    return isinstance(raw, bytes) and (_REPLACES in raw or ESCAPE.search(raw) is not None)


@dataclass(frozen=True)
class _Reading:
    """Reads agreements one by one, in one process or several. ``known`` is what replaces others, when that is found."""

    workspace: Workspace
    day: date
    leaves: bool
    whole: bool
    known: dict[str, list[tuple[str, Replacement]]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Read what all agreements need, before other processes are started. Raises IopdocsError."""
        self._points, self._ahead, self.workspace.settings, self.workspace.guarded  # noqa: B018 - each is read here

    @cached_property
    def _points(self) -> tuple[Points, tuple[Problem, ...]]:
        try:
            return self.workspace.confirmations.points, ()
        except InvalidLibrary as error:  # nothing to the other days of agreements
            return {}, error.problems

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What is wrong with the questions to be confirmed, whose days are not told then."""
        return self._points[1]

    @cached_property
    def _ahead(self) -> list[LawChange]:
        """What changes in the law as long as the days of agreements are told."""
        return changes(self.workspace.laws.index, shift(self.day, BEHIND, -1), shift(self.day, HORIZON))

    def replacing(self, path: Path) -> list[tuple[str, tuple[str, Replacement]]]:
        """Return what a file replaces, as far as it may be seen, by id."""
        loaded = self.workspace.load(path)
        found = replacing([uncovered(self._file(loaded, leaks=True), leaves=self.leaves)])
        return [(name, one) for name, some in found.items() for one in some]

    def seen(self, path: Path) -> tuple[Seen, list[Problem]]:
        """Return what may be seen of one file, and its faults.

        A faulty template, which is nothing to the days of agreements, does not stop it.
        """
        loaded = self.workspace.load(path)
        given = replace(self._file(loaded), points=self._points[0], law=self._law(loaded))
        leaks = reasons_to_stay(given.problems[len(loaded.problems) :])
        told = [*errors(loaded.problems), *leaks, *([stays(given.file)] if leaks and self.leaves else [])]
        secrets = self.workspace.guarded.secrets
        made = see(given, self.known, self.day, secrets, leaves=self.leaves)
        if made.entry is not None and not self.whole:
            made = replace(made, entry=of_terms(made.entry))
        return made, told

    def lost(self, path: Path) -> tuple[Seen, list[Problem]]:
        """Return what to say of a file that a process died of."""
        name = self.workspace.named(path)
        return Seen(name, None), [stopped(name)]

    def _file(self, loaded: Loaded, *, leaks: bool = False) -> AgreementFile:
        """Return one file with what the checks find, or only what keeps it on this machine."""
        found: list[Problem] = []
        if loaded.agreement:
            following = checks.FOLLOWING if loaded.incomplete else frozenset()
            case = self.workspace.case(loaded, loaded.agreement, self.day)
            every = self.workspace.found(loaded, case, leaks=leaks)
            found = [problem for problem in every if problem.code not in following]
            found = self.workspace.watch.discreet(found, loaded.source, case.guard)
        # As long as a party cannot be read, nobody knows whether its address is protected.
        unsure = loaded.incomplete or any(checks.concerns_a_party(one) for one in loaded.problems)
        name = self.workspace.named(loaded.path)
        return AgreementFile(name, loaded.agreement, (*loaded.problems, *found), unsure)

    def _law(self, loaded: Loaded) -> tuple[Event, ...]:
        """Return the days on which law that is cited changes; none where a clause is at fault, as check tells."""
        if loaded.agreement is None or not loaded.usable:
            return ()
        try:
            touched = touches(self.workspace, loaded, self._ahead, shift(self.day, HORIZON))
            return law_events(loaded.agreement, touched, self.day)
        except IopdocsError:
            return ()


def _lost_replacing(_: Path) -> list[tuple[str, tuple[str, Replacement]]]:
    return []  # it is told of when the file itself is read


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
