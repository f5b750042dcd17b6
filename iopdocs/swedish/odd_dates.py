"""What to write instead of a day that is written in a way that may be several days, or is no day.

Nothing is proposed but readings of what was written: never a day of an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.characters import quoted

_THREE = lazy_pattern(r"([0-9]{1,4})([./ -])([0-9]{1,2})([./ -])([0-9]{1,4})")
_SIX = lazy_pattern(r"([0-9]{2})()([0-9]{2})()([0-9]{2})")
_WEEK = lazy_pattern(r"(?:v\.?|vecka) ?([0-9]{1,2})(?:,? ([0-9]{4}))?", re.IGNORECASE)
_FRAMED = lazy_pattern(
    r"(?:t\.? ?o\.? ?m\.?|fr\.? ?o\.? ?m\.?|till och med|från och med|från|till|tom|from):? (.+)", re.IGNORECASE
)
_NO_YEAR = lazy_pattern(r"(?:den )?[0-9]{1,2}(?:/[0-9]{1,2}| [a-zåäö]{3,}\.?)", re.IGNORECASE)


def explained(shown: str, parse: Callable[[str], date]) -> str:
    """Return why a text is no day, and what to write if one is meant; nothing when it is of no known form."""
    if match := _WEEK.fullmatch(shown):
        return _week(shown, int(match[1]), match[2])
    if match := _FRAMED.fullmatch(shown):
        return _framed(shown, match[1], parse)
    if match := _THREE.fullmatch(shown) or _SIX.fullmatch(shown):
        meant = list(dict.fromkeys(_readings(*match.groups())))
        ways = " eller ".join(day.isoformat() for day in meant)
        advice = f"Skriv {ways}." if meant else "Skriv år, månad och dag."
        return f"Datumet {quoted(shown)} kan läsas på flera sätt. {advice}"
    if _NO_YEAR.fullmatch(shown):
        return f"{quoted(shown)} saknar år. Skriv vilket år."
    return ""


def _week(shown: str, week: int, year: str | None) -> str:
    if year is None:
        return f"{quoted(shown)} är en vecka utan år, inte en dag. Skriv vilken dag, med år, månad och dag."
    try:
        first = date.fromisocalendar(int(year), week, 1)
    except ValueError:
        return f"{quoted(shown)} är en vecka som inte finns. Skriv vilken dag, med år, månad och dag."
    return f"{quoted(shown)} är en vecka, {first}–{first + timedelta(days=6)}. Skriv vilken dag i den."


def _framed(shown: str, rest: str, parse: Callable[[str], date]) -> str:
    try:
        day = parse(rest)
    except ValueError as error:
        return str(error)
    return f"{quoted(shown)} har ord före dagen. Skriv bara dagen, {day}, under den nyckel som gäller den."


def _readings(first: str, mark: str, second: str, other: str, third: str) -> Iterator[date]:
    """Yield the days that three numbers may be: with the year last or first, and the day before or after the month.

    The year is not before a stroke, and the month not before the day of ``31/12-24``.
    """
    orders = []
    if len(first) <= 2:
        orders += [(third, second, first)]
    if len(first) <= 2 and mark == other:
        orders += [(third, first, second)]
    if len(first) != 1 and len(third) <= 2 and mark != "/":
        orders += [(first, second, third)]
    for year, month, day in orders:
        if len(year) in (2, 4):
            yield from _existing(year, int(month), int(day))


def _existing(year: str, month: int, day: int) -> Iterator[date]:
    # A year of two digits is of the century that agreements are of.
    for full in [2000 + int(year)] if len(year) == 2 else [int(year)]:
        try:
            found = date(full, month, day)
        except ValueError:
            continue
        if 1900 <= full < 2200:
            yield found
