"""``iopdocs finish``: an edited draft becomes a final version, as it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FORMAT, JSON, ON, ROOT, Command, PathType, one_line, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Gör ett redigerat utkast slutligt, som det är.")
@click.argument("file", type=PathType(), metavar="FIL")
@ROOT
@ON
@JSON
@FORMAT
@click.option(
    "--reason", callback=one_line, metavar="TEXT", help="Skäl till en ny slutlig version av något undertecknat."
)
def finish(
    file: Path,
    root: Path | None,
    day: date,
    answering: Answering | None,
    formats: tuple[str, ...],
    reason: str | None,
) -> Exit:
    """Gör ett redigerat utkast slutligt, som det är.

    Texten tas som den står i Word, och inget skrivs om av uppgifterna. Luckor, gula märken, spårade ändringar,
    kommentarer och skyddade uppgifter stoppar. Utkastet ligger kvar; den slutliga versionen läggs bredvid.

    \b
    Exempel:
      iopdocs finish output/exempel/overenskommelse.docx
      iopdocs finish output/exempel/overenskommelse.ny.docx --format docx,pdf
    """
    from iopdocs.usecases import finish as usecase

    workspace = opened((file,), root, agreements=False)
    found = usecase.finish(workspace, file, formats, day, reason=reason or "")
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    for written in found.written:
        show.line(show.path(written.path))
        if not written.changed:
            show.line("    Den slutliga versionen finns redan och säger detsamma; den gjordes inte om.", err=True)
    return Exit.DONE
