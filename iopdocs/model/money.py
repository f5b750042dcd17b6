"""The money of an agreement as data. What it comes to per year is worked out in ``economy``."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator

from iopdocs.model.base import Record, key
from iopdocs.model.limits import Told
from iopdocs.model.scalars import (
    Amount,
    Bankgiro,
    Count,
    Day,
    Id,
    Number,
    Percent,
    Phrase,
    Plusgiro,
    Text,
    Times,
    Year,
    YearlyPercent,
    YesNo,
)

Kind = Literal["per år", "per avtalsår", "totalt", "ökning", "högst", "naturaprestation", "per invånare"]


PayoutRule = Literal["månad", "kvartal", "tertial", "halvår", "år"]
#: How each is said of what is done so often, in running text.
RULE_WORDS: dict[PayoutRule, str] = {
    "månad": "månadsvis|månatlig(?:en|t)?|(?:varje|per|var) månad|en gång i månaden",
    "kvartal": "kvartalsvis|kvartalsvisa?|(?:varje|per|vart) kvartal|en gång i kvartalet",
    "tertial": "tertialsvis|tertialvis|(?:varje|per|vart) tertial",
    "halvår": "halvårsvis|(?:varje|per|vart) halvår",
    "år": "årsvis|årlig(?:en|t)?|(?:varje|per) år|en gång om året",
}


def _rule(value: object) -> object:
    """Read how often in the words that people use; ask for the rest of what is said to stand where it belongs."""
    if not isinstance(value, str):
        return value
    shown = " ".join(value.split())
    for rule, words in RULE_WORDS.items():
        if found := re.match(rf"(?:{words}|{rule})(?:$|,? (?=\S))", shown, re.IGNORECASE):
            rest = shown[found.end() :]
            if rest:
                raise ValueError(f"”{value}” säger mer än hur ofta\nSkriv regel: {rule}, och när: {rest}.")
            return rule
    return value


Rule = Annotated[PayoutRule, BeforeValidator(_rule)]


class Component(Record):
    """One item of money, or of something worth money. All amounts are kronor."""

    id: Id | None = key("id", "Kort namn som protokollen hänvisar till")
    label: Text | None = key(
        "benämning", "Vad pengarna är till, till exempel Bemanning och drift", "vad pengarna är till"
    )
    kind: Kind | None = key(
        "slag",
        "per år, per avtalsår, totalt, ökning (på tidigare belopp), högst (tak), naturaprestation eller per invånare",
        "om beloppet är per år, totalt eller ett tak",
    )
    amount: Amount | None = key("belopp", "Belopp i kronor; för per invånare: kronor per invånare", "belopp")
    year: Year | None = key("år", "Det år beloppet avser eller räknas från; utan år avser det avtalets första år")
    span: Literal["varje år", "hela avtalstiden"] | None = key(
        "gäller",
        "För högst och ökning: varje år eller hela avtalstiden",
        "om beloppet gäller varje år eller hela avtalstiden",
    )
    only_year: YesNo = key(
        "endast_året",
        "ja om beloppet bara gäller det året; andra års belopp är då inte kända om ingen annan post anger dem",
        default=False,
    )
    increase: Amount | None = key("varav_ökning", "Den del av beloppet som är nytt, i kronor")
    population: Count | None = key("invånare", "Antal invånare, för slaget per invånare", "antal invånare")
    population_source: Text | None = key("invånare_källa", "Varifrån invånarantalet är taget, med datum")
    payer: Id | None = key(
        "betalare", "Id för den part som betalar; utan uppgift den offentliga parten, när det bara finns en", "betalare"
    )
    payee: Id | None = key(
        "mottagare",
        "Id för den part som tar emot; utan uppgift den idéburna parten, när det bara finns en",
        "mottagare",
    )
    replaces_grant: YesNo = key("ersätter_bidrag", "ja om pengarna ersätter ett vanligt föreningsbidrag", default=False)
    indexed: YesNo = key("räknas_upp", "nej om avtalets uppräkning inte gäller den här posten", default=True)
    earmarked: Phrase | None = key("öronmärkt", "Vad pengarna bara får användas till")
    description: Text | None = key("beskrivning", "Närmare om posten, till exempel vad en naturaprestation består av")

    @property
    def called(self) -> str:
        """What messages call the item."""
        return self.label or "en post utan benämning"


class Contribution(Told):
    """What a party puts in of its own."""

    party: Id | None = key("part", "Id för parten", "vem som bidrar")
    kind: Literal["pengar", "arbete", "lokaler", "annat"] | None = key(
        "slag", "pengar, arbete, lokaler eller annat", "vad för slags bidrag"
    )
    description: Text | None = key("beskrivning", "Vad parten bidrar med", "vad parten bidrar med")
    amount: Amount | None = key("belopp", "Uppskattat värde i kronor per år")


class IndexValue(Record):
    """An index figure, or a change, of one year, as published."""

    never_unknown = frozenset({"år"})

    year: Year | None = key("år", "Året", "indextalets år")
    value: Number | None = key("tal", "Indextal")
    change: Percent | None = key("förändring", "Förändring i procent från året före")
    preliminary: YesNo = key("preliminärt", "ja om siffran är preliminär", default=False)


class Rounding(Record):
    """How an uplifted amount is rounded."""

    direction: Literal["närmaste", "uppåt", "nedåt"] | None = key(
        "riktning", "närmaste, uppåt eller nedåt", "åt vilket håll beloppen avrundas"
    )
    step: Amount | None = key("steg", "Jämnt antal kronor, till exempel 1, 100 eller 1 000", "hur beloppen avrundas")


class Indexation(Record):
    """How amounts grow from year to year."""

    kind: Literal["ingen", "procent", "index"] | None = key(
        "slag", "ingen, procent eller index", "om beloppen räknas upp"
    )
    percent: YearlyPercent | None = key("procent", "Uppräkning per år i procent", "uppräkningens procentsats")
    basis: Literal["föregående år", "första året"] | None = key(
        "bas",
        "Räknas på föregående års belopp (ränta på ränta) eller på första årets",
        "om uppräkningen görs på föregående eller första årets belopp",
    )
    index: Text | None = key(
        "index", "Indexets namn, till exempel prisindex för kommunal verksamhet (PKV)", "indexets namn"
    )
    base_year: Year | None = key("basår", "Det år vars indextal är bas", "indexets basår")
    values: tuple[IndexValue, ...] = key("värden", "Indextal eller förändringar per år", default=())
    lag: Count | None = key(
        "eftersläpning", "Hur många år äldre indextalet är än beloppet: 1 om 2024 års belopp följer 2023 års indextal"
    )
    share: Percent | None = key(
        "genomslag", "Hur stor del av förändringen som slår igenom, i procent; utan uppgift 100"
    )
    rounding: Rounding | None = key("avrundning", "Hur beloppen avrundas; utan uppgift till närmaste hela krona")
    first_year: Year | None = key(
        "från_år", "Första året med uppräkning; utan uppgift året efter det första", "vilket år"
    )


class Instalment(Record):
    """One payment on a day of its own."""

    day: Day | None = key("datum", "Betalningsdag", "betalningsdag")
    amount: Amount | None = key("belopp", "Belopp i kronor")
    share: Percent | None = key(
        "andel", "Andel i procent av årets belopp, eller av hela beloppet när det inte är delat på år"
    )
    payer: Id | None = key("betalare", "Id för den part som gör betalningen, när flera betalar", "vem som betalar")
    payee: Id | None = key(
        "mottagare", "Id för den part som tar emot betalningen, när flera gör det", "vem som får betalningen"
    )
    year: Year | None = key("avser_år", "Det år betalningen avser; utan uppgift betalningsdagens år")


class InstalmentCount(Record):
    """Another number of payments in one year, or from that year on."""

    year: Year | None = key("år", "Året", "vilket år antalet gäller")
    count: Times | None = key("antal", "Antal utbetalningar det året", "antal utbetalningar")
    onwards: YesNo | None = key(
        "därefter",
        "ja om antalet gäller även åren efter, nej om det bara gäller det året; utan uppgift gäller det bara det året, "
        "men i ett år som avtalet når först genom förlängning också åren efter",
    )
    when: Phrase | None = key("när", "När utbetalningarna görs de åren, till exempel i januari, maj och september")


class Payment(Record):
    """How the money is paid out."""

    rule: Rule | None = key("regel", "månad, kvartal, tertial, halvår eller år", "hur ofta pengarna betalas ut")
    instalments: tuple[Instalment, ...] = key(
        "delbetalningar", "Betalningar med egna datum, i stället för en regel", default=()
    )
    count: Times | None = key("antal", "Antal lika stora utbetalningar per år, i stället för en regel")
    exceptions: tuple[InstalmentCount, ...] = key(
        "andra_antal", "År med ett annat antal utbetalningar, bara det året eller från och med det", default=()
    )
    remainder: Literal["första", "sista"] | None = key(
        "rest",
        "Vilken utbetalning som tar de kronor som inte går jämnt upp: första eller sista",
        "vilken utbetalning som tar resten",
    )
    when: Phrase | None = key(
        "när", "När i perioden betalningen görs, till exempel i förskott, senast den 15 i första månaden"
    )
    next_banking_day: YesNo = key(
        "nästa_bankdag", "ja om en betalningsdag som inte är en bankdag flyttas till nästa bankdag", default=False
    )
    method: Literal["faktura", "rekvisition"] | None = key(
        "mot", "faktura eller rekvisition", "om utbetalning görs mot faktura eller rekvisition"
    )
    terms: Count | None = key("villkor_dagar", "Betalningstid i dagar efter faktura eller rekvisition")
    bankgiro: Bankgiro | None = key("bankgiro", "Mottagarens bankgiro")
    plusgiro: Plusgiro | None = key("plusgiro", "Mottagarens plusgiro")


class Economy(Told):
    """All about money."""

    none: YesNo = key("inga_pengar", "ja om inga pengar betalas enligt avtalet", default=False)
    components: tuple[Component, ...] = key("komponenter", "Ersättningens delar", "medel och resurser", default=())
    contributions: tuple[Contribution, ...] = key("egna_bidrag", "Vad varje part själv bidrar med", default=())
    indexation: Indexation | None = key("uppräkning", "Hur beloppen räknas upp år för år", "uppräkning")
    part_year: Literal["månader", "dagar", "hela beloppet"] | None = key(
        "delår", "Hur ett år räknas som bara delvis täcks: månader, dagar eller hela beloppet", "hur ett delår räknas"
    )
    payment: Payment | None = key("utbetalning", "Hur och när pengarna betalas ut", "utbetalning")
    reporting: Phrase | None = key("redovisning", "Hur medlen redovisas")
    total: Amount | None = key(
        "totalt", "Det sammanlagda belopp som parterna har angett, i kronor; jämförs med posternas summa"
    )
    note: Text | None = key("anmärkning", "Övrigt om ekonomin med egna ord")
