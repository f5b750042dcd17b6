"""What the parties agree on later, each time in a document of its own: additions to the agreement, extensions of it.

The agreement's own data stays as it was signed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from iopdocs.model.base import Dated, Record, key
from iopdocs.model.decision import Decision, Status, decided_at, decision_days
from iopdocs.model.party import Party, Signatory
from iopdocs.model.scalars import Amount, Count, Day, FirstDay, Id, LastDay, Phrase, Phrases, Text, Year, YesNo
from iopdocs.model.vague_days import Vague

# Of ``avser``: an amount for each year from one on, and nothing else.
_ONWARDS = re.compile(
    r"(?:per år|varje år|årligen|om året)?,? ?(?:från och med|fr\.? ?o\.? ?m\.?|från)(?: år)? ((?:19|20|21)\d\d)",
    re.IGNORECASE,
)
_ONCE = re.compile(r"(?:ett )?engångsbelopp(?: (?:för|i|under|år|våren|hösten))* ((?:19|20|21)\d\d)", re.IGNORECASE)


class Change(Record):
    """One change of what the agreement says."""

    section: Text | None = key("avsnitt", "Det avsnitt som ändras, till exempel Ekonomi", "avsnitt som ändras")
    current: Text | None = key("nuvarande_lydelse", "Det som står nu, ordagrant", "nuvarande lydelse")
    new: Text | None = key("ny_lydelse", "Det som ska stå i stället, ordagrant", "ny lydelse")
    what: Text | None = key("vad", "Ändringen med egna ord, när ingen text byts ut: Punkt 3 upphör att gälla.")


class AmountChange(Record):
    """An amount that is changed, or is new. Kronor."""

    label: Text | None = key(
        "benämning", "Den post i ekonomin som ändras eller tillkommer, till exempel Drift", "vad pengarna är till"
    )
    component: Id | None = key("komponent", "Id för den post i ekonomin som ändras; utelämnat när posten är ny")
    year: Year | None = key(
        "år", "Det kalenderår beloppet gäller, helt eller i den del som avtalet täcker; blir protokollens budget"
    )
    concerns: Phrase | None = key(
        "avser",
        "Den tid beloppet gäller, när det inte är ett kalenderår. Efter ”per år från och med 2027” räknas beloppet "
        "för varje år från det året; andra ord skrivs ut men räknas inte",
        "tiden beloppet avser",
    )
    current: Amount | None = key(
        "nuvarande", "Nuvarande belopp i kronor; utelämnat när posten är ny", "nuvarande belopp"
    )
    new: Amount | None = key("nytt", "Nytt belopp i kronor", "nytt belopp")
    increase: Amount | None = key(
        "ökning", "Det som läggs till det nuvarande beloppet, i kronor, när det nya beloppet inte är känt"
    )
    follows: Phrase | None = key(
        "följer_av",
        "Det som bestämmer det nya beloppet när det inte är bestämt här: kommunfullmäktiges budget för 2027",
    )
    in_kind: YesNo = key(
        "natura", "ja om en ny post är en naturaprestation; beloppet är då vad den är värd", default=False
    )
    payer: Id | None = key("betalare", "Id för den part som betalar, när posten är ny")
    payee: Id | None = key("mottagare", "Id för den part som tar emot, när posten är ny")
    indexation: Literal["räknas upp", "räknas inte upp"] | None = key(
        "uppräkning",
        "räknas upp eller räknas inte upp, när avtalet har uppräkning",
        "om beloppet räknas upp",
    )
    note: Text | None = key("anmärkning", "Till exempel vem som betalar till vem, och när")

    @property
    def called(self) -> str:
        """What messages call the item."""
        return self.label or "en post utan benämning"

    @property
    def onwards(self) -> int | None:
        """The first year, when the amount is for each year from that one on: *per år från och med 2027*."""
        return self._year_in(_ONWARDS)

    @property
    def once(self) -> int | None:
        """The year of a new item that is paid once: *engångsbelopp hösten 2025*."""
        return None if self.component else self._year_in(_ONCE)

    def _year_in(self, form: re.Pattern[str]) -> int | None:
        found = form.fullmatch(" ".join(self.concerns.split())) if self.concerns and self.year is None else None
        return int(found[1]) if found else None

    @property
    def first_year(self) -> int | None:
        """The year the amount is for, or the first of those it is for; None when it is bound to none."""
        return self.year or self.onwards

    def is_of(self, year: int) -> bool:
        """Whether it says what the amount of a calendar year is."""
        return self.year == year or (self.onwards is not None and self.onwards <= year)


class Joining(Record):
    """A party that joins the partnership."""

    party: Party | None = key("part", "Den nya parten, med samma nycklar som under parter", "den nya parten")
    commitments: Phrases = key("åtaganden", "Den nya partens åtaganden, så att de kan stå efter ”ska”", default=())


class Signer(Signatory):
    """One who signs for a party, when it is not those who signed the agreement."""

    party: Id | None = key("part", "Id för parten", "för vilken part")


class Revision(Dated):
    """What every later document has in common."""

    number: Count | None = key("nummer", "Handlingens nummer i ordningen", "nummer")
    case_number: Text | None = key("diarienummer", "Handlingens eget diarienummer, om det inte är avtalets")
    status: Status | None = key("status", "förslag, beslutat eller undertecknat", "status")
    reason: Text | None = key("skäl", "Varför parterna kommer överens om detta", "skäl")
    changes: tuple[Change, ...] = key("ändringar", "Ändringar i avtalets text, en post per avsnitt", default=())
    amounts: tuple[AmountChange, ...] = key("belopp", "Belopp som ändras eller tillkommer", default=())
    decisions: tuple[Decision, ...] = key("beslut", "Beslut om handlingen", default=())
    signed: Day | None = key("undertecknat", "Dag då alla parter hade undertecknat handlingen", "datum för underskrift")
    signatories: tuple[Signer, ...] = key("undertecknare", "De som skriver under handlingen", default=())
    copies: Count | None = key("exemplar", "Antal original", "antal exemplar")

    def is_agreed(self, on: date) -> bool:
        """Whether all parties are bound by it on a day: signed by then, or not said to be only proposed or decided."""
        return self.signed <= on if self.signed else self.status in {None, "undertecknat"}

    @property
    def is_signed(self) -> bool:
        """Whether the data says that the parties have signed it."""
        return self.signed is not None or self.status == "undertecknat"

    @property
    def signing_days(self) -> tuple[date, ...]:
        """The days on which the parties have signed, as far as they are known."""
        own = (person.signed for person in self.signatories)
        return tuple(day for day in (self.signed, *own) if day is not None)

    @property
    def own_day(self) -> date | None:
        """The day a document about it bears: the last signing, else the last decision."""
        return max(self.signing_days or decision_days(self.decisions), default=None)

    @property
    def joining(self) -> tuple[Party, ...]:
        """The parties that join by the document."""
        return ()

    @property
    def deciding_day(self) -> date | Vague | None:
        """The day whose law applies to the document: its signing, else the first decision, else its start."""
        decided, signed = decided_at(self.decisions), self.day_or_month("signed")
        return next((day for day in (signed, *decided[:1], self.begins) if day is not None), None)

    @property
    def begins(self) -> date | Vague | None:
        """The day that what is agreed begins, or the month of it."""
        return self.dated


def numbered(revisions: Sequence[Revision], number: int | None) -> Revision | None:
    """Return the later document that has a number, else the one in that place; the only one when no number is given."""
    if number is None:
        return revisions[0] if len(revisions) == 1 else None
    own = next((one for one in revisions if one.number == number), None)
    unnumbered = all(one.number is None for one in revisions)
    return own or (revisions[number - 1] if unnumbered and 1 <= number <= len(revisions) else None)


class Addition(Revision):
    """A change of the agreement during its period (tilläggsavtal)."""

    title: Text | None = key("rubrik", "Vad tillägget handlar om, till exempel Fler platser från hösten 2026")
    start: FirstDay | None = key("gäller_från", "Första dagen tillägget gäller", "första dag för tillägget")
    end: LastDay | None = key("gäller_till", "Sista dagen, när tillägget gäller kortare tid än avtalet")
    new_parties: tuple[Joining, ...] = key("nya_parter", "Parter som ansluter sig genom tillägget", default=())

    @property
    def dated(self) -> date | None:
        """The first day of the addition."""
        return self.start

    @property
    def begins(self) -> date | Vague | None:
        """The first day, or its month."""
        return self.day_or_month("start")

    @property
    def joining(self) -> tuple[Party, ...]:
        """The parties that join by the addition."""
        return tuple(one.party for one in self.new_parties if one.party)


class Extension(Revision):
    """An agreement between the parties that the period goes on (förlängning)."""

    start: FirstDay | None = key(
        "från", "Första dagen i den förlängda tiden: dagen efter den sista dag som gällt", "förlängningens första dag"
    )
    end: LastDay | None = key("till", "Den nya sista dagen", "ny sista dag")

    @property
    def dated(self) -> date | None:
        """The first day of the prolonged time."""
        return self.start

    @property
    def begins(self) -> date | Vague | None:
        """The first day, or its month."""
        return self.day_or_month("start")
