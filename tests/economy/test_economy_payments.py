"""When the money is paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.economy import PaymentPlan, budget, payments
from iopdocs.errors import Severity
from tests.support.economy_data import agreement, amounts, per_year, percent, percents

ONE_YEAR = {"från": "2024-01-01", "till": "2024-12-31"}


def plan(*components: dict[str, str], term: dict[str, str] | None = None, **economy: Any) -> PaymentPlan:
    data = agreement(*components, term=ONE_YEAR if term is None else term, **economy)
    return payments(data, budget(data))


def paid(result: PaymentPlan) -> list[tuple[str, Decimal]]:
    return [(row.label.replace("\u00a0", " "), row.amount) for row in result.rows]


def by_date(*instalments: tuple[str, str], **more: str) -> dict[str, Any]:
    """Return dated payments: a day with kronor, or with a share that ends in %."""
    items = [{"datum": day, "andel" if part.endswith("%") else "belopp": part} for day, part in instalments]
    return {"delbetalningar": items} | more


def test_a_quarter_of_a_million_in_three_with_the_rest_on_the_last() -> None:
    result = plan(per_year(250_000), utbetalning={"regel": "tertial", "rest": "sista"})
    assert paid(result) == [("tertial 1 2024", 83_333), ("tertial 2 2024", 83_333), ("tertial 3 2024", 83_334)]
    assert result.problems == ()


def test_the_rest_may_be_on_the_first() -> None:
    result = plan(per_year("250 000,50"), utbetalning={"antal": "3", "rest": "första"})
    assert paid(result) == [
        ("utbetalning 1 av 3 2024", Decimal("83334.50")),
        ("utbetalning 2 av 3 2024", 83_333),
        ("utbetalning 3 av 3 2024", 83_333),
    ]


def test_a_rest_without_a_place_asks_and_makes_no_plan() -> None:
    result = plan(per_year(250_000), utbetalning={"antal": "3"})
    assert result.rows == ()
    assert [(each.where, each.severity) for each in result.problems] == [("ekonomi.utbetalning.rest", Severity.ERROR)]
    assert plan(per_year(250_000), utbetalning={"antal": "4"}).problems == ()


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        ("kvartal", [f"kvartal {number} 2024" for number in range(1, 5)]),
        ("halvår", ["halvår 1 2024", "halvår 2 2024"]),
        ("år", ["år 2024"]),
    ],
)
def test_rules_name_their_periods(rule: str, labels: list[str]) -> None:
    assert [label for label, _ in paid(plan(per_year(12), utbetalning={"regel": rule}))] == labels


def test_months_go_on_across_a_years_end() -> None:
    term = {"från": "2023-11-01", "till": "2024-02-29"}
    result = plan(per_year(120_000), term=term, delår="månader", utbetalning={"regel": "månad"})
    assert paid(result) == [
        ("november 2023", 10_000),
        ("december 2023", 10_000),
        ("januari 2024", 10_000),
        ("februari 2024", 10_000),
    ]


def test_a_rule_in_a_part_year_pays_for_the_periods_it_touches() -> None:
    term = {"från": "2024-05-01", "till": "2024-12-31"}
    result = plan(per_year(90_000), term=term, delår="månader", utbetalning={"regel": "kvartal"})
    assert paid(result) == [("kvartal 2 2024", 20_000), ("kvartal 3 2024", 20_000), ("kvartal 4 2024", 20_000)]


def test_the_number_may_be_another_in_a_later_year() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    payment = {"regel": "halvår", "andra_antal": [{"år": "2024", "antal": "1"}]}
    result = plan(per_year(100), term=term, utbetalning=payment)
    assert paid(result) == [("halvår 1 2023", 50), ("halvår 2 2023", 50), ("utbetalning 1 av 1 2024", 100)]


def test_dated_payments_by_amount_and_by_share_come_in_order_of_date() -> None:
    payment = by_date(("2024-09-01", "50 %"), ("2024-02-01", "40 000"), ("2024-06-01", "10 %"))
    assert paid(plan(per_year(100_000), utbetalning=payment)) == [
        ("1 februari 2024", 40_000),
        ("1 juni 2024", 10_000),
        ("1 september 2024", 50_000),
    ]


def test_shares_that_do_not_come_out_even_need_a_place_for_the_rest() -> None:
    halves = (("2024-02-01", "50 %"), ("2024-09-01", "50 %"))
    assert [problem.code for problem in plan(per_year(101), utbetalning=by_date(*halves)).problems] == [
        "utbetalning-rest"
    ]
    assert [amount for _, amount in paid(plan(per_year(101), utbetalning=by_date(*halves, rest="första")))] == [51, 50]


@pytest.mark.parametrize(
    ("last", "words"), [("40 000", "10 000 kronor saknas"), ("70 000", "20 000 kronor för mycket")]
)
def test_dated_payments_that_do_not_add_up_tell_the_difference(last: str, words: str) -> None:
    result = plan(per_year(100_000), utbetalning=by_date(("2024-02-01", "50 %"), ("2024-09-01", last)))
    assert result.rows == ()
    assert [problem.severity for problem in result.problems] == [Severity.ERROR]
    assert words in result.problems[0].message


def test_each_year_needs_its_own_dated_payments() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    result = plan(per_year(100_000), term=term, utbetalning=by_date(("2023-02-01", "100 000")))
    assert ["för 2024" in problem.message for problem in result.problems] == [True]


def test_a_payment_made_in_another_year_says_which_year_it_concerns() -> None:
    payment = by_date(("2023-12-15", "100 %"))
    assert [problem.where for problem in plan(per_year(100), utbetalning=payment).problems] == [
        "ekonomi.utbetalning.delbetalningar[1].datum"
    ]
    payment["delbetalningar"][0]["avser_år"] = "2024"
    assert [row.year for row in plan(per_year(100), utbetalning=payment).rows] == [2024]


def test_money_that_belongs_to_no_year_is_paid_by_date_or_not_at_all() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    total = {"slag": "totalt", "belopp": "300 000"}
    asked = plan(total, term=term, utbetalning={"regel": "kvartal"})
    assert (asked.rows, [problem.code for problem in asked.problems]) == ((), ["utbetalning-totalt"])
    dated = plan(total, term=term, utbetalning=by_date(("2023-02-01", "25 %"), ("2024-02-01", "225 000")))
    assert paid(dated) == [("1 februari 2023", 75_000), ("1 februari 2024", 225_000)]


def test_a_total_may_be_paid_after_the_agreement_has_ended() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    result = plan({"slag": "totalt", "belopp": "300"}, term=term, utbetalning=by_date(("2025-01-31", "100 %")))
    assert paid(result) == [("31 januari 2025", 300)]


def test_a_year_without_money_has_no_payments() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    once = {"slag": "totalt", "belopp": "100", "år": "2024"}
    assert paid(plan(once, term=term, utbetalning={"regel": "år"})) == [("år 2024", 100)]


def test_caps_are_not_planned() -> None:
    result = plan(per_year(100), {"slag": "högst", "belopp": "900"}, utbetalning={"regel": "år"})
    assert paid(result) == [("år 2024", 100)]
    assert plan({"slag": "högst", "belopp": "900"}, utbetalning={"regel": "år"}) == PaymentPlan((), ())


def test_the_payments_of_a_year_whose_amount_is_not_known_are_open() -> None:
    term = {"från": "2023-01-01", "till": "2024-12-31"}
    result = plan(per_year(100), term=term, uppräkning={"slag": "procent"}, utbetalning={"regel": "år"})
    assert paid(result) == [("år 2023", 100), ("år 2024", None)]
    assert [(each.severity, "2024" in each.message) for each in result.problems] == [(Severity.NOTE, True)]


@pytest.mark.parametrize(
    ("payment", "where"),
    [
        ({"regel": "kvartal", "antal": "3"}, "antal"),
        ({"antal": "0"}, "antal"),
        ({"regel": "år", **by_date(("2024-01-01", "100"))}, "delbetalningar"),
        ({"regel": "år", "andra_antal": [{"år": "2030", "antal": "2"}]}, "andra_antal[1].år"),
        ({"regel": "år", "andra_antal": [{"år": "2024", "antal": "0"}]}, "andra_antal[1].antal"),
        ({"regel": "år", "andra_antal": [{"år": "2024", "antal": n} for n in ("2", "4")]}, "andra_antal[2].år"),
        ({"delbetalningar": [{"datum": "2024-01-01"}]}, "delbetalningar[1]"),
        ({"delbetalningar": [{"datum": "2024-01-01", "belopp": "100", "andel": "100"}]}, "delbetalningar[1]"),
    ],
)
def test_contradictions_are_errors_and_make_no_plan(payment: dict[str, Any], where: str) -> None:
    result = plan(per_year(100), utbetalning=payment)
    assert result.rows == ()
    assert [(each.where, each.severity) for each in result.problems] == [
        (f"ekonomi.utbetalning.{where}", Severity.ERROR)
    ]


def test_without_a_period_there_is_a_note_and_without_a_rule_nothing() -> None:
    unknown = plan(per_year(100), term={}, utbetalning={"regel": "år"})
    assert (unknown.rows, [problem.severity for problem in unknown.problems]) == ((), [Severity.NOTE])
    assert plan(per_year(100), utbetalning={"mot": "faktura"}) == PaymentPlan((), ())
    assert plan(per_year(100)) == PaymentPlan((), ())


@given(
    amounts,
    percents,
    st.sampled_from(["månad", "kvartal", "tertial", "halvår", "år"]),
    st.sampled_from(["första", "sista"]),
    st.integers(1, 12),
    st.integers(1, 40),
)
def test_payments_add_up_to_each_year(
    amount: int, rate: Decimal, rule: str, remainder: str, month: int, months: int
) -> None:
    term = {"från": f"2022-{month:02}-01", "längd": f"{months} månader"}
    payment = {"regel": rule, "rest": remainder}
    data = agreement(per_year(amount), term=term, delår="månader", uppräkning=percent(rate), utbetalning=payment)
    result = budget(data)
    rows = payments(data, result).rows
    for year in result.years:
        parts = [row.amount for row in rows if row.year == year.year]
        assert sum(parts) == year.amount
        # All but the one that takes the rest are equal and whole.
        assert len(set(parts[1:] if remainder == "första" else parts[:-1])) <= 1
        assert all(part == int(part) for part in parts)


def test_what_each_payer_pays_each_payee_is_a_payment_of_its_own() -> None:
    """The payer and the payee are named where they are several, and the rest is of each sum by itself."""
    both = [per_year(100_001) | {"betalare": "kommunen", "mottagare": "jouren"}]
    both += [per_year(50_000) | {"betalare": "regionen", "mottagare": "jouren"}]
    result = plan(*both, utbetalning={"regel": "halvår", "rest": "sista"})
    assert [(row.payer, row.payee, row.amount) for row in result.rows] == [
        ("kommunen", None, 50_000),
        ("kommunen", None, 50_001),
        ("regionen", None, 25_000),
        ("regionen", None, 25_000),
    ]
    one = plan(both[0], both[1] | {"betalare": "kommunen"}, utbetalning={"regel": "år"})
    assert [(row.payer, row.payee, row.amount) for row in one.rows] == [(None, None, 150_001)]
