"""``iopdocs status``: what comes when, what is missing, which successor exists; a calendar; a page with a timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, TABLE, WORKERS, Command, PathType, ending, opened
from iopdocs.swedish import lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from iopdocs.usecases.status import Standing

T = TypeVar("T")
#: What more agreements than so many have in common is told on one line.
MANY = 5
#: The colour of each degree of urgency, most urgent first.
COLOURS = ("red", "yellow", None, None)


@click.command(cls=Command, name="status", short_help="Visa vad som händer när: slutdagar, besked, möten, rapporter.")
@FILES
@ROOT
@ON
@JSON
@click.option(
    "--ics",
    type=PathType(dir_okay=False),
    callback=ending(".ics"),
    metavar="FIL",
    help="Skriv en kalenderfil för Outlook, Google Kalender och andra.",
)
@click.option(
    "--html",
    type=PathType(dir_okay=False),
    callback=ending(".html", ".htm"),
    metavar="FIL",
    help="Skriv en webbsida med en tidslinje över alla avtal.",
)
@TABLE
@WORKERS
def status(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    ics: Path | None,
    html: Path | None,
    table: Path | None,
    workers: int | None,
) -> Exit:
    """Visa vad som händer när: avtal som löper ut, sista dagar för besked, möten, rapporter och utbetalningar.

    Det som har passerat eller kommer först står överst. Sedan visas vad som saknas. Utan FILER tas alla avtal i
    arbetsmappen. Läs in kalenderfilen på nytt när avtalen har ändrats: händelserna flyttas då, de blir inte dubbla.

    \b
    Exempel:
      iopdocs status
      iopdocs status --on 2026-01-15 --json
      iopdocs status --ics iop-avtal.ics --html iop-avtal.html
      iopdocs status --table iop-avtal.xlsx
    """
    from iopdocs.usecases import status as usecase

    workspace, processes = opened(files, root), workers or usecase.cores()
    if not (answering or ics or html or table):
        standing = usecase.status(workspace, files, day, workers=processes)
        _show(standing)
        show.problems(standing.problems)
        return Exit.PROBLEMS if standing.failed else Exit.DONE
    leaves = usecase.status_to_leave(workspace, files, day, ics=ics, html=html, table=table, workers=processes)
    code = Exit.PROBLEMS if leaves.failed else Exit.DONE
    if answering:
        answering.give(leaves.as_json(), code)
    for path in leaves.written:
        show.line(path, err=answering is not None)
    show.problems(leaves.problems)
    return code


def _show(standing: Standing) -> None:
    from iopdocs.usecases.status import in_words

    found = []
    for row in standing.rows():
        continued = ", ".join(row.entry.continued) or "–"
        said = (in_words(row.days), str(row.day or "–"), row.what, continued)
        found.append((row.entry.id, COLOURS[row.urgency], said))
    told = _together((said, name) for name, _, said in found)
    colours = {said: colour for _, colour, said in found}
    lines = [(when, day, names, what, next_) for (when, day, what, next_), names in told]
    looks = [{"fg": colours[said]} for said, _ in told]
    show.table([("NÄR", "DAG", "AVTAL", "VAD", "FORTSÄTTNING"), *lines], [{"bold": True}, *looks])
    lacking = _together((_lacking(one.missing, one.faults, one.file), one.id) for one in standing.missing())
    if lacking:
        show.line()
        show.line("SAKNAS", bold=True)
    for text, names in lacking:
        show.line(f"{names}: {text}")
    if len(told) < len(found):
        show.line("Rad för rad för alla avtal: iopdocs status --table status.xlsx", err=True)
    count = len(standing.overview.entries)
    show.line(f"{count} avtal den {standing.overview.day}; {standing.passed()} med en dag som har passerat.", err=True)


def _lacking(missing: Sequence[str], faults: int, file: str) -> str:
    return "; ".join([*missing, *([f"{faults} fel (iopdocs check {file})"] if faults else [])])


def _together(told: Iterable[tuple[T, str]]) -> list[tuple[T, str]]:
    """Return what is told with the names of those it is told of: on a line each, or one when they are many."""
    names: dict[T, list[str]] = {}
    for said, name in told:
        names.setdefault(said, []).append(name)
    return [
        (said, shown)
        for said, every in names.items()
        for shown in ([lists.some(every)] if len(every) > MANY else every)
    ]
