"""``iopdocs convert``: other formats of a Word file as it is now, edited or not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    from iopdocs.cli.options import chosen_formats
    from iopdocs.usecases.convert import FORMATS

    return chosen_formats(ctx, param, value, FORMATS)


@click.command(cls=Command, short_help="Gör webbsida, text, PDF och JSON av en Word-fil, som den är nu.")
@click.argument("file", type=PathType(), metavar="FIL")
@ROOT
@ON
@JSON
@click.option(
    "--format",
    "formats",
    callback=_formats,
    default="html,txt",
    metavar="FORMAT",
    help="html, fragment.html, md, txt, json, pdf; flera med komma. Annars html,txt.",
)
@click.option("--out", type=PathType(file_okay=False), metavar="MAPP", help="Annan mapp än den där Word-filen ligger.")
def convert(
    file: Path, root: Path | None, day: date, answering: Answering | None, formats: tuple[str, ...], out: Path | None
) -> Exit:
    """Gör webbsida, text, PDF och JSON av en Word-fil, som den är nu.

    Filen kan vara redigerad, eller skriven av någon annan. Inget av texten försvinner på vägen: det som inte går att
    skriva i formatet stoppar omvandlingen. Det gör också spårade ändringar, kommentarer och skyddade uppgifter.

    \b
    Exempel:
      iopdocs convert output/exempel/pressmeddelande.docx
      iopdocs convert output/exempel/pressmeddelande.docx --format fragment.html,json
    """
    from iopdocs.usecases import convert as usecase

    found = usecase.convert(opened((file,), root, agreements=False), file, formats, day, out=out)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    for written in found.written:
        show.line(show.path(written.path))
        if written.beside:
            left = f"{show.path(written.beside)} har redigerats eller är upptagen och lämnades orörd"
            show.line(f"    {left}; den nya ligger i {written.path.name}.", fg="yellow", err=True)
    show.problems(found.problems)
    return Exit.DONE
