"""``iopdocs check``: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Command, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Kontrollera avtal: uppgifter, lagrum, belopp, datum, kriterier.")
@FILES
@ROOT
@ON
@JSON
@click.option("--strict", is_flag=True, help="Räkna även varningar som fel.")
def check(files: tuple[Path, ...], root: Path | None, day: date, answering: Answering | None, strict: bool) -> Exit:
    """Kontrollera avtal: uppgifter, lagrum, belopp, datum, IOP-kriterier och skyddade uppgifter.

    Utan FILER kontrolleras alla avtal i arbetsmappen.

    \b
    Exempel:
      iopdocs check
      iopdocs check agreements/exempel.yaml --on 2024-01-31
    """
    from iopdocs.usecases import check as usecase

    found = usecase.check(opened(files, root), files, day)
    code = Exit.PROBLEMS if found.failed(strict=strict) else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
    else:
        show.problems(found.problems, err=False)
        show.line(f"{len(found.files)} avtal kontrollerade: {show.count(found.problems)}.", err=True)
    return code
