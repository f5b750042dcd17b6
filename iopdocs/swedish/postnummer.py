"""Postnummer: five digits in the groups three and two, ``139 40``, kept on one line."""

from __future__ import annotations

import re

from iopdocs.swedish import meant
from iopdocs.swedish.characters import NBSP, plain, quoted

_POSTNUMMER = re.compile(r"(?:SE?-? ?)?([1-9][0-9]{2}) ?([0-9]{2})", re.IGNORECASE)


def parse(text: str) -> str:
    """Read a postal code, ``139 40``, ``13940`` or ``SE-139 40``, and return its five digits.

    Whether anyone lives there is not checked. Raises ValueError for anything else.
    """
    match = _POSTNUMMER.fullmatch(plain(text))
    if match is None:
        how = meant.advice(text, [meant.digits(plain(text))], format, "Ett postnummer har fem siffror.")
        raise ValueError(f"{quoted(text)} är inte ett postnummer. {how}")
    return match[1] + match[2]


def format(value: str) -> str:  # noqa: A001
    """Return the postal code as it is written: ``139·40`` (· is U+00A0). Raises ValueError as :func:`parse`."""
    digits = parse(value)
    return f"{digits[:3]}{NBSP}{digits[3:]}"
