"""Finding a protected address in other texts, however it is written there. The address is never repeated."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from iopdocs.model.party import Address
from iopdocs.swedish.personnummer import Certainty

BOX = re.compile(r"\b(?:post)?box\b|\bbox\s*\d|\bFE\s*\d|\bposte restante\b", re.IGNORECASE)
#: Words that say where in a house, not which house, with what comes after them.
_WITHIN = re.compile(
    r"\b(?:lgh|lägenhet|vån|våning|plan|tr|trappor|port|uppgång|hus|entré|box|postbox)\.?\s*(?:\d+|[A-ZÅÄÖ]\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<words>[^\W\d_][^\d]*?)[\s.]*(?:\bnr\.?\s*)?(?P<number>\d+(?::\d+)?)")
_WORD = re.compile(r"[^\W\d_]+")
_POSTCODE = re.compile(r"(?<!\d)(\d{3})\s?(\d{2})(?!\d)")
#: What streets are called, and how that is shortened.
_STREETS = {"gatan": "gatan|gata|gat|g", "gata": "gatan|gata|gat|g", "vägen": "vägen|väg|v", "väg": "vägen|väg|v"}
_GENERIC = re.compile(
    r"(?:gat(?:an|a)?|g|vägen|väg|v|gränd(?:en)?|stig(?:en)?|torg(?:et)?|plan(?:en)?|allén?|backen?|lid(?:en)?|park(?:en)?)",
    re.IGNORECASE,
)
_SHORTEST_NAME = 5
# No address is longer; what comes after is not looked through.
_LONGEST = 500
# Letters that are written otherwise in addresses of e-mail and web.
_FOLDED = {"å": "(?:a|aa)", "ä": "(?:a|ae)", "ö": "(?:o|oe)", "é": "e", "ü": "(?:u|ue)"}


@dataclass(frozen=True, slots=True)
class Hidden:
    """Patterns for a protected address: the house, the street's name alone, and the postal code."""

    houses: tuple[re.Pattern[str], ...]
    names: tuple[re.Pattern[str], ...]
    postcodes: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, address: Address) -> Hidden:
        """Return what to look for of an address."""
        street = (address.street or "")[:_LONGEST]
        codes = [f"{found[1]}{found[2]}" for found in _POSTCODE.finditer(f"{street} {address.postcode or ''}")]
        street = _POSTCODE.sub(" ", street)
        parts = [part for part in re.split(r"[,;/\n]| - ", street) if part.strip()]
        numbered = [(found["words"], found["number"]) for part in parts for found in _numbers(part)]
        boxes = [("Box", found[1]) for found in re.finditer(r"\bbox\s*(\d+)", street, re.IGNORECASE)]
        # A house without a number, such as Villa Solhem; whom it is in care of is no house.
        alone = [part for part in parts if not re.search(r"\d", part) and not re.match(r"\s*(?:c/o|c|att)\b", part)]
        alone = [] if numbered or boxes else [part for part in alone if _WORD.search(part)]
        names = [_last_words(words) for words, _ in numbered]
        return cls(
            tuple(_house(_last_words(words), number) for words, number in (*numbered, *boxes))
            + tuple(_house(_WORD.findall(part), "") for part in alone),
            tuple(_name(name) for name in names if len("".join(name)) >= _SHORTEST_NAME),
            tuple((_code(code), code) for code in dict.fromkeys(codes)),
        )

    def same_house(self, text: str) -> Certainty | None:
        """Return whether a text names the house itself."""
        plain = folded(text)
        return Certainty.CERTAIN if any(house.search(plain) for house in self.houses) else None

    def verdict(self, text: str, public_postcodes: set[str]) -> Certainty | None:
        """Return whether a text gives the address away, or may: its street's name, or a postal code others have too."""
        codes = {code for pattern, code in self.postcodes if pattern.search(text)}
        if self.same_house(text) or codes - public_postcodes:
            return Certainty.CERTAIN
        plain = folded(text)
        return Certainty.POSSIBLE if codes or any(name.search(plain) for name in self.names) else None


def _numbers(part: str) -> list[re.Match[str]]:
    """Return each street and number of a part of an address, without what says where in the house it is."""
    return list(_NUMBERED.finditer(_WITHIN.sub(" ", part)))


def _last_words(words: str) -> list[str]:
    """Return the street's name of the words before its number: the last one, or two when that is what streets are."""
    found = _WORD.findall(words)
    last = found[-1:] if found else []
    while len(last) < len(found) and (_GENERIC.fullmatch(last[0]) or len("".join(last)) < _SHORTEST_NAME):
        last = found[-len(last) - 1 :]
    return last


def _house(words: list[str], number: str) -> re.Pattern[str]:
    name = _spelt(words)
    digits = re.escape(number).replace(":", r"\s*:\s*")
    ending = rf"[\W_]*(?:nr\W*)?{digits}(?!\d)" if number else r"s?(?![a-z])"
    return re.compile(rf"(?<![a-z]){name}{ending}" if words else r"(?!)")


def _name(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){_spelt(words)}s?(?![a-z])")


def _spelt(words: list[str]) -> str:
    """Return a pattern for words, parted or hyphenated anywhere, and with the usual ways to shorten the last one."""
    *before, last = words or [""]
    last = last.casefold()
    kind = next((kind for kind in _STREETS if last.endswith(kind)), "g" if last == "g" else "v" if last == "v" else "")
    stem = last.removesuffix(kind)
    # A short ending may only be an abbreviation right after the name: Gömg. 12
    other = {"g": _STREETS["gatan"], "v": _STREETS["vägen"]}.get(kind, _STREETS.get(kind, ""))
    ends = "|".join(map(_letters, other.split("|"))) if other else ""
    pieces = [_letters(word.casefold()) for word in (*before, stem) if word]
    return r"[\W_]*".join(pieces) + (rf"[\W_]*(?:{ends})\.?" if ends else "")


def _letters(word: str) -> str:
    return r"[\W_]?".join(_FOLDED.get(sign, re.escape(sign)) for sign in word)


def _code(digits: str) -> re.Pattern[str]:
    """Return a pattern for a postal code that is no part of an amount, a telephone number or a longer number."""
    code = rf"{digits[:3]}[\s.-]?{digits[3:]}(?!\s?\d)"
    return re.compile(rf"(?<!\d)(?<!\d[\s-]){code}|(?<!\d){code}(?=\s+[^\W\d_]{{3}})")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text in small letters without dots and rings, and as it stands in an address of e-mail or web."""
    small = (unquote(text) if "%" in text else text).casefold()
    return small if small.isascii() else unicodedata.normalize("NFKD", small).translate(_PLAIN)


class _Plain(dict[int, int | None]):
    """A table for str.translate that drops what stands above and below letters; each sign is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_PLAIN = _Plain()
