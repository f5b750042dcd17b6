"""``iopdocs upgrade``: what is new in the program's templates and clauses, shown and brought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, Command, PathType, ending, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.upgrade import UpgradeAnswer


@click.command(cls=Command, short_help="Visa och för in nya mallar och klausuler.")
@click.argument("folder", required=False, type=PathType(file_okay=False), metavar="[MAPP]")
@click.option("--apply", is_flag=True, help="För in det som är nytt. Annars visas det bara.")
@click.option(
    "--output",
    "-o",
    type=PathType(dir_okay=False),
    callback=ending(".md"),
    metavar="FIL",
    help="Skriv rapporten till en fil.",
)
@ON
@JSON
def upgrade(folder: Path | None, apply: bool, output: Path | None, day: date, answering: Answering | None) -> Exit:
    """Visa vad som är nytt i programmets mallar och klausuler sedan arbetsmappen fick sina, och för in det.

    Utan --apply ändras ingenting. Filer som ni inte har ändrat byts mot de nya; de gamla sparas. Filer som ni har
    ändrat skrivs aldrig över: det nya förs in bredvid era ändringar när det går, annars läggs det i mappen
    uppgradering/nytt. Avtal och färdiga dokument rörs inte.

    \b
    Exempel:
      iopdocs upgrade
      iopdocs upgrade -o nytt.md
      iopdocs upgrade --apply
    """
    from iopdocs.usecases import upgrade as usecase

    workspace = opened((), folder)
    workspace.watch.of_place(output, workspace.root)
    answer = usecase.upgrade(workspace, day, apply=apply)
    if output is not None:
        usecase.write_upgrade_report(answer, output)
    if answering:
        answering.give(usecase.upgrade_json(answer), Exit.DONE)
    elif output is None:
        _show(answer)
    for path in (output, answer.report):
        if path is not None:
            show.line(show.path(path), err=answering is not None)
    show.problems(answer.problems)
    show.line(_count(answer), err=True)
    return Exit.DONE


def _show(answer: UpgradeAnswer) -> None:
    from iopdocs.usecases.upgrade import Look, lines

    looks = {Look.GROUP: ("", True), Look.NAME: ("  ", True), Look.TEXT: ("    ", False), Look.POINT: ("      ", False)}
    if not answer.is_news and not answer.waiting and not answer.changed_here:
        return
    for look, text in lines(answer):
        if look is Look.TITLE:
            continue
        indent, bold = looks[look]
        if bold:
            show.line()
        show.line(f"{indent}{text}", bold=bold or None)


def _count(answer: UpgradeAnswer) -> str:
    from iopdocs.usecases.upgrade import BROUGHT, LAID_ASIDE

    if not answer.files:
        return "Inget är nytt i programmets mallar och klausuler."
    brought, aside = (sum(file.fate in fates for file in answer.files) for fates in (BROUGHT, LAID_ASIDE))
    if answer.applied:
        return f"{show.several(brought, 'fil', 'filer')} infördes, {aside} väntar på er i uppgradering/nytt."
    return f"{show.several(brought, 'fil', 'filer')} förs in med iopdocs upgrade --apply, {aside} lämnas till er."
