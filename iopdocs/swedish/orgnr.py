"""Organisationsnummer: ten digits, ``NNNNNN-NNNN``, for everyone but private persons.

The third digit is at least 2, so that no number can be taken for a date of birth; the last is a check digit (Luhn).
The first tells the kind of body. In twelve digits the number is prefixed with 16; as a VAT number it stands between
``SE`` and ``01``. A sole trader has no other number than her personnummer, which does not belong here.
Source: Skatteverket, Organisationsnummer (SKV 709).
"""

from __future__ import annotations

import re

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import luhn, meant
from iopdocs.swedish.characters import IN_DASHES, plain, quoted

_DIGITS = lazy_pattern(rf"(?:16)?([0-9]{{6}}) ?[{IN_DASHES}]? ?([0-9]{{4}})")
_VAT = lazy_pattern(rf"SE ?([0-9]{{6}}[{IN_DASHES}]?[0-9]{{4}}) ?01", re.IGNORECASE)
_LONG_PERSONNUMMER = lazy_pattern(rf"(?:18|19|20)[0-9]{{6}}[{IN_DASHES}+]?[0-9]{{4}}")
_HOW = "Ett organisationsnummer har tio siffror, med bindestreck före de fyra sista."

_KINDS = {
    "1": "dödsbo",
    "2": "stat, region, kommun eller församling",
    "3": "utländskt företag",
    "5": "aktiebolag",
    "6": "enkelt bolag",
    "7": "ekonomisk förening eller bostadsrättsförening",
    "8": "ideell förening eller stiftelse",
    "9": "handelsbolag eller kommanditbolag",
}


def parse(text: str) -> str:
    """Read an organisation number, with or without hyphen or the prefix 16, and return its ten digits.

    Raises ValueError for a wrong check digit, a wrong length, a VAT number and a sole trader's number; the last is
    never repeated in full.
    """
    shown = plain(text)
    if not shown:
        raise ValueError(f"Organisationsnumret saknas. {_HOW}")
    if match := _VAT.fullmatch(shown):
        raise ValueError(f"{quoted(shown)} är ett momsregistreringsnummer. Skriv {match[1]}.")
    match = _DIGITS.fullmatch(shown)
    if _LONG_PERSONNUMMER.fullmatch(shown) or (match and match[1][2] < "2"):
        raise ValueError(
            f"{quoted(_masked(shown))} är inte ett organisationsnummer utan ser ut som ett personnummer (den "
            "tredje siffran är lägre än 2). En enskild firma har ägarens personnummer, och det ska inte stå här."
        )
    if match is None or match[1].startswith("0"):
        how = meant.advice(shown, [meant.digits(shown)], format, _HOW)
        raise ValueError(f"{quoted(shown)} är inte ett organisationsnummer. {how}")
    digits = match[1] + match[2]
    if not luhn.is_valid(digits):
        raise ValueError(
            f"Organisationsnumret {quoted(shown)} är felskrivet: kontrollsiffran stämmer inte. Jämför med registret."
        )
    return digits


def format(value: str) -> str:  # noqa: A001
    """Return the number as it is written: ``212000-0035``. Raises ValueError as :func:`parse`."""
    digits = parse(value)
    return f"{digits[:6]}-{digits[6:]}"


def kind(value: str) -> str | None:
    """Return in Swedish what kind of body the first digit stands for, or None for a digit without a meaning."""
    return _KINDS.get(parse(value)[0])


def _masked(shown: str) -> str:
    return shown[:-4] + "****"
