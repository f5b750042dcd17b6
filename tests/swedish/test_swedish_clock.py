from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import clock
from iopdocs.swedish.clock import ClockRange, ClockTime

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", ClockTime(8)),
        ("8:00", ClockTime(8)),
        ("08.30", ClockTime(8, 30)),
        ("kl. 8", ClockTime(8)),
        ("kl 8.15", ClockTime(8, 15)),
        ("klockan 16.00", ClockTime(16)),
        ("0.00", ClockTime(0)),
        ("24.00", ClockTime(24)),
    ],
)
def test_a_time_of_day_is_read(text: str, value: ClockTime) -> None:
    assert clock.parse(text) == value


@pytest.mark.parametrize("text", ["24.01", "25", "8.60", "-1", "8.5", "åtta", "", "8–22"])
def test_a_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"lockslag.*\.$"):
        clock.parse(text)


@pytest.mark.parametrize(
    "text",
    ["8–22", "8 - 22", "8:00 - 22:00", "kl. 8–22", "kl. 08.00–22.00", "från 8 till 22", "kl 8-22", "8\u00a0–\u00a022"],
)
def test_two_times_are_read_however_they_are_joined(text: str) -> None:
    assert clock.parse_range(text) == ClockRange(ClockTime(8), ClockTime(22))


@pytest.mark.parametrize("text", ["8", "8–8", "8–25", "morgon–kväll", "08-12 34"])
def test_what_is_not_two_times_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        clock.parse_range(text)


def test_a_time_has_a_point_and_no_leading_zero_by_day() -> None:
    assert clock.format(ClockTime(8)) == f"kl.{NBSP}8.00"
    assert clock.format(time(16, 5)) == f"kl.{NBSP}16.05"
    assert clock.format("8:30") == f"kl.{NBSP}8.30"
    assert clock.format(ClockTime(24)) == f"kl.{NBSP}24.00"


def test_a_time_in_the_small_hours_and_in_a_table_has_a_leading_zero() -> None:
    assert clock.format(ClockTime(1, 30)) == f"kl.{NBSP}01.30"
    assert clock.format_table(ClockTime(8)) == "08.00"
    assert clock.format_range_table("8–22") == "08.00–22.00"


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("8–22", "kl.·8.00–22.00", "kl.·8–22"),
        ("1–6", "kl.·01.00–06.00", "kl.·01–06"),
        ("22–6", "kl.·22.00–06.00", "kl.·22–06"),
        ("6–18", "kl.·6.00–18.00", "kl.·6–18"),
        ("8.30–12", "kl.·8.30–12.00", "kl.·8.30–12.00"),
        ("0–24", "kl.·00.00–24.00", "kl.·00–24"),
    ],
)
def test_two_times_are_joined_by_an_en_dash(text: str, long: str, short: str) -> None:
    assert clock.format_range(text) == long.replace("·", NBSP)
    assert clock.format_range_short(clock.parse_range(text)) == short.replace("·", NBSP)


TIMES = st.builds(ClockTime, st.integers(0, 23), st.integers(0, 59)) | st.just(ClockTime(24))


@settings(deadline=None)
@given(TIMES)
def test_a_printed_time_reads_back_as_itself(value: ClockTime) -> None:
    assert clock.parse(clock.format(value)) == value
    assert clock.parse(clock.format_table(value)) == value


@settings(deadline=None)
@given(TIMES, TIMES)
def test_a_printed_range_reads_back_as_itself(start: ClockTime, end: ClockTime) -> None:
    if start != end:
        value = ClockRange(start, end)
        assert clock.parse_range(clock.format_range(value)) == value
        assert clock.parse_range(clock.format_range_short(value)) == value
        assert clock.parse_range(clock.format_range_table(value)) == value
