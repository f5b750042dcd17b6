"""A reason that is given on the command line and kept in a receipt: it must not say what no document may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iopdocs.checks import privacy
from iopdocs.checks.case import Case
from iopdocs.errors import Problem
from iopdocs.reading import Source

_KEY = "skäl"


def in_a_reason(case: Case, reason: str) -> Iterator[Problem]:
    """Refuse a reason with what may be a personnummer or a protected address: it is looked through as a text."""
    said = replace(case, source=Source(case.source.file, {_KEY: reason}))
    if [*privacy.personnummer_in_texts(said), *privacy.protected_addresses(said)]:
        yield Problem(
            "skälet kan innehålla ett personnummer eller en skyddad adress",
            case.source.file,
            hint="Skriv skälet utan siffror och platser som pekar ut någon. Det sparas i kvittot.",
            code="skäl-röjer",
        )
