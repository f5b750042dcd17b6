"""Words that do not fit the sentence they land in are doubted, and those that fit are not."""

from __future__ import annotations

import pytest

from iopdocs.checks.frames import fit_their_sentences, ids_in_print
from iopdocs.model.frames import frames, general
from tests.support.checks_data import case, found

CODE = "passar-inte-i-meningen"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("syfte: [att ge stöd]", "så här blir det ”att att”"),
        ("syfte: [Ge stöd åt kvinnor]", "men börjar med stor bokstav: Ge"),
        ("målgrupp: {beskrivning: Till kvinnor som har utsatts för våld}", "så här blir det ”till Till”"),
        ("målgrupp: {beskrivning: Alla kvinnor i kommunen}", "men börjar med stor bokstav: Alla"),
        ("bakgrund: {tidigare_samverkan: Sedan 2011 om skyddat boende}", "men börjar med stor bokstav: Sedan"),
        ("uppsägning: {form: skriftligen. Den ska skickas till kommunen}", "men är flera meningar"),
        ("åtaganden: [{part: jouren, text: Erbjuda samtal}]", "men börjar med stor bokstav: Erbjuda"),
        ("åtaganden: [{part: jouren, text: ska erbjuda samtal}]", "så här blir det ”ska ska”"),
        ("åtaganden: [{part: jouren, text: lokaler och kontor}]", "men har inget verb"),
        ("syfte: [vittnen och anhöriga]", "men har inget verb"),
        ("åtaganden: [{part: jouren, text: Jouren ska erbjuda samtal}]", "så här blir det ”ska Jouren ska”"),
        ("målgrupp: {beskrivning: Ensamma äldre}", "men börjar med stor bokstav: Ensamma"),
        ("målgrupp: {omfattar_inte: [Personer på särskilt boende]}", "men börjar med stor bokstav: Personer"),
        ("uppsägning: {form: skriftlig}", "så här blir det ”göras skriftlig”"),
        ("uppföljning: {hur: utvärderas av forskare}", "så här blir det ”görs utvärderas”"),
    ],
)
def test_words_that_do_not_fit_are_doubted(given: str, said: str) -> None:
    messages = [problem.message for problem in found(given, CODE)]
    assert len(messages) == 1
    assert said in messages[0]


@pytest.mark.parametrize(
    "given",
    [
        "syfte: [attrahera frivilliga]",
        "syfte: [ingå i ett nätverk, på sikt minska ensamheten, fler unga rör på sig]",
        "syfte: [IOP blir en modell för andra]",
        "målgrupp: {beskrivning: Exempelbybor som har utsatts för våld}",
        "uppsägning: {form: 'skriftligen, t.ex. Av styrelsen'}",
        "uppsägning: {form: i skriftlig form}",
        "uppföljning: {hur: Styrgruppen följer upp målen i juni.}",
        "målgrupp: {barn: Barn tas emot tillsammans med sin mamma.}",
        "målgrupp: {beskrivning: Gunnarsbor och Peters elever}",
        "tillägg: [{rubrik: Fler grupper från 2026}]",
        "relation: {text: Parterna är jämbördiga. De möts ofta.}",
        "bakgrund: {behov: [Allt fler söker stöd. Det är fler än förr.]}",
        "åtaganden: [{part: jouren, text: Exempelhuset hålls öppet}]",
    ],
)
def test_words_that_fit_are_not_doubted(given: str) -> None:
    assert not found(given, CODE)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("uppföljning: {rapporter: [{vad: årsrapport, av: jour}]}", "Skriv jouren."),
        ("uppföljning: {rapporter: [{vad: årsrapport, till: kom}]}", "Skriv kommunen."),
        ("organisation: [{id: styr, namn: Styrgrupp}]\nuppföljning: {hur: styr}", "Skriv styrgrupp."),
    ],
)
def test_an_id_where_a_text_is_printed_is_doubted(given: str, hint: str) -> None:
    parties = "parter: [{id: kom, roll: offentlig, typ: kommun, namn: A}, {id: jour, typ: förening, benämning: jouren}]"
    assert [problem.hint for problem in ids_in_print(case(given, parties=parties))] == [hint]


@pytest.mark.parametrize(
    "given",
    [
        "uppföljning: {rapporter: [{vad: årsrapport, av: kommunen}]}",
        "bakgrund: {initiativ: jour}",
        "åtaganden: [{part: jour, text: erbjuda samtal}]",
        "insatser: [{namn: Stöd, utförs_av: jour}]",
    ],
)
def test_what_refers_by_id_or_says_a_word_is_not(given: str) -> None:
    parties = "parter: [{id: kommunen, typ: kommun, namn: A}, {id: jour, typ: förening, benämning: jouren}]"
    assert not list(ids_in_print(case(given, parties=parties)))


def test_the_doubt_shows_the_sentence_and_what_to_write() -> None:
    problem = next(fit_their_sentences(case("syfte: [Ge stöd]")))
    assert problem.where == "syfte[1]"
    assert problem.message == (
        "Orden hamnar i meningen ”Syftet med partnerskapet är att […]”, men börjar med stor bokstav: Ge."
    )
    assert problem.hint == "Skriv ge."


def test_a_key_is_known_by_its_path_wherever_it_stands_in_a_list() -> None:
    assert general(("parter", 1, "kontakter", 0, "namn")) == "parter[].kontakter[].namn"
    assert general(("syfte", 2)) == "syfte"
    assert general(("bakgrund", "behov", 0)) in frames()
