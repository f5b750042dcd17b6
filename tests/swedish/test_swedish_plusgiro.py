import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from iopdocs.swedish import plusgiro

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("28 65 53-4", "kontrollsiffran"),
        ("160-9908", "skrivet som ett bankgiro"),
        ("123456789-7", "är inte ett plusgiro"),
        ("5", "är inte ett plusgiro"),
        ("0-0", "är inte ett plusgiro"),
    ],
)
def test_a_faulty_plusgiro_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plusgiro.parse(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("4-2", "4-2"), ("286543-4", "28·65·43-4"), ("2865434", "28·65·43-4"), ("9020033", "90·20·03-3")],
)
def test_a_plusgiro_stands_in_pairs(text: str, printed: str) -> None:
    assert plusgiro.format(text) == printed.replace("·", NBSP)


def test_a_plusgiro_of_even_length_begins_with_a_single_digit() -> None:
    assert plusgiro.format("12345674") == f"1{NBSP}23{NBSP}45{NBSP}67-4"


NUMBERS = st.from_regex(r"[1-9][0-9]{0,6}", fullmatch=True).map(lambda body: body + luhn.calc_check_digit(body))


@settings(deadline=None)
@given(NUMBERS)
def test_a_printed_number_reads_back_as_itself(digits: str) -> None:
    assert plusgiro.parse(digits) == digits
    assert plusgiro.parse(plusgiro.format(digits)) == digits
    assert plusgiro.format(plusgiro.format(digits)) == plusgiro.format(digits)
