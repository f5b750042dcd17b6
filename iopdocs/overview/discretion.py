"""What is kept out of calendars, pages and JSON: they leave the machine, and many read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iopdocs.errors import Problem
from iopdocs.overview.entries import Entry, Overview
from iopdocs.protection import Secret
from iopdocs.protection.guard import Said, guard_of
from iopdocs.swedish.personnummer import Certainty

LEFT_OUT = "utelämnat"


def left_out(file: str) -> Problem:
    """Return what to say of an agreement that is not in what leaves the machine."""
    message = "avtalet är inte med i kalendern, på webbsidan eller i JSON, eftersom det kan röja något skyddat"
    hint = "Rätta det som sägs om filen, eller bedöm det under uppgifter_bedömda, och gör om."
    return Problem(message, file, hint=hint, code=LEFT_OUT)


def without_secrets(made: Overview, secrets: Iterable[Secret], *, leaves: bool) -> tuple[Overview, list[Problem]]:
    """Return the overview without entries whose own words give something away, and what to say of those.

    Each text of the data has been looked at; here they are looked at as they are put together. Of what ``leaves`` the
    machine also what may give something away is left out.
    """
    known = tuple(secrets)
    telling = {entry.file for entry in made.entries if _gives_away(entry, known, leaves=leaves)}
    if not telling:
        return made, []
    kept = tuple(entry for entry in made.entries if entry.file not in telling)
    hidden = tuple(entry.file for entry in made.entries if entry.file in telling)
    return replace(made, entries=kept, unreadable=(*made.unreadable, *hidden)), [left_out(file) for file in hidden]


def _gives_away(entry: Entry, secrets: tuple[Secret, ...], *, leaves: bool) -> bool:
    guard = guard_of(entry.agreement, secrets, finished=True)
    found = guard.look(_texts(entry))
    return any(leaves or find.certainty is Certainty.CERTAIN for _, find in found)


def _texts(entry: Entry) -> Iterator[Said]:
    names = (entry.id, entry.name, entry.file, f"{entry.name} ({entry.id})")
    words = (*names, *entry.missing, *entry.continued, *(f"{event.text} – {entry.name}" for event in entry.events))
    yield from map(Said, dict.fromkeys(words))
