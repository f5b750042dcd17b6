"""What the clauses of the contract say, and what they leave open: who, since when, and what prevails."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from benchmarks.samples.documents import libraries, template, workspace
from benchmarks.samples.words import MINIMAL, agreement
from iopdocs.making.render import render
from iopdocs.word.markup import parse_xml
from iopdocs.word.text import stored_text

DAY = date(2026, 11, 28)
TERM = "avtalstid: {från: 2026-01-01, till: 2028-12-31}\n"
MONEY = "ekonomi:\n  komponenter: [{benämning: Drift, slag: per år, belopp: 100000%s}]\n"


@cache
def text(more: str, base: str = MINIMAL) -> str:
    kind = workspace().types["overenskommelse"]
    made = render(agreement(more, base), kind, template("overenskommelse"), libraries(), DAY)
    return " ".join(stored_text(parse_xml(data)) for data in made.parts.values()).replace("\u00a0", " ")


@pytest.mark.parametrize("words", ["båda parter", "båda parterna", "parterna", "alla parter", "Samtliga parter"])
def test_words_for_all_parties_never_read_as_all_of_them_together(words: str) -> None:
    said = text(f"uppsägning: {{av: {words}, tid: 6 månader, form: skriftligen}}\n")
    assert "Var och en av parterna får säga upp" in said and f"sägas upp av {words}" not in said


def test_one_party_that_may_give_notice_is_named() -> None:
    assert "får sägas upp av kommunen" in text("uppsägning: {av: kommunen, tid: 6 månader, form: skriftligen}\n")


def test_an_agreement_until_further_notice_is_never_endless() -> None:
    said = text("avtalstid: {från: 2026-01-01, tills_vidare: ja}\nuppsägning: {möjlig: nej}\n")
    assert "kan inte sägas upp" not in said and "saknas: uppsägningstid" in said
    assert "kan inte sägas upp i förtid" in text(f"{TERM}uppsägning: {{möjlig: nej}}\n")


@pytest.mark.parametrize(
    ("step", "said"),
    [("1", "avrundas till närmaste hela krona."), ("100", "jämnt delbart med 100 kronor")],
)
def test_rounding_to_a_krona_is_said_as_people_say_it(step: str, said: str) -> None:
    more = f"  uppräkning: {{slag: procent, procent: 2, avrundning: {{riktning: närmaste, steg: {step}}}}}\n"
    assert said in text(TERM + MONEY % ", år: 2026" + more)


def test_the_first_year_of_uplift_is_a_gap_when_no_amount_has_its_year() -> None:
    more = "  uppräkning: {slag: procent, procent: 2, bas: föregående år}\n"
    assert "Det första året med uppräkning är [saknas: vilket år]" in text(TERM + MONEY % "" + more)
    assert "året efter det år som beloppet är angivet för" in text(TERM + MONEY % ", år: 2026" + more)


@pytest.mark.parametrize(("day", "gap"), [("2026-01-15", True), ("2027-01-15", False)])
def test_a_decision_that_has_been_made_has_a_paragraph_and_one_that_waits_has_none(day: str, gap: bool) -> None:
    said = text(f"status: förslag\nbeslut: [{{organ: Socialnämnden, datum: {day}}}]\n")
    assert ("saknas: paragraf" in said) is gap


def test_no_money_before_decisions_and_signatures_when_the_agreement_is_signed_late() -> None:
    late = "status: undertecknat\nundertecknat: 2026-02-01\n" + TERM + MONEY % ", år: 2026"
    assert "Medel får dock inte betalas ut innan" in text(late)
    assert "Medel får dock inte betalas ut innan" not in text(late.replace("2026-02-01", "2025-12-01"))


def test_who_goes_on_when_one_of_several_gives_notice_is_asked_for() -> None:
    notice = "uppsägning: {tid: 6 månader, form: skriftligen%s}\n"
    assert "för de övriga" not in text(TERM + notice % "")
    third = MINIMAL + "  - {id: klubben, roll: idéburen, typ: förening, namn: Klubben}\n" + TERM
    assert "för de övriga: [saknas: vad som gäller" in text(notice % "", third)
    assert "för de övriga: den fortsätter." in text(notice % ", verkan: den fortsätter", third)


def test_what_holds_afterwards_is_only_what_the_agreement_has() -> None:
    added = "klausuler: {med: [overlevande-villkor%s]}\n"
    assert "gäller också sedan" not in text(TERM + added % "")
    said = text(TERM + "villkor: {tystnadsplikt: ja}\n" + added % ", tvist")
    assert "säger om tvist och tystnadsplikt gäller också sedan" in said


def test_what_could_not_be_avoided_is_not_repaid_for_the_time_of_a_hindrance() -> None:
    assert "trettio dagar efter det att kravet har kommit fram" in text(TERM + "villkor: {återbetalning: ja}\n")
    assert "inte gick att undvika" in text(TERM + "villkor: {återbetalning: ja, force_majeure: ja}\n")


def test_a_term_that_may_go_on_is_not_said_as_a_fact_while_nobody_knows_how() -> None:
    rolling = "avtalstid: {från: 2026-01-01, till: 2027-12-31, löper_om: 2 år}\n"
    assert "Avtalstiden är avsedd att vara två år åt gången. Om och hur den förlängs: [saknas" in text(rolling)
    assert "Avtalstiden är två år åt gången." in text(rolling + "förlängning: {slag: ingen}\n")


def test_the_settlement_of_an_early_ending_goes_before_the_repayment_of_what_is_left() -> None:
    more = "villkor: {återbetalning: ja}\nuppsägning: {tid: 6 månader, form: skriftligen%s}\n"
    assert "i stället för den sista punkten" in text(more % ", reglering: Resten betalas tillbaka")
    assert "i stället för den sista punkten" not in text(more % "")


@pytest.mark.parametrize(
    ("signed", "period"),
    [
        ("2020-01-01", "de två närmast föregående beskattningsåren"),
        ("2024-06-01", "under de senaste tre åren"),
        ("2026-06-01", "under de senaste tre åren"),
    ],
)
def test_small_aid_is_declared_and_told_of_beforehand(signed: str, period: str) -> None:
    said = text(f"undertecknat: {signed}\nvillkor: {{statsstöd: ja}}\n")
    assert period in said and "underrätta mottagaren om stödets belopp" in said
    assert "från den dag då stödet stod till mottagarens förfogande" in said


def test_what_is_defined_is_defined_before_it_is_used() -> None:
    assert "Med partnerskapet avses parternas samverkan" in text("iop: nej\n")
    yearly = "ekonomi:\n  komponenter: [{benämning: Drift, slag: per avtalsår, belopp: 100000}]\n"
    assert "Med avtalsår avses tolv månader" in text(TERM + yearly)
    assert "Med avtalsår" not in text(TERM + MONEY % ", år: 2026")
