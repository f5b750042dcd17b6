"""What somebody meant by a value that cannot be read: said with that very value, and only when it can mean one thing.

A hint never holds an example of ours: it is soon copied. Where it is not known what was meant, the form is described.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from iopdocs.swedish.characters import plain

#: Letters that are typed for digits.
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_NOT_DIGITS = re.compile(r"[^0-9]")
_COUNTED = re.compile(
    r"([0-9][0-9 ]*?(?:,[0-9]+)?) ?(?:st|stycken|styck|ggr|gånger|gång|personer|platser|exemplar|ex|möten|invånare)\.?",
    re.IGNORECASE,
)
_HAS_LETTERS = re.compile(r"[a-zåäö]{2}", re.IGNORECASE)


def advice(text: str, candidates: Iterable[str], write: Callable[[str], str], otherwise: str) -> str:
    """Return what to write for a text, if the candidates that can be read all say one thing; else how it is written.

    ``write`` reads a candidate and returns it as it is written.
    """
    found = set()
    for one in candidates:
        if one == text:
            continue
        try:
            found.add(plain(write(one)))
        except ValueError:
            continue
    return f"Skriv {found.pop()}." if len(found) == 1 else otherwise


def digits(text: str) -> str:
    """Return the digits of a text, in which O and l among digits are what they look like."""
    made = text if _HAS_LETTERS.search(text) else text.translate(_LIKE_DIGITS)
    return _NOT_DIGITS.sub("", made)


def like_digits(text: str) -> str:
    """Return a text of digits and letters that look like them with digits alone."""
    return text.translate(_LIKE_DIGITS) if any(map(str.isdigit, text)) else text


def counted(text: str) -> list[str]:
    """Return the number of a text that only says what is counted after it: ``3`` of ``3 st``."""
    found = _COUNTED.fullmatch(text)
    return [found[1]] if found else []
