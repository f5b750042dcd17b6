"""The agreement: the whole of one YAML file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.model.annexes import Processing
from iopdocs.model.base import Dated, Record, first_of, key, place_in, required
from iopdocs.model.clause_choices import ClauseChoices
from iopdocs.model.confirmation import Confirmation
from iopdocs.model.content import (
    Activity,
    Annex,
    Background,
    Commitment,
    Communication,
    Conditions,
    FollowUp,
    Goal,
    JointGroup,
    Relation,
    TargetGroup,
)
from iopdocs.model.decision import Decision, Status, decided_at, decision_days
from iopdocs.model.document_names import says_iop
from iopdocs.model.judgement import Judgement
from iopdocs.model.meeting import Meeting
from iopdocs.model.money import Economy
from iopdocs.model.papers import Aid, Entrustment, ExitPlan, Memo
from iopdocs.model.party import Party
from iopdocs.model.press import Press, Release
from iopdocs.model.revision import Addition, Extension
from iopdocs.model.said import Said
from iopdocs.model.scalars import Count, Day, Id, Phrases, Text, Texts, YesNo
from iopdocs.model.terms import Amendments, Disputes, Prolongation, Term, Termination
from iopdocs.model.vague_days import Vague
from iopdocs.model.weighing import weighing


class Assumption(Record):
    """Something the data says that its source does not: to be confirmed before a final document is made."""

    field: Text | None = key("uppgift", "Vilken uppgift det gäller, till exempel ekonomi.uppräkning.bas")
    reason: Text | None = key("skäl", "Varför den är antagen och vad som behöver bekräftas")


class Agreement(Record):
    """One agreement between two or more parties."""

    id: Id = required("id", "Avtalets id; blir namn på mappen i output/")
    document_name: Text | None = key(
        "dokumentnamn",
        "Vad handlingen heter: överenskommelse, samverkansavtal, överenskommelse om långsiktigt samarbete …",
        "handlingens namn",
    )
    iop: YesNo | None = key(
        "iop", "ja om parterna kallar avtalet ett idéburet offentligt partnerskap, nej om de inte gör det"
    )
    partnership: Text | None = key("partnerskap", "Partnerskapets namn")
    case_number: Text | None = key("diarienummer", "Diarienummer, skrivet som det ska stå", "diarienummer")
    status: Status | None = key("status", "förslag, beslutat eller undertecknat", "status")
    sources: Texts = key("källor", "Varifrån uppgifterna i filen är tagna", default=())
    replaces: Id | None = key("ersätter", "Id för det avtal som detta ersätter")
    renewed: Day | None = key("förnyat", "Dag då filen gjordes som efterträdare till ett annat avtal")
    signed: Day | None = key("undertecknat", "Dag då alla parter hade undertecknat", "datum för underskrift")
    decisions: tuple[Decision, ...] = key("beslut", "Beslut om att ingå avtalet", default=())
    law_day_set: Day | None = key(
        "lagrum_per",
        "Den dag vars lag gäller, när varken underskrift, beslut eller avtalstidens början är känd",
        "den dag vars lag gäller",
    )
    law_from_start: YesNo = key(
        "lagrum_från_start",
        "ja om lagen den första dagen i avtalstiden gäller, också när avtalet undertecknas eller beslutas tidigare",
        default=False,
    )
    law_day_source: Text | None = key("lagrum_per_källa", "Varifrån dagen i lagrum_per är tagen")
    parties: tuple[Party, ...] = required("parter", "Parterna, två eller flera")
    background: Background | None = key("bakgrund", "Bakgrund och behov", "bakgrund")
    purposes: Phrases = key("syfte", "Syften, en post per syfte, så att de kan stå efter ”att”", "syfte", default=())
    target_group: TargetGroup | None = key("målgrupp", "Målgrupp", "målgrupp")
    values: Texts = key("värdegrund", "Gemensamma värden", default=())
    relation: Relation | None = key("relation", "Parternas relation och avgränsningar")
    goals: tuple[Goal, ...] = key("mål", "Mål", "mål", default=())
    activities: tuple[Activity, ...] = key("insatser", "Verksamhet och insatser", "insatser", default=())
    commitments: tuple[Commitment, ...] = key("åtaganden", "Åtaganden", "åtaganden", default=())
    economy: Economy | None = key("ekonomi", "Ekonomi", "vad som gäller för ekonomin")
    groups: tuple[JointGroup, ...] = key(
        "organisation", "Grupper som leder och styr partnerskapet", "styrgrupp", default=()
    )
    communication: Communication | None = key("kommunikation", "Kommunikation")
    follow_up: FollowUp | None = key("uppföljning", "Uppföljning", "uppföljning")
    term: Term | None = key("avtalstid", "Avtalstid", "avtalstid")
    prolongation: Prolongation | None = key("förlängning", "Förlängning", "vad som gäller för förlängning")
    termination: Termination | None = key("uppsägning", "Uppsägning", "vad som gäller för uppsägning")
    amendments: Amendments | None = key("ändringar", "Ändringar och tillägg")
    disputes: Disputes | None = key("tvister", "Omförhandling, hävning och tvist")
    conditions: Conditions = key("villkor", "Villkor som slås på vid behov", default=Conditions())
    copies: Count | None = key("exemplar", "Antal original", "antal exemplar")
    annexes: tuple[Annex, ...] = key("bilagor", "Bilagor", default=())
    clauses: ClauseChoices = key("klausuler", "Avsteg från de vanliga klausulerna", default=ClauseChoices())
    purpose_nonprofit: Text | None = key(
        "idéburet_syfte", "På vad sätt verksamheten är icke vinstdrivande (IOP-kriterium K10)"
    )
    press: Press | None = key("press", "Uppgifter för pressmeddelandet om avtalet")
    releases: tuple[Release, ...] = key(
        "pressmeddelanden",
        "Fler pressmeddelanden, äldst först: om ett tillägg, en förlängning, ett års resultat eller ett avslut",
        default=(),
    )
    meetings: tuple[Meeting, ...] = key("möten", "Möten, äldst först; varje möte ger ett protokoll", default=())
    additions: tuple[Addition, ...] = key(
        "tillägg", "Ändringar under avtalstiden, äldst först; varje tillägg ger ett tilläggsavtal", default=()
    )
    extensions: tuple[Extension, ...] = key(
        "förlängningar", "Förlängningar parterna kommit överens om, äldst först; var och en ger en handling", default=()
    )
    processings: tuple[Processing, ...] = key(
        "personuppgiftsbiträden",
        "Behandlingar som en part gör för en annans räkning; var och en ger ett personuppgiftsbiträdesavtal",
        default=(),
    )
    aid: tuple[Aid, ...] = key(
        "stöd", "Stöd av mindre betydelse; vart och ett ger försäkran och underrättelse", default=()
    )
    entrustments: tuple[Entrustment, ...] = key(
        "tilldelningar", "Uppdrag att utföra en tjänst av allmänt ekonomiskt intresse (SGEI)", default=()
    )
    exit_plans: tuple[ExitPlan, ...] = key("avvecklingsplaner", "Hur partnerskapet avvecklas", default=())
    memos: tuple[Memo, ...] = key("tjänsteskrivelser", "Skrivelser till den nämnd som beslutar", default=())
    assumptions: tuple[Assumption, ...] = key(
        "antaganden", "Uppgifter som källan inte ger och som ska bekräftas", default=()
    )

    confirmations: tuple[Confirmation, ...] = key(
        "bekräftelser", "Det som någon har bekräftat inför undertecknandet", default=()
    )
    judgements: tuple[Judgement, ...] = key(
        "uppgifter_bedömda", "Ord som någon har bedömt, när de liknar en skyddad uppgift", default=()
    )

    @property
    def public_parties(self) -> tuple[Party, ...]:
        """The public bodies, in order."""
        return tuple(party for party in self.parties if party.public)

    @property
    def nonprofit_parties(self) -> tuple[Party, ...]:
        """The non-profits, in order."""
        return tuple(party for party in self.parties if party.nonprofit)

    @property
    def is_iop(self) -> bool:
        """Whether the parties call it an IOP: as stated, else whether its name or the partnership's says so."""
        if self.iop is not None:
            return self.iop
        return any(says_iop(name) for name in (self.document_name, self.partnership) if name)

    @property
    def signing_days(self) -> tuple[date, ...]:
        """The days on which the parties have signed, as far as they are known."""
        own = (person.signed for party in self.parties for person in party.signatories)
        return tuple(day for day in (self.signed, *own) if day is not None)

    @property
    def own_day(self) -> date | None:
        """The day a document about the whole agreement bears: the last signing, else the last decision."""
        return max(self.signing_days or decision_days(self.decisions), default=None)

    @property
    def is_signed(self) -> bool:
        """Whether the data says that the parties have signed."""
        return self.signed is not None or self.status == "undertecknat"

    @property
    def law_day(self) -> date | None:
        """The day whose law applies: the signing, else the first decision, else the start, else the day set.

        The parties may have chosen the start.
        """
        return first_of(self.deciding_day)

    @property
    def deciding_day(self) -> date | Vague | None:
        """The day that decides it, or the month, when that is all that is known and no day in it is set."""
        if self.law_day_in_part:
            return self.law_day_set
        found, own = next(self._law_days(), None), self.law_day_set
        inside = isinstance(found, Vague) and own is not None and found.first <= own <= (found.last or own)
        return own if inside else found

    @property
    def law_day_in_part(self) -> Said | None:
        """What is said of the day that would decide, when it says neither day nor month: then no later one counts.

        *Beräknas till 2025-06-10*, *våren 2025*. What nobody knows, or the parties have left open, is passed by.
        """
        decided = sorted(self.decisions, key=lambda one: one.day_or_month("day") is None)
        told: list[tuple[Record, str]] = [(self, "signed"), *((one, "day") for one in decided)]
        begins: list[tuple[Record, str]] = [(self.term, "start")] if self.term else []
        for record, name in [*begins, *told] if self.law_from_start else [*told, *begins]:
            said = record.said_of(name)
            if record.day_or_month(name):
                return None
            if said and not said.is_unknown and not said.is_open:
                return said
        return None

    def _law_days(self) -> Iterator[date | Vague]:
        decided, signed = decided_at(self.decisions), self.day_or_month("signed")
        start = self.term.day_or_month("start") if self.term else None
        if start and self.law_from_start:
            yield start
        if self.renewed is not None and (first := first_of(start)) is not None and first < self.renewed:
            # A successor nobody has decided on yet can be agreed on at the earliest the day it was drafted.
            start = self.renewed
        yield from (day for day in (signed, *decided[:1], start, self.law_day_set) if day is not None)

    @property
    def joined_parties(self) -> tuple[Party, ...]:
        """The parties that join later, by additions."""
        return tuple(party for addition in self.additions for party in addition.joining)

    def parties_before(self, item: Record | None) -> tuple[Party, ...]:
        """Return the parties when something is agreed on or a meeting is held: the first, and those who have joined.

        With no day to go by, everyone who has joined counts: a party too many is seen, a party too few is not.
        """
        with weighing():  # who has joined is seen by the days; the parties themselves are read by who names them
            earlier = self._additions_before(item)
        return (*self.parties, *(party for addition in earlier for party in addition.joining))

    def _additions_before(self, item: Record | None) -> tuple[Addition, ...]:
        if isinstance(item, Addition):
            earlier = self.additions[: place_in(self.additions, item)]
        elif isinstance(item, Dated):
            earlier = tuple(one for one in self.additions if not (one.start and item.dated and one.start > item.dated))
            if isinstance(item, Meeting):
                # Minutes tell what is; what is only proposed to be signed may have been by the next document.
                earlier = tuple(one for one in earlier if not item.dated or one.is_agreed(item.dated))
        else:
            earlier = ()
        return earlier

    def as_extended(self, on: date) -> Agreement:
        """Return the agreement with the last day it has by the extensions that all parties had signed by a day.

        What it says itself of its period is what was first agreed.
        """
        ends = [one.end for one in self.extensions if one.end and one.signed and one.signed <= on]
        if not ends:
            return self
        term = (self.term or Term()).model_copy(update={"end": max(ends), "length": None, "open_ended": False})
        return self.model_copy(update={"term": term})

    def party(self, party_id: str | None) -> Party | None:
        """Return the party with this id, also one that joins later, or None."""
        everyone = (*self.parties, *self.joined_parties)
        return next((party for party in everyone if party_id and party.id == party_id), None)
