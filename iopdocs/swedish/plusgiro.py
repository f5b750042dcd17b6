"""Plusgiro: two to eight digits; the last is a check digit (Luhn) after a hyphen, the rest stand in pairs.

``28 65 43-4``, ``90 20 03-3``. Source: Plusgirot (Nordea), Plusgirokonto.
"""

from __future__ import annotations

import re

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import account, luhn, meant
from iopdocs.swedish.characters import IN_DASHES, NBSP, plain, quoted

_PLUSGIRO = lazy_pattern(rf"((?:[0-9] ?){{1,7}}?) ?[{IN_DASHES}]? ?([0-9])")
_LIKE_BANKGIRO = lazy_pattern(rf"[0-9]{{3,4}} ?[{IN_DASHES}] ?[0-9]{{4}}")

_NAMED = lazy_pattern(r"^(?:plusgiro|postgiro|pg)(?:nummer|nr)?[.:]? ?(?=[0-9])", re.IGNORECASE)


def parse(text: str) -> str:
    """Read a plusgiro number, with or without its spaces and hyphen, and return its digits.

    Raises ValueError for a wrong check digit, a wrong length and for a number that is written as a bankgiro.
    """
    shown = plain(text)
    if account.is_iban(shown):
        raise ValueError(account.not_a_giro(shown, "plusgiro"))
    shown = _NAMED.sub("", shown)
    if _LIKE_BANKGIRO.fullmatch(shown):
        raise ValueError(f"{quoted(shown)} är skrivet som ett bankgiro. Ett plusgiro har en siffra efter strecket.")
    match = _PLUSGIRO.fullmatch(shown)
    if match is None or match[1].startswith("0"):
        how = meant.advice(shown, [meant.digits(shown)], format, "Ett plusgiro har två till åtta siffror.")
        raise ValueError(f"{quoted(shown)} är inte ett plusgiro. {how}")
    digits = match[1].replace(" ", "") + match[2]
    if not luhn.is_valid(digits):
        raise ValueError(f"Plusgirot {quoted(shown)} är felskrivet: kontrollsiffran stämmer inte.")
    return digits


def format(value: str) -> str:  # noqa: A001
    """Return the number as it is written: ``28·65·43-4`` (· is U+00A0). Raises ValueError as :func:`parse`."""
    digits = parse(value)
    first = len(digits) % 2 == 0
    pairs = re.findall("..", digits[first:-1])
    return f"{NBSP.join(([digits[0]] if first else []) + pairs)}-{digits[-1]}"
