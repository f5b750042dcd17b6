"""An amount in words: for tables over many agreements."""

from __future__ import annotations

from iopdocs.economy.instead import AwaitedIndex, Cell
from iopdocs.swedish import money


def in_words(cell: Cell) -> str:
    """Return an amount as a table has it, or what is known in its place; *okänt* when nothing is."""
    amount, instead = cell
    if amount is not None:
        return money.format(amount)
    if isinstance(instead, AwaitedIndex):
        return f"väntar på index för {instead.year}" if instead.year else "väntar på index"
    return str(instead) if instead is not None else "okänt"
