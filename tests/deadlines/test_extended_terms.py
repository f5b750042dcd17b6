"""Prolongations that are written in another order than they came."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.deadlines import period_on
from tests.words import agreement

FIRST = "{status: undertecknat, undertecknat: 2024-12-01, från: 2025-01-01, till: 2025-12-31}"
SECOND = "{status: undertecknat, undertecknat: 2025-12-01, från: 2026-01-01, till: 2026-12-31}"


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)], ids=["as they came", "the last first"])
@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2024, 11, 30), date(2024, 12, 31)),
        (date(2024, 12, 1), date(2025, 12, 31)),
        (date(2025, 11, 30), date(2025, 12, 31)),
        (date(2025, 12, 1), date(2026, 12, 31)),
    ],
)
def test_the_last_prolongation_that_is_signed_decides_the_end(order: tuple[str, str], on: date, end: date) -> None:
    data = agreement(f"avtalstid: {{från: 2022-01-01, till: 2024-12-31}}\nförlängningar: [{', '.join(order)}]\n")
    assert period_on(data, on).end == end
