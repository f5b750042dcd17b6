import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import typography

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("400 000 kronor per år", "400·000·kronor per år"),
        ("totalt 2 970 000 kr, varav", "totalt 2·970·000·kr, varav"),
        ("1,5 mnkr och 400 tkr", "1,5·mnkr och 400·tkr"),
        ("två procent eller 2 procent eller 2 %", "två procent eller 2·procent eller 2·%"),
        ("12 000 medarbetare", "12·000 medarbetare"),
        ("kl. 8 och klockan 16", "kl.·8 och klockan·16"),
        ("4 kap. 1 §", "4·kap.·1·§"),
        ("kap. 3 §", "kap.·3·§"),
        ("1 a §", "1·a·§"),
        ("14 kap. 2–3 §§", "14·kap.·2–3·§§"),
        ("5 kap. 11 § första stycket 2", "5·kap.·11·§ första stycket·2"),
        ("§ 7 i detta avtal", "§·7 i detta avtal"),
        ("artikel 28.3 h", "artikel·28.3·h"),
        ("artikel 6 i förordningen", "artikel·6 i förordningen"),
        ("den 1 januari 2022", "den 1·januari 2022"),
        ("prop. 2024/25:89 s. 12", "prop.·2024/25:89 s.·12"),
        ("08-570 483 23", "08-570·483·23"),
        ("+46 8 570 483 23", "+46·8·570·483·23"),
        ("901 84 Umeå", "901·84 Umeå"),
        ("år 2021 100 personer", "år 2021 100 personer"),
        ("Vi är 3 personer.", "Vi är 3 personer."),
    ],
)
def test_no_break_spaces_stand_where_swedish_wants_them(text: str, finished: str) -> None:
    assert typography.text(text) == finished.replace("·", NBSP)


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("alla dagar 8 - 16.", "alla dagar 8–16."),
        ("kl. 8-22", "kl. 8–22"),
        ("kl. 08.00 - 16.30", "kl. 08.00–16.30"),
        ("12-18 år", "12–18 år"),
        ("14 kap. 2-3 §§", "14 kap. 2–3 §§"),
        ("2022 - 2024", "2022–2024"),
        ("1 000 - 2 000 kronor", "1 000–2 000 kronor"),
        ("1-3 januari", "1–3 januari"),
    ],
)
def test_the_hyphen_of_a_range_becomes_an_en_dash(text: str, finished: str) -> None:
    assert typography.ranges(text) == finished


@pytest.mark.parametrize(
    "text",
    [
        "08 - 570 470 00",
        "070-330 63 24",
        "2022-01-01",
        "2022-01-01 - 2024-12-31",
        "2021-12",
        "SN 2021-123",
        "SN 2021 - 2022",
        "SN-2021-00123",
        "212000-0035",
        "212000 - 0035",
        "670919-9530",
        "5402-9681",
        "5402 - 9681",
        "160 - 9908",
        "28 65 43-4",
        "28 65 43 - 4",
        "5 - 3",
        "COVID-19 - 20 fall",
        "prop. 2024/25 - 89",
    ],
)
def test_a_hyphen_that_may_belong_to_a_number_is_left_alone(text: str) -> None:
    assert typography.ranges(text) == text


@pytest.mark.parametrize("quote", ["- Det är bra.", "– Det är bra.", "— Det är bra.", "Det är bra.", "  -Det är bra. "])
def test_a_talstreck_replaces_whatever_dash_a_quote_began_with(quote: str) -> None:
    assert typography.talstreck(quote) == "– Det är bra."


def test_a_minus_at_the_start_of_a_quote_is_not_a_dash() -> None:
    assert typography.talstreck("-5 grader ute") == "– -5 grader ute"


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("Ja", "”Ja”"),
        ('"Ja"', "”Ja”"),
        ("“Ja”", "”Ja”"),
        ("- Ja", "”Ja”"),
        ('Hon sade "nej" då', "”Hon sade ’nej’ då”"),
        ('"A" och "B"', "”’A’ och ’B’”"),
    ],
)
def test_a_quote_stands_in_swedish_quotation_marks(quote: str, marked: str) -> None:
    assert typography.quotation_marks(quote) == marked


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789",
            " ",
            " ",
            "-",
            "–",
            ".",
            ",",
            "§",
            "kap.",
            "kl.",
            "kr",
            "januari",
            "a",
            "Ab",
            "år",
            "\u00a0",
            '"',
            "”",
            "s.",
        ]
    ),
    max_size=25,
).map("".join)


@settings(deadline=None)
@given(PIECES)
def test_every_function_gives_the_same_when_applied_again(text: str) -> None:
    for function in (
        typography.text,
        typography.no_break,
        typography.ranges,
        typography.talstreck,
        typography.quotation_marks,
    ):
        once = function(text)
        assert function(once) == once


@settings(deadline=None)
@given(PIECES)
def test_no_word_and_no_digit_is_changed(text: str) -> None:
    assert re.findall(r"\w+|§", typography.text(text)) == re.findall(r"\w+|§", text)
    assert typography.no_break(text).replace(NBSP, " ") == text.replace(NBSP, " ")


@settings(deadline=None)
@given(PIECES)
def test_ranges_touch_nothing_but_hyphens_and_the_spaces_around_them(text: str) -> None:
    def bare(value: str) -> str:
        return re.sub(r"[\s\u00a0]*[-–][\s\u00a0]*", "-", value)

    assert bare(typography.ranges(text)) == bare(text)
