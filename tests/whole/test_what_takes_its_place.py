"""A fact that is taken away is a gap or its sentence is gone: what else a document then says is declared, with why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.samples.documents import AGREEMENT, make, text_of
from benchmarks.samples.removed import removable, wholes, without
from iopdocs.model import Agreement
from iopdocs.reading import KeyPath
from tests.support.examples import examples
from tests.support.instead import DAY, instead

#: Keys that choose between sentences: without them the other one is said, and the handbook says which.
OTHERWISE = {
    "dokumentnamn": "the title has the gap; running text speaks of the agreement",
    "iop": "what it is called is then seen from its name",
    "klausuler": "the usual clause is back",
    "klausuler.ersätt": "the usual clause is back",
    "klausuler.utan": "the usual clause is back",
    "klausuler.utan.klausul": "the usual clause is back",
    "parter": "those who are left are told of",
    "parter.benämning": "the kind of the party is what it is called",
    "parter.kallas": "the legal name is what it is called",
    "parter.typ": "the name is what it is called",
    "parter.huvudmän": "those who are left are told of",
    "parter.undertecknare": "the day that is stated for all is printed where a party has none of its own",
    "parter.undertecknare.datum": "the day that is stated for all is printed where a party has none of its own",
    "parter.adress.skyddad": "an address that nobody protects is printed",
    "personuppgiftsbiträden.undertecknare": "the day that is stated for all is printed where nobody has one",
    "tillägg": "the next addition has its place",
    "tillägg.diarienummer": "the number of the agreement is in the header",
    "tillägg.undertecknare": "the day that is stated for all is printed where nobody has one",
    "tillägg.belopp.komponent": "an amount of no item in the agreement is a new item's",
    "tillägg.belopp.betalare": "who receives it is said alone",
    "tillägg.belopp.mottagare": "who pays it is said alone",
    "tillägg.nya_parter": "those who are left are told of",
    "tillägg.nya_parter.part.adress.skyddad": "an address that nobody protects is printed",
    "tillägg.nya_parter.part.kallas": "the legal name is what it is called",
    "tillägg.nya_parter.part.benämning": "the name or the kind of the party is what it is called",
    "tillägg.nya_parter.part.typ": "the name is what it is called",
    "tillägg.ändringar.vad": "a change in words of its own becomes a new wording, which is a gap",
    "förlängningar": "the next extension has its place",
    "förlängningar.diarienummer": "the number of the agreement is in the header",
    "förlängningar.undertecknare": "the day that is stated for all is printed where nobody has one",
    "förlängningar.belopp.komponent": "an amount of no item in the agreement is a new item's",
    "förlängningar.belopp.nytt": "what it follows from is said alone",
    "förlängningar.belopp.betalare": "who receives it is said alone",
    "förlängningar.belopp.mottagare": "who pays it is said alone",
    "förlängningar.ändringar.vad": "a change in words of its own becomes a new wording, which is a gap",
    "förlängning.slag": "without it the sentence is a gap",
    "status": "that there are decisions, and not whether they are made",
    "tillägg.status": "that there are decisions, and not whether they are made",
    "förlängningar.status": "that there are decisions, and not whether they are made",
    "bilagor": "those that are left are numbered anew",
    "avtalstid": "what is paid on which day is listed where there is no table of years",
    "avtalstid.från": "what is paid on which day is listed where there is no table of years",
    "avtalstid.till": "what is paid on which day is listed where there is no table of years",
    "avtalstid.längd": "what is paid on which day is listed where there is no table of years",
    "ekonomi": "what a party gives of its own is told with the money",
    "ekonomi.komponenter": "what a party gives of its own is told without the money",
    "ekonomi.komponenter.beskrivning": "that it is in kind, as its kind says",
    "ekonomi.komponenter.endast_året": "the amount is then for every year",
    "ekonomi.komponenter.räknas_upp": "the agreement's uplift is for every item",
    "ekonomi.komponenter.år": "the amount is then for the first year",
    "ekonomi.komponenter.slag": "the amounts are gaps, in the rows of payments too",
    "ekonomi.uppräkning": "amounts are not uplifted, and the clause is a gap",
    "ekonomi.uppräkning.avrundning": "whole kronor, which is said",
    "ekonomi.uppräkning.genomslag": "the whole change, which is said",
    "ekonomi.uppräkning.från_år": "the year after, which is said",
    "ekonomi.uppräkning.värden": "the amounts wait for their index",
    "ekonomi.uppräkning.värden.år": "the amounts wait for their index",
    "ekonomi.uppräkning.värden.tal": "the amounts wait for their index",
    "ekonomi.uppräkning.värden.förändring": "the amounts wait for their index",
    "ekonomi.utbetalning.andra_antal": "the rule is for every year",
    "ekonomi.utbetalning.andra_antal.därefter": "it is said to be for that year",
    "ekonomi.utbetalning.delbetalningar": "those that are left are listed",
    "ekonomi.utbetalning.delbetalningar.datum": "all of them are listed when one is not known",
    "ekonomi.utbetalning.delbetalningar.belopp": "all of them are listed when one is not known",
    "ekonomi.utbetalning.delbetalningar.andel": "all of them are listed when one is not known",
    "ekonomi.utbetalning.mot": "the time of payment is said alone",
    "förlängningar.belopp.natura": "an amount is money, as the key says",
    "tillägg.belopp.natura": "an amount is money, as the key says",
    "insatser.tider.från": "until when is said alone",
    "insatser.tider.till": "from when is said alone",
    "uppsägning.av": "each party, which is said",
    "uppsägning.möjlig": "it can be terminated",
    "ändringar": "the usual way of changing it is said",
    "ändringar.form": "the usual way of changing it is said",
}
WHOLES = wholes()


@st.composite
def facts(draw: st.DrawFn) -> tuple[dict[str, Any], KeyPath]:
    data = WHOLES[draw(st.integers(0, len(WHOLES) - 1))]
    paths = [path for path in removable(data) if path[0] not in {"press", "möten"}]
    return data, paths[draw(st.integers(0, len(paths) - 1))]


def key(path: KeyPath) -> str:
    return ".".join(step for step in path if isinstance(step, str))


@settings(max_examples=examples(30), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(facts())
def test_nothing_takes_the_place_of_a_fact_but_what_is_declared(fact: tuple[dict[str, Any], KeyPath]) -> None:
    data, path = fact
    said = list(instead(data, path))
    assert said == [] or key(path) in OTHERWISE, said


#: What was once taken for granted where nobody had stated it: the key, and what must not be said without it.
ONCE_GUESSED = [
    ("status", "Följande beslut ligger till grund"),
    ("tillägg.status", "Följande beslut ligger till grund"),
    ("förlängningar.status", "Följande beslut ligger till grund"),
    ("åtaganden.part", "Parterna ska"),
    ("ekonomi.komponenter.beskrivning", "utan belopp"),
    ("ekonomi.komponenter.betalare", "från de offentliga parterna"),
    ("ekonomi.komponenter.mottagare", "till de idéburna parterna"),
]


@pytest.mark.parametrize(("name", "guess"), ONCE_GUESSED)
def test_what_nobody_has_stated_is_not_taken_for_granted(name: str, guess: str) -> None:
    tried = [(data, path) for data in WHOLES for path in removable(data) if key(path) == name][:4]
    assert tried
    assert [line for data, path in tried for _, line in instead(data, path) if guess in line] == []


def test_a_total_that_nobody_knows_leaves_the_years_as_they_are() -> None:
    data = next(one for one in WHOLES if one["id"] == "exempelstad-cirka-2024")
    components = data["ekonomi"]["komponenter"]
    place = next(number for number, one in enumerate(components) if one["slag"] == "totalt" and "år" not in one)
    changed = without(data, [("ekonomi", "komponenter", place, "belopp")])
    said = text_of(make(Agreement.model_validate(changed), AGREEMENT, DAY).data).replace("\xa0", " ")
    assert "2025\nHela året\n400 000 kr" in said
    assert "Övrigt\nBelopp för hela avtalstiden\n[saknas: belopp]" in said
