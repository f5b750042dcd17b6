"""``iopdocs override``: a clause as it is worded in Word becomes the agreement's own text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, one_line, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Låt en klausul som är omskriven i Word bli avtalets egen text.")
@click.argument("file", type=PathType(), metavar="FIL")
@click.argument("clause", callback=one_line, metavar="KLAUSUL")
@click.option("--reason", required=True, callback=one_line, metavar="TEXT", help="Varför texten är en annan.")
@click.option("--by", required=True, callback=one_line, metavar="NAMN", help="Vem som har skrivit om klausulen.")
@ROOT
@ON
@JSON
def override(
    file: Path, clause: str, reason: str, by: str, root: Path | None, day: date, answering: Answering | None
) -> Exit:
    """Låt en klausul som är omskriven i Word bli avtalets egen text.

    Klausulen skrivs som den står i det redigerade utkastet, under klausuler.ersätt i avtalets fil, med skäl, namn och
    dag. Så står den kvar när dokumentet görs om, och när avtalet förnyas. Uppgifter i texten blir vanlig text: de
    ändras inte när uppgifterna ändras. Bara det skrivs som ger precis de orden när dokumentet görs.

    \b
    Exempel:
      iopdocs verify output/exempel/overenskommelse.docx
      iopdocs override output/exempel/overenskommelse.docx tvist --reason "Parterna vill medla" --by "Anna Ek"
    """
    from iopdocs.usecases import override as usecase

    found = usecase.override(opened((file,), root, agreements=False), file, clause, reason, by, day)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    show.line(f"{found.file}: klausulen {found.clause} har nu en egen text under klausuler.ersätt:")
    for line in found.text.split("\n"):
        show.line(f"    {line}".rstrip())
    return Exit.DONE
