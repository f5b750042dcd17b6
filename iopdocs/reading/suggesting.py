"""A word nobody knows → the known word that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

#: A longer word, and more words, are not compared.
_LONGEST_WORD, _MOST_NAMES = 80, 500


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ”menade du …?” for the known word most like ``word``, or nothing when none is near."""
    names = {name.casefold(): name for name in known}
    if len(word) > _LONGEST_WORD or len(names) > _MOST_NAMES:
        return ""  # to compare it with so many would take longer than to look
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f"Menade du {names[near[0]]}?" if near else ""
