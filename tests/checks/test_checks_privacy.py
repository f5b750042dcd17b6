"""The guard against personnummer and against addresses of shelters."""

from dataclasses import replace

import pytest

from iopdocs import checks
from iopdocs.checks.privacy import HOW_TO_JUDGE
from iopdocs.errors import Severity
from iopdocs.model.party import Address
from iopdocs.protection import secret_of_address
from tests.support.checks_data import PARTIES, case, found, shown

HIDDEN = PARTIES.replace(
    "namn: Jouren",
    "adress: {gata: Hemliga gatan 5 B, postnummer: 123 45, ort: Exempelby, skyddad: ja}\n    namn: Jouren",
)
ADDRESS_CODES = {"skyddad-adress", "kan-röja-adress"}


def test_a_personnummer_is_an_error_that_stops_a_draft_and_is_masked() -> None:
    (problem,) = found("åtaganden:\n  - text: stödja den med nummer 670919-9530", "personnummer")
    assert shown(problem) == (
        "fel",
        "åtaganden[1].text",
        "Här står ett personnummer (670919-****).",
        "Ta bort det. Personnummer hör inte hemma i handlingar som många läser. Är det ett annat nummer: "
        + HOW_TO_JUDGE,
    )
    assert problem.code in checks.BLOCKING


def test_a_text_with_many_personnummer_is_told_once_with_how_many() -> None:
    (problem,) = found(f"åtaganden:\n  - text: {'670919-9530 ' * 500}", "personnummer")
    assert "(670919-****, och 499 till)" in problem.message


def test_doubtful_numbers_in_very_many_texts_hide_no_certain_one() -> None:
    doubtful = "".join(f"  - Nås på 0703306324 {n}.\n" for n in range(300))
    text = f"syfte:\n{doubtful}  - 670919-9530\n"
    assert len(found(text, "personnummer")) == 1
    assert len(found(text, "möjligt-personnummer")) == 200


@pytest.mark.parametrize(
    "text",
    [
        "press: {kontakter: [{namn: Andreas, telefon: 070-330 63 24}]}",
        "press: {kontakter: [{namn: Andreas, telefon: '0703306324'}]}",
        "press: {hjälpruta: {akut: [{namn: Jouren, telefon: 070-330 63 24}]}}",
        "relation: {text: Ring 070-330 63 24 dygnet runt.}",
        "relation: {text: 'Telefon: 0703306324.'}",
        "diarienummer: SN 2021/123",
        "relation: {text: 'Enligt lagen (2025:400), dnr KS 2021:123, betalas 2 970 000 kronor.'}",
        "ekonomi: {utbetalning: {bankgiro: 5402-9681, plusgiro: 28 65 43-4}}",
    ],
)
def test_telephone_numbers_and_other_numbers_are_no_personnummer(text: str) -> None:
    codes = {problem.code for problem in checks.run(case(text))}
    assert not codes & {"personnummer", "möjligt-personnummer"}


def test_ten_bare_digits_like_a_mobile_number_are_only_doubted() -> None:
    (problem,) = found("relation: {text: Nås på 0703306324.}", "möjligt-personnummer")
    assert problem.severity is Severity.WARNING
    assert "3306324" not in problem.message + problem.hint
    assert not found("relation: {text: Nås på 0703306324.}", "personnummer")


def test_an_organisation_number_in_a_text_is_no_personnummer() -> None:
    text = "relation: {text: Kommunen har nummer 212000-0142.}"
    assert not [problem for problem in checks.run(case(text)) if "personnummer" in problem.code]


@pytest.mark.parametrize(
    "text",
    [
        "Besök oss på Hemliga gatan 5.",
        "Besök oss på HEMLIGA GATAN 5B i Exempelby.",
        "Adressen är Hemliga\u00a0gatan 5 B, 2 tr.",
        "Post sänds till 123 45 Exempelby.",
        "Post sänds till 12345 Exempelby.",
        "Post sänds till S-123 45 Exempelby.",
        "123 45",
    ],
)
def test_a_protected_address_in_another_text_stops_a_draft_and_is_not_repeated(text: str) -> None:
    (problem,) = found(f"relation: {{text: '{text}'}}", "skyddad-adress", parties=HIDDEN)
    *first, hint = shown(problem)
    assert first == ["fel", "relation.text", "Texten innehåller en adress som är märkt som skyddad."]
    assert hint.startswith("Ta bort adressen härifrån. Ingen handling skrivs ut så länge den står kvar.")
    assert problem.code in checks.BLOCKING
    assert not found(f"relation: {{text: '{text}'}}", "skyddad-adress")


@pytest.mark.parametrize(
    "text",
    [
        "relation: {text: Besök oss på Vanliga gatan 5.}",
        "relation: {text: Vi bidrar med 123 450 kronor.}",
        "relation: {text: 'Ring 08-123 45 67.'}",
        "ekonomi: {egna_bidrag: [{part: jouren, slag: pengar, beskrivning: Medel, belopp: 12345}]}",
        "relation: {text: Verksamheten finns i Exempelby.}",
    ],
)
def test_other_texts_do_not_give_a_protected_address_away(text: str) -> None:
    assert not ADDRESS_CODES & {problem.code for problem in checks.run(case(text, parties=HIDDEN))}


def test_the_name_of_a_protected_street_is_doubted_without_being_repeated() -> None:
    (problem,) = found("relation: {text: Huset på Hemliga gatan är gammalt.}", "kan-röja-adress", parties=HIDDEN)
    assert problem.severity is Severity.WARNING
    assert "emliga" not in problem.message + problem.hint


def test_a_post_code_that_a_public_address_has_too_is_only_doubted() -> None:
    public = HIDDEN.replace(
        "namn: Exempelby kommun",
        "adress: {gata: Torget 1, postnummer: 123 45, ort: Exempelby}\n    namn: Exempelby kommun",
    )
    text = "relation: {text: Kommunhuset finns i 123 45 Exempelby.}"
    codes = [(p.code, p.where) for p in checks.run(case(text, parties=public)) if p.code in ADDRESS_CODES]
    assert codes == [("kan-röja-adress", "relation.text")]


def test_the_same_house_in_an_open_address_stops_a_draft() -> None:
    both = HIDDEN.replace("namn: Exempelby kommun", "adress: {gata: Hemliga gatan 5}\n    namn: Exempelby kommun")
    (problem,) = found("", "skyddad-adress", parties=both)
    assert problem.where == "parter[1].adress.gata"


def test_an_address_with_care_of_is_found_by_its_house() -> None:
    care_of = HIDDEN.replace("gata: Hemliga gatan 5 B", "gata: 'c/o Ek, Hemliga gatan 5, lgh 1102'")
    assert found("relation: {text: Vi bor på Hemliga gatan 5.}", "skyddad-adress", parties=care_of)


def test_a_house_without_a_number_is_found_too() -> None:
    villa = HIDDEN.replace("gata: Hemliga gatan 5 B", "gata: Villa Solhem")
    assert found("relation: {text: Välkommen till villa Solhem!}", "skyddad-adress", parties=villa)
    assert not found("relation: {text: Välkommen till villa Solhemmet!}", "skyddad-adress", parties=villa)


SHELTER = "insatser: [{namn: Boende, utförs_av: jouren, skyddat_boende: %s}]"


@pytest.mark.parametrize(
    ("address", "shelter", "warned"),
    [
        ("{gata: Storgatan 5}", "ja", True),
        ("{gata: Boxholmsvägen 5}", "ja", True),
        ("{gata: Storgatan 5}", "nej", False),
        ("{gata: Storgatan 5, skyddad: ja}", "ja", False),
        ("{gata: Box 123}", "ja", False),
        ("{ort: Exempelby}", "ja", False),
    ],
)
def test_the_street_address_of_a_shelter_is_doubted(address: str, shelter: str, warned: bool) -> None:
    parties = PARTIES.replace("namn: Jouren", f"adress: {address}\n    namn: Jouren")
    problems = found(SHELTER % shelter, "boendets-adress", parties=parties)
    assert [problem.where for problem in problems] == (["parter[2].adress"] if warned else [])


def test_the_address_of_the_town_hall_is_not_that_of_a_shelter() -> None:
    parties = PARTIES.replace("namn: Exempelby kommun", "adress: {gata: Torget 1}\n    namn: Exempelby kommun")
    assert not found(SHELTER % "ja", "boendets-adress", parties=parties)


def codes(text: str, parties: str) -> set[str]:
    return ADDRESS_CODES & {problem.code for problem in checks.run(case(text, parties=parties))}


@pytest.mark.parametrize(
    "street",
    [
        *("c/o Ek Hemliga gatan 5", "'c/o Ek; Hemliga gatan 5'", "Lgh 1102 Hemliga gatan 5", "Plan 2 Hemliga gatan 5"),
        *("Uppgång C Hemliga gatan 5", "Hus 3 Hemliga gatan 5", "Box 12 Hemliga gatan 5"),
        "'att: Maria Hemliga gatan 5'",
        *("Kvinnojouren Frid Hemliga gatan 5", "Kvinnojouren - Hemliga gatan 5", "Kvinnojouren/Hemliga gatan 5"),
        *("Hemliga gatan nr 5", "Hemliga g. 5", '"c/o Ek\\nHemliga gatan 5"', "'Hemliga gatan 5, 543 21 Gömda'"),
    ],
)  # fmt: skip
def test_a_protected_house_is_known_however_its_address_is_written(street: str) -> None:
    parties = HIDDEN.replace("gata: Hemliga gatan 5 B", f"gata: {street}")
    assert codes("relation: {text: Vi bor på Hemliga gatan 5.}", parties) == {"skyddad-adress"}
    assert not codes("relation: {text: Vi bor på Vanliga gatan 5.}", parties)


def test_a_house_that_has_the_name_of_its_land_is_known_by_it() -> None:
    parties = HIDDEN.replace("gata: Hemliga gatan 5 B", "gata: 'Fastigheten Gömman 2:14'")
    assert codes("relation: {text: 'Huset står på Gömman 2:14.'}", parties) == {"skyddad-adress"}
    assert not codes("relation: {text: 'Huset står på Annan 2:14.'}", parties)


@pytest.mark.parametrize(
    "text",
    [
        *("_Gömgatan 12_", "__Gömgatan 12__", "Gömg. 12", "Gömgat. 12", "Göm gatan 12", "Göm-gatan 12", "Gömga-tan 12"),
        *("gomgatan12@jouren.se", "https://jouren.se/gomgatan-12", "Gomgatan 12", "Goemgatan 12", "GÖMGATAN nr 12"),
        *("https://x.se/g%C3%B6mgatan-12", "Box 7 123 45 Gömda", "lgh 1102 123 45 Gömda", "123-45", "123.45"),
    ],
)  # fmt: skip
def test_a_protected_address_is_found_however_it_is_written_elsewhere(text: str) -> None:
    parties = HIDDEN.replace("gata: Hemliga gatan 5 B", "gata: Gömgatan 12")
    assert codes(f"relation: {{text: 'Här: {text}'}}", parties) == {"skyddad-adress"}


@pytest.mark.parametrize(
    "text", ["Gömgatan 1, 2 tr", "Gömgatan 123", "Vi ömsar 12 gånger", "08-512 123 45", "1 123 450 kronor", "gatan 12"]
)
def test_what_only_looks_like_it_never_stops_a_document(text: str) -> None:
    parties = HIDDEN.replace("gata: Hemliga gatan 5 B", "gata: Gömgatan 12")
    assert "skyddad-adress" not in codes(f"relation: {{text: '{text}'}}", parties)


def test_what_is_protected_in_the_settings_is_so_in_every_agreement() -> None:
    address = Address.model_validate({"gata": "Hemliga gatan 5", "postnummer": "123 45", "skyddad": "ja"})
    shared = (secret_of_address(address),)
    open_again = PARTIES.replace("namn: Jouren", "adress: {gata: Hemliga gatan 5}\n    namn: Jouren")
    for text, parties in (("relation: {text: Vi bor på Hemliga gatan 5.}", PARTIES), ("", open_again)):
        assert "skyddad-adress" not in {problem.code for problem in checks.run(case(text, parties=parties))}
        with_shared = replace(case(text, parties=parties), shared=shared)
        assert "skyddad-adress" in {problem.code for problem in checks.run(with_shared)}


TOWN = HIDDEN.replace("ort: Exempelby, skyddad", "ort: Gömby, skyddad")


@pytest.mark.parametrize("text", [
    "insatser: [{namn: Boende, beskrivning: 'Lägenheter i Gömby'}]",
    "bakgrund: {behov: [Gömbys kvinnor behöver skydd.]}",
    "press: {ingress: Boendet ligger i GÖMBY}",
    "möten: [{datum: 2024-01-10, plats: Gömby}]",
])  # fmt: skip
def test_the_town_of_a_protected_address_is_doubted_wherever_it_is_told(text: str) -> None:
    problems = [one for one in checks.run(case(text, parties=TOWN)) if one.code == "kan-röja-adress"]
    assert len(problems) == 1
    assert "Gömby" not in problems[0].message + (problems[0].hint or "")
    assert [one.code for one in checks.leaks(case(text, parties=TOWN))] == ["kan-röja-adress"]


@pytest.mark.parametrize("parties", [HIDDEN, PARTIES, TOWN.replace("Jouren i Exempelby", "Jouren i Gömby")])
def test_a_town_that_a_party_is_openly_of_is_no_secret(parties: str) -> None:
    text = "bakgrund: {behov: [Kvinnor i Exempelby och Gömby behöver skydd.]}"
    assert not [one for one in checks.run(case(text, parties=parties)) if one.code in ADDRESS_CODES]


def test_a_town_that_somebody_has_judged_is_told() -> None:
    text = (
        "bakgrund: {behov: [Kvinnor i Gömby behöver skydd.]}\n"
        "uppgifter_bedömda: [{ord: Kvinnor i Gömby behöver skydd, röjer: nej, av: E, skäl: S, dag: 2024-01-01}]"
    )
    assert not [one for one in checks.run(case(text, parties=TOWN)) if one.code in ADDRESS_CODES]
