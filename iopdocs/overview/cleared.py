"""Where all agreements stand, without what must not be seen there: for this machine's screen, or to leave it.

A calendar and a page are made of a :class:`Cleared` overview only, and this is where one is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial

from iopdocs.checks.leaving import gives_away, left_out, reasons_to_stay
from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem
from iopdocs.model.lengths import Length
from iopdocs.overview.entries import AgreementFile, Entry, Overview, overview
from iopdocs.protection import Secret
from iopdocs.protection.guard import SaidText
from iopdocs.reading.recall import FORGETFUL, Recall


@dataclass(frozen=True, slots=True)
class Cleared(Overview):
    """An overview with nothing in it that may give something protected away: it may leave this machine."""


def cleared(
    given: Iterable[AgreementFile],
    day: date,
    ahead: Length | None = None,
    secrets: Iterable[Secret] = (),
    files: Collection[str] | None = None,
    recall: Recall = FORGETFUL,
) -> tuple[Cleared, list[Problem]]:
    """Return the overview of the ``files`` (all, unless named) that may leave, and what to say of those that stay.

    Those that stay are among ``unreadable``. What is said of them here is what their own problems do not say already.
    """
    made, problems = _seen(given, day, ahead, tuple(secrets), files, recall, leaves=True)
    return Cleared(made.day, made.near, made.entries, made.unreadable), problems


def on_screen(
    given: Iterable[AgreementFile],
    day: date,
    ahead: Length | None = None,
    secrets: Iterable[Secret] = (),
    files: Collection[str] | None = None,
    recall: Recall = FORGETFUL,
) -> tuple[Overview, list[Problem]]:
    """Return the overview as this machine shows it: with what only may give something away, but nothing that does."""
    return _seen(given, day, ahead, tuple(secrets), files, recall, leaves=False)


def must_be_cleared(overview: Overview) -> None:
    """Do nothing with an overview that may leave. Raises TypeError for any other: that would be a fault of ours."""
    if not isinstance(overview, Cleared):
        raise TypeError("an overview that leaves this machine comes from cleared()")


def stays(file: str) -> Problem:
    """Return what to say of an agreement that is not in what leaves."""
    return left_out(file, "avtalet är inte med i kalendern, på webbsidan eller i JSON")


def _seen(
    given: Iterable[AgreementFile],
    day: date,
    ahead: Length | None,
    secrets: tuple[Secret, ...],
    files: Collection[str] | None,
    recall: Recall,
    *,
    leaves: bool,
) -> tuple[Overview, list[Problem]]:
    whole = overview((_open(one, leaves=leaves) for one in given), day, ahead, recall)
    asked = [entry for entry in whole.entries if files is None or entry.file in files]
    unreadable = [file for file in whole.unreadable if files is None or file in files]
    # Each text of the data has been looked at; here they are looked at as they are put together.
    telling = [one.file for one in asked if _tells(one, secrets, recall, leaves=leaves)]
    kept = tuple(entry for entry in asked if entry.file not in telling)
    made = replace(whole, entries=kept, unreadable=(*unreadable, *telling))
    return made, [stays(file) for file in telling]


def _tells(one: Entry, secrets: tuple[Secret, ...], recall: Recall, *, leaves: bool) -> bool:
    make = partial(gives_away, one.agreement, secrets, _texts(one), leaves=leaves)
    return recall.of(("tells", one.file, leaves), (one, secrets), make)


def _open(one: AgreementFile, *, leaves: bool) -> AgreementFile:
    """Return what may be known of a file: nothing of the agreement when it stays."""
    hidden = one.unsure or reasons_to_stay(one.problems, leaves=leaves)
    return replace(one, agreement=None) if hidden else one


def _texts(entry: Entry) -> Iterator[SaidText]:
    names = (entry.id, entry.name, entry.file, f"{entry.name} ({entry.id})")
    words = (*names, *entry.missing, *entry.continued, *(f"{event.text} – {entry.name}" for event in entry.events))
    yield from map(SaidText, dict.fromkeys(words))
