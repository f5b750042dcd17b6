from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import money

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("400 000 kr", "400000"),
        ("400 000 kronor", "400000"),
        ("400000", "400000"),
        ("400 tkr", "400000"),
        ("400 Tkr", "400000"),
        ("1,5 mnkr", "1500000"),
        ("1,5 miljoner kronor", "1500000"),
        ("1 miljon kronor", "1000000"),
        ("2 mdkr", "2000000000"),
        ("83 333,50 kr", "83333.50"),
        ("83 333,5 kr", "83333.50"),
        ("1 krona", "1"),
        ("\u22125 000 kr", "-5000"),
    ],
)
def test_an_amount_is_read_into_kronor(text: str, value: str) -> None:
    assert str(money.parse(text)) == value


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("400 kkr", "Skriv 400 tkr."),
        ("1,5 mkr", "Skriv 1,5 mnkr."),
        ("1,5 Mkr", "Skriv 1,5 mnkr."),
        ("1,5 MSEK", "Skriv 1,5 mnkr."),
        ("1,5 milj kr", "Skriv 1,5 mnkr."),
        ("1,5 M", "Skriv 1,5 mnkr."),
        ("2 miljoner", "Skriv 2 miljoner kronor."),
        ("400 000:-", "Skriv 400 000 kronor."),
        ("400 000 SEK", "Skriv 400 000 kronor."),
        ("SEK 400 000", "Skriv 400 000 kronor."),
        ("400.000:-", "kan läsas på två sätt"),
        ("400.000 kr", "kan läsas på två sätt"),
        ("1,200 tkr", "kan läsas på två sätt"),
        ("400 000 kr per år", "Skriv bara 400 000 kr,"),
        ("0,001 kr", "fler decimaler än hela ören"),
        ("tolv kronor", "är inte ett belopp"),
        ("", "Beloppet saknas"),
    ],
)
def test_an_amount_that_can_be_misread_is_refused_with_what_to_write(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        money.parse(text)
    assert advice in str(caught.value)


def test_ore_are_kept_when_the_amount_is_not_whole() -> None:
    assert money.format(Decimal("83333.5")) == f"83{NBSP}333,50 kronor"
    assert money.format_short(Decimal("83333.50")) == f"83{NBSP}333,50{NBSP}kr"
    assert money.format(Decimal("83333.00")) == f"83{NBSP}333 kronor"


@pytest.mark.parametrize(
    ("value", "text"), [("2.005", "2,01 kronor"), ("2.015", "2,02 kronor"), ("-2.005", "\u22122,01 kronor")]
)
def test_half_an_ore_is_rounded_up(value: str, text: str) -> None:
    assert money.format(Decimal(value)) == text


def test_one_krona_is_singular_and_a_loss_has_a_true_minus() -> None:
    assert money.format(1) == "1 krona"
    assert money.format(0) == "0 kronor"
    assert money.format(-400000) == f"\u2212400{NBSP}000 kronor"


@pytest.mark.parametrize(
    ("value", "thousands", "millions"),
    [
        (400000, "400·tkr", "0,4·mnkr"),
        (1500000, "1·500·tkr", "1,5·mnkr"),
        (2970000, "2·970·tkr", "2,97·mnkr"),
        (1234567, "1·234,567·tkr", "1,234567·mnkr"),
    ],
)
def test_shortened_amounts_lose_no_digit(value: int, thousands: str, millions: str) -> None:
    assert money.format_thousands(value) == thousands.replace("·", NBSP)
    assert money.format_millions(value) == millions.replace("·", NBSP)


def test_millions_in_words_are_singular_only_for_one() -> None:
    assert money.format_millions_in_words(1000000) == f"1{NBSP}miljon kronor"
    assert money.format_millions_in_words(1500000) == f"1,5{NBSP}miljoner kronor"
    assert money.format_billions(1200000000) == f"1,2{NBSP}mdkr"


AMOUNTS = st.decimals(-(10**11), 10**11, places=2)


@settings(deadline=None)
@given(AMOUNTS)
def test_a_printed_amount_reads_back_as_itself(value: Decimal) -> None:
    assert money.parse(money.format(value)) == value
    assert money.parse(money.format_short(value)) == value


@settings(deadline=None)
@given(st.integers(-(10**6), 10**6))
def test_an_amount_in_whole_thousands_reads_back_from_every_short_form(thousands: int) -> None:
    value = Decimal(thousands * 10000)
    assert money.parse(money.format_thousands(value)) == value
    assert money.parse(money.format_millions(value)) == value
    assert money.parse(money.format_millions_in_words(value)) == value
