"""``iopdocs status``: what comes when, what is missing, which successor exists; a calendar; a page with a timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, TABLE, Command, PathType, ending, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.status import Standing

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
def status(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    ics: Path | None,
    html: Path | None,
    table: Path | None,
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

    workspace = opened(files, root)
    if not (answering or ics or html or table):
        standing = usecase.status(workspace, files, day)
        _show(standing)
        show.problems(standing.problems)
        return Exit.PROBLEMS if standing.failed else Exit.DONE
    leaves = usecase.status_to_leave(workspace, files, day, ics=ics, html=html, table=table)
    code = Exit.PROBLEMS if leaves.failed else Exit.DONE
    if answering:
        answering.give(leaves.as_json(), code)
    for path in leaves.written:
        show.line(path, err=answering is not None)
    show.problems(leaves.problems)
    return code


def _show(standing: Standing) -> None:
    from iopdocs.usecases.status import in_words

    found, entries = standing.rows(), standing.overview.entries
    head = ("NÄR", "DAG", "AVTAL", "VAD", "FORTSÄTTNING")
    lines = [
        (in_words(row.days), str(row.day or "–"), row.entry.id, row.what, ", ".join(row.entry.continued) or "–")
        for row in found
    ]
    show.table([head, *lines], [{"bold": True}, *({"fg": COLOURS[row.urgency]} for row in found)])
    if missing := standing.missing():
        show.line()
        show.line("SAKNAS", bold=True)
        for entry in missing:
            faults = [f"{entry.faults} fel (iopdocs check {entry.file})"] if entry.faults else []
            show.line(f"{entry.id}: {'; '.join([*entry.missing, *faults])}")
    count = f"{len(entries)} avtal den {standing.overview.day}; {standing.passed()} med en dag som har passerat."
    show.line(count, err=True)
