"""What stands in the place of an amount that is not exactly known, and what sums over such amounts come to.

The rule for a sum: when all parts are exact it is exact. When some are approximate, ranges or provisional and none is
anything worse, the sum is worked out of their plain values and says so itself: *cirka 20 miljoner*, *18–20 miljoner*,
*preliminärt 500 000*. When some are left open, so is the sum. A part that is only a limit (*minst*) or is not known
leaves the sum unknown: a gap. A sum over anything but exact amounts is never exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.model.said import Nature, Said, open_value
from iopdocs.model.scalars import AMOUNT

ZERO = Decimal(0)
#: Natures whose plain values may be added.
ADDED = {Nature.APPROXIMATE, Nature.RANGE, Nature.PROVISIONAL}
_HUNDREDTH = 2


@dataclass(frozen=True, slots=True)
class AwaitedIndex:
    """An amount that waits for the index figure of a year; for those of all years without one."""

    year: int | None


#: Printed in the place of an amount, and no gap: what was said of it, or what it waits for.
Instead = Said | AwaitedIndex
#: An amount in kronor, else what is printed instead, else neither: not known.
Cell = tuple[Decimal | None, Instead | None]

NOTHING: Cell = (None, None)


def cells(amounts: Sequence[Decimal | None], instead: Sequence[Instead | None]) -> list[Cell]:
    """Return amounts with what stands in the place of each; ``instead`` may be empty."""
    return list(zip(amounts, instead or (None,) * len(amounts), strict=True))


def together(parts: Iterable[Cell], *, all_years: bool = False) -> Cell:
    """Return the sum of some amounts, or what stands in its place, by the rule above.

    ``all_years`` says that the parts are of different years, so that no single index figure is waited for.
    """
    found = list(parts)
    if not found or any(amount is None and instead is None for amount, instead in found):
        return NOTHING
    exact = sum((amount for amount, _ in found if amount is not None), ZERO)
    others = [instead for _, instead in found if instead is not None]
    if not others:
        return exact, None
    waited = [one for one in others if isinstance(one, AwaitedIndex)]
    said = [one for one in others if isinstance(one, Said)]
    if not said:
        years = {one.year for one in waited}
        return None, AwaitedIndex(None if all_years or None in years else max(year for year in years if year))
    if waited or any(one.is_open for one in said):
        same = len({str(one) for one in others}) == 1 and not exact and not waited
        return None, said[0] if same else open_value(AMOUNT, "fastställs när alla belopp är kända")
    if len(said) == 1 and not exact:
        return None, said[0]
    return None, _added(exact, said)


def highest(amount: Decimal | None, instead: Instead | None) -> Decimal | None:
    """Return an amount to compare with a limit: the highest plain value of one that is known in part."""
    if amount is not None or not isinstance(instead, Said) or instead.nature not in ADDED:
        return amount
    return Decimal(instead.values[-1])


def _added(exact: Decimal, said: Sequence[Said]) -> Said | None:
    if not all(one.nature in ADDED for one in said):
        return None
    ends = (
        exact + sum((one.values[0] for one in said), ZERO),
        exact + sum((one.values[-1] for one in said), ZERO),
    )
    return with_values(said, ends)


def with_values(said: Sequence[Said], ends: tuple[Decimal, Decimal]) -> Said:
    """Return an amount that follows from others: from one value to another, with the words that hold for all."""
    leads = {one.lead for one in said}
    if any(one.nature is Nature.APPROXIMATE or (one.lead and one.nature is Nature.RANGE) for one in said):
        nature, lead = Nature.APPROXIMATE, "cirka"
    elif any(one.nature is Nature.PROVISIONAL for one in said):
        nature, lead = Nature.PROVISIONAL, leads.pop() if len(leads) == 1 else "preliminärt"
    else:
        nature, lead = Nature.RANGE, ""
    values = ends[:1] if ends[0] == ends[1] else ends
    if lead and len(values) > 1:
        nature = Nature.RANGE
    scale = max(one.scale for one in said)
    short = all(value * 10**_HUNDREDTH % 10**scale == 0 for value in values)
    return Said(nature, AMOUNT, values, lead, scale=scale if short else 0)


def shared(said: Said, share: str) -> Said:
    """Return a part of an amount that is not exactly known, in words: ``1/4 av cirka 18 miljoner kronor``."""
    if said.is_open:
        return said
    return Said(said.nature, AMOUNT, said.values, f"{share} av {said.lead}".rstrip(), said.tail, scale=said.scale)
