"""What a law reference is, and how it is printed.

A :class:`Citation` is one reference as it was typed: an act and one or more places in it (:class:`Lagrum`). Nothing
here knows which acts exist. Forms follow the statutes themselves (SFS 2015–2025): ``5 kap. 11 §``, ``2 och 3 §§``,
``2 eller 3 §``, ``14 kap. 2–3 §§``, ``första stycket 2``, ``artikel 28.3 h``. In print the numbers are held together by
no-break spaces (U+00A0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import groupby

from iopdocs.classes import dataclass, replace

NBSP = "\N{NO-BREAK SPACE}"
ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")


class TargetKind(Enum):
    """What a reference points at."""

    LAW = auto()
    OWN_CLAUSE = auto()
    """A paragraf of the agreement itself: ``§ 7`` without an act."""
    PREPARATORY = auto()
    """Legislative history: ``prop. 2024/25:89 s. 12``."""


@dataclass(frozen=True, slots=True)
class Lagrum:
    """One place in an act: ``11``, ``5:11``, ``2 a:1``, ``11:1 a``, or a range of paragrafer.

    ``kapitel`` is empty in an act without chapters, ``paragraf`` is empty when a whole chapter is meant, ``last`` ends
    a range. In an act with articles ``paragraf`` is the article and ``stycke`` its numbered paragraph: 28.3 h is
    ``Lagrum(paragraf="28", stycke=(3,), punkt=("h",))``.
    """

    paragraf: str = ""
    kapitel: str = ""
    last: str = ""
    stycke: tuple[int, ...] = ()
    mening: int = 0
    punkt: tuple[str, ...] = ()
    understycke: int = 0
    """In an article: the part without a number, as in ``artikel 6.1 första stycket e``."""

    @property
    def key(self) -> str:
        """The place as the act files write it: ``5:11``, ``16``; without stycke, punkt and end of range."""
        return f"{self.kapitel}:{self.paragraf}" if self.kapitel else self.paragraf

    @property
    def has_parts(self) -> bool:
        """Whether only a part of the paragraf is meant."""
        return bool(self.stycke or self.mening or self.punkt or self.understycke)

    def covers(self, other: Lagrum) -> bool:
        """Whether another whole paragraf lies in this place: in the range, or in the chapter when that is all."""
        if self.kapitel != other.kapitel:
            return False
        if not self.paragraf:
            return True
        return number_key(self.paragraf) <= number_key(other.paragraf) <= number_key(self.last or self.paragraf)


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to an act as typed: ``act`` and ``number`` name the act, ``places`` the places in it, if any.

    ``number`` is the official number (``2001:453``, ``(EU) 2016/679``, ``HSLF-FS 2022:39``) when it was written out.
    ``either`` says that the places are alternatives (*eller*). For Kind.PREPARATORY ``act`` holds the whole reference.
    """

    act: str = ""
    number: str = ""
    places: tuple[Lagrum, ...] = ()
    either: bool = False
    articles: bool = False
    kind: TargetKind = TargetKind.LAW


def plain(text: str) -> str:
    """Return a printed reference with ordinary spaces, for messages on a screen."""
    return text.replace(NBSP, " ")


def number_key(number: str) -> tuple[int, str]:
    """Return a sort key for ``11`` or ``14 c``."""
    digits, _, letter = number.partition(" ")
    return int(digits), letter


def lagrum_from_key(key: str, articles: bool = False) -> Lagrum:
    """Read a place as the act files write it: ``2 a:1``, ``11:1 a``, ``16``; with articles ``28.3``.

    Raises ValueError for any other form.
    """
    pattern = r"(\d+)(?:\.(\d+))?" if articles else r"(?:(\d+(?: [a-z])?):)?(\d+(?: [a-z])?)"
    match = re.fullmatch(pattern, key)
    if match is None:
        raise ValueError(f"”{key}” är inte ett lagrum")
    if articles:
        return Lagrum(paragraf=match[1], stycke=(int(match[2]),) if match[2] else ())
    return Lagrum(kapitel=match[1] or "", paragraf=match[2])


def joined(words: Iterable[str], conjunction: str = "och") -> str:
    """Return ``a, b och c``."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def format_places(citation: Citation) -> str:
    """Return the places in print, without the act: ``14 kap. 2 och 3 §§``, ``artikel 28.3 h``, ``§ 7``."""
    if citation.kind is TargetKind.PREPARATORY or not citation.places:
        return ""
    if citation.kind is TargetKind.OWN_CLAUSE:
        numbers = [_range(place) for place in citation.places]
        many = len(numbers) > 1 or citation.places[0].last
        return f"{'§§' if many else '§'}{NBSP}{joined(numbers)}"
    conjunction = "eller" if citation.either else "och"
    if citation.articles:
        word = "artikel" if len(citation.places) == 1 or citation.either else "artiklarna"
        return f"{word}{NBSP}{joined(map(_article, citation.places), conjunction)}"
    # "1 och 2 och 3 §" could be read two ways: samt parts a list of points from the next place.
    parted = any(len(place.punkt) > 1 for place in citation.places)
    return joined(_sections(citation.places, conjunction), "samt" if parted and not citation.either else conjunction)


def format(citation: Citation) -> str:  # noqa: A001 - the pair parse and format is the project's convention
    """Return the reference in full as it would be typed with care: ``5 kap. 11 § socialtjänstlagen (2001:453)``."""
    if citation.kind is TargetKind.PREPARATORY:
        return citation.act
    places, act = format_places(citation), format_act(citation.act, citation.number)
    between = " i " if citation.articles and places and act else " "
    return between.join(part for part in (places, act) if part)


def format_act(name: str, number: str) -> str:
    """Return an act's name with its number: before *om*, as in ``lagen (2024:79) om …``, else after the name."""
    if not name or not number:
        return name or (f"lag ({number})" if re.fullmatch(r"\d{4}:\d+", number) else number)
    if not number[0].isdigit():
        return f"{name}, {number}"
    head, _, tail = name.partition(" ")
    return f"{head} ({number}) {tail}" if tail.startswith(("om ", "med ")) else f"{name} ({number})"


def merge(places: Iterable[Lagrum]) -> tuple[Lagrum, ...]:
    """Return the places sorted, each once."""
    unique = dict.fromkeys(places)
    return tuple(sorted(unique, key=lambda p: (number_key(p.kapitel or "0"), number_key(p.paragraf or "0"), p.stycke)))


def whole(place: Lagrum) -> Lagrum:
    """Return the whole paragraf that a place stands in."""
    return replace(place, stycke=(), mening=0, punkt=(), understycke=0)


def _range(place: Lagrum) -> str:
    text = f"{place.paragraf}–{place.last}" if place.last else place.paragraf
    return text.replace(" ", NBSP)


def _article(place: Lagrum) -> str:
    number = ".".join([_range(place), *map(str, place.stycke[:1])])
    if place.understycke:
        number = f"{number} {ORDINALS[place.understycke - 1]} stycket"
    return NBSP.join([number, joined(place.punkt)] if place.punkt else [number])


def _sections(places: tuple[Lagrum, ...], conjunction: str) -> Iterator[str]:
    """Yield the places of each chapter in print; paragrafer without parts share their § sign."""
    for kapitel, in_chapter in groupby(places, key=lambda place: place.kapitel):
        chapter = f"{kapitel} kap. ".replace(" ", NBSP) if kapitel else ""
        for parted, group in groupby(in_chapter, key=lambda place: place.has_parts):
            if parted:
                yield from (f"{chapter}{_section(place)}" for place in group)
            else:
                yield f"{chapter}{_plain(tuple(group), conjunction)}".rstrip(NBSP)


def _plain(places: tuple[Lagrum, ...], conjunction: str) -> str:
    if not places[0].paragraf:
        return ""
    # The statutes write "2 och 3 §§" but "2 eller 3 §".
    many = any(place.last for place in places) or (len(places) > 1 and conjunction == "och")
    return f"{joined(map(_range, places), conjunction)}{NBSP}{'§§' if many else '§'}"


def _section(place: Lagrum) -> str:
    parts = [f"{_range(place)}{NBSP}§"]
    if place.stycke:
        ordinals = joined(ORDINALS[number - 1] for number in place.stycke)
        parts.append(f"{ordinals} {'stycket' if len(place.stycke) == 1 else 'styckena'}")
    if place.mening:
        parts.append(f"{ORDINALS[place.mening - 1]} meningen")
    text = " ".join(parts)
    return f"{text}{NBSP}{joined(place.punkt).replace(' ', NBSP)}" if place.punkt else text
