"""What a year of the agreement's money is made of: who pays then, and what of it cannot be reckoned."""

from __future__ import annotations

from iopdocs.economy import Budget, BudgetYear
from iopdocs.economy.components import is_recurring
from iopdocs.economy.same_money import YEARLY
from iopdocs.model.money import Component
from iopdocs.vocabulary.parties import payers
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.together import called_together


def unreckoned(year: BudgetYear, worked_out: Budget, scene: Scene) -> list[Component]:
    """Return the items of which only a part belongs to a year, when nobody has said how a part is reckoned."""
    economy = scene.agreement.economy
    if not year.part or economy is None or economy.part_year is not None:
        return []
    items = (line.component for line in worked_out.lines)
    return [one for one in items if one.kind in YEARLY and is_recurring(one) and (one.year or year.year) <= year.year]


def payers_of(place: int, worked_out: Budget, scene: Scene) -> str:
    """Return those who pay in the year at a place, in running text."""
    paid = [line.component for line in worked_out.lines if line.certain and line.amounts[place] != 0]
    paying = [party for one in paid if one.kind != "naturaprestation" for party in payers(one, scene)]
    together = tuple(party for party in scene.agreement.parties if party in paying)
    return called_together(together, scene) if together else scene.gap("betalare")
