"""What parties are called and who pays: read in whole documents, of agreements that a person might write."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.samples.documents import PRESS, make, plain, text_of
from iopdocs.model import Agreement
from iopdocs.model.circumstances import CIRCUMSTANCE, found

DAY = date(2026, 11, 30)
CITY = {"id": "s", "roll": "offentlig", "typ": "kommun", "namn": "Testvalls stad", "kallas": "staden"}
TOWN = {"id": "k", "roll": "offentlig", "typ": "kommun", "namn": "Norrby kommun"}
MISSION = {"id": "m", "roll": "idéburen", "typ": "stiftelse", "namn": "Stiftelsen Natthärbärget"}
PARISH = {"id": "f", "roll": "idéburen", "typ": "trossamfund", "namn": "Testvalls församling"}
NO_PARAGRAPH = f"{CIRCUMSTANCE}beslut_utan_paragraf"


def money(**keys: Any) -> dict[str, Any]:
    return {"benämning": "Drift", "slag": "per år", "mottagare": "m", **keys}


def told(document: str, parties: list[dict[str, Any]], *components: dict[str, Any], **more: Any) -> str:
    data = {"id": "prov", "status": "undertecknat", "parter": parties, **more}
    if components:
        data["ekonomi"] = {"komponenter": list(components)}
    return plain(text_of(make(Agreement.model_validate(data), document, DAY).data))


def test_a_party_known_by_a_noun_has_it_in_the_agreement_and_its_name_in_news() -> None:
    agreement = told("overenskommelse", [CITY, MISSION])
    assert "Med staden avses Testvalls stad." in agreement
    assert "kallas också" not in agreement
    assert "Testvalls stad och Stiftelsen Natthärbärget har skrivit under" in told(PRESS, [CITY, MISSION])


@pytest.mark.parametrize("initiative", ["Staden, i mars 2025", "s, i mars 2025", "staden, i mars 2025"])
def test_who_began_is_called_what_the_agreement_calls_it(initiative: str) -> None:
    text = told("overenskommelse", [CITY, MISSION], bakgrund={"initiativ": initiative})
    assert "Initiativet till partnerskapet togs av staden, i mars 2025." in text


def test_one_who_pays_and_is_not_the_public_party_is_told() -> None:
    paid = [money(belopp="25 000", betalare="s"), money(belopp="6 000", betalare="m", mottagare="s")]
    text = told(PRESS, [CITY, MISSION], *paid)
    assert "Från stiftelsen får Testvalls stad 6 000 kronor per år till drift." in text


def test_those_who_pay_are_called_together_only_when_it_is_all_of_them() -> None:
    paid = [money(belopp="5 000", betalare="s", år="2027"), money(belopp="1 000", betalare="f", år="2027")]
    text = told(PRESS, [CITY, TOWN, MISSION, PARISH], *paid, avtalstid={"från": "2027-01-01", "till": "2028-12-31"})
    assert "de offentliga parterna" not in text.casefold()
    assert "kommunerna" not in text
    assert "Staden och församlingen bidrar med sammanlagt 6 000 kronor 2027." in text


def test_a_first_year_in_which_the_yearly_money_has_not_begun_is_no_headline() -> None:
    paid = [
        money(belopp="900 000", betalare="s", år="2027"),
        money(slag="totalt", belopp="10 000", betalare="s", år="2026"),
    ]
    text = told(PRESS, [CITY, MISSION], *paid, avtalstid={"från": "2026-10-01", "till": "2029-12-31"})
    assert "bidrar med sammanlagt 10 000 kronor" not in text
    assert "minst 10 000 kronor" not in text


def test_nothing_is_asked_of_a_part_year_before_the_money_begins() -> None:
    paid = money(belopp="900 000", betalare="s", år="2027")
    text = told("overenskommelse", [CITY, MISSION], paid, avtalstid={"från": "2026-10-01", "till": "2029-05-31"})
    assert "År 2026 ingår bara delvis" not in text
    assert "År 2029 ingår bara delvis" in text


def test_uplifted_money_that_begins_later_says_from_when() -> None:
    data = [money(belopp="900 000", betalare="s", år="2027")]
    more = {"avtalstid": {"från": "2026-10-01", "till": "2029-05-31"}}
    economy = {"komponenter": data, "uppräkning": {"slag": "procent", "procent": "2", "bas": "föregående år"}}
    text = told("overenskommelse", [CITY, MISSION], **more, ekonomi=economy)
    assert "900 000 kronor per år från och med 2027, med årlig uppräkning därefter" in text


@pytest.mark.parametrize(
    ("goals", "said"),
    [
        (["fler får arbete"], "Målet är att fler får arbete."),
        (["fler får arbete", "400 deltagare 2028"], "Ett av målen är att fler får arbete."),
        (["fler får arbete", "fler får stöd"], "Målen är att fler får arbete och att fler får stöd."),
    ],
)
def test_the_goal_is_said_of_the_only_one(goals: list[str], said: str) -> None:
    assert said in told(PRESS, [CITY, MISSION], mål=[{"text": one} for one in goals])


def test_what_is_contributed_by_a_clause_follows_a_colon() -> None:
    own = [{"part": "m", "slag": "arbete", "beskrivning": "faddrarna arbetar utan lön"}]
    text = told(PRESS, [CITY, MISSION], ekonomi={"egna_bidrag": own})
    assert "Stiftelsen bidrar med detta: faddrarna arbetar utan lön." in text


def test_a_sentence_in_a_series_loses_its_stop() -> None:
    text = told(PRESS, [CITY, MISSION], värdegrund=["alla har lika värde.", "vi frågar inte"])
    assert "alla har lika värde och vi frågar inte" in text


def test_what_an_addition_changes_is_a_sentence() -> None:
    addition = {"nummer": "1", "ändringar": [{"avsnitt": "Insatser", "vad": "biblioteket ingår inte längre"}]}
    data = {"id": "prov", "parter": [CITY, MISSION], "tillägg": [addition]}
    made = make(Agreement.model_validate(data), "tillaggsavtal", DAY, item=0)
    assert "Biblioteket ingår inte längre." in plain(text_of(made.data))


def test_what_an_association_decides_is_its_own_and_needs_no_paragraph() -> None:
    own = {"organ": "Årsmötet", "part": MISSION["id"], "datum": "2026-06-10"}
    ours = {"organ": "Kommunstyrelsen", "part": CITY["id"], "datum": "2026-06-02", "paragraf": "§ 120"}
    decided = {"status": "beslutat", "beslut": [ours, own]}
    agreement = told("overenskommelse", [CITY, MISSION], **decided)
    assert "Årsmötet (" in agreement
    assert "paragraf" not in agreement
    assert "Kommunstyrelsen har beslutat att Testvalls stad ska ingå" in told(PRESS, [CITY, MISSION], **decided)
    assert found(Agreement.model_validate({"id": "p", "parter": [CITY, MISSION], **decided}), NO_PARAGRAPH) is None
    bare = {key: value for key, value in ours.items() if key != "paragraf"}
    asked = Agreement.model_validate({"id": "p", "parter": [CITY, MISSION], "beslut": [own, bare]})
    assert found(asked, NO_PARAGRAPH) == ("beslut", 1)
