"""``iopdocs template adopt``: the house's own letterhead as a document type with our clauses in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import ON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.adopt import Adopted


@click.command("adopt", cls=Command, short_help="Ta in er egen Word-mall: hinder, förslag till taggar, ny dokumenttyp.")
@click.argument("file", type=PathType(dir_okay=False), metavar="FIL")
@click.option(
    "--like",
    required=True,
    metavar="TYP",
    shell_complete=completion.document_types,
    help="Den dokumenttyp vars text och klausuler ska stå i mallen.",
)
@click.option("--as", "name", default="", metavar="NAMN", help="Den nya dokumenttypens namn. Utan namn görs inget.")
@click.option("--accept", default="", metavar="NR", help="Förslag som stämmer, med komma: 1,3. Eller alla.")
@click.option("--word", "own", multiple=True, metavar="NR=ORD", help="Eget ord på en plats: 2=avtal.diarienummer.")
@ROOT
@ON
def adopt(file: Path, like: str, name: str, accept: str, own: tuple[str, ...], root: Path | None, day: date) -> Exit:
    """Ta in er egen Word-mall (.docx eller .dotx) som en dokumenttyp med klausulerna i ert brevhuvud.

    Utan --as visas bara vad som hindrar, vad som inte följer med, och vilka platser som ser ut att ska fyllas i. Inget
    förslag används förrän du har sagt att det stämmer. Er fil ändras aldrig.

    \b
    Exempel:
      iopdocs template adopt BREV.dotx --like overenskommelse
      iopdocs template adopt BREV.dotx --like overenskommelse --as avtal-i-brev --accept 1,3
    """
    from iopdocs.usecases.adopt import adopt as adopted

    words = _own(own)
    accepted = [one.strip() for one in accept.split(",") if one.strip()]
    found = adopted(opened((), root), file, like, name, day, accepted=accepted, own=words)
    _told(found, name)
    return Exit.PROBLEMS if found.obstacles else Exit.DONE


def _own(own: tuple[str, ...]) -> dict[int, str]:
    """Read the user's own words by the numbers of places."""
    made = {}
    for one in own:
        number, _, word = one.partition("=")
        if not number.strip().isdecimal() or not word.strip():
            raise click.BadParameter("skriv numret, likhetstecken och ordet: --word 2=avtal.diarienummer")
        made[int(number)] = word.strip()
    return made


def _told(found: Adopted, name: str) -> None:
    show.problems([*found.obstacles, *found.notes], err=False)
    if found.obstacles:
        show.line("Mallen kan inte tas in förrän det ovan är ordnat i Word.", err=True)
        return
    for one in found.proposals:
        tag = found.accepted.get(one.number, "")
        said = f"blir {tag}" if tag else f"förslag: {one.tag}" if one.tag else "inget förslag; ange ordet med --word"
        show.line(f"{one.number:3} [{one.label}] i {one.where}: {said}")
    if not name:
        show.line(
            "Inget är gjort. Säg vilka förslag som stämmer med --accept, och ge typen ett namn med --as.", err=True
        )
        return
    theirs = ", ".join(found.fitted.theirs)
    show.line(f"Era formatmallar används för: {theirs or 'inget'}.")
    if found.fitted.added:
        show.line(f"De här formatmallarna fanns inte hos er och lades till: {', '.join(found.fitted.added)}.")
    left = [str(one.number) for one in found.proposals if one.number not in found.accepted]
    if left:
        show.line(f"Står kvar som i er mall: {', '.join(left)}. Skriv taggar där i Word, eller ta bort dem.", err=True)
    for path in (*found.written, *found.sample):
        show.line(show.path(path))
