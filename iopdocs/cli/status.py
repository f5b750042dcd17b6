"""``iopdocs status``: what comes when, what is missing, which successor exists; a calendar; a page with a timeline."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from iopdocs.cli import show
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Command, Place, ending, find_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.errors import Problem
    from iopdocs.overview import Entry, Given, Overview
    from iopdocs.workspace import Workspace

DONE, PROBLEMS = 0, 1
#: The colour of each degree of urgency, most urgent first.
COLOURS = ("red", "yellow", None, None)


@click.command(cls=Command, name="status", short_help="Visa vad som händer när: slutdagar, besked, möten, rapporter.")
@FILES
@ROOT
@ON
@JSON
@click.option(
    "--ics",
    type=Place(dir_okay=False),
    callback=ending(".ics"),
    metavar="FIL",
    help="Skriv en kalenderfil för Outlook, Google Kalender och andra.",
)
@click.option(
    "--html",
    type=Place(dir_okay=False),
    callback=ending(".html", ".htm"),
    metavar="FIL",
    help="Skriv en webbsida med en tidslinje över alla avtal.",
)
def status(
    files: tuple[Path, ...], root: Path | None, day: date, as_json: bool, ics: Path | None, html: Path | None
) -> None:
    """Visa vad som händer när: avtal som löper ut, sista dagar för besked, möten, rapporter och utbetalningar.

    Det som har passerat eller kommer först står överst. Sedan visas vad som saknas. Utan FILER tas alla avtal i
    arbetsmappen. Läs in kalenderfilen på nytt när avtalen har ändrats: händelserna flyttas då, de blir inte dubbla.

    \b
    Exempel:
      iopdocs status
      iopdocs status --on 2026-01-15 --json
      iopdocs status --ics iop-avtal.ics --html iop-avtal.html
    """
    from iopdocs.errors import errors

    workspace = find_workspace(files, root)
    for place in (ics, html):
        workspace.watch.of_place(place, workspace.root)
    made, problems = _overview(workspace, files, day, leaves=as_json or ics is not None or html is not None)
    written = list(_write(made, ics, html))
    if as_json:
        show.as_json(_data(made, problems))
    for path in written:
        show.line(path, err=as_json)
    if not written and not as_json:
        _show(made)
    show.problems(problems)
    sys.exit(PROBLEMS if any(True for _ in errors(problems)) else DONE)


def _overview(
    workspace: Workspace, files: tuple[Path, ...], day: date, *, leaves: bool
) -> tuple[Overview, list[Problem]]:
    """Return where the agreements stand, and the faults that keep the overview from being whole.

    What ``leaves`` this machine holds nothing that may give something protected away.
    """
    from dataclasses import replace

    from iopdocs.overview import overview
    from iopdocs.overview.discretion import without_secrets
    from iopdocs.reading import real

    known = _all(workspace, files)
    there = {real(path) for path in known}
    asked = {real(path) for path in files} or there
    given, problems, shown = [], [], set()
    # All are read also when some are asked for: a successor is found in another file.
    for path in [*known, *(path for path in files if real(path) not in there)]:
        one, faults = _given(workspace, path, day, leaves=leaves)
        given.append(one)
        if real(path) in asked:
            problems += faults
            shown.add(one.file)
    whole = overview(given, day, workspace.settings.rules.ahead)
    made = replace(
        whole,
        entries=tuple(entry for entry in whole.entries if entry.file in shown),
        unreadable=tuple(file for file in whole.unreadable if file in shown),
    )
    made, told = without_secrets(made, workspace.guarded.secrets, leaves=leaves)
    return made, list(dict.fromkeys([*problems, *told, *_same_id(made.entries)]))


def _all(workspace: Workspace, files: tuple[Path, ...]) -> list[Path]:
    """Return the workspace's agreements; none is no fault when files have been named."""
    from iopdocs.errors import InvalidAgreement

    try:
        return workspace.agreements()
    except InvalidAgreement:
        if files:
            return []
        raise


def _given(workspace: Workspace, path: Path, day: date, *, leaves: bool) -> tuple[Given, list[Problem]]:
    """Read one file and check it; a faulty template, which is nothing to this command, does not stop it."""
    from iopdocs import checks
    from iopdocs.errors import errors
    from iopdocs.overview import Given
    from iopdocs.overview.discretion import left_out

    loaded = workspace.load(path)
    found: list[Problem] = []
    if loaded.agreement:
        following = checks.FOLLOWING if loaded.incomplete else frozenset()
        case = workspace.case(loaded, loaded.agreement, day)
        found = [problem for problem in workspace.found(loaded, case) if problem.code not in following]
        found = workspace.watch.discreet(found, loaded.source, case.guard)
    leaks = [problem for problem in found if problem.code in checks.STAYS]
    hides = checks.STAYS if leaves else checks.BLOCKING
    kept = [problem for problem in leaks if problem.code in hides]
    # What must not be printed must not stand in a calendar either; and as long as a party cannot be read, nobody knows
    # whether its address is protected.
    hidden = kept or loaded.incomplete or any(checks.concerns_a_party(one) for one in loaded.problems)
    name = workspace.named(path)
    given = Given(name, None if hidden else loaded.agreement, (*loaded.problems, *found))
    told = [*errors(loaded.problems), *leaks, *([left_out(name)] if kept and leaves else [])]
    return given, told


def _same_id(entries: Iterable[Entry]) -> Iterable[Problem]:
    from iopdocs.errors import Problem

    files: dict[str, str] = {}
    for entry in entries:
        first = files.setdefault(entry.id, entry.file)
        if first != entry.file:
            hint = f"Ge ett av avtalen ett annat id; {first} har samma. I kalendern syns bara det första."
            yield Problem(f"id {entry.id} finns på två avtal", entry.file, where="id", hint=hint, code="samma-id")


def _write(made: Overview, ics: Path | None, html: Path | None) -> Iterable[Path]:
    from iopdocs.output import save
    from iopdocs.overview import calendar_file, is_calendar, is_page, page

    if ics is not None:
        save(ics, calendar_file(made), is_calendar)
        yield ics
    if html is not None:
        save(html, page(made), is_page)
        yield html


def _show(made: Overview) -> None:
    from iopdocs.overview import Urgency, in_words, rows

    found = rows(made)
    head = ("NÄR", "DAG", "AVTAL", "VAD", "FORTSÄTTNING")
    lines = [
        (in_words(row.days), str(row.day or "–"), row.entry.id, row.what, ", ".join(row.entry.continued) or "–")
        for row in found
    ]
    show.table([head, *lines], [{"bold": True}, *({"fg": COLOURS[row.urgency]} for row in found)])
    missing = [entry for entry in made.entries if entry.missing or entry.faults]
    if missing:
        show.line()
        show.line("SAKNAS", bold=True)
    for entry in missing:
        faults = [f"{entry.faults} fel (iopdocs check {entry.file})"] if entry.faults else []
        show.line(f"{entry.id}: {'; '.join([*entry.missing, *faults])}")
    passed = len({row.entry.file for row in found if row.urgency is Urgency.PASSED})
    show.line(f"{len(made.entries)} avtal den {made.day}; {passed} med en dag som har passerat.", err=True)


def _data(made: Overview, problems: Iterable[Problem]) -> dict[str, Any]:
    return {
        "dag": made.day,
        "avtal": [_entry_data(entry) for entry in made.entries],
        "oläsliga": list(made.unreadable),
        "problem": show.as_data(problems),
    }


def _entry_data(entry: Entry) -> dict[str, Any]:
    period = entry.period
    return {
        "id": entry.id,
        "namn": entry.name,
        "fil": entry.file,
        "läge": entry.state,
        "från": entry.start,
        "till": period.end,
        "förlängning": period.number,
        "sista_besked": period.notice,
        "förlängs_till": period.following,
        "efterträdare": [{"id": one.id, "status": one.status, "från": one.start} for one in entry.successors],
        "fortsättning": list(entry.continued),
        "saknas": list(entry.missing),
        "fel": entry.faults,
        "händelser": [
            {"slag": event.kind, "dag": event.day, "om_dagar": event.days, "vad": event.text, "nyckel": event.key}
            for event in entry.events
        ],
    }
