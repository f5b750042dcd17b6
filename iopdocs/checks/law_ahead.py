"""Law that is cited as of one day and ends, or is changed, before what is agreed begins or while it runs.

An agreement has a day whose law it follows, a first day and a last day; so has each extension. What is cited is looked
at from the first of them to the last, extensions that are decided on or signed among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from iopdocs.checks.case import Case
from iopdocs.classes import dataclass
from iopdocs.errors import Problem, Severity
from iopdocs.laws.act import Provision
from iopdocs.laws.lagrum import plain
from iopdocs.model import Agreement
from iopdocs.model.revision import Extension
from iopdocs.reading import KeyPath

ENDS_BEFORE, ENDS_WITHIN = "lagrum-upphör-före-start", "lagrum-upphör-under-tiden"
CHANGES_BEFORE, CHANGES_WITHIN = "lagrum-ändras-före-start", "lagrum-ändras-under-tiden"
_DAY = timedelta(days=1)
_FROM_START = "Skriv lagrum_från_start: ja om lagen den dagen ska gälla, eller hänvisa till den nya bestämmelsen."


@dataclass(frozen=True, slots=True)
class Span:
    """The day whose law is followed, and the first and the last day of what is agreed: *avtalet*, *förlängningen*."""

    called: str
    law_day: date
    start: date | None
    end: date | None
    hint: str = _FROM_START


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens to cited law: ``day`` is its last day when it ends, else the first with the changed wording."""

    ends: bool
    day: date
    by: str = ""


def happenings(provisions: Iterable[Provision], after: date) -> Iterator[Coming]:
    """Yield what happens to provisions in force on a day after that day, each thing once."""
    found: dict[Coming, None] = {}
    for provision in provisions:
        if after not in provision.period:
            continue
        for change in provision.amendments:
            if change.first > after:
                found[Coming(ends=False, day=change.first, by=change.by or "")] = None
        if provision.period.last:
            found[Coming(ends=True, day=provision.period.last)] = None
    yield from found


def ahead(case: Case, path: KeyPath, cited: str, coming: Coming, span: Span) -> Iterator[Problem]:
    """Yield what there is to say of one thing that happens to what is cited; ``cited`` is a noun phrase."""
    cited = plain(cited)
    # A last day is the day before the first without it.
    day = coming.day + _DAY if coming.ends else coming.day
    told = f"{cited} upphör {coming.day}" if coming.ends else f"{cited} ändras {coming.day}{_by(coming)}"
    if span.start and day <= span.start:
        yield case.problem(
            path,
            f"{told}, innan {span.called} börjar {span.start}.",
            span.hint if coming.ends else "Läs den lydelse som gäller från den dagen innan handlingen undertecknas.",
            code=ENDS_BEFORE if coming.ends else CHANGES_BEFORE,
            severity=Severity.WARNING if coming.ends else Severity.NOTE,
        )
    elif span.start and (span.end is None or day <= span.end):
        yield case.problem(
            path,
            f"{told}, medan {span.called} gäller.",
            f"iopdocs impact --from {day} --to {day} visar vad det rör, och vad som kommer i stället.",
            code=ENDS_WITHIN if coming.ends else CHANGES_WITHIN,
            severity=Severity.NOTE,
        )


def span_of(agreement: Agreement) -> Span | None:
    """Return the days of the agreement with what is decided or signed of its extensions; None without a law day."""
    day, term = agreement.law_day, agreement.term
    if day is None or term is None:
        return None
    later = [one.end for one in agreement.extensions if one.end and is_decided(one)]
    end = None if term.open_ended else max([*later, *([term.end] if term.end else [])], default=None)
    return Span("avtalet", day, term.start, end)


def prolonged(agreement: Agreement) -> Sequence[tuple[int, Span]]:
    """Return, with its place, each extension that nobody has signed: it carries on what the agreement cites."""
    day = agreement.law_day
    hint = "Skriv de nya hänvisningarna under ändringar i förlängningen; iopdocs impact --draft ger ett förslag."
    return [
        (number, Span("förlängningen", day, one.start, one.end, hint))
        for number, one in enumerate(agreement.extensions)
        if day and one.start and not one.is_signed
    ]


def is_decided(extension: Extension) -> bool:
    """Whether an extension is decided on or signed, and not only proposed."""
    return extension.is_signed or extension.status == "beslutat"


def _by(coming: Coming) -> str:
    return f" genom {coming.by}" if coming.by else ""
