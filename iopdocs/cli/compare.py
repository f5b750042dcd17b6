"""``iopdocs compare``: what differs between two Word documents, as tracked changes or in words."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.options import JSON, ON, Command, Place, ending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iopdocs.redline import Change

SAME, CHANGED, TROUBLE = 0, 1, 2
WORD = Place()


@click.command(cls=Command, short_help="Jämför två Word-dokument: spårade ändringar eller en sammanfattning.")
@click.argument("old", type=WORD, metavar="GAMMAL")
@click.argument("new", type=WORD, metavar="NY")
@click.option(
    "--output",
    "-o",
    type=Place(dir_okay=False),
    callback=ending(".docx"),
    metavar="FIL",
    help="Skriv en Word-fil med spårade ändringar.",
)
@click.option("--text", "as_text", is_flag=True, help="Visa i ord vad som skiljer, avsnitt för avsnitt.")
@click.option("--author", default="iopdocs", metavar="NAMN", help="Vem ändringarna är av i Word. Annars iopdocs.")
@ON
@JSON
def compare(old: Path, new: Path, output: Path | None, as_text: bool, author: str, day: date, as_json: bool) -> None:
    """Jämför två Word-dokument: brödtext, tabeller, sidhuvud, sidfot och noter.

    Med -o blir det en Word-fil där skillnaderna är spårade ändringar, daterade den dag som --on anger. Godkänns alla
    får du texten i NY, avvisas alla får du texten i GAMMAL. Utan -o visas skillnaderna i ord, avsnitt för avsnitt, som
    med --text. Spårade ändringar som redan finns i dokumenten räknas som godkända. Utseende jämförs inte.

    \b
    Slutkoden är 0 när dokumenten säger samma sak, 1 när något skiljer, 2 när de inte kunde jämföras.

    \b
    Exempel:
      iopdocs compare gammal.docx ny.docx
      iopdocs compare gammal.docx ny.docx -o andringar.docx --author "Anna Ek" --on 2026-11-21
    """
    from iopdocs.errors import IopdocsError
    from iopdocs.redline import redline, summary
    from iopdocs.word.package import read_document

    try:
        before, after = read_document(old), read_document(new)
        changes = summary(before, after)
        if output is not None:
            _write(output, redline(before, after, author, day), (old, new))
    except IopdocsError as error:
        show.problems(error.problems)
        sys.exit(TROUBLE)
    if as_json:
        show.as_json([_data(change) for change in changes])
    elif output is not None:
        show.line(output)
    if not as_json and (as_text or output is None):
        _show(changes)
    show.line(_count(changes), err=True)
    sys.exit(CHANGED if changes else SAME)


def _write(path: Path, data: bytes, compared: Sequence[Path]) -> None:
    """Write the file. Raises OutputBlocked when it would replace anything but an untouched comparison, or cannot be."""
    from iopdocs.output import explained, made_folder, save
    from iopdocs.redline import is_untouched

    with explained(path):
        made_folder(path.parent)
    save(path, data, is_untouched, compared)


def _show(changes: Sequence[Change]) -> None:
    section = None
    for change in changes:
        if change.section != section:
            show.line(change.section, bold=True)
            section = change.section
        show.line(f"    {change.kind.value}: {change.text}")


def _count(changes: Sequence[Change]) -> str:
    if not changes:
        return "Dokumenten säger samma sak."
    sections = len({change.section for change in changes})
    return f"{len(changes)} {'skillnad' if len(changes) == 1 else 'skillnader'} i {sections} avsnitt."


def _data(change: Change) -> dict[str, str]:
    return {"avsnitt": change.section, "ändring": change.kind.value, "före": change.old, "nu": change.new}
