"""How long a processor goes on is what the data says: until a day, as long as the agreement, or a gap."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.samples.documents import make, plain, text_of
from iopdocs.model import Agreement

PARTIES = [
    {"id": "kommunen", "roll": "offentlig", "namn": "Exempelby kommun"},
    {"id": "jouren", "roll": "idéburen", "namn": "Exempeljouren"},
]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"till": "2026-12-31"}, "Behandlingen pågår: 1 januari–31 december 2026"),
        (
            {"hela_avtalstiden": "ja"},
            "Behandlingen pågår: från och med den 1 januari 2026 och så länge överenskommelsen gäller",
        ),
        ({}, "behandlingens sista dag"),
    ],
)
def test_the_end_of_a_processing_is_as_stated(stated: dict[str, str], said: str) -> None:
    processing = {"ansvarig": "kommunen", "biträde": "jouren", "från": "2026-01-01", **stated}
    agreement = Agreement.model_validate(
        {
            "id": "exempel-2026",
            "dokumentnamn": "överenskommelse",
            "parter": PARTIES,
            "personuppgiftsbiträden": [processing],
        }
    )
    text = plain(text_of(make(agreement, "personuppgiftsbitradesavtal", date(2026, 1, 1), item=0).data))
    line = next(line for line in text.splitlines() if line.startswith("Behandlingen pågår"))
    assert said in line
