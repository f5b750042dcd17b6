"""Looking up references: by number, in part, in an act with the same name, and what cannot be looked up."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.errors import InvalidLibrary
from iopdocs.laws.lagrum import NBSP
from iopdocs.laws.library import LookUp, load_library

IN_2025 = date(2025, 9, 1)


def look_up(text: str, on: date = IN_2025) -> LookUp:
    return load_library().look_up(text, on)


def test_what_cannot_be_read_prints_as_nothing_and_what_is_not_found_as_it_was_typed() -> None:
    assert look_up("10:30").text(first=True) == ""
    assert look_up("XYZ 2:1").text(first=True).replace(NBSP, " ") == "2 kap. 1 § XYZ"
    assert look_up("XYZ 2:1").text(first=False).replace(NBSP, " ") == "2 kap. 1 § XYZ"


@pytest.mark.parametrize(
    ("typed", "code"), [("lag 1962:700", "okänd-lag"), ("5 § förvaltningslagen (2017:725)", "fel-lagnummer")]
)
def test_an_act_by_number_has_a_code_for_its_fault(typed: str, code: str) -> None:
    (problem,) = look_up(typed).problems
    assert problem.code == code
    assert problem.hint


@pytest.mark.parametrize(
    ("typed", "on"),
    [("GDPR art. 28.3 h", IN_2025), ("GDPR art. 6.1 e", IN_2025), ("5 kap. 11 § 2 st. SoL", date(2021, 1, 1))],
)
def test_a_part_of_a_provision_is_found_by_the_whole(typed: str, on: date) -> None:
    found = look_up(typed, on)
    assert found.provisions
    assert found.problems == ()


def test_every_problem_of_a_reference_says_what_to_do() -> None:
    typed = ["FL 5:1", "GDPR 5:1", "SoL 5.11", "11 § SoL", "XYZ 2:1", "5 kap. 11 §", "§ 7", "SoL 2:2", "SoL 99:1",
             "SoL 5:11", "12 kap. 8 § SoL", "lag 1962:700", "10:30", "socialtjänstlagen (2001:453) 5:11"]  # fmt: skip
    for text in typed:
        for day in (date(1975, 1, 1), date(2015, 1, 1), date(2021, 12, 20), IN_2025, date(2026, 1, 1)):
            for problem in look_up(text, day).problems:
                assert problem.code, problem
                assert problem.hint, problem
                assert problem.message, problem
                assert "None" not in f"{problem.message} {problem.hint}", problem
                assert NBSP not in f"{problem.message} {problem.hint}", problem


def test_an_article_by_number_alone_is_an_article() -> None:
    assert look_up("GDPR 28").text(first=False).replace(NBSP, " ") == "artikel 28 i GDPR"


@pytest.mark.parametrize("typed", ["12 kap. 8 § SoL", "5 kap. 11 § SoL"])
def test_a_provision_that_is_unlisted_or_cannot_be_has_one_code(typed: str) -> None:
    assert [problem.code for problem in look_up(typed).problems] == ["okänt-lagrum"]


@pytest.mark.parametrize(
    ("subject", "on", "hint"),
    [
        ("tillstånd för skyddat boende", date(2021, 12, 20), "Den första gällde från 2024-04-01."),
        ("registerkontroll-boenden-barn", date(2006, 1, 1), "Den första gällde från 2007-07-01."),
    ],
)
def test_a_subject_that_no_law_was_about_yet_says_since_when(subject: str, on: date, hint: str) -> None:
    with pytest.raises(InvalidLibrary) as caught:
        load_library().cite(subject, on, set())
    assert caught.value.problems[0].hint == hint
