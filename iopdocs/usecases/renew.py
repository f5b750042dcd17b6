"""Renew: drafts of the agreements that come after those that end, and a report of what is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.deadlines import shift
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.making.processes import cores
from iopdocs.model.lengths import Length, parse_length
from iopdocs.output import alone
from iopdocs.renewal import report
from iopdocs.renewal.alike import in_common
from iopdocs.renewal.at_a_glance import write_at_a_glance
from iopdocs.renewal.reported import DRAFTED
from iopdocs.renewal.run import FAILED, Renewal, Renewed, Window
from iopdocs.usecases.answers.base import as_data
from iopdocs.usecases.answers.renewed import InCommonJson, RenewedJson, RenewJson, ReportJson
from iopdocs.usecases.opening import asked_for
from iopdocs.workspace import Workspace

__all__ = [
    "Length",
    "Renewals",
    "Renewed",
    "parse_length",
    "renew",
    "report_json",
    "report_text",
    "write_report",
]

#: Given how many agreements are renewed and what becomes of each; gives the same back, as it comes.
Watched = Callable[[int, Iterator[Renewed]], Iterable[Renewed]]


@dataclass(frozen=True, slots=True)
class Renewals:
    """What became of each agreement whose time it was, how many are begun already, and the files of the report."""

    window: Window
    results: tuple[Renewed, ...]
    begun: int
    written: tuple[Path, ...]

    @property
    def until(self) -> date:
        """The last day of the agreements that were taken."""
        return self.window.until

    @property
    def failed(self) -> bool:
        """Whether any could not be renewed."""
        return any(result.state == FAILED for result in self.results)

    def as_json(self) -> RenewJson:
        """Return the answer for JSON."""
        return RenewJson(
            results=tuple(map(RenewedJson.of, self.results)),
            in_common=_in_common(self.results),
            until=self.until,
            begun=self.begun,
            report=tuple(map(str, self.written)),
        )


def renew(
    workspace: Workspace,
    files: Sequence[Path],
    day: date,
    *,
    within: Length,
    before: date | None = None,
    start: date | None = None,
    dry_run: bool = False,
    redline: bool = True,
    table: Path | None = None,
    workers: int | None = None,
    watched: Watched = lambda _, results: results,
) -> Renewals:
    """Draft successors of the agreements that end ``within`` a time, or on the day ``before`` or earlier.

    Takes the lock of the output folder, but not for a ``dry_run``, which writes nothing. ``start`` is another first day
    than the day after; ``table`` is a file that what became of them is written to as a table, also by a dry run;
    ``watched`` sees the results as they come. Raises IopdocsError for what would stop them all.
    """
    workspace.watch.of_place(table, workspace.root)
    window = Window(day, before or shift(day, within), start, dry_run, redline)
    output = workspace.root / "output"
    paths = asked_for(workspace, files)
    with nullcontext() if dry_run else alone(output):
        renewal = Renewal(workspace, window, workers or cores())
        chosen = renewal.chosen(paths)
        results = tuple(watched(len(chosen), renewal.renew(chosen)))
        written = write_report(output, results, window) if results and not dry_run else []
    if table is not None:
        write_at_a_glance(table, results, window)
        written.append(table)
    return Renewals(window, results, len(chosen) - len(results), tuple(written))


def write_report(folder: Path, results: Sequence[Renewed], window: Window) -> list[Path]:
    """Write the report of the day in a folder, for people and for machines; return the files. Raises OutputBlocked."""
    try:
        return report.write(folder, results, window, as_data(report_json(results, window)))
    except OutputBlocked as error:
        hint = "Rätta det och kör samma kommando igen. Utkast som ingen har ändrat i kommer då med."
        message = "rapporten om förnyelsen blev inte skriven, men utkasten som gick att göra är gjorda"
        raise OutputBlocked([*error.problems, Problem(message, hint=hint, code="förnyelse-utan-rapport")]) from error


def _in_common(results: Sequence[Renewed]) -> tuple[InCommonJson, ...]:
    return InCommonJson.all_of(in_common([one for one in results if one.state == DRAFTED]))


def report_text(made: Renewals) -> str:
    """Return the report for people, as it would be written."""
    return report.as_markdown(made.results, made.window)


def report_json(results: Sequence[Renewed], window: Window) -> ReportJson:
    """Return the report for machines."""
    every = tuple(map(RenewedJson.of, results))
    return ReportJson(day=window.on, until=window.until, agreements=every, in_common=_in_common(results))
