"""Status: where all agreements stand, on the screen, as a calendar, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs import checks
from iopdocs.classes import dataclass
from iopdocs.errors import Problem, errors
from iopdocs.making.processes import cores
from iopdocs.output import save
from iopdocs.overview import (
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
)
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.standing import EntryJson, StatusJson
from iopdocs.usecases.standing import Watched, read_already, read_files
from iopdocs.workspace import Loaded, Workspace

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


def status(
    workspace: Workspace, files: Sequence[Path], day: date, watched: Watched = iter, workers: int = 1
) -> Standing:
    """Return where the files, or all agreements, stand on a day; ``watched`` sees them go by. Raises IopdocsError.

    ``workers`` is how many processes share the reading.
    """
    read = read_files(workspace, files, day, leaves=False, watched=watched, workers=workers)
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
    workers: int = 1,
) -> StandingToLeave:
    """Return what of it may leave this machine, and write it as a calendar, a page and a table where that is asked for.

    Raises IopdocsError, as when the name of a file would give something away.
    """
    for place in (ics, html, table):
        workspace.watch.of_place(place, workspace.root)
    read = read_files(workspace, files, day, leaves=True, workers=workers)
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
    read = read_already(workspace, agreements, day, beside)
    made, told = cleared(read.given, day, workspace.settings.rules.ahead, workspace.guarded.secrets, read.asked)
    return StandingToLeave(made, _once(read.problems, told, made))


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
        from iopdocs.conversion.tables import write_table
        from iopdocs.overview.table import table as table_of

        write_table(table, table_of(made))
        yield table
