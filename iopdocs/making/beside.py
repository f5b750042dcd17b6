"""The other agreements of the workspace between the same parties: what they come to is counted together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from iopdocs.deadlines import period_on
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.circumstances import earlier_or_parallel, public_money
from iopdocs.model.party import Party
from iopdocs.workspace import Loaded, Workspace


@dataclass(frozen=True)
class AgreementsBeside:
    """The agreements of a workspace by their parties. They are read when first asked for, and once.

    ``given`` are those that are looked among instead of the workspace's own.
    """

    workspace: Workspace
    day: date
    given: Sequence[Loaded] | None = None

    @cached_property
    def _agreements(self) -> list[Agreement]:
        loaded = self.given
        if loaded is None:
            loaded = [self.workspace.load(path) for path in self.workspace.agreement_files()]
        read = (one.agreement for one in loaded)
        return [one for one in read if one is not None and public_money(one) is not None]

    def told(self, loaded: Loaded) -> list[Problem]:
        """Return what to say of agreements that run beside one, when its own file says nothing of any other."""
        agreement = loaded.agreement
        if agreement is None or public_money(agreement) is None or earlier_or_parallel(agreement) is not None:
            return []
        case = self.workspace.case(loaded, agreement, self.day)
        found = [
            case.problem(
                ("parter",),
                f"{named} har också avtalet {other.id}, som gäller under samma tid.",
                "Gränserna för upphandling och stöd av mindre betydelse gäller summan. Räkna samman dem, och skriv det "
                "andra avtalet under relation, angränsande_avtal.",
                code="avtal-bredvid",
                severity=Severity.NOTE,
                about=(),
            )
            for other, named in self._beside(agreement)
        ]
        return self.workspace.watch.discreet(found, loaded.source, case.guard)

    def _beside(self, agreement: Agreement) -> Iterator[tuple[Agreement, str]]:
        own = {(_key(a), _key(b)): f"{a.called} och {b.called}" for a, b in _pairs(agreement)}
        for other in self._agreements:
            follows = other.replaces == agreement.id or agreement.replaces == other.id
            shared = [own[pair] for a, b in _pairs(other) if (pair := (_key(a), _key(b))) in own]
            if other.id != agreement.id and shared and not follows and self._overlap(agreement, other):
                yield other, shared[0]

    def _overlap(self, one: Agreement, other: Agreement) -> bool:
        """Whether two agreements run at the same time, as far as their days are known."""
        spans = [(each.term.start if each.term else None, period_on(each, self.day).end) for each in (one, other)]
        (first, end), (second, last) = spans
        if first is None or second is None:
            return False
        return first <= (last or date.max) and second <= (end or date.max)


def _pairs(agreement: Agreement) -> Iterator[tuple[Party, Party]]:
    return ((a, b) for a in agreement.public_parties for b in agreement.nonprofit_parties if _key(a) and _key(b))


def _key(party: Party) -> str:
    return party.orgnr or " ".join((party.name or "").casefold().split())
