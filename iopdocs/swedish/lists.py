"""Series in running text: ``a, b och c``, without a comma before *och* (CLDR agrees with Swedish usage).

Where a member has an *och* of its own the last conjunction is *samt*, so that it is seen where one member ends and the
next begins: ``individ- och familjenämnden samt kvinnojouren`` (Svenska skrivregler, *samt*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from iopdocs.swedish import cldr

_HOLDS_AND = re.compile(r"\boch\b", re.IGNORECASE)
_AND, _AS_WELL_AS = "och", "samt"


def format(items: Iterable[str]) -> str:  # noqa: A001
    """Return the items as a series: ``a``, ``a och b``, ``a, b och c``; with *samt* where an item has an *och* in it.

    Raises ValueError when there are none.
    """
    members = _some(items)
    if len(members) > 1 and any(_HOLDS_AND.search(member) for member in members):
        first = cldr.series([*members[:-1], ""], "standard").removesuffix(f"{_AND} ")
        return f"{first}{_AS_WELL_AS} {members[-1]}"
    return cldr.series(members, "standard")


def format_or(items: Iterable[str]) -> str:
    """Return the items as alternatives: ``a, b eller c``. Raises ValueError when there are none."""
    return cldr.series(_some(items), "or")


def _some(items: Iterable[str]) -> list[str]:
    if isinstance(items, str):
        raise TypeError("a series needs a list of texts, not one text")
    result = list(items)
    if not all(isinstance(item, str) for item in result):
        raise TypeError("a series needs texts, and not records or numbers")
    if not result:
        raise ValueError("Listan är tom, så det finns inget att räkna upp.")
    return result


def some(items: Sequence[str], most: int = 3) -> str:
    """Return names with commas, the first few of many: ``a, b, c och 39 till``."""
    more = len(items) - most
    return ", ".join(items) if more <= 0 else f"{', '.join(items[:most])} och {more} till"
