"""What may stand in a document without being one of the facts of its agreement: the rest is invented.

Every date, amount in kronor, e-mail address, telephone, organisation and giro number in a document
is one of the data, or of those worked out from it (``economy``, ``deadlines``, the day of the document). Numbers in
words, counts and years are not looked at, nor what a mark for the one who checks, ``[kontrollera: …]``, says of law.
Nor may two marks meet (``..``, ``,.``) that the data does not hold so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from benchmarks.facts import plain
from iopdocs.consolidation import consolidated
from iopdocs.deadlines import AgreementPeriod, end_of, last_day_of_notice, period_on
from iopdocs.economy import budget, payments
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.said import Said
from iopdocs.swedish import dates, money, phone

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_LONG = re.compile(rf"\b([1-9]|[12]\d|3[01]) ({_MONTHS}) ((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_KRONOR = re.compile(r"(?<![\d,])(\d{1,3}(?: \d{3})*(?:,\d+)?) (?:kronor|kr)\b")
_EMAIL = re.compile(r"[^\s@:,()]+@[^\s@,()]+")
_LINE = re.compile(r"(?<![\d-])0\d{1,3}-\d{2,3}(?: \d{2,3})+")
_NUMBER = re.compile(r"(?<!\d)\d{6}-\d{4}(?!\d)")
_MARK = re.compile(r"\[kontrollera: [^\]]*\]")
_MARKS = re.compile(r"\w+(?:\.\.(?!\.)|,,|,\.)")


def invented(agreement: Agreement, day: date, text: str) -> list[str]:
    """Return what in the text is neither in the data nor worked out from it."""
    shown = " ".join(_MARK.sub("", text).split())
    known_days = {str(one) for one in days_worked_out(agreement, day)}
    known_days |= {str(dates.parse(one[0])) for text in _strings(agreement) for one in _LONG.finditer(text)}
    known_money = {money.format(one) for one in amounts_worked_out(agreement, day)}
    known_money |= {money.format_short(one) for one in amounts_worked_out(agreement, day)}
    given = plain("\n".join(map(str, _values(agreement))))
    lines = {" ".join(phone.format(one).split()) for one in _strings(agreement) if _is_phone(one)}
    found = [f"dag {one[0]}" for one in _LONG.finditer(shown) if str(dates.parse(one[0])) not in known_days]
    found += [f"dag {one}" for one in _ISO.findall(shown) if one not in known_days]
    sums = {plain(one) for one in known_money}
    found += [
        f"belopp {one[0]}"
        for one in _KRONOR.finditer(shown)
        if plain(one[0]) not in sums and plain(one[0]) not in given
    ]
    found += [f"e-post {one}" for one in _EMAIL.findall(shown) if plain(one).rstrip(".") not in given]
    found += [f"telefon {one}" for one in _LINE.findall(shown) if one not in lines]
    found += [
        f"nummer {one}" for one in _NUMBER.findall(shown) if one not in given and one.replace("-", "") not in given
    ]
    found += [f"skiljetecken {one}" for one in _MARKS.findall(shown) if plain(one) not in given]
    return found


def _values(value: object) -> Iterator[object]:
    """Yield every single value of a record."""
    if isinstance(value, Record):
        said = (plain for one in value.said.values() for plain in one.values)
        value = (*(getattr(value, name) for name in type(value).model_fields), *said)
    if isinstance(value, tuple):
        for inner in value:
            yield from _values(inner)
    elif value is not None:
        yield value


def _strings(agreement: Agreement) -> Iterable[str]:
    return (one for one in _values(agreement) if isinstance(one, str))


def _is_phone(text: str) -> bool:
    try:
        return bool(phone.format(text))
    except ValueError:
        return False


def days_worked_out(agreement: Agreement, day: date) -> Iterator[date | None]:
    """Yield the days of the data and those worked out from it; None for what is not known."""
    yield from (one for one in _values(agreement) if isinstance(one, date))
    yield day
    for standing in _standing(agreement, day):
        yield from (end_of(standing.term), last_day_of_notice(standing))
    for period in _periods(agreement, day):
        yield from (period.end, period.notice)
    for year in budget(agreement).years:
        yield from (year.start, year.end)
    for payout in payments(agreement, budget(agreement)).rows:
        yield payout.day
    yield from (one.start - timedelta(days=1) for one in agreement.extensions if one.start)


def _periods(agreement: Agreement, day: date) -> list[AgreementPeriod]:
    """Return the period of the agreement, prolongations and notice counted, on the days of its documents."""
    days = {day, *(one.day for one in agreement.meetings)}
    return [period_on(agreement, one) for one in sorted(filter(None, days))]


def _standing(agreement: Agreement, day: date) -> list[Agreement]:
    """Return the agreement as it was first agreed, and as extended on the days a document can be made as of."""
    days = {day, *(one.signed for one in agreement.extensions), *(one.day for one in agreement.meetings)}
    known = sorted(filter(None, days))
    return [
        agreement,
        *(agreement.as_extended(one) for one in known),
        *(consolidated(agreement, one).agreement for one in known),
    ]


def amounts_worked_out(agreement: Agreement, day: date) -> Iterator[Decimal]:
    """Yield the amounts of the data and those worked out from it."""
    yield from (one for one in _values(agreement) if isinstance(one, Decimal))
    years = {meeting.day.year for meeting in agreement.meetings if meeting.day} | {day.year}
    years |= {agreement.term.start.year} if agreement.term and agreement.term.start else set()
    for standing, until in product(_standing(agreement, day), (None, *(date(year, 12, 31) for year in sorted(years)))):
        worked_out = budget(standing, until=until)
        whole = (worked_out.total, worked_out.undivided, worked_out.capped, worked_out.per_year)
        lines = (amount for line in worked_out.lines for amount in (*line.amounts, line.total))
        plan = (payout.amount for payout in payments(agreement, worked_out).rows)
        instead = (worked_out.instead.total, worked_out.instead.per_year, *(year.instead for year in worked_out.years))
        said = (plain for one in instead if isinstance(one, Said) for plain in one.values)
        by_year = (year.amount for year in worked_out.years)
        yield from (one for one in (*whole, *lines, *by_year, *plan, *said) if one is not None)
