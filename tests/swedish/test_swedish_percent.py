from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", "2"),
        ("2,5", "2.5"),
        ("2 %", "2"),
        ("2\u00a0%", "2"),
        ("2,5 procent", "2.5"),
        ("3,125 %", "3.125"),
        ("2.5%", "2.5"),
    ],
)
def test_a_percentage_is_read_as_so_many_percent(text: str, value: str) -> None:
    assert percent.parse(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "saknas"),
        ("%", "saknas"),
        ("två procent", "är inte ett procenttal"),
        ("2 procentenheter", "anger procentenheter"),
    ],
)
def test_what_is_not_a_percentage_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        percent.parse(text)


@pytest.mark.parametrize(
    ("value", "text"), [("2", "2"), ("2.5", "2,5"), ("3.5", "3,5"), ("4.5", "4,5"), ("0.125", "0,125")]
)
def test_no_decimal_of_a_percentage_is_lost(value: str, text: str) -> None:
    assert percent.format(Decimal(value)) == f"{text} procent"
    assert percent.format_sign(Decimal(value)) == f"{text}\u00a0%"
    assert percent.format_compound(Decimal(value)) == f"{text}-procentig"


def test_percentage_points_are_singular_only_for_one() -> None:
    assert percent.format_points(Decimal(1)) == "1 procentenhet"
    assert percent.format_points(Decimal("1.5")) == "1,5 procentenheter"


@settings(deadline=None)
@given(st.decimals(-1000, 1000, places=3))
def test_a_printed_percentage_reads_back_as_itself(value: Decimal) -> None:
    assert percent.parse(percent.format(value)) == value
    assert percent.parse(percent.format_sign(value)) == value


@given(st.integers(0, 100))
def test_in_a_sentence_a_percentage_to_twelve_is_a_word(value: int) -> None:
    text = percent.in_text(Decimal(value))
    assert any(sign.isdigit() for sign in text) == (value > 12)
    assert text.endswith(" procent")


def test_decimals_are_digits_in_a_sentence_too() -> None:
    assert percent.in_text(Decimal("2.5")) == "2,5 procent"
