"""Signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def unseen(text: str) -> list[str]:
    """Return the signs in a text that nobody sees, but for line breaks and our own colours."""
    plain = _COLOUR.sub("", text)
    kinds = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
    return [f"U+{ord(one):04X}" for one in plain if one != "\n" and unicodedata.category(one) in kinds]
