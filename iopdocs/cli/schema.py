"""``iopdocs schema``: the JSON Schema for the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import Command, PathType

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Skriv JSON-schemat för redigeraren.")
@click.option("--settings", is_flag=True, help="Schemat för iopdocs.yaml i stället för avtalens.")
@click.option("--output", "-o", type=PathType(dir_okay=False), metavar="FIL", help="Skriv till en fil.")
def schema(settings: bool, output: Path | None) -> Exit:
    """Skriv JSON-schemat, så att redigeraren kan fylla i och förklara nycklar.

    \b
    Exempel:
      iopdocs schema -o agreements/avtal.schema.json
    """
    from iopdocs.usecases import schema as usecase

    if output is None:
        show.lines(usecase.schema(settings=settings))
    else:
        usecase.save_schema(output, settings=settings)
        show.line(output)
    return Exit.DONE
