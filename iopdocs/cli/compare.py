"""``iopdocs compare``: what differs between two Word documents, as tracked changes or in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, Command, PathType, ending
from iopdocs.errors import IopdocsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iopdocs.usecases.compare import Difference

WORD = PathType()


@click.command(cls=Command, short_help="Jämför två Word-dokument: spårade ändringar eller en sammanfattning.")
@click.argument("old", type=WORD, metavar="GAMMAL")
@click.argument("new", type=WORD, metavar="NY")
@click.option(
    "--output",
    "-o",
    type=PathType(dir_okay=False),
    callback=ending(".docx"),
    metavar="FIL",
    help="Skriv en Word-fil med spårade ändringar.",
)
@click.option(
    "--html",
    type=PathType(dir_okay=False),
    callback=ending(".html", ".htm"),
    metavar="FIL",
    help="Skriv en webbsida med dokumenten sida vid sida.",
)
@click.option("--text", "as_text", is_flag=True, help="Visa i ord vad som skiljer, avsnitt för avsnitt.")
@click.option("--author", default="iopdocs", metavar="NAMN", help="Vem ändringarna är av i Word. Annars iopdocs.")
@ON
@JSON
def compare(
    old: Path,
    new: Path,
    output: Path | None,
    html: Path | None,
    as_text: bool,
    author: str,
    day: date,
    answering: Answering | None,
) -> Exit:
    """Jämför två Word-dokument: brödtext, tabeller, sidhuvud, sidfot och noter.

    Med -o blir det en Word-fil där skillnaderna är spårade ändringar, daterade den dag som --on anger. Godkänns alla
    får du texten i NY, avvisas alla får du texten i GAMMAL. Utan -o visas skillnaderna i ord, avsnitt för avsnitt, som
    med --text. Med --html blir det en webbsida med dokumenten sida vid sida. Spårade ändringar som redan finns i
    dokumenten räknas som godkända, och dold text räknas inte. Genomstruken text, länkar, bilder och fält visas som
    skillnader vid sidan av orden. Annat utseende jämförs inte.

    \b
    Slutkoden är 0 när dokumenten säger samma sak, 1 när något skiljer, 2 när de inte kunde jämföras.

    \b
    Exempel:
      iopdocs compare gammal.docx ny.docx
      iopdocs compare gammal.docx ny.docx --html andringar.html
      iopdocs compare gammal.docx ny.docx -o andringar.docx --author "Anna Ek" --on 2026-11-21
    """
    from iopdocs.usecases import compare as usecase

    try:
        found = usecase.compare(old, new, day, output=output, html=html, author=author)
    except IopdocsError as error:
        show.problems(error.problems)
        return answering.stopped(error.problems, Exit.USAGE) if answering else Exit.USAGE
    code = Exit.PROBLEMS if found.changes else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
    for path in () if answering else found.files:
        show.line(path)
    if not answering and (as_text or not found.files):
        _show(found.changes)
    show.problems(found.problems)
    if found.unmarked and not as_text:
        show.line("Det här skiljer också, och är inte markerat i Word-filen:", err=True)
        _show(found.unmarked, err=True)
    show.line(_count(found.changes), err=True)
    return code


def _show(changes: Sequence[Difference], *, err: bool = False) -> None:
    section = None
    for change in changes:
        if change.section != section:
            show.line(change.section, bold=True, err=err)
            section = change.section
        show.line(f"    {change.kind.value}: {change.text}", err=err)


def _count(changes: Sequence[Difference]) -> str:
    if not changes:
        return "Dokumenten säger samma sak."
    sections = len({change.section for change in changes})
    return f"{len(changes)} {'skillnad' if len(changes) == 1 else 'skillnader'} i {sections} avsnitt."
