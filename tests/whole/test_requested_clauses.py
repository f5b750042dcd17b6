"""A clause that an agreement asks for, without the facts it lists, has a gap where the list would stand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from benchmarks.samples.documents import AGREEMENT, make, workspace
from iopdocs.conversion.text import to_text
from iopdocs.library.clauses import Clause
from iopdocs.model import Agreement

PARTIES = [{"id": "p1", "typ": "kommun", "namn": "Exempelby kommun"}, {"id": "p2", "typ": "förening", "namn": "Provet"}]
BASE = {"id": "prov", "dokumentnamn": "avtal", "parter": PARTIES, "avtalstid": {"från": "2026-01-01"}}
LIBRARY = workspace().clauses.clauses


def lines(data: dict[str, Any]) -> list[str]:
    """Return the lines of the agreement's document; a list item begins with its sign."""
    made = make(Agreement.model_validate(data), AGREEMENT, date(2026, 1, 1))
    return [line.strip() for line in to_text(made.data).decode().splitlines() if line.strip()]


def lists(clause: Clause) -> bool:
    """Whether a clause lists something of the agreement that it says it needs."""
    return any(
        re.search(rf"\bin {re.escape(path)}\b", version.text)
        for path in clause.needs
        for version in clause.versions
        if path.startswith("avtal.")
    )


LISTING = sorted(name for name, clause in LIBRARY.items() if lists(clause))


def test_there_are_such_clauses() -> None:
    assert {"omforhandling", "styrdokument", "rapporter", "vardegrund"} <= set(LISTING)


@pytest.mark.parametrize("name", LISTING)
def test_a_list_that_is_not_there_is_a_gap(name: str) -> None:
    without = lines(BASE)
    asked = lines(BASE | {"klausuler": {"med": [name]}})
    new = [line for line in asked if line not in without]
    assert any("[saknas: " in line for line in (new or asked)), new
    for line, following in zip(asked, [*asked[1:], ""], strict=True):
        assert not line.endswith(":") or following.startswith(("•", "[", "–")), (line, following)
