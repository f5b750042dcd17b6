"""Names of parties and people in running text: the genitive and the first letter.

The genitive takes a bare s; nothing after s, x or z; a colon after an initialism, a digit or an abbreviation. Sources:
isof.se Frågelådan 46471, sprakbruk.fi/artiklar/genitiv-av-forkortningar, Språkkonsulternas Språkbrevet 11/2005 (which
also allows the group genitive: Kvinno- och tjejjouren i Umeås).
"""

from __future__ import annotations

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.characters import INNER_QUOTE, QUOTE

_PARENTHESIS = lazy_pattern(r"(?P<name>.*\S)(?P<rest>\s*\([^()]*\))")
_CLOSING_QUOTES = f"\"'{QUOTE}{INNER_QUOTE}»"
# A first word that is an abbreviation with a stroke, an address, or a name with its capital further in.
_SMALL_ALWAYS = lazy_pattern(r"c/o\b|[a-zåäö]+[A-ZÅÄÖ]|\S+@|https?:|www\.")
# A common noun for a body in its definite form, whole or as the latter of two: Individ- och familjenämnden.
_KINDS = r"nämnden|styrelsen|fullmäktige|utskottet|beredningen|rådet|gruppen|direktionen"
_BODY = lazy_pattern(rf"(?:[A-ZÅÄÖ][a-zåäö]+-,? (?:[a-zåäö]+-,? )*och )?[A-ZÅÄÖa-zåäö][a-zåäö]*(?:{_KINDS})")
_INITIALISM = lazy_pattern(r"(?:^|[\s/-])[0-9]*[A-ZÅÄÖ][A-ZÅÄÖ0-9&]*$")


def genitive(name: str) -> str:
    """Return the name's genitive.

    ``Värmdö kommuns``, ``Västerås`` (unchanged), ``IOP:s``, ``Vision 2030:s``. A parenthesis keeps its place after the
    inflected name, ``Kvinnojourens (KJ)``, and so does a closing quotation mark. Raises ValueError for an empty name.
    """
    shown = name.strip()
    if not shown:
        raise ValueError("Namnet saknas, så det går inte att sätta i genitiv.")
    if match := _PARENTHESIS.fullmatch(shown):
        return genitive(match["name"]) + match["rest"]
    if shown[-1] in _CLOSING_QUOTES and len(shown) > 1:
        return genitive(shown[:-1]) + shown[-1]
    if shown[-1].lower() in "sxz":
        return shown
    if not shown[-1].isalpha() or _INITIALISM.search(shown):
        return f"{shown.removesuffix('.')}:s"
    return f"{shown}s"


def upper_first(text: str) -> str:
    """Return the text with a capital first letter: ``individ- och …`` gives ``Individ- och …``.

    What is never written with one is kept: ``c/o Ek``, ``iFokus``, ``www.exempel.se``, ``namn@exempel.se``.
    """
    return text if _SMALL_ALWAYS.match(text) else text[:1].upper() + text[1:]


def of_body(text: str) -> str:
    """Return the name of a deciding body or a group as it stands within a sentence.

    ``Socialnämnden`` gives ``socialnämnden`` and ``Individ- och familjenämnden`` a small letter too. Where the first
    word may be somebody's name, nothing is changed: ``Umeå kommun``, ``Gemensamma familjenämnden``.
    """
    return text[:1].lower() + text[1:] if _BODY.fullmatch(text.strip()) else text


def lower_first(text: str) -> str:
    """Return the text with a small first letter, ``Individ- och …`` to ``individ- och …``; ``IOP-avtal`` is kept."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
