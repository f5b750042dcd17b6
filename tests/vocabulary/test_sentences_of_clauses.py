"""A clause's lines as sentences: capitals, no list of one, headings that are not repeated; lengths in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.documents import libraries, template, workspace
from benchmarks.samples.words import agreement
from iopdocs.making.render import Libraries, render
from iopdocs.model.lengths import UNITS, Length, parse_length
from iopdocs.model.settings import Rules
from iopdocs.vocabulary.facts import ClauseBlock
from iopdocs.vocabulary.sentences import as_sentences, joined, leading
from iopdocs.word.markup import parse_xml
from iopdocs.word.text import stored_text
from tests.support.every_document import DAY


def block(text: str, *, punkt: bool = False, rubrik: bool = False) -> ClauseBlock:
    return ClauseBlock(text=text, punkt=punkt, rubrik=rubrik)


def said(*blocks: ClauseBlock) -> list[tuple[str, bool]]:
    return [(one.text, one.punkt) for one in as_sentences(blocks)]


def test_a_list_of_one_becomes_part_of_the_sentence_that_leads_to_it() -> None:
    assert said(block("Parten ska"), block("hålla öppet", punkt=True)) == [("Parten ska hålla öppet.", False)]
    assert said(block("Parten ska"), block("hålla öppet.", punkt=True)) == [("Parten ska hålla öppet.", False)]


def test_a_list_of_two_and_one_after_a_colon_stay_lists() -> None:
    two = [block("Parten ska"), block("a", punkt=True), block("b", punkt=True)]
    assert said(*two) == [("Parten ska", False), ("a", True), ("b", True)]
    colon = [block("Följande gäller:"), block("a", punkt=True), block("Sedan.")]
    assert said(*colon) == [("Följande gäller:", False), ("a", True), ("Sedan.", False)]
    heading = [block("Stöd", rubrik=True), block("a", punkt=True)]
    assert said(*heading) == [("Stöd", False), ("a", True)]


def test_what_leads_to_a_list_says_so_and_nothing_else_does() -> None:
    blocks = [block("Stöd", rubrik=True), block("a", punkt=True), block("Ny."), block("b:"), block("c", punkt=True)]
    assert [one.text for one in leading(blocks) if one.inleder] == ["b:"]
    assert [one.text for one in leading(list(leading(blocks))[:-1]) if one.inleder] == []


@given(st.lists(st.builds(block, st.sampled_from(["a", "b:", "c."]), punkt=st.booleans()), max_size=8))
def test_no_word_of_a_clause_is_lost_and_no_list_of_one_is_left(blocks: list[ClauseBlock]) -> None:
    made = list(as_sentences(blocks))
    assert "".join(one.text for one in made).translate({32: None, 46: None}) == "".join(
        one.text for one in blocks
    ).replace(".", "")
    for at, one in enumerate(made[1:], start=1):
        alone = one.punkt and not made[at - 1].punkt and not (at + 1 < len(made) and made[at + 1].punkt)
        assert not (alone and made[at - 1].text[-1].isalpha())


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["överförmyndarnämnden har skrivit under."], "Överförmyndarnämnden har skrivit under."),
        (["Ett.", "två har skrivit under."], "Ett. Två har skrivit under."),
        (["en mening som", "går vidare."], "En mening som går vidare."),
        (["Det gäller t.ex.", "barn."], "Det gäller t.ex. barn."),
        (["c/o Ek tar emot."], "c/o Ek tar emot."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_nothing_within_it_does(lines: list[str], text: str) -> None:
    assert joined(lines) == text


@given(st.integers(1, 200), st.sampled_from(sorted(set(UNITS.values()))))
def test_a_length_is_in_words_to_twelve_and_can_be_read_as_it_was_written(count: int, unit: str) -> None:
    length = Length(count, unit)
    assert any(sign.isdigit() for sign in length.in_text) == (count > 12)
    assert length.in_text.split()[-1] == str(length).split()[-1]
    if count * {"år": 1}.get(unit, 0) <= 200:
        assert parse_length(str(length)) == length


def test_a_length_known_in_part_is_in_words_but_in_figures_from_one_to_another() -> None:
    more = "uppsägning: {{tid: {}, form: skriftligen}}\nförlängning: {{slag: överenskommelse, längd: {}}}\n"
    assert "Uppsägningstiden är cirka sex månader." in agreement_text(more.format("cirka 6 månader", "1 år"))
    assert "Avtalstiden förlängs då med 1–2 år." in agreement_text(more.format("3 månader", "1–2 år"))


def agreement_text(more: str, rules: Rules | None = None) -> str:
    document = workspace().types["overenskommelse"]
    own = Libraries(libraries().laws, libraries().clauses, rules) if rules else libraries()
    made = render(agreement(more), document, template("overenskommelse"), own, DAY)
    return " ".join(stored_text(parse_xml(data)) for data in made.parts.values()).replace("\u00a0", " ")


def test_a_contact_has_the_party_letter_where_the_house_wants_it() -> None:
    more = """
parter:
  - {id: a, roll: offentlig, namn: Exempelby kommun, kontakter: [{namn: Rut Ek, parti: S, titel: ordförande}]}
  - {id: b, roll: idéburen, namn: Exempeljouren, adress: {gata: c/o Ek, postnummer: 123 45, ort: Exempelby}}
"""
    text = "id: exempel\n"
    document = workspace().types["overenskommelse"]
    for rules, expected in (
        (Rules(), "Rut Ek (S), ordförande"),
        (Rules(parti="efter titeln"), "Rut Ek, ordförande (S)"),
    ):
        own = Libraries(libraries().laws, libraries().clauses, rules)
        made = render(agreement(more, text), document, template("overenskommelse"), own, DAY)
        whole = stored_text(parse_xml(made.parts["word/document.xml"])).replace("\u00a0", " ")
        assert expected in whole
        assert "c/o Ek" in whole


def test_a_group_without_members_or_meetings_is_two_gaps() -> None:
    said = agreement_text("organisation: [{namn: styrgrupp}]\n")
    assert "hur ofta gruppen möts" in said and "ledamöter" in said


def test_a_goal_with_one_of_indicator_and_target_has_a_gap_and_goals_with_neither_are_a_list() -> None:
    assert "saknas: målvärde" in agreement_text("mål: [{text: fler får stöd, indikator: antal}]\n")
    plain = agreement_text("mål: [{text: fler får stöd}, {text: färre väntar, nivå: övergripande}]\n")
    assert "indikator" not in plain.casefold()
    assert "Övergripande mål: färre väntar" in plain


def test_what_opens_a_text_leads_to_its_first_heading_and_what_ends_one_part_does_not_lead_to_the_next() -> None:
    texts = [("a", False), ("B", True), ("c", False), ("D", True)]
    blocks = [ClauseBlock(text, False, heading) for text, heading in texts]
    assert [one.text for one in leading(blocks) if one.inleder] == ["a"]
