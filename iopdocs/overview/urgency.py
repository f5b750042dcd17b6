"""What to do first: the days that have passed and those that are near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from iopdocs.classes import dataclass
from iopdocs.deadlines import EventKind, shift
from iopdocs.model.lengths import Length
from iopdocs.overview.entries import Entry, Overview, State

#: What stands as passed until somebody has done something about it.
_UNDONE = frozenset({EventKind.CONFIRMATION, EventKind.LAW_ENDS})
#: What comes within this time is urgent.
SOON = Length(30, "dag")


class Urgency(IntEnum):
    """How urgent a row is: something has been passed, is urgent, is near, or lies further ahead."""

    PASSED = 0
    SOON = 1
    NEAR = 2
    LATER = 3


@dataclass(frozen=True, slots=True)
class Row:
    """Something that happens to one agreement; ``day`` and ``days`` (from today) are None when no day is known."""

    urgency: Urgency
    day: date | None
    days: int | None
    what: str
    entry: Entry


def rows(overview: Overview) -> tuple[Row, ...]:
    """Return what has been passed, then what comes, by day; an agreement with nothing near has its next day last."""
    found = [row for entry in overview.entries for row in _of(entry, overview)]
    return tuple(sorted(found, key=lambda row: (row.urgency, row.day or date.max, row.entry.id)))


def _of(entry: Entry, overview: Overview) -> Iterator[Row]:
    if entry.state is State.REPLACED:
        return
    passed = [
        Row(Urgency.PASSED, day, (day - overview.day).days, what, entry) for day, what in _passed(entry, overview)
    ]
    coming = [event for event in entry.events if event.days >= 0]
    near = [event for event in coming if event.day <= overview.near]
    soon = shift(overview.day, SOON)
    yield from passed
    for event in near or ([] if passed else coming[:1]):
        urgency = Urgency.SOON if event.day <= soon else Urgency.NEAR if event.day <= overview.near else Urgency.LATER
        yield Row(urgency, event.day, event.days, event.text, entry)
    if not passed and not coming:
        yield Row(Urgency.LATER, None, None, f"Ingen dag att bevaka: {_why(entry)}", entry)


def _passed(entry: Entry, overview: Overview) -> Iterator[tuple[date, str]]:
    """Yield the days that passed with something left undone."""
    today, end, word = overview.day, entry.period.end, entry.period.notice
    chosen = entry.agreement.prolongation
    if entry.start and entry.start < today and entry.agreement.status == "förslag":
        yield entry.start, "Avtalstiden har börjat, men avtalet är ett förslag"
    if entry.state is State.ENDED and end and not entry.meant_to_end:
        # Without a length it cannot be said how far an automatic prolongation has reached.
        perhaps = chosen and chosen.kind == "automatisk" and chosen.length is None
        yield end, f"Avtalstiden har löpt ut{', om den inte har förlängts automatiskt' if perhaps else ''}"
    if entry.state is not State.ENDED:
        expired = (one for one in entry.events if one.kind in _UNDONE and one.days < 0)
        yield from ((one.day, one.text) for one in expired)
    asked = chosen and chosen.notice and chosen.kind in {"nytt avtal", "överenskommelse"}
    if asked and word and end and word < today <= end and not (entry.settled or entry.meant_to_end):
        yield word, "Sista dag för besked om förlängning har passerat"


def _why(entry: Entry) -> str:
    term = entry.agreement.term
    if entry.period.end:
        return f"avtalet löpte ut {entry.period.end}"
    if words := entry.term_in_words:
        return f"avtalstiden är {words[0]} – {words[1]}"
    if term and term.open_ended:
        return str(State.OPEN)
    return f"avtalstiden är {term.length}, men första dagen saknas" if term and term.length else str(State.UNKNOWN)


def in_words(days: int | None) -> str:
    """Return when a day comes: ``i dag``, ``i morgon``, ``om 12 dagar``, ``för 3 dagar sedan``, ``–``."""
    if days is None:
        return "–"
    near = {0: "i dag", 1: "i morgon", -1: "i går"}
    return near.get(days) or (f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan")


def next_word(entry: Entry) -> date | None:
    """Return the next day that word or notice is due."""
    kinds = {EventKind.WORD, EventKind.NOTICE}
    return next((event.day for event in entry.events if event.kind in kinds and event.days >= 0), None)
