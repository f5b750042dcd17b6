"""What later documents make of the amounts of an agreement: additions and extensions, the oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.economy.budget import budget
from iopdocs.economy.same_money import YEARLY
from iopdocs.economy.years import covered_years, last_day
from iopdocs.model import Agreement
from iopdocs.model.base import place_in
from iopdocs.model.money import Component
from iopdocs.model.revision import AmountChange, Extension, Revision
from iopdocs.model.weighing import weighing


def as_changed(planned: Decimal | None, changed: Iterable[AmountChange]) -> Decimal | None:
    """Return an amount in kronor with changes that are stated for it, the oldest first; None when it is not known."""
    for one in changed:
        if one.new is not None:
            planned = one.new
        else:
            planned = None if planned is None or one.increase is None else planned + one.increase
    return planned


def in_year(
    agreement: Agreement, planned: Decimal | None, changed: Iterable[AmountChange], year: int
) -> Decimal | None:
    """Return an amount in kronor of a year with the changes that concern it; None when that is not known.

    One that is changed from a year on, and is uplifted or may be, is known in its first year alone.
    """
    here = [one for one in changed if one.is_of(year)]
    return None if any(is_unsure(agreement, one, year) for one in here) else as_changed(planned, here)


def is_unsure(agreement: Agreement, change: AmountChange, year: int) -> bool:
    """Whether nobody can tell what a change makes of the amount of a year that it concerns."""
    return lacks_base(agreement, change) or goes_up(agreement, change, year)


def goes_up(agreement: Agreement, change: AmountChange, year: int) -> bool:
    """Whether an amount that is changed from a year on has been uplifted by another, or may have been."""
    if change.onwards is None or change.onwards >= year or change.indexation == "räknas inte upp":
        return False
    return change.indexation is not None or expects_uplift_said(agreement, change)


def later_documents(agreement: Agreement) -> tuple[Revision, ...]:
    """Return the additions and extensions of an agreement in the order they take effect; those of no day come last."""
    everything: tuple[Revision, ...] = (*agreement.additions, *agreement.extensions)
    with weighing():  # which comes first is seen by the days; nothing of them is said
        return tuple(sorted(everything, key=lambda one: one.dated or date.max))


@dataclass(frozen=True, slots=True)
class NamedRevision:
    """A later document, what it is called (*tillägg nr 1*) and where it stands in the file (*tillägg[1]*)."""

    revision: Revision
    called: str
    where: str


def named_revisions(agreement: Agreement) -> tuple[NamedRevision, ...]:
    """Return the later documents in the order they take effect, by their numbers, else by their places in the lists."""
    lists: tuple[tuple[str, str, tuple[Revision, ...]], ...] = (
        ("tillägg", "tillägg", agreement.additions),
        ("förlängningar", "förlängning", agreement.extensions),
    )
    names = {
        id(one): NamedRevision(one, f"{kind} nr {one.number or place}", f"{key}[{place}]")
        for key, kind, revisions in lists
        for place, one in enumerate(revisions, start=1)
    }
    return tuple(names[id(one)] for one in later_documents(agreement))


def changed_by(agreement: Agreement, year: int, on: date) -> tuple[str, ...]:
    """Return what the later documents are called that change money of a year, or may, as agreed by a day."""
    return tuple(
        one.called
        for one in named_revisions(agreement)
        if one.revision.is_agreed(on) and any(_pays_in(agreement, change, year) for change in one.revision.amounts)
    )


def _pays_in(agreement: Agreement, change: AmountChange, year: int) -> bool:
    if in_kind(agreement, change):
        return False
    known = change.first_year or change.once
    return known is None or change.is_of(year) or change.once == year


def agreed_before(agreement: Agreement, revision: Revision) -> tuple[Revision, ...]:
    """Return what had been agreed, and had come into effect, when a later document was to: proposals are left out."""
    everything = later_documents(agreement)
    earlier = everything[: place_in(everything, revision)]
    return tuple(one for one in earlier if one.is_agreed(one.signed or date.max))


def until_of(revisions: Iterable[Revision], end: date | None) -> date | None:
    """Return the last day of a period that ends on a day, as extensions have prolonged it."""
    ends = [one.end for one in revisions if isinstance(one, Extension) and one.end]
    return max([*ends, end]) if end and ends else end


def in_force(agreement: Agreement, revision: Revision, change: AmountChange) -> tuple[Decimal, ...]:
    """Return what the amount that a later document changes is before it, in kronor; nothing when that is not known.

    In a year that the agreement covers in part there are two answers: what the part gets, and the amount for the year.
    In a year that it reaches only by an extension nobody can tell what an amount that has been changed before goes on
    from.
    """
    component = _component(agreement, change.component)
    if component is None:
        return ()
    earlier = agreed_before(agreement, revision)
    changes = [one for each in earlier for one in each.amounts if one.component == change.component]
    year = change.first_year
    if year is None:
        known = component.amount if component.kind == "totalt" and not changes else None
        return () if known is None else (known,)
    if any(one.first_year is None for one in changes):
        return ()
    if any(one.is_of(year) for one in changes):
        changed = in_year(agreement, _planned(agreement, component, year, earlier, revision), changes, year)
        return () if changed is None else (changed,)
    if component.kind not in YEARLY:
        return ()
    end = last_day(agreement.term) if agreement.term else None
    if changes and end and year > end.year:
        return ()
    planned = _planned(agreement, component, year, earlier, revision)
    partly = [one.part for one in covered_years(agreement.term) if one.year == year]
    whole = component.amount if any(partly) and component.kind == "per år" else None
    return tuple(one for one in (planned, whole) if one is not None)


def _planned(
    agreement: Agreement, component: Component, year: int, earlier: tuple[Revision, ...], revision: Revision
) -> Decimal | None:
    """Return what the agreement itself comes to for an item in a year, also one that it is prolonged to."""
    end = last_day(agreement.term) if agreement.term else None
    until = until_of((*earlier, revision), end) or date(year, 12, 31)
    worked_out = budget(agreement, until=until if until != end else None)
    line = next((one for one in worked_out.lines if one.component is component), None)
    found = dict(zip((one.year for one in worked_out.years), line.amounts, strict=False)) if line else {}
    return found.get(year)


def _component(agreement: Agreement, name: str | None) -> Component | None:
    components = agreement.economy.components if agreement.economy else ()
    return next((one for one in components if name and one.id == name), None)


def component_of(agreement: Agreement, change: AmountChange) -> Component | None:
    """Return the item that a change is of, or None for one that is new, or not known."""
    return _component(agreement, change.component)


def expects_uplift_said(agreement: Agreement, change: AmountChange) -> bool:
    """Whether it must be said if a changed amount is uplifted: the agreement uplifts that item, or may uplift it."""
    economy = agreement.economy
    if economy is None or economy.indexation is None or economy.indexation.kind == "ingen":
        return False
    component = component_of(agreement, change)
    if component is None:
        return not change.in_kind
    return component.indexed and component.kind in {*YEARLY, "per avtalsår", "högst", "ökning"}


def lacks_base(agreement: Agreement, change: AmountChange) -> bool:
    """Whether nobody can tell if a new amount is all that is paid, or is added to what was paid: the old is unknown."""
    component = component_of(agreement, change)
    stated = change.current is not None or change.increase is not None
    return component is not None and component.amount is None and change.new is not None and not stated


def is_stated(agreement: Agreement, change: AmountChange) -> bool:
    """Whether the amount that is changed is stated before: in the agreement, or in what was agreed on until then."""
    component = component_of(agreement, change)
    if component is None:
        return False
    revision = next((one for one in later_documents(agreement) if any(each is change for each in one.amounts)), None)
    earlier = agreed_before(agreement, revision) if revision else ()
    changed = (one.new for each in earlier for one in each.amounts if one.component == change.component)
    return not component.lacks("amount") or any(new is not None for new in changed)


def in_kind(agreement: Agreement, change: AmountChange) -> bool:
    """Whether what is changed is worth something and is no money."""
    component = component_of(agreement, change)
    return change.in_kind if component is None else component.kind == "naturaprestation"
