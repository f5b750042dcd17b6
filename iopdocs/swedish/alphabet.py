"""The order of the Swedish alphabet: å, ä and ö come last, and other accents count for nothing."""

from __future__ import annotations

import unicodedata

#: What stands in for the three last letters: signs that come after z, in their order.
_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"})


def alphabetical(text: str) -> tuple[str, str]:
    """Return what a name is sorted by in a list for Swedish readers: capitals and accents count for nothing."""
    parted = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold().translate(_LAST))
    return "".join(sign for sign in parted if not unicodedata.combining(sign)), text
