"""``iopdocs template diff``: what a new version of a template or a clause changes, and what it breaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, not_empty, opened

if TYPE_CHECKING:
    from pathlib import Path

FILE = PathType(dir_okay=False)


@click.command("diff", cls=Command, short_help="Visa vad en ny version av en mall eller klausul ändrar och förstör.")
@click.argument("old", type=FILE, metavar="GAMMAL")
@click.argument("new", type=FILE, metavar="NY")
@click.option(
    "--document", callback=not_empty, metavar="TYP", help="Dokumenttypen, när ingen av filerna ligger i dess mapp."
)
@ROOT
@ON
@JSON
def diff(old: Path, new: Path, document: str | None, root: Path | None, day: date, answering: Answering | None) -> Exit:
    """Visa vad en ny version av en Word-mall eller en klausul lägger till, tar bort och kräver.

    Varje avtal i arbetsmappen prövas med båda: får ett dokument en lucka som det inte hade, eller går det inte längre
    att göra, står det med sitt avtal. Slutkoden är då 1.

    \b
    Exempel:
      iopdocs template diff templates/overenskommelse/mall.docx ny-mall.docx
      iopdocs template diff templates/klausuler/syfte.yaml syfte.yaml
    """
    from iopdocs.usecases.template_diff import template_diff

    found = template_diff(opened((), root), old, new, day, document)
    code = Exit.PROBLEMS if found.broken else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    for line in found.lines:
        show.line(line)
    for heading, some in (("Nya ord", found.added), ("Ord som inte används längre", found.dropped)):
        if some:
            show.line(heading, bold=True)
            show.table([[f"  {one.written}", one.kind, one.about] for one in some])
    for one in found.broken:
        show.line(f"{one.file}, {one.document}: förstörs", bold=True)
        for gap in one.gaps:
            show.line(f"  ny lucka: {gap}")
        show.problems(one.problems, err=False)
    tried = show.several(found.tried, "dokument prövat", "dokument prövade")
    show.line(f"{tried}, {len(found.broken)} förstörs.", err=True)
    return code
