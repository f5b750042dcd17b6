"""Rounding of money, in one place: half up, to whole kronor unless another step or direction is stated.

Amounts come in as exact fractions, so that an amount that is even is never pushed over the edge by a division that
does not come out (a third, an index quotient); they leave as Decimal kronor.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

Direction = Literal["närmaste", "uppåt", "nedåt"]
Place = Literal["första", "sista"]

KRONA = Decimal(1)


def rounded(amount: Fraction, direction: Direction = "närmaste", step: Decimal = KRONA) -> Decimal:
    """Return the amount as a multiple of ``step`` kronor; ``närmaste`` rounds a half up. ``step`` is above zero."""
    steps = amount / Fraction(step)
    if direction == "uppåt":
        return ceil(steps) * step
    if direction == "nedåt":
        return floor(steps) * step
    return floor(steps + Fraction(1, 2)) * step


def split(parts: Sequence[Fraction], total: Decimal, place: Place | None) -> tuple[Decimal, ...] | None:
    """Return the parts in whole kronor with exactly the sum ``total``.

    Each part is rounded down, and what is left goes to the first or the last of them. None when something is left,
    there are several parts and no place is stated. ``parts`` are exact, at least one, and add up to ``total``.
    """
    whole = [rounded(part, "nedåt") for part in parts]
    rest = total - sum(whole)
    if rest and place is None and len(whole) > 1:
        return None
    whole[0 if place == "första" else -1] += rest
    return tuple(whole)
