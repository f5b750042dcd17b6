import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from iopdocs.swedish import orgnr


@pytest.mark.parametrize(
    "text", ["212000-0035", "2120000035", "162120000035", "16212000-0035", "212000 0035", "212000–0035"]
)
def test_an_organisation_number_is_read_in_all_its_layouts(text: str) -> None:
    assert orgnr.parse(text) == "2120000035"
    assert orgnr.format(text) == "212000-0035"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("212000-0039", "kontrollsiffran stämmer inte"),
        ("002000-0006", "är inte ett organisationsnummer"),
        ("000000-0000", "ser ut som ett personnummer"),
        ("SE212000003501", "momsregistreringsnummer"),
        ("212000-003", "är inte ett organisationsnummer"),
        ("kommunen", "är inte ett organisationsnummer"),
        ("", "saknas"),
    ],
)
def test_a_faulty_organisation_number_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        orgnr.parse(text)


@pytest.mark.parametrize(
    "text", ["670919-9530", "6709199530", "19670919-9530", "196709199530", "166709199530", "640883-3231"]
)
def test_a_sole_trader_number_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="personnummer") as caught:
        orgnr.parse(text)
    assert text[-4:] not in str(caught.value)
    assert "****" in str(caught.value)


def test_the_first_digit_tells_the_kind_of_body() -> None:
    assert orgnr.kind("212000-0035") == "stat, region, kommun eller församling"
    assert orgnr.kind("802000-0009") == "ideell förening eller stiftelse"


NUMBERS = st.from_regex(r"[1-9][0-9][2-9][0-9]{6}", fullmatch=True).map(lambda body: body + luhn.calc_check_digit(body))


@settings(deadline=None)
@given(NUMBERS)
def test_a_printed_number_reads_back_as_itself(digits: str) -> None:
    assert orgnr.parse(digits) == digits
    assert orgnr.parse(orgnr.format(digits)) == digits
    assert orgnr.format(orgnr.format(digits)) == orgnr.format(digits)


@settings(deadline=None)
@given(NUMBERS, st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(digits: str, place: int, digit: int) -> None:
    if digits[place] == str(digit):
        return
    with pytest.raises(ValueError, match=r"\.$"):
        orgnr.parse(digits[:place] + str(digit) + digits[place + 1 :])
