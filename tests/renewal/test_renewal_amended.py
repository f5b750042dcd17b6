"""What additions and prolongations changed is in the successor, or asked about with a gap: never the old, unseen."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.economy.changes import named_revisions
from iopdocs.model import Agreement
from iopdocs.renewal.successor import Successor
from tests.support.successors import changes, model, renewed

HEAD = """id: prov-2022
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
insatser:
  - {namn: Samtal, beskrivning: Jouren erbjuder stödsamtal två kvällar i veckan.}
"""
ITEM = "{id: drift, benämning: Drift, slag: per år, år: 2022, belopp: 300 000}"
PERCENT = "  uppräkning: {slag: procent, procent: 2, bas: föregående år}\n"
ON = date(2024, 10, 1)


def money(item: str = ITEM, more: str = "") -> str:
    return f"{HEAD}ekonomi:\n  komponenter:\n    - {item}\n{more}"


def addition(
    amount: str = "", *, since: str = "2023-01-01", facts: str = "undertecknat: 2022-12-01", more: str = ""
) -> str:
    amounts = f"    belopp: [{amount}]\n" if amount else ""
    return f"tillägg:\n  - nummer: 1\n    gäller_från: {since}\n    {facts}\n{amounts}{more}"


def asked(made: Successor) -> dict[str, str]:
    return {one.where: one.question for one in made.notes.decisions}


def amounts(successor: Agreement) -> dict[str | None, object]:
    assert successor.economy is not None
    return {one.label: one.amount for one in successor.economy.components}


@pytest.mark.parametrize(
    ("amount", "uplift", "expected"),
    [
        ("komponent: drift, år: 2024, nytt: 475 000", "", 475_000),
        ("komponent: drift, år: 2024, ökning: 50 000", "", 350_000),
        ("komponent: drift, avser: per år från och med 2023, nytt: 475 000", "", 475_000),
        ("komponent: drift, avser: från och med 2023, ökning: 50 000", "", 350_000),
        # 300 000 is 312 120 in 2024 when it goes up by two percent.
        ("komponent: drift, år: 2024, ökning: 50 000, uppräkning: räknas inte upp", PERCENT, 362_120),
        ("komponent: drift, år: 2024, nytt: 500 000, uppräkning: räknas upp", PERCENT, 510_000),
        ("komponent: drift, år: 2024, nytt: 500 000, uppräkning: räknas inte upp", PERCENT, 500_000),
        ("komponent: drift, år: 2024, nytt: 500 000", PERCENT, 500_000),
    ],
)
def test_the_amount_that_was_agreed_is_what_the_successor_begins_from(amount: str, uplift: str, expected: int) -> None:
    made, successor = renewed(money(more=uplift) + addition(f"{{{amount}}}", since="2023-01-01"))
    assert amounts(successor) == {"Drift": expected}
    told = next(one for one in made.notes.changes if one.where == "ekonomi.komponenter[1].belopp")
    assert (told.before, told.why.startswith("enligt tillägg nr 1: ")) == ("300 000", True)
    assert successor.economy is not None
    assert successor.economy.components[0].year == 2025
    asks = "ekonomi.komponenter[1].räknas_upp" in asked(made)
    assert asks == bool(uplift and "räknas upp" not in amount)


@pytest.mark.parametrize(
    ("amount", "since", "facts", "more"),
    [
        # Words that say no year; nothing that does; what is not decided yet; an amount of a part of the year.
        ("komponent: drift, avser: varje läsår, nytt: 475 000", "2023-01-01", "", ""),
        ("komponent: drift, nytt: 475 000", "2023-01-01", "", ""),
        ("komponent: drift, år: 2024, följer_av: budgeten för 2024", "2023-01-01", "", ""),
        ("komponent: drift, år: 2024, nytt: cirka 475 000", "2023-01-01", "", ""),
        ("komponent: drift, år: 2024, nytt: 475 000", "2024-07-01", "", ""),
        ("komponent: drift, år: 2023, nytt: 475 000, uppräkning: räknas upp", "2023-01-01", "", PERCENT),
        ("komponent: drift, avser: från och med 2023, nytt: 475 000", "2023-01-01", "", PERCENT),
    ],
)
def test_an_amount_that_nobody_can_tell_is_a_gap_with_what_was_agreed_beside_it(
    amount: str, since: str, facts: str, more: str
) -> None:
    made, successor = renewed(money(more=more) + addition(f"{{{amount}}}", since=since))
    assert amounts(successor) == {"Drift": None}
    question = next(one for one in made.notes.decisions if one.where == "ekonomi.komponenter[1].belopp")
    assert any("tillägg nr 1" in choice for choice in question.choices)
    assert "enligt avtalet från början: 300 000" in question.choices


def test_what_was_changed_for_an_earlier_year_alone_is_asked_about() -> None:
    amount = "{komponent: drift, år: 2023, nytt: 475 000}"
    made, successor = renewed(money() + addition(amount))
    assert amounts(successor) == {"Drift": 300_000}
    assert "475 000 kronor för 2023" in asked(made)["ekonomi.komponenter[1].belopp"]


@pytest.mark.parametrize("facts", ["status: förslag", "status: beslutat", "undertecknat: 2024-11-01"])
def test_what_not_all_have_signed_is_not_carried_and_is_asked_about(facts: str) -> None:
    made, successor = renewed(money() + addition("{komponent: drift, år: 2024, nytt: 475 000}", facts=facts), ON)
    assert amounts(successor) == {"Drift": 300_000}
    question = next(one for one in made.notes.decisions if one.where == "tillägg[1]")
    assert question.choices == ("en post utan benämning: 475 000 kronor för 2024",)


def test_what_has_run_out_is_told_and_not_carried() -> None:
    text = addition("{komponent: drift, år: 2023, nytt: 475 000}", facts="gäller_till: 2023-12-31")
    made, successor = renewed(money() + text)
    assert amounts(successor) == {"Drift": 300_000}
    assert changes(made)["tillägg[1]"] == ("tillägg nr 1", "")


def test_a_prolongation_changes_amounts_as_an_addition_does() -> None:
    text = (
        "förlängningar:\n  - {från: 2025-01-01, till: 2025-12-31, undertecknat: 2024-06-01,\n"
        "     belopp: [{komponent: drift, år: 2025, nytt: 330 000}]}\n"
    )
    made, successor = renewed(money() + text)
    assert amounts(successor) == {"Drift": 330_000}
    assert "enligt förlängning nr 1" in next(one.why for one in made.notes.changes if one.after == "330 000")


@pytest.mark.parametrize(
    ("item", "amount", "expected"),
    [
        ("slag: totalt, belopp: 50 000", "nytt: 60 000", 60_000),
        ("slag: totalt, belopp: 50 000", "avser: hösten, nytt: 60 000", None),
        ("slag: högst, gäller: hela avtalstiden, belopp: 50 000", "nytt: 60 000", 60_000),
        ("slag: naturaprestation, belopp: 50 000", "ökning: 10 000", 60_000),
        ("slag: per invånare, belopp: 5, invånare: 1000", "år: 2024, nytt: 6 000", None),
    ],
)
def test_every_kind_of_money_is_carried_or_left_open(item: str, amount: str, expected: int | None) -> None:
    made, successor = renewed(money(f"{{id: x, benämning: X, {item}}}") + addition(f"{{komponent: x, {amount}}}"))
    assert amounts(successor) == {"X": expected}
    assert any("tillägg nr 1" in f"{one.question} {one.choices}" for one in made.notes.decisions) or expected


def test_what_an_addition_brought_goes_on_when_it_did_to_the_end() -> None:
    new = "{benämning: Lokal, år: ÅR, nytt: 35 000, betalare: kommunen, mottagare: jouren}"
    made, successor = renewed(money() + addition(new.replace("ÅR", "2024")))
    assert amounts(successor) == {"Drift": 300_000, "Lokal": 35_000}
    assert "tillägg nr 1" in asked(made)["ekonomi.komponenter[2]"]
    made, successor = renewed(money() + addition(new.replace("ÅR", "2023")))
    assert amounts(successor) == {"Drift": 300_000}
    assert "35 000 kronor för 2023" in asked(made)["tillägg[1]"]
    made, successor = renewed(HEAD + addition(new.replace("ÅR", "2024")))  # where there was no money before
    assert amounts(successor) == {"Lokal": 35_000}


def test_a_wording_is_put_in_where_it_stands_and_else_asked_about_and_assumed() -> None:
    old = "Jouren erbjuder stödsamtal två kvällar i veckan."
    change = (
        f"    ändringar:\n      - {{nuvarande_lydelse: {old}, ny_lydelse: Jouren erbjuder fyra kvällar i veckan.}}\n"
    )
    made, successor = renewed(HEAD + addition(more=change))
    assert successor.activities[0].description == "Jouren erbjuder fyra kvällar i veckan."
    assert changes(made)["insatser[1].beskrivning"] == (old, "Jouren erbjuder fyra kvällar i veckan.")
    assert (asked(made), successor.assumptions) == ({}, ())
    twice = f"syfte: [säga att {old.rstrip('.')}]\n"
    for text in (
        twice + addition(more=change),
        addition(more=change.replace("två", "tre")),
        addition(more="    ändringar: [{avsnitt: Uppsägning, vad: Tiden är sex månader.}]\n"),
    ):
        made, successor = renewed(HEAD + text)
        assert successor.activities[0].description == old
        assert "ändringen är inte införd" in asked(made)["tillägg[1]"]
        assert [one.field for one in successor.assumptions] == ["tillägg[1]"]


def test_who_has_joined_keeps_what_it_undertook() -> None:
    joining = (
        "    nya_parter:\n      - part: {id: huset, roll: idéburen, typ: stiftelse, namn: Provhuset}\n"
        "        åtaganden: [driva boendet]\n"
    )
    _, successor = renewed(HEAD + addition(more=joining))
    assert [(one.party, one.text) for one in successor.commitments] == [("huset", "driva boendet")]


def test_a_sum_and_payments_of_the_old_period_are_asked_about_when_amounts_have_changed() -> None:
    text = money(more="  totalt: 900 000\n  utbetalning: {delbetalningar: [{datum: 2022-02-01, belopp: 300 000}]}\n")
    made, successor = renewed(text)
    assert successor.economy is not None
    assert (successor.economy.total, "ekonomi.totalt" in asked(made)) == (900_000, False)
    made, successor = renewed(text + addition("{komponent: drift, år: 2024, nytt: 475 000}"))
    assert successor.economy is not None
    assert successor.economy.total is None
    assert {"ekonomi.totalt", "ekonomi.utbetalning.delbetalningar"} <= {*asked(made)}


def test_an_assumption_about_an_addition_does_not_go_on_to_the_one_after() -> None:
    change = "    ändringar: [{avsnitt: Uppsägning, vad: Tiden är sex månader.}]\n"
    made, _ = renewed(HEAD + addition(more=change))
    _, after = renewed(made.text.replace("status: förslag", "status: undertecknat"), date(2027, 10, 1))
    assert after.assumptions == ()


def test_later_documents_are_called_by_their_numbers_else_by_their_places() -> None:
    text = HEAD + "tillägg: [{gäller_från: 2024-01-01}, {nummer: 7, gäller_från: 2023-01-01}]\nförlängningar: [{}]\n"
    named = [(one.called, one.where) for one in named_revisions(model(text))]
    assert named == [
        ("tillägg nr 7", "tillägg[2]"),
        ("tillägg nr 1", "tillägg[1]"),
        ("förlängning nr 1", "förlängningar[1]"),
    ]
