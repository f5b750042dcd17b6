"""The guard against personnummer: where in a text a personal identity number stands, or may stand.

A personnummer is a date of birth (``ÅÅMMDD`` or ``ÅÅÅÅMMDD``), ``-`` (``+`` from a hundred years) and four digits, the
last a check digit (Luhn); a samordningsnummer adds 60 to the day. Source: folkbokföringslagen (1991:481) 18 §.

Mobile numbers are the trap: 070-330 63 24 in ten bare digits is a faultless personnummer. So

* only the layout of a personnummer is looked at, and ``070-330 63 24`` or ``+46 …`` does not have it;
* ten digits that begin with 0 and are called a telephone number (Tel, Mobil …) are one;
* ten bare digits that begin with 0, as every Swedish telephone number does, are only *possible*;
* organisation numbers have a third digit of at least 2 and are never a date; giro numbers have other layouts, and
  what follows Dnr or a nämnd's code is at most possible;
* ten bare digits called an OCR number are one: it has a check digit of the same kind;
* cases and invoices are numbered by the day, ``20240312-1234``: with the century of today, what is called a case or
  goes on in more letters and digits is none, and a wrong check digit counts only beside words about a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import luhn
from iopdocs.swedish.characters import IN_DASHES


class Certainty(StrEnum):
    """How sure it is that the digits are a personnummer."""

    CERTAIN = "säkert"
    POSSIBLE = "möjligt"


@dataclass(frozen=True, slots=True)
class Hit:
    """A personnummer or samordningsnummer found at ``text[start:end]`` of what was searched."""

    start: int
    end: int
    text: str
    certainty: Certainty
    coordination: bool

    @property
    def masked(self) -> str:
        """The number without its last four digits, fit for a message: ``670919-****``."""
        return re.sub(r"[\w|] ?[\w|] ?[\w|] ?[\w|]$", "****", self.text)


_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_CANDIDATE = lazy_pattern(
    r"(?<![0-9])(?P<birth>(?:1[89]|20)?[0-9]{2}(?P<dash>[-. /]?)[0-9]{2}(?P=dash)[0-9]{2})"
    r"(?P<mark>\s?(?:[^\w\s()[\]]|_){1,3}\s?|\s?[\])]?\s?[(\[]?|\s{1,3}|)"
    r"(?P<last>[0-9]{2} ?[0-9]{2})(?![0-9])"
    # A date with a dash to another date is a time.
    r"(?![-.][01][0-9][-.][0-3][0-9](?![0-9]))"
)
# The mark of a personnummer; the others are slips, and other numbers have them, too.
_MARK = lazy_pattern(rf" ?[{IN_DASHES}+] ?")
#: The digits one by one, or the day without its signs after a year with one: 1967-0919-9530.
_APART = lazy_pattern(
    r"(?<![0-9])(?<![0-9] )(?P<birth>[0-9](?: [0-9]){5}(?:(?: [0-9]){2})?)(?P<dash>)(?P<mark>\s?[-+]?\s?)"
    r"(?P<last>[0-9](?: [0-9]){3})(?! ?[0-9])"
    r"|(?<![0-9])(?P<year>(?:1[89]|20)[0-9]{2}[-. ][0-9]{4})(?P<sign>[-+. ])(?P<end>[0-9]{4})(?![0-9])"
    # Parted where nobody parts it: 6709 19 9530, 670919-9 530.
    r"|(?<![0-9+])(?<![0-9] )(?P<two>[0-9]{4} [0-9]{2})[ -](?P<four>[0-9]{4})(?! ?[0-9])"
    r"|(?<![0-9])(?P<whole>(?:1[89]|20)?[0-9]{6}) ?[-+] ?(?P<split>[0-9] [0-9]{3}|[0-9]{3} [0-9])(?! ?[0-9])"
)
_LAST_FOUR = r"(?:(?:de )?(?:fyra sista|sista fyra|slutsiffror\w*|kontrollsiffror\w*)(?: siffror\w*)?(?: är)?)"
#: The day and the last four told of apart: 670919, fyra sista 9530.
_TOLD = lazy_pattern(
    r"(?<![0-9])(?P<birth>(?:1[89]|20)?[0-9]{2}(?P<dash>[-./ ]?)[0-9]{2}(?P=dash)[0-9]{2})(?![0-9])"
    rf"[^0-9\n]{{1,25}}\b{_LAST_FOUR}\W{{1,3}}(?P<last>[0-9]{{2}} ?[0-9]{{2}})(?![0-9-])",
    re.IGNORECASE,
)
#: The day as it is said, and the last four: 19 september 1967, 9530.
_SAID = lazy_pattern(
    rf"(?<![0-9/.-])(?P<day>[0-9]{{1,2}})(?::?e)?(?:\.? ?(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.? ?"
    r"|[/.] ?(?P<month>[0-9]{1,2})[-/. ] ?)(?P<year>(?:1[89]|20)[0-9]{2})"
    rf"(?P<mark>\W{{1,4}}(?:{_LAST_FOUR}\W{{1,3}})?)(?P<last>[0-9]{{4}})(?![0-9])",
    re.IGNORECASE,
)
#: Letters that are read as digits, in what is mostly digits. What stands before is looked at after the first of them:
#: a pattern that begins with a sign is sought many times faster.
_LOOKS_LIKE_DIGITS = lazy_pattern(
    rf"[0-9OoQlI|SB](?<![^\W_].)[0-9OoQlI|SB]{{5,7}} ?[{IN_DASHES}+]? ?[0-9OoQlI|SB]{{4}}(?![^\W_])"
)
_AS_DIGITS = str.maketrans("OoQlI|SB", "00011158")
# Before there is a number, authorities and care give one with a letter in it.
_INTERIM = lazy_pattern(
    r"(?<![0-9])(?P<birth>(?:1[89]|20)?[0-9]{6})(?P<mark>[-+]?)(?P<last>(?:T[0-9]|TF|R[0-9])[0-9]{2})\b"
)
_VAT = lazy_pattern(r"[Ssſ][Ee](?<=\b..) ?(?P<birth>[0-9]{6})(?P<mark>-?)(?P<last>[0-9]{4})(?= ?01\b)")

_END = r"(?:nr|nummer)?\.?\s*[:=]?\s*$"
_PERSON = lazy_pattern(
    r"\b(?:person|samordnings|pers\.?|p|id|id-)(?:nr|nummer)\.?\s*[:=]?\s*$|\bfödd:?\s*$", re.IGNORECASE
)
_TO = rf"\.?\s*(?:till|på)?\s*{_END}"
_PHONE = lazy_pattern(rf"\b(?:tel|telefon|tfn|mobil|mobiltelefon|mob|jourtelefon){_TO}", re.IGNORECASE)
# Words that also stand before a person.
_CALLED = lazy_pattern(rf"\b(?:fax|växel|sms|ring|direkt|direktval){_TO}", re.IGNORECASE)
# A case's number, and a board's code before one: KS, SN, BUN.
_CASE = lazy_pattern(
    rf"(?:\b(?:[Dd]nr|[Dd]iarie|[Ää]rende)\w*|\b(?:KS|KF|RS|RF|KSF|KLF|[A-ZÅÄÖ]{{1,4}}N))[-/\s]?{_END}"
)
#: What a field is called that holds such a number; a text that tells of a case (ärendet) is called otherwise.
_CASE_FIELD = lazy_pattern(r"\b(?:dnr|diarie|ärendenummer|ärendenr)", re.IGNORECASE)
#: Other things with numbers.
_REFERENCE = lazy_pattern(
    r"\b(?:ocr|faktura|order|kund|avtal|protokoll|ref|referens|beslut|beställning|inköp|upphandling|projekt|version|akt"
    rf"|uppdaterad|ändrad|skapad|daterad|handling|löp|konto|artikel|ärende|dnr|diarie)[a-zåäö]*(?:-|\.)?\s*{_END}",
    re.IGNORECASE,
)
_PAYMENT = lazy_pattern(rf"\b(?:ocr|faktura|fakturans)[a-zåäö]*(?:-|\.)?\s*{_END}", re.IGNORECASE)
#: Words about a person.
_ABOUT = lazy_pattern(
    r"\b(?i:född|dotter|son|barn|flicka|pojke|elev|klient|brukare|medlem|kvinna|man|mamma|pappa|hon|han|hen)[a-zåäö]*\b"
    r"|\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+,? $"
)
_COUNTED = lazy_pattern(
    r"\s(?:kr|kronor|personer|barn|platser|st|timmar|kvinnor|deltagare|tkr|sidor)\b|\s?[-–]\s?[0-9]"
)
_GOES_ON = lazy_pattern(r"[-/:][0-9A-Za-z]|[A-Za-z]")
_LETTERS_BEFORE = lazy_pattern(r"[^\W\d_][-/:_]?$|[0-9][-/:]$")
_LOOK_BACK = 30
_MOSTLY = 7
_DIGITS = "0123456789"
_NUMBER = re.compile("[0-9]+")
#: No layout has fewer digits than one that is mostly letters that look like them.
_FEWEST = _MOSTLY
_SOON = 6


def find(text: str, label: str = "") -> list[Hit]:
    """Return the personnummer in a text, in order, each as certain or only possible.

    ``label`` is what the whole text is called where it comes from, such as the name of its field (``telefon``).
    """
    if sum(map(text.count, _DIGITS)) < _FEWEST:
        return []
    starts = [number.start() for number in _NUMBER.finditer(text)]
    hits = list(_hits(text, label, starts))
    hits += [odd for odd in _odd(text, starts) if not any(hit.start < odd.end and odd.start < hit.end for hit in hits)]
    return sorted(hits, key=lambda hit: hit.start)


def _at(starts: Sequence[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``finditer`` does of a pattern that begins with a digit and has none before: it begins a number."""
    done = 0
    for start in starts:
        if start >= done and (match := pattern.match(text, start)):
            yield match
            done = match.end()


def _hits(text: str, label: str, starts: Sequence[int]) -> Iterator[Hit]:
    for match in _at(starts, _CANDIDATE, text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if certainty := _certainty(match, (before, label)):
            yield _hit(match, match.start(), certainty)
    for match in _at(starts, _INTERIM, text):
        if _is_date(match["birth"]):
            yield _hit(match, match.start(), Certainty.POSSIBLE)
    for match in _VAT.finditer(text):
        digits = match["birth"] + match["last"]
        if _is_date(match["birth"]) and luhn.is_valid(digits):
            yield _hit(match, match.start("birth"), Certainty.CERTAIN)


def _odd(text: str, starts: Sequence[int]) -> Iterator[Hit]:
    """Yield what is possible in no layout of a personnummer: digits one by one, and letters that look like digits."""
    for match in _at(starts, _APART, text):
        birth = re.sub("[-. ]", "", match["birth"] or match["year"] or match["two"] or match["whole"])
        last = re.sub(" ", "", match["last"] or match["end"] or match["four"] or match["split"])
        if _is_date(birth) and luhn.is_valid(birth[-6:] + last):
            yield _possible(match, birth)
    for match in _at(starts, _TOLD, text):
        birth = re.sub("[-./ ]", "", match["birth"])
        valid = luhn.is_valid(birth[-6:] + match["last"].replace(" ", ""))
        if _is_date(birth):
            yield _hit(match, match.start(), Certainty.CERTAIN if valid else Certainty.POSSIBLE)
    yield from filter(None, map(_said, _at(starts, _SAID, text)))
    for match in _LOOKS_LIKE_DIGITS.finditer(text):
        digits = re.sub("[^0-9]", "", match[0].translate(_AS_DIGITS))
        if (
            _MOSTLY <= sum(map(str.isdigit, match[0])) < len(digits)
            and _is_date(digits[:-4])
            and luhn.is_valid(digits[-10:])
        ):
            yield _possible(match, digits[:-4])


def _said(match: re.Match[str]) -> Hit | None:
    """Return the hit that a day in words and four digits are; of this century only beside words about a person."""
    month = int(match["month"] or 1 + _MONTHS.index(match["name"].lower()))
    birth = f"{match['year']}{month:02}{int(match['day']):02}"
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    soon = abs(int(match["last"]) - int(match["year"])) <= _SOON
    counted = _COUNTED.match(match.string, match.end())
    if not _is_date(birth) or not luhn.is_valid(birth[-6:] + match["last"]) or soon or counted:
        return None
    return _possible(match, birth) if match["year"] < "2000" or _ABOUT.search(before) else None


def _possible(match: re.Match[str], birth: str) -> Hit:
    start, end = match.span()
    return Hit(start, end, match[0], Certainty.POSSIBLE, coordination=int(birth[-2:]) > 60)


def _hit(match: re.Match[str], start: int, certainty: Certainty) -> Hit:
    end = match.end("last")
    return Hit(start, end, match.string[start:end], certainty, coordination=int(match["birth"][-2:]) > 60)


def _certainty(match: re.Match[str], places: tuple[str, str]) -> Certainty | None:
    birth, last = re.sub(r"[-. /]", "", match["birth"]), match["last"].replace(" ", "")
    marked = _MARK.fullmatch(match["mark"]) is not None
    unusual = (bool(match["mark"].strip()) and not marked) or match["dash"] in {".", " ", "/"} or last != match["last"]
    like_phone = len(birth) == 6 and birth[0] == "0"
    valid = luhn.is_valid(birth[-6:] + last)
    labelled = any(map(_PERSON.search, places))
    if not _is_date(birth) or (unusual and not valid and not labelled):
        return None
    if like_phone and any(map(_PHONE.search, places)):
        return None
    if not match["mark"] and not match["dash"] and not labelled and _PAYMENT.search(places[0]):
        return None  # such a number has a check digit of the same kind
    if like_phone and any(map(_CALLED.search, places)):
        # With its hyphen in the right place it may still be somebody born in the years after 2000.
        return Certainty.POSSIBLE if valid and match["mark"] == "-" and not match["dash"] else None
    if not labelled and birth.startswith("20") and len(birth) == 8 and _numbers_something(match, places, valid=valid):
        return None
    if not valid:
        # A wrong check digit in the right layout is more often a slip than another number.
        level = 1 if marked or labelled else 0
    elif (match["dash"] == "-" and not match["mark"].strip()) or (unusual and not (marked and match["dash"] == " ")):
        level = 1  # a date and a year or a time of day; or signs that other numbers have
    else:
        level = 1 if like_phone and not marked and not labelled else 2
    case = _is_of_a_case(places) or (not marked and _REFERENCE.search(places[0]))
    if not labelled and len(birth) == 8 and birth.startswith("20") and last[0] == "0":
        level = min(level, 1)  # cases are numbered from the first of the day
    if not labelled and case:
        level -= 1
    return {1: Certainty.POSSIBLE, 2: Certainty.CERTAIN}.get(level)


def _is_of_a_case(places: tuple[str, str]) -> bool:
    """Whether the words before a number, or what its field is called, say that it is a case's."""
    before, label = places
    return bool(_CASE.search(before) or _CASE_FIELD.search(label))


def _numbers_something(match: re.Match[str], places: tuple[str, str], *, valid: bool) -> bool:
    """Whether a day of this century and four digits are the number of a case, an invoice or the like, or a time."""
    text, last = match.string, match["last"]
    if _is_of_a_case(places) or _REFERENCE.search(places[0]):
        return True
    if _LETTERS_BEFORE.search(places[0]) or _GOES_ON.match(text, match.end()):
        return True
    years_from = abs(int(last.replace(" ", "")) - int(match["birth"][:4]))
    if not _MARK.fullmatch(match["mark"]) and match["dash"] and years_from <= _SOON:
        return True  # a day and a year
    if match["mark"] != "-" and _COUNTED.match(text, match.end()):
        return True
    # The numbers of a day's births begin with 001; those of cases with 0001.
    doubtful = not valid or last.startswith("000") or match["mark"] == "_"
    return doubtful and not any(map(_ABOUT.search, places))


def _is_date(birth: str) -> bool:
    day = int(birth[-2:])
    return any(
        _exists(year, int(birth[-4:-2]), day - 60 if day > 60 else day)
        for year in ([int(birth[:4])] if len(birth) == 8 else [1900 + int(birth[:2]), 2000 + int(birth[:2])])
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
