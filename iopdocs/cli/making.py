"""``iopdocs render``: progress, results, what remains to be done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from iopdocs import checks
from iopdocs.batch import NOTHING_TO_MAKE, Batch, Outcome, Wish
from iopdocs.cli import show
from iopdocs.errors import Severity
from iopdocs.output import alone
from iopdocs.workspace import Workspace

# With fewer agreements than this the paths themselves show the progress.
MANY = 5
# A blank form has dozens of gaps; the first ones tell what it is.
SHOWN_GAPS = 8


def make(workspace: Workspace, paths: Sequence[Path], wish: Wish, *, as_json: bool) -> bool:
    """Make the documents and show the result; return whether anything failed."""
    outcomes: list[Outcome] = []
    batch = Batch(workspace, wish)
    with alone(batch.output):
        made = batch.make(paths)
        if len(paths) >= MANY and sys.stderr.isatty():
            with click.progressbar(made, length=len(paths), label="Gör dokument", file=sys.stderr) as bar:
                outcomes = list(bar)
        else:
            outcomes = list(made)
    if as_json:
        show.as_json([_data(outcome) for outcome in outcomes])
    else:
        _show(outcomes, wish)
    return any(outcome.failed for outcome in outcomes)


def _show(outcomes: Sequence[Outcome], wish: Wish) -> None:
    if not any(outcome.written for outcome in outcomes):
        show.problems(one for outcome in outcomes for one in outcome.problems if one.code == NOTHING_TO_MAKE)
    for outcome in outcomes:
        for written in outcome.written:
            click.echo(show.path(written.path))
            if written.beside:
                edited = show.path(written.beside)
                message = f"{edited} har redigerats och lämnades orörd; den nya ligger i {written.path.name}."
                click.secho(f"    {message}", fg="yellow", err=True)
            if written.kept:
                click.secho(f"    Den redigerade filen sparades som {written.kept.name}.", fg="yellow", err=True)
        stopping = checks.STOPS_FINAL if wish.final else frozenset()
        show.problems(one for one in outcome.problems if one.severity is Severity.ERROR or one.code in stopping)
        if outcome.failed:
            message = f"{outcome.file}: alla dokument kunde inte göras. Rätta felen ovan och försök igen."
            click.secho(message, fg="red", err=True)
        elif not wish.final:
            _remaining(outcome)


def _remaining(outcome: Outcome) -> None:
    """Say what stands between a draft and a final document."""
    for stem, gaps in outcome.gaps.items():
        if gaps:
            click.echo(f"    {stem}: {show.several(len(gaps), 'lucka', 'luckor')}: {_shortly(gaps)}", err=True)
    warnings = sum(problem.severity is Severity.WARNING for problem in outcome.problems)
    if warnings:
        click.echo(f"    {show.several(warnings, 'varning', 'varningar')}; se iopdocs check {outcome.file}", err=True)


def _shortly(gaps: Sequence[str]) -> str:
    rest = len(gaps) - SHOWN_GAPS
    return ", ".join(gaps[:SHOWN_GAPS]) + (f" och {rest} till" if rest > 0 else "")


def _data(outcome: Outcome) -> dict[str, object]:
    return {
        "avtal": outcome.file,
        "klart": not outcome.failed,
        "filer": [str(written.path) for written in outcome.written],
        "luckor": {stem: list(gaps) for stem, gaps in outcome.gaps.items()},
        "problem": show.as_data(outcome.problems),
    }
