"""Looking for everything that is protected in a text, all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain

from iopdocs.protection.digits import Phones, Postcodes
from iopdocs.protection.find import Find
from iopdocs.protection.folding import letters, paired
from iopdocs.protection.index import Index
from iopdocs.protection.judging import judged
from iopdocs.protection.literals import Literal, Person
from iopdocs.protection.names import Names
from iopdocs.protection.places import NamedPlace, Reading, core, read, swapped
from iopdocs.protection.secret import Secret
from iopdocs.protection.slips import Slips
from iopdocs.protection.view import FoldedText, views
from iopdocs.protection.words import SHARED_HOSTS
from iopdocs.swedish.personnummer import Certainty


class Seeker:
    """Looks for all secrets of a case at once; postcodes that others have openly are only possible finds."""

    def __init__(self, secrets: Iterable[Secret], public_postcodes: frozenset[str] = frozenset()) -> None:
        self._secrets = tuple(dict.fromkeys(secrets))
        self._public = public_postcodes

    def find(self, text: str) -> list[Find]:
        """Return where something protected stands in a text or may stand, in order."""
        if not self._secrets:
            return []
        seen = dict.fromkeys(chain.from_iterable(map(self._finds, views(text))))
        return _widest([replace(one, literal=True) if self._as_told(text, one) else one for one in seen])

    def unsearchable(self) -> list[Secret]:
        """Return the secrets of which nothing can be searched for, or nothing of the street that is given."""
        pairs = zip(self._secrets, self._readings, strict=True)
        return [secret for secret, reading in pairs if not _searchable(secret, reading)]

    def _finds(self, view: FoldedText) -> Iterator[Find]:
        yield from self._index.finds(view)
        if not view.pairs:
            yield from self._postcodes.find(view)
            yield from self._phones.find(view)
            yield from self._slips.find(view)

    def _as_told(self, text: str, find: Find) -> bool:
        told = _told(text[find.start : find.end])
        return find.certainty is Certainty.CERTAIN and (told in self._literals or told[:-1] in self._literals)

    @cached_property
    def _readings(self) -> list[Reading]:
        return [read(one.street) for one in self._secrets]

    @cached_property
    def _postcodes(self) -> Postcodes:
        codes = [code for one in self._readings for code in one.postcodes]
        return Postcodes([*codes, *(one.postcode for one in self._secrets if one.postcode)], self._public)

    @cached_property
    def _phones(self) -> Phones:
        return Phones(number for one in self._secrets for number in one.phones)

    @cached_property
    def _literals(self) -> frozenset[str]:
        """What is given of streets, each as it stands but for case, spaces and dots."""
        parts = [_told(part) for one in self._readings for part in one.literals]
        places = [_told(_shown(place, place.words)) for one in self._readings for place in one.places]
        return frozenset(filter(None, (*parts, *places)))

    @cached_property
    def _names(self) -> Names:
        names = Names()
        for secret, reading in zip(self._secrets, self._readings, strict=True):
            for place in reading.places:
                names.add(place, secret.place)
        return names

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._names)

    @cached_property
    def _index(self) -> Index:
        judges: dict[str, list[Callable[[FoldedText, int, int], Find | None]]] = {}
        for secret, reading in zip(self._secrets, self._readings, strict=True):
            towns = tuple(letters(town) for town in (secret.place, *reading.towns) if town)
            for name in dict.fromkeys(chain.from_iterable(map(swapped, reading.people))):
                judges.setdefault(letters(name), []).append(Person(name, towns).judge)
        for literal in dict.fromkeys(chain.from_iterable(map(_literals, self._secrets, self._readings))):
            judges.setdefault(literal.key, []).append(literal.judge)
        for key, forms in self._names.forms.items():
            judges.setdefault(key, []).extend(partial(judged, form) for form in forms)
        for key in list(judges):
            if (joined := paired(key)) != key:
                judges.setdefault(joined, []).extend(one for one in judges[key])
        judges.pop("", None)
        return Index(judges)


def _literals(secret: Secret, reading: Reading) -> Iterator[Literal]:
    """Yield what is looked for as it stands: what no name and number is, and addresses of web and e-mail."""
    simple = {_told(_shown(place, core(place.words))) for place in reading.places}
    for part in reading.literals:
        if _told(part) not in simple:
            yield Literal(part, "gatuadress", Certainty.CERTAIN)
    for place in reading.places:
        if any(sign.isdigit() for word in place.words for sign in word):
            yield Literal(_shown(place, core(place.words)), "gatuadress", Certainty.CERTAIN)
            if not place.words[-1].isdigit():
                yield Literal(" ".join(core(place.words)), "gata", Certainty.POSSIBLE)
    for web in secret.webs:
        host, _, path = _bare(web).partition("/")
        yield Literal(_bare(web), "webbadress", Certainty.CERTAIN, address=True)
        if path and host not in SHARED_HOSTS:
            yield Literal(host, "webbadress", Certainty.POSSIBLE, address=True)
    for e_mail in secret.e_mails:
        yield Literal(e_mail, "e-postadress", Certainty.CERTAIN, address=True)


def _bare(web: str) -> str:
    """Return a web address without what all of them have."""
    return web.casefold().partition("://")[2].removeprefix("www.").rstrip("/") or web.casefold().removeprefix("www.")


def _shown(place: NamedPlace, words: tuple[str, ...]) -> str:
    """Return words of a place's name with its number, as they would be written."""
    if place.number is None:
        return " ".join(place.words)
    first, last = place.number.first, place.number.last
    number = place.number.estate or (str(first) if first == last else f"{first}-{last}")
    return f"{' '.join(words)} {number}"


def _told(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _searchable(secret: Secret, reading: Reading) -> bool:
    if secret.street and not (reading.places or reading.literals):
        return False
    others = (secret.postcode, reading.postcodes, secret.phones, secret.webs, secret.e_mails)
    return bool(reading.places) or any(others)


def _widest(finds: list[Find]) -> list[Find]:
    """Return the finds in order, without those inside another that is as sure."""
    kept: list[Find] = []
    for one in sorted(finds, key=lambda find: (find.start, -find.end, find.certainty is not Certainty.CERTAIN)):
        if not any(_covers(other, one) for other in kept[-3:]):
            kept.append(one)
    return kept


def _covers(other: Find, one: Find) -> bool:
    surer = other.certainty is Certainty.CERTAIN or one.certainty is Certainty.POSSIBLE
    return other.start <= one.start and one.end <= other.end and surer and (other.literal or not one.literal)
