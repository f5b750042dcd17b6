"""Series in running text: ``a, b och c``, without a comma before *och* (CLDR agrees with Swedish usage)."""

from __future__ import annotations

from collections.abc import Iterable

from iopdocs.swedish import cldr


def format(items: Iterable[str]) -> str:  # noqa: A001
    """Return the items as a series: ``a``, ``a och b``, ``a, b och c``. Raises ValueError when there are none."""
    return cldr.series(_some(items), "standard")


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
