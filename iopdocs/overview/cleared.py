"""Where all agreements stand, without what must not be seen there: for this machine's screen, or to leave it.

A calendar and a page are made of a :class:`Cleared` overview only, and this is where one is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from iopdocs.checks.leaving import gives_away, left_out, reasons_to_stay
from iopdocs.deadlines import shift
from iopdocs.errors import Problem
from iopdocs.model.lengths import Length
from iopdocs.overview.entries import AHEAD, AgreementFile, Entry, Overview, Replacing, entry_of, replacing
from iopdocs.protection import Secret
from iopdocs.protection.guard import SaidText


@dataclass(frozen=True, slots=True)
class Cleared(Overview):
    """An overview with nothing in it that may give something protected away: it may leave this machine."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One file as it may be seen: its entry, None when nothing of the agreement may be, and if that is why it stays.

    A file that ``stays`` for what its own problems say is only without an entry: they say so already.
    """

    file: str
    entry: Entry | None
    stays: bool = False


def see(one: AgreementFile, known: Replacing, day: date, secrets: Iterable[Secret], *, leaves: bool) -> Seen:
    """Return what may be seen of one file: on this machine's screen, or of what ``leaves`` it.

    ``known`` is what replaces agreements, of files as they may be seen (``uncovered``).
    """
    seen = uncovered(one, leaves=leaves)
    if seen.agreement is None:
        return Seen(one.file, None)
    entry = entry_of(seen.agreement, seen, known, day)
    # Each text of the data has been looked at; here they are looked at as they are put together.
    telling = gives_away(entry.agreement, secrets, _texts(entry), leaves=leaves)
    return Seen(one.file, None if telling else entry, telling)


def shown(seen: Iterable[Seen], day: date, ahead: Length | None = None) -> tuple[Overview, list[Problem]]:
    """Return the overview of files as they may be seen on this machine's screen, and what to say of those that stay."""
    found = tuple(seen)
    entries = tuple(one.entry for one in found if one.entry)
    hidden = sorted((one for one in found if one.entry is None), key=lambda one: one.stays)
    made = Overview(day, shift(day, ahead or AHEAD), entries, tuple(one.file for one in hidden))
    return made, [stays(one.file) for one in hidden if one.stays]


def cleared_of(seen: Iterable[Seen], day: date, ahead: Length | None = None) -> tuple[Cleared, list[Problem]]:
    """Return the overview of files as they may leave, and what to say of those that stay.

    Those that stay are among ``unreadable``. What is said of them here is what their own problems do not say already.
    """
    made, problems = shown(seen, day, ahead)
    return Cleared(made.day, made.near, made.entries, made.unreadable), problems


def cleared(
    given: Iterable[AgreementFile],
    day: date,
    ahead: Length | None = None,
    secrets: Iterable[Secret] = (),
    files: Collection[str] | None = None,
) -> tuple[Cleared, list[Problem]]:
    """Return the overview of the ``files`` (all, unless named) that may leave, and what to say of those that stay."""
    return cleared_of(_all_seen(tuple(given), day, tuple(secrets), files, leaves=True), day, ahead)


def on_screen(
    given: Iterable[AgreementFile],
    day: date,
    ahead: Length | None = None,
    secrets: Iterable[Secret] = (),
    files: Collection[str] | None = None,
) -> tuple[Overview, list[Problem]]:
    """Return the overview as this machine shows it: with what only may give something away, but nothing that does."""
    return shown(_all_seen(tuple(given), day, tuple(secrets), files, leaves=False), day, ahead)


def _all_seen(
    given: Sequence[AgreementFile],
    day: date,
    secrets: Sequence[Secret],
    files: Collection[str] | None,
    *,
    leaves: bool,
) -> Iterator[Seen]:
    known = replacing(uncovered(one, leaves=leaves) for one in given)
    return (see(one, known, day, secrets, leaves=leaves) for one in given if files is None or one.file in files)


def must_be_cleared(overview: Overview) -> None:
    """Do nothing with an overview that may leave. Raises TypeError for any other: that would be a fault of ours."""
    if not isinstance(overview, Cleared):
        raise TypeError("an overview that leaves this machine comes from cleared()")


def stays(file: str) -> Problem:
    """Return what to say of an agreement that is not in what leaves."""
    return left_out(file, "avtalet är inte med i kalendern, på webbsidan eller i JSON")


def uncovered(one: AgreementFile, *, leaves: bool) -> AgreementFile:
    """Return what may be known of a file: nothing of the agreement when it stays."""
    hidden = one.unsure or reasons_to_stay(one.problems, leaves=leaves)
    return replace(one, agreement=None) if hidden else one


def _texts(entry: Entry) -> Iterator[SaidText]:
    names = (entry.id, entry.name, entry.file, f"{entry.name} ({entry.id})")
    words = (*names, *entry.missing, *entry.continued, *(f"{event.text} – {entry.name}" for event in entry.events))
    yield from map(SaidText, dict.fromkeys(words))
