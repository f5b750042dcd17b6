"""``iopdocs template check``: what is wrong or doubtful in templates, clauses and sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, ending, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check", cls=Command, short_help="Granska mallar, klausuler och meningar innan något görs av dem.")
@click.argument("wanted", nargs=-1, metavar="[TYP|FIL]", shell_complete=completion.document_types)
@ROOT
@ON
@click.option(
    "--annotate",
    type=PathType(dir_okay=False),
    callback=ending(".docx"),
    metavar="FIL",
    help="Skriv en kopia av mallen med en Word-kommentar vid varje anmärkning.",
)
@click.option("--strict", is_flag=True, help="Räkna även varningar som fel.")
@JSON
def check(
    wanted: tuple[str, ...],
    root: Path | None,
    day: date,
    annotate: Path | None,
    strict: bool,
    answering: Answering | None,
) -> Exit:
    """Granska mallar, klausuler och meningar: felstavade ord, fel filter, if utan slut, text som försvinner.

    Skriv en dokumenttyp, en klausul, eller en Word-fil var som helst. Utan TYP granskas allt i arbetsmappen. Varje
    anmärkning säger del, rubrik och stycke eller tabellcell. Inget avtal behövs, och inget annat skrivs än kopian.

    \b
    Exempel:
      iopdocs template check
      iopdocs template check overenskommelse --annotate kommenterad.docx
      iopdocs template check nytt-brev.docx
    """
    from iopdocs.usecases.template_check import check_templates

    found = check_templates(opened((), root), wanted, day, annotate=annotate)
    code = Exit.PROBLEMS if found.failed(strict=strict) else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    show.problems(found.problems, err=False)
    tags = sum(len(one.found.tags) for one in found.checked)
    what = show.several(len(found.checked), "fil granskad", "filer granskade")
    show.line(f"{what}, {show.several(tags, 'tagg', 'taggar')}: {show.count(found.problems)}.", err=True)
    if found.written:
        show.line(show.path(found.written))
    return code
