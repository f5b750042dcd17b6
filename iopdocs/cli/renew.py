"""``iopdocs renew``: drafts of the agreements that come after those that end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, TABLE, WORKERS, Command, opened, read_day

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.renew import Length, Renewed

WITHIN = "6 månader"


def _span(ctx: click.Context, param: click.Parameter, value: str) -> Length:
    """Read a length of time: 6m, 1å, 90d or as in an agreement, 6 månader."""
    from iopdocs.usecases.renew import parse_length

    short = {"m": " månader", "å": " år", "d": " dagar", "v": " veckor"}
    try:
        return parse_length(value[:-1] + short[value[-1]] if value[-1:] in short and value[:-1].isdigit() else value)
    except ValueError as error:
        raise click.BadParameter(str(error).replace("\n", ". "), ctx, param) from error


@click.command(cls=Command, short_help="Gör utkast till nya avtal för dem som går ut.")
@FILES
@ROOT
@ON
@JSON
@click.option(
    "--within", callback=_span, default=WITHIN, metavar="TID", help="Avtal som går ut inom tiden: 6m, 1å, 90d."
)
@click.option("--ending-before", "before", callback=read_day, metavar="DAG", help="Avtal som går ut senast den dagen.")
@click.option(
    "--start", callback=read_day, metavar="DAG", help="Annan första dag än dagen efter det gamla avtalets sista."
)
@click.option("--dry-run", is_flag=True, help="Visa rapporten över vad som skulle göras, men skriv ingenting.")
@click.option("--no-redline", is_flag=True, help="Gör inga dokument med spårade ändringar.")
@TABLE
@WORKERS
def renew(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    within: Length,
    before: date | None,
    start: date | None,
    dry_run: bool,
    no_redline: bool,
    table: Path | None,
    workers: int | None,
) -> Exit:
    """Gör utkast till efterträdare åt avtal som går ut.

    Varje efterträdare blir en ny fil bredvid den gamla, med ny avtalstid, uppräknade belopp och dagens lag. Sedan görs
    utkasten, dokument med spårade ändringar mot det förra avtalet och en rapport över det som ska beslutas. Ingen fil
    skrivs över, och en avbruten körning blir klar när den körs igen.

    \b
    Exempel:
      iopdocs renew --dry-run
      iopdocs renew --dry-run --table fornyelse.xlsx
      iopdocs renew --within 9m
      iopdocs renew --ending-before 2024-12-31
    """
    from iopdocs.cli.progress import Progress
    from iopdocs.usecases import renew as usecase

    made = usecase.renew(
        opened(files, root),
        files,
        day,
        within=within,
        before=before,
        start=start,
        dry_run=dry_run,
        redline=not no_redline,
        table=table,
        workers=workers,
        watched=lambda total, results: Progress("Förnyar", total).through(results),
    )
    code = Exit.PROBLEMS if made.failed else Exit.DONE
    if answering:
        answering.give(made.as_json(), code)
    if dry_run and made.results and not answering:
        show.lines(usecase.report_text(made))
    for result in () if answering or dry_run else made.results:
        _show(result)
    for path in made.written:
        show.line(show.path(path), err=answering is not None)
    if not made.results:
        show.line(f"Inget avtal går ut senast {made.until} utan att ha en efterträdare.", err=True)
    if made.begun:
        count = show.several(made.begun, "avtal", "avtal")
        show.line(f"{count} har redan en påbörjad efterträdare och togs inte med.", err=True)
    return code


def _show(result: Renewed) -> None:
    if result.path is not None:
        show.line(show.path(result.path))
    for warning in result.notes.warnings:
        show.line(f"    {warning}", fg="yellow", err=True)
    if result.notes.decisions:
        decide = show.several(len(result.notes.decisions), "sak", "saker")
        show.line(f"    {decide} att besluta och {len(result.notes.changes)} ändringar; se rapporten.", err=True)
    show.problems(result.problems)
