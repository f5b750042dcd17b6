"""Times of day: ``kl. 8.00–22.00``.

A point between hour and minute, an en dash without spaces, and a leading zero only in tables and in the small hours
(``kl. 01.00–06.00``). Sources: webbriktlinjer.se 66, usage in the statutes. Midnight at the end of a day is 24.00.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import cldr, meant
from iopdocs.swedish.characters import EN_DASH, IN_DASHES, NBSP, plain, quoted

#: An hour before this is written with a leading zero, so that 01 is not taken for one in the afternoon.
_MORNING = 6

_PREFIX = r"(?:kl\.?|klockan)? ?"
_TIME = r"([0-9]{1,2})(?:[.:]([0-9]{2}))?"
_ONE = lazy_pattern(_PREFIX + _TIME, re.IGNORECASE)
_RANGE = lazy_pattern(rf"(?:från )?{_PREFIX}{_TIME} ?(?:[{IN_DASHES}]|till) ?{_PREFIX}{_TIME}", re.IGNORECASE)


class ClockTime(NamedTuple):
    """A time of day from 0.00 to 24.00, which ``datetime.time`` cannot hold."""

    hour: int
    minute: int = 0


class ClockRange(NamedTuple):
    """From one time of day to another; the end may lie on the next day (22.00–06.00)."""

    start: ClockTime
    end: ClockTime


def parse(text: str) -> ClockTime:
    """Read a time of day: ``8``, ``8:00``, ``08.30``, ``kl. 8``, ``24.00``. Raises ValueError for anything else."""
    shown = plain(text)
    match = _ONE.fullmatch(shown)
    if match is None:
        how = meant.advice(shown, _meant(shown), format_table, "Skriv timme och minut i siffror med punkt emellan.")
        raise ValueError(f"{quoted(shown)} är inte ett klockslag. {how}")
    return _clock_time(shown, match[1], match[2])


def parse_range(text: str) -> ClockRange:
    """Read two times: ``8–22``, ``8:00 - 22:00``, ``kl. 8.00–22.00``, ``från 8 till 16``.

    Raises ValueError for anything else, and for two equal times.
    """
    shown = plain(text)
    match = _RANGE.fullmatch(shown)
    if match is None:
        how = "Skriv två klockslag i siffror med tankstreck emellan."
        raise ValueError(f"{quoted(shown)} är inte en tid från och till. {how}")
    result = ClockRange(_clock_time(shown, match[1], match[2]), _clock_time(shown, match[3], match[4]))
    if result.start == result.end:
        raise ValueError(f"Tiden {quoted(shown)} börjar och slutar samtidigt. Skriv 0.00–24.00 för hela dygnet.")
    return result


def format(value: ClockTime | time | str) -> str:  # noqa: A001
    """Return the time: ``kl.·8.00`` (· is U+00A0), ``kl.·01.30`` in the small hours. Text is read first."""
    shown = _time(value)
    return f"kl.{NBSP}{_digits(shown, padded=shown.hour < _MORNING)}"


def format_table(value: ClockTime | time | str) -> str:
    """Return the time for a table, always five characters: ``08.00``."""
    return _digits(_time(value), padded=True)


def format_range(value: ClockRange | str) -> str:
    """Return the times with minutes: ``kl.·8.00–22.00``. Text is read first."""
    start, end = _range(value)
    padded = _by_night(start, end)
    return f"kl.{NBSP}{_digits(start, padded=padded)}{EN_DASH}{_digits(end, padded=padded)}"


def format_range_short(value: ClockRange | str) -> str:
    """Return the times with whole hours alone, ``kl.·8–22``; with minutes, if there are any, ``kl.·8.30–22.00``."""
    start, end = _range(value)
    if start.minute or end.minute:
        return format_range(ClockRange(start, end))
    width = 2 if _by_night(start, end) else 1
    return f"kl.{NBSP}{start.hour:0{width}}{EN_DASH}{end.hour:0{width}}"


def format_range_table(value: ClockRange | str) -> str:
    """Return the times for a table: ``08.00–22.00``."""
    start, end = _range(value)
    return f"{_digits(start, padded=True)}{EN_DASH}{_digits(end, padded=True)}"


def _meant(shown: str) -> list[str]:
    """Return what a time may be that is written without a point, with another mark, or with seconds."""
    match = re.fullmatch(_PREFIX + r"([0-9]{1,2})[h.:]?([0-9]{2})(?:[.:]00)?", shown, re.IGNORECASE)
    return [f"{match[1]}.{match[2]}"] if match else []


def _time(value: ClockTime | time | str) -> ClockTime:
    if isinstance(value, str):
        return parse(value)
    return ClockTime(value.hour, value.minute)


def _range(value: ClockRange | str) -> ClockRange:
    return parse_range(value) if isinstance(value, str) else value


def _by_night(start: ClockTime, end: ClockTime) -> bool:
    return start.hour < _MORNING or end <= ClockTime(_MORNING)


def _digits(value: ClockTime, *, padded: bool) -> str:
    if value.hour == 24:
        return "24.00"
    return cldr.hour(time(value.hour, value.minute), "HH.mm" if padded else "H.mm")


def _clock_time(shown: str, hour: str, minute: str | None) -> ClockTime:
    result = ClockTime(int(hour), int(minute or 0))
    if result > ClockTime(24) or result.minute > 59:
        raise ValueError(f"Klockslaget i {quoted(shown)} finns inte. Timmen går från 0 till 24 och minuten till 59.")
    return result
