"""Is a release of its own about something that the agreement has?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.model.revision import Revision


def about_what(case: Case) -> Iterator[Problem]:
    """Say that a release names an addition or a prolongation that there is not, or nothing that it is about."""
    agreement = case.agreement
    for place, release in enumerate(agreement.releases):
        path = ("pressmeddelanden", place)
        for key, name, number, records in (
            ("tillägg", "tillägg", release.addition, agreement.additions),
            ("förlängning", "förlängningar", release.extension, agreement.extensions),
        ):
            if number is not None and not _has(records, number):
                yield case.problem(
                    (*path, key),
                    f"Avtalet har ingen post nummer {number} under {name}.",
                    "Skriv postens nummer, eller dess plats i listan.",
                    code="okänd-ändring",
                    severity=Severity.ERROR,
                )
        if release.addition is None and release.extension is None and release.event in {None, "avtal"}:
            yield case.problem(
                path,
                "Pressmeddelandet säger inte vad det handlar om, och blir samma nyhet som den under press.",
                "Skriv tillägg eller förlängning med ett nummer, eller händelse: förnyelse, uppföljning eller avslut.",
                code="pressmeddelande-om-vad",
            )


def _has(records: Sequence[Revision], number: int) -> bool:
    return any(one.number == number for one in records) or 0 < number <= len(records)
