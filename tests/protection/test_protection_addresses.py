"""Protected addresses are found however they are written, and ordinary texts are left alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples import address_slips, address_spellings, ordinary_texts
from iopdocs.model.party import Address
from iopdocs.protection import Find, Secret, Seeker, secret_of_address
from iopdocs.swedish.personnummer import Certainty
from tests.support.examples import examples

CASES = Path(__file__).parents[3] / "shared" / "cases" / "adresser.tsv"


def finds(street: str, text: str, *, postcode: str = "", place: str = "") -> list[Find]:
    return Seeker([Secret(street, postcode, place)]).find(text)


def shown(street: str, text: str, **more: str) -> list[tuple[str, Certainty]]:
    return [(text[find.start : find.end], find.certainty) for find in finds(street, text, **more)]


def missed(kind: str) -> list[tuple[str, str]]:
    pairs = (*address_spellings.pairs(), *address_slips.pairs())
    return [(told, text) for name, told, text in pairs if name == kind and not finds(told, text)]


@pytest.mark.parametrize("kind", ["ändelser", "ordning och nummer", "tecken", "omnämnanden", "andra sätt"])
def test_an_address_is_found_in_every_way_it_may_be_written(kind: str) -> None:
    assert len([name for name, *_ in address_spellings.pairs() if name == kind]) > 150
    assert missed(kind) == []


@pytest.mark.parametrize("kind", ["felskrivna namn", "äldre och andra sätt"])
def test_an_address_is_found_when_its_name_is_spelt_wrong_or_in_an_old_way(kind: str) -> None:
    assert len([name for name, *_ in address_slips.pairs() if name == kind]) > 50
    assert missed(kind) == []


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Havtornsgatan 33", "Havtonsgatan 34 rustas upp"),  # another house
        ("Havtornsgatan 33", "Havtonsgatan rustas upp"),  # no number
        ("Havtornsgatan 33", "Hantonsgatan 33 rustas upp"),  # two slips
        ("Ekgatan 4", "Elgatan 4"),  # too short to be known
        ("Skolvägen 4", "Skogvägen 4"),
        ("Skolgården 4", "skogården 4 gånger"),
        ("Handlingsplan 3", "Handlingspla 3"),
        ("Norra vägen 2", "Norr vägen 2"),
    ],
)
def test_a_name_that_is_like_a_protected_one_is_none_without_its_number_or_when_it_says_little(
    street: str, text: str
) -> None:
    assert finds(street, text) == []


def test_a_name_with_a_slip_is_only_possible_for_other_streets_have_such_names() -> None:
    assert shown("Havtornsgatan 33", "Vi bor på Havtonsgatan 33.") == [("Havtonsgatan 33", Certainty.POSSIBLE)]


def test_every_line_of_the_shared_cases_is_found() -> None:
    if not CASES.exists():
        pytest.skip("../shared/cases/adresser.tsv is not beside the checkout")
    lines = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 50
    sentences = ("{}", "Verksamheten bedrivs på {}.", "Kom till {} i kväll")
    assert [(told, text) for (told, text), one in product(lines, sentences) if not finds(told, one.format(text))] == []


def test_ordinary_texts_are_left_alone_by_every_protected_street_at_once() -> None:
    seeker = Seeker(map(Secret, ordinary_texts.PROTECTED))
    assert seeker.unsearchable() == []
    texts = ordinary_texts.ordinary()
    assert len(texts) > 20_000
    assert [text for text in texts[::7] if seeker.find(text)] == []


FORMS = st.sampled_from(address_spellings.ENDINGS)
STEMS = st.sampled_from(["Göm", "Lindblom", "Sol", "Åker", "Drottning", "Vinter", "Kungsörn", "Havtorn"])
WHOLE = [layout for layout in address_spellings.LAYOUTS if "{n}" in layout and "s hus" not in layout]


@settings(deadline=None, max_examples=examples(150))
@given(STEMS, FORMS, st.data(), st.integers(1, 400), st.sampled_from(WHOLE))
def test_any_street_is_found_in_any_form_and_layout(
    stem: str, forms: tuple[str, ...], data: st.DataObject, number: int, layout: str
) -> None:
    told, written = (data.draw(st.sampled_from(forms)) for _ in range(2))
    text = f"Verksamheten finns i kommunen, {layout.format(s=stem + written, n=number)}."
    found = finds(f"{stem}{told} {number}", text)
    assert found
    assert all(text[find.start : find.end].strip() for find in found)


@settings(deadline=None)
@given(st.sampled_from(address_spellings.DISGUISES), st.integers(1, 999), st.text(max_size=20), st.text(max_size=20))
def test_a_find_is_the_whole_of_street_and_number_in_the_text_as_given(
    disguise: object, number: int, before: str, after: str
) -> None:
    written = disguise(f"Hemliga stigen {number}")  # type: ignore[operator]
    text = f"{before} ; {written} ; {after}"
    sure = [find for find in finds(f"Hemliga stigen {number}", text) if find.certainty is Certainty.CERTAIN]
    start = len(before) + 3
    spans = [(find.start, find.end) for find in sure]
    # One digit after another may be two numbers: then it is only possible.
    assert (start, start + len(written)) in spans or (not sure and len(str(number)) > 1)


@pytest.mark.parametrize(
    ("street", "text", "expected"),
    [
        ("Gömgatan 12", "Vi bor på Gömgatan 12 B, 2 tr.", "Gömgatan 12 B"),
        ("Gömgatan 12", "Vi bor på nummer 12 på Gömgatan.", "nummer 12 på Gömgatan"),
        ("Gömgatan 12", "Se https://exempel.se/g%C3%B6mgatan-12.", "g%C3%B6mgatan-12"),
        ("Gömgatan 12", "Här: G&ouml;mgatan&nbsp;12!", "G&ouml;mgatan&nbsp;12"),
        ("Gömgatan 12", "Här: G\u00adö\u00adm\u200bgatan ⑫!", "G\u00adö\u00adm\u200bgatan ⑫"),
        ("Gömman 3:12", "fastigheten Gömman 3:12, Gömby", "Gömman 3:12"),
        ("Villa Gömman", "i villan  Gömman bor", "villan  Gömman"),
        ("Gömgatan 10-14", "Gömgatan 12–16 byggs om", "Gömgatan 12–16"),
    ],
)
def test_a_find_tells_where_it_stands(street: str, text: str, expected: str) -> None:
    assert (expected, Certainty.CERTAIN) in shown(street, text)


@pytest.mark.parametrize(
    ("street", "text", "certainty"),
    [
        ("Gömgatan 12", "Gömgatan rustas upp.", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgatan 123", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgatan 1 2", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgatan 10–14", Certainty.CERTAIN),
        ("Gömgatan 12", "Gömgatan 11–15", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgatan, det är nummer 12", Certainty.CERTAIN),
        ("Gömgatan 12", "Gömgatans tolfte hus", Certainty.CERTAIN),
        ("Gömgatan 12", "Gömgatans tolfte år", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgatan. Vi har nummer 12 i kön", Certainty.POSSIBLE),
        ("Gömgatan 12", "Gömgt 12", Certainty.CERTAIN),
        ("Norra Gömgatan 12", "nr 12, Norra Gömgatan", Certainty.CERTAIN),
        ("Box 312", "Box 3 12", Certainty.POSSIBLE),
        ("Box 312", "Boxadress 312, 999 99 Gömby", Certainty.CERTAIN),
        ("Gården Gömhult", "Gömhults gård", Certainty.CERTAIN),
        ("Norra Gömvägen 12", "Södra Gömvägen 12", Certainty.POSSIBLE),
        ("Drottning Kristinas väg 12", "Kristinas väg 12", Certainty.CERTAIN),
        ("c/o Ek, Gömgatan 12", "c/o Ek", Certainty.POSSIBLE),
        ("c/o Maria Ek, Gömgatan 12", "Maria Ek deltog.", Certainty.POSSIBLE),
    ],
)
def test_it_is_told_how_sure_a_find_is(street: str, text: str, certainty: Certainty) -> None:
    assert {sure for _, sure in shown(street, text)} == {certainty}


@pytest.mark.parametrize("text", ["Ek", "En ek vid Gömby kyrka", "Herr Ek från Exempelby deltog.", "ek, gömby"])
def test_a_surname_alone_is_nobodys_address(text: str) -> None:
    assert finds("c/o Ek, Hemliga gatan 12", text, place="Gömby") == []


def test_a_surname_with_c_o_and_the_town_is_certain() -> None:
    assert shown("c/o Ek, Hemliga gatan 12", "Skriv till c/o Ek, 999 99 Gömby.", place="Gömby") == [
        ("c/o Ek", Certainty.CERTAIN)
    ]


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Åvägen 4", "Utbetalning 1 av 4 2025"),
        ("Vägen 4", "Utbildningen ges v. 4"),
        ("Vägen 4", "Längs vägen 4 gånger"),
        ("Torget 1", "På torget 1 maj"),
        ("Högstigen 3", "Högst 3 platser"),
        ("Parkplan 3", "Lokalen finns på plan 3 i parken"),
        ("Skolgatan 4", "På skolan 4 dagar"),
        ("Norra vägen 12", "Den norra vägen är avstängd."),
        ("Hallen 3", "I hallen 3 par skor"),
        ("Björkgatan 3", "Verksamheten finns i 3 kommuner, björkar växer där"),
    ],
)
def test_ordinary_words_are_no_addresses(street: str, text: str) -> None:
    assert finds(street, text) == []


@pytest.mark.parametrize(
    ("street", "text", "literal"),
    [
        ("Gömgatan 12", "på GÖMGATAN  12.", True),
        ("Gömgatan 12", "på Gömgatan 12 B", True),
        ("Gömgatan 12", "på Gömg. 12", False),
        ("Gömgatan 12", "nr 12, Gömgatan", False),
        ("Villa Gömman", "villa gömman", True),
        ("17:e gatan 5", "17:e gatan 5", True),
    ],
)
def test_what_stands_as_in_the_data_is_literal(street: str, text: str, literal: bool) -> None:
    assert [find.literal for find in finds(street, text)] == [literal]


def test_compounds_and_odd_streets_are_no_crash() -> None:
    streets = [
        "Gömgatsbacken",
        "",
        " ",
        "-",
        "12",
        "c/o",
        ",,,",
        "g",
        "v. 4",
        "å",
        "1:2",
        "Gata",
        "17:e",
        "\u200b",
        "x" * 5000,
    ]
    seeker = Seeker(map(Secret, streets))
    assert seeker.find("Gömgatsbacken 4, gatan, 17:e gatan, g. 5, v. 4, c/o Ek") != []


@pytest.mark.parametrize("street", ["12", "-", "c/o", "???", "999 99"])
def test_a_street_of_which_nothing_can_be_searched_for_is_told(street: str) -> None:
    secret = Secret(street, "", "Gömby")
    assert Seeker([secret]).unsearchable() == [secret]
    assert Seeker([Secret("Gömgatan 12")]).unsearchable() == []


def test_a_secret_is_what_is_protected_of_an_address() -> None:
    given = {"gata": "Gömgatan 12", "postnummer": "999 99", "ort": "Gömby"}
    assert secret_of_address(Address.model_validate(given)) is None
    protected = secret_of_address(Address.model_validate({**given, "skyddad": "ja"}))
    assert protected is not None
    assert (protected.street, protected.place) == ("Gömgatan 12", "Gömby")


@settings(deadline=None, max_examples=examples(150))
@given(st.text(alphabet="Gömgatan 12,.-:/cofk\n", max_size=60), st.text(alphabet="Gömgatan 12,.-:/&%;\n", max_size=80))
def test_any_street_and_any_text_give_finds_within_the_text(street: str, text: str) -> None:
    for find in finds(street, text):
        assert 0 <= find.start < find.end <= len(text)
