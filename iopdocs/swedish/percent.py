"""Percentages, as the number of percent: Decimal("2.5") is 2,5 percent, never 0.025.

In text ``2,5 procent``, in tables ``2,5 %`` with a no-break space (isof.se Frågelådan 26902). In a sentence whole
numbers to twelve are words, ``två procent``; beside other figures, as in a list, they are digits.
"""

from __future__ import annotations

import re
from decimal import Decimal

from iopdocs.swedish import numbers, words
from iopdocs.swedish.characters import NBSP, plain, quoted

_UNIT = re.compile(r" ?(?:%|procent)$", re.IGNORECASE)

_POINTS = re.compile(r"procentenhet|%-? ?enhet|p\.e\.", re.IGNORECASE)
_OFTEN = re.compile(
    r"(.*[0-9] ?(?:%|procent)?),? ?(?:(?:per|/|varje|om|i) ?(?:år|året|månad|månaden)|årligen|årsvis)", re.IGNORECASE
)
_YEARLY = re.compile(r",? ?(?:(?:per|/|varje|om) ?(?:år|året)|årligen|årsvis)$", re.IGNORECASE)


def parse(text: str) -> Decimal:
    """Read a percentage: ``2``, ``2,5``, ``2 %``, ``2,5 procent``. Raises ValueError for anything else."""
    shown = plain(text)
    if match := _POINTS.search(shown):
        bare = shown[: match.start()].strip()
        meant = f" Menas {bare} procent, skriv det." if any(sign.isdigit() for sign in bare) else ""
        raise ValueError(f"{quoted(shown)} anger procentenheter, men här ska det stå procent.{meant}")
    if match := _OFTEN.fullmatch(shown):
        raise ValueError(f"{quoted(shown)} säger också hur ofta. Skriv bara {match[1].rstrip()}.")
    number = _UNIT.sub("", shown)
    if not number:
        raise ValueError("Procenttalet saknas. Skriv det med siffror.")
    if not any(sign.isdigit() for sign in number):
        raise ValueError(f"{quoted(shown)} är inte ett procenttal. Skriv det med siffror.")
    # A percentage is never counted in thousands, so three decimals can only be decimals.
    return numbers.parse(number, thousands_possible=False)


def parse_yearly(text: str) -> Decimal:
    """Read a percentage a year: ``2,5 %``, ``2,5 % per år``, ``2,5 procent årligen``. Raises ValueError as parse."""
    return parse(_YEARLY.sub("", plain(text)))


def format(value: Decimal | int) -> str:  # noqa: A001
    """Return the percentage in digits: ``2 procent``, ``2,5 procent``; decimals are kept."""
    return f"{numbers.format(value)} procent"


def in_text(value: Decimal | int) -> str:
    """Return the percentage as a sentence has it: ``två procent`` up to twelve, then ``13 procent``."""
    return f"{words.in_text(value)} procent"


def format_sign(value: Decimal | int) -> str:
    """Return the percentage for a table: ``2·%``, ``2,5·%`` (· is U+00A0)."""
    return f"{numbers.format(value)}{NBSP}%"


def format_compound(value: Decimal | int) -> str:
    """Return the percentage as the adjective: ``2-procentig``, ``2,5-procentig``."""
    return f"{numbers.format(value)}-procentig"


def format_points(value: Decimal | int) -> str:
    """Return percentage points: ``2 procentenheter``, ``1 procentenhet``."""
    return f"{numbers.format(value)} {'procentenhet' if abs(value) == 1 else 'procentenheter'}"
