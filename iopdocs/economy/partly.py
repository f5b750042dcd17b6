"""The line of a component whose amount is known in part: worked out as an exact one is, from the plain values in it.

Each end of what was said goes the whole way (part years, uplift, inhabitants), and what comes out is said to be what
the amount was said to be. An amount that is left open is so in every year that the component concerns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from iopdocs.economy.components import base_amount, is_recurring
from iopdocs.economy.instead import NOTHING, ZERO, Cell, Instead, cells, together, with_values
from iopdocs.economy.lines import BudgetFrame, BudgetLine, work_out
from iopdocs.errors import Problem
from iopdocs.model.money import Component
from iopdocs.model.said import Nature, Said
from iopdocs.model.scalars import AMOUNT

# What an amount is worked out from.
_FIGURES = ("amount", "population")
# What says which years an amount is for, and whether it grows: not to be taken for its default.
_SETTLING = ("year", "span", "only_year", "kind", "indexed")


def stand_in(component: Component, end: int = 0) -> Component:
    """Return a component with plain values for what is known of it in part; ``end`` -1 takes the last of a range.

    Itself when all that its amount is worked out from is exact or not known.
    """
    said = _said(component)
    if not said or any(one.is_unknown for one in said.values()):
        return component
    values: dict[str, Any] = {name: one.values[end] if one.values else 1 for name, one in said.items()}
    if isinstance(values.get("amount"), int):
        values["amount"] = Decimal(1)
    return component.model_copy(update=values)


def line_of(
    component: Component, frame: BudgetFrame, where: str, rest: Sequence[Component]
) -> tuple[BudgetLine, list[Problem]]:
    """Return the line of a component, exact or not, and why amounts of it could not be worked out."""
    first = stand_in(component)
    line, problems = work_out(first, frame, where, rest)
    if any(component.said_of(name) for name in _SETTLING):
        nothing = (None,) * len(line.amounts)
        return replace(line, component=component, amounts=nothing, total=None, instead=()), problems
    if first is component:
        return line, problems
    last, _ = work_out(stand_in(component, -1), frame, where, rest)
    said = list(_said(component).values())
    ends = zip(cells(line.amounts, line.instead), cells(last.amounts, last.instead), strict=True)
    made = [_cell(low, high, said) for low, high in ends]
    total = _total(line, last, made, said)
    return (
        replace(
            line,
            component=component,
            amounts=tuple(amount for amount, _ in made),
            instead=tuple(instead for _, instead in made),
            total=total[0],
            total_instead=total[1],
        ),
        problems,
    )


def until_reckoned(line: BudgetLine) -> BudgetLine:
    """Return a line of a period whose last day is only reckoned with: what depends on that day is provisional."""
    if line.component.kind == "per avtalsår":
        total, instead = _provisional((line.total, line.total_instead))
        return replace(line, total=total, total_instead=instead)
    if not is_recurring(line.component) or not line.amounts:
        return line
    made = cells(line.amounts, line.instead)
    made[-1] = _provisional(made[-1])
    whole = together(made, all_years=True)
    amounts, instead_of = zip(*made, strict=True)
    return replace(line, amounts=amounts, instead=instead_of, total=whole[0], total_instead=whole[1])


def _provisional(cell: Cell) -> Cell:
    amount, instead = cell
    if not amount:
        return cell
    return None, Said(Nature.PROVISIONAL, AMOUNT, (amount,), "preliminärt") if instead is None else instead


def base_of(component: Component) -> Cell:
    """Return the amount of a component before uplift, or what stands in its place."""
    low, high = (base_amount(stand_in(component, end), "") for end in (0, -1))
    ends = [(base if isinstance(base, Decimal) else None, None) for base in (low, high)]
    exact = stand_in(component) is component
    return ends[0] if exact else _cell(ends[0], ends[1], list(_said(component).values()))


def _said(component: Component) -> dict[str, Said]:
    found = {name: component.said_of(name) for name in _FIGURES}
    return {name: one for name, one in found.items() if one is not None}


def _total(line: BudgetLine, last: BudgetLine, made: Sequence[Cell], said: Sequence[Said]) -> Cell:
    if line.undivided or not made:
        return _cell((line.total, line.total_instead), (last.total, last.total_instead), said)
    return together(made, all_years=True)


def _cell(low: Cell, high: Cell, said: Sequence[Said]) -> Cell:
    """Return what stands in a cell whose amount would be from one exact amount to another."""
    if low == high == (ZERO, None) and all(any(one.values) or one.is_open for one in said):
        return low  # a year that it does not concern
    left_open = next((one for one in said if one.is_open), None)
    if low == NOTHING:
        return low
    if left_open is not None:
        return None, left_open
    if low[0] is None or high[0] is None:
        return low
    return None, _as_said(low[0], high[0], said)


def _as_said(low: Decimal, high: Decimal, said: Sequence[Said]) -> Instead | None:
    only = said[0]
    if len(said) == 1 and only.kind.of_money and (low, high) == (only.values[0], only.values[-1]):
        return only
    return None if any(one.nature is Nature.BOUND for one in said) else with_values(said, (low, high))
