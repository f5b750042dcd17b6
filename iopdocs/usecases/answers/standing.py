"""The answer of status."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.overview import Entry


class SuccessorJson(JsonRecord):
    """An agreement that follows another."""

    agreement: JsonText = required("avtal", "efterträdarens id")
    status: JsonText | None = required("status", "dess status")
    start: date | None = required("från", "dess första dag")


class EventJson(JsonRecord):
    """Something that happens on a day."""

    kind: JsonText = required(
        "slag",
        "slut, uppsägning, besked, förlängning, början, möte, rapport, utbetalning, bekräftelse, lag upphör "
        "eller lag ändras",
    )
    day: date = required("dag", "dagen det händer")
    days: int = required("om_dagar", "dagar dit; negativt när det har varit")
    text: JsonText = required("vad", "vad som händer")
    key: JsonText = required("nyckel", "händelsens namn inom avtalet, detsamma fast dagen flyttas")


class EntryJson(JsonRecord):
    """Where one agreement stands on the day."""

    agreement: JsonText = required("avtal", "avtalets id")
    name: JsonText = required("namn", "vad partnerskapet kallas")
    file: JsonText = required("fil", "avtalets fil")
    state: JsonText = required("läge", "till exempel gäller, har löpt ut, ersatt")
    start: date | None = required("från", "avtalets första dag")
    end: date | None = required("till", "sista dagen i den tid som löper")
    term: JsonText | None = required(
        "avtalstid", "avtalstiden i ord, när en dag i den bara är delvis känd; annars null"
    )
    prolongation: int = required("förlängning", "vilken förlängning i ordningen; 0 är den första avtalstiden")
    notice: date | None = required("sista_besked", "sista dagen för besked eller uppsägning")
    following: date | None = required("förlängs_till", "sista dagen om avtalet förlängs av sig självt")
    successors: tuple[SuccessorJson, ...] = required("efterträdare", "avtal som ersätter det")
    continued: tuple[JsonText, ...] = required("fortsättning", "hur det går vidare, i ord")
    missing: tuple[JsonText, ...] = required("saknas", "vad som måste vara känt för att dagarna ska kunna räknas")
    faults: int = required("fel", "antal fel enligt iopdocs check")
    events: tuple[EventJson, ...] = required("händelser", "vad som händer när")

    @classmethod
    def of(cls, entry: Entry) -> EntryJson:
        """Return an entry for JSON."""
        period = entry.period
        return cls(
            agreement=entry.id,
            name=entry.name,
            file=entry.file,
            state=entry.state,
            start=entry.start,
            end=period.end,
            term=" – ".join(words) if (words := entry.term_in_words) else None,
            prolongation=period.number,
            notice=period.notice,
            following=period.following,
            successors=tuple(
                SuccessorJson(agreement=one.id, status=one.status, start=one.start) for one in entry.successors
            ),
            continued=entry.continued,
            missing=entry.missing,
            faults=entry.faults,
            events=tuple(
                EventJson(kind=one.kind, day=one.day, days=one.days, text=one.text, key=one.key) for one in entry.events
            ),
        )


class StatusJson(AnswerJson):
    """The answer of status."""

    results: tuple[EntryJson, ...] = key("resultat", "avtalen, i filernas ordning", default=())
    unreadable: tuple[JsonText, ...] = required("oläsliga", "filer som inte är med: oläsliga, eller med något skyddat")
    written: tuple[JsonText, ...] = required("skrivna", "kalenderfilen och webbsidan")
