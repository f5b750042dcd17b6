"""Whether a text may hold somebody's address: a street with a number, a box, or a postal code with its town."""

from __future__ import annotations

import re

from iopdocs.protection.endings import ENDINGS

_STREETS = "|".join(sorted((form for ending in ENDINGS for form in ending.forms), key=len, reverse=True))
_LIKE = re.compile(
    rf"(?<!\w)[^\W\d_]*(?:{_STREETS})\s+(?:nr\s+)?\d|\b(?:post)?box\s*\d|(?<!\d)\d{{3}}\s?\d{{2}}\s+[^\W\d_]{{2}}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<!\w)[A-ZÅÄÖ][^\W\d_]+\s+\d{1,3}\s?[A-Z]?(?=\s*,\s*\d{3})")


def may_be_address(text: str) -> bool:
    """Whether something in a text is written as an address; rather once too often, since what it is is not known."""
    return bool(_LIKE.search(text) or _NUMBERED.search(text))
