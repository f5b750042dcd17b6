"""Renewing from a page: a window is chosen, what would be made is seen, and what is chosen of it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.economy import in_words as amount_in_words
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem, wrong_use
from iopdocs.renewal.going_on import ASKED_AT
from iopdocs.renewal.notes import OpenQuestion
from iopdocs.renewal.run import FAILED
from iopdocs.swedish import dates
from iopdocs.usecases.desk import Desk, Moment
from iopdocs.usecases.jobs import Job
from iopdocs.usecases.renew import Length, Renewals, Renewed, parse_length, renew

__all__ = ["Planned", "RenewalWindow", "make", "planned", "renewals", "rows_of", "window_of"]


@dataclass(frozen=True, slots=True)
class RenewalWindow:
    """Which agreements: those that end within a time, or on a day or earlier."""

    within: Length
    before: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What became, or would become, of one agreement. ``key`` is its file's, or empty where that has no page.

    ``first`` is the question whether it is to be prolonged instead, when it may be; ``decisions`` are the others.
    """

    key: str
    new_key: str
    id: str
    file: str
    parties: tuple[str, ...]
    ends: date | None
    start: date | None
    until: date | None
    then: str
    now: str
    first: OpenQuestion | None
    decisions: tuple[OpenQuestion, ...]
    warnings: tuple[str, ...]
    problems: tuple[Problem, ...]
    failed: bool


def window_of(within: str, before: str) -> RenewalWindow:
    """Return the window that is written: a length of time, or a last day. Raises InvalidAgreement for other words."""
    try:
        return RenewalWindow(parse_length(within), dates.parse(before) if before.strip() else None)
    except ValueError as error:
        raise InvalidAgreement(wrong_use(error)) from error


def planned(desk: Desk, day: date, window: RenewalWindow) -> Job[Renewals]:
    """Return the work of finding out what would be made; nothing is written. The same work for all who ask."""
    view = desk.view

    def look(job: Job[Renewals]) -> Renewals:
        return _renew(view, day, window, job, (), dry_run=True, redline=False)

    name = ("renew", day, window)
    with desk.lock:
        if name not in view.jobs:
            view.jobs[name] = Job(look)
        return view.jobs[name]


def make(desk: Desk, day: date, window: RenewalWindow, keys: Sequence[str], *, redline: bool) -> Job[Renewals]:
    """Begin to make the successors of the agreements with these keys. Raises InvalidAgreement and OutputBlocked."""
    view = desk.view
    paths = [desk.file(key) for key in dict.fromkeys(keys)]
    if not paths:
        raise InvalidAgreement(Problem("inget avtal är valt", hint="Välj ett eller flera.", code="fel-användning"))
    with desk.lock:
        if desk.renewing is not None and not desk.renewing.ended:
            hint = "Vänta tills den är klar, eller stoppa den."
            raise OutputBlocked(Problem("en förnyelse pågår redan", hint=hint, code="upptaget"))
        work = Job[Renewals](lambda job: _renew(view, day, window, job, paths, dry_run=False, redline=redline))
        desk.renewing = work
        return work


def renewals(desk: Desk) -> Job[Renewals] | None:
    """Return the renewal that is going on, or that was the last since the workbench was opened."""
    return desk.renewing


def rows_of(desk: Desk, made: Renewals) -> list[Planned]:
    """Return what became of each agreement, those that end first above."""
    keys = desk.view.keys
    found = [_row(one, keys.get(one.file, ""), _new_key(desk, one)) for one in made.results]
    return sorted(found, key=lambda one: (one.ends or date.max, one.id))


def _renew(
    view: Moment, day: date, window: RenewalWindow, job: Job[Renewals], paths: Sequence[Path], *, dry_run: bool,
    redline: bool,
) -> Renewals:  # fmt: skip
    # Other processes are not begun from among the threads of a server.
    return renew(
        view.workspace, paths, day, within=window.within, before=window.before, dry_run=dry_run, redline=redline,
        workers=1, watched=job.watched,
    )  # fmt: skip


def _new_key(desk: Desk, one: Renewed) -> str:
    """Return the key of the new agreement, once it is there."""
    key = desk.key(one.path) if one.path and one.path.is_relative_to(desk.root) else ""
    return key if key in desk.files() else ""


def _row(one: Renewed, key: str, new_key: str) -> Planned:
    start, until = one.period or (None, None)
    first = next((question for question in one.notes.decisions if question.where == ASKED_AT), None)
    then, now = map(amount_in_words, one.amounts)
    return Planned(
        key=key,
        new_key=new_key,
        id=one.agreement,
        file=one.file,
        parties=one.parties,
        ends=one.ended,
        start=start,
        until=until,
        then=then,
        now=now,
        first=first,
        decisions=tuple(question for question in one.notes.decisions if question is not first),
        warnings=tuple(one.notes.warnings),
        problems=tuple(one.problems),
        failed=one.state == FAILED,
    )
