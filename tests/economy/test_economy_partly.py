"""Money that is known in part: what stands in each cell, and that no sum over it is ever exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.economy import budget, describe, payments
from iopdocs.economy.instead import AwaitedIndex, Cell, Instead, together
from iopdocs.model.money import Component
from iopdocs.model.said import Nature, Said, parse
from iopdocs.model.scalars import AMOUNT
from iopdocs.swedish.characters import plain
from tests.support.economy_data import THREE_YEARS, agreement

MONTHS = {"från": "juli 2026", "till": "december 2028"}


def shown(cells: Any) -> list[str]:
    return [plain(str(instead)) if instead else str(amount) for amount, instead in cells]


def years(*items: dict[str, str], term: Any = None, **more: Any) -> list[str]:
    result = budget(agreement(*items, term=term, **more))
    return shown([(year.amount, year.instead) for year in result.years])


def total(*items: dict[str, str], **more: Any) -> str:
    result = budget(agreement(*items, **more))
    return shown([(result.total, result.instead.total)])[0]


def per_year(amount: str, **more: str) -> dict[str, str]:
    return {"benämning": f"Post {amount}", "slag": "per år", "belopp": amount, **more}


@pytest.mark.parametrize(
    ("amounts", "each", "in_all"),
    [
        (["cirka 18 miljoner"], "cirka 18 miljoner kronor", "cirka 54 miljoner kronor"),
        (["cirka 18 miljoner", "500 000"], "cirka 18,5 miljoner kronor", "cirka 55,5 miljoner kronor"),
        (["drygt 5 miljoner", "knappt 2 miljoner"], "cirka 7 miljoner kronor", "cirka 21 miljoner kronor"),
        (["18–20 miljoner", "1 miljon kronor"], "19–21 miljoner kronor", "57–63 miljoner kronor"),
        (["preliminärt 500 000", "1 000"], "preliminärt 501 000 kronor", "preliminärt 1 503 000 kronor"),
        (["cirka 1 000", "18–20 miljoner"], "cirka 18 001 000–20 001 000 kronor", "cirka 54 003 000–60 003 000 kronor"),
        (["minst 5 miljoner"], "minst 5 miljoner kronor", "None"),
        (["minst 5 miljoner", "1 000"], "None", "None"),
        (["bestäms av nämnden"], "bestäms av nämnden", "bestäms av nämnden"),
        (["bestäms av nämnden", "1 000"], "fastställs när alla belopp är kända", "fastställs när alla belopp är kända"),
        (["cirka 5 miljoner", "okänt"], "None", "None"),
    ],
)
def test_a_sum_says_that_it_is_not_exact(amounts: list[str], each: str, in_all: str) -> None:
    items = [per_year(amount) for amount in amounts]
    assert years(*items) == [each] * 3
    assert total(*items) == in_all


_exact = st.integers(0, 10_000_000).map(lambda amount: (Decimal(amount), None))
_texts = st.sampled_from(["cirka 18 miljoner", "18–20 tkr", "preliminärt 5", "minst 7", "bestäms av nämnden"])
_said = _texts.map(lambda text: (None, parse(text, AMOUNT)))
_parts: st.SearchStrategy[Cell] = st.one_of(_exact, _said, st.just((None, AwaitedIndex(2026))), st.just((None, None)))


@given(st.lists(_parts, min_size=1, max_size=6))
def test_no_sum_over_anything_but_exact_amounts_is_exact(parts: list[Cell]) -> None:
    amount, instead = together(parts)
    exact = all(one is not None for one, _ in parts)
    assert (amount is not None) == exact
    assert amount is None or amount == sum(one for one, _ in parts if one is not None)
    if any(part == (None, None) for part in parts):
        assert (amount, instead) == (None, None)
    if isinstance(instead, Said) and not instead.is_open and len(parts) > 1:
        assert instead.nature in {Nature.APPROXIMATE, Nature.RANGE, Nature.PROVISIONAL, Nature.BOUND}
        assert instead.lead or len(instead.values) == 2


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ({"belopp": "cirka 18 miljoner"}, "cirka 18 miljoner kronor per år"),
        ({"belopp": "bestäms av nämnden"}, "ett belopp per år som bestäms av nämnden"),
        ({"belopp": "bestäms av nämnden", "år": "2026"}, "ett belopp per år från och med 2026 som bestäms av nämnden"),
        ({"belopp": "bestäms av nämnden", "slag": "totalt"}, "ett belopp totalt som bestäms av nämnden"),
        ({"belopp": "5", "år": "2026–2027"}, "5 kronor för 2026–2027"),
        ({"belopp": "5", "år": "okänt"}, "5 kronor [år]"),
        ({"belopp": "okänt"}, "[belopp] per år"),
    ],
)
def test_an_item_is_said_in_words_that_fit(item: dict[str, str], shown: str) -> None:
    made = Component.model_validate({"slag": "per år"} | item)
    assert plain(describe(made, "[{}]".format)) == shown


@pytest.mark.parametrize("amount", ["cirka 0", "preliminärt 0"])
def test_about_nothing_is_not_nothing(amount: str) -> None:
    assert "None" not in years(per_year(amount)) and "0" not in years(per_year(amount))
    assert total(per_year(amount)).startswith(amount.split()[0])


def test_an_uplift_of_an_approximate_amount_is_approximate() -> None:
    rule = {"slag": "procent", "procent": "2", "bas": "föregående år"}
    assert years(per_year("cirka 10 miljoner"), uppräkning=rule) == [
        "cirka 10 miljoner kronor",
        "cirka 10,2 miljoner kronor",
        "cirka 10 404 000 kronor",
    ]


@pytest.mark.parametrize("percent", ["cirka 2", "2–3", "fastställs av nämnden varje år"])
def test_an_uplift_that_is_known_in_part_leaves_the_amounts_open(percent: str) -> None:
    rule = {"slag": "procent", "procent": percent, "bas": "föregående år"}
    assert years(per_year("100"), uppräkning=rule) == ["100", *["fastställs när uppräkningen är känd"] * 2]


@pytest.mark.parametrize("unknown", ["genomslag", "från_år", "avrundning", "procent", "bas"])
def test_what_is_unknown_of_an_uplift_is_not_taken_for_what_holds_without_it(unknown: str) -> None:
    rule = {"slag": "procent", "procent": "2", "bas": "föregående år"} | {unknown: "okänt"}
    assert years(per_year("100"), uppräkning=rule)[-1] == "None"


@pytest.mark.parametrize("unknown", ["år", "räknas_upp", "endast_året", "slag"])
def test_what_is_unknown_of_an_item_is_not_taken_for_what_holds_without_it(unknown: str) -> None:
    rule = {"slag": "procent", "procent": "2", "bas": "föregående år"}
    assert years(per_year("100") | {unknown: "okänt"}, uppräkning=rule) == ["None"] * 3


def test_that_nobody_knows_of_an_uplift_is_not_that_there_is_none() -> None:
    assert years(per_year("100"), uppräkning="okänd") == ["100", "None", "None"]


def test_a_period_by_months_has_years_and_a_provisional_one_has_none() -> None:
    halves = {"delår": "månader"}
    assert years(per_year("cirka 18 miljoner"), term=MONTHS, **halves) == [
        "cirka 9 miljoner kronor",
        "cirka 18 miljoner kronor",
        "cirka 18 miljoner kronor",
    ]
    assert years(per_year("100"), term=MONTHS | {"till": "beräknas till december 2028"}, **halves) == []
    assert years(per_year("100"), term=MONTHS | {"från": "hösten 2026"}, **halves) == []


def test_inhabitants_that_are_about_so_many_make_the_amount_approximate() -> None:
    item = {"slag": "per invånare", "belopp": "10", "invånare": "cirka 130 000"}
    assert years(item) == ["cirka 1 300 000 kronor"] * 3


def plan(item: dict[str, str], payment: Any) -> list[tuple[str, str]]:
    made = agreement(item, term=THREE_YEARS, utbetalning=payment)
    found = payments(made, budget(made))
    assert not found.problems
    return [(plain(row.label), shown([(row.amount, row.instead)])[0]) for row in found.rows]


def test_a_payment_of_an_amount_that_is_not_exact_is_said_to_be_a_share_of_it() -> None:
    rows = plan(per_year("cirka 18 miljoner"), {"regel": "halvår"})
    assert rows[:2] == [
        ("halvår 1 2022", "1/2 av cirka 18 miljoner kronor"),
        ("halvår 2 2022", "1/2 av cirka 18 miljoner kronor"),
    ]
    rows = plan(per_year("bestäms av nämnden"), {"regel": "år"})
    assert rows[0] == ("år 2022", "bestäms av nämnden")


def test_a_payment_may_have_a_month_for_its_day_and_an_amount_in_part() -> None:
    dated = [
        {"datum": "mars 2022", "andel": "40"},
        {"datum": "2022-10-01", "belopp": "cirka 10 miljoner"},
        {"datum": "2022-12-01", "belopp": "1 000"},
    ]
    item = per_year("cirka 18 miljoner", år="2022") | {"slag": "totalt"}
    assert plan(item, {"delbetalningar": dated})[:3] == [
        ("mars 2022", "40 procent av cirka 18 miljoner kronor"),
        ("1 oktober 2022", "cirka 10 miljoner kronor"),
        ("1 december 2022", "1000"),
    ]


@given(st.sampled_from(["cirka 5", "bestäms av nämnden", "okänt", "minst 3"]), st.integers(0, 10**7))
def test_a_stated_total_that_is_not_exact_is_said_only_where_no_sum_is(stated: str, amount: int) -> None:
    assert total(per_year(str(amount)), totalt=stated) == str(3 * amount)
    without: Instead | None = budget(agreement({"slag": "per år"}, totalt=stated)).instead.total
    assert (without is None) == (stated == "okänt")
