"""The marks of an IOP: warnings with reasons, each of which a house may switch off."""

from typing import get_args

import pytest

from iopdocs import checks
from iopdocs.checks import texts, wording
from iopdocs.checks.criteria import CRITERIA, is_criterion
from iopdocs.errors import Severity
from iopdocs.model import Agreement
from iopdocs.reading.model_errors import known_keys
from tests.support.checks_data import COMPLETE, case, found, shown


def warned(text: str) -> set[str]:
    return {p.code for p in checks.run(case(text)) if p.code in CRITERIA and p.severity is Severity.WARNING}


def test_an_agreement_with_nothing_stated_is_asked_for_each_mark() -> None:
    assert warned("") == {"K1", "K2", "K4", "K5", "K8", "K10"}


def test_no_mark_is_more_than_a_warning() -> None:
    problems = [problem for text in ("", BIG) for problem in checks.run(case(text))]
    assert {"K1", "K13"} <= {problem.code for problem in problems}
    assert all(p.severity is not Severity.ERROR for p in problems if p.code in CRITERIA)


def test_no_message_says_that_an_agreement_is_lawful() -> None:
    for text in ("", COMPLETE):
        for problem in checks.run(case(text)):
            assert "laglig" not in problem.message + problem.hint
            assert "tillåt" not in problem.message + problem.hint


def test_a_mark_that_is_switched_off_is_not_tried_and_the_report_says_so() -> None:
    (note,) = found("", "kriterier-avstängda", off=("K1", "K4"))
    assert shown(note) == (
        "upplysning",
        "",
        "Arbetsmappens regler prövar inte K1 och K4.",
        "Det ändras under regler, kriterier i iopdocs.yaml.",
    )
    assert not found("", "K1", off=("K1", "K4"))
    assert found("", "K2", off=("K1", "K4"))
    assert not found("", "kriterier-avstängda")


def test_every_mark_can_be_switched_off() -> None:
    codes = {problem.code for problem in checks.run(case(COMPLETE, off=tuple(CRITERIA)))}
    # That the law it cites ends is no mark of an IOP.
    assert codes == {"kriterier-avstängda", "lagrum-upphör-under-tiden"}


def test_the_initiative_is_asked_for_in_plain_words() -> None:
    (problem,) = found("bakgrund: {styrdokument: [Program]}", "K1")
    assert shown(problem) == (
        "varning",
        "bakgrund",
        "Det framgår inte vem som tog initiativet. I ett IOP kommer det från den idéburna parten.",
        "Skriv det under bakgrund, initiativ.",
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  initiativ: Föreningen tog initiativet.\n", "", "K1"),
        ("  styrdokument: [Program mot våld i nära relation]\n", "", "K2"),
        ("      mottagare: jouren", "      ersätter_bidrag: ja", "K3"),
        ("  marknad: Det finns ingen marknad för verksamheten.\n", "", "K4"),
        ("{part: jouren, slag: arbete", "{part: kommunen, slag: arbete", "K5"),
        ("benämning: Drift", "benämning: Drift, 900 kronor per dygn", "K6"),
        ("till: 2026-12-31", "till: 2025-12-30", "K7"),
        ("    namn: styrgrupp", "    namn: arbetsgrupp", "K8"),
        ("uppföljning:\n  hur: löpande i styrgruppen\n", "", "K8"),
        ("benämning: Drift", "benämning: Köp av platser", "K9"),
        ("idéburet_syfte: Föreningen drivs utan vinstsyfte.\n", "", "K10"),
        ("belopp: 300 000", "belopp: 3 000 000", "K12"),
    ],
)
def test_a_mark_that_is_missing_is_warned_of_alone(old: str, new: str, code: str) -> None:
    assert old in COMPLETE
    assert warned(COMPLETE) == set()
    assert warned(COMPLETE.replace(old, new)) == {code}


@pytest.mark.parametrize(
    ("term", "short"),
    [
        ("{från: 2024-01-01, till: 2025-12-31}", False),
        ("{från: 2024-02-29, till: 2026-02-27}", False),
        ("{från: 2024-01-01, till: 2025-12-30}", True),
        ("{längd: 23 månader}", True),
        ("{längd: 2 år}", False),
        ("{längd: 104 veckor}", True),
        ("{från: 2024-01-01, tills_vidare: ja}", False),
        ("{till: 2024-12-31}", False),
    ],
)
def test_two_years_is_long_enough(term: str, short: bool) -> None:
    assert bool(found(f"avtalstid: {term}", "K7")) is short


def test_a_public_party_that_puts_nothing_in_is_pointed_at() -> None:
    text = "ekonomi: {inga_pengar: ja, egna_bidrag: [{part: jouren, slag: arbete, beskrivning: Tid}]}"
    (problem,) = found(text, "K5")
    assert problem.message == "Det framgår inte vad den offentliga parten bidrar med."
    assert not found(f"{text}\nåtaganden: [{{part: kommunen, text: upplåta en lokal}}]", "K5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kommunen köper platser av leverantören.", ["köper", "leverantören"]),
        ("Beställaren och utföraren samverkar.", ["beställaren", "utföraren"]),
        ("uppdragsgivare", ["uppdragsgivare"]),
        ("Köpet avser tjänsteköp hos UTFÖRARNA", ["köpet", "tjänsteköp", "utförarna"]),
        ("Kommunen är inte skyldig att betala leverantören.", ["leverantören"]),
        ("Möten hålls i köpcentrum i Köping med en köpman.", []),
        ("Avtalet är inte ett köp.", []),
        ("Ingen upphandling eller köp sker, och avtalet ska ej anses vara ett köp.", []),
        ("Det är varken köp eller fråga om beställare.", []),
        ("Detta ska inte ses som ett köp av tjänst.", []),
        ("Föreningen stöder dem som utsätts för köp av sexuella tjänster och sexköp.", []),
        ("Man får trygghet på köpet.", []),
        ("Föreningen köper in leksaker.", []),
        ("Uppdraget utförs av föreningen, som beställer tolk.", []),
    ],
)
def test_words_of_a_purchase_are_told_from_their_like(text: str, words: list[str]) -> None:
    assert wording.purchase_words(text) == words


def test_the_words_of_a_purchase_are_shown_where_they_stand() -> None:
    (problem,) = found("relation:\n  text: Föreningen är leverantör och säljare av stöd.", "K9")
    assert shown(problem) == (
        "varning",
        "relation.text",
        "Texten talar om ”leverantör” och ”säljare”. Det för tankarna till ett köp, och ett IOP är inte ett köp.",
        "Skriv till exempel part, bidra eller samverka, om det är det som avses.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "press: {citat: [{namn: Anna, godkänt: ja, text: Vi är inget köp utan en beställare av gott.}]}",
        "press: {kontakter: [{namn: Anna, titel: chef för beställare, telefon: '112'}]}",
        "relation: {omfattar_inte: [Köp av skyddat boende]}",
        "relation: {text: 'Parterna undviker ord som ”leverantör”.'}",
        "bakgrund: {tidigare_avtal: [{benämning: Köp av platser}]}",
        "källor: [Beställarens underlag]",
        "möten: [{övrigt: [Köp av stolar.]}]",
    ],
)
def test_names_quotes_and_what_is_not_the_agreement_are_left_alone(text: str) -> None:
    assert not found(text, "K9")


def test_the_name_of_a_party_is_not_a_word_of_a_purchase() -> None:
    parties = """
    parter:
      - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
      - {id: jouren, roll: idéburen, typ: förening, namn: Köp inget nytt, skrivs_även: [Utförare Väst]}
    """
    assert not found("relation: {text: Köp inget nytt och Utförare Väst samverkar.}", "K9", parties=parties)
    assert found("relation: {text: Köp inget nytt är utförare.}", "K9", parties=parties)


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("Ersättningen är 900 kronor per dygn.", True),
        ("Kommunen betalar per plats och natt.", True),
        ("1 200 kr/timme", True),
        ("Dygnspriset räknas upp.", True),
        ("Ersättningen är 300 000 kronor per år.", False),
        ("Föreningen har personal fyra timmar per dag.", False),
        ("Kommunen betalar 10 kronor per invånare.", False),
    ],
)
def test_a_price_per_unit_is_told_from_an_amount(text: str, priced: bool) -> None:
    assert (wording.priced_unit(text) is not None) is priced


BIG = """
undertecknat: 2024-01-01
avtalstid: {från: 2024-01-01, till: 2026-12-31}
insatser: [{namn: Drift av ett äldreboende}]
ekonomi: {komponenter: [{benämning: Drift, slag: per år, belopp: 45 000 000}]}
förlängning: {slag: automatisk, längd: 3 år, senast: 6 månader}
"""


def test_risk_signals_weigh_together() -> None:
    (problem,) = found(BIG, "K13")
    assert problem.message == (
        "Flera tecken pekar tillsammans mot ett upphandlingspliktigt kontrakt: ersättningen är 45 000 000 kronor "
        "per år, verksamheten verkar vara ett vårdboende och avtalet kan förlängas hur många gånger som helst."
    )


def test_one_risk_signal_alone_is_not_told() -> None:
    calm = BIG.replace("45 000 000", "450 000").replace("senast", "högst_antal: 1, senast")
    assert wording.care_home("Drift av ett äldreboende")
    assert not found(calm, "K13")


def test_the_keys_that_are_left_out_exist_in_the_model() -> None:
    known, queue = set(), [Agreement]
    while queue:
        model = queue.pop()
        known |= set(known_keys(model))
        queue += [found for info in model.model_fields.values() for found in _models(info.annotation)]
    assert known >= texts.NAMES | texts.SOURCES | texts.SPOKEN | wording.BESIDE | wording.BESIDE_IN | wording.EARLIER


def _models(annotation: object) -> list[type]:
    inside = [model for argument in get_args(annotation) for model in _models(argument)]
    return [annotation, *inside] if hasattr(annotation, "model_fields") else inside


def test_what_the_parties_do_not_call_an_iop_is_not_asked_for_the_marks_of_one() -> None:
    """Every mark that an agreement with nothing in it brings is silent, but for those about procurement and aid."""
    bare = "avtalstid: {från: 2024-01-01, till: 2024-05-31}\n"
    marks = {one.code for one in checks.run(case(bare)) if is_criterion(one.code)}
    assert {"K1", "K2", "K4", "K5", "K7", "K8", "K10"} <= marks
    told = [one for one in checks.run(case(f"{bare}iop: nej\n")) if is_criterion(one.code)]
    assert {one.code for one in told} <= {"K12", "K13"}
    assert not [one for one in told if "IOP" in one.message]
