"""A street as it is given, read into what can be searched for: names with numbers, houses, boxes and care-of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.protection.endings import ending_of, endings, shortened, spelt
from iopdocs.protection.folding import letters
from iopdocs.protection.words import COMPOUNDS, HOUSES, LABELS, MONTHS, numerals, prefixes
from iopdocs.swedish.characters import IN_DASHES, seen

#: An address of a box or the like: no house stands there.
BOX = lazy_pattern(r"\b(?:post)?box\b|\bbox\s*\d|\bFE\s*\d|\bposte restante\b", re.IGNORECASE)
#: No address is longer; what comes after is not read.
_LONGEST = 500
_SHORTEST_NAME = 5

#: Words that say where in a house, not which house.
_WITHIN = lazy_pattern(
    r"\b(?:lgh|lägenhet|läg|vån|våning|våningsplan|plan|tr|trappor|port|uppgång|hus|entré|lokal|rum|bv|box|postbox)\b"
    r"\.?\s*(?:nr\.?\s*)?(?:\d+|[A-ZÅÄÖ]\b)|\b\d+\s*(?:tr|trappor|vån|våningen)\b\.?|\bn\.?b\.(?!\w)",
    re.IGNORECASE,
)
_POSTCODE = lazy_pattern(r"(?<!\d)(?:SE?[- ])?(\d{3})\s?(\d{2})(?!\d)\s*(?P<place>[^\W\d_][^\d,;]*)?")
#: A word broken over two lines, and one with its letters apart.
_BROKEN = lazy_pattern(r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[a-zåäö])")
_SPACED_OUT = lazy_pattern(r"(?<!\w)(?:\w ){3,}\w(?!\w)")
_PARTED = lazy_pattern(rf"[,;|\n()]|\s[{IN_DASHES}]\s(?!\d)|(?<!\d)/(?!\d)")
_CARE_OF = lazy_pattern(r"(?<!\w)(?:c\s?/\s?o|c\.\s?o\.|att|attn|hos)(?!\w)[.:]?\s*", re.IGNORECASE)
_CARED = "\0"
_BOX = lazy_pattern(r"\b(?:post)?box(?:nummer|nr)?\b\.?:?\s*(?:nr\.?\s*)?(\d[\d ]*)", re.IGNORECASE)
_TO = rf"\s?(?:[{IN_DASHES}/+&]|och|till)\s?"
_TOKEN = lazy_pattern(
    r"(?P<ordinal>\d+:?(?:e|a|de|te)\b)|(?P<estate>\d+:\d+)"
    rf"|(?P<number>\d+)\s?(?:[A-Za-z]\b)?(?:{_TO}(?P<last>\d+)(?:\s?[A-Za-z]\b)?)?"
    r"|(?P<word>[^\W\d_]+(?:[:'’][^\W\d_]+)?\.?)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a house, the first and the last of several, or of land (``3:12``)."""

    first: int
    last: int
    estate: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name with its number, or with none (``Villa Solhem``); ``box`` when it is a box."""

    words: tuple[str, ...]
    number: Number | None
    box: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a street says: its places, each part as it stands, the names after c/o, and postcodes and towns in it."""

    places: tuple[NamedPlace, ...]
    literals: tuple[str, ...]
    people: tuple[str, ...]
    postcodes: tuple[str, ...]
    towns: tuple[str, ...]


def read(street: str) -> Reading:
    """Read a street and what else has been written with it, such as ``c/o Ek, Gömgatan 12, lgh 3, 999 99 Gömby``."""
    text = _BROKEN.sub("", _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), street[:_LONGEST]))
    text = "\n".join(map(seen, text.splitlines()))
    codes, towns = [], []
    for found in _POSTCODE.finditer(text):
        codes.append(found[1] + found[2])
        towns += [found["place"].strip()] if found["place"] else []
    text = _CARE_OF.sub(_CARED, _POSTCODE.sub(" , ", text))
    boxes = [NamedPlace(("Box",), _number(re.sub(" ", "", found[1])), box=True) for found in _BOX.finditer(text)]
    people: list[str] = []
    parts: list[str] = []
    for part in _PARTED.split(_BOX.sub(" , ", text)):
        before, *cared = part.split(_CARED)
        parts.append(before)
        for one in cared:
            person, rest = _person(one)
            people.append(person)
            parts.append(rest)
    parts = [part.strip() for part in parts if part.strip()]
    places = _places([cut for part in parts if (cut := _WITHIN.sub(" ", part).strip())])
    if not any(place.number for place in places):
        # The number of the entrance is all there is: Gömgatan port 4.
        whole = _places(parts)
        places = whole if any(place.number for place in whole) else places
    kept = [place for place in places if place.number or not (boxes or any(other.number for other in places))]
    kept += [place for place in places if place not in kept and is_house(place.words)]
    return Reading(
        (*kept, *boxes),
        (*_told(parts, kept), *(f"box {box.number.first}" for box in boxes if box.number)),
        tuple(person for person in people if person),
        tuple(dict.fromkeys(codes)),
        tuple(towns),
    )


def _told(parts: list[str], places: list[NamedPlace]) -> Iterator[str]:
    """Yield the parts that are places of themselves: a name with its number, or a house's name."""
    names = {letters("".join(core(place.words))) for place in places if place.number}
    alone = {letters("".join(place.words)) for place in places if not place.number}
    for part in parts:
        shown = letters(part)
        numbered = any(number for _, number in _pairs(part))
        if shown in alone or (numbered and any(name in shown for name in names)):
            yield part


def _places(parts: list[str]) -> list[NamedPlace]:
    """Return the places of the parts; a part with nothing but a number belongs to the one beside it."""
    read_parts = [_pairs(part) for part in parts]
    found: list[NamedPlace] = []
    taken: set[int] = set()
    for at, pairs in enumerate(read_parts):
        for words, number in pairs:
            if words and number:
                found.append(NamedPlace(words, number))
                taken.add(at)
            elif number and (beside := _beside(read_parts, at)) is not None:
                found.append(NamedPlace(read_parts[beside][0][0], number))
                taken |= {at, beside}
    for at, pairs in enumerate(read_parts):
        found += [NamedPlace(words, None) for words, number in pairs if words and at not in taken]
    return found


def _beside(parts: list[list[tuple[tuple[str, ...], Number | None]]], at: int) -> int | None:
    """Return the part with only words that a part with only a number belongs to: the next one or the one before."""
    for other in (at + 1, at - 1):
        if 0 <= other < len(parts) and parts[other] and all(words and not number for words, number in parts[other]):
            return other
    return None


def _pairs(part: str) -> list[tuple[tuple[str, ...], Number | None]]:
    """Return the names of a part with their numbers: after the name, or before it when none comes after."""
    pairs: list[tuple[tuple[str, ...], Number | None]] = []
    words: list[str] = []
    for token in _TOKEN.finditer(part):
        if token["word"] or token["ordinal"]:
            words.append(token[0])
        elif pairs and not _name(words) and is_generic(pairs[-1][0]) and (first := pairs[-1][1]):
            # Gata 3 nr 12: the first number is part of the name
            pairs[-1] = ((*pairs[-1][0], str(first.first)), _of(token))
            words = []
        else:
            pairs.append((_name(words), _of(token)))
            words = []
    left = _name(words)
    if left and not pairs:
        return [_with_numeral(left)]
    if left and not pairs[0][0]:
        return [(left, pairs[0][1]), *pairs[1:]]
    return pairs


def _of(token: re.Match[str]) -> Number:
    if token["estate"]:
        return Number(-1, -1, token["estate"])
    return _number(token["number"], token["last"])


def _number(first: str, last: str | None = None) -> Number:
    ends = sorted(int(digits[:9]) for digits in (first, last or first))
    return Number(ends[0], ends[1])


def _name(words: list[str]) -> tuple[str, ...]:
    """Return the words of a name without labels such as *Adress* and *nr*."""
    kept = [word for word in words if letters(word) not in LABELS]
    return tuple(word for word in kept if letters(word))


def _with_numeral(words: tuple[str, ...]) -> tuple[tuple[str, ...], Number | None]:
    for length in range(min(4, len(words) - 1), 0, -1):
        number = numerals().get(letters("".join(words[-length:])))
        if number:
            return words[:-length], Number(number, number)
    return words, None


def _person(text: str) -> tuple[str, str]:
    """Return the name after c/o, and the rest when a street with a number follows in the same part."""
    found = re.search(r"\d", text)
    if not found:
        return text.strip(), ""
    words = text[: found.start()].split()
    street = core(tuple(words))
    return " ".join(words[: len(words) - len(street)]), " ".join(street) + " " + text[found.start() :]


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the street's name of the words before its number: the last one, or more when that says too little."""
    length = min(1, len(words))
    while length < len(words) and _says_little(words[-length:]):
        length += 1
    return words[len(words) - length :]


def _says_little(words: tuple[str, ...]) -> bool:
    first = letters(words[0])
    known = first == "" or first in endings() or first in shortened() or is_compound(first)
    return known or len(letters("".join(words))) < _SHORTEST_NAME


def is_house(words: tuple[str, ...]) -> bool:
    """Whether words without a number name a house or its land: *Villa Solhem*, *kvarteret Gömman*, *Gömgården*."""
    first = letters(words[0]) if words else ""
    named = len(words) > 1 and any(first in house for house in HOUSES)
    return named or any(first != form and first.endswith(form) for form in endings() if len(form) > 3)


def is_generic(words: tuple[str, ...]) -> bool:
    """Whether every word is one that any street may have: *Torget*, *Norra vägen*, *Landsvägen*."""
    folded = list(map(letters, words))
    return bool(words) and all(word in endings() or word in shortened() or word in prefixes() for word in folded)


def is_compound(word: str) -> bool:
    """Whether a name is also a word of the language: *landsvägen*, *skolgården*."""
    form = ending_of(word)
    return bool(form) and word.removesuffix(form) in COMPOUNDS


def is_definite(words: tuple[str, ...]) -> bool:
    """Whether a word without what streets are called is one with its article: *Skolan*, *Kontoret*."""
    last = spelt(words[-1])
    return last.endswith(("en", "et", "an", "na", "rn", "ln")) and (not ending_of(last) or is_compound(last))


def is_noun(place: NamedPlace, words: tuple[str, ...]) -> bool:
    """Whether a name is a word of the language and its number could count anything: *Skolan 4*, *Gågatan 12*."""
    land = place.number is not None and place.number.estate
    if len(words) != 1 or land:
        return False
    word = spelt(words[0])
    return is_definite(words) or is_compound(word) or word in MONTHS


def swapped(person: str) -> tuple[str, ...]:
    """Return a name as it is said and as it stands in a list: *Maria Ek*, *Ek Maria*."""
    first, *others = person.split() or [""]
    return (person, f"{others[0]} {first}") if len(others) == 1 else (person,)
