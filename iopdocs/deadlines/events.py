"""What happens on which day in the life of an agreement: ends, last days for word, meetings, reports, payments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from iopdocs.classes import dataclass
from iopdocs.deadlines.banking import day_off, next_banking_day
from iopdocs.deadlines.terms import AgreementPeriod, period_on, periods, shift
from iopdocs.deadlines.yearly import yearly_days
from iopdocs.economy import budget, payments
from iopdocs.economy.changes import changed_by
from iopdocs.model import Agreement
from iopdocs.model.content import Report
from iopdocs.model.lengths import Length
from iopdocs.model.meeting import Meeting
from iopdocs.model.money import Payment
from iopdocs.swedish import dates, lists, money
from iopdocs.swedish.characters import plain

#: How far ahead events are told when the caller does not say.
HORIZON = Length(5, "år")
#: A yearly report is due for the last time when the last year can be reported.
LAST_REPORT = Length(6, "månad")

_DAY = timedelta(days=1)


class EventKind(StrEnum):
    """What an event is; in the order that events of one day are told."""

    END = "slut"
    NOTICE = "uppsägning"
    WORD = "besked"
    PROLONGATION = "förlängning"
    START = "början"
    MEETING = "möte"
    REPORT = "rapport"
    PAYMENT = "utbetalning"
    CONFIRMATION = "bekräftelse"
    LAW_ENDS = "lag upphör"
    LAW_CHANGES = "lag ändras"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens on a day.

    ``what`` is Swedish and the program's own words; ``detail`` is what the authors of the agreement call it, or "".
    ``days`` is how many days lie between the day asked as of and this one; negative when it has passed. ``key`` names
    the occurrence within its agreement and stays the same when the day is moved: ``slut-0``, ``rapport-1-2026``.
    """

    kind: EventKind
    day: date
    what: str
    agreement: str
    days: int
    key: str
    detail: str = ""

    @property
    def text(self) -> str:
        """What happens, with the authors' own words for it."""
        return f"{self.what}: {self.detail}" if self.detail else self.what


@dataclass(frozen=True, slots=True)
class _Found:
    kind: EventKind
    day: date
    what: str
    key: str
    detail: str = ""


def events(
    agreement: Agreement, on: date, *, since: date | None = None, until: date | None = None
) -> tuple[Event, ...]:
    """Return what happens from ``since`` to ``until``, both days included, as it is known on a day; sorted by day.

    Without them: from that day and five years ahead. Payments by rule have no day, and a yearly report only when the
    day of the year can be read.
    """
    first, last = since or on, until or shift(on, HORIZON)
    order = list(EventKind)
    found = [
        *_term(agreement, on),
        *_meetings(agreement),
        *_reports(agreement, on, first, last),
        *_payments(agreement, on),
    ]
    made = [
        Event(one.kind, one.day, one.what, agreement.id, (one.day - on).days, one.key, one.detail)
        for one in found
        if first <= one.day <= last
    ]
    return tuple(sorted(made, key=lambda event: (event.day, order.index(event.kind), event.key)))


def _term(agreement: Agreement, on: date) -> Iterator[_Found]:
    """Yield the start, and for each period up to the one that stands its last day of word and its end."""
    if agreement.term and agreement.term.start:
        yield _Found(EventKind.START, agreement.term.start, "Avtalet börjar gälla", "start")
    standing = period_on(agreement, on)
    for period in periods(agreement, on):
        yield from _notice(agreement, period)
        if period.number == standing.number:
            yield from _end(period)
            return
        if period.end and period.following:
            # The same occurrence as the end it takes the place of, so that a calendar moves that on.
            text = f"Automatisk förlängning nr {period.number + 1}, till {_long(period.following)}"
            yield _Found(EventKind.PROLONGATION, period.end + _DAY, text, f"slut-{period.number}")


def _end(period: AgreementPeriod) -> Iterator[_Found]:
    if period.end is None:
        return
    text = "Avtalstidens sista dag"
    if period.following:
        text += f", om avtalet inte förlängs automatiskt till {_long(period.following)}"
    yield _Found(EventKind.END, period.end, text, f"slut-{period.number}")


def _notice(agreement: Agreement, period: AgreementPeriod) -> Iterator[_Found]:
    """Yield the last day for word on prolongation and for notice; none once the last day of the agreement is set."""
    chosen, termination = agreement.prolongation, agreement.termination
    if period.end is None or (termination and termination.last_day == period.end):
        return
    by_itself = f", annars förlängs avtalet till {_long(period.following)}" if period.following else ""
    word = chosen.notice if chosen and (period.following or chosen.kind in {"nytt avtal", "överenskommelse"}) else None
    if word:
        text = f"Sista dag för besked{by_itself}" if by_itself else "Sista dag för besked om förlängning"
        yield _Found(EventKind.WORD, shift(period.end, word, -1), text, f"besked-{period.number}")
    stated = word or (chosen and chosen.said_of("notice"))
    if termination and termination.allowed and termination.period and not (stated and by_itself):
        text = f"Sista dag för uppsägning{by_itself or ' till avtalstidens slut'}"
        yield _Found(EventKind.NOTICE, shift(period.end, termination.period, -1), text, f"uppsagning-{period.number}")


def _meetings(agreement: Agreement) -> Iterator[_Found]:
    """Yield the meetings of each group, and the next one when its last minutes say when that is."""
    by_group: dict[str, list[Meeting]] = {}
    for meeting in agreement.meetings:
        by_group.setdefault(_group(agreement, meeting)[0], []).append(meeting)
    for key, held in by_group.items():
        name = _group(agreement, held[0])[1]
        planned = held[-1].next.day if held[-1].next else None
        for number, day in enumerate([*(meeting.day for meeting in held), planned], start=1):
            if day:
                yield _Found(EventKind.MEETING, day, "Möte", f"mote-{key}-{number}", name)


def _group(agreement: Agreement, meeting: Meeting) -> tuple[str, str]:
    """Return a key and a name for the group that meets; without one it is the group that steers."""
    groups = agreement.groups
    found = next((group for group in groups if meeting.group and group.id == meeting.group), None)
    if found is None and meeting.group is None:
        found = next((group for group in groups if group.steers), None)
    return (found and found.id) or meeting.group or "styrgrupp", (found and found.name) or "styrgrupp"


def _reports(agreement: Agreement, on: date, since: date, until: date) -> Iterator[_Found]:
    begins_with = agreement.term.said_of("start") if agreement.term else None
    known = agreement.term.start if agreement.term else None
    start = known or (begins_with and begins_with.not_before) or since
    end = period_on(agreement, on).end
    last = min(until, shift(end, LAST_REPORT)) if end else until
    for number, report in enumerate(agreement.follow_up.reports if agreement.follow_up else (), start=1):
        if report.due:
            yield _Found(EventKind.REPORT, report.due, "Rapport", f"rapport-{number}", report.called)
        said = report.said_of("due")
        begins = report.due + _DAY if report.due else (said and said.not_before) or start
        first = max(since, begins)
        yield from _yearly(report, f"rapport-{number}", first, last)


def _yearly(report: Report, key: str, first: date, last: date) -> Iterator[_Found]:
    days = yearly_days(report.yearly) if report.yearly else ()
    for year in range(first.year, last.year + 1):
        for number, day in enumerate(days, start=1):
            occurrence = f"{key}-{year}" if len(days) == 1 else f"{key}-{year}-{number}"
            if first <= day.of(year) <= last:
                yield _Found(EventKind.REPORT, day.of(year), "Rapport", occurrence, report.called)


def _payments(agreement: Agreement, on: date) -> Iterator[_Found]:
    """Yield the days of payments; in a year whose money a later document has changed nobody has said how it is paid."""
    payment = agreement.economy.payment if agreement.economy else None
    if payment is None or not payment.instalments:
        return
    amounts: dict[tuple[date, int], list[Decimal]] = {}
    for row in payments(agreement, budget(agreement)).rows:
        if row.day and row.amount is not None:
            amounts.setdefault((row.day, row.year), []).append(row.amount)
    # The days stand also where the amounts cannot be worked out.
    days = ((each.day, each.year) for each in payment.instalments)
    stated = sorted((day, year or day.year) for day, year in days if day)
    for number, each in enumerate(stated, start=1):
        known = amounts.get(each)
        amount = f" av {plain(money.format(known.pop(0)))}" if known else ""
        if changing := changed_by(agreement, each[1], on):
            amount = f", beloppet ändras genom {lists.format(changing)}"
        paid, why = _payment_day(payment, each[0])
        yield _Found(EventKind.PAYMENT, paid, f"Utbetalning{amount}{why}", f"utbetalning-{number}")


def _payment_day(payment: Payment, day: date) -> tuple[date, str]:
    """Return when a payment is made, and a remark when that is another day than the one agreed."""
    off = day_off(day) if payment.next_banking_day else None
    if off is None:
        return day, ""
    return next_banking_day(day), f" (flyttad från {_long(day)}, {off})"


def _long(day: date) -> str:
    return plain(dates.format(day))
