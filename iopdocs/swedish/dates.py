"""Dates and periods.

Long in text, ``1 januari 2022``, with *den* before it in legal text; ISO 8601 in tables. A period in a contract says
*från och med … till och med …*, since a bare *från … till* leaves open whether the last day counts.
Sources: webbriktlinjer.se 66, formkrav.se, usage in the statutes. A no-break space joins the day and the month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import cldr, odd_dates
from iopdocs.swedish.characters import EN_DASH, NBSP, plain, quoted

#: Years outside are slips of the pen (0202, 20222): no agreement reaches that far.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_ISO = lazy_pattern(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DIGITS = lazy_pattern(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR_FIRST = lazy_pattern(r"(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})")
_DAY_FIRST = lazy_pattern(r"(?P<day>[0-9]{1,2})(?P<mark>[./])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})")
_LONG = lazy_pattern(r"(?:den )?(?P<day>[0-9]{1,2}) (?P<month>[a-zåäö]+)\.? (?P<year>[0-9]{4})", re.IGNORECASE)
_ORDINAL = lazy_pattern(r"(?<=[0-9]):[ae](?= )")
_FIRST = lazy_pattern(r"^(?:fr\.? ?o\.? ?m\.?|från och med|from) (?=\S)", re.IGNORECASE)
_LAST = lazy_pattern(r"^(?:t\.? ?o\.? ?m\.?|till och med) (?=\S)", re.IGNORECASE)
_AT_END = lazy_pattern(rf"\b(?:{_ISO.pattern}|[0-9]{{1,2}} [a-zåäö]+ [0-9]{{4}})$", re.IGNORECASE)
_HOW = "Skriv år, månad och dag."

_DAY_MONTH = f"d'{NBSP}'MMMM"
_DAY_MONTH_YEAR = f"{_DAY_MONTH} y"


def parse(text: str) -> date:
    """Read a date: ``2022-01-01``, ``20220101``, ``1 januari 2022``, ``den 1 jan. 2022`` or ``31/12/2022``.

    Raises ValueError for what may be several days (``1/2/2022``, ``1/1-22``), other forms (``2022-1-1``, ``v. 26``),
    days that do not exist and years before 1900 or after 2199.
    """
    shown = plain(text)
    if match := _ISO.fullmatch(shown) or _DIGITS.fullmatch(shown) or _YEAR_FIRST.fullmatch(shown):
        return _existing(shown, int(match["year"]), int(match["month"]), int(match["day"]))
    match = _DAY_FIRST.fullmatch(shown)
    if match and (int(match["day"]) > 12 or int(match["day"]) == int(match["month"])):
        return _existing(shown, int(match["year"]), int(match["month"]), int(match["day"]))
    match = _LONG.fullmatch(_ORDINAL.sub("", shown))
    month = _month(match["month"]) if match else None
    if match and month:
        return _existing(shown, int(match["year"]), month, int(match["day"]))
    raise ValueError(_explanation(shown))


def parse_first(text: str) -> date:
    """Read a first day, also with what says that it is one before it: ``fr.o.m. 2027-01-01``. As :func:`parse`."""
    return parse(_FIRST.sub("", plain(text)))


def parse_last(text: str) -> date:
    """Read a last day, also with what says that it is one before it: ``t.o.m. 2027-06-30``. As :func:`parse`."""
    return parse(_LAST.sub("", plain(text)))


def at_end(text: str) -> date | None:
    """Return the date that a line ends with, a full stop after it or not; None when there is none."""
    shown = plain(text).rstrip(". ")
    found = _AT_END.search(shown)
    try:
        return parse(found[0]) if found else None
    except ValueError:
        return None


def format(value: date) -> str:  # noqa: A001
    """Return the long date: ``1·januari 2022`` (· is U+00A0)."""
    return cldr.day(value, _DAY_MONTH_YEAR)


def format_with_den(value: date) -> str:
    """Return the long date for legal text: ``den 1·januari 2022``."""
    return f"den {format(value)}"


def format_iso(value: date) -> str:
    """Return the date for tables and file names: ``2022-01-01``."""
    return date(value.year, value.month, value.day).isoformat()


def format_with_weekday(value: date) -> str:
    """Return weekday and date: ``lördagen den 1·januari 2022``."""
    return f"{weekday(value)}en {format_with_den(value)}"


def month(value: date) -> str:
    """Return the name of the month, in lower case as Swedish has it: ``januari``."""
    return cldr.day(value, "MMMM")


def weekday(value: date) -> str:
    """Return the name of the weekday, in lower case as Swedish has it: ``lördag``."""
    return cldr.day(value, "EEEE")


def format_period(start: date, end: date | None = None) -> str:
    """Return a period for headings: ``1·januari 2022–31·december 2024``, or without an end ``från och med …``.

    What the two days share is written once, as Swedish does: ``1·juli–31·december 2022``, ``1–31·januari 2022``.
    Both days belong to the period. Raises ValueError if the end lies before the start.
    """
    if end is None:
        return f"från och med {format(start)} tills vidare"
    _in_order(start, end)
    if start == end:
        return format(start)
    if start.year != end.year:
        first = format(start)
    elif start.month != end.month:
        first = cldr.day(start, _DAY_MONTH)
    else:
        first = str(start.day)
    return f"{first}{EN_DASH}{format(end)}"


def format_period_iso(start: date, end: date) -> str:
    """Return a period for tables: ``2022-01-01–2024-12-31``. Raises ValueError if the end lies before the start."""
    _in_order(start, end)
    return f"{format_iso(start)}{EN_DASH}{format_iso(end)}"


def format_period_in_text(start: date, end: date | None = None) -> str:
    """Return a period for legal text: ``från och med den 1·januari 2022 till och med den 31·december 2024``.

    Without an end: ``från och med den 1·januari 2022 tills vidare``. Raises ValueError if the end lies before the
    start.
    """
    if end is None:
        return f"från och med {format_with_den(start)} tills vidare"
    _in_order(start, end)
    return f"från och med {format_with_den(start)} till och med {format_with_den(end)}"


def _in_order(start: date, end: date) -> None:
    if end < start:
        raise ValueError(f"Periodens sista dag, {plain(format(end))}, ligger före den första, {plain(format(start))}.")


def _existing(shown: str, year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"Året i {quoted(shown)} ser ut som ett skrivfel. {_HOW}")
    if not 1 <= month <= 12:
        how = f"Skriv {year}-{day:02}-{month:02}, om månaden är {day}." if day <= 12 and month <= 31 else _HOW
        raise ValueError(f"Månaden i {quoted(shown)} finns inte. {how}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = cldr.day(date(year, month, 1), "MMMM y")
        raise ValueError(f"Dagen i {quoted(shown)} finns inte: {name} har {last} dagar.")
    return date(year, month, day)


def _month(name: str) -> int | None:
    """Return the number of a month by its name, or by the three or four letters it is shortened to."""
    low, months = name.lower(), cldr.months()
    shortened = {full[:letters]: number for full, number in months.items() for letters in (3, 4) if len(full) > letters}
    return months.get(low) or shortened.get(low)


def _explanation(shown: str) -> str:
    if not shown:
        return f"Datumet saknas. {_HOW}"
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", shown):
        padded = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
        return f"Datumet {quoted(shown)} ska ha två siffror för månad och dag. Skriv {padded}."
    if told := odd_dates.explained(shown, parse):
        return told
    if _LONG.fullmatch(re.sub(r"\.", "", shown)):
        return f"Månaden i {quoted(shown)} känns inte igen. Skriv den med hela ordet på svenska."
    return f"{quoted(shown)} är inte ett datum. Skriv år, månad och dag."
