"""Whether a paragraph prints a value of the data: as it is written there, or as a Swedish day or number."""

from __future__ import annotations

import re
from datetime import date

from iopdocs.swedish import dates

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?")
_FEWEST = 2


def is_printed(value: str, text: str) -> bool:
    """Whether a text has a value in it: its words whatever the case and the spaces are, its day, or its number."""
    words, shown = _plain(value), _plain(text)
    if len(words) < _FEWEST and not words.isdigit():
        return False
    if words in shown if not words.isdigit() else _has_number(words, text):
        return True
    if _DAY.fullmatch(value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            return False
        return _plain(dates.format(day)) in shown or _plain(dates.format(day).rsplit(" ", 1)[0]) in shown
    number = _NUMBER.match(value.strip())
    return number is not None and _has_number(_plain(number[0]), text)


def _has_number(digits: str, text: str) -> bool:
    return any(_plain(found[0]).strip(".,") == digits for found in _NUMBER.finditer(text))


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", "", text).casefold().rstrip(".")
