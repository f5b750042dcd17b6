"""``iopdocs clauses``: the clauses there are, or one as it reads on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, opened, read_day

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.compare_clause import ClauseCompared
    from iopdocs.usecases.look_up import ClauseFound, ClausesFound
    from iopdocs.usecases.opening import Workspace


@click.command(cls=Command)
@click.argument("clause_id", required=False, metavar="[ID]", shell_complete=completion.clause_ids)
@ROOT
@ON
@click.option(
    "--compare",
    "other",
    callback=read_day,
    metavar="DAG",
    help="Visa vad som ändrats mellan dagen i --on och den här dagen, och varför.",
)
@JSON
def clauses(
    clause_id: str | None, root: Path | None, day: date, other: date | None, answering: Answering | None
) -> Exit:
    """Lista klausulerna, eller visa en som den lyder en viss dag, eller vad som ändrats i den mellan två dagar.

    \b
    Exempel:
      iopdocs clauses
      iopdocs clauses tystnadsplikt --on 2024-06-30
      iopdocs clauses registerkontroll --on 2024-06-30 --compare 2026-06-30
    """
    from iopdocs.usecases import look_up

    if other and clause_id is None:
        raise click.UsageError("--compare behöver klausulens id.")
    workspace = opened((), root)
    if other and clause_id:
        return _compare(workspace, clause_id, day, other, answering)
    found = look_up.clauses(workspace) if clause_id is None else look_up.clause(workspace, clause_id, day)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
    elif isinstance(found, look_up.ClausesFound):
        _list(found)
    else:
        _show(found)
    return Exit.DONE


def _compare(workspace: Workspace, clause_id: str, day: date, other: date, answering: Answering | None) -> Exit:
    from iopdocs.usecases.compare_clause import compare_clause

    found = compare_clause(workspace, clause_id, day, other)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
    else:
        _show_changes(found)
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


_SAME = "Texten är densamma."


def _show_changes(found: ClauseCompared) -> None:
    show.line(found.clause.heading, bold=True)
    for day, version in ((found.first, found.before), (found.last, found.after)):
        show.line(f"{day}: lydelse {version.span}" if version else f"{day}: ingen lydelse")
    for start, reason in found.reasons:
        show.line(f"därför ({start}): {reason or 'klausulen säger inte varför'}")
    if found.same:
        show.line("Lydelsen är densamma; bara lagen som den hänvisar till är en annan." if found.edits else _SAME)
    for edit in found.edits:
        show.line()
        for sign, text in (("−", edit.before), ("+", edit.after)):
            if text:
                show.lines(text, indent=f"  {sign} ")
    if found.law:
        show.line()
        show.line("Lagen som klausulen vilar på:")
    for change in found.law:
        show.line(f"  {change.in_words}")
