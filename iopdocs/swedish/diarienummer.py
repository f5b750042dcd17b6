"""Diarienummer: a public body's own number for a case.

There is no national form (``SN 2021/123``, ``SN-2021-00123``, ``KS/2021:123``, ``2021SN0123``), so it is kept word for
word; only its spaces become no-break, so that the nämnd's code stays with its number.
"""

from __future__ import annotations

from iopdocs.swedish.characters import bound, plain, quoted

_LONGEST = 60


def parse(text: str) -> str:
    """Return the number as it was typed, without spaces at the ends and with single spaces within.

    Raises ValueError for text without a digit, over several lines or longer than 60 characters.
    """
    shown = plain(text)
    if not any(map(str.isdigit, shown)):
        raise ValueError(f"{quoted(shown)} är inte ett diarienummer, eftersom det saknar siffror.")
    if len(shown) > _LONGEST or len(text.strip().splitlines()) > 1:
        raise ValueError(f"{quoted(shown)} är för långt. Skriv bara diarienumret.")
    return shown


def format(value: str) -> str:  # noqa: A001
    """Return the number word for word on one line: ``SN·2021/123`` (· is U+00A0). Raises ValueError as parse."""
    return bound(parse(value))
