"""The agreed table of Swedish forms, row by row, with what Babel alone would have printed otherwise."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal, format_percent, parse_decimal
from stdnum.se import orgnr as stdnum_orgnr
from stdnum.se import personnummer as stdnum_personnummer

from iopdocs.swedish import (
    bankgiro,
    clock,
    dates,
    diarienummer,
    lists,
    money,
    numbers,
    orgnr,
    percent,
    personnummer,
    phone,
    plusgiro,
    postnummer,
    typography,
    words,
)

START, END = date(2022, 1, 1), date(2024, 12, 31)
MILLION_AND_A_HALF = Decimal(1500000)

EMITTED = {
    "thousands": (numbers.format(5320000), "5·320·000"),
    "four digits": (money.format(1200), "1·200 kronor"),
    "decimal": (numbers.format(Decimal("2.4")), "2,4"),
    "amount in running text": (money.format(400000), "400·000 kronor"),
    "amount in a table": (money.format_short(400000), "400·000·kr"),
    "abbreviated thousands": (money.format_thousands(400000), "400·tkr"),
    "abbreviated millions": (money.format_millions(MILLION_AND_A_HALF), "1,5·mnkr"),
    "abbreviated milliards": (money.format_billions(2 * 10**9), "2·mdkr"),
    "words for millions": (money.format_millions_in_words(MILLION_AND_A_HALF), "1,5·miljoner kronor"),
    "percent in text": (percent.format(2), "2 procent"),
    "percent in tables": (percent.format_sign(2), "2·%"),
    "percent compound": (percent.format_compound(2), "2-procentig"),
    "percentage points": (percent.format_points(2), "2 procentenheter"),
    "number words to twelve": (words.in_text(12), "tolv"),
    "digits from thirteen": (words.in_text(13), "13"),
    "range": (numbers.format_range(10, 12), "10–12"),
    "minus": (numbers.format(-5), "−5"),
    "date in text": (dates.format(START), "1·januari 2022"),
    "date with den": (dates.format_with_den(START), "den 1·januari 2022"),
    "date in tables": (dates.format_iso(START), "2022-01-01"),
    "agreement period": (
        dates.format_period_in_text(START, END),
        "från och med den 1·januari 2022 till och med den 31·december 2024",
    ),
    "agreement period in a header": (dates.format_period(START, END), "1·januari 2022–31·december 2024"),
    "agreement period in ISO": (dates.format_period_iso(START, END), "2022-01-01–2024-12-31"),
    "month": (dates.month(START), "januari"),
    "weekday": (dates.weekday(START), "lördag"),
    "clock": (clock.format_range("8:00 - 22:00"), "kl.·8.00–22.00"),
    "clock in whole hours": (clock.format_range_short("8 - 22"), "kl.·8–22"),
    "clock by night": (clock.format_range_short("1 - 6"), "kl.·01–06"),
    "phone with five digits": (phone.format("015074000"), "0150-740·00"),
    "phone with six digits": (phone.format("090161000"), "090-16·10·00"),
    "phone with seven digits": (phone.format("0703306324"), "070-330·63·24"),
    "phone with eight digits": (phone.format("08/57048323"), "08-570·483·23"),
    "phone from abroad": (phone.format_international("0857048323"), "+46·8·570·483·23"),
    "postal code": (postnummer.format("13940"), "139·40"),
    "list": (lists.format(["a", "b", "c"]), "a, b och c"),
    "organisation number": (orgnr.format("162120000035"), "212000-0035"),
    "bankgiro with seven digits": (bankgiro.format("1609908"), "160-9908"),
    "bankgiro with eight digits": (bankgiro.format("54029681"), "5402-9681"),
    "plusgiro": (plusgiro.format("2865434"), "28·65·43-4"),
    "plusgiro of a fundraiser": (plusgiro.format("9020033"), "90·20·03-3"),
    "case number": (diarienummer.format("SN 2021/123"), "SN·2021/123"),
}


@pytest.mark.parametrize("row", EMITTED)
def test_the_form_of_each_row_is_printed(row: str) -> None:
    printed, wanted = EMITTED[row]
    assert printed == wanted.replace("·", "\u00a0")


REFUSED = [
    *((numbers.parse, text) for text in ("400.000", "1,200", "1.200", "12 00")),
    *(
        (money.parse, text)
        for text in ("400.000:-", "SEK 400 000", "400 kkr", "4 mkr", "4 Mkr", "4 MSEK", "4 milj kr", "1,5 M")
    ),
    *((dates.parse, text) for text in ("1/1-22", "1:a jan", "01.02.2022", "22-01-01")),
    (orgnr.parse, "212000-0039"),
    (orgnr.parse, "670919-9530"),
    (orgnr.parse, "640883-3231"),
    (plusgiro.parse, "28 65 53-4"),
]


@pytest.mark.parametrize(("parse", "text"), REFUSED)
def test_the_form_to_avoid_is_refused_in_a_whole_sentence(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"^.{20,}\.$"):
        parse(text)


def test_avoided_ranges_are_mended_in_running_text() -> None:
    assert typography.ranges("8 - 16") == "8–16"
    assert clock.format_range("8:00 - 22:00") == "kl.\u00a08.00–22.00"


def test_the_hyphen_that_babel_writes_for_a_negative_number_is_a_minus_here() -> None:
    assert format_decimal(-5, locale="sv_SE") == "-5"
    assert numbers.format(-5) == "\u22125"
    assert money.format_short(-400000) == "\u2212400\u00a0000\u00a0kr"


def test_the_ore_that_babel_adds_are_left_out_here() -> None:
    assert format_currency(400000, "SEK", locale="sv_SE").endswith(",00\u00a0kr")
    assert money.format_short(400000) == "400\u00a0000\u00a0kr"


def test_what_babel_rounds_to_even_is_rounded_half_up_here() -> None:
    to_even = [
        format_currency(n, "SEK", "#,##0\u00a0¤", "sv_SE", currency_digits=False)
        for n in (Decimal("2.5"), Decimal("3.5"))
    ]
    assert to_even == ["2\u00a0kr", "4\u00a0kr"]
    assert [numbers.format(n, 0) for n in (Decimal("2.5"), Decimal("3.5"))] == ["3", "4"]


def test_the_decimal_that_babel_loses_from_a_percentage_is_kept_here() -> None:
    assert format_percent(Decimal("0.025"), locale="sv_SE") == "2\u00a0%"
    assert [percent.format_sign(Decimal(n)) for n in ("2.5", "3.5", "4.5")] == [
        "2,5\u00a0%",
        "3,5\u00a0%",
        "4,5\u00a0%",
    ]


def test_the_thousandfold_error_that_babel_makes_in_reading_is_refused_here() -> None:
    assert parse_decimal("400.000", locale="sv_SE", strict=True) == 400
    assert parse_decimal("12 00", locale="sv_SE") == 1200
    for text in ("400.000", "12 00"):
        with pytest.raises(ValueError, match=r"Skriv|Gruppera"):
            numbers.parse(text)


def test_the_true_minus_that_babel_cannot_read_is_read_here() -> None:
    assert numbers.parse("\u22125") == -5
    assert numbers.parse("400 000") == 400000


def test_the_three_digit_code_that_phonenumbers_splits_wrongly_is_whole_here() -> None:
    assert phone.format("0771-793336") == "0771-79\u00a033\u00a036"
    assert [phone.format(n) for n in ("112", "116016")] == ["112", "116\u00a0016"]


def test_the_third_digit_rule_and_the_samordningsnummer_that_stdnum_misses_are_here() -> None:
    assert stdnum_orgnr.is_valid("670919-9530")
    assert not stdnum_personnummer.is_valid("640883-3231")
    assert len(personnummer.find("640883-3231")) == 1


def test_the_mobile_number_that_stdnum_takes_for_a_personnummer_passes_here() -> None:
    assert stdnum_personnummer.is_valid("070330-6324")
    assert personnummer.find("070-330 63 24") == []
