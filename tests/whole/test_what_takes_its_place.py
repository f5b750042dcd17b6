"""A fact that is taken away is a gap or its sentence is gone: what else a document then says is declared, with why."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.samples.removed import removable, wholes
from iopdocs.reading import KeyPath
from tests.support.examples import examples
from tests.support.instead import instead

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
    "bilagor": "those that are left are numbered anew",
    "avtalstid": "what is paid on which day is listed where there is no table of years",
    "avtalstid.från": "what is paid on which day is listed where there is no table of years",
    "avtalstid.till": "what is paid on which day is listed where there is no table of years",
    "avtalstid.längd": "what is paid on which day is listed where there is no table of years",
    "ekonomi": "what a party gives of its own is told with the money",
    "ekonomi.komponenter": "what a party gives of its own is told without the money",
    "ekonomi.komponenter.endast_året": "the amount is then for every year",
    "ekonomi.komponenter.räknas_upp": "the agreement's uplift is for every item",
    "ekonomi.komponenter.år": "the amount is then for the first year",
    "ekonomi.komponenter.slag": "the amounts are gaps, in the rows of payments too",
    "ekonomi.uppräkning": "amounts are not uplifted, and the clause is a gap",
    "ekonomi.uppräkning.avrundning": "whole kronor, which is said",
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
#: Keys without which something is said that nobody has stated. None of them should be here.
GUESSED = {
    "ekonomi.komponenter.betalare": "all public parties, also when there are several",
    "ekonomi.komponenter.mottagare": "all non-profits, also when there are several",
    "ekonomi.komponenter.beskrivning": "the word of the data, naturaprestation, is printed",
    "ekonomi.komponenter.belopp": "the years appear for a total that belongs to none",
    "ekonomi.uppräkning.genomslag": "the whole change, which is said nowhere",
    "förlängningar.status": "the decisions are said to be made",
    "tillägg.status": "the decisions are said to be made",
    "status": "the decisions are said to be made",
    "åtaganden.part": "the parties together",
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
    assert said == [] or key(path) in OTHERWISE.keys() | GUESSED.keys(), said


def test_a_fact_that_is_guessed_is_not_also_declared() -> None:
    assert OTHERWISE.keys() & GUESSED.keys() == set()
