"""``iopdocs clauses``: the clauses there are, or one as it reads on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.look_up import ClauseFound, ClausesFound


@click.command(cls=Command)
@click.argument("clause_id", required=False, metavar="[ID]")
@ROOT
@ON
@JSON
def clauses(clause_id: str | None, root: Path | None, day: date, answering: Answering | None) -> Exit:
    """Lista klausulerna, eller visa en som den lyder en viss dag.

    \b
    Exempel:
      iopdocs clauses
      iopdocs clauses tystnadsplikt --on 2024-06-30
    """
    from iopdocs.usecases import look_up

    workspace = opened((), root)
    found = look_up.clauses(workspace) if clause_id is None else look_up.clause(workspace, clause_id, day)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
    elif isinstance(found, look_up.ClausesFound):
        _list(found)
    else:
        _show(found)
    return Exit.DONE


def _list(found: ClausesFound) -> None:
    show.table([[clause.id, clause.heading, clause.about] for clause in found.clauses])


def _show(found: ClauseFound) -> None:
    show.line(found.clause.heading, bold=True)
    show.line(f"{found.clause.about}. Lydelse: {found.version.span}.")
    show.line()
    show.lines(found.version.text, indent="    ")
    for subject, provisions in found.support:
        show.line(f"stöd: {subject}: {', '.join(provisions) or 'ingen bestämmelse i kraft den dagen'}")
