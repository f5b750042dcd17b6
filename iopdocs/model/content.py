"""What an agreement is about: background, purpose, goals, activities, commitments, organisation, follow-up."""

from __future__ import annotations

from typing import Literal

from iopdocs.model.base import Record, key
from iopdocs.model.limits import Told
from iopdocs.model.scalars import Amount, Clock, Count, Day, Id, Phrase, Phrases, Text, Texts, Year, YesNo


class EarlierArrangement(Told):
    """An earlier agreement or grant between the parties."""

    name: Text | None = key(
        "benämning", "Vad det var, till exempel samverkansöverenskommelse eller föreningsbidrag", "vad det var"
    )
    year: Year | None = key("år", "Året")
    amount: Amount | None = key("belopp", "Belopp i kronor")
    case_number: Text | None = key("diarienummer", "Diarienummer, skrivet som det ska stå")


class LawReference(Told):
    """A reference as a lawyer typed it; looked up as of the agreement's law day."""

    citation: Text | None = key("lagrum", "Lagrummet, till exempel SoL 5:11 eller 5 kap. 11 § SoL")
    meaning: Text | None = key("innebörd", "Vad lagrummet har med avtalet att göra, med egna ord")
    confirmed: Text | None = key(
        "kontrollerat", "Vem som har kontrollerat ett lagrum som lagbiblioteket inte känner, och när; skrivs inte ut"
    )


class Background(Told):
    """Why there is an agreement."""

    needs: Texts = key("behov", "Behovet och läget, ett stycke per post", default=())
    reason: Text | None = key("skäl", "Varför parterna väljer partnerskap")
    initiative: Text | None = key("initiativ", "Vem som tog initiativet (IOP-kriterium K1)")
    earlier_agreements: tuple[EarlierArrangement, ...] = key(
        "tidigare_avtal", "Tidigare avtal mellan parterna", default=()
    )
    earlier_grants: tuple[EarlierArrangement, ...] = key("tidigare_bidrag", "Tidigare bidrag", default=())
    cooperation: Phrase | None = key("tidigare_samverkan", "Tidigare samverkan, till exempel under flera år")
    policies: Texts = key("styrdokument", "Politiska program och planer som avtalet bygger på", default=())
    laws: tuple[LawReference, ...] = key("lagrum", "Lagrum som bakgrunden vilar på", default=())
    market: Text | None = key("marknad", "Om det finns en marknad för verksamheten (IOP-kriterium K4)")


class TargetGroup(Told):
    """Whom the partnership is for."""

    description: Phrase | None = key("beskrivning", "Vilka verksamheten är till för", "målgrupp")
    ages: Text | None = key("åldrar", "Åldrar, till exempel från 18 år")
    children: Text | None = key("barn", "Vad som gäller för medföljande barn")
    exclusions: Phrases = key("omfattar_inte", "Vilka som inte omfattas", default=())


class Relation(Told):
    """The relation between the parties, and what the agreement does not cover."""

    text: Text | None = key("text", "Parternas relation med egna ord")
    related: Texts = key("angränsande_avtal", "Andra avtal som hör samman med detta", default=())
    excluded: Phrases = key("omfattar_inte", "Tjänster och verksamhet som avtalet inte omfattar", default=())


class Goal(Told):
    """A goal on one of three levels."""

    id: Id | None = key("id", "Kort namn som protokollen hänvisar till")
    level: Literal["övergripande", "delmål", "effektmål"] | None = key("nivå", "övergripande, delmål eller effektmål")
    text: Phrase | None = key("text", "Målet", "målet")
    indicator: Text | None = key("indikator", "Vad som mäts", "indikator")
    target: Text | None = key("målvärde", "Värdet som ska nås", "målvärde")
    source: Text | None = key("källa", "Varifrån uppgiften hämtas")


class Hours(Record):
    """When an activity is open or staffed."""

    days: Text | None = key("dagar", "Vilka dagar, till exempel alla dagar eller måndag till fredag", "vilka dagar")
    start: Clock | None = key("från", "Klockslag då det börjar", "klockslag då det börjar")
    end: Clock | None = key("till", "Klockslag då det slutar", "klockslag då det slutar")


class Activity(Told):
    """Something that is done within the partnership."""

    id: Id | None = key("id", "Kort namn som protokollen hänvisar till")
    name: Text | None = key("namn", "Insatsen", "insatsens namn")
    description: Text | None = key("beskrivning", "Vad den består av, för vem", "vad insatsen består av")
    parts: Texts = key("innehåll", "Delar, en post per del", default=())
    by: Id | None = key("utförs_av", "Id för den part som utför insatsen")
    how_often: Text | None = key("omfattning", "Hur ofta eller hur mycket")
    hours: tuple[Hours, ...] = key("tider", "Dagar och klockslag", default=())
    places: Count | None = key("platser", "Antal platser")
    staffing: Text | None = key("bemanning", "Bemanning")
    shelter: YesNo = key("skyddat_boende", "ja om insatsen är skyddat boende", default=False)
    children: YesNo = key("tar_emot_barn", "ja om barn tas emot", default=False)


class Commitment(Told):
    """What one party, or all together, undertake."""

    party: Id | None = key("part", "Id för parten, när åtagandet är en enda parts", "vilken part")
    joint: YesNo | None = key("gemensamt", "ja om åtagandet är alla parters tillsammans")
    text: Phrase | None = key(
        "text", "Åtagandet, så att det kan stå efter ”ska”: stödja med kommunikation", "åtagandet"
    )
    money: YesNo = key("pengar", "ja om åtagandet är att bidra med pengar", default=False)


class JointGroup(Told):
    """A group of the joint organisation."""

    id: Id | None = key("id", "Kort namn som möten hänvisar till")
    name: Text | None = key("namn", "Gruppens namn, till exempel styrgrupp", "gruppens namn")
    level: Literal["ledning", "styrning", "arbete"] | None = key("nivå", "ledning, styrning eller arbete")
    members: Texts = key("ledamöter", "Ledamöter efter funktion", "gruppens ledamöter", default=())
    chair: Text | None = key("ordförande", "Vem som är ordförande", "ordförande")
    convener: Text | None = key("sammankallande", "Vem som kallar")
    frequency: Phrase | None = key("möts", "Hur ofta gruppen möts", "hur ofta gruppen möts")
    mandate: Texts = key("uppdrag", "Gruppens uppdrag och mandat", default=())
    minutes: Text | None = key("protokoll", "Vad som gäller för protokoll eller minnesanteckningar")

    @property
    def steers(self) -> bool:
        """Whether the group steers the partnership."""
        return self.level == "styrning" or "styrgrupp" in (self.name or "").casefold()


class Communication(Told):
    """Who speaks, and how parties tell each other."""

    spokespersons: Texts = key("talespersoner", "Vilka som uttalar sig", default=())
    logos: Text | None = key("logotyper", "Vad som gäller för logotyper")
    mutual: Text | None = key("ömsesidig_information", "Hur parterna informerar varandra")


class Report(Told):
    """A report that is due."""

    what: Text | None = key("vad", "Vad som lämnas, till exempel verksamhetsberättelse", "vad som lämnas")
    due: Day | None = key("senast", "Sista dag", "sista dag för rapporten")
    yearly: Phrase | None = key("varje_år", "När på året den lämnas varje år, till exempel 31 mars")
    by: Text | None = key("av", "Vem som lämnar den, till exempel föreningen", "vem som lämnar rapporten")
    receiver: Text | None = key("till", "Vem som tar emot")

    @property
    def called(self) -> str:
        """What messages and lists of days call the report."""
        return self.what or "en rapport"


class FollowUp(Told):
    """How the agreement is followed up."""

    how: Phrase | None = key(
        "hur", "Hur uppföljningen görs, till exempel löpande av styrgruppen", "hur avtalet följs upp"
    )
    indicators: Texts = key("indikatorer", "Nyckeltal utöver målens indikatorer", default=())
    reports: tuple[Report, ...] = key("rapporter", "Rapporter och när de lämnas", default=())


class Conditions(Record):
    """Switches for clauses that not every agreement needs; all are off until switched on."""

    record_check: YesNo = key("registerkontroll", "ja om registerutdrag ska visas upp", default=False)
    confidentiality: YesNo = key("tystnadsplikt", "ja om tystnadsplikt ska regleras", default=False)
    documentation: YesNo = key("dokumentation", "ja om dokumentation ska regleras", default=False)
    child_reports: YesNo = key("orosanmälan", "ja om anmälan om oro för barn ska regleras", default=False)
    quality: YesNo = key(
        "systematiskt_kvalitetsarbete", "ja om systematiskt kvalitetsarbete ska regleras", default=False
    )
    lex_sarah: YesNo = key("lex_sarah", "ja om lex Sarah ska regleras", default=False)
    after_placement: YesNo = key(
        "vid_biståndsbeslut",
        "ja om villkoren ovan gäller när socialtjänsten har fattat beslut om insatsen",
        default=False,
    )
    shelter_permit: YesNo = key(
        "tillstånd_skyddat_boende", "ja om tillstånd för skyddat boende ska regleras", default=False
    )
    insight: YesNo = key("insyn", "ja om allmänhetens insyn ska regleras", default=False)
    personal_data: Literal["självständiga", "gemensamt", "biträde"] | None = key(
        "personuppgifter", "Parternas roller: självständiga, gemensamt (personuppgiftsansvar) eller biträde"
    )
    insurance: YesNo = key("försäkring", "ja om försäkring ska regleras", default=False)
    force_majeure: YesNo = key("force_majeure", "ja om force majeure ska regleras", default=False)
    repayment: YesNo = key("återbetalning", "ja om återbetalning ska regleras", default=False)
    state_aid: YesNo = key("statsstöd", "ja om reglerna om statsstöd ska nämnas", default=False)


class Annex(Told):
    """An annex."""

    title: Text | None = key("titel", "Bilagans titel", "bilagans titel")
    number: Text | None = key("nummer", "Bilagans nummer; utan uppgift numreras de i ordning")
    belongs_to: Text | None = key("hör_till", "Insats eller part som bilagan hör till")
    document: Id | None = key(
        "handling", "Den dokumenttyp som bilagan är, när den görs ur samma fil: personuppgiftsbitradesavtal"
    )
