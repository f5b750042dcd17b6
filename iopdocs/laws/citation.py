"""Reading law references as lawyers type them: ``SoL 5:11``, ``2 kap 2§ SoL``, ``GDPR 6.1e och 9.2h``.

:func:`parse` and :func:`format` are each other's inverse. Both are pure: whether the act and the place exist, and on
which day, is for :mod:`iopdocs.laws.library` to say.
"""

from __future__ import annotations

import re

from iopdocs.laws.lagrum import Citation, Lagrum, TargetKind, format  # noqa: A004
from iopdocs.laws.places import PlaceReader
from iopdocs.laws.tokens import EXAMPLE, STARTS, find_number, normalise, numbers_blanked, tokenise, unreadable
from iopdocs.patterns import lazy_pattern

__all__ = ["Citation", "Lagrum", "TargetKind", "format", "parse"]

_PREPARATORY = lazy_pattern(
    r"(prop\.?|bet\.?|rskr\.?|dir\.?|SOU|Ds) ?(\d{4}(?:/\d{2,4})?:[A-Za-z]*\d+)(?:,? s\. ?(\d+(?:–\d+)?))?",
    re.IGNORECASE,
)
# An act without a place needs a word that says that it is an act; else the number may be a diarienummer.
_ACT_ALONE = lazy_pattern(
    r"\b(?:SFS|HSLF-FS|SOSFS|EU|EG)\b|\b(?:lag|förordning|balk)\s\(?\d|(?:lagen|balken|formen|ordningen)\s\(?\d",
    re.IGNORECASE,
)
# What says that more is meant, but not what.
_AND_MORE = lazy_pattern(r"(?:[:§]\s?\d*\s?f\.|\bff\b|\bm\.? ?fl\b|\b(?:och|samt) följande\b)", re.IGNORECASE)
_LAST = lazy_pattern(r"\bsista (?:stycket|st\b|meningen|punkten)", re.IGNORECASE)
_PART = lazy_pattern(r"\d|§|\b(?:stycke|st\b|mening|punkt|p\b)", re.IGNORECASE)
_GENERIC = frozenset({"lag", "lagen", "förordning", "förordningen", "sfs", "eu:s förordning", "eu-förordningen"})


def parse(text: str) -> Citation:
    """Read one reference: an act and the places in it.

    Raises ValueError, with a Swedish sentence and after a line break a hint, for text that is not a reference or that
    can be read in more than one way. A clock time, a diarienummer or a bare number is never taken for a reference.
    """
    clean = normalise(text)
    preparatory = _PREPARATORY.fullmatch(clean)
    if preparatory:
        return Citation(act=_preparatory(preparatory), kind=TargetKind.PREPARATORY)
    _refuse_the_untold(text, clean)
    start, places_text = _split_prefix(clean)
    body = PlaceReader(tuple(tokenise(places_text)), clean)
    places = tuple(body.read())
    prefix, tail = clean[:start].strip(), places_text[body.offset :].strip()
    if prefix and tail:
        raise unreadable(clean, "Skriv en lag i taget, antingen före eller efter lagrummet.")
    act, number = _act(prefix or tail, clean)
    own = not act and not number and body.sign_first
    citation = Citation(
        act, number, places, body.either, body.articles, TargetKind.OWN_CLAUSE if own else TargetKind.LAW
    )
    _refuse_look_alikes(citation, clean, body)
    return citation


def _split_prefix(text: str) -> tuple[int, str]:
    """Return where the places begin; act numbers are blanked first so that their digits are not taken for places."""
    for token in tokenise(numbers_blanked(text)):
        if token.kind in STARTS:
            return token.start, text[token.start :]
    return len(text), ""


def _act(text: str, source: str) -> tuple[str, str]:
    """Return the name and number of an act as typed, without articles such as *lag* when the number says it all."""
    number, rest = find_number(re.sub(r"^i (?=\S)", "", text))
    name, *more = re.split(r"[,(\[]", re.sub(r"\s+", " ", rest).strip(" ,"))
    name = name.strip(" )]")
    if any(_PART.search(find_number(one)[1]) for one in more):
        raise unreadable(source, "Skriv allt som hör till lagrummet före lagen: 5 kap. 11 § andra stycket SoL.")
    if re.search(r"\d|§", name) or (text and not name and not number):
        raise unreadable(source, f"Skriv en lag i taget. {EXAMPLE}")
    return ("" if number and name.lower() in _GENERIC else name), number


def _refuse_the_untold(text: str, clean: str) -> None:
    """Refuse words that mean a place without saying which: ``5 kap. 11 § ff.``, ``sista stycket``."""
    if _AND_MORE.search(text):
        raise ValueError(
            f"”{clean}” säger inte vilka lagrum som menas\nSkriv ut dem, till exempel 5 kap. 11–13 §§ SoL."
        )
    if _LAST.search(clean):
        raise unreadable(clean, "Skriv vilket i ordningen, till exempel andra stycket.")


def _preparatory(match: re.Match[str]) -> str:
    series = match[1] if match[1].upper() in ("SOU", "DS") else f"{match[1].lower().rstrip('.')}."
    return f"{series} {match[2]}" + (f" s. {match[3]}" if match[3] else "")


def _refuse_look_alikes(citation: Citation, text: str, body: PlaceReader) -> None:
    if not citation.places:
        if not citation.act and not citation.number:
            raise unreadable(text)
        if not citation.number:
            raise ValueError(f"”{text}” saknar paragraf\n{EXAMPLE}")
        if not _ACT_ALONE.search(text):
            raise ValueError(f"”{text}” kan vara ett diarienummer\nSkriv till exempel lag 2025:400 eller SFS 2025:400.")
    elif body.clock_like and citation.act in ("kl", "kl.", "Kl", "Kl.", "klockan"):
        raise ValueError(f"”{text}” är ett klockslag\n{EXAMPLE}")
    elif not citation.act and not citation.number and (body.clock_like or not body.marked):
        raise ValueError(f"”{text}” saknar lag och kan vara ett klockslag eller ett nummer\n{EXAMPLE}")
