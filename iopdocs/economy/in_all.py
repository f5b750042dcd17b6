"""What an agreement comes to in all, as a sum and in words: for tables over many agreements."""

from __future__ import annotations

from datetime import date

from iopdocs.economy.budget import budget
from iopdocs.economy.instead import ZERO, AwaitedIndex, Cell
from iopdocs.model import Agreement
from iopdocs.swedish import money


def in_all(agreement: Agreement, day: date, until: date | None = None) -> Cell:
    """Return what an agreement comes to in kronor, with the prolongations that stand on a day.

    ``until`` is the last day that is reckoned with, where that is another than the agreement's own. An agreement
    without money comes to nothing.
    """
    if agreement.economy is not None and agreement.economy.none:
        return ZERO, None
    made = budget(agreement.as_extended(day), until)
    return made.total, made.instead.total


def in_words(cell: Cell) -> str:
    """Return an amount as a table has it, or what is known in its place; *okänt* when nothing is."""
    amount, instead = cell
    if amount is not None:
        return money.format(amount)
    if isinstance(instead, AwaitedIndex):
        return f"väntar på index för {instead.year}" if instead.year else "väntar på index"
    return str(instead) if instead is not None else "okänt"
