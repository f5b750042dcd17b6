"""From whom to whom money goes: what each payer pays each payee is paid, and shown, by itself."""

from __future__ import annotations

from typing import NamedTuple

from iopdocs.economy.budget import Budget, BudgetYear
from iopdocs.economy.instead import Cell, together
from iopdocs.economy.lines import BudgetLine


class Flow(NamedTuple):
    """The ids of who pays and of who is paid; None where it is the same of all the money."""

    payer: str | None
    payee: str | None


def flows(budget: Budget) -> dict[Flow, list[BudgetLine]]:
    """Return the certain money by flow, in the order of the data."""
    lines = [line for line in budget.lines if line.certain]
    payers = len({line.component.payer for line in lines if line.component.payer}) > 1
    payees = len({line.component.payee for line in lines}) > 1
    found: dict[Flow, list[BudgetLine]] = {}
    for line in lines:
        flow = Flow(line.component.payer if payers else None, line.component.payee if payees else None)
        found.setdefault(flow, []).append(line)
    return found


def in_year(budget: Budget, year: BudgetYear, lines: list[BudgetLine] | None) -> Cell:
    """Return the part of a year's money that some lines are; all of it when they are None."""
    if lines is None:
        return year.amount, year.instead
    place = budget.years.index(year)
    return together((line.amounts[place], line.instead[place] if line.instead else None) for line in lines)
