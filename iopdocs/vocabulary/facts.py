"""What is worked out for templates: each kind of facts with its names, their types, and what the handbook says of them.

A fact that is not declared here cannot be given to a template, and one that is declared must be. The names are the
words of the templates, and so Swedish; the text beside a type is the handbook's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from iopdocs.model.money import Component
from iopdocs.model.party import Party
from iopdocs.model.revision import Addition, Extension, Revision
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Facts, Layouts, View


@dataclass(frozen=True, eq=False)
class NamedDocument(Facts):
    """The document that is made."""

    namn: Annotated[str | Missing, "handlingens namn med stor bokstav: Överenskommelse"]
    obestämd: Annotated[str, "överenskommelse"]
    bestämd: Annotated[str, "överenskommelsen"]
    detta: Annotated[str, "denna överenskommelse"]
    en: Annotated[str, "en eller ett"]
    om_iop: Annotated[
        str, "om idéburet offentligt partnerskap (IOP), så att det kan stå efter namnet; tomt när det inte ska stå där"
    ]
    pronomen: Annotated[str, "den eller det, för avtalet i löptext"]
    i_nyhet: Annotated[str, "ett idéburet offentligt partnerskap (IOP), eller handlingens namn med en eller ett"]
    samarbete: Annotated[str, "det som förnyas, efter ”sitt”: idéburna offentliga partnerskap (IOP), eller samarbete"]
    flera: Annotated[str, "flera sådana handlingar: idéburna offentliga partnerskap (IOP), eller avtal"]
    iop: Annotated[bool, "om parterna kallar avtalet ett idéburet offentligt partnerskap"]
    typ: Annotated[str, "dokumenttypens namn, ur `dokument.yaml`"]
    dag: Annotated[date, "den dag dokumentet görs per"]
    lagdag: Annotated[date | Missing, "den dag vars lag gäller för dokumentet"]


@dataclass(frozen=True, eq=False)
class Stage(Facts):
    """How far the agreement has come."""

    förslag: Annotated[bool, "om avtalets `status` är förslag"]
    beslutat: Annotated[bool, "om avtalets `status` är beslutat"]
    undertecknat: Annotated[bool, "om avtalets `status` är undertecknat"]
    okänt: Annotated[bool, "om avtalet inte har någon `status`"]
    före_start: Annotated[bool, "om dokumentet görs före avtalstidens första dag"]
    pågår: Annotated[bool, "om dokumentet görs under avtalstiden"]
    efter_slut: Annotated[bool, "om dokumentet görs efter avtalstidens sista dag"]
    utkast: Annotated[bool, "om dokumentet är ett utkast"]
    final: Annotated[bool, "om dokumentet görs med `--final`"]


@dataclass(frozen=True, eq=False)
class PartyGroup(Facts):
    """Several parties spoken of together."""

    namn: Annotated[str, "juridiska namn: A och B"]
    kallas: Annotated[str, "namn i dagligt tal: A och B"]
    bestämd: Annotated[str, "vad de kallas i löptext: kommunen, de offentliga parterna"]
    flera: Annotated[bool, "om de är mer än en"]
    parter: Annotated[list[View[Party]], "parterna, var för sig"]


@dataclass(frozen=True, eq=False)
class CoveredYearFacts(Facts):
    """One calendar year of the agreement's money."""

    år: Annotated[int, "årtalet"]
    belopp: Annotated[Decimal | str | Missing, "årets belopp i kronor, eller vad det väntar på"]
    i_text: Annotated[str, "årets belopp i löptext: 2 970 000 kronor 2022"]
    delår: Annotated[bool, "om avtalet bara gäller under en del av året"]
    från: Annotated[date, "årets första dag i avtalstiden"]
    till: Annotated[date, "årets sista dag i avtalstiden"]
    preliminärt: Annotated[bool, "om beloppet bygger på en preliminär siffra"]


@dataclass(frozen=True, eq=False)
class PayoutFacts(Facts):
    """One payment."""

    benämning: Annotated[str, "vilken utbetalning det är: kvartal 1 2026"]
    år: Annotated[int, "det år betalningen avser"]
    dag: Annotated[date | Missing, "betalningsdagen"]
    belopp: Annotated[Decimal | str | Missing, "beloppet i kronor, eller vad det väntar på"]


@dataclass(frozen=True, eq=False)
class EconomyFacts(Facts):
    """The money of the agreement, worked out."""

    poster: Annotated[list[View[Component]], "ersättningens delar, med samma nycklar som `avtal.ekonomi.komponenter`"]
    år: Annotated[list[CoveredYearFacts], "ett år i taget; tomt när inga belopp är delade på år"]
    totalt: Annotated[Decimal | str | Missing, "hela beloppet under avtalstiden, eller vad det väntar på"]
    odelat: Annotated[Decimal | Missing, "belopp som inte är delade på år"]
    högst: Annotated[Decimal | Missing, "taken tillsammans"]
    utbetalningar: Annotated[list[PayoutFacts], "betalningarna, en i taget"]
    har_pengar: Annotated[bool, "om någon del är pengar, och inte bara naturaprestation"]
    per_år: Annotated[Decimal | Missing, "beloppet per år, när det är samma varje år"]
    flera_år: Annotated[bool, "om avtalet gäller under mer än ett kalenderår"]
    räknas_upp: Annotated[bool, "om något belopp räknas upp"]
    allt_räknas_upp: Annotated[bool, "om alla belopp räknas upp"]
    enda: Annotated[View[Component] | Missing, "den enda posten som är pengar, när den är en och beloppet är känt"]
    alla_år_kända: Annotated[bool, "om varje års belopp är uträknat"]
    sammanlagt: Annotated[Decimal | Missing, "hela beloppet, när det är känt, fler än ett år, och inget är ett tak"]


@dataclass(frozen=True, eq=False)
class ClauseBlock(Facts):
    """One paragraph of a clause."""

    text: Annotated[str, "stycket"]
    punkt: Annotated[bool, "om stycket är en punkt i en lista"]


@dataclass(frozen=True, eq=False)
class ClauseInSection(Facts):
    """One clause as it stands in a section."""

    rubrik: Annotated[str, "klausulens rubrik"]
    visa_rubrik: Annotated[bool, "om rubriken ska skrivas ut: avsnittet har flera klausuler eller en annan rubrik"]
    block: Annotated[list[ClauseBlock], "klausulens stycken"]


@dataclass(frozen=True, eq=False)
class SectionFacts(Facts):
    """One section of the document."""

    id: Annotated[str, "avsnittets id"]
    rubrik: Annotated[str, "avsnittets rubrik"]
    klausuler: Annotated[list[ClauseInSection], "klausulerna som ska med"]
    visar: Annotated[Layouts, "följt av ett namn: om avsnittets `visar` i `dokument.yaml` har det"]


@dataclass(frozen=True, eq=False)
class GoalRow(Facts):
    """One goal, with its outcome at a meeting."""

    mål: Annotated[str, "målet"]
    indikator: Annotated[str | Missing, "vad som mäts"]
    målvärde: Annotated[str | Missing, "värdet som ska nås"]
    utfall: Annotated[str | Missing, "utfallet enligt mötet"]
    kommentar: Annotated[str, "kommentaren, eller ett streck"]


@dataclass(frozen=True, eq=False)
class MoneyRow(Facts):
    """One item of money, with budget, outcome and forecast."""

    benämning: Annotated[str | Missing, "posten"]
    år: Annotated[int, "det år budgeten gäller"]
    budget: Annotated[Decimal | str | Missing, "årets budget: ett belopp, eller ord som ”i natura”"]
    belopp: Annotated[bool, "om budgeten är ett belopp"]
    utfall: Annotated[Decimal | Missing, "utfallet hittills"]
    prognos: Annotated[Decimal | Missing, "prognosen för året"]


@dataclass(frozen=True, eq=False)
class DecisionRow(Facts):
    """One question of a meeting."""

    nummer: Annotated[int | Missing, "beslutets nummer: de frågor som avgjordes har ett"]
    rubrik: Annotated[str, "frågan"]
    text: Annotated[str | Missing, "det som sades"]
    beslut: Annotated[str | Missing, "beslutet, så att det kan stå efter ”beslutar att”"]


@dataclass(frozen=True, eq=False)
class NewsFacts(Facts):
    """What has happened that a release tells of, as of the release's own date."""

    dag: Annotated[date | Missing, "pressmeddelandets eget datum"]
    förslag: Annotated[bool, "om det nyheten gäller är ett förslag, eller ska beslutas efter pressmeddelandets datum"]
    beslut: Annotated[bool, "om det är beslutat på pressmeddelandets datum"]
    underskrift: Annotated[bool, "om det är undertecknat på pressmeddelandets datum"]
    okänt: Annotated[bool, "om inget säger hur långt det har kommit"]
    förnyelse: Annotated[bool, "om avtalet förnyar ett tidigare"]
    uppföljning: Annotated[bool, "om nyheten är ett års resultat"]
    avslut: Annotated[bool, "om nyheten är att avtalet upphör"]
    senare: Annotated[bool, "om nyheten är ett tillägg, en förlängning, en uppföljning eller ett avslut"]
    beslutande: Annotated[str | Missing, "de som har beslutat om tillägget eller förlängningen"]
    har_upphört: Annotated[bool, "om avtalets sista dag har varit på pressmeddelandets datum"]
    år: Annotated[int | Missing, "det år som har följts upp"]
    resultat: Annotated[list[str] | Missing, "vad som har åstadkommits"]
    ändring: Annotated[View[Revision] | Missing, "tillägget eller förlängningen som nyheten gäller"]
    tillägg: Annotated[View[Addition] | Missing, "tillägget som nyheten gäller"]
    förlängning: Annotated[View[Extension] | Missing, "förlängningen som nyheten gäller"]


@dataclass(frozen=True, eq=False)
class NarrativeBlock(Facts):
    """One paragraph of a narrative."""

    text: Annotated[str, "stycket"]
    plats: Annotated[str, "id för den del som stycket hör till"]
    rubrik: Annotated[bool, "om stycket är en mellanrubrik"]
    ingress: Annotated[bool, "om stycket hör till ingressen"]
    citat: Annotated[bool, "om stycket är ett citat"]


@dataclass(frozen=True, eq=False)
class NarrativeRow(Facts):
    """One row of a box of facts."""

    rubrik: Annotated[str, "radens rubrik"]
    text: Annotated[str, "uppgiften"]


@dataclass(frozen=True, eq=False)
class NarrativeFacts(Facts):
    """A text built of sentences."""

    stycken: Annotated[list[NarrativeBlock], "styckena i ordning, med mellanrubriker och citat"]
    rader: Annotated[list[NarrativeRow], "faktarutans rader: det som texten inte redan har sagt"]


@dataclass(frozen=True, eq=False)
class UnitEfforts(Facts):
    """What one unit of a party does by itself."""

    enhet: Annotated[str | Missing, "enheten"]
    texter: Annotated[list[str], "det den gör"]


@dataclass(frozen=True, eq=False)
class LawSubject(Facts):
    """What one act has to do with the agreement."""

    lag: Annotated[str | Missing, "lagens namn: socialtjänstlagen"]
    om: Annotated[str, "vad bestämmelserna handlar om: om a och om b; med paragrafen inom parentes när den ska visas"]


@dataclass(frozen=True, eq=False)
class MoneyGroup(Facts):
    """Items of money that have the same payer and payee."""

    betalare: Annotated[str, "de som betalar, i löptext: kommunen"]
    mottagare: Annotated[str | Missing, "den som tar emot, när flera gör det"]
    poster: Annotated[list[View[Component]], "posterna"]
