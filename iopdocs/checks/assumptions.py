"""What the data says though its source does not."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case, path_of
from iopdocs.errors import Problem

ASSUMPTION = "antagande"


def assumptions(case: Case) -> Iterator[Problem]:
    """Warn of each fact that is assumed and has to be confirmed before a final document."""
    for number, assumed in enumerate(case.agreement.assumptions):
        yield case.problem(
            ("antaganden", number),
            f"{f'Uppgiften {assumed.field}' if assumed.field else 'En uppgift'} är antagen och stoppar en slutlig "
            f"version: {assumed.reason or 'varför framgår inte.'}",
            "Bekräfta uppgiften och ta sedan bort posten ur antaganden.",
            code=ASSUMPTION,
            about=path_of(assumed.field) if assumed.field else None,
        )
