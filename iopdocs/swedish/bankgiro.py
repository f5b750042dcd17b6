"""Bankgiro: seven or eight digits with a hyphen before the last four; the last is a check digit (Luhn).

Source: Bankgirot, Bankgironummer. Numbers that begin with 90 belong to supervised fundraisers (90-konto).
"""

from __future__ import annotations

import re

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import account, luhn, meant
from iopdocs.swedish.characters import IN_DASHES, plain, quoted

_BANKGIRO = lazy_pattern(rf"([0-9]{{3,4}}) ?[{IN_DASHES}]? ?([0-9]{{4}})")
_LIKE_PLUSGIRO = lazy_pattern(rf"[0-9 ]+[{IN_DASHES}][0-9]")

_NAMED = lazy_pattern(r"^(?:bankgiro|bg)(?:nummer|nr)?[.:]? ?(?=[0-9])", re.IGNORECASE)


def parse(text: str) -> str:
    """Read a bankgiro number, with or without its hyphen, and return its digits.

    Raises ValueError for a wrong check digit, a wrong length and for a number that is written as a plusgiro.
    """
    shown = plain(text)
    if account.is_iban(shown):
        raise ValueError(account.not_a_giro(shown, "bankgiro"))
    shown = _NAMED.sub("", shown)
    match = _BANKGIRO.fullmatch(shown)
    if match is None and _LIKE_PLUSGIRO.fullmatch(shown):
        raise ValueError(f"{quoted(shown)} är skrivet som ett plusgiro. Ett bankgiro har fyra siffror efter strecket.")
    if match is None:
        how = meant.advice(shown, [meant.digits(shown)], format, "Ett bankgiro har sju eller åtta siffror.")
        raise ValueError(f"{quoted(shown)} är inte ett bankgiro. {how}")
    digits = match[1] + match[2]
    if not luhn.is_valid(digits):
        raise ValueError(f"Bankgirot {quoted(shown)} är felskrivet: kontrollsiffran stämmer inte.")
    return digits


def format(value: str) -> str:  # noqa: A001
    """Return the number as it is written: ``5402-9681``, ``160-9908``. Raises ValueError as :func:`parse`."""
    digits = parse(value)
    return f"{digits[:-4]}-{digits[-4:]}"
