"""What more papers beside the agreement are made of: aid, an entrustment, an exit plan, and a memo to the board.

None of them concludes anything: what somebody has judged stands as they wrote it, with who and when.
"""

from __future__ import annotations

from datetime import date

from iopdocs.model.base import Dated, Record, key
from iopdocs.model.decision import Decision, decision_days
from iopdocs.model.scalars import Amount, Day, Euro, FirstDay, Id, LastDay, Phrase, Phrases, Text, Texts, YesNo


class EarlierAid(Record):
    """De minimis aid that the recipient has been granted before."""

    day: Day | None = key("dag", "Dag då stödet beviljades", "dag då stödet beviljades")
    giver: Text | None = key("givare", "Vem som beviljade stödet", "vem som beviljade stödet")
    regulation: Text | None = key("regelverk", "Numret på förordningen: (EU) 2023/2831", "förordning")
    euro: Euro | None = key("euro", "Stödet i euro", "stödet i euro")


class Aid(Dated):
    """Aid granted under one of the de minimis regulations: what the recipient declares, and the giver tells."""

    giver: Id | None = key("givare", "Id för den part som lämnar stödet", "vem som lämnar stödet")
    recipient: Id | None = key("mottagare", "Id för den part som får stödet", "vem som får stödet")
    regulation: Text | None = key("regelverk", "Numret på förordningen: (EU) 2023/2831", "förordning")
    purpose: Phrase | None = key("till", "Vad stödet är till, så att det kan stå efter ”till”", "vad stödet är till")
    amount: Amount | None = key("belopp", "Stödet i kronor", "stödet i kronor")
    euro: Euro | None = key("euro", "Stödet i euro, omräknat den dag det beviljas", "stödet i euro")
    ceiling: Euro | None = key("tak", "Förordningens tak i euro", "taket i euro")
    earlier: tuple[EarlierAid, ...] = key("tidigare", "Tidigare stöd av mindre betydelse", "tidigare stöd", default=())
    undertaking: Texts = key(
        "ett_enda_företag",
        "De företag som räknas som ett enda företag tillsammans med mottagaren",
        "vilka som räknas som ett enda företag med mottagaren",
        default=(),
    )
    alone: YesNo | None = key(
        "ensamt_företag", "ja om mottagaren inte räknas som ett enda företag tillsammans med någon annan"
    )
    apart: Text | None = key(
        "skilt_från_uppdrag",
        "Vad som skiljer stödet från ersättning som givaren lämnar för ett uppdrag, när mottagaren får båda",
    )
    none_earlier: YesNo | None = key("inget_tidigare", "ja om mottagaren inte har fått något annat sådant stöd")
    earlier_sum: Euro | None = key("tidigare_summa", "Tidigare stöd sammanlagt, i euro", "tidigare stöd sammanlagt")
    declared: Day | None = key("försäkrat", "Dag då mottagaren försäkrade", "dag för försäkran")
    declared_by: Text | None = key("försäkrat_av", "Den som försäkrar för mottagaren", "vem som försäkrar")
    granted: Day | None = key("beviljat", "Dag då stödet beviljas", "dag då stödet beviljas")
    told: Day | None = key("underrättat", "Dag då givaren underrättade", "dag för underrättelsen")
    told_by: Text | None = key("underrättat_av", "Den som underrättar för givaren", "vem som underrättar")

    @property
    def dated(self) -> date | None:
        """The day the aid is granted."""
        return self.granted

    @property
    def own_day(self) -> date | None:
        """The first day known of it: the declaration comes before the award."""
        return min((day for day in (self.declared, self.granted) if day), default=None)


class Entrustment(Dated):
    """An act by which an undertaking is entrusted with a service of general economic interest."""

    regulation: Text | None = key("regelverk", "Numret på kommissionens beslut: (EU) 2025/2630", "kommissionens beslut")
    giver: Id | None = key("givare", "Id för den part som ger uppdraget", "vem som ger uppdraget")
    recipient: Id | None = key("mottagare", "Id för den part som får uppdraget", "vem som får uppdraget")
    service: Phrase | None = key("tjänst", "Tjänsten av allmänt ekonomiskt intresse", "tjänsten")
    duties: Phrases = key("skyldigheter", "Skyldigheter, så att de kan stå efter ”ska”", "skyldigheter", default=())
    area: Phrase | None = key("område", "Det geografiska området", "geografiskt område")
    rights: Text | None = key("rättigheter", "Ensamrätter eller särskilda rättigheter", "ensamrätter")
    start: FirstDay | None = key("från", "Första dagen", "uppdragets första dag")
    end: LastDay | None = key("till", "Sista dagen", "uppdragets sista dag")
    longer: Text | None = key("längre_skäl", "Varför uppdraget är längre än beslutet annars tillåter")
    compensation: Texts = key("ersättning", "Hur ersättningen beräknas", "hur ersättningen beräknas", default=())
    review: Text | None = key("kontroll", "Hur ersättningen kontrolleras och ses över", "kontroll av ersättningen")
    repayment: Text | None = key(
        "överkompensation", "Hur överkompensation undviks och betalas tillbaka", "åtgärder mot överkompensation"
    )
    decisions: tuple[Decision, ...] = key("beslut", "Beslutet om uppdraget", "beslut om uppdraget", default=())

    @property
    def dated(self) -> date | None:
        """The day of the decision, else the first day."""
        return next(iter(decision_days(self.decisions)), None) or self.start


class ExitStep(Record):
    """Something to be done when the agreement ends."""

    what: Phrase | None = key("vad", "Vad som ska göras", "vad som ska göras")
    who: Text | None = key("vem", "Vem som gör det", "vem som gör det")
    due: Day | None = key("senast", "Sista dag", "sista dag")


class ExitPlan(Dated):
    """How the partnership is wound up."""

    responsible: Text | None = key("ansvarig", "Vem som leder avvecklingen", "vem som leder avvecklingen")
    start: FirstDay | None = key("från", "Dag då avvecklingen börjar", "avvecklingens första dag")
    end: LastDay | None = key("till", "Dag då den ska vara klar", "avvecklingens sista dag")
    people: Text | None = key("enskilda", "Vad som händer för dem som får stöd", "vad som händer för enskilda")
    files: Text | None = key("handlingar", "Vem som tar hand om handlingar", "vem som tar hand om handlingar")
    things: Text | None = key("utrustning", "Vem som tar hand om utrustning och lokaler")
    staff: Text | None = key("personal", "Vad som gäller för personal och ideella")
    money: Text | None = key("medel", "Hur medel som inte har använts redovisas", "vad som gäller för medel")
    steps: tuple[ExitStep, ...] = key("steg", "Steg för steg", "avvecklingens steg", default=())

    @property
    def dated(self) -> date | None:
        """The day the winding up begins."""
        return self.start

    @property
    def own_day(self) -> date | None:
        """No day: a plan is made long before what it plans."""
        return None

    @property
    def law_day(self) -> date | None:
        """No day: the agreement's law applies to its plan."""
        return None


class Assessment(Record):
    """What somebody has judged, in their own words."""

    text: Text | None = key("text", "Bedömningen, med egna ord", "bedömningen")
    by: Text | None = key("av", "Vem som har bedömt", "vem som har bedömt")
    day: Day | None = key("dag", "Dag för bedömningen", "dag för bedömningen")


class Memo(Dated):
    """A memo to the board that decides on the agreement (tjänsteskrivelse)."""

    to: Text | None = key("till", "Den nämnd som ska besluta", "nämnd")
    day: Day | None = key("datum", "Tjänsteskrivelsens datum", "datum")
    case_number: Text | None = key("diarienummer", "Ärendets diarienummer, om det inte är avtalets")
    author: Text | None = key("handläggare", "Handläggarens namn", "handläggare")
    title: Text | None = key("handläggarens_titel", "Handläggarens titel", "handläggarens titel")
    proposals: Phrases = key("beslutspunkter", "Förslag, så att de kan stå efter ”att”", "beslutspunkter", default=())
    matter: Texts = key("ärendet", "Ärendet i korthet, ett stycke per post", "ärendet", default=())
    procurement: Assessment | None = key(
        "upphandling", "Bedömning enligt upphandlingslagen", "bedömning av upphandling"
    )
    state_aid: Assessment | None = key("statsstöd", "Bedömning enligt statsstödsreglerna", "bedömning av statsstöd")
    municipal: Assessment | None = key(
        "kommunallagen", "Bedömning enligt kommunallagen", "bedömning enligt kommunallagen"
    )
    children: Text | None = key("barn", "Konsekvenser för barn")
    sent_to: Texts = key("skickas_till", "Vem beslutet skickas till", default=())

    @property
    def dated(self) -> date | None:
        """The day of the memo."""
        return self.day
