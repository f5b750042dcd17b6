"""What is worked out for templates: each kind of facts with its names, their types, and what the handbook says of them.

A fact that is not declared here cannot be given to a template, and one that is declared must be. The names are the
words of the templates, and so Swedish; the text beside a type is the handbook's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from iopdocs.classes import dataclass
from iopdocs.model.meeting import Concerned
from iopdocs.model.money import Component
from iopdocs.model.party import Party
from iopdocs.model.revision import Addition, Extension
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Facts, Layouts, View


@dataclass(frozen=True, eq=False)
class NamedDocument(Facts):
    """The document that is made."""

    namn: Annotated[str | Missing, "handlingens namn med stor bokstav: Överenskommelse"]
    obestämd: Annotated[str, "överenskommelse"]
    bestämd: Annotated[str, "överenskommelsen"]
    fullt_namn: Annotated[str | Missing, "hela namnet i bestämd form: överenskommelsen om långsiktigt samarbete"]
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
    titel: Annotated[str, "dokumentets titel, ur `dokument.yaml`"]
    dag: Annotated[date, "den dag dokumentet görs per"]
    egen_dag: Annotated[date, "den dag dokumentet bär: undertecknandets, beslutets eller mötets; annars samma som dag"]
    lagdag: Annotated[date | Missing, "den dag vars lag gäller för dokumentet"]
    bilaga: Annotated[
        str | Missing, "bilagans nummer, när avtalets `bilagor` har dokumentet med `handling`; annars saknas det"
    ]


@dataclass(frozen=True, eq=False)
class Stage(Facts):
    """How far the agreement has come."""

    förslag: Annotated[bool, "om avtalets `status` är förslag"]
    beslutat: Annotated[bool, "om avtalets `status` är beslutat"]
    undertecknat: Annotated[bool, "om avtalets `status` är undertecknat"]
    okänt: Annotated[bool, "om avtalet inte har någon `status`"]
    före_start: Annotated[bool, "om dokumentets egen dag ligger före avtalstidens första dag"]
    pågår: Annotated[bool, "om dokumentets egen dag ligger i avtalstiden"]
    efter_slut: Annotated[bool, "om dokumentets egen dag ligger efter avtalstidens sista dag"]
    utkast: Annotated[bool, "om dokumentet är ett utkast"]
    final: Annotated[bool, "om dokumentet görs med `--final`"]


@dataclass(frozen=True, eq=False)
class PartyGroup(Facts):
    """Several parties spoken of together."""

    namn: Annotated[str, "juridiska namn: A och B"]
    kallas: Annotated[str, "namn i dagligt tal: A och B"]
    bestämd: Annotated[str, "vad de kallas i löptext: kommunen, de offentliga parterna"]
    var_för_sig: Annotated[str, "vad var och en kallas i löptext: kommunen och regionen"]
    flera: Annotated[bool, "om de är mer än en"]
    parter: Annotated[list[View[Party]], "parterna, var för sig"]


@dataclass(frozen=True, eq=False)
class PartyPair(Facts):
    """Two parties that sign beside each other; the last stands alone when they are odd in number."""

    vänster: Annotated[View[Party], "den första av de två"]
    höger: Annotated[View[Party] | Missing, "den andra; saknas när parten är ensam kvar"]


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
    oräknade: Annotated[list[View[Component]], "poster vars del av ett delår inte går att räkna, när delår saknas"]
    betalare: Annotated[str, "de som betalar det året, i löptext: kommunen och regionen"]
    allt_har_börjat: Annotated[bool, "om ingen post som betalas varje år börjar senare"]


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
    medlen_på_kontot: Annotated[str, "Medlen; av flera mottagare en lucka för vem utbetalningens konto tillhör"]
    har_pengar: Annotated[bool, "om någon del är pengar, och inte bara naturaprestation"]
    per_år: Annotated[Decimal | Missing, "beloppet per år, när det är samma varje år"]
    flera_år: Annotated[bool, "om avtalet gäller under mer än ett kalenderår"]
    räknas_upp: Annotated[bool, "om något belopp räknas upp"]
    allt_räknas_upp: Annotated[bool, "om alla belopp räknas upp"]
    posternas_år: Annotated[bool, "om någon post som räknas upp säger vilket år beloppet avser"]
    per_avtalsår: Annotated[bool, "om någon post är ett belopp per avtalsår"]
    enda: Annotated[View[Component] | Missing, "den enda posten som är pengar, när den är en och beloppet är känt"]
    alla_år_kända: Annotated[bool, "om varje års belopp är uträknat"]
    sammanlagt: Annotated[Decimal | Missing, "hela beloppet, när det är känt, fler än ett år, och inget är ett tak"]
    första_året: Annotated[CoveredYearFacts | Missing, "det första året, när beloppet då är känt"]
    mer_än_åren: Annotated[bool, "om pengar finns som inte är med i beloppen år för år: ett tak, en summa utan år"]


@dataclass(frozen=True, eq=False)
class ReplacedAgreement(Facts):
    """The agreement that this one replaces, as its file tells of it."""

    namn: Annotated[str | Missing, "vad den heter, i bestämd form: överenskommelsen om långsiktigt samarbete"]
    parter: Annotated[list[str], "parternas juridiska namn; tom när något av dem inte får sägas"]
    diarienummer: Annotated[str | Missing, "dess diarienummer"]
    undertecknat: Annotated[date | Missing, "dag då alla parter hade undertecknat den"]
    från: Annotated[date | Missing, "avtalstidens första dag"]
    till: Annotated[date | Missing, "sista dagen, med förlängningar som parterna har kommit överens om"]
    totalt: Annotated[Decimal | Missing, "hela beloppet i kronor, med ändringar som parterna har kommit överens om"]


@dataclass(frozen=True, eq=False)
class LaterAmount(Facts):
    """One amount of a later document, in a compilation."""

    benämning: Annotated[str | Missing, "posten"]
    tid: Annotated[str | Missing, "det år eller den tid som beloppet avser"]
    nytt: Annotated[Decimal | Missing, "det nya beloppet i kronor"]
    ökning: Annotated[Decimal | Missing, "det som läggs till, i kronor"]
    följer_av: Annotated[str | Missing, "det som bestämmer beloppet"]
    anmärkning: Annotated[str | Missing, "anmärkningen"]
    införd: Annotated[bool, "om beloppet är infört bland de andra"]


@dataclass(frozen=True, eq=False)
class LaterDocument(Facts):
    """A tillägg or a förlängning as a compilation of the agreement speaks of it."""

    tillägg: Annotated[bool, "om handlingen är ett tillägg; annars är den en förlängning"]
    nummer: Annotated[int | Missing, "handlingens nummer"]
    diarienummer: Annotated[str | Missing, "handlingens diarienummer"]
    undertecknat: Annotated[date | Missing, "dag då alla parter hade undertecknat den"]
    från: Annotated[date | Missing, "första dagen den gäller"]
    till: Annotated[date | Missing, "sista dagen"]
    rubrik: Annotated[str | Missing, "vad den handlar om"]
    gäller: Annotated[bool, "om den gäller den dag dokumentet görs per"]
    senare: Annotated[bool, "om parterna är bundna av den men den börjar gälla senare"]
    upphörd: Annotated[bool, "om den har slutat gälla"]
    beslutad: Annotated[bool, "om den är beslutad men inte undertecknad av alla"]
    förslag: Annotated[bool, "om den är ett förslag"]
    anslutna: Annotated[list[str], "namnen på de parter som ansluter sig genom den"]
    belopp: Annotated[list[LaterAmount], "beloppen i den"]


@dataclass(frozen=True, eq=False)
class LaterChange(Facts):
    """One change of the agreement's text, in a compilation."""

    handling: Annotated[LaterDocument, "tillägget eller förlängningen som den står i"]
    avsnitt: Annotated[str | Missing, "avsnittet som ändras"]
    nuvarande_lydelse: Annotated[str | Missing, "lydelsen före ändringen"]
    ny_lydelse: Annotated[str | Missing, "lydelsen efter ändringen"]
    vad: Annotated[str | Missing, "ändringen med egna ord"]


@dataclass(frozen=True, eq=False)
class ClauseBlock(Facts):
    """One paragraph of a clause."""

    text: Annotated[str, "stycket"]
    punkt: Annotated[bool, "om stycket är en punkt i en lista"]
    rubrik: Annotated[bool, "om stycket är en mellanrubrik"] = False
    inleder: Annotated[bool, "om stycket leder in i den lista eller den mellanrubrik som följer"] = False


@dataclass(frozen=True, eq=False)
class ConfirmationRow(Facts):
    """One question of the signer's list."""

    id: Annotated[str, "frågans id, som `vad` i avtalets `bekräftelser`"]
    rubrik: Annotated[str, "vad som ska vara bekräftat, kort"]
    fråga: Annotated[str, "frågan"]
    lag: Annotated[list[str], "lagrummen som frågan vilar på, på lagdagen"]
    öppen: Annotated[bool, "om ingen har bekräftat den, eller bekräftelsen inte gäller dagen som dokumentet görs per"]
    får_vara_öppen: Annotated[bool, "om den är öppen och den slutliga versionen får visa det (husets regel `visas`)"]
    av: Annotated[str | Missing, "vem som har bekräftat den"]
    dag: Annotated[date | Missing, "dagen för bekräftelsen"]
    gäller_till: Annotated[date | Missing, "sista dagen bekräftelsen gäller"]
    utgången: Annotated[bool, "om den är bekräftad men inte gäller längre"]
    anmärkning: Annotated[str | Missing, "anmärkningen"]


@dataclass(frozen=True, eq=False)
class ClauseInSection(Facts):
    """One clause as it stands in a section."""

    rubrik: Annotated[str, "klausulens rubrik"]
    visa_rubrik: Annotated[bool, "om rubriken ska skrivas ut: flera klausuler i avsnittet, och inte avsnittets rubrik"]
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

    mål: Annotated[str | Missing, "målet"]
    indikator: Annotated[str | Missing, "vad som mäts"]
    målvärde: Annotated[str | Missing, "värdet som ska nås"]
    utfall: Annotated[str | Missing, "utfallet enligt mötet"]
    kommentar: Annotated[str | Missing, "kommentaren"]


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
    rubrik: Annotated[str | Missing, "frågan"]
    text: Annotated[str | Missing, "det som sades"]
    beslut: Annotated[str | Missing, "beslutet, så att det kan stå efter ”beslutar att”"]
    gäller: Annotated[View[Concerned] | Missing, "vad frågan gäller, när det står i avtalets fil"]
    tillägg: Annotated[View[Addition] | Missing, "tillägget som frågan gäller"]
    förlängning: Annotated[View[Extension] | Missing, "förlängningen som frågan gäller"]
    var_undertecknad: Annotated[bool, "om den handlingen var undertecknad av alla på mötets dag"]
