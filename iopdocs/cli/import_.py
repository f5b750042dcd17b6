"""``iopdocs import``: an agreement that exists as a Word file, as a new file of facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, ending, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.import_word import Offer, WordAgreement

_YES, _NO = {"j", "ja", "y"}, {"n", "nej", ""}
_REST = {"alla", "a"}
_LONGEST = 300


@click.command("import", cls=Command, short_help="Läs in ett avtal som finns som Word-fil: förslag till uppgifter.")
@click.argument("file", type=PathType(dir_okay=False), metavar="FIL")
@click.option("--as", "name", default="", metavar="ID", help="Det nya avtalets id. Utan id visas bara förslagen.")
@click.option("--accept", default="", metavar="NR", help="Förslag som stämmer, med komma: 1,3,8. Eller alla.")
@click.option("--yes", is_flag=True, help="Ta allt som är säkert, utan att fråga.")
@click.option("--value", "own", multiple=True, metavar="NR=VÄRDE", help="Ett eget värde, eller svaret på en fråga.")
@click.option(
    "--plan",
    type=PathType(dir_okay=False),
    callback=ending(".yaml", ".yml"),
    metavar="FIL",
    help="Finns filen inte skrivs alla förslag i den, att ändra i. Finns den tas det som står där.",
)
@ROOT
@ON
@JSON
def import_(
    file: Path,
    name: str,
    accept: str,
    yes: bool,
    own: tuple[str, ...],
    plan: Path | None,
    root: Path | None,
    day: date,
    answering: Answering | None,
) -> Exit:
    """Läs in ett avtal som finns som Word-fil, och skriv uppgifterna i en ny avtalsfil.

    Parter, nummer, belopp, tider, lagrum och avsnitt föreslås, vart och ett med meningen det är läst i och hur säkert
    det är. Med --as frågas om varje förslag. Inget gissas: det som kan läsas på flera sätt är en fråga, och text som
    inte blir någon uppgift räknas upp. Det som tas står under antaganden i avtalet tills det är bekräftat, och stoppar
    så länge en slutlig version. Word-filen ändras inte.

    \b
    Exempel:
      iopdocs import avtal.docx
      iopdocs import avtal.docx --as exempelby-jouren-2026
      iopdocs import avtal.docx --plan forslag.yaml
      iopdocs import avtal.docx --plan forslag.yaml --as exempelby-jouren-2026
    """
    from iopdocs.usecases import import_word as usecase
    from iopdocs.usecases.import_plan import read_plan

    if plan is not None and (accept or yes or own):
        raise click.UsageError("--plan säger redan vad som stämmer; ange den utan --accept, --yes och --value.")
    values = _own(own)
    workspace = opened((file,), root, agreements=False)
    read = usecase.read_file(workspace, file)
    if plan is not None and not plan.exists():
        return _planned(plan, read, answering)
    if plan is not None:
        answers = read_plan(plan, read)
    elif accept or yes or values or not (name and not answering and show.can_ask()):
        answers = _accepted(read, accept, yes=yes) | values
        if not (accept or yes or values or answering):
            _shown(read)
    else:
        answers = _asked(read)
    usecase.judge(read, answers)
    if not (name and answers):
        code = Exit.DONE if not name else Exit.PROBLEMS
        if answering:
            answering.give(usecase.import_json(read), code)
        show.line("Inget är gjort. Ge avtalet ett id med --as, och säg vad som stämmer.", err=True)
        return code
    made = usecase.take_in(workspace, read, name, answers, day)
    if answering:
        answering.give(usecase.import_json(read, answers, made), Exit.DONE)
        return Exit.DONE
    show.line(show.path(made.path))
    _left(read)
    if made.orphans:
        numbers = ", ".join(map(str, made.orphans))
        show.line(f"Inte med, eftersom parten de gäller inte togs: {numbers}.", err=True)
    show.line(
        f"{show.several(made.taken, 'förslag togs', 'förslag togs')} och står under antaganden tills det är bekräftat. "
        f"Gå vidare med iopdocs check {show.path(made.path)}.",
        err=True,
    )
    return Exit.DONE


def _planned(plan: Path, read: WordAgreement, answering: Answering | None) -> Exit:
    """Write what is proposed in a plan."""
    from iopdocs.usecases import import_word as usecase
    from iopdocs.usecases.import_plan import write_plan

    write_plan(plan, read)
    if answering:
        answering.give(usecase.import_json(read, plan=plan), Exit.DONE)
    else:
        show.line(show.path(plan))
        show.line("Inget är gjort. Läs planen, ändra det som inte stämmer, och kör igen med den och --as.", err=True)
    return Exit.DONE


def _own(own: tuple[str, ...]) -> dict[int, str]:
    """Read the user's own values by the numbers of proposals."""
    made = {}
    for one in own:
        number, _, value = one.partition("=")
        if not number.strip().isdecimal() or not value.strip():
            raise click.BadParameter("skriv numret, likhetstecken och värdet: --value 4=2026-01-01")
        made[int(number)] = value.strip()
    return made


def _accepted(read: WordAgreement, accept: str, *, yes: bool) -> dict[int, str]:
    chosen = [one.strip().lower() for one in accept.split(",") if one.strip()]
    if wrong := [one for one in chosen if not one.isdecimal() and one != "alla"]:
        raise click.BadParameter(f"{', '.join(wrong)} är inget nummer; skriv till exempel --accept 1,3,8 eller alla.")
    numbers = {int(one) for one in chosen if one.isdecimal()}
    numbers |= read.numbers(certain=True) if yes else set()
    numbers |= read.numbers(certain=False) if "alla" in chosen else set()
    return dict.fromkeys(sorted(numbers), "")


def _shown(read: WordAgreement) -> None:
    for one in read.offers:
        _offered(one)
    _left(read)
    certain = len(read.numbers(certain=True))
    show.line(
        f"{show.several(len(read.offers), 'förslag', 'förslag')}, varav {certain} säkra; "
        f"{show.several(len(read.unread), 'stycke', 'stycken')} inte lästa.",
        err=True,
    )


def _offered(one: Offer) -> None:
    why = f" ({one.why})" if one.why else ""
    value = one.value or " eller ".join(one.choices)
    show.line(f"{one.number:3} {one.key}: {value}", bold=True, hang=4)
    sentence = one.sentence if len(one.sentence) <= _LONGEST else f"{one.sentence[:_LONGEST]} …"
    show.line(f"    {one.sure}{why}, {one.place}: ”{sentence}”", hang=4)


def _left(read: WordAgreement) -> None:
    """Tell what no key has taken, by heading."""
    by_heading: dict[tuple[str, str], int] = {}
    for one in read.unread:
        key = (one.heading or "Utan rubrik", one.why)
        by_heading[key] = by_heading.get(key, 0) + 1
    if by_heading:
        show.line("Inte läst:")
    for (heading, why), number in by_heading.items():
        told = f" ({why})" if why else ""
        show.line(f"    {heading}: {show.several(number, 'stycke', 'stycken')}{told}", hang=4)


def _asked(read: WordAgreement) -> dict[int, str]:
    """Ask of each proposal whether it is right; return what is taken, with the values given instead."""
    answers: dict[int, str] = {}
    rest = False
    for one in read.offers:
        if rest and one.certain:
            answers[one.number] = ""
            continue
        _offered(one)
        said = show.ask(_question(one))
        while not _can_be_used(one, said):
            show.line("Det svaret går inte här.", err=True)
            said = show.ask(_question(one))
        low = said.lower()
        if low in _REST:
            rest = True
        if low in _YES or (low in _REST and one.certain):
            answers[one.number] = ""
        elif low not in _NO | _REST:
            answers[one.number] = _chosen(one, said)
    return answers


def _can_be_used(one: Offer, said: str) -> bool:
    """Whether an answer means something here; a fact that is several is taken as it is, or as protected."""
    from iopdocs.usecases.import_word import PROTECTED

    low = said.lower()
    if low in _NO | _REST:
        return True
    if low in _YES:
        return bool(one.proposal.pairs)
    return one.single or (one.may_be_hidden and low == PROTECTED)


def _question(one: Offer) -> str:
    if one.choices:
        listed = ", ".join(f"{number}: {choice}" for number, choice in enumerate(one.choices, start=1))
        return f"Vilket stämmer? {listed}, n: inget, eller ett annat värde"
    if one.may_be_hidden:
        return "Ta med? j, n, skyddad, eller alla säkra som är kvar"
    return (
        "Ta med? j, n, ett annat värde, eller alla säkra som är kvar"
        if one.single
        else "Ta med? j, n, eller alla säkra som är kvar"
    )


def _chosen(one: Offer, said: str) -> str:
    """Return the answer that a number means, or what was written."""
    number = int(said) if said.isdecimal() and len(said) < 3 else 0
    return one.proposal.choices[number - 1] if 0 < number <= len(one.choices) else said
