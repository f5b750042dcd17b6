"""``iopdocs new``: an interview about a new agreement, in the terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import ON, ROOT, Command, opened
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iopdocs.usecases.interview import AgreementKind, FormField, Interview
    from iopdocs.usecases.opening import Workspace

#: What takes away an answer that is there.
_CLEAR = "-"


@click.command(cls=Command, short_help="Börja ett nytt avtal med några frågor, eller från ett liknande avtal.")
@click.argument("agreement", required=False, metavar="[ID]")
@ROOT
@ON
@click.option("--kind", metavar="SLAG", help="Slaget av avtal, till exempel iop-kommun; annars frågas det.")
@click.option("--like", metavar="ID", help="Börja från ett liknande avtal, utan det som hör till just det.")
def new(agreement: str | None, root: Path | None, day: date, kind: str | None, like: str | None) -> Exit:
    """Börja ett nytt avtal med några frågor.

    Varje svar prövas genast, med samma ord som iopdocs check. Tryck Enter för det du inte vet: det blir en lucka. Filen
    skrivs först när du har svarat på allt, och aldrig över en fil som finns. Ctrl-C avbryter utan att något skrivs.

    \b
    Exempel:
      iopdocs new
      iopdocs new exempelby-jouren-2026 --kind iop-kommun
      iopdocs new exempelby-jouren-2027 --like exempelby-jouren-2026
    """
    from iopdocs.usecases import beginning, interview

    if not show.can_ask():
        hint = "Kör det i ett terminalfönster, eller skriv filen själv som handboken visar."
        raise OutputBlocked(Problem("iopdocs new frågar och behöver en terminal", hint=hint, code="fel-användning"))
    if kind is not None and like:
        hint = "Det liknande avtalet är redan av ett slag. Skriv bara det ena."
        raise InvalidAgreement(Problem("--kind och --like går inte ihop", hint=hint, code="fel-användning"))
    workspace = opened((), root)
    if agreement:
        beginning.usable_id(workspace, agreement)
    if like:
        text = beginning.like(workspace, beginning.file_of(workspace, like))
        kind, held = "", interview.begun_like(workspace, text, day)
    else:
        kind = kind if kind is not None else _kind(interview.kinds(workspace))
        held = interview.begun(workspace, kind, day)
    if held.questions:
        show.line("Tryck Enter för det du inte vet. Ctrl-C avbryter, och då skrivs ingenting.", err=True)
    for number, one in enumerate(held.questions, start=1):
        held = _asked(workspace, held, one, f"{number} av {len(held.questions)}", day, kind)
    path = _written(workspace, held, agreement)
    return _left(workspace, path, day)


def _kind(known: Sequence[AgreementKind]) -> str:
    """Ask what kind of agreement it is; with no kinds there is none to ask of."""
    if not known:
        return ""
    show.line("Vad är det för slags avtal?", err=True, bold=True)
    for number, one in enumerate(known, start=1):
        show.line(f"  {number}  {one.name}", err=True)
        if one.about:
            show.line(f"     {one.about}.", err=True, hang=5)
    while True:
        said = show.ask(f"Välj 1–{len(known)}", "")
        if said.isdecimal() and 1 <= int(said) <= len(known):
            return known[int(said) - 1].id
        if said in {one.id for one in known}:
            return said
        show.line(f"Skriv ett nummer, 1 till {len(known)}.", err=True)


def _asked(workspace: Workspace, held: Interview, one: FormField, place: str, day: date, kind: str) -> Interview:
    """Ask one question until the answer can be used, and return the interview with it."""
    from iopdocs.usecases.interview import answered

    show.line(err=True)
    show.line(f"{place}. {one.question}", err=True, bold=True)
    for told in (one.tip, _help(one)):
        if told:
            show.line(f"  {told}", err=True, hang=2)
    if one.sentence:
        show.line(f"  Hamnar till exempel i: ”{one.sentence[0]}[…]{one.sentence[1]}”", err=True, hang=2)
    while True:
        said = _answer(one)
        if said is None:
            return held
        try:
            made = answered(workspace, held, {one.name: said}, day, kind)
        except InvalidAgreement as error:
            show.problems(error.problems)
            continue
        now = next((each for each in made.questions if each.name == one.name), None)
        if now is None:  # what was answered made it another kind of party, that is not asked this
            return made
        show.problems(now.problems)
        if any(each.severity is Severity.ERROR for each in now.problems):
            continue
        if not any(each.severity is Severity.WARNING for each in now.problems):
            return made
        held, one = made, now  # a doubt may be answered anew, or stay


def _help(one: FormField) -> str:
    if one.choices:
        return "Välj: " + ", ".join(f"{number} {each}" for number, each in enumerate(one.choices, start=1))
    return f"{one.help}. Skrivs till exempel {one.example}" if one.example else one.help


def _answer(one: FormField) -> str | None:
    """Return what is answered; None when it stays as it is."""
    if one.value:
        now = " / ".join(one.value.splitlines())
        show.line(f"  Nu: {now}   (Enter behåller det, {_CLEAR} tar bort det)", err=True, hang=6)
    said = show.ask("Svar" if one.kind != "several" else "Ett svar per rad, tom rad slutar", "")
    if said == _CLEAR and one.value:
        return ""
    if not said:
        return None
    if one.choices and said.isdecimal() and 1 <= int(said) <= len(one.choices):
        return one.choices[int(said) - 1]
    if one.kind == "several":
        rows = [said]
        while more := show.ask("…", ""):
            rows.append(more)
        return "\n".join(rows)
    return said


def _written(workspace: Workspace, held: Interview, agreement: str | None) -> Path:
    """Write the file, asking for its id until there is one that can be used, and return it."""
    from iopdocs.usecases import beginning, interview

    name = agreement
    while name is None:
        offered = interview.proposed_id(workspace, held)
        show.line(err=True)
        show.line("Vad ska avtalets fil och mappen med dokument heta?", err=True, bold=True)
        said = show.ask(f"Id, eller Enter för {offered}", offered)
        try:
            name = beginning.usable_id(workspace, said)
        except InvalidAgreement as error:
            show.problems(error.problems)
    return beginning.create(workspace, name, held.text)


def _left(workspace: Workspace, path: Path, day: date) -> Exit:
    """Tell what was made, what is left, and what comes next."""
    from iopdocs.usecases.interview import left
    from iopdocs.usecases.opening import open_workspace

    show.line(err=True)
    show.line(show.path(path))
    fresh = open_workspace((), workspace.root, workspace.root)
    found = left(fresh, path, day)
    show.line(f"Avtalet är skapat. Kontrollen säger: {show.count(found)}.", err=True)
    show.line("Fyll i resten i webbläsaren med: iopdocs serve", err=True)
    show.line(f"eller i filen, och se vad som är kvar med: iopdocs check {show.path(path)}", err=True)
    show.line(f"Gör utkast i Word med: iopdocs render {show.path(path)}", err=True)
    return Exit.DONE
