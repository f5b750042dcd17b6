"""The money of an agreement per year and in all, by kind and by period."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.economy import budget, describe, last_day
from iopdocs.economy.years import CoveredYear, covered_years
from iopdocs.errors import Severity
from iopdocs.model.money import Component, Indexation
from iopdocs.model.terms import Term
from tests.support.economy_data import UMEÅ, agreement, amounts, bases, by_year, codes, per_year, percent, percents

# The figures that must be right to the krona


def test_a_part_of_the_amount_that_is_new_adds_nothing() -> None:
    result = budget(agreement(UMEÅ | {"varav_ökning": "1 100 000"}))
    assert result.total == 3 * 2_970_000


# Kinds of money


def test_a_total_belongs_to_no_year_unless_the_data_says_so() -> None:
    result = budget(agreement(per_year(100_000), {"slag": "totalt", "belopp": "50 000"}))
    assert by_year(result) == [100_000] * 3
    assert result.lines[1].amounts == (None, None, None)
    assert (result.undivided, result.total) == (50_000, 350_000)
    dated = budget(agreement(per_year(100_000), {"slag": "totalt", "belopp": "50 000", "år": "2023"}))
    assert by_year(dated) == [100_000, 150_000, 100_000]
    assert (dated.undivided, dated.total) == (0, 350_000)


def test_a_total_of_an_agreement_within_one_year_is_that_years_money() -> None:
    term = {"från": "2024-03-15", "till": "2024-11-30"}
    result = budget(agreement({"slag": "totalt", "belopp": "90 000"}, term=term))
    assert by_year(result) == [90_000]
    assert result.missing == ()


def test_an_amount_for_one_year_only_is_neither_uplifted_nor_repeated() -> None:
    once = per_year(60_000, år="2023", endast_året="ja")
    result = budget(agreement(per_year(100_000), once, uppräkning=percent(10)))
    assert result.lines[1].amounts == (None, 60_000, None)
    assert "år-utan-belopp" in codes(result)
    assert by_year(result) == [None, 170_000, None]
    assert result.per_year == 100_000


def test_the_headline_is_not_of_a_year_before_the_money_begins() -> None:
    result = budget(agreement(per_year(80_000, år="2023")))
    assert (by_year(result), result.per_year) == ([0, 80_000, 80_000], 80_000)


def test_a_cap_is_never_certain_money() -> None:
    result = budget(agreement(per_year(100_000), {"slag": "högst", "gäller": "varje år", "belopp": "300 000"}))
    assert (result.total, result.capped) == (300_000, 900_000)
    whole = {"slag": "högst", "belopp": "300 000", "gäller": "hela avtalstiden"}
    only_caps = budget(agreement(whole))
    assert (only_caps.total, only_caps.per_year, only_caps.capped) == (None, None, 300_000)


def test_an_increase_alone_is_added_to_nothing_and_asked_about() -> None:
    result = budget(agreement(per_year(500_000), {"slag": "ökning", "gäller": "varje år", "belopp": "100 000"}))
    assert result.total == 1_500_000
    assert result.lines[1].amounts == (100_000,) * 3
    assert [problem.where for problem in result.missing] == ["ekonomi.komponenter[2].slag"]
    assert budget(agreement({"slag": "ökning", "gäller": "varje år", "belopp": "100 000"})).total is None


def test_what_is_given_in_kind_has_no_amount_and_hides_none() -> None:
    result = budget(agreement(per_year(100_000), {"slag": "naturaprestation", "beskrivning": "Lokal"}))
    assert result.lines[1].amounts == (None, None, None)
    assert (result.total, result.missing) == (300_000, ())


def test_an_amount_per_inhabitant_is_multiplied_and_then_uplifted() -> None:
    component = {"slag": "per invånare", "belopp": "25,50", "invånare": "1 235"}
    result = budget(agreement(component, uppräkning=percent(2)))
    assert by_year(result) == [31_493, 32_123, 32_765]


@pytest.mark.parametrize(
    ("component", "where"),
    [
        ({"slag": "per år"}, "ekonomi.komponenter[2].belopp"),
        ({"slag": "totalt"}, "ekonomi.komponenter[2].belopp"),
        ({"slag": "per invånare", "belopp": "25"}, "ekonomi.komponenter[2].invånare"),
    ],
)
def test_a_missing_amount_leaves_the_sums_open(component: dict[str, str], where: str) -> None:
    result = budget(agreement(per_year(100_000), component))
    assert result.total is None
    assert result.per_year == (100_000 if component["slag"] == "totalt" else None)
    assert by_year(result) == [100_000 if component["slag"] == "totalt" else None] * 3
    assert [(problem.where, problem.severity) for problem in result.missing] == [(where, Severity.WARNING)]


def test_contradictory_components_are_named() -> None:
    late = per_year(1_000, år="2026")
    early = per_year(1_000, år="2020", endast_året="ja")
    more = per_year(1_000, varav_ökning="2 000")
    result = budget(agreement(late, early, more, inga_pengar="ja"))
    assert {problem.where for problem in result.missing} == {
        "ekonomi.inga_pengar",
        "ekonomi.komponenter[1].år",
        "ekonomi.komponenter[2].år",
        "ekonomi.komponenter[3].varav_ökning",
    }
    assert {problem.severity for problem in result.missing} == {Severity.ERROR}
    assert result.total is None


def test_an_agreement_without_money_has_no_sums() -> None:
    result = budget(agreement(inga_pengar="ja"))
    assert (result.total, result.per_year, result.capped, result.missing) == (None, None, None, ())


# Periods


def test_a_part_year_by_months_by_days_and_whole() -> None:
    term = {"från": "2023-07-01", "till": "2024-06-30"}
    months = budget(agreement(per_year(120_000), term=term, delår="månader"))
    assert by_year(months) == [60_000, 60_000]
    assert [year.part for year in months.years] == [True, True]
    days = budget(agreement(per_year(365 * 366), term=term, delår="dagar"))
    assert by_year(days) == [184 * 366, 182 * 365]
    whole = budget(agreement(per_year("120 000,50"), term=term, delår="hela beloppet"))
    assert by_year(whole) == [Decimal("120000.50")] * 2


def test_a_part_year_without_a_rule_asks() -> None:
    result = budget(agreement(per_year(120_000), term={"från": "2022-07-01", "till": "2024-12-31"}))
    assert by_year(result) == [None, 120_000, 120_000]
    assert [(each.where, each.severity) for each in result.missing] == [("ekonomi.delår", Severity.ERROR)]
    assert (result.total, result.per_year) == (None, 120_000)


def test_half_a_month_cannot_be_counted_in_months() -> None:
    result = budget(agreement(per_year(120_000), term={"från": "2022-07-15", "till": "2024-12-31"}, delår="månader"))
    assert codes(result) == ["delår-månader"]


def test_a_part_year_takes_its_share_of_the_uplifted_amount() -> None:
    term = {"från": "2022-07-01", "till": "2024-06-30"}
    result = budget(agreement(per_year(2_970_000), term=term, delår="månader", uppräkning=percent(2)))
    assert by_year(result) == [1_485_000, 3_029_400, 1_544_994]


@pytest.mark.parametrize(
    ("term", "where"),
    [
        ({"till": "2023-12-31"}, "avtalstid.från"),
        ({"längd": "2 år"}, "avtalstid.från"),
        ({"från": "2022-01-01"}, "avtalstid.till"),
        ({"från": "2022-01-01", "tills_vidare": "ja"}, "avtalstid.tills_vidare"),
    ],
)
def test_without_a_period_the_amount_per_year_is_still_told(term: dict[str, str], where: str) -> None:
    result = budget(agreement(per_year(400_000), {"slag": "totalt", "belopp": "1"}, term=term))
    assert (result.years, result.total, result.per_year) == ((), None, 400_000)
    told = [(problem.where, problem.severity) for problem in result.missing if problem.code != "totalt-läggs-till"]
    assert told == [(where, Severity.NOTE)]


def test_a_total_is_known_even_when_the_period_is_not() -> None:
    result = budget(agreement({"slag": "totalt", "belopp": "400 000"}, term={}))
    assert (result.total, result.missing) == (400_000, ())


def test_amounts_stated_for_different_years_give_no_headline_without_a_period() -> None:
    assert budget(agreement(per_year(1), per_year(2, år="2024"), term={"längd": "2 år"})).per_year is None


def test_an_open_ended_agreement_is_worked_out_until_a_given_day() -> None:
    term = {"från": "2022-01-01", "tills_vidare": "ja"}
    result = budget(agreement(UMEÅ, term=term, uppräkning=percent(2)), until=date(2024, 12, 31))
    assert (result.total, result.missing) == (9_089_388, ())


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2022-01-01", "2 år", "2023-12-31"),
        ("2022-07-01", "18 månader", "2023-12-31"),
        ("2023-12-31", "2 månader", "2024-02-29"),
        ("2024-02-29", "1 år", "2025-02-28"),
        ("2024-01-01", "4 veckor", "2024-01-28"),
    ],
)
def test_the_last_day_follows_from_the_length(start: str, length: str, end: str) -> None:
    assert last_day(Term.model_validate({"från": start, "längd": length})) == date.fromisoformat(end)


# Words


@pytest.mark.parametrize(
    ("component", "text"),
    [
        ({"slag": "per år", "belopp": "400 000"}, "400 000 kronor per år"),
        ({"slag": "per år", "belopp": "1", "år": "2023"}, "1 krona per år från och med 2023"),
        (UMEÅ | {"endast_året": "ja"}, "2 970 000 kronor för 2022"),
        ({"slag": "totalt", "belopp": "500 000"}, "500 000 kronor totalt"),
        ({"slag": "högst", "gäller": "varje år", "belopp": "300 000"}, "högst 300 000 kronor per år"),
        (
            {"slag": "högst", "belopp": "300 000", "gäller": "hela avtalstiden"},
            "högst 300 000 kronor för hela avtalstiden",
        ),
        ({"slag": "ökning", "gäller": "varje år", "belopp": "1 100 000"}, "en ökning med 1 100 000 kronor per år"),
        ({"slag": "per invånare", "belopp": "25"}, "25 kronor per invånare och år"),
        (
            {"slag": "per invånare", "belopp": "25", "år": "2022", "endast_året": "ja"},
            "25 kronor per invånare för 2022",
        ),
        ({"slag": "naturaprestation", "beskrivning": "Lokal utan hyra"}, "Lokal utan hyra"),
        ({"slag": "per år"}, "[belopp] per år"),
    ],
)
def test_components_in_words(component: dict[str, str], text: str) -> None:
    shown = describe(Component.model_validate({"benämning": "Drift"} | component), "[{}]".format)
    assert shown.replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("more", "indexation", "text"),
    [
        ({}, percent(2), "2 970 000 kronor per år i 2022 års nivå, med årlig uppräkning"),
        ({}, {"slag": "ingen"}, "2 970 000 kronor per år från och med 2022"),
        ({"räknas_upp": "nej"}, percent(2), "2 970 000 kronor per år från och med 2022"),
        ({"endast_året": "ja"}, percent(2), "2 970 000 kronor för 2022"),
    ],
)
def test_the_words_say_whether_the_amount_is_uplifted(more: dict[str, str], indexation: Any, text: str) -> None:
    shown = describe(Component.model_validate(UMEÅ | more), "[{}]".format, Indexation.model_validate(indexation))
    assert shown.replace("\u00a0", " ") == text


# Properties


@given(st.lists(st.tuples(amounts, st.integers(2022, 2024)), min_size=1, max_size=4), percents, bases)
def test_components_add_to_the_year_and_years_to_the_total(
    components: list[tuple[int, int]], rate: Decimal, basis: str
) -> None:
    items = [per_year(amount, år=str(year)) for amount, year in components]
    result = budget(agreement(*items, {"slag": "totalt", "belopp": "7"}, uppräkning=percent(rate, basis)))
    for index_, year in enumerate(result.years):
        assert year.amount == sum(line.amounts[index_] or 0 for line in result.lines)
    assert result.total == sum(year.amount or 0 for year in result.years) + result.undivided
    assert result.total == sum(line.total or 0 for line in result.lines)


@given(amounts, st.integers(2, 12), st.integers(1, 4))
def test_whole_years_across_a_years_end_come_to_whole_amounts(amount: int, month: int, years: int) -> None:
    term = {"från": f"2022-{month:02}-01", "längd": f"{years} år"}
    assert budget(agreement(per_year(amount), term=term, delår="månader")).total == amount * years


@given(st.integers(2020, 2028), st.lists(st.integers(1, 365), max_size=5))
def test_the_parts_of_a_year_by_days_are_the_whole_year(year: int, cuts: list[int]) -> None:
    first = date(year, 1, 1)
    edges = sorted({first, date(year + 1, 1, 1), *(first + timedelta(days=cut - 1) for cut in cuts)})
    parts = [CoveredYear(year, start, end - timedelta(days=1)) for start, end in pairwise(edges)]
    assert sum(part.share("dagar") for part in parts) == 1


@given(st.integers(2020, 2028), st.sets(st.integers(2, 12)))
def test_the_parts_of_a_year_by_months_are_the_whole_year(year: int, cuts: set[int]) -> None:
    starts = [date(year, month, 1) for month in (1, *sorted(cuts))]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), date(year, 12, 31)]
    parts = [CoveredYear(year, start, end) for start, end in zip(starts, ends, strict=True)]
    assert all(part.whole_months for part in parts)
    assert sum(part.share("månader") for part in parts) == 1


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 2000))
def test_covered_years_are_every_day_of_the_period_once(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    years = covered_years(Term.model_validate({"från": start.isoformat(), "till": end.isoformat()}))
    assert sum((year.end - year.start).days + 1 for year in years) == days + 1
    assert [year.year for year in years] == list(range(start.year, end.year + 1))
