"""``iopdocs check``: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Command, opened
from iopdocs.errors import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.ranking import Ranked

KINDS = [severity.value for severity in Severity]


@click.command(cls=Command, short_help="Kontrollera avtal: uppgifter, lagrum, belopp, datum, kriterier.")
@FILES
@ROOT
@ON
@JSON
@click.option("--only", type=click.Choice(KINDS), help="Visa bara det slaget. Slutkoden gäller ändå allt som hittas.")
@click.option("--strict", is_flag=True, help="Räkna även varningar som fel.")
def check(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    only: str | None,
    strict: bool,
) -> Exit:
    """Kontrollera avtal: uppgifter, lagrum, belopp, datum, IOP-kriterier och skyddade uppgifter.

    Utan FILER kontrolleras alla avtal i arbetsmappen. För varje avtal står det som stoppar en slutlig version först.

    \b
    Exempel:
      iopdocs check
      iopdocs check agreements/exempel.yaml --on 2024-01-31
      iopdocs check --only fel
    """
    from iopdocs.usecases import check as usecase

    found = usecase.check(opened(files, root), files, day, only)
    code = Exit.PROBLEMS if found.failed(strict=strict) else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    for file, ranked in found.told():
        _show(file, ranked)
    stopped = sum(1 for one in found.files if one.stops)
    more = f" {stopped} avtal kan inte bli {'slutligt' if stopped == 1 else 'slutliga'} än." if stopped else ""
    show.line(f"{len(found.files)} avtal kontrollerade: {show.count(found.problems)}.{more}", err=True)
    return code


def _show(file: str, found: Ranked) -> None:
    """Print what concerns one agreement, what stops it first; of what concerns all there is no heading."""
    if found.stops and file:
        what = show.several(len(found.stops), "sak", "saker")
        show.line(f"{file}: {what} stoppar en slutlig version:", bold=True)
    show.problems(found.stops, err=False)
    if found.stops and file and len(found.all) > len(found.stops):
        show.line(f"{file}: annat att ta ställning till, som inte stoppar:", bold=True)
    show.problems(found.warnings, err=False)
    if found.asked:
        count = show.several(found.asked.count(";") + 1, "fråga", "frågor")
        show.line(f"{file}: varning: {count} om IOP utan svar, stoppar inget. Skriv: {found.asked}.")
    show.problems(found.short_notes, err=False)
