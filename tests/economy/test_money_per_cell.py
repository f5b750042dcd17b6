"""What is known of each item, payee and year is told; what is not is a gap there, and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.economy import budget, describe, payments
from iopdocs.economy.instead import AwaitedIndex
from iopdocs.model.money import Component
from iopdocs.model.terms import Prolongation
from tests.support.economy_data import THREE_YEARS, agreement, amounts, by_year, codes, per_year

INDEX = {"slag": "index", "index": "PKV", "bas": "föregående år"}


def once(amount: object, year: int, **more: str) -> dict[str, str]:
    return per_year(amount, år=str(year), endast_året="ja", **more)


def test_a_year_that_nobody_has_given_an_amount_for_is_not_zero() -> None:
    result = budget(agreement(once(100, 2022)))
    assert by_year(result) == [100, None, None]
    assert result.total is None
    assert codes(result) == ["år-utan-belopp"]


def test_amounts_given_year_by_year_fill_each_other_in() -> None:
    given = [once(100 + n, year, benämning=f"Drift {year}") for n, year in enumerate((2022, 2023, 2024))]
    result = budget(agreement(*given))
    assert (by_year(result), result.total, codes(result)) == ([100, 101, 102], 303, [])


def test_an_amount_that_is_not_known_for_one_year_takes_no_other_year_away() -> None:
    unknown = {"slag": "per år", "år": "2023", "endast_året": "ja"}
    named = [one | {"benämning": "Drift"} for one in (once(100, 2022), unknown, once(102, 2024))]
    result = budget(agreement(*named))
    assert by_year(result) == [100, None, 102]
    assert codes(result) == ["belopp-saknas"]


def test_a_sum_in_one_year_leaves_the_other_years_as_they_are() -> None:
    result = budget(agreement(per_year(100), {"slag": "totalt", "år": "2022", "belopp": "40"}))
    assert (by_year(result), codes(result)) == ([140, 100, 100], [])


def test_amounts_from_different_years_on_are_neither_added_nor_chosen_between() -> None:
    drift = [per_year(amount, år=year, benämning="Drift") for amount, year in ((100, "2022"), (120, "2023"))]
    result = budget(agreement(*drift))
    assert by_year(result) == [100, None, None]
    assert codes(result) == ["belopp-från-flera-år"]


@pytest.mark.parametrize("kind", ["högst", "ökning"])
def test_a_cap_that_is_for_no_stated_time_is_for_no_year(kind: str) -> None:
    cap = {"slag": kind, "belopp": "300"}
    result = budget(agreement(cap))
    assert result.lines[0].amounts == (None, None, None)
    assert "gäller-saknas" in codes(result)
    assert "[om beloppet gäller varje år eller hela avtalstiden]" in _words(cap)


def test_a_cap_in_an_agreement_of_one_calendar_year_is_for_all_of_it() -> None:
    term = {"från": "2024-02-01", "till": "2024-06-30"}
    result = budget(agreement({"slag": "högst", "belopp": "300"}, term=term))
    assert (result.capped, result.within_a_year, codes(result)) == (300, True, [])


def test_an_amount_of_no_stated_kind_is_told_and_counted_in_nothing() -> None:
    result = budget(agreement({"belopp": "300"}, per_year(100)))
    assert (by_year(result), result.total) == ([None] * 3, None)
    assert codes(result) == ["slag-saknas"]
    assert _words({"belopp": "300"}) == "300 kronor [om beloppet är per år, totalt eller ett tak]"


def test_a_missing_amount_keeps_its_kind_and_its_year() -> None:
    assert _words({"slag": "per år", "år": "2024"}) == "[belopp] per år från och med 2024"
    assert _words({"slag": "högst", "gäller": "hela avtalstiden"}) == "högst [belopp] för hela avtalstiden"


def test_what_work_in_kind_is_worth_is_told_and_not_paid() -> None:
    kind = {"slag": "naturaprestation", "beskrivning": "Lokal utan hyra.", "belopp": "50 000"}
    assert _words(kind) == "Lokal utan hyra, till ett värde av 50 000 kronor"
    assert budget(agreement(kind, per_year(100))).total == 300


def test_an_amount_per_year_of_the_agreement_belongs_to_no_calendar_year() -> None:
    term = {"från": "2022-10-01", "till": "2024-09-30"}
    result = budget(agreement({"slag": "per avtalsår", "belopp": "100"}, term=term))
    assert (result.undivided, result.total, codes(result)) == (200, 200, [])
    odd = budget(agreement({"slag": "per avtalsår", "belopp": "100"}, term=term | {"till": "2024-03-31"}))
    assert (odd.total, codes(odd)) == (None, ["avtalsår-okända"])


def test_a_stated_total_is_compared_with_the_sum_and_stands_in_for_one_that_is_not_known() -> None:
    assert budget(agreement(per_year(100), totalt="300")).missing == ()
    wrong = budget(agreement(per_year(100), totalt="200"))
    assert (wrong.total, codes(wrong)) == (None, ["totalt-stämmer-inte"])
    assert budget(agreement(once(100, 2022), totalt="900")).total == 900


def test_a_total_beside_the_same_money_per_year_is_not_added_to_it() -> None:
    total = {"slag": "totalt", "belopp": "300", "benämning": "Drift 2022–2024"}
    same = budget(agreement(per_year(100, benämning="Drift"), total))
    assert (same.total, codes(same)) == (None, ["totalt-bredvid-per-år"])
    other = budget(agreement(per_year(100, benämning="Drift"), total | {"benämning": "Lokaler"}))
    assert (other.total, codes(other)) == (600, ["totalt-läggs-till"])


def test_several_payees_get_payments_of_their_own() -> None:
    given = [per_year(amount, mottagare=payee) for amount, payee in ((200, "jouren"), (100, "kyrkan"))]
    plan = _plan(given, {"regel": "halvår"}, term={"från": "2024-01-01", "till": "2024-12-31"})
    assert [(row.payee, row.amount) for row in plan.rows] == [
        ("jouren", 100), ("jouren", 100), ("kyrkan", 50), ("kyrkan", 50),
    ]  # fmt: skip


def test_dated_payments_to_several_are_held_against_what_each_gets() -> None:
    given = [per_year(amount, mottagare=payee) for amount, payee in ((200, "jouren"), (100, "kyrkan"))]
    dated = [
        {"datum": "2024-01-15", "belopp": "200", "mottagare": "jouren"},
        {"datum": "2024-01-15", "belopp": "90", "mottagare": "kyrkan"},
    ]
    plan = _plan(given, {"delbetalningar": dated}, term={"från": "2024-01-01", "till": "2024-12-31"})
    assert [problem.message for problem in plan.problems] == [
        "Delbetalningarna för 2024 går inte ihop med beloppet 100 kronor: 10 kronor saknas."
    ]


def test_another_number_of_payments_can_go_on_after_its_year() -> None:
    rule = {"regel": "kvartal", "andra_antal": [{"år": "2023", "antal": "2", "därefter": "ja"}]}
    plan = _plan([per_year(400)], rule)
    assert [sum(row.year == year for row in plan.rows) for year in (2022, 2023, 2024)] == [4, 2, 2]


@pytest.mark.parametrize(
    ("prolongation", "told"),
    [
        (None, ["utbetalning-utanför-avtalstiden"]),
        ({"slag": "automatisk", "längd": "1 år"}, []),
        ({"slag": "automatisk", "längd": "1 år", "högst_antal": "1"}, ["utbetalning-utanför-avtalstiden"]),
        ({"slag": "automatisk", "längd": "1 år", "högst_antal": "2"}, []),
        ({"slag": "överenskommelse", "längd": "5 år"}, ["utbetalning-utanför-avtalstiden"]),
    ],
)
def test_a_year_that_the_agreement_reaches_by_prolongation_is_within_it(prolongation: Any, told: list[str]) -> None:
    rule = {"regel": "kvartal", "andra_antal": [{"år": "2026", "antal": "2"}]}
    plan = _plan([per_year(400)], rule, prolongation=prolongation)
    assert [problem.code for problem in plan.problems] == told


def test_a_year_that_waits_for_its_index_says_which() -> None:
    values = [{"år": "2021", "tal": "100"}, {"år": "2022", "tal": "102"}]
    rule = INDEX | {"värden": values, "eftersläpning": "1"}
    result = budget(agreement(per_year(100), uppräkning=rule))
    waited = [(year.amount, year.instead) for year in result.years]
    assert waited == [(100, None), (102, None), (None, AwaitedIndex(2023))]
    assert result.instead.total == AwaitedIndex(None) and result.total is None


def test_a_total_does_not_wait_for_the_index_when_an_amount_is_missing_too() -> None:
    result = budget(agreement(per_year(100), {"slag": "per år"}, uppräkning=INDEX | {"basår": "2022"}))
    assert result.instead.total is None
    assert [year.instead for year in result.years] == [None, None, None]


@given(st.lists(st.one_of(st.none(), amounts), min_size=3, max_size=3))
def test_each_cell_is_what_is_stated_for_it_or_open(stated: list[int | None]) -> None:
    items = []
    for year, amount in zip((2022, 2023, 2024), stated, strict=True):
        item = {"slag": "per år", "år": str(year), "endast_året": "ja", "benämning": f"Bidrag {year}"}
        items.append(item if amount is None else item | {"belopp": str(amount)})
    result = budget(agreement(*items, term=THREE_YEARS))
    assert by_year(result) == stated
    assert result.total == (None if None in stated else sum(Decimal(amount or 0) for amount in stated))


@given(amounts, st.sampled_from(["per år", "totalt", "högst", "ökning", "per avtalsår", "per invånare"]))
def test_no_item_prints_an_amount_that_is_not_stated(amount: int, kind: str) -> None:
    shown = _words({"slag": kind, "belopp": str(amount)}).replace("\u00a0", "").replace(" ", "")
    assert str(amount) in shown
    assert "[belopp]" in _words({"slag": kind})


def _words(component: dict[str, str]) -> str:
    return describe(Component.model_validate({"benämning": "Post"} | component), "[{}]".format).replace("\u00a0", " ")


def _plan(items: list[dict[str, str]], payment: Any, term: Any = None, prolongation: Any = None) -> Any:
    made = agreement(*items, term=term, utbetalning=payment)
    if prolongation:
        made = made.model_copy(update={"prolongation": Prolongation.model_validate(prolongation)})
    return payments(made, budget(made))


def test_percentages_are_no_index_to_wait_for() -> None:
    result = budget(agreement(per_year(100), uppräkning={"slag": "procent"}))
    assert result.instead.total is None
