"""What is told of a payment plan that does not add up: which line, which year, how much."""

from __future__ import annotations

import pytest

from tests.checks_data import found

MONEY = """
avtalstid: {från: 2024-01-01, till: 2025-12-31}
ekonomi:
  komponenter:
    - {benämning: Drift, %s, betalare: kommunen, mottagare: jouren}
  utbetalning:
"""
PER_YEAR, ONCE = "slag: per år, belopp: 100 000", "slag: totalt, belopp: 100 000"


@pytest.mark.parametrize(
    ("kind", "plan", "said"),
    [
        (
            PER_YEAR,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 90 000}, {datum: 2025-06-01, belopp: 100 000}]",
            "Delbetalningarna för 2024 går inte ihop med beloppet 100 000 kronor: 10 000 kronor saknas.",
        ),
        (
            PER_YEAR,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 100 000}, {datum: 2025-06-01, belopp: 100 001}]",
            "Delbetalningarna för 2025 går inte ihop med beloppet 100 000 kronor: 1 krona för mycket.",
        ),
        (
            ONCE,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 90 000}]",
            "Delbetalningarna går inte ihop med beloppet 100 000 kronor: 10 000 kronor saknas.",
        ),
    ],
)
def test_instalments_that_miss_the_amount_tell_the_year_and_by_how_much(kind: str, plan: str, said: str) -> None:
    (problem,) = found(f"{MONEY % kind}{plan}", "delbetalningar-summa")
    assert problem.message == said
    assert problem.where == "ekonomi.utbetalning.delbetalningar"
    assert problem.line


THIRDS = "[{datum: 2024-03-01, andel: 25}, {datum: 2024-06-01, andel: 25}, {datum: 2024-09-01, andel: 50}]"


@pytest.mark.parametrize(
    ("kind", "years", "time"),
    [
        ("slag: per år, belopp: 100 001", ("till: 2025", "till: 2024"), " för 2024"),
        ("slag: totalt, belopp: 100 001", ("till: 2025", "till: 2025"), ""),
    ],
)
def test_what_does_not_divide_evenly_tells_the_year_when_there_is_one(
    kind: str, years: tuple[str, str], time: str
) -> None:
    # A total that belongs to no year of several is divided as a whole; what is for one year, within that.
    (problem,) = found(f"{MONEY % kind}    delbetalningar: {THIRDS}".replace(*years), "utbetalning-rest")
    assert problem.message == (
        f"100 001 kronor{time} går inte jämnt upp i 3 utbetalningar, och det framgår inte vilken som tar resten."
    )
    assert problem.where == "ekonomi.utbetalning.rest"
