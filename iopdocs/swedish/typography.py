"""The finish of running text: blanks, no-break spaces, dashes in ranges, talstreck and quotation marks.

No word and no digit is ever changed. Every function gives the same result when it is applied again. Sources:
rejbrand.se on no-break spaces (citing Språkrådet); Myndigheternas skrivregler on quotations.
"""

from __future__ import annotations

import re
from functools import lru_cache

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.characters import EN_DASH, IN_DASHES, INNER_QUOTE, QUOTE, bound

_UNITS = "kronor|krona|kr|tkr|mnkr|mdkr|öre|euro|tusen|miljon(?:er)?|miljard(?:er)?|procent(?:enhet(?:er)?)?"
_UNITS += r"|%|‰|§§|§|kap\.|st\."
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"

_S = "[ \u00a0]"

#: Each names a stretch of text that must stay on one line; all its spaces become no-break.
_TOGETHER = tuple(
    lazy_pattern(pattern)
    for pattern in (
        # Telephone numbers and postal codes.
        rf"(?:(?<![0-9])0[0-9]{{1,3}}{_S}?-{_S}?|\+46{_S})[0-9]{{1,3}}(?:{_S}[0-9]{{2,3}})+(?![0-9])",
        rf"(?<![0-9])(?<![0-9]{_S})[1-9][0-9]{{2}}{_S}[0-9]{{2}}(?={_S}[A-ZÅÄÖ][a-zåäö])",
        # Groups of digits; numbers and their units.
        rf"(?<![0-9.,/:\-])[1-9][0-9]{{0,2}}(?:{_S}[0-9]{{3}})+(?![0-9])",
        rf"[0-9]{_S}(?:[a-z]{_S})?(?:{_UNITS})(?!\w)",
        rf"(?<![0-9])[0-9]{{1,2}}{_S}(?:{_MONTHS})\b",
        # What a number needs before it.
        rf"(?:§|kap\.|\b(?:[Kk]l\.|[Kk]lockan|[Aa]rtikel|[Ss]tycket|[Pp]rop\.|[Bb]et\.|s\.)){_S}(?=[0-9])",
        # A letter after an article, but not the preposition i.
        rf"\b[Aa]rtikel{_S}[0-9.]+{_S}[a-hj-z]\b",
    )
)

_COUNT = rf"(?:[1-9][0-9]{{0,2}}(?:{_S}[0-9]{{3}})+|(?:19|20)[0-9]{{2}}|[1-9][0-9]{{0,2}})"
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_COUNTED = rf"(?:år|timmar|dagar|veckor|månader|personer|{_MONTHS}|{_UNITS})(?!\w)"
#: A hyphen with spaces around it, or without them before a unit, is a range; 08 - 570 470 00 and 2021-12 are not.
_COUNTS = lazy_pattern(
    rf"(?<![0-9A-Za-zÅÄÖåäö.,:/{IN_DASHES}])(?<![0-9A-ZÅÄÖ]{_S})(?P<from>{_COUNT})"
    rf"(?:{_S}-{_S}|-(?={_COUNT}{_S}{_COUNTED}))"
    rf"(?P<to>{_COUNT})(?![0-9A-Za-zÅÄÖåäö:/{IN_DASHES}]|[.,][0-9]|{_S}(?:[0-9]|[{IN_DASHES}] ?[0-9]))"
)
_HOURS = lazy_pattern(rf"(?<=kl\.{_S})(?P<from>{_HOUR}) ?- ?(?P<to>{_HOUR})(?![0-9:{IN_DASHES}]|\.[0-9])")

#: All that is held together, and every range, has a number in it with a space beside it.
_NUMBER = lazy_pattern(f"[0-9]{_S}|{_S}[0-9]")
#: Texts up to this length come again: the clauses of one agreement in the next.
_REMEMBERED = 1000

# What is only untidy: several blanks, blanks around a line break, a blank before a stop or a comma that ends something.
_UNTIDY = ("  ", " \n", "\n ", " ,", " .", "\t", "\r", "\u2028", "\u2029")
_OTHER_BREAKS = lazy_pattern("\r\n?|[\u2028\u2029]")
_BLANKS = lazy_pattern("[ \t]+")
_AROUND_BREAK = lazy_pattern(" ?\n ?")
# A stop or comma that something follows, as in .NET, is no end; two are the beginning of three.
BEFORE_STOP = " (?=[,.](?![\\w.]))"
_BEFORE_STOP = lazy_pattern(rf"(?<=\S){BEFORE_STOP}")

_LEADING_DASH = lazy_pattern(rf"\s*[{IN_DASHES}]?\s*")
_DOUBLE_QUOTES = '"”“„»«'
_ANY_DOUBLE = lazy_pattern(f"[{_DOUBLE_QUOTES}]")
_WRAPPED = lazy_pattern(f"[{_DOUBLE_QUOTES}][^{_DOUBLE_QUOTES}]*[{_DOUBLE_QUOTES}]")


def text(value: str) -> str:
    """Return running text with its finish: :func:`tidied`, :func:`no_break` and :func:`ranges`, nothing else touched.

    ``400 000 kr`` gives ``400·000·kr``, ``4 kap. 1 §`` gives ``4·kap.·1·§``, ``8 - 16`` gives ``8–16`` (· is U+00A0).
    """
    return _remembered(value) if len(value) <= _REMEMBERED else _finished(value)


def _finished(value: str) -> str:
    value = tidied(value)
    return no_break(ranges(value)) if _NUMBER.search(value) else value


def tidied(value: str) -> str:
    """Return the text with one blank for several, none around line breaks and none before a stop or comma.

    How a text was wrapped and indented where it was written is nothing that its reader is to see. A stop or comma that
    something follows (``.NET``, ``,5``) is no end, and keeps its blank.
    """
    if not any(sign in value for sign in _UNTIDY):
        return value
    value = _BLANKS.sub(" ", _OTHER_BREAKS.sub("\n", value))
    return _BEFORE_STOP.sub("", _AROUND_BREAK.sub("\n", value))


_remembered = lru_cache(maxsize=4096)(_finished)


def no_break(value: str) -> str:
    """Return the text with U+00A0 in place of a space wherever Swedish keeps two things on one line.

    That is between groups of digits, between a number and its unit, in ``kl. 8``, ``kap. 3 §``, ``1 januari``,
    ``s. 12`` and inside telephone numbers and postal codes.
    """
    for pattern in _TOGETHER:
        value = _stable(pattern, value)
    return value


def ranges(value: str) -> str:
    """Return the text with an en dash for the hyphen of a range: ``8 - 16`` gives ``8–16``, ``kl. 8-22`` ``kl. 8–22``.

    Only where it is safe: two rising numbers (or two times after *kl.*) that cannot be part of a telephone number, a
    date, a diarienummer or an organisation number.
    """
    return _HOURS.sub(rf"\g<from>{EN_DASH}\g<to>", _COUNTS.sub(_rising, value))


def talstreck(value: str) -> str:
    """Return a quote with an en dash and a space before it, in place of any hyphen or dash it began with: ``– Ja.``."""
    return f"{EN_DASH} {value[_leading(value) :].rstrip()}"


def quotation_marks(value: str) -> str:
    """Return a quote in Swedish quotation marks, ``”…”``; marks it already has are replaced, inner ones are ``’…’``."""
    inner = value[_leading(value) :].strip()
    if _WRAPPED.fullmatch(inner):
        inner = inner[1:-1].strip()
    return QUOTE + _ANY_DOUBLE.sub(INNER_QUOTE, inner) + QUOTE


def _leading(value: str) -> int:
    match = _LEADING_DASH.match(value)
    # A minus before a digit belongs to the number.
    if match is None or (value[match.end() : match.end() + 1].isdigit() and not match[0].endswith(" ")):
        return len(value) - len(value.lstrip())
    return match.end()


def _stable(pattern: re.Pattern[str], value: str) -> str:
    """Apply the pattern until nothing changes, since a match may share its last character with the next one."""
    result = pattern.sub(lambda match: bound(match[0]), value)
    return result if result == value else _stable(pattern, result)


def _rising(match: re.Match[str]) -> str:
    """Join the two numbers if they rise and are of one kind: a year pairs only with a year, as in 2022–2024."""
    ends = (match["from"], match["to"])
    first, last = (int(re.sub(r"[^0-9]", "", end)) for end in ends)
    of_one_kind = len({re.fullmatch("[0-9]{4}", end) is None for end in ends}) == 1
    return EN_DASH.join(ends) if first < last and of_one_kind else match[0]
