from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.se import personnummer as reference

from benchmarks.samples import personnummer_ways
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import _UNUSUAL, _VISIBLE, seen
from iopdocs.swedish.personnummer import Certainty

CERTAIN, POSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE


def certainties(text: str, label: str = "") -> list[Certainty]:
    return [hit.certainty for hit in personnummer.find(text, label)]


@pytest.mark.parametrize(
    "text",
    [
        "670919-9530",
        "6709199530",
        "19670919-9530",
        "196709199530",
        "670919+9530",
        "670919 9530",
        "670919\u00a09530",
        "670919–9530",
        "670919 - 9530",
        "1967-09-19-9530",
        "pnr 0703306324",
        "Personnummer: 070330-6324",
        "Tel: 670919-9530",
        "SE670919953001",
        "67 09 19-9530",
        "1967 09 19-9530",
        "AB 670919-9530",
        "ANNA 19670919-9530",
        "direktör 050505-1235",
        "mobbad 050505-1235",
    ],
)
def test_a_personnummer_is_found_for_certain(text: str) -> None:
    assert certainties(f"Medlemmen {text} deltog.") == [CERTAIN]


@pytest.mark.parametrize("text", ["640883-3231", "6408833231", "19640883-3231"])
def test_a_samordningsnummer_is_found_and_named(text: str) -> None:
    (hit,) = personnummer.find(text)
    assert hit.certainty is CERTAIN
    assert hit.coordination


def test_a_hit_tells_where_it_stands_and_can_be_shown_masked() -> None:
    text = "Anna, 670919-9530, deltog."
    (hit,) = personnummer.find(text)
    assert text[hit.start : hit.end] == hit.text == "670919-9530"
    assert hit.masked == "670919-****"
    assert not hit.coordination


@pytest.mark.parametrize(
    "text",
    [
        "070-330 63 24",
        "070-3306324",
        "070-330\u00a063\u00a024",
        "+46703306324",
        "+46 70 330 63 24",
        "Tel 0703306324",
        "Telefon: 070330-6324",
        "Mobil 0703306324",
        "mobilnummer: 0703306324",
        "08 - 570 470 00",
    ],
)
def test_a_telephone_number_in_its_layout_or_with_its_label_is_not_a_personnummer(text: str) -> None:
    assert certainties(f"Ring oss. {text}") == []


@pytest.mark.parametrize("text", ["0703306324", "Anna, 0703306324, svarar", "070330 6324"])
def test_bare_digits_that_may_be_a_mobile_number_are_only_possible(text: str) -> None:
    assert certainties(text) == [POSSIBLE]


def test_the_name_of_the_field_is_a_label_too() -> None:
    assert certainties("0703306324", "kontakter[1].telefon") == []
    assert certainties("0703306324", "personnummer") == [CERTAIN]
    assert certainties("670919-9530", "telefon") == [CERTAIN]
    # What a field is called says what its text is about, not what its numbers are.
    assert certainties("196709199530", "organisation.protokoll") == [CERTAIN]
    assert certainties("Hon, 670919-9530, har bott där.", "ärendet") == [CERTAIN]
    assert certainties("670919-9530", "diarienummer") == [POSSIBLE]


@pytest.mark.parametrize(
    "text",
    [
        "212000-0035",
        "2120000035",
        "802000-0009",
        "SN 2021/123",
        "SN-2021-00123",
        "KS/2021:123",
        "2021SN0123",
        "Dnr SN 2021/123",
        "5402-9681",
        "54029681",
        "160-9908",
        "28 65 43-4",
        "2022-01-01",
        "2 970 000 kronor",
        "139 40",
        "SE4550000000058398257466",
        "lagen (2025:400)",
        "671319-9530",
        "670230-9530",
        "den 19 september 1967 1968",
        "den 19 september 1967 9530 kronor",
        "den 19 september 2017, 1234",
        "6713 19 9530",
        "670919 under de fyra sista månaderna 2025",
        "20240919T1230",
    ],
)
def test_other_numbers_are_not_mistaken_for_a_personnummer(text: str) -> None:
    assert certainties(f"Se {text} och 2022.") == []


@pytest.mark.parametrize("text", ["Dnr 670919-9530", "diarienummer: 670919-9530", "SN 670919-9530", "SN-670919-9530"])
def test_the_layout_after_a_case_label_is_only_possible(text: str) -> None:
    assert certainties(text) == [POSSIBLE]


def test_a_wrong_check_digit_in_the_layout_is_possible_but_nothing_in_bare_digits() -> None:
    assert certainties("670919-9531") == [POSSIBLE]
    assert certainties("6709199531") == []


def test_every_number_in_a_text_is_found_in_order() -> None:
    text = "Först 640883-3231, sedan 670919-9530 och tel 0703306324."
    assert [hit.text for hit in personnummer.find(text)] == ["640883-3231", "670919-9530"]


@settings(deadline=None)
@given(
    st.dates().filter(lambda day: 1900 <= day.year < 2100),
    st.integers(1, 999),
    st.sampled_from(["", "-", " "]),
    st.booleans(),
)
def test_every_personnummer_is_found_in_every_layout(day: object, serial: int, mark: str, century: bool) -> None:
    birth = f"{day:%Y%m%d}"
    body = f"{birth[2:]}{serial:03}"
    digits = body + luhn.calc_check_digit(body)
    written = (birth if century else digits[:6]) + mark + digits[6:]
    assert reference.is_valid(f"{birth}-{digits[6:]}")
    (hit,) = personnummer.find(f"Hon ({written}) deltog")
    assert hit.text == written


@settings(deadline=None)
@given(st.from_regex(r"07[02369]-[0-9]{3} [0-9]{2} [0-9]{2}", fullmatch=True))
def test_no_mobile_number_in_its_layout_is_ever_a_hit(number: str) -> None:
    assert personnummer.find(f"Kontakta {number} vid frågor.") == []


@settings(deadline=None)
@given(st.text(alphabet="0123456789-+ a", max_size=60))
def test_a_hit_is_always_exactly_a_piece_of_the_text(text: str) -> None:
    for hit in personnummer.find(text):
        assert text[hit.start : hit.end] == hit.text


@pytest.mark.parametrize(
    "text",
    [
        *("1967.09.19-9530", "670919/9530", "670919.9530", "670919--9530", "670919_9530", "670919-95 30"),
        *("670919 (9530)", "670919-T530", "670919-TF17", "nås direkt 050505-1235", "2024-09-04 1759"),
        *("6709 19 9530", "670919-9 530", "19670919TF01", "670919T123"),
        *("19 september 1967, 9530", "19/9 1967 9530", "den 19 sep. 1967 – 9530", "670919, fyra sista 9531"),
    ],
)
def test_an_unusual_way_to_write_one_is_possible(text: str) -> None:
    assert certainties(f"Medlemmen {text} deltog.") == [POSSIBLE]
    (hit,) = personnummer.find(text)
    assert hit.masked.endswith("****")


@settings(deadline=None)
@given(st.dates(), st.dates(), st.sampled_from(["–", " – ", "-", " - ", "–den "]))
def test_a_time_from_one_day_to_another_is_none(first: date, last: date, dash: str) -> None:
    assert certainties(f"från {first}{dash}{last} eller {first:%Y.%m.%d}{dash}{last:%Y.%m.%d}") == []


@pytest.mark.parametrize("way", personnummer_ways.WAYS)
def test_a_true_one_is_found_in_every_way_it_may_be_written(way: str) -> None:
    texts = list(personnummer_ways.written([way], personnummer_ways.AROUND, 40))
    assert [text for text in texts if not personnummer.find(seen(text))] == []


@pytest.mark.parametrize("way", personnummer_ways.SLIPS)
def test_a_wrong_check_digit_in_the_layout_is_possible(way: str) -> None:
    for text in personnummer_ways.written([way], personnummer_ways.AROUND, 40, wrong=True):
        assert certainties(seen(text)) == [POSSIBLE], text


@pytest.mark.parametrize("way", personnummer_ways.OTHERS)
def test_what_numbers_a_case_an_invoice_or_a_time_is_none(way: str) -> None:
    assert [text for text in personnummer_ways.numbered([way], 100) if personnummer.find(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("67O919-953O", "670919-9S30", "6709I9-9530", "6 7 0 9 1 9 - 9 5 3 0"),
        *("1967-0919-9530", "67/09/19-9530", "670919’9530", "1967-09-19 9530", "670919 (9530)"),
    ],
)
def test_letters_like_digits_and_odd_signs_are_possible(text: str) -> None:
    assert certainties(f"Medlemmen {text} deltog.") == [POSSIBLE]


def test_a_child_of_this_century_is_not_taken_for_a_case() -> None:
    assert certainties("Barnet 20150312-1236 bor hos sin mamma.") == [CERTAIN]
    assert certainties("Barnet 20150312-1237 bor hos sin mamma.") == [POSSIBLE]
    assert certainties("Dnr 20150312-1236 avslutas.") == []


_PIECES = ["670919", "19670919", "9530", "-9530", "67 09 19", "1", "9", "19 maj 1967", ", fyra sista ", " ", "-", "x"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_what_begins_with_a_number_is_found_as_if_it_was_sought_at_every_sign(text: str) -> None:
    starts = [number.start() for number in personnummer._NUMBER.finditer(text)]
    for pattern in (personnummer._CANDIDATE, personnummer._APART, personnummer._TOLD, personnummer._SAID):
        found = [match.span() for match in personnummer._at(starts, pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)]


def test_what_is_not_exchanged_sign_by_sign_is_seen_as_it_is() -> None:
    usual = "".join(sign for sign in map(chr, range(0x3000)) if not _UNUSUAL.match(sign))
    assert usual.translate(_VISIBLE) == usual
    assert seen("67\u00ad09\u06619\u00a0–…") == "670919 –..."
