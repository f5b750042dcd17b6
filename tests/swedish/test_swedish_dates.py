from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import dates

NBSP = "\u00a0"
START, END = date(2022, 1, 1), date(2024, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["2022-01-01", "1 januari 2022", "den 1 januari 2022", "1 Januari 2022", "1\u00a0januari 2022", " 2022-01-01 "],
)
def test_a_date_is_read_in_its_iso_and_its_long_form(text: str) -> None:
    assert dates.parse(text) == START


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1/1-22", "kan läsas på flera sätt"),
        ("01.02.2022", "Skriv 2022-02-01 eller 2022-01-02."),
        ("22-01-01", "kan läsas på flera sätt"),
        ("2022-1-1", "Skriv 2022-01-01."),
        ("1 january 2022", "med hela ordet på svenska"),
        ("1:a jan", "är inte ett datum"),
        ("31 februari 2022", "februari 2022 har 28 dagar"),
        ("2024-02-30", "februari 2024 har 29 dagar"),
        ("2022-13-01", "Månaden i ”2022-13-01” finns inte"),
        ("2022-00-10", "Månaden i ”2022-00-10” finns inte"),
        ("0202-01-01", "ser ut som ett skrivfel"),
        ("tills vidare", "är inte ett datum"),
        ("", "Datumet saknas"),
    ],
)
def test_other_forms_and_days_that_do_not_exist_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        dates.parse(text)
    assert reason in str(caught.value)


def test_a_date_is_printed_long_with_den_and_in_iso() -> None:
    assert dates.format(START) == f"1{NBSP}januari 2022"
    assert dates.format_with_den(START) == f"den 1{NBSP}januari 2022"
    assert dates.format_iso(START) == "2022-01-01"
    assert dates.format_iso(datetime(2022, 1, 1, 9, 30)) == "2022-01-01"  # noqa: DTZ001


def test_months_and_weekdays_are_in_lower_case() -> None:
    assert dates.month(START) == "januari"
    assert dates.weekday(START) == "lördag"
    assert dates.format_with_weekday(START) == f"lördagen den 1{NBSP}januari 2022"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (START, END, "1·januari 2022–31·december 2024"),
        (date(2022, 7, 1), date(2022, 12, 31), "1·juli–31·december 2022"),
        (date(2022, 1, 1), date(2022, 1, 31), "1–31·januari 2022"),
        (date(2022, 1, 1), date(2023, 1, 31), "1·januari 2022–31·januari 2023"),
        (START, START, "1·januari 2022"),
        (START, None, "från och med 1·januari 2022 tills vidare"),
    ],
)
def test_a_period_says_once_what_its_days_share(start: date, end: date | None, text: str) -> None:
    assert dates.format_period(start, end) == text.replace("·", NBSP)


def test_a_period_in_legal_text_says_that_both_days_count() -> None:
    assert dates.format_period_in_text(START, END) == (
        f"från och med den 1{NBSP}januari 2022 till och med den 31{NBSP}december 2024"
    )
    assert dates.format_period_in_text(START) == f"från och med den 1{NBSP}januari 2022 tills vidare"


@pytest.mark.parametrize("function", [dates.format_period, dates.format_period_iso, dates.format_period_in_text])
def test_a_period_that_ends_before_it_begins_is_refused(function: Callable[[date, date], str]) -> None:
    with pytest.raises(ValueError, match="1 januari 2022, ligger före den första, 31 december 2024"):
        function(END, START)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_date_reads_back_as_itself(value: date) -> None:
    assert dates.parse(dates.format(value)) == value
    assert dates.parse(dates.format_with_den(value)) == value
    assert dates.parse(dates.format_iso(value)) == value


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_period_in_legal_text_holds_both_its_dates(one: date, other: date) -> None:
    start, end = sorted([one, other])
    text = dates.format_period_in_text(start, end).removeprefix("från och med ")
    first, _, last = text.partition(" till och med ")
    assert (dates.parse(first), dates.parse(last)) == (start, end)
