"""What changes in the law between two days, as the act files tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from iopdocs.classes import dataclass
from iopdocs.laws.act import Provision
from iopdocs.laws.index import ActIndex, Reference, joined_references
from iopdocs.laws.lagrum import plain

_DAY = timedelta(days=1)

#: What happens to a provision: it ends, gets another number, has another wording, or begins.
Happening = Literal["upphör", "får annan beteckning", "ändras", "börjar gälla"]


@dataclass(frozen=True, slots=True)
class LawChange:
    """One thing that happens to a provision on a day; ``instead`` are the provisions that come after it."""

    day: date
    happening: Happening
    reference: Reference
    by: str = ""
    instead: tuple[Reference, ...] = ()

    @property
    def in_words(self) -> str:
        """The change on one line: the day, the provision, what happens to it and what to write instead."""
        by = f" genom {self.by}" if self.by else ""
        instead = f"; skriv {plain(joined_references(self.instead))}" if self.instead else ""
        return f"{self.day} {plain(self.reference.text)} {self.happening}{by}{instead}"


def changes(index: ActIndex, first: date, last: date) -> list[LawChange]:
    """Return what changes from one day to another, both included, by day and in the order of the acts."""
    every = (Reference(act, provision) for act in index.acts for provision in act.provisions)
    found = (change for reference in every for change in _changes_of(index, reference, first, last))
    return sorted(found, key=lambda change: change.day)


def _changes_of(index: ActIndex, reference: Reference, first: date, last: date) -> Iterator[LawChange]:
    """Yield what happens to one provision. What begins in the place of another is that one's change."""
    provision = reference.provision
    ended = provision.period.last + _DAY if provision.period.last else None
    if ended and first <= ended <= last:
        happening: Happening = "får annan beteckning" if provision.renumbered else "upphör"
        by = provision.repealed_by or ""
        yield LawChange(ended, happening, reference, by, index.follow((provision,), ended))
    for amendment in provision.amendments:
        if first <= amendment.first <= last:
            yield LawChange(amendment.first, "ändras", reference, amendment.by or "")
    begins = provision.period.first
    if first <= begins <= last and not index.predecessors(reference, begins - _DAY):
        yield LawChange(begins, "börjar gälla", reference)


def touching(found: Iterable[LawChange], cited: Iterable[Provision]) -> list[LawChange]:
    """Return the changes of provisions that are cited."""
    places = {id(one) for one in cited}
    return [change for change in found if id(change.reference.provision) in places]
