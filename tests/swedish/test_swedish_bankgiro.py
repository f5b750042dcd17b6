import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from iopdocs.swedish import bankgiro


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5402-9680", "kontrollsiffran"),
        ("28 65 43-4", "skrivet som ett plusgiro"),
        ("540-29681", "är inte ett bankgiro"),
        ("123", "är inte ett bankgiro"),
    ],
)
def test_a_faulty_bankgiro_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        bankgiro.parse(text)


NUMBERS = st.from_regex(r"[0-9]{6,7}", fullmatch=True).map(lambda body: body + luhn.calc_check_digit(body))


@settings(deadline=None)
@given(NUMBERS)
def test_a_printed_number_reads_back_as_itself(digits: str) -> None:
    assert bankgiro.parse(digits) == digits
    assert bankgiro.parse(bankgiro.format(digits)) == digits
    assert bankgiro.format(bankgiro.format(digits)) == bankgiro.format(digits)
