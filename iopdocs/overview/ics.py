"""The days of all agreements as a calendar file (RFC 5545) for Outlook, Google Calendar and others.

A second export updates the first: the identity of an event rests on the agreement and what happens, never on the day,
and its version (SEQUENCE, DTSTAMP) grows with the day of the export. No addresses and no names of people are in it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import iopdocs
from iopdocs.deadlines import Event, EventKind, day_off
from iopdocs.output import ROOM, has_seal, with_seal
from iopdocs.overview.cancelled import cancelled, stamped
from iopdocs.overview.cleared import Cleared, must_be_cleared
from iopdocs.overview.entries import Entry
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain

if TYPE_CHECKING:
    import icalendar

#: How many days before an event there is an alarm. Outlook keeps the first one only.
ALARMS = {
    EventKind.END: (90, 14),
    EventKind.NOTICE: (90, 14),
    EventKind.WORD: (90, 14),
    EventKind.PROLONGATION: (30,),
    EventKind.START: (30,),
    EventKind.MEETING: (14,),
    EventKind.REPORT: (30,),
    EventKind.PAYMENT: (7,),
    EventKind.CONFIRMATION: (90, 14),
    EventKind.LAW_ENDS: (90, 14),
    EventKind.LAW_CHANGES: (30,),
}
#: What somebody must do at the latest on the day: then a day off is worth knowing.
ACTING = frozenset({EventKind.NOTICE, EventKind.WORD, EventKind.MEETING, EventKind.REPORT, EventKind.CONFIRMATION})
#: Alarms of all-day events are given in the morning, not at midnight.
_MORNING = timedelta(hours=9)
#: Outlook knows a calendar it has opened before by this, and does not make another beside it.
_CALENDAR = uuid.uuid5(uuid.NAMESPACE_URL, "iopdocs:kalender")


def calendar_file(overview: Cleared, before: bytes = b"", *, whole: bool = False) -> bytes:
    """Return the calendar: every event from a year back and five years ahead, as all-day events in Swedish.

    ``before`` is the calendar that this one takes the place of: what comes in it and no longer happens is cancelled
    here, or it would stand for ever in the calendars that have read it. ``whole`` says that the overview is of all
    agreements there are, so that also one that is gone is. Raises TypeError for an overview that is not cleared to
    leave.
    """
    import icalendar

    must_be_cleared(overview)

    made = icalendar.Calendar()
    made.add("prodid", f"-//iopdocs//iopdocs {iopdocs.__version__}//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "IOP-avtal")
    made.add("x-wr-relcalid", str(_CALENDAR))
    made.add("x-iopdocs-hash", ROOM)
    seen: set[str] = set()
    for entry in overview.entries:
        for event in entry.events:
            if (uid := identity(event)) not in seen:
                seen.add(uid)
                made.add_component(_event(entry, event, uid, overview.day))
    for gone in cancelled(before, overview, seen, whole=whole):
        made.add_component(gone)
    return with_seal(made.to_ical())


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar of ours, as it was made."""
    return has_seal(data, b"X-IOPDOCS-HASH:")


def identity(event: Event) -> str:
    """Return the UID of an event: the same whenever it is exported, and when its day or wording has changed."""
    return f"{event.agreement}.{event.key}@iopdocs"


def _event(entry: Entry, event: Event, uid: str, day: date) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", uid)
    stamped(made, day)
    made.add("summary", f"{event.text} – {entry.name}")
    made.add("description", "\n".join(_description(entry, event, day)))
    made.add("dtstart", event.day)
    # The day after: the end of an all-day event does not belong to it.
    made.add("dtend", event.day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("x-microsoft-cdo-busystatus", "FREE")
    made.add("categories", ["IOP-avtal"])
    for alarm in _alarms(event):
        made.add_component(alarm)
    return made


def _description(entry: Entry, event: Event, day: date) -> Iterator[str]:
    yield f"{event.text}."
    yield f"Avtal: {entry.name} ({entry.id})."
    if event.kind in ACTING and (off := day_off(event.day)):
        yield f"Dagen är ingen vanlig arbetsdag: {off}."
    if entry.continued:
        yield f"Fortsättning: {', '.join(entry.continued)}."
    yield f"Hämtat ur avtalets fil med iopdocs den {plain(dates.format(day))}. Ändra i filen, inte här."


def _alarms(event: Event) -> Iterator[icalendar.Alarm]:
    """Yield the alarms that lie ahead; a past one would ring as soon as the file is opened."""
    import icalendar

    for before in ALARMS[event.kind]:
        if event.days >= before:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", event.text)
            alarm.add("trigger", _MORNING - timedelta(days=before))
            yield alarm
