from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iopdocs.swedish import numbers

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 970 000", "2970000"),
        ("2970000", "2970000"),
        ("2\u00a0970\u00a0000", "2970000"),
        ("2\u202f970\u202f000", "2970000"),
        ("2\u2009970\u2009000", "2970000"),
        (" 12 ", "12"),
        ("1 200", "1200"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1 200,50", "1200.50"),
        ("0,125", "0.125"),
        ("1 234,567", "1234.567"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_swedes_type_it(text: str, value: str) -> None:
    assert str(numbers.parse(text)) == value


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("400.000", "Skriv 400 000 om du menar tusental, annars 400."),
        ("1.200", "Skriv 1 200 om du menar tusental, annars 1,2."),
        ("1,200", "Skriv 1 200 om du menar tusental, annars 1,2."),
        ("1,234", "Skriv 1 234 om du menar tusental, annars 1,2340."),
        ("1.200.000", "Skriv 1 200 000."),
        ("1.200,50", "Skriv 1 200,50."),
        ("1,200.50", "Skriv 1 200,50."),
        ("12 00", "Gruppera siffrorna tre och tre"),
        ("1 2000", "Gruppera siffrorna tre och tre"),
        ("1200 000", "Gruppera siffrorna tre och tre"),
        ("2.1234", "med decimalkomma: 2,1234."),
        ("0.125", "med decimalkomma: 0,125."),
        ("0701234567", "börjar med en nolla"),
        ("", "Talet saknas"),
        ("tolv", "är inte ett tal"),
        ("5 %", "är inte ett tal"),
        ("1e6", "är inte ett tal"),
        ("NaN", "är inte ett tal"),
        ("٣", "är inte ett tal"),
        ("9" * 25, "för många siffror"),
    ],
)
def test_a_number_that_can_be_misread_is_refused_with_what_to_write(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        numbers.parse(text)
    assert advice in str(caught.value)


@pytest.mark.parametrize("text", ["400.000", "1.200", "1,200", "1,234", "12.340", "1.200,50"])
def test_what_a_refusal_advises_is_itself_accepted(text: str) -> None:
    with pytest.raises(ValueError, match="Skriv") as caught:
        numbers.parse(text)
    advice = str(caught.value).partition("Skriv ")[2].removesuffix(".")
    for suggestion in advice.split(" om du menar tusental, annars "):
        numbers.parse(suggestion)


def test_three_decimals_pass_where_thousands_are_impossible() -> None:
    assert numbers.parse("3,125", thousands_possible=False) == Decimal("3.125")


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_whole_number_is_read_as_it_is_printed(value: int) -> None:
    assert numbers.parse(numbers.format_whole(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("400000"), "400·000"),
        (1200, "1·200"),
        (999, "999"),
        (Decimal("1234.5"), "1·234,5"),
        (Decimal("2.50"), "2,5"),
        (Decimal("-5"), "\u22125"),
        (Decimal("-0"), "0"),
        (Decimal("1E+6"), "1·000·000"),
        (Decimal("0.0001"), "0,0001"),
    ],
)
def test_a_number_is_printed_with_groups_comma_and_true_minus(value: Decimal | int, text: str) -> None:
    assert numbers.format(value) == text.replace("·", NBSP)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("2.25", 1, "2,3"), ("2.5", 0, "3"), ("3.5", 0, "4"), ("-2.5", 0, "\u22123"), ("2", 2, "2,00"), ("-0.2", 0, "0")],
)
def test_a_fixed_number_of_decimals_rounds_half_up(value: str, decimals: int, text: str) -> None:
    assert numbers.format(Decimal(value), decimals) == text


def test_the_filter_for_whole_numbers_never_rounds() -> None:
    assert numbers.format_whole(Decimal("12.0")) == "12"
    with pytest.raises(ValueError, match="2,5 är inte ett heltal"):
        numbers.format_whole(Decimal("2.5"))


def test_a_range_takes_an_en_dash_but_not_beside_a_minus() -> None:
    assert numbers.format_range(10, 12) == "10\u201312"
    assert numbers.format_range(-5, 10) == "\u22125 till 10"


@pytest.mark.parametrize("value", [2.5, True, "12"])
def test_floats_truth_values_and_texts_are_not_numbers(value: object) -> None:
    with pytest.raises(TypeError):
        numbers.format(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_finite_is_never_printed(value: Decimal) -> None:
    with pytest.raises(ValueError, match="inte ett tal"):
        numbers.format(value)


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2) | st.integers(-(10**15), 10**15).map(Decimal))
def test_a_printed_number_reads_back_as_itself(value: Decimal) -> None:
    assert numbers.parse(numbers.format(value)) == value


@settings(deadline=None)
@given(st.decimals(-(10**6), 10**6, places=5))
def test_a_printed_number_with_many_decimals_reads_back_unless_it_is_ambiguous(value: Decimal) -> None:
    text = numbers.format(value)
    assume(len(text.partition(",")[2]) != 3)
    assert numbers.parse(text) == value


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_number_or_gets_a_whole_sentence(text: str) -> None:
    try:
        numbers.parse(text)
    except ValueError as error:
        assert str(error).endswith(".")
