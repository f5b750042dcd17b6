"""Cutting a typed law reference into tokens: numbers, signs, and the few words that steer how they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from iopdocs.classes import dataclass
from iopdocs.laws.lagrum import ORDINALS
from iopdocs.patterns import lazy_pattern

# Words that lead a reference in: what is meant is what comes after.
_LEAD = lazy_pattern(
    r"^(?:(?:jfr|jämför|jmf|jml|jämlikt|se|enl|enligt|i enlighet med|i enl\.? med|med stöd av|m\.? ?st\.? ?a|i kraft av"
    r"|utifrån|av|även|också|särskilt|främst|t\.? ?ex|bl\.? ?a|till exempel|bland annat"
    r"|(?:bestämmelse|regel|regl|föreskrift)(?:n|en|rna|erna) i|vad som (?:sägs|står|anges|föreskrivs) i|i)"
    r"(?![\wåäö])\.? )+(?=\S)",
    re.IGNORECASE,
)
# What people write in other ways than the statutes do, and what it is the same as.
_REWRITTEN = tuple(
    (lazy_pattern(pattern), instead)
    for pattern, instead in (
        (r"(\d(?:\s?[a-z])?)\s*[-‐‑–]\s*(?=\d)", r"\1–"),
        (r"(?<=\d)(\s?[a-z])? (?:till(?: och med)?|t\.? ?o\.? ?m\.?) (?=\d)", r"\1–"),
        (r"(?<=[\d ][a-zA-Z]) (?:till(?: och med)?|t\.? ?o\.? ?m\.?) (?=[a-zA-Z](?![\wåäöÅÄÖ]))", "–"),
        (r"\(([a-zA-Z])\)\s?[-‐‑–]\s?\(([a-zA-Z])\)", r" \1–\2"),
        (r"(?<=[\d (][a-zA-Z])\s?[-‐‑–]\s?(?=[a-zA-Z](?![\wåäöÅÄÖ]))", "–"),
        (r"\bled(?:en|et)?\.? (?=[a-z](?![\wåäöÅÄÖ]))", ""),
        (r"\b(\d{1,2}):[ae](?![\wåäö])", r"\1"),
        (r"(?<=[^\W\d_])(?=§)", " "),
        (r"(?<=[^\W\d_]): (?=\d|§|kap|art)", " "),
        (r"(?<=[^\W\d_]{2})(?=\d)", " "),
    )
)
_IN_BRACKETS = lazy_pattern(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_CLOSED_LETTER = lazy_pattern(r"(?<=[\d –][a-zA-Z])\)")
EXAMPLE = "Skriv till exempel 5 kap. 11 § SoL, SoL 5:11 eller artikel 28.3 h i GDPR."

_NUMBER = lazy_pattern(
    r"""[(\[]?(?:
        (?P<series>HSLF-FS|SOSFS)\s?(?P<in_series>\d{4}:\d+)
      | \(?(?P<union>EU|EG)\)?\s?(?P<nr>nr\s)?(?P<regulation>\d{1,4}/\d{1,4})
      | (?P<decision>\d{4}/\d+/(?:EU|EG))
      | (?P<bare>20\d\d/\d{1,4})
      | (?:SFS\s?)?(?P<sfs>1[6-9]\d\d:\d+|20\d\d:\d+)
    )[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
# A spaced "i" is a preposition and a spaced "p" or "s" an abbreviation, unless a sign of a paragraf follows.
_TOKEN = lazy_pattern(
    r"""\s*(?:
        (?P<num>\d{1,3}(?!\d)(?:(?:[a-zA-Z]|\s[a-hj-or-zA-HJ-OR-Z]|\s[iI](?=\s?(?:§|kap|:|$))|\s[psPS](?=\s?(?:§|kap|:)))(?![\wåäöÅÄÖ]))?)
      | (?P<par>§\s?§?|paragraf\w*)
      | (?P<kap>kap(?:itlet|itel|\.|\b))
      | (?P<art>artik(?:eln?|larna|lar)\b|art\.|art\b)
      | (?P<sty>stycke(?:t|na)?\b|st\.|st\b)
      | (?P<pkt>punkt(?:en|erna|er)?\b|pkt\.|pkt\b|pt\.|pt\b|p\.|p\b)
      | (?P<men>mening(?:en|arna)?\b|men\.|men$)
      | (?P<ord>(?:förs|and|tred|fjär|fem|sjät|sjun|åt|ni|tion)\w*(?<=[aeE])\b)
      | (?P<conj>och\b|samt\b|eller\b|&)
      | (?P<dash>–)
      | (?P<sign>[:.,()])
      | (?P<letter>[a-zA-Z](?![\wåäöÅÄÖ]))
      | (?P<other>\S+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
STARTS = frozenset({"num", "par", "kap", "art"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, its kind, and where it begins."""

    kind: str
    text: str
    start: int


def normalise(text: str) -> str:
    """Return text in NFC with one kind of space and dash, without soft hyphens, lead words and outer punctuation.

    An abbreviation and a number that were typed together are parted: ``SoL5:11``.
    """
    text = unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", "").replace("—", "–")
    text = re.sub(r"\s+", " ", text).strip(" .,;")
    if inside := _IN_BRACKETS.fullmatch(text):
        text = inside[1].strip(" .,;")
    if text.count(")") > text.count("("):
        text = _CLOSED_LETTER.sub("", re.sub(r"(?<=[a-zA-Z])\)\s?[-‐‑–]\s?", "–", text))
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    return _LEAD.sub("", re.sub(r"\s+", " ", text).strip(" .,;"))


def find_number(text: str) -> tuple[str, str]:
    """Split an act as typed into its official number in canonical form (or an empty string) and the rest."""
    match = _NUMBER.search(text)
    if match is None:
        return "", text
    if match["series"]:
        number = f"{match['series'].upper()} {match['in_series']}"
    elif match["union"]:
        number = f"({match['union'].upper()}) {'nr ' if match['nr'] else ''}{match['regulation']}"
    else:
        number = match["sfs"] or (match["decision"] or "").upper() or f"(EU) {match['bare']}"
    return number, f"{text[: match.start()]} {text[match.end() :]}"


def numbers_blanked(text: str) -> str:
    """Return the text with the numbers of acts covered, so that their digits are not taken for places."""
    return _NUMBER.sub(lambda match: "¤" * len(match[0]), text)


def tokenise(text: str) -> Iterator[Token]:
    """Yield the tokens of a normalised text; numbers come as ``11`` or ``14 c``."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        value = match[kind]
        if kind == "ord" and value.lower() not in ORDINALS:
            kind = "other"
        if kind == "num":
            value = re.sub(r"(\d+)\s?([a-z])", r"\1 \2", value.lower())
        yield Token(kind, value.lower() if kind == "letter" else value, match.start(kind if match[kind] else 0))


def unreadable(text: str, hint: str = EXAMPLE) -> ValueError:
    """Return the error for a text that is not a law reference."""
    return ValueError(f"”{text}” går inte att läsa som ett lagrum\n{hint}")
