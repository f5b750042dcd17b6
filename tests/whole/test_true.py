"""What documents say of money, time and parties is what the data says: cases in which they once did not."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.samples.documents import AGREEMENT, MINUTES, PRESS, make, plain, text_of
from benchmarks.samples.words import agreement
from iopdocs.model import Agreement

DAY = date(2026, 1, 15)
BASE = """
id: exempel
dokumentnamn: Avtal
status: undertecknat
undertecknat: 2024-12-15
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
avtalstid: {från: 2025-01-01, till: 2026-12-31}
möten: [{datum: 2026-03-01}]
"""
#: A meeting at which the item of money was followed up.
FOLLOWED_UP = BASE.replace("{datum: 2026-03-01}", "{datum: 2026-03-01, ekonomi: [{komponent: d}]}")
DRIFT = "{id: d, benämning: Drift, slag: per år, belopp: 400 000, betalare: kommunen, mottagare: jouren}"


def said(document: str, more: str, base: str = BASE, **how: object) -> str:
    given: Agreement = agreement(more, base)
    how = {"item": 0} if document == MINUTES else how
    return plain(text_of(make(given, document, DAY, **how).data))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sort", "budget"), [("totalt", "totalt 400 000 kr"), ("högst", "högst 400 000 kr"), ("ökning", "400 000 kr")]
)
def test_money_that_belongs_to_no_year_is_no_gap(sort: str, budget: str) -> None:
    time = "" if sort == "totalt" else ", gäller: varje år"
    more = f"ekonomi: {{komponenter: [{{id: d, benämning: Drift, slag: {sort}{time}, belopp: 400 000}}]}}"
    assert "saknas: belopp" not in said(AGREEMENT, more)
    assert f"Drift\n{budget}" in said(MINUTES, more, FOLLOWED_UP)


def test_the_table_of_years_has_what_belongs_to_none_of_them_too() -> None:
    start = "{id: s, benämning: Start, slag: totalt, belopp: 30 000}"
    text = said(AGREEMENT, f"ekonomi: {{komponenter: [{DRIFT}, {start}]}}")
    assert "Övrigt\nBelopp för hela avtalstiden\n30 000 kr\nTotalt\nHela avtalstiden\n830 000 kr" in text
    assert "Övrigt" not in said(AGREEMENT, f"ekonomi: {{komponenter: [{DRIFT}]}}")


def test_minutes_know_the_time_as_it_is_on_the_day_of_the_meeting() -> None:
    old = FOLLOWED_UP.replace("från: 2025-01-01, till: 2026-12-31", "från: 2022-01-01, till: 2023-12-31")
    automatic = "förlängning: {slag: automatisk, längd: 1 år, senast: 6 månader}\n"
    text = said(MINUTES, f"{automatic}ekonomi: {{komponenter: [{DRIFT}]}}", old)
    assert "gäller till och med den 31 december 2026" in text
    assert "besked är den 30 juni 2026" in text
    assert "Drift\n400 000 kr" in text
    notice = said(MINUTES, "uppsägning: {tid: 6 månader, upphör: 2026-06-30}\n")
    assert "gäller till och med den 30 juni 2026" in notice


def test_nothing_is_a_number_too() -> None:
    more = f"ekonomi: {{komponenter: [{DRIFT}]}}\n"
    held = FOLLOWED_UP.replace("komponent: d", "komponent: d, utfall: 0, prognos: 0")
    assert "Drift\n400 000 kr\n0 kr\n0 kr" in said(MINUTES, more, held)
    assert "Drift\n400 000 kr\n[saknas: utfall]\n[saknas: prognos]" in said(MINUTES, more, FOLLOWED_UP)
    assert "Ekonomi\nInget ekonomiskt utfall är antecknat." in said(MINUTES, more)


def test_the_press_release_says_how_amounts_are_raised_and_only_if_any_is() -> None:
    raised = f"ekonomi: {{komponenter: [{DRIFT}], uppräkning: {{slag: procent, procent: 2, genomslag: 75}}}}"
    assert "räknas upp med två procent per år, med 75 procent genomslag." in said(PRESS, raised)
    fixed = raised.replace("mottagare: jouren", "mottagare: jouren, räknas_upp: nej")
    assert "räknas upp" not in said(PRESS, fixed)


def test_the_press_release_says_when_money_goes_to_another_than_the_non_profits() -> None:
    other = BASE.replace("avtalstid:", "  - {id: k2, roll: offentlig, typ: kommun, namn: Grannby kommun}\navtalstid:")
    more = "ekonomi: {{komponenter: [{{id: d, benämning: D, slag: per år, belopp: 100 000, betalare: kommunen, mottagare: {}}}]}}"  # noqa: E501
    assert "Pengarna betalas till Grannby kommun." in said(PRESS, more.format("k2"), other)
    assert "betalas till" not in said(PRESS, more.format("jouren"), other)


@pytest.mark.parametrize(
    ("name", "document", "text"),
    [
        ("IOP-avtal", AGREEMENT, "Detta IOP-avtal"),
        ("IOP-överenskommelse", PRESS, "IOP-överenskommelse mellan"),
        ("Gemensam avsiktsförklaring", AGREEMENT, "Denna avsiktsförklaring"),
        ("Idéburet offentligt partnerskap", AGREEMENT, "Denna överenskommelse"),
    ],
)
def test_the_name_of_the_document_is_declined_as_swedes_do(name: str, document: str, text: str) -> None:
    shown = said(document, "", BASE.replace("dokumentnamn: Avtal", f"dokumentnamn: {name}"))
    assert text in shown
    assert "iOP" not in shown
    assert "offentligt partnerskapet" not in shown


def test_a_quote_that_trails_off_keeps_its_three_stops() -> None:
    quote = "press: {citat: [{namn: Bo, text: Vi får se..., godkänt: ja}]}"
    assert "– Vi får se... säger Bo" in said(PRESS, quote)


def test_what_is_given_in_kind_is_one_sentence() -> None:
    kind = "{id: l, benämning: Lokal, slag: naturaprestation, beskrivning: Tre rum utan hyra.}"
    assert "hyra.," not in said(AGREEMENT, f"ekonomi: {{komponenter: [{kind}]}}")


def test_a_body_in_small_letters_begins_a_sentence_with_a_capital() -> None:
    text = said(PRESS, "beslut: [{organ: socialnämnden, datum: 2024-11-01}]")
    assert "socialnämnden fattade" not in text
    assert "Socialnämnden fattade beslutet" in text


def test_the_public_partys_e_mail_is_told_when_it_is_all_there_is() -> None:
    with_mail = BASE.replace("namn: Exempelby kommun", "namn: Exempelby kommun, e_post: kommun@exempel.se")
    assert "E-post: kommun@exempel.se" in said(PRESS, "", with_mail)


def test_no_heading_of_the_agreement_stands_in_the_press_release() -> None:
    without = BASE.replace("avtalstid: {från: 2025-01-01, till: 2026-12-31}\n", "")
    for more in ("bakgrund: {initiativ: Jouren}", "bakgrund: {marknad: Ingen}", "ekonomi: {anmärkning: Se bilaga}"):
        text = said(PRESS, more, without)
        assert "Bakgrund" not in text
        assert "Ekonomi och avtalstid" not in text


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("stödja anhöriga", "Föreningen arbetar redan med att stödja anhöriga."),
        ("Stödja anhöriga.", "Föreningen arbetar redan med att stödja anhöriga."),
        ("handlägger ärenden", "Föreningen handlägger ärenden."),
    ],
)
def test_what_a_party_does_by_itself_is_a_sentence_in_either_form(written: str, sentence: str) -> None:
    own = BASE.replace("namn: Exempeljouren", f"namn: Exempeljouren, egna_insatser: [{{text: {written}}}]")
    assert sentence in said(PRESS, "", own)


def test_an_agreement_that_is_not_prolonged_does_not_say_how_often_it_is() -> None:
    for sort in ("ingen", "nytt avtal"):
        assert "högst en gång" not in said(AGREEMENT, f"förlängning: {{slag: {sort}, högst_antal: 1}}")
    assert "högst en gång" in said(AGREEMENT, "förlängning: {slag: automatisk, längd: 1 år, högst_antal: 1}")
