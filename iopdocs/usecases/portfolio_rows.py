"""The rows of the portfolio: what stands of each agreement, what a search finds, and what rows sum to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.overview import Row, Urgency, in_words
from iopdocs.swedish import money
from iopdocs.swedish.alphabet import alphabetical


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One agreement. ``key`` is its file's, or empty where that has no page.

    ``this_year`` and ``in_all`` are what stands in the table, ``amount`` what is summed: None when it is not known.
    """

    key: str
    id: str
    name: str
    file: str
    parties: tuple[str, ...]
    state: str
    start: str
    end: str
    this_year: str
    in_all: str
    amount: Decimal | None
    until: date | None
    counted: bool
    next: Row | None
    missing: tuple[str, ...]
    faults: int

    @property
    def when(self) -> str:
        """When the next day comes, in words."""
        return in_words(self.next.days) if self.next else "–"

    @property
    def period(self) -> str:
        """The period in words."""
        return f"{self.start} – {self.end}" if self.start or self.end else "okänd"

    @property
    def urgency(self) -> Urgency:
        """How urgent it is; an agreement with no day to watch comes last."""
        return self.next.urgency if self.next else Urgency.LATER

    def by(self, order: str) -> tuple[Any, ...]:
        """Return what the row is sorted by; what is not known comes last."""
        following = (self.next.day or date.max) if self.next else date.max
        keys: dict[str, tuple[Any, ...]] = {
            "namn": (alphabetical(self.name),),
            "parter": (not self.parties, [alphabetical(one) for one in self.parties]),
            "slut": (self.until or date.max,),
            "belopp": (self.amount is None, -(self.amount or 0)),
            "läge": (self.state,),
            "saknas": (-len(self.missing),),
            "fel": (-self.faults,),
        }
        return (*keys.get(order, ()), self.urgency, following, self.id)

    def is_one(self, which: str) -> bool:
        """Whether the row is one that a filter leaves."""
        found = {"nära": self.urgency < Urgency.LATER, "saknas": bool(self.missing), "fel": self.faults > 0}
        return found.get(which, True)

    def says(self, words: str) -> bool:
        """Whether every word of a search stands somewhere in the row."""
        text = " ".join((self.id, self.name, self.file, *self.parties, self.state)).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Sums:
    """What the agreements that run come to this year: those with an exact amount, and how many there is none of."""

    amount: Decimal
    counted: int
    unknown: tuple[PortfolioRow, ...]

    @property
    def text(self) -> str:
        """The sum in kronor."""
        return money.format(self.amount)


@dataclass(frozen=True, slots=True)
class InKronor:
    """Some agreements in the report: what they have in common, how many, and what the known amounts come to."""

    name: str
    count: int
    amount: Decimal
    unknown: int

    @classmethod
    def of(cls, name: str, rows: Sequence[PortfolioRow]) -> InKronor:
        """Return the sum of some rows."""
        known = [row.amount for row in rows if row.amount is not None]
        return cls(name, len(rows), sum(known, Decimal(0)), len(rows) - len(known))

    @property
    def text(self) -> str:
        """The sum in kronor."""
        return money.format(self.amount)
