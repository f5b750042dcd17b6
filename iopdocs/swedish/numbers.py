"""Whole numbers and decimals.

Swedish writes ``2 970 000`` and ``2,5``: groups of three with a no-break space (four digits too, ``1 200``), a comma
before the decimals and a true minus. Sources: Svenska skrivregler as rendered by mediesprak.fi; usage in the statutes.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import cldr, meant
from iopdocs.swedish.characters import EN_DASH, IN_DASHES, plain, quoted

#: Far beyond any amount, and inside the precision that Decimal keeps exactly.
_MOST_DIGITS = 20

_NUMBER = lazy_pattern(
    rf"(?P<sign>[{IN_DASHES}]?)(?P<whole>0|[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+|[1-9][0-9]*)"
    r"(?:,(?P<comma>[0-9]+)|\.(?P<point>[0-9]{1,2}))?"
)
_LOOKS_LIKE_THOUSANDS = lazy_pattern(rf"[{IN_DASHES}]?[1-9][0-9]{{0,2}},[0-9]{{3}}")
_FOREIGN_THOUSANDS = lazy_pattern(
    rf"[{IN_DASHES}]?[1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}})+(?:,[0-9]+)?|(?:,[0-9]{{3}})+(?:\.[0-9]+)?)"
)
_WRONG_GROUPS = lazy_pattern(rf"[{IN_DASHES}]?[0-9]+(?: [0-9]+)+(?:[,.][0-9]+)?")


#: More decimals than anything is counted with here.
MOST_DECIMALS = 10


class WrongArgument(ValueError):
    """Raised when it is not the number that is at fault but how it was to be shown."""


def parse(text: str, *, thousands_possible: bool = True) -> Decimal:
    """Read a number as Swedes type it: ``2 970 000``, ``2970000``, ``2,5``, ``−5``; any kind of space will do.

    A point is read as a decimal comma where nothing else is possible: before one or two digits (``2.5``).
    ``thousands_possible=False`` also lets ``3,125`` through, for values that are never counted in thousands.

    Raises ValueError for what can be read in two ways (``400.000``, ``1,200``) and for anything that is not a number.
    """
    shown = plain(text)
    match = _NUMBER.fullmatch(shown)
    ambiguous = thousands_possible and _LOOKS_LIKE_THOUSANDS.fullmatch(shown)
    if match is None or ambiguous or sum(map(str.isdigit, shown)) > _MOST_DIGITS:
        raise ValueError(_explanation(shown))
    sign = "-" if match["sign"] else ""
    decimals = match["comma"] or match["point"]
    return Decimal(sign + match["whole"].replace(" ", "") + (f".{decimals}" if decimals else ""))


def format(value: Decimal | int, decimals: int | None = None) -> str:  # noqa: A001
    """Return the number with its decimals kept: ``1234.5`` gives ``1·234,5``, ``-5`` gives ``−5`` (· is U+00A0).

    With ``decimals`` the number is rounded half up to just so many: ``format(Decimal("2.25"), 1)`` gives ``2,3``.

    Raises WrongArgument for more decimals than MOST_DECIMALS.
    """
    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
        raise WrongArgument(f"antalet decimaler kan vara 0 till {MOST_DECIMALS}, inte {decimals}")
    if decimals is None:
        return cldr.number(exact(value))
    if decimals == 0:
        return cldr.number(rounded(value, 0), "#,##0")
    return cldr.number(rounded(value, decimals), "#,##0." + "0" * decimals)


def format_whole(value: Decimal | int) -> str:
    """Return a whole number: ``400000`` gives ``400·000``. Raises ValueError for decimals: nothing is rounded away."""
    return cldr.number(Decimal(whole(value)))


def format_range(start: Decimal | int, end: Decimal | int) -> str:
    """Return a range: ``10–12``. With a negative end the dash would read as a minus, so it is ``−5 till 10``."""
    joint = " till " if min(start, end) < 0 else EN_DASH
    return f"{format(start)}{joint}{format(end)}"


_WIDE = Context(prec=2_000, rounding=ROUND_HALF_UP)


def rounded(value: Decimal | int, decimals: int) -> Decimal:
    """Return the number rounded half up (2,5 becomes 3; −2,5 becomes −3) to so many decimals."""
    # As many digits as it takes: an amount that a slip has made enormous is to be seen, not to stop the program.
    return exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def whole(value: Decimal | int) -> int:
    """Return the number as an int. Raises ValueError if that would lose decimals."""
    number = exact(value)
    if number != number.to_integral_value():
        raise ValueError(f"{format(number)} är inte ett heltal. Använd filtret decimaltal för tal med decimaler.")
    return int(number)


def exact(value: Decimal | int) -> Decimal:
    """Return the number as a Decimal. Raises TypeError for a binary float or a truth value, ValueError for NaN."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"a number must be Decimal or int, not {type(value).__name__}")
    result = Decimal(value)
    if not result.is_finite():
        raise ValueError("Värdet är inte ett tal.")
    return result


def _explanation(shown: str) -> str:
    if not shown:
        return "Talet saknas. Skriv det med siffror."
    if sum(map(str.isdigit, shown)) > _MOST_DIGITS:
        return f"{quoted(shown)} har för många siffror för att vara ett rimligt tal."
    if _LOOKS_LIKE_THOUSANDS.fullmatch(shown) or _FOREIGN_THOUSANDS.fullmatch(shown):
        return _two_readings(shown)
    if _WRONG_GROUPS.fullmatch(shown):
        return f"{quoted(shown)} är felaktigt grupperat. Gruppera siffrorna tre och tre från höger."
    if re.fullmatch(rf"[{IN_DASHES}]?0[0-9 ]+(?:[,.][0-9]+)?", shown):
        return f"{quoted(shown)} börjar med en nolla. Ta bort nollan om det är ett tal."
    if re.fullmatch(rf"[{IN_DASHES}]?[0-9 ]+\.[0-9]+", shown):
        return f"Skriv {quoted(shown)} med decimalkomma: {shown.replace('.', ',')}."
    how = meant.advice(
        shown, _meant(shown), lambda text: format(parse(text)), "Skriv ett tal med siffror, och inget annat."
    )
    return f"{quoted(shown)} är inte ett tal. {how}"


def _meant(shown: str) -> list[str]:
    """Return what a number may be that is marked off in another way, has letters for digits, or words beside it."""
    marked = re.sub(r"(?<=[0-9])['’´](?=[0-9]{3})", " ", shown)
    return [marked] if marked != shown else meant.counted(shown) or [meant.like_digits(shown)]


def _two_readings(shown: str) -> str:
    marks = re.sub(r"[^.,]", "", shown)
    # With both marks in use only the last can be the decimal one.
    if len(set(marks)) > 1:
        units, _, decimals = shown.rpartition(marks[-1])
        meant = cldr.number(Decimal(re.sub(r"[^0-9]", "", units)))
        return f"{quoted(shown)} är skrivet på utländskt vis. Skriv {plain(meant)},{decimals}."
    thousands = plain(cldr.number(Decimal(re.sub(r"[^0-9]", "", shown))))
    if len(marks) > 1:
        return f"{quoted(shown)} är skrivet på utländskt vis. Skriv {thousands}."
    units, _, decimals = shown.partition(marks)
    # A fourth decimal is what makes three unmistakable.
    smaller = f"{units},{decimals}0" if decimals[-1] != "0" else f"{units},{decimals}".rstrip("0").rstrip(",")
    return f"{quoted(shown)} kan läsas på två sätt. Skriv {thousands} om du menar tusental, annars {smaller}."
