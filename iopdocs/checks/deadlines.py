"""Days that have come or are near, as of the day asked about."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.deadlines import end_of, last_day_of_notice, shift
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.lengths import Length
from iopdocs.model.terms import Prolongation

#: How long before the last day of notice it is told, when the house has no rule of its own.
AHEAD = Length(6, "månad")


def coming_days(case: Case) -> Iterator[Problem]:
    """Tell that an agreement has ended, or that the last day for word on its prolongation has passed or is near."""
    agreement = case.agreement.as_extended(case.day)
    end, prolongation = end_of(agreement.term), agreement.prolongation
    if end is not None and end < case.day:
        by_itself = prolongation is not None and prolongation.kind == "automatisk"
        yield case.problem(
            ("avtalstid",),
            f"Avtalstiden gick ut {end}{', men avtalet kan ha förlängts automatiskt' if by_itself else ''}.",
            "Kontrollera om avtalet har sagts upp, förlängts eller ersatts av ett nytt.",
            code="avtalet-slut",
        )
        return
    if prolongation is not None and prolongation.kind != "ingen":
        yield from _word_on_prolongation(case, agreement, prolongation)


def _word_on_prolongation(case: Case, agreement: Agreement, prolongation: Prolongation) -> Iterator[Problem]:
    """Tell of the last day for word; where only notice has a day, it is what stops an automatic prolongation."""
    notice, by_itself = last_day_of_notice(agreement), prolongation.kind == "automatisk"
    if notice is None or not (prolongation.notice or by_itself):
        return
    what = "besked om förlängning" if prolongation.notice else "uppsägning före förlängningen"
    if notice < case.day:
        done = "lämnat besked" if prolongation.notice else "sagt upp det"
        so = f" och förlängs sedan automatiskt om ingen har {done}" if by_itself else ""
        yield case.problem(
            ("förlängning",),
            f"Sista dagen för {what} var {notice}. Avtalet gäller till {end_of(agreement.term)}{so}.",
            "Kontrollera vad parterna har kommit överens om.",
            code="besked-passerat",
        )
    elif notice <= shift(case.day, case.rules.ahead or AHEAD):
        yield case.problem(
            ("förlängning",),
            f"Sista dagen för {what} är {notice}.",
            "Ta upp frågan i styrgruppen i god tid.",
            code="besked-nära",
            severity=Severity.NOTE,
        )
