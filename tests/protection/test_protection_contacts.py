"""Protected postcodes, telephone numbers, web and e-mail addresses; and that the search grows with the text."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType

import pytest

from iopdocs.protection import Secret, Seeker
from iopdocs.swedish.personnummer import Certainty

CERTAIN, POSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE


def certainties(secret: Secret, text: str, public: frozenset[str] = frozenset()) -> list[Certainty]:
    return [find.certainty for find in Seeker([secret], public).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "999 17 Gömda",
            "Post: 99917",
            "SE-999 17",
            "S-999 17 Gömda",
            "９９９ １７",
            "999\u200b17",
            "9 9 9 1 7",
            "999-17",
        ),
        *("Box 7 999 17 Gömda", "999\n17 Gömda"),
    ],
)
def test_a_postcode_is_found(text: str) -> None:
    assert certainties(Secret("", "999 17"), text) == [CERTAIN]
    assert certainties(Secret("", "999 17"), text, frozenset({"99917"})) == [POSSIBLE]


@pytest.mark.parametrize(
    "text",
    ["99 917 kronor", "99917 kronor", "1 999 170", "08-999 17 00", "Dnr KS 2025/99917", "2 999 17", "Faktura 99917"],
)
def test_digits_of_other_numbers_are_no_postcode(text: str) -> None:
    assert certainties(Secret("", "999 17"), text) == []


PHONE = Secret(phones=("+4684650417",))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "08-465 04 17",
            "084650417",
            "08 46 50 417",
            "+46 8 465 04 17",
            "+46(0)8-465 04 17",
            "0046 8 4650417",
            "08/4650417",
        ),
        *(
            "08.465.04.17",
            "Tel:08-4650417!",
            "０８-４６５０４１７",
            "08-465\u200b0417",
            "(08) 465 04 17",
            "08–465 04 17",
        ),
    ],
)
def test_a_telephone_number_is_found_in_every_layout(text: str) -> None:
    assert certainties(PHONE, f"Ring {text} när som helst") == [CERTAIN]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("O8-465 O4 I7", CERTAIN),
        ("noll åtta fyra sex fem noll fyra ett sju", POSSIBLE),
        ("nollåtta, fyrahundrasextiofem noll fyra sjutton", POSSIBLE),
    ],
)
def test_a_telephone_number_with_letters_like_digits_or_in_words_is_found(text: str, certainty: Certainty) -> None:
    assert certainties(PHONE, f"Ring {text} i kväll") == [certainty]


def test_digits_in_words_of_other_numbers_are_none() -> None:
    assert certainties(PHONE, "Ring noll åtta fyra sex fem noll fyra ett åtta; en två tre fyra fem") == []


def test_a_page_where_everybody_has_one_is_only_found_with_its_path() -> None:
    page = Secret(webs=("https://www.facebook.com/gömjouren",))
    assert certainties(page, "Följ facebook.com/gomjouren") == [CERTAIN]
    assert certainties(page, "Följ oss på facebook.com") == []


def test_a_number_without_its_area_may_be_meant_and_others_are_not() -> None:
    assert certainties(PHONE, "Ring 465 04 17") == [POSSIBLE]
    assert certainties(PHONE, "Ring 08-465 04 18, betala 465 041 kronor den 4 december 2017") == []


WEB = Secret(webs=("https://www.gömjouren.se/boende",), e_mails=("maja.ek@gömjouren.se",))


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Se gömjouren.se/boende.", CERTAIN),
        ("https://gomjouren.se/boende/", CERTAIN),
        ("GÖMJOUREN.SE/BOENDE", CERTAIN),
        ("Se www.gömjouren.se för mer", POSSIBLE),
        ("gömjouren punkt se", POSSIBLE),
        ("gömjouren[.]se/boende", CERTAIN),
        ("xn--gmjouren-n4a.se/boende", CERTAIN),
        ("maja.ek@gömjouren.se", CERTAIN),
        ("MAJA.EK @ gomjouren.se", CERTAIN),
        ("maja.ek (at) gömjouren.se", CERTAIN),
        ("maja punkt ek snabel-a gömjouren punkt se", CERTAIN),
        ("maja.ek%40g%C3%B6mjouren.se", CERTAIN),
    ],
)
def test_addresses_of_web_and_e_mail_are_found(text: str, certainty: Certainty) -> None:
    assert certainty in certainties(WEB, text)


def test_each_of_several_is_found() -> None:
    for told, count in (("17:e gatan 5", 4), ("Gömgatan 12", 4)):
        assert len(Seeker([Secret(told)]).find(f"{told}. " * count)) == count
    assert len(Seeker([WEB]).find("gömjouren.se/boende " * 4)) == 4


@pytest.mark.parametrize("text", ["Vi på gömjouren. Se till att alla kommer.", "gömjouren sedan 1990", "maja.ek"])
def test_the_words_of_an_address_are_none(text: str) -> None:
    assert certainties(WEB, text) == []


def calls(count: int, same: bool) -> int:
    """How many functions are called when so many secrets are looked for in as many texts."""
    letters = "bdfghjklmnprstv"
    names = [f"{a}a{b}o{c}e".capitalize() for a in letters for b in letters for c in letters]
    streets = [f"{'Göm' if same else names[number * 4]}gatan {number + 1}" for number in range(count)]
    texts = [f"Förening {number} finns på {street}, v. 4, 1 av 4." for number, street in enumerate(streets)]
    made: Counter[str] = Counter()

    def counted(frame: FrameType, event: str, argument: object) -> None:
        made[event] += 1

    seeker = Seeker(map(Secret, streets))
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for text in texts:
            seeker.find(text)
    finally:
        sys.setprofile(before)
    return sum(made.values())


@pytest.mark.parametrize("same", [True, False])
def test_twice_as_many_secrets_and_texts_are_twice_the_work(same: bool) -> None:
    calls(10, same)
    assert calls(160, same) / calls(80, same) < 2.4
