"""``iopdocs render``: progress, results, what remains to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from iopdocs import checks
from iopdocs.cli import show
from iopdocs.cli.progress import Progress
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.making.batch import Batch
from iopdocs.making.earlier_ids import EARLIER_ID, EarlierIds
from iopdocs.making.outcome import NOTHING_TO_MAKE, STANDS, Outcome, Wish
from iopdocs.output import Kept, Written, alone
from iopdocs.workspace import Workspace

# A blank form has dozens of gaps; the first ones tell what it is.
SHOWN_GAPS = 8
# Of agreements that have nothing to make a document of, the first ones tell what is missing.
SHOWN_EMPTY = 20


def make(
    workspace: Workspace, paths: Sequence[Path], wish: Wish, *, as_json: bool, cluster: str | None, carry: bool
) -> bool:
    """Make the documents and show each result as it comes; return whether anything failed.

    With ``carry`` the documents under an earlier id of an agreement are carried over first.
    """
    batch = Batch(workspace, wish)
    with alone(batch.output):
        earlier = EarlierIds(workspace, batch.output)
        if carry:
            _carry(paths, earlier)
        progress = Progress("Gör dokument", len(paths))
        try:
            outcomes = _on_cluster(batch, paths, cluster) if cluster else batch.make(paths)
            made = progress.through(earlier.telling(outcomes))
            return _show_json(made) if as_json else _show_all(made, wish, batch.output)
        except KeyboardInterrupt:
            done = f"{progress.done} av {len(paths)} avtal"
            show.line(f"Avbrutet efter {done}. Filer som hann skrivas är hela; kör igen för resten.", err=True)
            raise


def _carry(paths: Sequence[Path], earlier: EarlierIds) -> None:
    """Carry documents over to the ids that agreements have now. Raises OutputBlocked for those that cannot be."""
    problems: list[Problem] = []
    for path in paths:
        try:
            for old, new in earlier.carry(path):
                show.line(f"Dokumenten under {old} ligger nu under {new}.", err=True)
        except IopdocsError as error:
            problems += error.problems
    if problems:
        raise OutputBlocked(problems)


def _on_cluster(batch: Batch, paths: Sequence[Path], address: str) -> Iterator[Outcome]:
    from iopdocs.making import cluster

    return cluster.make(batch, paths, address)


def _show_json(outcomes: Iterable[Outcome]) -> bool:
    failed = False

    def data() -> Iterator[dict[str, object]]:
        nonlocal failed
        for outcome in outcomes:
            failed = failed or outcome.failed
            yield _data(outcome)

    show.as_json_list(data())
    return failed


def _show_all(outcomes: Iterable[Outcome], wish: Wish, output: Path) -> bool:
    failed = anything = False
    unchanged = 0
    empty: list[Problem] = []
    for outcome in outcomes:
        _show(outcome, wish)
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
        more = "en slutlig version görs inte om" if wish.final else f"--remake gör {them} ändå"
        show.line(f"{count} i {show.path(output)} är {done} av samma uppgifter; {more}.", err=True)
    return failed


_REASONS = {
    Kept.EDITED: "har redigerats och lämnades orörd",
    Kept.UNKNOWN: "har inget kvitto och kan vara redigerad, så den lämnades orörd",
    Kept.PROTECTED: "är skrivskyddad och lämnades orörd",
    Kept.FINAL: "hör till en slutlig version och lämnades orörd",
    Kept.LINK: "är en länk till något annat än avtalets eget dokument och följdes inte",
    Kept.OPEN: "är öppen i ett annat program och lämnades orörd",
}


def _show(outcome: Outcome, wish: Wish) -> None:
    for written in outcome.written:
        show.line(show.path(written.path))
        for line in _told(written):
            show.line(f"    {line}", fg="yellow", err=True)
    shown = {EARLIER_ID, STANDS, *checks.ALWAYS_TOLD, *(checks.STOPS_FINAL if wish.final else ())}
    show.problems(one for one in outcome.problems if one.severity is Severity.ERROR or one.code in shown)
    if outcome.failed:
        what = "några av dokumenten gjordes inte" if outcome.written or outcome.unchanged else "inga dokument gjordes"
        message = f"{outcome.file}: {what}. Rätta felen ovan och försök igen."
        show.line(message, fg="red", err=True)
    elif not wish.final:
        _remaining(outcome)


def _told(written: Written) -> Iterator[str]:
    """Yield what is to be said of a file that was written, and of what was in its place."""
    if written.final and not written.changed:
        yield "Den slutliga versionen finns redan och säger detsamma; den gjordes inte om."
    if written.beside and written.why:
        changed = f"; ändrat sedan dess: {', '.join(written.differs)}" if written.differs else ""
        reason = f"{show.path(written.beside)} {_REASONS[written.why]}{changed}"
        yield f"{reason}; den nya ligger i {written.path.name}."
    if written.lock:
        yield f"Är den inte öppen hos någon: ta bort filen {written.lock.name}, som ett annat program har lämnat."
    if written.reason:
        yield f"Skäl: {written.reason}"
    if written.kept:
        yield f"Filen som fanns där sparades som {written.kept.name}."


def _remaining(outcome: Outcome) -> None:
    """Say what stands between a draft and a final document."""
    for stem, gaps in outcome.gaps.items():
        if gaps:
            show.line(f"    {stem}: {show.several(len(gaps), 'lucka', 'luckor')}: {_shortly(gaps)}", err=True)
    for stem, count in outcome.unchanged.items():
        if count:
            show.line(f"    {stem}: {show.several(count, 'lucka', 'luckor')}, som förut", err=True)
    untold = [one for one in outcome.problems if one.code not in checks.ALWAYS_TOLD]
    warnings = sum(problem.severity is Severity.WARNING for problem in untold)
    if warnings:
        more = " till" if len(untold) < len(outcome.problems) else ""
        show.line(
            f"    {show.several(warnings, 'varning', 'varningar')}{more}; se iopdocs check {outcome.file}", err=True
        )


def _shortly(gaps: Sequence[str]) -> str:
    rest = len(gaps) - SHOWN_GAPS
    return ", ".join(gaps[:SHOWN_GAPS]) + (f" och {rest} till" if rest > 0 else "")


def _data(outcome: Outcome) -> dict[str, object]:
    return {
        "avtal": outcome.file,
        "klart": not outcome.failed,
        "filer": [str(written.path) for written in outcome.written],
        "lämnade": [
            {"fil": str(one.beside), "varför": one.why.value, "ny": str(one.path)}
            for one in outcome.written
            if one.beside and one.why
        ],
        "oförändrade": list(outcome.unchanged),
        "luckor": {stem: list(gaps) for stem, gaps in outcome.gaps.items()},
        "problem": show.as_data(outcome.problems),
    }
