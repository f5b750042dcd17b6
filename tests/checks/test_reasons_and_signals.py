"""A reason kept in a receipt says nothing that no document may say; risk signals are those of the day's own limits."""

from __future__ import annotations

import pytest

from iopdocs import checks
from tests.checks_data import FILE, PARTIES, case, found

HIDDEN = PARTIES.replace(
    "namn: Jouren",
    "adress: {gata: Gömgatan 12, postnummer: 987 69, ort: Gömda, skyddad: ja}\n    namn: Jouren",
)


@pytest.mark.parametrize(
    ("reason", "refused"),
    [
        ("Beslutat av nämnden 2024-02-01.", False),
        ("Gäller 670919-9530.", True),
        ("Boendet ligger på Gömgatan 12.", True),
        ("Boendet ligger på Vägen 12.", False),
    ],
)
def test_a_reason_that_gives_something_away_is_refused(reason: str, refused: bool) -> None:
    problems = list(checks.in_a_reason(case("", parties=HIDDEN), reason))
    assert [(one.code, one.file) for one in problems] == ([("skäl-röjer", FILE)] if refused else [])
    for one in problems:
        assert one.hint == "Skriv skälet utan siffror och platser som pekar ut någon. Det sparas i kvittot."
        assert "Gömgatan" not in one.message
        assert "9530" not in one.message


HIGH = """
avtalstid: {från: 2018-07-01, tills_vidare: ja}
undertecknat: %s
ekonomi:
  komponenter: [{benämning: Drift, slag: per år, belopp: %s, betalare: kommunen, mottagare: jouren}]
"""


@pytest.mark.parametrize(
    ("signed", "amount", "told"),
    [
        ("2018-06-01", "7 113 450", True),
        ("2018-06-01", "7 113 449", False),
        ("2020-06-01", "7 113 450", False),
        ("2020-06-01", "7 701 675", True),
    ],
)
def test_high_pay_is_measured_by_the_threshold_of_the_day(signed: str, amount: str, told: bool) -> None:
    problems = found(HIGH % (signed, amount), "K13")
    assert [problem.message for problem in problems] == (
        [
            "Flera tecken pekar tillsammans mot ett upphandlingspliktigt kontrakt: "
            f"ersättningen är {amount} kronor per år och avtalet gäller tills vidare."
        ]
        if told
        else []
    )
