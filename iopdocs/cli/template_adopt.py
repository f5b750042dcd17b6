"""``iopdocs template adopt``: the house's own letterhead as a document type with our clauses in it."""

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

    from iopdocs.usecases.adopt import Adopted

_YES, _NO = {"j", "ja", "y"}, {"n", "nej", ""}


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
@click.option("--accept", default="", metavar="NR", help="Förslag som stämmer, med komma: 1,3,f1. Eller alla.")
@click.option("--yes", is_flag=True, help="Alla förslag stämmer: samma som --accept alla.")
@click.option("--word", "own", multiple=True, metavar="NR=ORD", help="Eget ord på en plats: 2=avtal.diarienummer.")
@click.option(
    "--plan",
    type=PathType(dir_okay=False),
    callback=ending(".yaml", ".yml"),
    metavar="FIL",
    help="Finns filen inte skrivs alla förslag i den, att ändra i. Finns den görs det som står där.",
)
@ROOT
@ON
@JSON
def adopt(
    file: Path,
    like: str,
    name: str,
    accept: str,
    yes: bool,
    own: tuple[str, ...],
    plan: Path | None,
    root: Path | None,
    day: date,
    answering: Answering | None,
) -> Exit:
    """Ta in er egen Word-mall (.docx eller .dotx) som en dokumenttyp med klausulerna i ert brevhuvud.

    Utan --as visas bara vad som hindrar, vad som inte följer med, och vilka platser som ser ut att ska fyllas i. Inget
    förslag används förrän du har sagt att det stämmer: i en fråga för varje, med --accept eller --yes, eller i en plan.
    Er fil ändras aldrig.

    \b
    Exempel:
      iopdocs template adopt BREV.dotx --like overenskommelse
      iopdocs template adopt BREV.dotx --like overenskommelse --as avtal-i-brev
      iopdocs template adopt BREV.dotx --like overenskommelse --as avtal-i-brev --accept 1,3,f1
      iopdocs template adopt BREV.dotx --like overenskommelse --plan brev.yaml
    """
    from iopdocs.usecases.adopt import ALL
    from iopdocs.usecases.adopt import adopt as adopted

    if plan is not None and (accept or yes or own):
        raise click.UsageError("--plan säger redan vad som stämmer; ange den utan --accept, --yes och --word.")
    workspace, words = opened((), root), _own(own)
    accepted = [ALL] if yes else [one.strip() for one in accept.split(",") if one.strip()]
    asks = bool(name) and not (accepted or words or plan) and not answering and show.can_ask()
    if asks:
        first = adopted(workspace, file, like, "", day)
        if first.obstacles:
            return _hindered(first)
        accepted, words = _asked(first)
    found = adopted(workspace, file, like, name, day, accepted=accepted, own=words, plan=plan, pages=not asks)
    code = Exit.PROBLEMS if found.obstacles or found.problems else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
    elif found.obstacles:
        _hindered(found)
    else:
        _told(found, name)
    return code


def _own(own: tuple[str, ...]) -> dict[int, str]:
    """Read the user's own words by the numbers of places."""
    made = {}
    for one in own:
        number, _, word = one.partition("=")
        if not number.strip().isdecimal() or not word.strip():
            raise click.BadParameter("skriv numret, likhetstecken och ordet: --word 2=avtal.diarienummer")
        made[int(number)] = word.strip()
    return made


def _asked(found: Adopted) -> tuple[list[str], dict[int, str]]:
    """Ask of each proposal whether it is right; return the numbers of those that are, and the words given instead."""
    accepted, words = [], {}
    for one in found.proposals:
        show.line(f"{one.number:3} [{one.label}] i {one.where}")
        said = show.ask(
            f"Ska det stå {one.tag}? j, n eller ett annat ord" if one.tag else "Vilket ord ska stå där? n: inget"
        )
        if said.lower() in _YES and one.tag:
            accepted.append(str(one.number))
        elif said.lower() not in _YES | _NO:
            words[one.number] = said
    for number, part in enumerate(found.asked, start=1):
        question = f"Ska er formatmall ”{part.theirs}” användas för {part.ours} ({part.why})? j eller n"
        if show.ask(question).lower() in _YES:
            accepted.append(f"f{number}")
    return accepted, words


def _hindered(found: Adopted) -> Exit:
    show.problems([*found.obstacles, *found.notes], err=False)
    show.line("Mallen kan inte tas in förrän det ovan är ordnat i Word.", err=True)
    return Exit.PROBLEMS


def _told(found: Adopted, name: str) -> None:
    show.problems(found.notes, err=False)
    _proposed(found, made=bool(found.written))
    if found.plan is not None:
        show.line(show.path(found.plan))
        show.line("Inget är gjort. Läs planen, ändra det som inte stämmer, och kör igen med den och --as.", err=True)
    elif not name:
        show.line(
            "Inget är gjort. Säg vilka förslag som stämmer med --accept, och ge typen ett namn med --as.", err=True
        )
    else:
        _made(found)


def _proposed(found: Adopted, *, made: bool) -> None:
    for one in found.proposals:
        tag = found.accepted.get(one.number, "")
        said = f"blir {tag}" if tag else f"förslag: {one.tag}" if one.tag else "inget förslag; ange ordet med --word"
        show.line(f"{one.number:3} [{one.label}] i {one.where}: {said}")
    for number, part in enumerate([] if made else found.asked, start=1):
        show.line(f" f{number} er formatmall ”{part.theirs}” används för {part.ours}: förslag ({part.why})")


def _made(found: Adopted) -> None:
    theirs = ", ".join(f"{name} ({ours})" for ours, name in found.fitted.theirs.items())
    show.line(f"Era formatmallar används för: {theirs or 'inget'}.")
    if found.fitted.added:
        show.line(f"De här formatmallarna fanns inte hos er och lades till: {', '.join(found.fitted.added)}.")
    left = [str(one.number) for one in found.proposals if one.number not in found.accepted]
    if left:
        show.line(f"Står kvar som i er mall: {', '.join(left)}. Skriv taggar där i Word, eller ta bort dem.", err=True)
    for path in (*found.written, *found.sample):
        show.line(show.path(path))
    if found.problems:
        show.line("Dokumenttypen är gjord, men inget prov blev gjort av det första avtalet:", err=True)
        show.problems(found.problems)
