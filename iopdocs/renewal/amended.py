"""What later documents have made of each item of money when the old agreement ends: what a new agreement begins from.

A year's amount is what a whole year costs only when it is the amount of a whole year: one that is changed in the middle
of it, or of a year that the agreement has a part of, tells nothing of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.economy.changes import NamedRevision, as_changed, component_of, goes_up, lacks_base, named_revisions
from iopdocs.model import Agreement
from iopdocs.model.money import Component
from iopdocs.model.revision import Addition, AmountChange
from iopdocs.renewal.period import SuccessorTerm
from iopdocs.swedish import dates, lists, money
from iopdocs.swedish.characters import plain

#: Kinds whose amount is for each year, and has to be that of a whole one.
_PER_YEAR = {"per år"}
#: A changed amount of these would be kronor, where the item has kronor for each of something.
_OF_EACH = {"per invånare"}


@dataclass(frozen=True, slots=True)
class AmendedAmount:
    """One change of an amount and the document that makes it."""

    change: AmountChange
    by: NamedRevision

    @property
    def told(self) -> str:
        """What it makes of the amount, and of when, in words."""
        one = self.change
        said = {name: one.said_of(name) for name in ("new", "increase", "year")}
        if one.new is not None or said["new"]:
            amount = money.format(one.new) if one.new is not None else str(said["new"])
        elif one.increase is not None or said["increase"]:
            amount = f"en ökning med {money.format(one.increase) if one.increase is not None else said['increase']}"
        else:
            amount = f"belopp som följer av {one.follows}" if one.follows else "okänt belopp"
        when = f"för {one.year}" if one.year else one.concerns or (f"för {said['year']}" if said["year"] else "")
        return plain(f"{amount} {when}".strip())


@dataclass(frozen=True, slots=True)
class Amended:
    """What later documents have made of an item.

    ``amount`` is in kronor, for a whole year when the item is for each year; None when it is not known, as ``why``
    says. ``before`` says that only amounts of earlier years were changed, so that the agreement's own stands.
    ``rises`` is whether the amount is uplifted; None when nobody has said.
    """

    changes: tuple[AmendedAmount, ...]
    amount: Decimal | None = None
    why: str = ""
    before: bool = False
    rises: bool | None = None

    @property
    def by(self) -> str:
        """The documents that changed it: *tillägg nr 1 och förlängning nr 1*."""
        return lists.format(dict.fromkeys(one.by.called for one in self.changes))

    @property
    def told(self) -> str:
        """All that was agreed of the amount, in words."""
        return lists.format(one.told for one in self.changes)


def in_effect(agreement: Agreement, period: SuccessorTerm, on: date) -> tuple[NamedRevision, ...]:
    """Return the later documents that all are bound by on a day and that stand when the agreement ends."""
    return tuple(one for one in named_revisions(agreement) if one.revision.is_agreed(on) and not is_over(one, period))


def is_over(one: NamedRevision, period: SuccessorTerm) -> bool:
    """Whether an addition had run out before the agreement ended."""
    return isinstance(one.revision, Addition) and one.revision.end is not None and one.revision.end < period.after


def amended(
    agreement: Agreement, component: Component, planned: Decimal | None, period: SuccessorTerm, on: date
) -> Amended | None:
    """Return what later documents have made of an item; None when they have not changed it.

    ``planned`` is what the agreement itself has for it in a whole year, the last one.
    """
    mine = tuple(
        AmendedAmount(change, one)
        for one in in_effect(agreement, period, on)
        for change in one.revision.amounts
        if component.id and change.component == component.id
    )
    if not mine:
        return None
    last = period.after.year
    loose = [one for one in mine if _is_loose(one.change, component)]
    here = [one for one in mine if one.change.is_of(last) or one.change.first_year is None]
    if not loose and not here:
        rose = any(one.change.indexation == "räknas upp" for one in mine)
        why = f"det framgår inte vad beloppet för {last} blev sedan det har räknats upp"
        return Amended(mine, why=why) if rose else Amended(mine, planned, before=True)
    why = _why_not(agreement, component, loose, here, last, period)
    base = planned if component.kind in _PER_YEAR else component.amount
    amount = None if why else as_changed(base, (one.change for one in here))
    unknown = "det nya beloppet är inte känt" if amount is None else ""
    said = here[-1].change.indexation if here else None
    return Amended(mine, amount, why or unknown, rises={"räknas upp": True, "räknas inte upp": False}.get(said or ""))


def _is_loose(change: AmountChange, component: Component) -> bool:
    """Whether nobody can tell of which time an amount is: words, or nothing for an item that is for each year."""
    return change.first_year is None and (bool(change.concerns) or component.kind in {*_PER_YEAR, *_OF_EACH})


def _why_not(
    agreement: Agreement,
    component: Component,
    loose: Sequence[AmendedAmount],
    here: Sequence[AmendedAmount],
    last: int,
    period: SuccessorTerm,
) -> str:
    """Return why nobody can tell what the amount is when the agreement ends; nothing when it can be told."""
    if loose:
        return "det framgår inte vilka år det ändrade beloppet gäller"
    if component.kind in _OF_EACH:
        return "det ändrade beloppet är inte angivet per invånare"
    if any(lacks_base(agreement, one.change) for one in here):
        return "det framgår inte om det nya beloppet är hela beloppet eller en ökning"
    if any(goes_up(agreement, one.change, last) for one in here):
        return f"det framgår inte vad beloppet för {last} blev sedan det har räknats upp"
    if component.kind in _PER_YEAR:
        return part_of_year(here, period, agreement.term.start if agreement.term else None)
    return ""


def part_of_year(here: Sequence[AmendedAmount], period: SuccessorTerm, start: date | None) -> str:
    """Return why an amount is not that of a whole year; what is agreed for each year from one on is."""
    last, of_year = period.after.year, [one for one in here if one.change.onwards is None]
    late = next((one for one in of_year if (day := one.by.revision.dated) and day > date(last, 1, 1)), None)
    if late is not None and late.by.revision.dated is not None:
        since = plain(dates.format_with_den(late.by.revision.dated))
        return f"beloppet för {last} ändrades från och med {since}, så det framgår inte vad ett helt år kostar"
    if of_year and (period.after != date(last, 12, 31) or (start is not None and start > date(last, 1, 1))):
        return f"avtalet har bara en del av {last}, så det framgår inte vad ett helt år kostar"
    return ""


def new_items(agreement: Agreement, period: SuccessorTerm, on: date) -> list[AmendedAmount]:
    """Return the items of money that later documents have brought, the oldest first."""
    found = [AmendedAmount(change, one) for one in in_effect(agreement, period, on) for change in one.revision.amounts]
    return [one for one in found if component_of(agreement, one.change) is None]
