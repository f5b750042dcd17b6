"""What an agreement comes to as it stands on a day: in all, and year by year, with what later documents changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.consolidation import Consolidation, consolidated
from iopdocs.economy import ZERO, Cell, budget, together
from iopdocs.economy.changes import component_of, in_kind, named_revisions
from iopdocs.model import Agreement
from iopdocs.model.revision import AmountChange
from iopdocs.model.said import open_value
from iopdocs.model.scalars import AMOUNT
from iopdocs.swedish import lists

#: Kinds of money that are in no sum.
_BESIDE = {"högst", "ökning", "naturaprestation"}
#: A change that is not worked into any amount, and what the document that makes it is called.
_Untold = tuple[AmountChange, str]


@dataclass(frozen=True, slots=True)
class StandingSums:
    """What an agreement comes to in kronor, or what is known in the place of that; ``years`` are calendar years."""

    total: Cell
    years: Mapping[int, Cell]


def standing_sums(agreement: Agreement, day: date, until: date | None = None) -> StandingSums:
    """Return what an agreement comes to with the prolongations and the changed amounts that stand on a day.

    ``until`` is the last day that is reckoned with, where that is another than the agreement's own. A sum that is
    changed, nobody can tell to what, says what changes it. An agreement without money comes to nothing.
    """
    if agreement.economy is not None and agreement.economy.none:
        return StandingSums((ZERO, None), {})
    reckoned, untold = agreement.as_extended(day), list[_Untold]()
    if any(one.amounts for one in (*agreement.additions, *agreement.extensions)):
        standing = consolidated(agreement, day)
        untold = list(_untold(agreement, standing, day))
        reckoned = standing.agreement.model_copy(update={"term": reckoned.term})
    made = budget(reckoned, until)
    once = [(change.once, change.new) for change, _ in untold if _is_paid_once(change)]
    rest = [(change, name) for change, name in untold if not _is_paid_once(change)]
    years = {
        one.year: _told(
            _with((one.amount, one.instead), (amount for year, amount in once if year == one.year)),
            (name for change, name in rest if change.first_year is None or change.is_of(one.year)),
        )
        for one in made.years
    }
    in_all = _with((made.total, made.instead.total), (amount for _, amount in once))
    return StandingSums(_told(in_all, (name for _, name in rest)), years)


def _is_paid_once(change: AmountChange) -> bool:
    return change.once is not None and change.new is not None


def _with(cell: Cell, amounts: Iterable[Decimal | None]) -> Cell:
    """Return a sum with what new items that are paid once add to it."""
    return together([cell, *((amount, None) for amount in amounts)])


def _untold(agreement: Agreement, standing: Consolidation, day: date) -> Iterator[_Untold]:
    """Yield the agreed changes of money that are not worked in, and that some sum should have had."""
    for one in named_revisions(agreement):
        if one.revision.is_agreed(day):
            for change in one.revision.amounts:
                component = component_of(agreement, change)
                beside = in_kind(agreement, change) or (component is not None and component.kind in _BESIDE)
                if not beside and not standing.has(change):
                    yield change, one.called


def _told(cell: Cell, names: Iterable[str]) -> Cell:
    found = list(dict.fromkeys(names))
    return (None, open_value(AMOUNT, f"ändras genom {lists.format(found)}")) if found else cell
