"""``iopdocs impact``: what changes in the law between two days, and what that touches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ROOT, Command, PathType, ending, opened, read_day

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.impact import AgreementImpact, Impact


@click.command(cls=Command, short_help="Visa vad en lagändring rör: klausuler och löpande avtal.")
@FILES
@ROOT
@click.option("--from", "first", callback=read_day, required=True, metavar="DAG", help="Första dagen.")
@click.option("--to", "last", callback=read_day, required=True, metavar="DAG", help="Sista dagen.")
@click.option(
    "--draft",
    is_flag=True,
    help="Skriv ett utkast till tillägg för varje avtal, att klistra in i dess fil; med --html på sidan.",
)
@click.option(
    "--html",
    type=PathType(dir_okay=False),
    callback=ending(".html", ".htm"),
    metavar="FIL",
    help="Skriv en webbsida med det som berörs, och vem som bör göra vad.",
)
@JSON
def impact(
    files: tuple[Path, ...],
    root: Path | None,
    first: date,
    last: date,
    draft: bool,
    html: Path | None,
    answering: Answering | None,
) -> Exit:
    """Visa vilka bestämmelser som ändras mellan två dagar, och vilka klausuler och löpande avtal det rör.

    Lagbiblioteket har utvalda bestämmelser. Det som inte står där märks inte här.

    \b
    Exempel:
      iopdocs impact --from 2025-07-01 --to 2025-07-01
      iopdocs impact --from 2026-01-01 --to 2026-12-31 --json
      iopdocs impact --from 2026-01-01 --to 2026-12-31 --html lagen.html --draft
    """
    from iopdocs.usecases import impact as usecase

    if last < first:
        raise click.UsageError("--to ligger före --from.")
    workspace = opened(files, root)
    found = usecase.impact(workspace, files, first, last)
    left = usecase.written(workspace, found, html, drafts=draft) if html else []
    code = Exit.PROBLEMS if found.failed else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
    elif not html:
        _show(found, draft=draft)
    if html:
        show.line(html, err=answering is not None)
    if not answering:
        show.problems([*found.problems, *left])
    return code


def _show(found: Impact, *, draft: bool) -> None:
    if found.clauses:
        show.line("KLAUSULER", bold=True)
        for clause, changes in found.clauses:
            show.line(f"{clause.id}: {clause.heading}")
            for change in changes:
                show.line(f"  {change.in_words}")
        show.line()
    for agreement in found.agreements:
        show.line(f"{agreement.id} ({agreement.file})", bold=True)
        show.line(
            f"  Lagen är den som gällde {agreement.law_day}. Första ändringen gäller från och med {agreement.by}."
        )
        show.line(f"  {agreement.deadline}")
        for one in agreement.touched:
            show.line(f"  {one.where}: {one.change.in_words}")
        if draft and agreement.draft:
            _draft(agreement)
        show.line()
    counted = f"{len(found.changes)} ändringar i lagbiblioteket {found.first}–{found.last}; "
    counted += f"{len(found.clauses)} klausuler och {len(found.agreements)} löpande avtal berörs."
    show.line(counted, err=True)


def _draft(agreement: AgreementImpact) -> None:
    show.line("  Utkast till tillägg, att klistra in i avtalets fil:")
    show.lines(agreement.draft, indent="    ")
