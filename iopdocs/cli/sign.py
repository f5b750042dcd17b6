"""``iopdocs sign``: what a signing service is to be given."""

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


@click.command(cls=Command, short_help="Gör i ordning slutliga versioner för en signeringstjänst.")
@click.argument("files", nargs=-1, required=True, type=PathType(), metavar="FILER")
@ROOT
@ON
@JSON
def sign(files: tuple[Path, ...], root: Path | None, day: date, answering: Answering | None) -> Exit:
    """Gör i ordning slutliga versioner för en signeringstjänst.

    Bredvid den slutliga versionen läggs en PDF med ett namngivet fält för varje underskrift, ett manifest (JSON) om
    dem som ska underteckna, och en sida om vad du gör i tjänsten. Inget skickas till någon. Av ett avtals fil tas de
    slutliga versioner som parterna undertecknar.

    \b
    Exempel:
      iopdocs sign output/exempel/overenskommelse.docx
      iopdocs sign agreements/exempel.yaml
    """
    from iopdocs.usecases import sign as usecase

    agreements = tuple(one for one in files if one.suffix.lower() in {".yaml", ".yml"})
    workspace = opened(files, root, agreements=bool(agreements) and len(agreements) == len(files))
    found = usecase.sign(workspace, files, day)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    for one in found.made:
        for path in one.kit.paths:
            show.line(show.path(path))
        if not one.kit.new:
            show.line("    Filerna finns redan och säger detsamma; de gjordes inte om.", err=True)
    show.problems(found.problems)
    return Exit.DONE
