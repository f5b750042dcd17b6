"""What a change of law touches, on one web page. It fetches nothing, and holds no words of the agreements' authors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iopdocs.classes import dataclass
from iopdocs.output import ROOM, with_seal
from iopdocs.overview.drawn import template

TEMPLATE = "impact.html"


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One change, and where what it changes is cited."""

    where: str
    day: date
    cited: str
    happening: str
    instead: str


@dataclass(frozen=True, slots=True)
class ImpactTable:
    """One agreement: what it is called, who must act by when, and the changes that touch it.

    ``draft`` is a draft of the additions that would mend it, as YAML for its file; nothing when none is wanted.
    """

    name: str
    file: str
    deadline: str
    rows: tuple[ImpactRow, ...]
    draft: str = ""


def impact_page(first: date, last: date, agreements: Sequence[ImpactTable], clauses: Sequence[ImpactRow]) -> bytes:
    """Return the page in Swedish, as UTF-8, sealed as the page of ``status`` is."""
    made = template(TEMPLATE).render(
        seal=f"sha256:{ROOM}", first=first, last=last, agreements=agreements, clauses=clauses
    )
    return with_seal(made.encode())
