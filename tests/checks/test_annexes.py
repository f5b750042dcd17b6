"""Papers beside the agreement contradict neither themselves nor the agreement."""

from __future__ import annotations

import pytest

from iopdocs.errors import Severity
from tests.support.checks_data import found

CODE = "bilaga-motsäger-sig"
PROCESSING = "personuppgiftsbiträden:\n  - {ansvarig: kommunen, biträde: jouren"


def test_a_processing_that_says_nothing_wrong_is_sound() -> None:
    assert not found(f"{PROCESSING}, från: 2024-01-01, undertecknat: 2023-12-20}}", CODE)
    assert not found("personuppgiftsbiträden:\n  - {ansvarig: kommunen}", CODE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "personuppgiftsbiträden:\n  - {ansvarig: jouren, biträde: jouren}",
            "”jouren” är både personuppgiftsansvarig och biträde åt sig själv.",
        ),
        (
            f"villkor: {{personuppgifter: gemensamt}}\n{PROCESSING}}}",
            "Avtalet säger under villkor att parternas roller är ”gemensamt”, men här är en part biträde åt en annan.",
        ),
        (
            f"{PROCESSING}, från: 2024-02-01, till: 2024-01-01}}",
            "Behandlingens sista dag, 2024-01-01, ligger före den första, 2024-02-01.",
        ),
        (
            f"{PROCESSING}, från: 2024-01-01, undertecknat: 2024-01-15}}",
            "Behandlingen börjar 2024-01-01, men biträdesavtalet är undertecknat först 2024-01-15.",
        ),
    ],
)
def test_a_processing_that_contradicts_is_refused(text: str, message: str) -> None:
    (problem,) = found(text, CODE)
    assert problem.message == message
    assert problem.severity is Severity.ERROR


def test_a_processor_that_is_no_party_is_told() -> None:
    (problem,) = found("personuppgiftsbiträden:\n  - {ansvarig: kommunen, biträde: leverantoren}", "okänd-hänvisning")
    assert problem.where == "personuppgiftsbiträden[1].biträde"


def test_who_signs_for_a_party_outside_the_paper_is_told() -> None:
    parties = (
        "parter:\n  - {id: a, roll: offentlig, namn: A}\n  - {id: b, roll: idéburen, namn: B}\n  - {id: c, namn: C}\n"
    )
    text = "personuppgiftsbiträden:\n  - {ansvarig: a, biträde: b, undertecknare: [{part: c, namn: Siw}]}"
    (problem,) = found(text, CODE, parties=parties)
    assert problem.message == "”c” ingår inte den här handlingen och ska inte skriva under den."
