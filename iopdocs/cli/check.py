"""``iopdocs check``: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, TABLE, WORKERS, Command, opened
from iopdocs.errors import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.check import Checked
    from iopdocs.usecases.ranking import Ranked

#: Of more agreements than this the way to a shorter answer is told.
MANY = 10
KINDS = [severity.value for severity in Severity]


@click.command(cls=Command, short_help="Kontrollera avtal: uppgifter, lagrum, belopp, datum, kriterier.")
@FILES
@ROOT
@ON
@JSON
@click.option("--only", type=click.Choice(KINDS), help="Visa bara det slaget. Slutkoden gäller ändå allt som hittas.")
@click.option("--summary", is_flag=True, help="Visa hur mycket det är i varje avtal och av varje slag, inte varje sak.")
@TABLE
@click.option("--strict", is_flag=True, help="Räkna även varningar som fel.")
@WORKERS
def check(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    only: str | None,
    summary: bool,
    table: Path | None,
    strict: bool,
    workers: int | None,
) -> Exit:
    """Kontrollera avtal: uppgifter, lagrum, belopp, datum, IOP-kriterier och skyddade uppgifter.

    Utan FILER kontrolleras alla avtal i arbetsmappen. För varje avtal står det som stoppar en slutlig version först.

    \b
    Exempel:
      iopdocs check
      iopdocs check agreements/exempel.yaml --on 2024-01-31
      iopdocs check --only fel
      iopdocs check --summary
      iopdocs check --table kontroll.xlsx
    """
    from iopdocs.usecases import check as usecase

    workspace = opened(files, root)
    found = usecase.check(workspace, files, day, only, workers or usecase.cores())
    written = [table] if table else []
    for path in written:
        usecase.write(found, path, workspace, day)
    code = Exit.PROBLEMS if found.failed(strict=strict) else Exit.DONE
    if answering:
        answering.give(found.as_json(written), code)
        return code
    if summary:
        _sum_up(found)
    for file, ranked in () if summary or written else found.told():
        _show(file, ranked)
    for path in written:
        show.line(path)
    stopped = sum(1 for one in found.files if one.stops)
    more = f" {stopped} avtal kan inte bli {'slutligt' if stopped == 1 else 'slutliga'} än." if stopped else ""
    show.line(f"{len(found.files)} avtal kontrollerade: {show.count(found.problems)}.{more}", err=True)
    if len(found.files) > MANY and not (summary or written):
        show.line("Kortare: iopdocs check --summary visar hur mycket det är i varje avtal och av varje slag.", err=True)
    return code


def _sum_up(found: Checked) -> None:
    """Print a table of the agreements, what stops a final version first, and one of the kinds of what was found."""
    agreements = sorted(found.files, key=lambda one: (-one.stops, one.file))
    if len(agreements) > MANY:  # those that nothing stops are counted, so that the others are seen
        agreements = [one for one in agreements if one.stops]
    counts = [(str(one.stops), *(str(one.count(severity)) for severity in Severity), one.file) for one in agreements]
    head = ("STOPPAR", "FEL", "VARNINGAR", "UPPLYSNINGAR", "AVTAL")
    looks: list[dict[str, Any]] = [{"bold": True}, *({"fg": "red"} if one.stops else {} for one in agreements)]
    if agreements:
        show.table([head, *counts], looks)
    if left := len(found.files) - len(agreements):
        show.line(f"{left} avtal har inget som stoppar en slutlig version. Alla, rad för rad: --table kontroll.xlsx.")
    kinds = [(str(one.agreements), one.severity.value, "ja" if one.stops else "", one.gist) for one in found.kinds()]
    if kinds:
        show.line()
        show.table([("AVTAL", "SLAG", "STOPPAR", "VAD"), *kinds], [{"bold": True}])


def _show(file: str, found: Ranked) -> None:
    """Print what concerns one agreement, what stops it first; of what concerns all there is no heading."""
    from iopdocs.usecases.ranking import gathered

    if found.stops and file:
        what = show.several(len(found.stops), "sak", "saker")
        show.line(f"{file}: {what} stoppar en slutlig version:", bold=True)
    show.problems(gathered(found.stops), err=False)
    if found.stops and file and len(found.all) > len(found.stops):
        show.line(f"{file}: annat att ta ställning till, som inte stoppar:", bold=True)
    show.problems(found.warnings, err=False)
    if found.asked:
        count = show.several(found.asked.count(";") + 1, "fråga", "frågor")
        show.line(f"{file}: varning: {count} om IOP utan svar, stoppar inget. Skriv: {found.asked}.")
    show.problems(found.short_notes, err=False)
