"""The one door to Babel and its Swedish data (CLDR, locale sv_SE).

Babel is imported on first use, since it takes longer to load than everything else in this package together.
What CLDR or Babel does otherwise than Swedish authorities write is mended here or by the caller:

* negative numbers get the true minus U+2212 (Babel writes a hyphen although CLDR's own symbol is the minus);
* Babel rounds half to even, so callers round with Decimal first and Babel never does;
* Babel's own parsing is not used at all: it reads ``400.000`` as four hundred and ``12 00`` as twelve hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, time
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from iopdocs.swedish.characters import MINUS

if TYPE_CHECKING:
    from babel import Locale


_ENORMOUS = Decimal(10) ** 20
_REMEMBERED = 1024


@cache
def _locale() -> Locale:
    from babel import Locale

    return Locale.parse("sv_SE")


def number(value: Decimal, pattern: str = "#,##0.###") -> str:
    """Return the number in Swedish: U+00A0 between groups of three, a comma, U+2212; no digit is rounded away."""
    return _number(str(value), pattern)


# The same amounts, days and names stand in each document of an agreement, and several times in one.
@lru_cache(maxsize=_REMEMBERED)
def _number(text: str, pattern: str) -> str:
    from babel.numbers import format_decimal

    value = Decimal(text)
    # Babel counts with as many digits as Decimal does unless told, and falls on a number that has more.
    with localcontext(prec=2_000) if abs(value) >= _ENORMOUS else nullcontext():
        shown: str = format_decimal(abs(value), pattern, locale=_locale(), decimal_quantization=False)
    return MINUS + shown if value < 0 else shown


@lru_cache(maxsize=_REMEMBERED)
def day(value: date, pattern: str) -> str:
    """Return the date by a CLDR pattern such as ``d MMMM y``."""
    from babel.dates import format_date

    return format_date(value, pattern, locale=_locale())


def hour(value: time, pattern: str) -> str:
    """Return the time of day by a CLDR pattern such as ``H.mm``."""
    from babel.dates import format_time

    return format_time(value, pattern, locale=_locale())


def series(items: Sequence[str], style: Literal["standard", "or"]) -> str:
    """Return the items with commas and a last *och* (``standard``) or *eller* (``or``)."""
    # One alone is itself, with what may be known of it; nothing of that is remembered.
    return items[0] if len(items) == 1 else _series(tuple(map(str, items)), style)


@lru_cache(maxsize=_REMEMBERED)
def _series(items: tuple[str, ...], style: Literal["standard", "or"]) -> str:
    from babel.lists import format_list

    return format_list(list(items), style=style, locale=_locale())


@cache
def months() -> dict[str, int]:
    """Return the names of the months, in lower case, with their numbers."""
    return {name: number for number, name in _locale().months["format"]["wide"].items()}
