"""``iopdocs render``: documents of agreements; progress, results, what remains to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, FORMAT, JSON, ON, ROOT, WORKERS, Command, PathType, not_empty, one_line, opened
from iopdocs.errors import IopdocsError, Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.render import Outcome, Rendering, Wish

# A blank form has dozens of gaps; the first ones tell what it is.
SHOWN_GAPS = 8
# Of agreements that have nothing to make a document of, the first ones tell what is missing.
SHOWN_EMPTY = 20


@click.command(cls=Command, short_help="Gör dokument av avtal, i mappen output.")
@FILES
@ROOT
@ON
@JSON
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="TYP",
    shell_complete=completion.document_types,
    help="Bara den dokumenttypen; kan upprepas.",
)
@FORMAT
@click.option("--out", type=PathType(file_okay=False), metavar="MAPP", help="Annan mapp än output.")
@click.option("--final", is_flag=True, help="Slutlig version: vägras så länge uppgifter saknas eller fel finns kvar.")
@click.option(
    "--reason", callback=one_line, metavar="TEXT", help="Skäl till en ny slutlig version av något undertecknat."
)
@click.option("--force", is_flag=True, help="Skriv över även redigerade filer; den redigerade sparas under nytt namn.")
@click.option("--fresh", is_flag=True, help="Gör den nya filen utan det som någon har ändrat i den redigerade.")
@click.option("--takeover", is_flag=True, help="Ta över dokument som enligt kvittot är en annan fils eller mapps.")
@click.option("--carry-over", "carry", is_flag=True, help="Ta med dokumenten från avtalets tidigare id till det nya.")
@click.option("--remake", is_flag=True, help="Gör även om dokument som redan är gjorda av samma uppgifter.")
@click.option("--watch", is_flag=True, help="Gör om dokumenten varje gång en fil sparas, tills du trycker Ctrl+C.")
@WORKERS
@click.option(
    "--cluster",
    callback=not_empty,
    metavar="ADRESS",
    help="Låt ett Dask-kluster göra arbetet, till exempel tcp://10.0.0.5:8786.",
)
def render(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    answering: Answering | None,
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    final: bool,
    reason: str | None,
    force: bool,
    fresh: bool,
    takeover: bool,
    carry: bool,
    remake: bool,
    watch: bool,
    workers: int | None,
    cluster: str | None,
) -> Exit:
    """Gör dokument av avtal, i mappen output.

    Utan FILER tas alla avtal i arbetsmappen. Ett utkast visar det som saknas som gulmarkerade luckor. En fil som någon
    har redigerat skrivs aldrig över, och inte heller en slutlig version: den nya läggs bredvid, med ändringarna i den
    redigerade som spårade ändringar.

    \b
    Exempel:
      iopdocs render
      iopdocs render agreements/exempel.yaml --document pressmeddelande --format docx,html
      iopdocs render agreements/exempel.yaml --final --format docx,pdf
      iopdocs render agreements/exempel.yaml --watch
    """
    from iopdocs.usecases import render as usecase

    if reason and not final:
        raise click.UsageError("--reason hör ihop med --final.")
    if watch and (final or answering or cluster or carry):
        raise click.UsageError(
            "--watch gör utkast om och om igen, och går inte med --final, --json, --cluster eller --carry-over."
        )
    only_new, processes = not (force or remake), workers or usecase.cores()
    wish = usecase.Wish(day, documents, formats, final, force, out, only_new, processes, reason or "", takeover, fresh)
    if watch:
        return _keep_making(files, root, wish)
    run = usecase.render(opened(files, root), files, wish)
    if not answering:
        show.problems(run.unread)
    failed = _make(run, answering, cluster, carry=carry)
    code = Exit.PROBLEMS if failed else Exit.DONE
    if answering:
        answering.give(run.as_json(), code)
    return code


def _keep_making(files: tuple[Path, ...], root: Path | None, wish: Wish) -> Exit:
    """Make the documents, and again whenever a file is saved, until somebody stops it; return how the last one ended.

    Of a template, a clause or the settings everything is made anew, of an agreement its own documents.
    """
    from iopdocs.usecases.saves import Saves

    saves = Saves(opened(files, root), files)
    failed = _make_once(files, root, wish)
    try:
        while True:
            show.line("Väntar på att en fil sparas. Ctrl+C slutar.", err=True)
            saved = saves.wait()
            show.line(f"Sparat: {saved.names}", bold=True, err=True)
            failed = _make_once(files if saved.shared else saved.agreements, root, wish)
    except KeyboardInterrupt:
        show.line("Slutar vänta.", err=True)
    return Exit.PROBLEMS if failed else Exit.DONE


def _make_once(files: tuple[Path, ...], root: Path | None, wish: Wish) -> bool:
    """Make the documents of files as they are now; return whether anything failed. What stops it all is told."""
    from iopdocs.usecases import render as usecase

    try:
        run = usecase.render(opened(files, root), files, wish)
        show.problems(run.unread)
        return _make(run, None, None, carry=False)
    except IopdocsError as error:
        show.problems(error.problems)
        return True


def _make(run: Rendering, answering: Answering | None, cluster: str | None, *, carry: bool) -> bool:
    """Make the documents and show each result as it comes; return whether anything failed."""
    from iopdocs.cli.progress import Progress

    with run.outcomes(cluster=cluster, carried=_show_carried if carry else None) as outcomes:
        progress = Progress("Gör dokument", len(run.paths))
        try:
            made = progress.through(outcomes)
            return _give_all(made, answering) if answering else _show_all(made, run)
        except KeyboardInterrupt:
            done = f"{progress.done} av {len(run.paths)} avtal"
            show.line(f"Avbrutet efter {done}. Filer som hann skrivas är hela; kör igen för resten.", err=True)
            raise


def _show_carried(old: str, new: str) -> None:
    show.line(f"Dokumenten under {old} ligger nu under {new}.", err=True)


def _give_all(outcomes: Iterable[Outcome], answering: Answering) -> bool:
    from iopdocs.usecases.render import RenderedJson

    failed = False

    def records() -> Iterator[RenderedJson]:
        nonlocal failed
        for outcome in outcomes:
            failed = failed or outcome.failed
            yield RenderedJson.of(outcome)

    answering.each(records())
    return failed


def _show_all(outcomes: Iterable[Outcome], run: Rendering) -> bool:
    from iopdocs.usecases.render import NOTHING_TO_MAKE

    failed = anything = False
    unchanged = 0
    empty: list[Problem] = []
    told: set[Problem] = set()
    for outcome in outcomes:
        _show(outcome, told, final=run.wish.final)
        failed = failed or outcome.failed
        anything = anything or bool(outcome.written or outcome.unchanged)
        unchanged += len(outcome.unchanged)
        nothing = (problem for problem in outcome.problems if problem.code == NOTHING_TO_MAKE)
        empty += islice(nothing, SHOWN_EMPTY - len(empty))
    if not anything:
        show.problems(empty)
    if unchanged:
        count = show.several(unchanged, "dokument", "dokument")
        done, them = ("redan gjort", "det") if unchanged == 1 else ("redan gjorda", "dem")
        more = "en slutlig version görs inte om" if run.wish.final else f"--remake gör {them} ändå"
        show.line(f"{count} i {show.path(run.output)} är {done} av samma uppgifter; {more}.", err=True)
    return failed


def _show(outcome: Outcome, before: set[Problem], *, final: bool) -> None:
    from iopdocs.usecases.render import said_of, told

    for written in outcome.written:
        show.line(show.path(written.path))
        for line in said_of(written, show.path):
            show.line(f"    {line}", fg="yellow", err=True)
    found = told(outcome, final=final, before=before)
    show.problems(found)
    before.update(found)
    if outcome.failed:
        what = "några av dokumenten gjordes inte" if outcome.written or outcome.unchanged else "inga dokument gjordes"
        message = f"{outcome.file}: {what}. Rätta felen ovan och försök igen."
        show.line(message, fg="red", err=True)
    elif not final:
        _remaining(outcome)


def _remaining(outcome: Outcome) -> None:
    """Say what stands between a draft and a final document."""
    from iopdocs.usecases.render import untold

    for stem, gaps in outcome.gaps.items():
        if gaps:
            show.line(f"    {stem}: {show.several(len(gaps), 'lucka', 'luckor')}: {_shortly(gaps)}", err=True)
    for stem, count in outcome.unchanged.items():
        if count:
            show.line(f"    {stem}: {show.several(count, 'lucka', 'luckor')}, som förut", err=True)
    left = untold(outcome)
    warnings = sum(problem.severity is Severity.WARNING for problem in left)
    if warnings:
        more = " till" if len(left) < len(outcome.problems) else ""
        show.line(
            f"    {show.several(warnings, 'varning', 'varningar')}{more}; se iopdocs check {outcome.file}", err=True
        )


def _shortly(gaps: Sequence[str]) -> str:
    rest = len(gaps) - SHOWN_GAPS
    return ", ".join(gaps[:SHOWN_GAPS]) + (f" och {rest} till" if rest > 0 else "")
