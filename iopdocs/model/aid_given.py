"""De minimis aid of several agreements by who gets it: what one undertaking is given is counted together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from iopdocs.classes import dataclass
from iopdocs.model.agreement import Agreement
from iopdocs.model.papers import Aid

_NUMBER = re.compile(r"\b\d{6}-?\d{4}\b")


@dataclass(frozen=True)
class AidGiven:
    """One aid of an agreement: who gets it, when, under which regulation, and how much in euro, as far as is known.

    ``place`` is its number in that agreement, from 0, and ``recipient`` the id of the party there. ``number`` is the
    recipient's organisation number; ``names`` are its names, folded, and ``others`` the names and numbers of those that
    count as one undertaking with it. ``chain`` are the agreement and what it replaces.
    """

    agreement: str
    place: int
    giver: str
    recipient: str
    number: str
    names: frozenset[str]
    others: frozenset[str]
    day: date | None
    regulation: str
    euro: Decimal | None
    chain: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name and number of the undertaking."""
        return self.names | self.others | ({self.number} - {""})

    def shares(self, other: AidGiven) -> bool:
        """Whether two aids go to one undertaking. Two that share a name but not a number are two."""
        alike = self.known & other.known
        if alike <= self.names & other.names and self.number and other.number:
            return self.number == other.number
        return bool(alike) or bool(self.recipient and self._here == other._here)

    @property
    def _here(self) -> tuple[str, str]:
        return self.agreement, self.recipient


def given(agreement: Agreement) -> Iterator[AidGiven]:
    """Yield the aid of an agreement, also that of which little is known."""
    chain = frozenset(name for name in (agreement.id, agreement.replaces) if name)
    for place, one in enumerate(agreement.aid):
        party, giver = agreement.party(one.recipient), agreement.party(one.giver)
        names = (party.name, *party.spellings) if party else ()
        yield AidGiven(
            agreement=agreement.id,
            place=place,
            recipient=one.recipient or "",
            giver=(giver and (giver.orgnr or folded(giver.name or ""))) or "",
            number=(party and party.orgnr) or "",
            names=frozenset(filter(None, (folded(name) for name in names if name))),
            others=frozenset(_others(one)),
            day=one.granted,
            regulation=one.regulation or "",
            euro=one.euro,
            chain=chain,
        )


def to_the_same(aid: AidGiven, others: Iterable[AidGiven]) -> list[AidGiven]:
    """Return those of the others that go to the same undertaking, also by way of each other, in their order."""
    left, found, reached = list(others), list[AidGiven](), [aid]
    while reached:
        near = [one for one in left if any(one.shares(each) for each in reached)]
        left = [one for one in left if one not in near]
        found, reached = [*found, *near], near
    return found


def folded(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.casefold().split())


def _others(one: Aid) -> Iterator[str]:
    for text in one.undertaking:
        numbers = (number.replace("-", "") for number in _NUMBER.findall(text))
        yield from filter(None, (*numbers, folded(_NUMBER.sub("", text)).strip(" ,;()")))
