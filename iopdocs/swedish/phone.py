"""Telephone numbers: ``08-570 483 23``, ``070-330 63 24``, ``0771-79 33 36``, ``112``, ``114 14``, ``116 016``.

Area code, hyphen and the subscriber's digits in the groups Svenska skrivregler give for five to eight digits; abroad
``+46 8 570 483 23``. The package phonenumbers knows which numbers exist and how long the area code is. It does not know
how Swedes divide the 077- and 0200-numbers, nor the short numbers; those rules stand here. No digit is added or lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from iopdocs.swedish import meant
from iopdocs.swedish.characters import IN_DASHES, NBSP, bound, plain, quoted

_ALLOWED = re.compile(rf"\+?[0-9 ()./{IN_DASHES}]+")
_NUMBER = re.compile(rf"\+?[0-9(][0-9 ()./{IN_DASHES}]{{4,}}[0-9]")
#: 112, 1177, the police and SOS information numbers, European social numbers (116) and directory services (118).
_SHORT = re.compile(r"112|1177|11[34][0-9]{2}|11[68][0-9]{3}")
#: Numbers at the price of a local call have a four-digit code in Swedish usage, as have the longer freephone numbers.
_FOUR_DIGIT_CODE = re.compile(r"77[0-9]{7}|200[0-9]{6}")
_GROUPS = {4: (2, 2), 5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}
_HOW = "Skriv riktnummer och nummer med siffror."


def parse(text: str) -> str:
    """Read a telephone number however it is spaced, and return it as ``+46857048323``, or a short number as ``112``.

    Foreign numbers begin with + and the country's code. Raises ValueError for numbers that do not exist, for two
    numbers in one and for a number that has lost its leading zero.
    """
    shown = plain(text)
    if not shown:
        raise ValueError(f"Telefonnumret saknas. {_HOW}")
    if not _ALLOWED.fullmatch(shown):
        how = meant.advice(shown, _NUMBER.findall(shown), format, _HOW)
        raise ValueError(f"{quoted(shown)} är inte ett telefonnummer: där står annat än siffror. {how}")
    digits = re.sub(r"[^0-9]", "", shown)
    if _SHORT.fullmatch(digits) and "+" not in shown:
        return digits
    international = shown.startswith(("+", "00"))
    if not international and digits[:1] != "0":
        raise ValueError(_without_zero(shown, digits))
    number = _valid("+" + digits if shown.startswith("+") else digits)
    if number is None:
        raise ValueError(f"Telefonnumret {quoted(shown)} finns inte: siffrorna är för få, för många eller fel. {_HOW}")
    return number


def format(value: str) -> str:  # noqa: A001
    """Return the number as Swedes write it: ``08-570·483·23``, ``070-330·63·24``, ``114·14`` (· is U+00A0).

    A foreign number keeps its country code. Raises ValueError as :func:`parse`.
    """
    number = parse(value)
    if not number.startswith("+"):
        return _short(number)
    if not number.startswith("+46"):
        return _foreign(number)
    code, groups = _parts(number)
    return bound(f"0{code}-{groups}")


def format_international(value: str) -> str:
    """Return the number as it is dialled from abroad: ``+46·8·570·483·23``. Short numbers have no such form: ``112``.

    Raises ValueError as :func:`parse`.
    """
    number = parse(value)
    if not number.startswith("+"):
        return _short(number)
    if not number.startswith("+46"):
        return _foreign(number)
    code, groups = _parts(number)
    return bound(f"+46 {code} {groups}")


def _short(digits: str) -> str:
    return f"{digits[:3]}{NBSP}{digits[3:]}" if len(digits) > 4 else digits


@lru_cache(maxsize=256)
def _valid(text: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=256)
def _parts(number: str) -> tuple[str, str]:
    import phonenumbers

    national = number.removeprefix("+46")
    if _FOUR_DIGIT_CODE.fullmatch(national):
        code = national[:3]
    else:
        layout = phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL)
        code = layout.partition("-")[0].removeprefix("0")
    return code, _grouped(national.removeprefix(code))


def _grouped(digits: str) -> str:
    groups, rest = [], digits
    for size in _GROUPS.get(len(digits), (len(digits),)):
        groups.append(rest[:size])
        rest = rest[size:]
    return " ".join(groups)


def _foreign(number: str) -> str:
    import phonenumbers

    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return bound(phonenumbers.format_number(phonenumbers.parse(number), form))


def _without_zero(shown: str, digits: str) -> str:
    if _valid("0" + digits):
        return (
            f"Telefonnumret {quoted(shown)} börjar inte med 0. Om nollan har fallit bort, som i ett "
            f"kalkylblad, ska det stå {plain(format('0' + digits))}. Annars saknas riktnumret."
        )
    return f"Telefonnumret {quoted(shown)} saknar riktnummer. {_HOW}"
