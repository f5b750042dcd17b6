"""``iopdocs template try``: a template filled in with made-up agreements."""

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

    from iopdocs.usecases.template_try import TemplateTried


@click.command("try", cls=Command, short_help="Pröva en mall med påhittade avtal: vad når dokumentet?")
@click.argument("names", nargs=-1, metavar="[TYP]", shell_complete=completion.document_types)
@ROOT
@ON
@click.option(
    "--count", type=click.IntRange(2, 500), default=40, metavar="N", help="Högst så många påhittade avtal; annars 40."
)
@click.option("--words", is_flag=True, help="Visa nycklarna i avtalets fil som når dokumentet, och resten.")
@click.option(
    "--sheet",
    type=PathType(dir_okay=False),
    callback=ending(".pdf"),
    metavar="FIL",
    help="Skriv ett kontaktark: sidorna i litet, med allt ifyllt och med bara det nödvändigaste.",
)
@JSON
def attempt(
    names: tuple[str, ...],
    root: Path | None,
    day: date,
    count: int,
    words: bool,
    sheet: Path | None,
    answering: Answering | None,
) -> Exit:
    """Pröva mallar med påhittade avtal, där varje uppgift har ett eget ord, och med avtalen i arbetsmappen.

    Visar taggar som aldrig skriver något och villkor som bara går åt ett håll. Sådant är antingen onödigt, eller så har
    inget av avtalen det som behövs.

    \b
    Exempel:
      iopdocs template try sammanfattning
      iopdocs template try overenskommelse --words --sheet sidor.pdf
    """
    from iopdocs.usecases.template_try import try_templates

    found = try_templates(opened((), root), names, day, count=count, sheet=sheet)
    code = Exit.PROBLEMS if found.problems else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    for one in found.results:
        _show(one, words=words)
    show.problems(found.problems, err=False)
    if found.sheet:
        show.line(show.path(found.sheet))
    return code


def _show(one: TemplateTried, *, words: bool) -> None:
    tried = one.tried
    agreements = f"{tried.agreements} avtal, {show.several(tried.documents, 'dokument', 'dokument')}"
    show.line(f"{one.type.id}: {one.covered} av {len(tried.spots)} taggar prövade helt ({agreements})", bold=True)
    for place, spot in tried.dead:
        show.line(f"  {spot.written}: {spot.dead}")
        show.line(f"      {place.in_words}")
    never = sorted(tried.made - tried.reached)
    show.line(f"  {len(tried.reached)} uppgifter når dokumentet, {len(never)} gör det aldrig.")
    for heading, some in (("når", sorted(tried.reached)), ("når aldrig", never)) if words else ():
        show.line(f"  {heading}: {', '.join(some)}")
