"""``iopdocs clean``: take away documents that are kept as they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Ta bort sparade exemplar av dokument som de gjordes.")
@ROOT
@JSON
@click.option("--out", type=PathType(file_okay=False), metavar="MAPP", help="Annan mapp än output.")
@click.option("--all", "everything", is_flag=True, help="Ta bort alla, även dem som en redigerad fil jämförs med.")
def clean(root: Path | None, answering: Answering | None, out: Path | None, everything: bool) -> Exit:
    """Ta bort sparade exemplar av dokument som de gjordes.

    iopdocs sparar varje Word-utkast som det gjordes, i den dolda mappen .iopdocs i arbetsmappen. Med det går det att se
    vad någon har ändrat, och att ta med ändringarna när dokumentet görs om. Det som en redigerad fil i output behöver
    står kvar. Har du skickat ut ett utkast som inte ligger redigerat i output: vänta till det har kommit tillbaka.

    \b
    Exempel:
      iopdocs clean
      iopdocs clean --all
    """
    from iopdocs.usecases import clean as usecase

    found = usecase.clean(opened((), root), out=out, everything=everything)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    gone = show.several(found.gone, "sparat dokument", "sparade dokument")
    show.line(f"Tog bort {gone}; {found.stays} finns kvar.")
    return Exit.DONE
