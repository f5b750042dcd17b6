"""Amounts, days, shares and lengths of time found in running text, each read by the parser that reads the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.model.lengths import Length, parse_length
from iopdocs.swedish import cldr, dates, money, numbers, percent, words
from iopdocs.swedish.characters import IN_DASHES, plain

_UNIT = r"(?:miljoner\s+kronor|miljon\s+kronor|tusen\s+kronor|mnkr|mkr|msek|tkr|kkr|ksek|kronor|kr|sek|:-)"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:,\d+)?"
_AMOUNT = re.compile(rf"(?<![\d,.:/-])(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?![\wåäö])", re.IGNORECASE)
_IN_THOUSANDS = {"tkr": 3, "kkr": 3, "ksek": 3, "mnkr": 6, "mkr": 6, "msek": 6}
_MONTHS = "|".join(cldr.months())
_SHORT_MONTHS = "jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
DAY_TEXT = (
    rf"(?:\d{{4}}[{IN_DASHES}]\d{{2}}[{IN_DASHES}]\d{{2}}|(?:19|20)\d{{6}}(?!\d)|"
    rf"\d{{1,2}}(?::[ae])?\s+(?:{_MONTHS}|(?:{_SHORT_MONTHS})\.?)\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}[ /{IN_DASHES}]\d{{4}})"
)
_DAY = re.compile(rf"(?<![\d/{IN_DASHES}])(?:den\s+)?(?P<day>{DAY_TEXT})(?!\d)", re.IGNORECASE)
DAY_OF_YEAR = rf"\d{{1,2}}(?::[ae])?\s+(?:{_MONTHS})"
_COUNTS = "|".join(["en", "ett", *(words.cardinal(number) for number in range(2, 25))])
LENGTH_TEXT = (
    rf"(?:\d{{1,3}}|{_COUNTS})\s*(?:\([^)]{{1,12}}\)\s*)?(?:kalender)?(?:månad(?:er|ers|s)?|mån\b\.?|års?|"
    rf"veckor|veckors|vecka|dagar|dagars|dag)"
)
_PERCENT = re.compile(r"(?<![\d,.])(?P<number>\d+(?:,\d+)?|[a-zåäö]+)\s*(?:%|procent)(?!enhet)", re.IGNORECASE)
_SMALL = {words.cardinal(number): str(number) for number in range(1, 13)} | {"en": "1"}
COUNT_TEXT = rf"(?:\d{{1,3}}|{_COUNTS})"


_LEAD = re.compile(
    r"\b(cirka|ca|circa|omkring|ungefär|runt|drygt|knappt|nära|närmare|preliminärt|minst|som mest|"
    r"beräknas till)\.?\s+(?:den\s+)?$",
    re.IGNORECASE,
)
_SPELLED = {"ca": "cirka", "circa": "cirka"}
_RANGE = re.compile(rf"\d\s?[{IN_DASHES}]\s?$")


def hedged(text: str, start: int, end: int, *, ranged: bool = True) -> str | None:
    """Return what is said before a value that makes it less than exact: *cirka*; nothing when it is exact.

    None is what cannot be written so: a value that is the end of a range, or that is doubted after it. Days may be the
    ends of a period, and are no range.
    """
    if (ranged and _RANGE.search(text[:start])) or re.match(
        r"\s*\((?:beräknat|preliminärt|cirka|ungefär)", text[end:], re.IGNORECASE
    ):
        return None
    lead = _LEAD.search(text[:start])
    return _SPELLED.get(lead[1].lower(), lead[1].lower()) if lead else ""


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount in kronor, as it is written in the data, with where in the text it stands."""

    kronor: Decimal
    start: int
    end: int
    hedge: str = ""

    @property
    def text(self) -> str:
        """The amount in digits: ``400 000``; ``cirka 400 000`` when that is what is said."""
        return plain(f"{self.hedge} {money.format(self.kronor).removesuffix('kronor').removesuffix('krona')}")


def amounts(text: str) -> Iterator[ReadAmount]:
    """Yield the amounts in kronor of a text; one that can be read in two ways is passed over."""
    for found in _AMOUNT.finditer(text):
        number, unit = plain(found["number"]), plain(found["unit"]).lower()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
            number = number.replace(".", " ")  # 1.200.000 can only be thousands before kronor
        try:
            if unit in _IN_THOUSANDS:
                kronor = numbers.parse(number) * 10 ** _IN_THOUSANDS[unit]
            else:
                kronor = money.parse(f"{number} {unit if unit.endswith('kronor') else 'kronor'}")
        except ValueError:
            continue
        if kronor == kronor.to_integral_value():
            kronor = kronor.quantize(Decimal(1))
        hedge = hedged(text, found.start(), found.end())
        if hedge is not None:
            yield ReadAmount(kronor, found.start(), found.end(), hedge)


def days(text: str) -> Iterator[tuple[date, int, int]]:
    """Yield the days of a text that can be read in one way, with where they begin and end."""
    for found in _DAY.finditer(text):
        if hedged(text, found.start(), found.end(), ranged=False) != "":
            continue
        try:
            yield (
                dates.parse(re.sub(rf"(?<=\d)[{IN_DASHES}](?=\d)", "-", plain(found["day"]))),
                found.start(),
                found.end(),
            )
        except ValueError:
            continue


def one_day(text: str) -> date | None:
    """Return the day that a text has; None when it has none or several."""
    found = {day for day, _, _ in days(text)}
    return found.pop() if len(found) == 1 else None


def length(text: str) -> Length | None:
    """Return a length of time: ``6 månader``, ``sex (6) månaders``, ``ett år``; None for anything else."""
    shown = re.sub(r"\([^)]*\)|kalender", "", plain(text).lower())
    shown = re.sub(r"(?<=er)s$|(?<=ar)s$|(?<=månad)s$|(?<=år)s$", "", plain(shown))
    shown = re.sub(r"^(tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo\w*)\b", _digits, shown)
    try:
        return parse_length(shown)
    except ValueError:
        return None


def percents(text: str) -> Iterator[str]:
    """Yield the percentages of a text as they are written in the data: ``2,5``."""
    for found in _PERCENT.finditer(text):
        number = _SMALL.get(found["number"].lower(), found["number"])
        try:
            yield plain(numbers.format(percent.parse(number)))
        except ValueError:
            continue


def count(text: str) -> int | None:
    """Return a small whole number in digits or words."""
    shown = plain(text).lower()
    shown = _SMALL.get(shown, shown)
    return int(shown) if shown.isdigit() else None


def _digits(found: re.Match[str]) -> str:
    known = {words.cardinal(number): str(number) for number in range(13, 25)}
    return known.get(found[1], found[1])
