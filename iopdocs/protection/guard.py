"""What must not be told of what parties keep hidden, and what a person has said of words that are like it.

Everything that leaves goes past a :class:`Guard`: the texts of the data, finished documents, names of files, calendars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

from iopdocs.classes import dataclass
from iopdocs.model import Agreement
from iopdocs.model.judgement import Judgement
from iopdocs.model.party import Party
from iopdocs.patterns import lazy_pattern
from iopdocs.protection import Find, Secret, Seeker, secret_of
from iopdocs.swedish.characters import IN_DASHES, seen
from iopdocs.swedish.personnummer import Certainty

MASK = "…"
#: What words are called that a person has judged to give something away.
JUDGED = "ord som är bedömda att röja något"
# Fewer digits than a telephone number has: among measures and numbers of a file they are nothing.
_FEW_DIGITS = 7
# Letters beside what is like a secret, that say which mention of it is meant: more than in and at.
_FEWEST_AROUND = 3
# What a text has beside its words when it is the name of an agreement's file.
_OF_A_FILE = lazy_pattern(r"^agreements(?=[\\/ ])|[. ]ya?ml$")
# Names, attributes and the like are the same in most documents; a longer text is seldom.
_SHORT = 200
_QUOTES = "\"'\u201d\u201c\u2019\u2018\u00bb\u00ab"


class TextKind(Enum):
    """What a text is read as. Among what programs read a few digits are a measure, and no postal code.

    In NOISE, such as the bytes of a picture, only what is certain counts.
    """

    PROSE = 1
    MARKUP = 2
    NOISE = 3


@dataclass(frozen=True, slots=True)
class SaidText:
    """One text of something finished: what it says, and where it stands in words a user understands."""

    text: str
    where: str = ""
    kind: TextKind = TextKind.PROSE


class Guard:
    """Looks for secrets in texts, and lets pass what a person has judged.

    ``shown`` are words that are meant to be read, such as the open addresses of the parties: within them nothing is
    only possible.
    """

    def __init__(
        self,
        secrets: Iterable[Secret] = (),
        judgements: Iterable[Judgement] = (),
        shown: Iterable[str] = (),
        postcodes: frozenset[str] = frozenset(),
    ) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self.judgements = tuple(judgements)
        judged = (one.telling for one in self.judgements if one.telling)
        telling = tuple(dict.fromkeys((*judged, *(one.telling for one in self.secrets if one.telling))))
        hidden = tuple(one for one in self.secrets if not one.telling)
        self._telling = tuple(map(_pattern, telling))
        self._shown = tuple(map(_pattern, shown))
        # Of the open postal codes only those matter that a secret has, too: most agreements then share one seeker.
        digits = _digits_in(hidden) if postcodes else ""
        self._seeker = _seeker(hidden, frozenset(code for code in postcodes if code in digits))
        harmless = [one.harmless for one in self.judgements if one.harmless]
        self._harmless = tuple(_pattern(words) for words in harmless if not self.too_narrow(words))
        # Where there are no other words, these are the whole of it.
        self._alone = tuple(_pattern(words) for words in harmless if self.too_narrow(words))
        self._seeker_of_words = _seeker(tuple(Secret(words, "", "", (), (), ()) for words in telling), frozenset())

    @property
    def active(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.secrets or self._telling)

    def finds(self, text: str, kind: TextKind = TextKind.PROSE) -> list[Find]:
        """Return what gives something away, or may, and that nobody has judged harmless."""
        if not self.active or not text:
            return []
        found = [*self._told(text), *(one for one in self._sought(text) if not self._excused(text, one))]
        if kind is TextKind.PROSE:
            return found
        return [
            one
            for one in found
            if _is_more_than_a_number(text[one.start : one.end])
            and (kind is TextKind.MARKUP or one.certainty is Certainty.CERTAIN)
        ]

    def judged(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands within words that a person has judged to give nothing away."""
        if _within(self._harmless, text, start, end):
            return True
        return any((whole := one.search(text)) and not _word(text, whole) for one in self._alone)

    def too_narrow(self, words: str) -> bool:
        """Whether judged words are hardly more than what is like a secret: they would pass it wherever it stands."""
        found = self._sought(words)
        covered = {place for one in found for place in range(one.start, one.end)}
        around = [sign for place, sign in enumerate(words) if sign.isalnum() and place not in covered]
        judgeable = bool(found) and not any(one.literal for one in found)  # of what is literal the check tells
        return judgeable and len(around) < _FEWEST_AROUND and not any(map(str.isdigit, around))

    def masked(self, text: str) -> str:
        """Return a text without what gives something away, or may; other texts as they are."""
        for one in sorted(self.finds(text), key=lambda find: -find.start):
            text = text[: one.start] + MASK + text[max(one.end, one.start) :]
        return text

    def look(self, texts: Iterable[SaidText]) -> Iterator[tuple[SaidText, Find]]:
        """Yield what gives something away, or may, in texts; each text is looked through once."""
        if not self.active:
            return
        for said in dict.fromkeys(texts):
            for find in self.finds(said.text, said.kind):
                yield said, find

    def _sought(self, text: str) -> Sequence[Find]:
        if not self.secrets:
            return ()
        return _found(self._seeker, text) if len(text) <= _SHORT else self._seeker.find(text)

    def _told(self, text: str) -> Iterator[Find]:
        """Yield where words stand that a person has judged to give something away, however they are written."""
        if not self._telling:
            return
        for pattern in self._telling:
            places = [(match.start(), match.end()) for match in pattern.finditer(text)]
            if not places and pattern.search(seen(text)):
                places = [(0, len(text))]  # with signs between them that nobody sees
            yield from (Find(start, end, Certainty.CERTAIN, JUDGED, literal=False) for start, end in places)
        for one in self._seeker_of_words.find(text):
            if one.certainty is Certainty.CERTAIN:
                yield Find(one.start, one.end, Certainty.CERTAIN, JUDGED, literal=False)

    def _excused(self, text: str, find: Find) -> bool:
        if not find.literal and self.judged(text, find.start, find.end):
            return True
        return find.certainty is Certainty.POSSIBLE and _within(self._shown, text, find.start, find.end)


def secrets_of(agreement: Agreement) -> Iterator[Secret]:
    """Yield what the parties of an agreement keep hidden, also those that join later."""
    for party in (*agreement.parties, *agreement.joined_parties):
        if secret := secret_of(party):
            yield secret


def open_postcodes(agreement: Agreement) -> frozenset[str]:
    """Return the postal codes of the addresses that are not protected: they are no secret."""
    return frozenset(_digits(one.address.postcode) for one in _open(agreement) if one.address and one.address.postcode)


def shown_words(agreement: Agreement) -> Iterator[str]:
    """Yield what documents print of the open addresses."""
    for party in _open(agreement):
        address = party.address
        if address is None:
            continue
        if address.street:
            yield address.street
        if address.postcode:
            digits = _digits(address.postcode)
            yield from (digits, f"{digits[:3]} {digits[3:]}")
            if address.town:
                yield f"{digits[:3]} {digits[3:]} {address.town}"


def guard_of(agreement: Agreement, others: Iterable[Secret] = (), *, finished: bool = False) -> Guard:
    """Return the guard of an agreement's texts; ``others`` are the secrets of other agreements.

    For ``finished`` documents the open addresses are no doubt any longer: they have been looked at in the data.
    """
    shown = shown_words(agreement) if finished else ()
    return Guard((*others, *secrets_of(agreement)), agreement.judgements, shown, open_postcodes(agreement))


def occurs(words: str, text: str) -> bool:
    """Whether judged words stand in a text."""
    return _pattern(words).search(text) is not None


def _open(agreement: Agreement) -> list[Party]:
    everyone = (*agreement.parties, *agreement.joined_parties)
    return [one for one in everyone if one.address and not one.address.protected]


def _digits(postcode: str) -> str:
    return "".join(postcode.split())


@lru_cache(maxsize=16)
def _digits_in(secrets: tuple[Secret, ...]) -> str:
    """Return the digits of secrets: a postal code may stand in the street, too."""
    texts = (text for one in secrets for text in (one.postcode, one.street))
    return " ".join("".join(filter(str.isdigit, text)) for text in texts)


@lru_cache(maxsize=16)
def _seeker(secrets: tuple[Secret, ...], postcodes: frozenset[str]) -> Seeker:
    return Seeker(secrets, postcodes)


@lru_cache(maxsize=16_384)
def _found(seeker: Seeker, text: str) -> tuple[Find, ...]:
    """Return what is found in a text that may stand in document after document."""
    return tuple(seeker.find(text))


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for words as they are printed: other spaces, dashes and quotation marks than they were typed."""
    if not seen(words):
        return re.compile(r"(?!)")
    shown = re.escape(seen(words)).replace(r"\ ", r"\s+")
    shown = re.sub(rf"\\?[{IN_DASHES}]", lambda _: f"[{IN_DASHES}]", shown)
    return re.compile(re.sub(f"[{_QUOTES}]", f"[{_QUOTES}]", shown), re.IGNORECASE)


def _within(patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> bool:
    return any(
        match.start() <= start and end <= match.end() for pattern in patterns for match in pattern.finditer(text)
    )


def _word(text: str, judged: re.Match[str]) -> bool:
    """Whether there is any word in a text, or in the name of a file, beside the judged ones."""
    beside = text[: judged.start()], text[judged.end() :]
    return any(map(str.isalnum, "".join(_OF_A_FILE.sub("", one) for one in beside)))


def _is_more_than_a_number(text: str) -> bool:
    return any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) >= _FEW_DIGITS
