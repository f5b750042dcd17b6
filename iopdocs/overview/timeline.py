"""The periods of all agreements as shapes on a time axis; what is drawn is decided here, how it looks in page.html.

Lengths are units of the picture. The picture is cut into panels that each fit on a page and share one axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from iopdocs.classes import dataclass
from iopdocs.deadlines import AgreementPeriod, EventKind, shift
from iopdocs.model.lengths import Length
from iopdocs.overview.entries import Entry, Overview, State
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain

WIDTH, LABELS, RIGHT = 1200.0, 316.0, 1188.0
ROW, TOP, BOTTOM = 30.0, 34.0, 8.0
#: How many agreements a panel holds: as many as fit on a sheet of A4 on its side.
PANEL = 20
#: How many letters of a name and of an id there is room for.
NAME, ID = 40, 50
#: How far the axis reaches at most; what lies beyond is cut off at the edge.
BEHIND, AHEAD = Length(4, "år"), Length(6, "år")
#: How much is drawn of a period whose first day is not known.
STUB = Length(1, "år")

#: The class of each state in the page's style sheet.
LOOKS = {
    State.DRAFT: "forslag",
    State.AHEAD: "senare",
    State.RUNNING: "galler",
    State.OPEN: "galler",
    State.ENDED: "slut",
    State.REPLACED: "ersatt",
    State.UNKNOWN: "okand",
}


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right; both days are shown."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins, within the axis."""
        held = min(max(day, self.first), self.last + timedelta(days=1))
        part = (held - self.first).days / ((self.last - self.first).days + 1)
        return round(LABELS + part * (RIGHT - LABELS), 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time. ``look`` is a class, ``fade`` the side on which the end is not known or lies beyond."""

    x: float
    width: float
    look: str
    fade: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day: ``look`` is besked, möte or slut."""

    x: float
    look: str
    title: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One agreement; ``y`` is the top of its row. ``note`` stands where there is nothing to draw."""

    y: float
    name: str
    id: str
    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AxisYear:
    """A year on the axis; ``text`` is empty where there is no room for it."""

    x: float
    width: float
    text: str
    shaded: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: its height, the axis, today, and the agreements in it."""

    number: int
    height: float
    years: tuple[AxisYear, ...]
    today: float
    lines: tuple[TimelineRow, ...]


def panels(overview: Overview, entries: Sequence[Entry]) -> tuple[Panel, ...]:
    """Return the pictures of all agreements, in the order given and evenly filled."""
    axis = _axis(overview.day, entries)
    size = ceil(len(entries) / ceil(len(entries) / PANEL)) if entries else 1
    return tuple(
        Panel(
            number=number,
            height=TOP + ROW * len(chunk) + BOTTOM,
            years=tuple(_years(axis)),
            today=axis.x(overview.day),
            lines=tuple(_line(entry, axis, TOP + ROW * row) for row, entry in enumerate(chunk)),
        )
        for number, chunk in enumerate(_chunks(entries, size), start=1)
    )


def _chunks(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    for first in range(0, len(entries), size):
        yield entries[first : first + size]


def _axis(today: date, entries: Sequence[Entry]) -> Axis:
    days = [day for entry in entries for period in entry.periods for day in (period.start, period.end) if day]
    # A year on each side at least, so that today never stands at the edge.
    first = max(min([*days, shift(today, STUB, -1)]), shift(today, BEHIND, -1))
    last = min(max([*days, shift(today, STUB)]), shift(today, AHEAD))
    return Axis(date(first.year, 1, 1), date(last.year, 12, 31))


def _years(axis: Axis) -> Iterator[AxisYear]:
    for year in range(axis.first.year, axis.last.year + 1):
        left, right = axis.x(date(year, 1, 1)), axis.x(date(year, 12, 31) + timedelta(days=1))
        yield AxisYear(left, round(right - left, 1), str(year), year % 2 == 0)


def _line(entry: Entry, axis: Axis, y: float) -> TimelineRow:
    bars = tuple(_bars(entry, axis))
    return TimelineRow(
        y=y,
        name=_cut(entry.name, NAME),
        id=_cut(entry.id, ID),
        title=f"{entry.name} ({entry.id}): {entry.state}",
        bars=bars,
        marks=tuple(_marks(entry, axis)),
        note="" if bars else str(State.UNKNOWN if not entry.period.end else entry.state),
    )


def _bars(entry: Entry, axis: Axis) -> Iterator[Bar]:
    for period in entry.periods:
        yield from _bar(entry, period, axis, LOOKS[entry.state])
    following = entry.period.following
    if following and entry.period.end:
        coming = AgreementPeriod(entry.period.number + 1, entry.period.end + timedelta(days=1), following, None, None)
        yield from _bar(entry, coming, axis, "kanske")


def _bar(entry: Entry, period: AgreementPeriod, axis: Axis, look: str) -> Iterator[Bar]:
    open_ended = period.end is None and bool(entry.agreement.term and entry.agreement.term.open_ended)
    if period.end is None and not (open_ended and period.start):
        return
    start = period.start or (shift(period.end, STUB, -1) if period.end else axis.first)
    end = period.end or axis.last
    if end < axis.first or start > axis.last:
        return
    left, right = axis.x(start), axis.x(end + timedelta(days=1))
    fades = {
        "vanster": period.start is None or start < axis.first,
        "hoger": period.end is None or end > axis.last,
    }
    title = f"{_what(period, look)}: {_span(period)}"
    yield Bar(left, max(round(right - left, 1), 2.0), look, " ".join(side for side, on in fades.items() if on), title)


def _what(period: AgreementPeriod, look: str) -> str:
    if look == "kanske":
        return f"Förlängning nr {period.number}, om ingen säger upp avtalet"
    return f"Förlängning nr {period.number}" if period.number else "Avtalstid"


def _span(period: AgreementPeriod) -> str:
    start = plain(dates.format(period.start)) if period.start else "okänd första dag"
    return f"{start} – {plain(dates.format(period.end)) if period.end else 'tills vidare'}"


def _marks(entry: Entry, axis: Axis) -> Iterator[Mark]:
    looks = {EventKind.WORD: "besked", EventKind.NOTICE: "besked", EventKind.MEETING: "mote"}
    for event in entry.events:
        if event.kind in looks and axis.first <= event.day <= axis.last:
            yield Mark(axis.x(event.day), looks[event.kind], f"{plain(dates.format(event.day))}: {event.text}")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
