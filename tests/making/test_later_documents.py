"""Additions and extensions say which agreement they change and what each amount is; minutes say what they are about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.samples.documents import MINUTES, make, plain, text_of
from iopdocs.economy.changes import in_force
from iopdocs.model import Agreement

DAY = date(2026, 3, 1)
ADDITION, EXTENSION = "tillaggsavtal", "forlangning"
BOTH = pytest.mark.parametrize("document", [ADDITION, EXTENSION])
BASE: dict[str, Any] = {
    "id": "prov",
    "parter": [
        {
            "id": "kommunen",
            "roll": "offentlig",
            "typ": "kommun",
            "namn": "Exempelby kommun",
            "nämnd": "Socialnämnden",
            "orgnr": "299999-0001",
        },
        {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren", "orgnr": "899999-0040"},
    ],
    "ekonomi": {
        "komponenter": [
            {"id": "drift", "benämning": "Drift", "slag": "per år", "år": "2025", "belopp": "400 000"},
            {"id": "okand", "benämning": "Verksamhet", "slag": "per år"},
            {"id": "lokal", "benämning": "Lokal", "slag": "naturaprestation", "belopp": "40 000"},
        ]
    },
    "avtalstid": {"från": "2025-01-01", "till": "2026-12-31"},
}


def text(document: str, record: dict[str, Any] | None = None, **more: Any) -> str:
    day = {"gäller_från": "2026-01-01"} if document == ADDITION else {"från": "2027-01-01", "till": "2027-12-31"}
    key = "tillägg" if document == ADDITION else "förlängningar"
    agreement = Agreement.model_validate({**BASE, key: [{**day, **(record or {})}], **more})
    return plain(text_of(make(agreement, document, DAY, item=0).data))


@BOTH
@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"dokumentnamn": "överenskommelse", "diarienummer": "SN 1", "undertecknat": "2024-12-01"},
            "överenskommelsen mellan Exempelby kommun och Exempeljouren. "
            "Överenskommelsen har diarienummer SN 1 och undertecknades den 1 december 2024.",
        ),
        ({"dokumentnamn": "IOP-avtal", "diarienummer": "SN 1"}, "IOP-avtalet mellan Exempelby kommun"),
        ({"dokumentnamn": "överenskommelse om stöd", "undertecknat": "2024-12-01"}, "överenskommelsen om stöd mellan "),
        ({"dokumentnamn": "Idéburen samverkan"}, "överenskommelsen ”Idéburen samverkan” mellan "),
        (
            {"dokumentnamn": "överenskommelse"},
            "har diarienummer [saknas: diarienummer] och undertecknades [saknas: datum för underskrift].",
        ),
        ({}, "[saknas: handlingens namn] mellan Exempelby kommun och Exempeljouren."),
        ({"dokumentnamn": "avtal", "status": "förslag"}, "Avtalet har diarienummer [saknas: diarienummer]."),
    ],
)
def test_the_agreement_that_is_changed_is_named_and_what_is_not_known_is_a_gap(
    document: str, facts: dict[str, str], told: str
) -> None:
    assert told in text(document, **facts)


@BOTH
def test_the_parties_have_their_boards(document: str) -> None:
    said = text(document)
    assert "\nExempelby kommun (ansvarig nämnd: Socialnämnden), organisationsnummer 299999-0001\n" in said
    assert "\nExempeljouren, organisationsnummer 899999-0040\n" in said


@BOTH
@pytest.mark.parametrize(
    ("amount", "clause", "cells"),
    [
        (
            {"komponent": "okand", "benämning": "Verksamhet", "år": "2026", "nytt": "125 000"},
            "Verksamhet, 2026: [saknas: om det nya beloppet är hela beloppet eller en ökning].",
            "[saknas: nuvarande belopp]\n125 000 kr",
        ),
        (
            {"komponent": "okand", "benämning": "Verksamhet", "år": "2026", "ökning": "125 000"},
            "Verksamhet, 2026: 125 000 kronor läggs till det belopp som gäller enligt avtalet.",
            "[saknas: nuvarande belopp]\nökning med 125 000 kr",
        ),
        (
            {"komponent": "drift", "benämning": "Drift", "år": "2026", "följer_av": "kommunens budget för 2026"},
            "Drift, 2026: det nya beloppet bestäms av kommunens budget för 2026.",
            "enligt avtalet\nbestäms av kommunens budget för 2026",
        ),
        (
            {"komponent": "lokal", "benämning": "Lokal", "år": "2026", "nuvarande": "40 000", "nytt": "50 000"},
            "Lokal, 2026: posten är en naturaprestation, och beloppet är vad den är värd.",
            "i natura, värt 40 000 kr\ni natura, värt 50 000 kr",
        ),
        (
            {"benämning": "Bil", "år": "2026", "natura": "ja", "betalare": "kommunen", "mottagare": "jouren"},
            "Bil, 2026: posten är ny och lämnas som naturaprestation, inte i pengar. "
            "Exempelby kommun svarar för den till förmån för Exempeljouren.",
            "i natura\ni natura",
        ),
        (
            {"benämning": "Bil", "år": "2026", "nytt": "9 000", "betalare": "kommunen", "mottagare": "jouren"},
            "Bil, 2026: posten är ny. Exempelby kommun betalar till Exempeljouren.",
            "–\n9 000 kr",
        ),
        ({"benämning": "Bil", "år": "2026"}, "Bil, 2026: posten är ny.", "–\n[saknas: nytt belopp]"),
        (
            {"nytt": "9 000"},
            "[saknas: vad pengarna är till], [saknas: tiden beloppet avser]: posten är ny.",
            "9 000 kr",
        ),
    ],
)
def test_an_amount_says_what_it_is_and_never_more(
    document: str, amount: dict[str, str], clause: str, cells: str
) -> None:
    said = text(document, {"belopp": [amount]})
    assert clause in said
    assert cells in said
    replaces = "Ett nytt belopp ersätter motsvarande belopp" in said
    assert replaces == (amount.get("komponent") == "lokal")


@BOTH
def test_the_day_of_signing_is_told_where_no_signature_has_one(document: str) -> None:
    signed, told = {"undertecknat": "2025-06-16"}, "Handlingen undertecknades den 16 juni 2025."
    signer = {"part": "kommunen", "namn": "Bo Exempelsson", "titel": "ordförande"}
    assert told in text(document, signed)
    assert told in text(document, {**signed, "undertecknare": [signer]})
    assert told not in text(document, {**signed, "undertecknare": [{**signer, "datum": "2025-06-16"}]})
    assert "undertecknades" not in text(document, {"status": "förslag"}, diarienummer="SN 1")


def test_what_a_number_alone_names_is_called_a_section() -> None:
    assert "\nAvsnitt 4.1\n" in text(ADDITION, {"ändringar": [{"avsnitt": "4.1", "vad": "x"}]})


def test_nothing_is_compared_with_an_amount_that_nobody_can_tell() -> None:
    def known(addition: dict[str, Any], **more: Any) -> list[tuple[object, ...]]:
        records = [{"undertecknat": "2025-05-01", "gäller_från": "2025-06-01", **addition}]
        agreement = Agreement.model_validate({**BASE, "tillägg": records, **more})
        later = (*agreement.additions, *agreement.extensions)
        return [in_force(agreement, one, change) for one in later for change in one.amounts]

    drift = {"komponent": "drift", "benämning": "Drift"}
    assert known({"belopp": [{**drift, "år": "2026"}]}) == [(400_000,)]
    assert known({"belopp": [{**drift, "avser": "per år"}, {"komponent": "okand", "år": "2026"}]}) == [(), ()]
    prolonged = {"från": "2027-01-01", "till": "2027-12-31", "belopp": [{**drift, "år": "2027"}]}
    assert known({}, förlängningar=[prolonged]) == [(400_000,)]
    changed = {"belopp": [{**drift, "år": "2026", "nytt": "500 000"}]}
    assert known(changed, förlängningar=[prolonged]) == [(400_000,), ()]


def minutes(about: dict[str, str], day: str = "2025-06-01", **more: Any) -> str:
    meeting = {"datum": day, "frågor": [{"rubrik": "Frågan", "gäller": about, "beslut": "förorda det"}]}
    meeting |= {"ekonomi": [{"komponent": "okand", "utfall": "60 000"}]}
    agreement = Agreement.model_validate({**BASE, "dokumentnamn": "avtal", "möten": [meeting], **more})
    return plain(text_of(make(agreement, MINUTES, DAY, item=0).data))


def test_an_amount_whose_base_is_not_known_is_no_budget() -> None:
    change = {"komponent": "okand", "benämning": "Verksamhet", "år": "2025", "nytt": "125 000"}
    said = minutes(
        {"slag": "tillägg"}, tillägg=[{"undertecknat": "2025-01-01", "gäller_från": "2025-01-01", "belopp": [change]}]
    )
    assert "\nVerksamhet\n[saknas: årets budget]\n60 000 kr\n" in said


SIGNED = {
    "nummer": "1",
    "rubrik": "fler platser",
    "undertecknat": "2025-06-16",
    "gäller_från": "2025-07-01",
    "belopp": [{"komponent": "drift", "benämning": "Drift", "år": "2026", "nuvarande": "400 000", "nytt": "450 000"}],
}


def test_minutes_tell_of_an_addition_as_it_was_on_the_day_of_the_meeting() -> None:
    about = {"slag": "tillägg", "nummer": "1"}
    before, after = (minutes(about, day, tillägg=[SIGNED]) for day in ("2025-06-01", "2025-06-20"))
    for said in (before, after):
        assert "§ 1. Frågan\nFrågan gäller tilläggsavtal 1 till avtalet. Tillägget avser fler platser." in said
        assert "\nDrift, 2026: från 400 000 kronor till 450 000 kronor.\n" in said
        assert "Gruppen beslutar att förorda det." in said
    assert "Tillägget avses gälla från och med den 1 juli 2025." in before
    assert "undertecknat" not in before
    assert "Tillägget är undertecknat den 16 juni 2025 och gäller från och med den 1 juli 2025." in after


@pytest.mark.parametrize(
    ("about", "more", "told"),
    [
        (
            {"slag": "förlängning"},
            {"förlängningar": [{"från": "2027-01-01", "till": "2027-12-31"}]},
            "Frågan gäller förlängning av avtalet, från och med den 1 januari 2027 till och med den 31 december 2027.",
        ),
        (
            {"slag": "förlängning"},
            {},
            "från och med [saknas: förlängningens första dag] till och med [saknas: ny sista dag].",
        ),
        ({"slag": "tillägg", "nummer": "7"}, {}, "Frågan gäller tilläggsavtal 7 till avtalet. Tillägget avses gälla"),
        ({"slag": "tillägg"}, {}, "Frågan gäller tilläggsavtal [saknas: nummer] till avtalet."),
        (
            {"slag": "uppsägning"},
            {"uppsägning": {"upphör": "2025-12-31", "tid": "6 månader"}},
            "Frågan gäller att avtalet upphör. Den sista dagen är den 31 december 2025.",
        ),
        ({"slag": "nytt avtal"}, {}, "Frågan gäller om avtalet ska ersättas av ett nytt avtal."),
        ({"nummer": "1"}, {}, "Frågan gäller [saknas: slag]."),
    ],
)
def test_minutes_tell_what_a_question_is_about_and_what_is_not_known_is_a_gap(
    about: dict[str, str], more: dict[str, Any], told: str
) -> None:
    assert told in minutes(about, **more)
