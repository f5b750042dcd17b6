"""What an agreement that replaces another one tells of it: a few facts, and none that a party keeps hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.consolidation import consolidated
from iopdocs.economy import budget, last_day
from iopdocs.model import Agreement


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The agreement that another one replaces (``ersätter``), as far as its file says; ``total`` is kronor in all.

    ``end`` is the last day with the extensions that were agreed, or by notice; ``total`` is what it came to with the
    changes that were, None when that cannot be told. ``digest`` is the hash of its file.
    """

    id: str
    digest: str = ""
    name: str | None = None
    case_number: str | None = None
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    parties: tuple[str, ...] = ()
    total: Decimal | None = None


def predecessor_of(agreement: Agreement, digest: str, hides: Callable[[str], bool]) -> Predecessor:
    """Return what is told of an agreement that has been replaced; ``hides`` says of a text that it must not be told."""

    def told(text: str | None) -> str | None:
        return None if text is None or hides(text) else text

    standing = consolidated(agreement, date.max)
    term, notice = standing.agreement.term, agreement.termination
    ends = [day for day in (last_day(term) if term else None, notice.last_day if notice else None) if day]
    names = [told(party.name) for party in standing.agreement.parties]
    changes = [change for one in standing.later if one.agreed for change in one.revision.amounts]
    whole = all(map(standing.has, changes)) and standing.agreement.economy is not None
    return Predecessor(
        agreement.id,
        digest,
        name=told(agreement.document_name),
        case_number=told(agreement.case_number),
        signed=agreement.signed,
        start=term.start if term else None,
        end=min(ends, default=None),
        # A list with a name left out would say that the others were all there were.
        parties=tuple(name for name in names if name) if all(names) else (),
        total=budget(standing.agreement).total if whole else None,
    )
