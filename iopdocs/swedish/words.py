"""Numbers and amounts in words: fyrtio, ettusen, tjugoettusen, en miljon.

Hundreds and thousands are written together as one word; *miljon* and larger are words of their own. Before *kronor*,
*miljoner* and their like a last one is *en* (tjugoen kronor), before *öre* and *tusen* it is *ett*: the advice of
Språkrådet's Frågelåda, quoted at sprakbruk.fi/artiklar/tjugoen-eller-tjugoett.
"""

from __future__ import annotations

from decimal import Decimal

from iopdocs.swedish import numbers

_TO_NINETEEN = (
    *("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"),
    *("tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"),
)
_TENS = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_LARGE = ((10**12, "biljon", "biljoner"), (10**9, "miljard", "miljarder"), (10**6, "miljon", "miljoner"))

_LIMIT = 10**15
_LAST_IN_WORDS = 12


def cardinal(value: Decimal | int, *, one: str = "ett") -> str:
    """Return a whole number in words: ``2970000`` gives ``två miljoner niohundrasjuttiotusen``.

    ``one`` is the word for a last one: ``ett``, or ``en`` before a noun that takes it. Negative numbers begin with
    *minus*. Raises ValueError for numbers with decimals or more than fifteen digits.
    """
    rest = numbers.whole(value)
    if abs(rest) >= _LIMIT:
        raise ValueError(f"Talet {numbers.format(rest)} är för stort för att skrivas med bokstäver.")
    if rest < 0:
        return f"minus {cardinal(-rest, one=one)}"
    parts = []
    for size, singular, plural in _LARGE:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{_below_thousand(count, 'en')} {singular if count == 1 else plural}")
    if rest or not parts:
        parts.append(_below_million(rest, one))
    return " ".join(parts)


def amount(value: Decimal | int) -> str:
    """Return an amount in words: ``två miljoner niohundrasjuttiotusen kronor``, ``tio kronor och femtio öre``.

    The amount is in kronor and is rounded half up to whole öre.
    """
    ore = int(numbers.rounded(value, 2) * 100)
    sign = "minus " if ore < 0 else ""
    kronor, rest = divmod(abs(ore), 100)
    text = f"{sign}{cardinal(kronor, one='en')} {'krona' if kronor == 1 else 'kronor'}"
    return f"{text} och {cardinal(rest)} öre" if rest else text


def in_text(value: Decimal | int) -> str:
    """Return a number as running text has it: in words to twelve, ``tolv``, then in digits, ``13``.

    Not for values with a unit, for tables or for decimals: those always take digits (EU style guide 10.6).
    """
    few = value in range(_LAST_IN_WORDS + 1)
    return cardinal(value) if few else numbers.format(value)


def count(value: Decimal | int, singular: str, plural: str) -> str:
    """Return how many of a thing: ``count(3, "en månad", "månader")`` gives ``tre månader``, 18 gives ``18 månader``.

    The singular is given with its article, which no program can know.
    """
    return singular if value == 1 else f"{in_text(value)} {plural}"


def _below_thousand(value: int, one: str) -> str:
    hundreds, rest = divmod(value, 100)
    head = _TO_NINETEEN[hundreds] + "hundra" if hundreds else ""
    if rest == 0:
        return head
    if rest < 20:
        return head + (one if rest == 1 else _TO_NINETEEN[rest])
    tens, ones = divmod(rest, 10)
    last = "" if ones == 0 else one if ones == 1 else _TO_NINETEEN[ones]
    return head + _TENS[tens] + last


def _below_million(value: int, one: str) -> str:
    if value == 0:
        return _TO_NINETEEN[0]
    thousands, rest = divmod(value, 1000)
    # Swedish never writes three like consonants in a row: ett + tusen is ettusen.
    head = (_below_thousand(thousands, "ett") + "tusen").replace("ttt", "tt") if thousands else ""
    return head + _below_thousand(rest, one)
