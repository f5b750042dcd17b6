"""What the papers beside the agreement are made of: a processing of personal data that one party does for another.

Each record gives a document of its own. Nothing here is required or concluded: what nobody has said is a gap.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from iopdocs.model.base import Dated, Record, key
from iopdocs.model.party import Party, Signatory
from iopdocs.model.revision import Revision, Signer
from iopdocs.model.scalars import Day, FirstDay, Id, LastDay, Phrase, Phrases, Text, Texts, YesNo


class SignedApart(Dated):
    """A document that only some of the parties sign, with signatories of its own."""

    signed: Day | None = key("undertecknat", "Dag då alla hade undertecknat handlingen", "datum för underskrift")
    signatories: tuple[Signer, ...] = key("undertecknare", "De som skriver under handlingen", default=())

    @property
    def signing_parties(self) -> tuple[str | None, ...]:
        """The ids of those who sign, in order."""
        return ()

    @property
    def own_day(self) -> date | None:
        """The day the document bears: the last signing."""
        own = (person.signed for person in self.signatories)
        return max((day for day in (self.signed, *own) if day is not None), default=None)

    @property
    def law_day(self) -> date | None:
        """The day whose law applies: the signing, when it is known."""
        return self.signed


def signers_of(party: Party, item: Record | None) -> tuple[Signatory, ...]:
    """Return those who sign a document for a party; ``item`` is the record it is about, None for the agreement.

    What is agreed later names its own: others may hold the office by then.
    """
    if not isinstance(item, Revision | SignedApart):
        return party.signatories
    named = tuple(one for one in item.signatories if party.id and one.party == party.id)
    joining = item.joining if isinstance(item, Revision) else ()
    return named or (party.signatories if party in joining else ())


class SubProcessor(Record):
    """One whom the processor engages in turn."""

    name: Text | None = key("namn", "Underbiträdets namn", "underbiträdets namn")
    task: Phrase | None = key("uppgift", "Vad underbiträdet gör", "underbiträdets uppgift")
    place: Phrase | None = key("plats", "Det land där underbiträdet behandlar uppgifterna", "land")


class Processing(SignedApart):
    """A processing of personal data that one party does for another (GDPR article 28.3)."""

    controller: Id | None = key("ansvarig", "Id för den part som är personuppgiftsansvarig", "personuppgiftsansvarig")
    processor: Id | None = key("biträde", "Id för den part som är personuppgiftsbiträde", "personuppgiftsbiträde")
    subject: Phrase | None = key(
        "föremål", "Vad behandlingen gäller, till exempel stödsamtal på kommunens uppdrag", "behandlingens föremål"
    )
    nature: Phrases = key(
        "art", "Vad som görs med uppgifterna, en post för var sak: samla in", "behandlingens art", default=()
    )
    purposes: Phrases = key(
        "ändamål", "Behandlingens ändamål, så att de kan stå efter ”för att”", "ändamål", default=()
    )
    categories: Phrases = key("kategorier", "Typer av personuppgifter", "typer av personuppgifter", default=())
    subjects: Phrases = key("registrerade", "Vilka uppgifterna är om", "kategorier av registrerade", default=())
    start: FirstDay | None = key("från", "Första dagen biträdet behandlar uppgifter", "behandlingens första dag")
    end: LastDay | None = key("till", "Sista dagen biträdet behandlar uppgifter", "behandlingens sista dag")
    whole_term: YesNo = key(
        "hela_avtalstiden",
        "ja om biträdet behandlar uppgifter så länge avtalet gäller; då anges inte till",
        default=False,
    )
    place: Phrase | None = key(
        "plats", "Var uppgifterna behandlas, så att det kan stå efter ”inom”: EU och EES", "var uppgifterna behandlas"
    )
    security: Phrases = key("säkerhet", "Skyddsåtgärder, så att de kan stå efter ”ska”", "skyddsåtgärder", default=())
    approval: Literal["särskilt", "allmänt"] | None = key(
        "godkännande",
        "särskilt om den ansvarige ska godkänna varje underbiträde, allmänt om den får invända mot ett nytt",
        "om underbiträden godkänns särskilt eller allmänt",
    )
    objection: Phrase | None = key(
        "invändning_inom",
        "Den tid den ansvarige har på sig att invända mot ett nytt underbiträde: 30 dagar",
        "tid för invändning",
    )
    sub_processors: tuple[SubProcessor, ...] = key("underbiträden", "Underbiträden som är godkända", default=())
    breach: Phrase | None = key(
        "incident_inom",
        "Den tid inom vilken biträdet senast underrättar den ansvarige om en incident: 24 timmar",
        "tid för underrättelse om incident",
    )
    at_end: Literal["radera", "återlämna", "den ansvarige väljer"] | None = key(
        "vid_upphörande",
        "radera, återlämna eller den ansvarige väljer: vad som görs med uppgifterna när behandlingen upphör",
        "vad som görs med uppgifterna när behandlingen upphör",
    )
    audit: Text | None = key("granskning", "Vad parterna har kommit överens om hur granskning görs, med egna ord")
    instructions: Texts = key("instruktioner", "Den ansvarigas instruktioner, ett stycke per post", default=())

    @property
    def signing_parties(self) -> tuple[str | None, ...]:
        """The controller and the processor."""
        return (self.controller, self.processor)

    @property
    def law_day(self) -> date | None:
        """The day whose law applies: the signing, else the first day of the processing."""
        return self.signed or self.start
