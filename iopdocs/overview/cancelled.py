"""What stood in a calendar and no longer happens (RFC 5545, 3.8.1.11): told to the calendars that have read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from iopdocs.overview.cleared import Cleared

if TYPE_CHECKING:
    import icalendar

_FIRST_VERSION = date(2000, 1, 1)
_GONE = "Gäller inte längre"


def stamped(made: icalendar.Event, day: date) -> None:
    """Give an event its version, which grows with the day of the export."""
    stamp = datetime.combine(day, time.min, tzinfo=UTC)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", max(0, (day - _FIRST_VERSION).days))


def cancelled(before: bytes, overview: Cleared, there: Collection[str], *, whole: bool) -> Iterator[icalendar.Event]:
    """Yield the events to come of an earlier calendar that are not ``there`` any more, each as cancelled.

    Nothing is believed gone of an agreement that is not in the overview, unless that is the ``whole`` of them: it may
    be one that could not be read this time. Nothing of the earlier wording is repeated: what was no secret then may be
    one now.
    """
    import icalendar

    if not before:
        return
    known = {entry.id: entry.name for entry in overview.entries}
    for old in icalendar.Calendar.from_ical(before).walk("VEVENT"):
        uid, start = str(old["uid"]), old.decoded("dtstart")
        name = next((name for identity, name in known.items() if uid.startswith(f"{identity}.")), None)
        if uid in there or start < overview.day or (name is None and not whole):
            continue
        made = icalendar.Event()
        made.add("uid", uid)
        stamped(made, overview.day)
        made.add("status", "CANCELLED")
        made.add("summary", f"{_GONE} – {name}" if name else _GONE)
        made.add("dtstart", start)
        made.add("dtend", start + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
        yield made
