"""What an agreement must have confirmed, by whom it is, and until when that holds. Pure: as of a day given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from iopdocs.classes import dataclass
from iopdocs.deadlines.events import Event, EventKind
from iopdocs.deadlines.terms import period_on, shift
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.model import Agreement
from iopdocs.model.circumstances import found
from iopdocs.model.confirmation import Confirmation

#: The questions of a workspace by id.
Points = Mapping[str, ConfirmationPoint]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that an agreement raises, and the newest confirmation of it, if there is any.

    ``number`` is that one's place in the agreement's list.
    """

    point: ConfirmationPoint
    confirmation: Confirmation | None = None
    number: int | None = None

    @property
    def last(self) -> date | None:
        """The last day that the confirmation holds; None when it has none, or there is no confirmation."""
        return last_day_of(self.confirmation, self.point) if self.confirmation else None

    def has_expired(self, on: date) -> bool:
        """Whether there is a confirmation that no longer holds on a day."""
        return self.last is not None and self.last < on

    def is_open(self, on: date) -> bool:
        """Whether somebody still has to confirm it, or to do so anew, on a day."""
        return self.confirmation is None or self.is_ahead(on) or self.has_expired(on)

    def is_ahead(self, on: date) -> bool:
        """Whether the confirmation bears a day that has not come."""
        return bool(self.confirmation and self.confirmation.day and self.confirmation.day > on)


def last_day_of(confirmation: Confirmation, point: ConfirmationPoint | None) -> date | None:
    """Return the last day that a confirmation holds: its own, else by the time that the question says."""
    if confirmation.until or confirmation.day is None or point is None or point.holds is None:
        return confirmation.until
    return shift(confirmation.day, point.holds)


def as_of(agreement: Agreement, day: date) -> date:
    """Return the day whose questions are asked: the law day; of what nobody has signed the first day, if later."""
    law_day = agreement.law_day or day
    start = agreement.term.start if agreement.term else None
    return law_day if agreement.is_signed or start is None else max(law_day, start)


def asked(agreement: Agreement, points: Points, day: date) -> tuple[Question, ...]:
    """Return the questions that an agreement raises, as known on a day, in the order of their ids."""
    then = as_of(agreement, day)
    return tuple(
        Question(point, *_newest(agreement, name))
        for name, point in sorted(points.items())
        if point.covers(then) and _raised(agreement, point)
    )


def waiting(agreement: Agreement, points: Points, day: date) -> tuple[Question, ...]:
    """Return the questions that are still open; none of an agreement that is signed, which waits for nothing."""
    if agreement.is_signed:
        return ()
    return tuple(one for one in asked(agreement, points, day) if one.is_open(day))


def holding(agreement: Agreement, points: Points, day: date) -> set[str]:
    """Return what is confirmed and holds on a day; of a signed agreement also what has run out since."""
    held = set()
    for name in {one.what for one in agreement.confirmations if one.what and one.is_made}:
        confirmation, _ = _newest(agreement, name)
        if confirmation is None or (confirmation.day and confirmation.day > day):
            continue
        last = last_day_of(confirmation, points.get(name))
        if agreement.is_signed or last is None or last >= day:
            held.add(name)
    return held


def kept_up(agreement: Agreement, points: Points) -> Iterator[Question]:
    """Yield the newest confirmation of each thing whose time runs out, whatever raises the question."""
    for name in sorted({one.what for one in agreement.confirmations if one.what and one.is_made}):
        confirmation, number = _newest(agreement, name)
        point = points.get(name)
        if point and confirmation and last_day_of(confirmation, point):
            yield Question(point, confirmation, number)


def last_days(agreement: Agreement, points: Points, on: date) -> tuple[Event, ...]:
    """Return the last days of what is confirmed, also those that have passed: they stand until it is confirmed anew.

    What holds until the agreement ends needs no renewal.
    """
    end = period_on(agreement, on).end
    return tuple(
        Event(
            EventKind.CONFIRMATION,
            one.last,
            "Bekräftelsen har gått ut" if one.last < on else "Sista dag som bekräftelsen gäller",
            agreement.id,
            (one.last - on).days,
            f"bekraftelse-{one.point.id}",
            one.point.heading,
        )
        for one in kept_up(agreement, points)
        if one.last and (end is None or one.last < end)
    )


def _raised(agreement: Agreement, point: ConfirmationPoint) -> bool:
    raised = not point.when or any(found(agreement, fact) is not None for fact in point.when)
    return raised and all(found(agreement, fact) is not None for fact in point.also)


def _newest(agreement: Agreement, name: str) -> tuple[Confirmation | None, int | None]:
    made = [(one.day, n) for n, one in enumerate(agreement.confirmations) if one.what == name and one.is_made]
    if not made:
        return None, None
    number = max(made, key=lambda pair: (pair[0] or date.min, pair[1]))[1]
    return agreement.confirmations[number], number
