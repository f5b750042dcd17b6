"""Uppräkning and rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iopdocs.economy import budget
from iopdocs.economy.rounding import rounded, split
from iopdocs.errors import Severity
from tests.support.economy_data import (
    UMEÅ,
    agreement,
    amounts,
    bases,
    by_year,
    codes,
    directions,
    per_year,
    percent,
    percents,
)


def test_two_percent_on_the_year_before_compounds() -> None:
    result = budget(agreement(UMEÅ, uppräkning=percent(2)))
    assert by_year(result) == [2_970_000, 3_029_400, 3_089_988]
    assert result.total == 9_089_388
    assert result.per_year == 2_970_000
    assert result.missing == ()


def test_two_percent_on_the_first_year_does_not_compound() -> None:
    result = budget(agreement(UMEÅ, uppräkning=percent(2, "första året")))
    assert by_year(result) == [2_970_000, 3_029_400, 3_088_800]
    assert result.total == 9_088_200


def test_three_quarters_of_an_index_change_rounded_down_to_whole_hundreds() -> None:
    index = {
        "slag": "index",
        "bas": "föregående år",
        "genomslag": "75",
        "avrundning": {"riktning": "nedåt", "steg": "100"},
        "värden": [{"år": "2023", "förändring": "4"}],
    }
    result = budget(agreement(per_year(250_000), term={"från": "2022-01-01", "till": "2023-12-31"}, uppräkning=index))
    assert by_year(result) == [250_000, 257_500]
    index["värden"] = [{"år": "2023", "förändring": "3,1"}]
    result = budget(agreement(per_year(251_300), term={"från": "2022-01-01", "till": "2023-12-31"}, uppräkning=index))
    assert by_year(result) == [251_300, 257_100]


def index(*values: dict[str, str], basis: str | None = "föregående år", **more: str) -> dict[str, Any]:
    return {"slag": "index", "värden": list(values)} | more | ({"bas": basis} if basis else {})


FIGURES = ({"år": "2022", "tal": "200"}, {"år": "2023", "tal": "210"}, {"år": "2024", "tal": "231"})


def test_index_figures_by_both_bases() -> None:
    compound = budget(agreement(per_year(100_000), uppräkning=index(*FIGURES, basår="2022")))
    assert by_year(compound) == [100_000, 105_000, 115_500]
    half = index(*FIGURES, basår="2022", basis="första året", genomslag="50")
    assert by_year(budget(agreement(per_year(100_000), uppräkning=half))) == [100_000, 102_500, 107_750]


def test_yearly_changes_on_the_first_amount_add_up() -> None:
    changes = ({"år": "2023", "förändring": "4"}, {"år": "2024", "förändring": "−1"})
    result = budget(agreement(per_year(100_000), uppräkning=index(*changes, basis="första året")))
    assert by_year(result) == [100_000, 104_000, 103_000]


def test_an_older_index_is_used_only_when_the_data_says_so() -> None:
    figures = ({"år": "2021", "tal": "100"}, {"år": "2022", "tal": "102"}, {"år": "2023", "tal": "104,04"})
    asked = budget(agreement(per_year(100_000), uppräkning=index(*figures, basår="2021")))
    assert (by_year(asked), codes(asked)) == ([100_000, None, None], ["uppräkning-basår"])
    assert "eftersläpning: 1" in asked.missing[0].hint
    for basis in ("föregående år", "första året"):
        older = index(*figures, basis=basis, basår="2021", eftersläpning="1")
        stated = budget(agreement(per_year(100_000), uppräkning=older))
        assert (by_year(stated), codes(stated)) == ([100_000, 102_000, 104_040], [])


def test_a_missing_index_figure_is_a_gap_and_not_a_guess() -> None:
    result = budget(agreement(per_year(100_000), uppräkning=index(*FIGURES[:2], basår="2022")))
    assert by_year(result) == [100_000, 105_000, None]
    assert result.total is None
    assert [(each.where, each.severity) for each in result.missing] == [("ekonomi.uppräkning.värden", Severity.NOTE)]
    assert "2024" in result.missing[0].message


def test_the_figure_that_is_named_as_missing_is_the_one_that_is_missing() -> None:
    result = budget(agreement(per_year(100_000), uppräkning=index(*FIGURES[1:], basår="2022")))
    assert "indexet för 2022" in result.missing[0].message


def test_a_preliminary_figure_marks_its_year_and_those_that_build_on_it() -> None:
    preliminary = FIGURES[1] | {"preliminärt": "ja"}
    result = budget(agreement(per_year(100_000), uppräkning=index(FIGURES[0], preliminary, FIGURES[2], basår="2022")))
    assert [year.preliminary for year in result.years] == [False, True, True]
    changes = ({"år": "2023", "förändring": "4", "preliminärt": "ja"}, {"år": "2024", "förändring": "3"})
    for basis in ("föregående år", "första året"):
        result = budget(agreement(per_year(100_000), uppräkning=index(*changes, basis=basis)))
        assert [year.preliminary for year in result.years] == [False, True, True]
    settled = index(FIGURES[0], {"år": "2023", "tal": "999", "preliminärt": "ja"}, *FIGURES[1:], basår="2022")
    result = budget(agreement(per_year(100_000), uppräkning=settled))
    assert (by_year(result)[1], [year.preliminary for year in result.years]) == (105_000, [False] * 3)


def test_a_missing_basis_stops_the_second_uplift_and_not_the_first() -> None:
    result = budget(agreement(per_year(100_000), uppräkning=percent(2, None)))
    assert by_year(result) == [100_000, 102_000, None]
    assert [(each.where, each.severity) for each in result.missing] == [("ekonomi.uppräkning.bas", Severity.WARNING)]


def test_a_missing_percentage_is_a_gap() -> None:
    result = budget(agreement(per_year(100_000), uppräkning={"slag": "procent", "bas": "första året"}))
    assert by_year(result) == [100_000, None, None]
    assert [problem.where for problem in result.missing] == ["ekonomi.uppräkning.procent"]


def test_uplift_begins_in_the_year_that_is_stated() -> None:
    late = budget(agreement(per_year(100_000), uppräkning=percent(10, från_år="2024")))
    assert by_year(late) == [100_000, 100_000, 110_000]
    older_level = budget(agreement(per_year(100_000, år="2021"), uppräkning=percent(10)))
    assert by_year(older_level) == [110_000, 121_000, 133_100]
    contradictory = budget(agreement(per_year(100_000), uppräkning=percent(10, från_år="2022")))
    assert codes(contradictory) == ["uppräkning-från-år"]


def test_an_amount_that_begins_later_is_first_uplifted_the_year_after() -> None:
    for basis, last in (("föregående år", 121_000), ("första året", 120_000)):
        both = agreement(per_year(100_000), per_year(50_000, år="2023"), uppräkning=percent(10, basis))
        assert by_year(budget(both)) == [100_000, 160_000, last + 55_000]


def test_years_before_the_first_uplift_do_not_count_in_it() -> None:
    late = budget(agreement(per_year(100_000), uppräkning=percent(10, "första året", från_år="2024")))
    assert by_year(late) == [100_000, 100_000, 110_000]


def test_an_amount_may_be_left_out_of_the_uplift() -> None:
    result = budget(agreement(per_year(100_000), per_year(50_000, räknas_upp="nej"), uppräkning=percent(10)))
    assert by_year(result) == [150_000, 160_000, 171_000]
    assert by_year(budget(agreement(per_year(100_000), uppräkning={"slag": "ingen"}))) == [100_000] * 3


def test_faults_of_the_uplift_are_all_told_at_once() -> None:
    values = ({"år": "2022", "tal": "0"}, {"år": "2023", "tal": "1"}, {"år": "2023", "tal": "2"})
    faulty = index(*values, avrundning={"riktning": "uppåt", "steg": "0"})
    assert codes(budget(agreement(per_year(100_000), uppräkning=faulty))) == [
        "avrundning-steg",
        "index-fel",
        "index-fel",
        "uppräkning-saknas",
    ]


@given(st.fractions(min_value=0, max_value=10**9), directions, st.sampled_from([1, 10, 100, 1000]))
def test_rounding_keeps_its_direction_and_step(amount: Fraction, direction: Any, step: int) -> None:
    result = rounded(amount, direction, Decimal(step))
    assert result % step == 0
    assert abs(Fraction(result) - amount) < step
    if direction == "uppåt":
        assert result >= amount
    elif direction == "nedåt":
        assert result <= amount
    else:
        assert 2 * abs(Fraction(result) - amount) <= step


def test_a_half_is_rounded_up_and_not_to_even() -> None:
    assert [rounded(Fraction(number, 2)) for number in (1, 3, 5)] == [1, 2, 3]


@given(st.lists(st.fractions(min_value=0, max_value=10**7), min_size=1, max_size=12), st.sampled_from([0, -1]))
def test_a_split_adds_up_and_only_one_part_takes_the_rest(parts: list[Fraction], last: int) -> None:
    total = Decimal(sum(parts).__ceil__())
    parts[0] += Fraction(total) - sum(parts)
    result = split(parts, total, "sista" if last else "första")
    assert result is not None
    assert sum(result) == total
    others = list(zip(result, parts, strict=True))
    del others[last]
    assert all(amount == part.__floor__() for amount, part in others)


@given(amounts, bases, directions, st.sampled_from(["1", "100"]))
def test_zero_percent_changes_nothing(amount: int, basis: str, direction: str, step: str) -> None:
    zero = percent(0, basis, avrundning={"riktning": direction, "steg": step})
    assert by_year(budget(agreement(per_year(amount), uppräkning=zero))) == [amount] * 3


@given(amounts, percents)
def test_compounding_gives_at_least_as_much_as_the_first_years_amount(amount: int, rate: Decimal) -> None:
    compound = budget(agreement(per_year(amount), uppräkning=percent(rate)))
    simple = budget(agreement(per_year(amount), uppräkning=percent(rate, "första året")))
    # The compound chain is rounded each year, so it may lose half a krona that the other keeps.
    pairs = zip(by_year(compound), by_year(simple), strict=True)
    assert all((more or 0) >= (less or 0) - 1 for more, less in pairs)
