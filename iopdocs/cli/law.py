"""``iopdocs law``: what a provision of law meant on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, Command

if TYPE_CHECKING:
    from iopdocs.usecases.look_up import LawFound


@click.command(cls=Command)
@click.argument("citation", metavar="LAGRUM")
@ON
@JSON
def law(citation: str, day: date, answering: Answering | None) -> Exit:
    """Slå upp ett lagrum som det gällde en viss dag.

    \b
    Exempel:
      iopdocs law "SoL 5:11" --on 2021-12-20
      iopdocs law "26 kap. 1 § OSL"
    """
    from iopdocs.usecases import look_up

    found = look_up.law(citation, day)
    code = Exit.PROBLEMS if found.failed else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    if not found.failed:
        _show(found)
    show.problems(found.found.problems)
    return code


def _show(answer: LawFound) -> None:
    from iopdocs.swedish import dates

    found = answer.found
    show.line(found.text(first=True, introduce=True))
    for provision in found.provisions:
        show.line(f"  om: {provision.about}")
        last = provision.period.last
        until = f"till och med {last}" if last else "och tills vidare"
        show.line(f"  gäller: från och med {provision.period.first} {until}")
        for change in (one for one in provision.amendments if one.first <= answer.day):
            show.line(f"  lydelse: ändrad {change.first}" + (f" genom {change.by}" if change.by else ""))
        if provision.note:
            show.line(f"  anmärkning: {provision.note}")
        if found.act:
            show.line(f"  källa: {provision.source or found.act.source} (kontrollerad {found.act.checked})")
            show.line(f"  säkerhet: {provision.confidence or found.act.confidence}")
            for ground in answer.grounds(provision):
                show.line(f"  vilar på: {ground}")
    for link in found.act.links if found.act else ():
        show.line(f"  länk: {link}")
    for successor in found.successors:
        show.line(f"  efterträds av: {successor.text} ({successor.provision.about})")
    if found.unsure:
        show.line(f"  osäkert: {found.unsure}")
    show.line(f"  som lagen gällde den {dates.format(answer.day)}")
