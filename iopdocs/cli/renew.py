"""``iopdocs renew``: drafts of the agreements that come after those that end."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.options import FILES, JSON, ON, ROOT, WORKERS, Command, asked_for, find_workspace, read_day

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.model.scalars import Length
    from iopdocs.renewal.run import Renewed

WITHIN = "6 månader"


def _span(ctx: click.Context, param: click.Parameter, value: str) -> Length:
    """Read a length of time: 6m, 1å, 90d or as in an agreement, 6 månader."""
    from iopdocs.model.scalars import parse_length

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
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle göras, men skriv ingenting.")
@click.option("--no-redline", is_flag=True, help="Gör inga dokument med spårade ändringar.")
@WORKERS
def renew(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    as_json: bool,
    within: Length,
    before: date | None,
    start: date | None,
    dry_run: bool,
    no_redline: bool,
    workers: int,
) -> None:
    """Gör utkast till efterträdare åt avtal som går ut.

    Varje efterträdare blir en ny fil bredvid den gamla, med ny avtalstid, uppräknade belopp och dagens lag. Sedan görs
    utkasten, dokument med spårade ändringar mot det förra avtalet och en rapport över det som ska beslutas. Ingen fil
    skrivs över, och en avbruten körning blir klar när den körs igen.

    \b
    Exempel:
      iopdocs renew --dry-run
      iopdocs renew --within 9m
      iopdocs renew --ending-before 2024-12-31
    """
    from iopdocs.cli.progress import Progress
    from iopdocs.deadlines import shift
    from iopdocs.output import alone
    from iopdocs.renewal import report
    from iopdocs.renewal.run import FAILED, Renewal, Window

    workspace = find_workspace(files, root)
    window = Window(day, before or shift(day, within), start, dry_run, not no_redline)
    output = workspace.root / "output"
    paths = asked_for(workspace, files)
    with nullcontext() if dry_run else alone(output):
        renewal = Renewal(workspace, window, workers)
        chosen = renewal.chosen(paths)
        results = list(Progress("Förnyar", len(chosen)).through(renewal.renew(chosen)))
        written = report.write(output, results, window) if results and not dry_run else []
    if as_json:
        show.as_json(report.as_data(results, window))
    else:
        for result in results:
            _show(result)
    for path in written:
        show.line(show.path(path), err=as_json)
    if not results:
        show.line(f"Inget avtal går ut senast {window.until} utan att ha en efterträdare.", err=True)
    if begun := len(chosen) - len(results):
        count = show.several(begun, "avtal", "avtal")
        show.line(f"{count} har redan en påbörjad efterträdare och togs inte med.", err=True)
    sys.exit(1 if any(result.state == FAILED for result in results) else 0)


def _show(result: Renewed) -> None:
    if result.path is not None:
        show.line(show.path(result.path))
    for warning in result.notes.warnings:
        show.line(f"    {warning}", fg="yellow", err=True)
    if result.notes.decisions:
        decide = show.several(len(result.notes.decisions), "sak", "saker")
        show.line(f"    {decide} att besluta och {len(result.notes.changes)} ändringar; se rapporten.", err=True)
    show.problems(result.problems)
