"""``iopdocs init``: a new workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import Command, PathType

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command)
@click.argument("folder", default=".", type=PathType(file_okay=False), metavar="[MAPP]")
def init(folder: Path) -> Exit:
    """Gör en ny arbetsmapp med mallar, klausuler och ett exempelavtal.

    \b
    Exempel:
      iopdocs init mitt-arbete
    """
    from iopdocs.usecases.create import create

    for path in create(folder).paths:
        show.line(path)
    show.line(f"Klart. Gå vidare med: cd {folder} && iopdocs render", err=True)
    show.line("Eller dubbelklicka på Starta iopdocs i mappen, och arbeta i webbläsaren.", err=True)
    return Exit.DONE
