"""A meeting of the steering group, and what its minutes need."""

from __future__ import annotations

from datetime import date
from typing import Literal

from iopdocs.model.base import Dated, Record, key
from iopdocs.model.scalars import Amount, Clock, Count, Day, Id, Text, Texts, YesNo
from iopdocs.model.vague_days import Vague


class Participant(Record):
    """One who was, or was not, there."""

    name: Text | None = key("namn", "Namn, eller utelämnat när bara funktionen ska stå")
    function: Text | None = key("funktion", "Funktion, till exempel verksamhetschef")
    party: Id | None = key("part", "Id för den part personen företräder", "vilken part personen företräder")
    role: Literal["ordförande", "sekreterare", "ledamot", "ersättare", "övrig"] | None = key(
        "roll", "ordförande, sekreterare, ledamot, ersättare eller övrig", "rollen på mötet"
    )
    absent: YesNo = key("frånvarande", "ja om personen inte var med", default=False)
    remote: YesNo = key("på_distans", "ja om personen deltog på distans", default=False)
    items: Text | None = key("punkter", "De punkter personen var med på, till exempel 1–4")


class Conflict(Record):
    """A declared conflict of interest (jäv)."""

    who: Text | None = key("vem", "Vem som anmälde jäv", "vem som anmälde jäv")
    item: Text | None = key("punkt", "I vilken fråga")
    measure: Text | None = key(
        "åtgärd", "Vad gruppen gjorde, och om personen deltog i frågan", "vad som gjordes med anledning av jävet"
    )


class EarlierDecision(Record):
    """A decision of an earlier meeting and how it went."""

    what: Text | None = key("vad", "Beslutet", "beslutet")
    result: Text | None = key("läge", "Hur det har gått", "hur det har gått")


class ActivityReport(Record):
    """The state of one activity."""

    activity: Id | None = key("insats", "Id för insatsen")
    text: Text | None = key("text", "Läget", "läget")


class GoalResult(Record):
    """The outcome of one goal."""

    goal: Id | None = key("mål", "Id för målet", "vilket mål")
    outcome: Text | None = key("utfall", "Utfall", "utfall")
    comment: Text | None = key("kommentar", "Kommentar")


class MoneyResult(Record):
    """The outcome of one component of the year's money, in kronor."""

    component: Id | None = key("komponent", "Id för ekonomins komponent", "vilken komponent")
    outcome: Amount | None = key("utfall", "Utfall hittills i kronor", "utfall")
    forecast: Amount | None = key("prognos", "Prognos för året i kronor", "prognos")


class Risk(Record):
    """A deviation or a risk."""

    risk: Text | None = key("risk", "Avvikelsen eller risken", "avvikelsen eller risken")
    measure: Text | None = key("åtgärd", "Vad som görs")


class Concerned(Record):
    """What a question is about, when it stands in the agreement's file already."""

    kind: Literal["tillägg", "förlängning", "nytt avtal", "uppsägning"] | None = key(
        "slag", "tillägg, förlängning, nytt avtal (när avtalet ska ersättas av ett nytt) eller uppsägning"
    )
    number: Count | None = key("nummer", "Tilläggets eller förlängningens nummer, när det finns flera")


class Item(Record):
    """A question that was discussed, or decided."""

    heading: Text | None = key("rubrik", "Frågan", "frågan")
    text: Text | None = key("text", "Det som sades", "det som sades")
    concerns: Concerned | None = key(
        "gäller", "Det tillägg, den förlängning eller den uppsägning som frågan gäller; protokollet hämtar uppgifterna"
    )
    decision: Text | None = key("beslut", "Beslutet, så att det kan stå efter ”beslutar att”")


class Action(Record):
    """Something that somebody has to do."""

    id: Id | None = key("id", "Kort namn, så att ett senare möte kan ändra åtgärdens status")
    what: Text | None = key("vad", "Vad som ska göras", "åtgärden")
    who: Text | None = key("ansvarig", "Vem som ansvarar", "ansvarig")
    due: Day | None = key("senast", "Sista dag", "sista dag")
    status: Literal["öppen", "pågår", "klar"] = key("status", "öppen, pågår eller klar", default="öppen")


class NextMeeting(Record):
    """The next meeting."""

    day: Day | None = key("datum", "Dag", "datum för nästa möte")
    start: Clock | None = key("från", "Klockslag")
    place: Text | None = key("plats", "Plats, eller digitalt")


class Meeting(Dated):
    """One meeting; each gives one file of minutes."""

    day: Day | None = key("datum", "Mötesdag", "mötesdatum")
    group: Id | None = key("grupp", "Id för gruppen; utan uppgift styrgruppen")
    number: Count | None = key("nummer", "Mötets nummer", "mötets nummer")
    start: Clock | None = key("från", "Klockslag då mötet börjar", "mötets start")
    end: Clock | None = key("till", "Klockslag då mötet slutar", "mötets slut")
    place: Text | None = key("plats", "Plats, eller digitalt", "plats")
    participants: tuple[Participant, ...] = key("deltagare", "De som var med och de som inte var det", default=())
    adjusters: Texts = key("justerare", "De som justerar protokollet", default=())
    adjusted: Day | None = key("justeras", "Dag för justering", "dag för justering")
    agenda_approved: YesNo | None = key(
        "dagordning_godkänd", "ja om dagordningen godkändes", "om dagordningen godkändes"
    )
    conflicts: tuple[Conflict, ...] = key("jäv", "Anmälda jäv", "anmält jäv", default=())
    previous: tuple[EarlierDecision, ...] = key(
        "föregående", "Tidigare beslut och hur de har gått", "hur tidigare beslut har gått", default=()
    )
    activities: tuple[ActivityReport, ...] = key("lägesrapport", "Läget per insats", "läget per insats", default=())
    goals: tuple[GoalResult, ...] = key("mål", "Utfall per mål", default=())
    money: tuple[MoneyResult, ...] = key("ekonomi", "Utfall per komponent", default=())
    risks: tuple[Risk, ...] = key("risker", "Avvikelser och risker", "avvikelser och risker", default=())
    items: tuple[Item, ...] = key("frågor", "Frågor och beslut i den ordning de behandlades", default=())
    communication: Text | None = key("kommunikation", "Kommunikationsfrågor", "kommunikationsfrågor")
    other: Texts = key("övrigt", "Övriga frågor", "övriga frågor", default=())
    actions: tuple[Action, ...] = key("åtgärder", "Åtgärder; ej klara förs över till nästa möte", default=())
    next: NextMeeting | None = key("nästa_möte", "Nästa möte", "nästa möte")

    @property
    def dated(self) -> date | None:
        """The day of the meeting."""
        return self.day

    @property
    def deciding_day(self) -> date | Vague | None:
        """The day of the meeting, or its month."""
        return self.day_or_month("day")
