"""Amounts in Swedish kronor, always Decimal and always in whole kronor as the unit (400 tkr is 400 000).

In text ``400 000 kronor``, in tables ``400 000 kr``; shortened ``tkr``, ``mnkr``, ``mdkr`` (t, mn, md + kr).
Sources: isof.se Frågelådan 26167 and 23550, usage in the statutes. A no-break space stands before the abbreviations
and inside the number, an ordinary space before the word *kronor*.
"""

from __future__ import annotations

import re
from decimal import Decimal

from iopdocs.swedish import cldr, numbers
from iopdocs.swedish.characters import NBSP, plain, quoted

_THOUSAND, _MILLION, _BILLION = Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9

_UNITS = {
    "": Decimal(1),
    "kr": Decimal(1),
    "krona": Decimal(1),
    "kronor": Decimal(1),
    "tkr": _THOUSAND,
    "tusen kronor": _THOUSAND,
    "mnkr": _MILLION,
    "miljon kronor": _MILLION,
    "miljoner kronor": _MILLION,
    "mdkr": _BILLION,
    "miljard kronor": _BILLION,
    "miljarder kronor": _BILLION,
}

#: What is often written, and what Frågelådan recommends (mkr has been read as milliarder).
_BETTER = {
    "kkr": "tkr",
    "ksek": "tkr",
    "tsek": "tkr",
    "k": "tkr",
    "t": "tkr",
    "tusen": "tusen kronor",
    "mkr": "mnkr",
    "msek": "mnkr",
    "m": "mnkr",
    "mn": "mnkr",
    "mn kr": "mnkr",
    "milj": "mnkr",
    "milj.": "mnkr",
    "milj kr": "mnkr",
    "milj. kr": "mnkr",
    "miljon": "miljon kronor",
    "miljoner": "miljoner kronor",
    "md": "mdkr",
    "md kr": "mdkr",
    "miljard": "miljard kronor",
    "miljarder": "miljarder kronor",
    "sek": "kronor",
    ":-": "kronor",
    ",-": "kronor",
    "kr.": "kr",
}

_AMOUNT = re.compile(r"(?P<number>.*[0-9]) ?(?P<unit>[^0-9]*)")
_UNIT_FIRST = re.compile(r"(?:sek|kr\.?) ?(?P<number>[^A-Za-z]*[0-9])(?: ?:-)?", re.IGNORECASE)

_EURO_FIRST = re.compile(r"(?:€|eur(?:o)?\b) ?[0-9]", re.IGNORECASE)
_FOREIGN = re.compile(r"(?P<euro>(?:(?:tusen|miljon|miljoner|mn|t|k|m) ?)?(?:€|eur|euro))|(?:pris)?basbelopp|pbb|ibb")
_OFTEN = re.compile(r"(.*?)((?: ?/ ?|,? ?per |,? om |,? exkl|,? inkl|,? ex\.|,? årligen|,? i månaden|,? i taget).*)")


def parse(text: str) -> Decimal:
    """Read an amount in kronor: ``400 000``, ``400 000 kr``, ``400 tkr``, ``1,5 mnkr``, ``1,5 miljoner kronor``.

    Raises ValueError, with what to write instead, for other units (``kkr``, ``mkr``, ``MSEK``), for numbers that
    can be read in two ways and for amounts finer than an öre.
    """
    shown = plain(text)
    if not shown:
        raise ValueError("Beloppet saknas. Skriv det i kronor, med siffror.")
    if _EURO_FIRST.match(shown):
        raise ValueError(_in_euro(shown))
    if match := _UNIT_FIRST.fullmatch(shown):
        number = _shown_number(match["number"])
        raise ValueError(f"{quoted(shown)} har enheten först. Skriv {number} kronor.")
    match = _AMOUNT.fullmatch(shown)
    if match is None:
        raise ValueError(f"{quoted(shown)} är inte ett belopp. Skriv det i kronor, med siffror.")
    unit = match["unit"].strip().lower()
    if foreign := _FOREIGN.fullmatch(unit):
        raise ValueError(_in_euro(shown) if foreign["euro"] else _in_base_amounts(shown))
    if (often := _OFTEN.fullmatch(unit)) and often[1].strip() in _UNITS:
        bare = shown[: len(shown) - len(often[2])].rstrip(" /,")
        raise ValueError(f"{quoted(shown)} säger också hur ofta eller hur. Skriv bara {bare}, och resten för sig.")
    if unit not in _UNITS:
        raise ValueError(_unknown_unit(shown, match["number"], unit))
    value = numbers.parse(match["number"]) * _UNITS[unit]
    in_ore = numbers.rounded(value, 2)
    if value != in_ore:
        raise ValueError(f"{quoted(shown)} har fler decimaler än hela ören. Skriv högst två decimaler för kronor.")
    whole = in_ore.to_integral_value()
    return whole if whole == in_ore else in_ore


def _in_euro(shown: str) -> str:
    return f"{quoted(shown)} är i euro. Skriv beloppet i kronor, och under anmärkning vilken kurs det är räknat efter."


def _in_base_amounts(shown: str) -> str:
    return (
        f"{quoted(shown)} är inget belopp i kronor: basbeloppet är ett annat varje år. Skriv kronorna, och under "
        f"anmärkning att det är {shown} och vilket år."
    )


def format(value: Decimal | int) -> str:  # noqa: A001
    """Return the amount for running text: ``400·000 kronor``, ``1 krona``, ``83·333,50 kronor`` (· is U+00A0)."""
    return f"{_number(value)} {'krona' if numbers.rounded(value, 2) == 1 else 'kronor'}"


def format_short(value: Decimal | int) -> str:
    """Return the amount for a table: ``400·000·kr``, ``83·333,50·kr``."""
    return f"{_number(value)}{NBSP}kr"


def format_thousands(value: Decimal | int) -> str:
    """Return the amount in thousands, no digit lost: ``400·tkr`` for 400 000, ``1·234,5·tkr`` for 1 234 500."""
    return f"{numbers.format(numbers.exact(value) / _THOUSAND)}{NBSP}tkr"


def format_millions(value: Decimal | int) -> str:
    """Return the amount in millions, no digit lost: ``1,5·mnkr`` for 1 500 000, ``2,97·mnkr`` for 2 970 000."""
    return f"{numbers.format(numbers.exact(value) / _MILLION)}{NBSP}mnkr"


def format_billions(value: Decimal | int) -> str:
    """Return the amount in thousands of millions, no digit lost: ``1,2·mdkr`` for 1 200 000 000."""
    return f"{numbers.format(numbers.exact(value) / _BILLION)}{NBSP}mdkr"


def format_millions_in_words(value: Decimal | int) -> str:
    """Return the amount in millions for running text: ``1,5·miljoner kronor``, ``1·miljon kronor``."""
    millions = numbers.exact(value) / _MILLION
    return f"{numbers.format(millions)}{NBSP}{'miljon' if millions == 1 else 'miljoner'} kronor"


def format_billions_in_words(value: Decimal | int) -> str:
    """Return the amount in thousands of millions for running text: ``1,2·miljarder kronor``."""
    billions = numbers.exact(value) / _BILLION
    return f"{numbers.format(billions)}{NBSP}{'miljard' if billions == 1 else 'miljarder'} kronor"


def _number(value: Decimal | int) -> str:
    amount = numbers.rounded(value, 2)
    return cldr.number(amount, "#,##0" if amount == amount.to_integral_value() else "#,##0.00")


def _shown_number(text: str) -> str:
    """Return a number as it should be typed; raises the number's own ValueError if it can be read in two ways."""
    return plain(numbers.format(numbers.parse(text)))


def _unknown_unit(shown: str, number: str, unit: str) -> str:
    if unit in _BETTER:
        return f"{quoted(shown)} kan misstolkas. Skriv {_shown_number(number)} {_BETTER[unit]}."
    amount = re.match(r"(?:kronor|kr\b|tkr\b|mnkr\b)", unit)
    how = f"{_shown_number(number)} {amount[0]}, och resten för sig" if amount else "i kr, tkr eller mnkr"
    return f"Enheten i {quoted(shown)} känns inte igen. Skriv bara beloppet, {how}."
