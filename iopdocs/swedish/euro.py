"""Amounts in euro, always Decimal: what de minimis aid is counted in. They are never turned into kronor.

In text ``105 000 euro``; the word has no plural (isof.se Frågelådan).
"""

from __future__ import annotations

import re
from decimal import Decimal

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import numbers
from iopdocs.swedish.characters import plain, quoted

_UNIT = lazy_pattern(r" ?(?:euro|eur|€)$", re.IGNORECASE)
_UNIT_FIRST = lazy_pattern(r"^(?:euro?|€) ?(?=[0-9])", re.IGNORECASE)


def parse(text: str) -> Decimal:
    """Read an amount in euro, zero or more: ``105 000``, ``105 000 euro``, ``EUR 105 000``.

    Raises ValueError for kronor, which are never taken for euro, and for anything that is not an amount.
    """
    shown = plain(text)
    number = _UNIT_FIRST.sub("", _UNIT.sub("", shown))
    if re.search(r"kr|sek", number, re.IGNORECASE):
        raise ValueError(f"{quoted(shown)} är i kronor. Skriv beloppet i euro, räknat efter kursen den dag det avser.")
    if not any(sign.isdigit() for sign in number):
        raise ValueError(f"{quoted(shown)} är inte ett belopp. Skriv det i euro, med siffror.")
    value = numbers.parse(number)
    if value < 0:
        raise ValueError(f"{quoted(shown)} är ett negativt belopp. Skriv det utan minus.")
    if value != numbers.rounded(value, 2):
        raise ValueError(f"{quoted(shown)} har fler decimaler än hela cent. Skriv högst två decimaler.")
    return value


def format(value: Decimal | int) -> str:  # noqa: A001
    """Return the amount for running text: ``105·000 euro`` (· is U+00A0)."""
    return f"{numbers.format(value)} euro"
