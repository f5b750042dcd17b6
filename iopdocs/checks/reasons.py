"""A reason that is given on the command line and kept in a receipt: it must not say what no document may say."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen


def in_a_reason(case: Case, reason: str) -> Iterator[Problem]:
    """Refuse a reason with what may be a personnummer or something protected: it is looked through as a text."""
    if case.guard.finds(reason) or personnummer.find(seen(reason)):
        yield Problem(
            "skälet kan innehålla ett personnummer eller något skyddat",
            case.source.file,
            hint="Skriv skälet utan siffror och platser som pekar ut någon. Det sparas i kvittot.",
            code="skäl-röjer",
        )
