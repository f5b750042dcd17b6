"""``iopdocs verify``: what a document was made from, and what a person changed in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.options import JSON, ROOT, Command, Place, find_workspace

if TYPE_CHECKING:
    from pathlib import Path

SOUND, PROBLEMS = 0, 1


@click.command(cls=Command, short_help="Pröva om dokument är oredigerade och gjorda av dagens uppgifter.")
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILER")
@ROOT
@JSON
def verify(files: tuple[Path, ...], root: Path | None, as_json: bool) -> None:
    """Pröva om dokument är oredigerade och gjorda av dagens uppgifter.

    Visar vad ett dokument är gjort av. Är en Word-fil redigerad visas i vilka avsnitt. Det fungerar också om filen är
    flyttad eller kvittot borta. Slutkoden är 0 när alla är oredigerade och gjorda av dagens uppgifter, annars 1.

    \b
    Exempel:
      iopdocs verify output/exempel/overenskommelse.docx
    """
    from iopdocs.verification import verify as verified

    workspace = find_workspace(files, root)
    results = [verified(workspace, path) for path in files]
    if as_json:
        show.as_json(results)
    for result in () if as_json else results:
        show.line(f"{result['fil']}: {result['läge']}")
        if result["gjort_av"]:
            show.line(f"    gjort av: {result['gjort_av']}")
        for line in result["skillnader"]:
            show.line(f"    {line}")
    sys.exit(SOUND if all(result["oredigerat"] and result["aktuellt"] for result in results) else PROBLEMS)
