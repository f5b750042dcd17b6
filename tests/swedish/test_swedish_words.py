import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words2 import num2words

from iopdocs.swedish import words

BY_HAND = {
    0: "noll",
    1: "ett",
    7: "sju",
    13: "tretton",
    14: "fjorton",
    18: "arton",
    20: "tjugo",
    21: "tjugoett",
    40: "fyrtio",
    42: "fyrtiotvå",
    80: "åttio",
    100: "etthundra",
    101: "etthundraett",
    999: "niohundranittionio",
    1000: "ettusen",
    1001: "ettusenett",
    1100: "ettusenetthundra",
    2001: "tvåtusenett",
    11000: "elvatusen",
    21000: "tjugoettusen",
    31001: "trettioettusenett",
    100000: "etthundratusen",
    101000: "etthundraettusen",
    121000: "etthundratjugoettusen",
    400000: "fyrahundratusen",
    1000000: "en miljon",
    1000001: "en miljon ett",
    2970000: "två miljoner niohundrasjuttiotusen",
    3029400: "tre miljoner tjugoniotusenfyrahundra",
    21000000: "tjugoen miljoner",
    101000000: "etthundraen miljoner",
    10**9: "en miljard",
    10**12: "en biljon",
    -5: "minus fem",
}


@pytest.mark.parametrize(("value", "text"), BY_HAND.items())
def test_a_number_in_words(value: int, text: str) -> None:
    assert words.cardinal(value) == text


def second_source(value: int) -> str:
    """num2words2 without its spacing, with etthundratusen and, before miljoner and larger, Språkrådet's tjugoen."""
    text = num2words(value, lang="sv")
    text = re.sub(r"ett (?=miljoner|miljarder|biljoner)", "en ", text)
    return re.sub(r"(?<![a-zåäö])hundratusen", "etthundratusen", text).replace(" ", "")


COMPARED = sorted(
    {
        *range(125),
        *range(190, 1300, 37),
        *range(1990, 130000, 1711),
        *(10**n + d for n in range(3, 13) for d in (-1, 0, 1, 21)),
    }
)


def test_more_than_two_hundred_numbers_agree_with_a_second_source() -> None:
    assert len(COMPARED) > 200
    different = {n: words.cardinal(n) for n in COMPARED if words.cardinal(n).replace(" ", "") != second_source(n)}
    assert different == {}


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_any_number_agrees_with_a_second_source(value: int) -> None:
    assert words.cardinal(value).replace(" ", "") == second_source(value)


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_no_number_has_three_like_letters_in_a_row(value: int) -> None:
    assert re.search(r"(.)\1\1", words.cardinal(value)) is None


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    assert (words.cardinal(one) == words.cardinal(other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2970000", "två miljoner niohundrasjuttiotusen kronor"),
        ("1", "en krona"),
        ("0", "noll kronor"),
        ("21", "tjugoen kronor"),
        ("10.50", "tio kronor och femtio öre"),
        ("83333.01", "åttiotretusentrehundratrettiotre kronor och ett öre"),
        ("0.21", "noll kronor och tjugoett öre"),
        ("2.005", "två kronor och ett öre"),
        ("-100", "minus etthundra kronor"),
    ],
)
def test_an_amount_in_words(value: str, text: str) -> None:
    assert words.amount(Decimal(value)) == text


def test_running_text_has_words_to_twelve_and_then_digits() -> None:
    assert [words.in_text(n) for n in (0, 2, 12, 13, 1200)] == ["noll", "två", "tolv", "13", "1\u00a0200"]
    assert words.in_text(Decimal("2.5")) == "2,5"


def test_a_count_takes_the_singular_only_for_one() -> None:
    assert words.count(1, "en månad", "månader") == "en månad"
    assert words.count(Decimal(3), "en månad", "månader") == "tre månader"
    assert words.count(18, "en månad", "månader") == "18 månader"


def test_a_whole_decimal_can_be_put_in_words_but_not_a_fraction_or_an_endless_number() -> None:
    assert words.cardinal(Decimal("40.0")) == "fyrtio"
    with pytest.raises(ValueError, match="inte ett heltal"):
        words.cardinal(Decimal("2.5"))
    with pytest.raises(ValueError, match="för stort"):
        words.cardinal(10**15)
