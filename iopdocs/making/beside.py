"""The other agreements of the workspace between the same parties: what they come to is counted together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from iopdocs.classes import dataclass
from iopdocs.deadlines import period_on
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.circumstances import earlier_or_parallel, public_money
from iopdocs.model.party import Party
from iopdocs.workspace import Loaded, Workspace

#: The parties on either side, each by what it is known by.
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Running:
    """What an agreement about public money is to others: whose it is, when it runs, and what it replaces."""

    id: str
    replaces: str | None
    first: date | None
    end: date | None
    pairs: tuple[_Pair, ...]

    @classmethod
    def of(cls, agreement: Agreement | None, day: date) -> Running | None:
        """Return it of an agreement; None when that says nothing of public money."""
        if agreement is None or public_money(agreement) is None:
            return None
        first = agreement.term.start if agreement.term else None
        pairs = tuple((_key(a), _key(b)) for a, b in _pairs(agreement))
        return cls(agreement.id, agreement.replaces, first, period_on(agreement, day).end, pairs)

    def overlaps(self, other: Running) -> bool:
        """Whether two agreements run at the same time, as far as their days are known."""
        if self.first is None or other.first is None:
            return False
        return self.first <= (other.end or date.max) and other.first <= (self.end or date.max)


@dataclass(frozen=True)
class AgreementsBeside:
    """The agreements of a workspace that have public money, in the order of their files, found by their parties."""

    running: Sequence[Running]

    @cached_property
    def _by_pair(self) -> dict[_Pair, list[int]]:
        found: dict[_Pair, list[int]] = {}
        for place, one in enumerate(self.running):
            for pair in dict.fromkeys(one.pairs):
                found.setdefault(pair, []).append(place)
        return found

    def of(self, own: Running) -> Iterator[tuple[Running, _Pair]]:
        """Yield the agreements that run beside one, each with the first of their parties that they share."""
        near = {place for pair in own.pairs for place in self._by_pair.get(pair, ())}
        for other in map(self.running.__getitem__, sorted(near)):
            follows = other.replaces == own.id or own.replaces == other.id
            if other.id != own.id and not follows and own.overlaps(other):
                yield other, next(pair for pair in other.pairs if pair in own.pairs)

    def told(self, workspace: Workspace, loaded: Loaded, day: date) -> list[Problem]:
        """Return what to say of agreements that run beside one, when its own file says nothing of any other."""
        agreement, own = loaded.agreement, asking(loaded.agreement, day)
        if agreement is None or own is None:
            return []
        called = {(_key(a), _key(b)): f"{a.called} och {b.called}" for a, b in _pairs(agreement)}
        case = workspace.case(loaded, agreement, day)
        found = [
            case.problem(
                ("parter",),
                f"{called[pair]} har också avtalet {other.id}, som gäller under samma tid.",
                "Gränserna för upphandling och stöd av mindre betydelse gäller summan. Räkna samman dem, och skriv det "
                "andra avtalet under relation, angränsande_avtal.",
                code="avtal-bredvid",
                severity=Severity.NOTE,
                about=(),
            )
            for other, pair in self.of(own)
        ]
        return workspace.watch.discreet(found, loaded.source, case.guard)


def asking(agreement: Agreement | None, day: date) -> Running | None:
    """Return an agreement that has public money and says nothing of any other; None of all others."""
    return Running.of(agreement, day) if agreement is not None and earlier_or_parallel(agreement) is None else None


def _pairs(agreement: Agreement) -> Iterator[tuple[Party, Party]]:
    return ((a, b) for a in agreement.public_parties for b in agreement.nonprofit_parties if _key(a) and _key(b))


def _key(party: Party) -> str:
    return party.orgnr or " ".join((party.name or "").casefold().split())
