"""Documents say what the data says: what nobody has stated is a gap, or the sentence is not there."""

from __future__ import annotations

import re
from datetime import date

import pytest

from benchmarks.samples.documents import libraries, template, workspace
from benchmarks.samples.words import agreement
from iopdocs.errors import OutputBlocked
from iopdocs.making.render import Rendered, render
from iopdocs.model.document_names import document_noun
from iopdocs.word.markup import parse_xml
from iopdocs.word.text import stored_text

DAY = date(2026, 1, 15)
TERM = "avtalstid: {från: 2025-01-01, till: 2026-12-31}\n"


def made(kind: str, more: str, *, final: bool = False, place: int = 0) -> Rendered:
    document, data = workspace().types[kind], agreement(more)
    item = document.items(data)[place]
    return render(data, document, template(kind), libraries(), DAY, item=item, final=final)


def text(kind: str, more: str) -> str:
    parts = made(kind, more).parts
    return " ".join(stored_text(parse_xml(data)) for data in parts.values()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("name", "definite", "this", "article"),
    [
        ("samverkansavtal", "samverkansavtalet", "detta samverkansavtal", "ett"),
        ("Överenskommelse om långsiktigt samarbete", "överenskommelsen", "denna överenskommelse", "en"),
        ("gemensam avsiktsförklaring", "avsiktsförklaringen", "denna avsiktsförklaring", "en"),
        ("idéburet offentligt partnerskap", "överenskommelsen", "denna överenskommelse", "ett"),
        ("IOP-avtal", "IOP-avtalet", "detta IOP-avtal", "ett"),
        ("Letter of intent", "överenskommelsen", "denna överenskommelse", "en"),
        ("Avtal (2024)", "avtalet", "detta avtal", "ett"),
    ],
)
def test_any_name_has_its_forms(name: str, definite: str, this: str, article: str) -> None:
    noun = document_noun(name)
    assert (noun.definite, noun.this, noun.article) == (definite, this, article)


@pytest.mark.parametrize("kind", ["overenskommelse", "pressmeddelande"])
def test_what_the_parties_do_not_call_an_iop_is_called_so_nowhere(kind: str) -> None:
    said = text(kind, "dokumentnamn: överenskommelse om långsiktigt samarbete\niop: nej\n" + TERM)
    assert not re.search(r"\bIOP\b|idéburet offentligt partnerskap", said, re.IGNORECASE)
    assert "  " not in said.replace("\t", "")


def test_a_name_that_says_iop_is_not_told_it_twice() -> None:
    said = text("pressmeddelande", "dokumentnamn: IOP-avtal\nstatus: förslag\n")
    assert "om idéburet offentligt partnerskap" not in said


def test_signing_after_the_first_day_is_spoken_of_when_it_was_so() -> None:
    late = "Det gäller även om någon part undertecknar efter"
    assert late in text("overenskommelse", f"{TERM}undertecknat: 2025-02-01\n")
    assert late not in text("overenskommelse", f"{TERM}undertecknat: 2024-12-01\n")
    assert late not in text("overenskommelse", TERM)


def test_a_decision_without_day_and_paragraph_is_two_gaps() -> None:
    said = text("overenskommelse", "status: beslutat\nbeslut: [{organ: Socialnämnden}]\n")
    assert re.search(r"Socialnämnden, .saknas: datum för beslutet.*saknas: paragraf", said)


def test_a_joint_board_belongs_to_a_municipality_or_a_gap() -> None:
    parties = """
parter:
  - {{id: n, roll: offentlig, typ: gemensam nämnd, namn: Familjenämnden, huvudmän: [Exempelby, Provlunda]{host}}}
  - {{id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}}
"""
    for host, expected in (
        (", värdkommun: Exempelby kommun", "tillsatt i Exempelby kommun"),
        ("", "[saknas: "),
    ):
        document = workspace().types["overenskommelse"]
        data = agreement("", "id: exempel" + parties.format(host=host))
        parts = render(data, document, template("overenskommelse"), libraries(), DAY).parts
        said = " ".join(stored_text(parse_xml(one)) for one in parts.values())
        assert expected in said and "huvudmännens vägnar" not in said


def test_a_provision_not_in_force_is_marked_where_it_stands() -> None:
    laws = "undertecknat: 2023-12-15\nbakgrund: {lagrum: [{lagrum: SoL 6:1 a}, {lagrum: 3 kap. 7 § SoL%s}]}\n"
    said = text("overenskommelse", laws % "")
    assert said.count("kontrollera: ") == 2
    assert text("overenskommelse", laws % ", kontrollerat: 'Anna Provsson 2023-12-01'").count("kontrollera: ") == 1


@pytest.mark.parametrize(
    ("kind", "more", "refused"),
    [
        ("overenskommelse", "status: förslag\n", True),
        ("overenskommelse", "status: beslutat\n", False),
        ("tillaggsavtal", "tillägg: [{status: förslag, gäller_från: 2025-06-01}]\n", True),
        ("tillaggsavtal", "status: förslag\ntillägg: [{status: beslutat, gäller_från: 2025-06-01}]\n", False),
        ("pressmeddelande", "status: förslag\n", False),
    ],
)
def test_no_final_version_is_made_of_a_proposal_that_would_bind(kind: str, more: str, refused: bool) -> None:
    with pytest.raises(OutputBlocked) as caught:
        made(kind, more, final=True)
    assert any(problem.code == "slutligt-förslag" for problem in caught.value.problems) is refused


def test_an_amount_that_waits_for_its_index_says_so_and_is_no_gap() -> None:
    more = (
        TERM
        + """
ekonomi:
  komponenter: [{benämning: Drift, slag: per år, belopp: 100 000}]
  uppräkning: {slag: index, index: PKV, bas: föregående år, eftersläpning: 1, basår: 2024}
  utbetalning: {regel: halvår}
"""
    )
    rendered = made("overenskommelse", more)
    said = text("overenskommelse", more)
    assert said.count("fastställs när PKV för 2025 är känt") == 3
    assert "fastställs när indextalen för alla år är kända" in said
    assert not [gap for gap in rendered.gaps if "belopp" in gap]


def test_an_increase_on_an_unknown_amount_is_told_as_an_increase() -> None:
    change = "{komponent: drift, benämning: Drift, år: 2025, ökning: 125 000}"
    more = TERM + "ekonomi: {komponenter: [{id: drift, benämning: Drift, slag: per år}]}\n"
    said = text("tillaggsavtal", f"{more}tillägg: [{{gäller_från: 2025-06-01, belopp: [{change}]}}]\n")
    assert "ökning med 125 000 kr" in said
    assert "125 000 kronor läggs till det belopp som gäller enligt avtalet" in said


def test_the_other_number_of_payments_is_said_of_the_years_it_is_for() -> None:
    more = (
        TERM
        + """
ekonomi:
  komponenter: [{benämning: Drift, slag: per år, belopp: 120 000}]
  utbetalning: {regel: kvartal, andra_antal: [{år: %s, antal: 3%s}]}
"""
    )
    assert "År 2026 görs i stället tre utbetalningar" in text("overenskommelse", more % (2026, ""))
    said = text("overenskommelse", more % (2026, ", därefter: ja, när: 'i januari, maj och september'"))
    assert "Från och med 2026 görs tre utbetalningar om året, i januari, maj och september." in said


def test_a_speaker_without_a_name_and_a_quote_without_words_are_gaps() -> None:
    quotes = "press: {citat: [{titel: ordförande, text: Det här har vi väntat på}, {namn: Anna Provsson}]}\n"
    said = text("pressmeddelande", quotes)
    assert re.search(r"Det här har vi väntat på, säger .saknas: talarens namn., ordförande", said)
    assert re.search(r".saknas: citatet., säger Anna Provsson", said)


def test_a_party_of_no_stated_kind_is_called_by_its_name() -> None:
    parties = """id: exempel
parter:
  - {id: k, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: j, roll: idéburen, namn: Exempelrörelsen}
"""
    document = workspace().types["overenskommelse"]
    parts = render(agreement("", parties), document, template("overenskommelse"), libraries(), DAY).parts
    said = " ".join(stored_text(parse_xml(one)) for one in parts.values())
    assert "Med Exempelrörelsen avses" not in said
    assert "Med kommunen avses Exempelby kommun." in said
    assert not re.search("föreningen|stiftelsen|trossamfundet", said)
