import re

import phonenumbers
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iopdocs.swedish import phone

NBSP = "\u00a0"

LAYOUTS = [
    ("08-570 483 23", "08-570·483·23", "+46·8·570·483·23"),
    ("08 - 570 470 00", "08-570·470·00", "+46·8·570·470·00"),
    ("08/57048323", "08-570·483·23", "+46·8·570·483·23"),
    ("(08) 570 483 23", "08-570·483·23", "+46·8·570·483·23"),
    ("+46 (0)8 570 483 23", "08-570·483·23", "+46·8·570·483·23"),
    ("0046 8 570 483 23", "08-570·483·23", "+46·8·570·483·23"),
    ("08-718 76 40", "08-718·76·40", "+46·8·718·76·40"),
    ("08-616 46 70", "08-616·46·70", "+46·8·616·46·70"),
    ("090-16 10 00", "090-16·10·00", "+46·90·16·10·00"),
    ("0703306324", "070-330·63·24", "+46·70·330·63·24"),
    ("070-812 90 69", "070-812·90·69", "+46·70·812·90·69"),
    ("076-029 00 28", "076-029·00·28", "+46·76·029·00·28"),
    ("0150-740 00", "0150-740·00", "+46·150·740·00"),
    ("0303-12 34 56", "0303-12·34·56", "+46·303·12·34·56"),
    ("010-123 45 67", "010-123·45·67", "+46·10·123·45·67"),
    ("020-91 10 00", "020-91·10·00", "+46·20·91·10·00"),
    ("0200-25 28 00", "0200-25·28·00", "+46·200·25·28·00"),
    ("0771-793336", "0771-79·33·36", "+46·771·79·33·36"),
    ("077-179 33 36", "0771-79·33·36", "+46·771·79·33·36"),
    ("+45 33 12 34 56", "+45·33·12·34·56", "+45·33·12·34·56"),
    ("112", "112", "112"),
    ("1177", "1177", "1177"),
    ("11414", "114·14", "114·14"),
    ("113 13", "113·13", "113·13"),
    ("116016", "116·016", "116·016"),
    ("116 111", "116·111", "116·111"),
]


@pytest.mark.parametrize(("text", "national", "international"), LAYOUTS)
def test_a_number_is_printed_as_swedes_write_it(text: str, national: str, international: str) -> None:
    assert phone.format(text) == national.replace("·", NBSP)
    assert phone.format_international(text) == international.replace("·", NBSP)


@pytest.mark.parametrize(("text", "national", "international"), LAYOUTS)
def test_a_printed_number_reads_back_as_itself(text: str, national: str, international: str) -> None:
    for printed in (national, international):
        assert phone.parse(printed.replace("·", NBSP)) == phone.parse(text)


@pytest.mark.parametrize(
    ("text", "restored"),
    [("701234567", "070-123 45 67"), ("70-123 45 67", "070-123 45 67"), ("857048323", "08-570 483 23")],
)
def test_a_lost_leading_zero_is_explained(text: str, restored: str) -> None:
    with pytest.raises(ValueError, match="Om nollan har fallit bort") as caught:
        phone.parse(text)
    assert restored in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Telefonnumret saknas"),
        ("16 10", "saknar riktnummer"),
        ("08-123", "finns inte"),
        ("070-330 63 2", "finns inte"),
        ("070-330 63 245", "finns inte"),
        ("+46 70", "finns inte"),
        ("+999 123 456", "finns inte"),
        ("08-570 470 00 / 070-330 63 24", "finns inte"),
        ("0771-HJÄLP", "annat än siffror"),
        ("Tel 08-570 483 23", "annat än siffror"),
        ("emma@exempel.se", "annat än siffror"),
    ],
)
def test_a_number_that_cannot_be_dialled_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        phone.parse(text)
    assert reason in str(caught.value)


@settings(deadline=None)
@given(st.from_regex(r"0[1-9][0-9]{6,8}", fullmatch=True))
def test_no_digit_is_added_or_lost(digits: str) -> None:
    assume(phonenumbers.is_valid_number(phonenumbers.parse(digits, "SE")))
    assert re.sub(r"\D", "", phone.format(digits)) == digits
    assert re.sub(r"\D", "", phone.format_international(digits)) == "46" + digits[1:]
    assert phone.parse(phone.format(digits)) == phone.parse(digits)
    assert re.fullmatch(r"0[0-9]{1,3}-[0-9]{2,3}(?:\u00a0[0-9]{2,3})*", phone.format(digits))
