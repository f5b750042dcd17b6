"""When an agreement runs, how it goes on and how it ends. Nothing here has a default: none was seen in practice."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from iopdocs.model.base import Record, key
from iopdocs.model.limits import Told
from iopdocs.model.scalars import Count, Day, FirstDay, LastDay, Phrase, Phrases, Span, Text, YesNo


class Term(Record):
    """The period: dates, or a length, or until further notice; it may be retroactive and start on any day."""

    start: FirstDay | None = key("från", "Första dagen avtalet gäller", "avtalstidens första dag")
    end: LastDay | None = key("till", "Sista dagen avtalet gäller", "avtalstidens sista dag")
    length: Span | None = key("längd", "Avtalets längd, till exempel 2 år, när slutdagen inte är bestämd")
    open_ended: YesNo = key("tills_vidare", "ja om avtalet gäller tills det sägs upp", default=False)
    note: Text | None = key("anmärkning", "Det som parterna vill säga om avtalstiden med egna ord")
    rolling: Span | None = key("löper_om", "Den tid avtalet löper åt gången, till exempel 2 år")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            message = f"avtalstidens sista dag, {self.end}, ligger före den första, {self.start}"
            raise ValueError(f"{message}\nRätta från eller till.")
        return self


class Prolongation(Record):
    """How the agreement may go on after its period."""

    kind: Literal["ingen", "nytt avtal", "överenskommelse", "automatisk"] | None = key(
        "slag",
        "ingen, nytt avtal, överenskommelse (mellan parterna) eller automatisk",
        "om avtalet kan förlängas",
    )
    length: Span | None = key("längd", "Hur länge avtalet förlängs varje gång", "förlängningens längd")
    most: Count | None = key("högst_antal", "Högst så många gånger får avtalet förlängas", "hur många gånger")
    unlimited: YesNo = key("obegränsat", "ja om antalet förlängningar inte är begränsat", default=False)
    notice: Span | None = key(
        "senast",
        "Hur lång tid före slutdagen besked ska lämnas, till exempel 6 månader",
        "tid för besked om förlängning",
    )


class Termination(Record):
    """Notice of termination."""

    allowed: YesNo = key("möjlig", "nej om avtalet inte kan sägas upp i förtid", default=True)
    period: Span | None = key("tid", "Uppsägningstid, till exempel 6 månader", "uppsägningstid")
    counted_from: Phrase | None = key(
        "räknas_från", "Från när uppsägningstiden räknas, till exempel den dag då uppsägningen kom fram"
    )
    form: Phrase | None = key("form", "Hur uppsägning görs, till exempel skriftligen", "uppsägningens form")
    by: Phrase | None = key("av", "Vem som får säga upp avtalet, om inte båda")
    last_day: Day | None = key(
        "upphör",
        "Sista dagen avtalet gäller, när det har sagts upp eller besked har lämnats om att det inte förlängs",
    )
    effect: Text | None = key(
        "verkan",
        "Vad som gäller för de övriga när en av flera parter säger upp: avtalet upphör bara för den parten",
        "vad som gäller för de övriga när en part säger upp",
    )
    settlement: Text | None = key("reglering", "Hur utbetalda medel regleras när avtalet upphör i förtid")


class Amendment(Told):
    """One change that has been made."""

    day: Day | None = key("datum", "Dag då ändringen gjordes", "ändringens datum")
    what: Text | None = key("vad", "Vad som ändrades", "vad som ändrades")


class Amendments(Told):
    """How the agreement is changed, and what has been changed."""

    form: Phrase | None = key("form", "Hur ändringar görs, om annat än skriftligen och undertecknat av parterna")
    log: tuple[Amendment, ...] = key("logg", "Gjorda ändringar, äldst först", default=())
    may_join: YesNo | None = key("ny_part_får_tillträda", "ja om en ny part får ansluta sig till avtalet")


class Disputes(Told):
    """Renegotiation, breach and disputes; usually one heading."""

    renegotiation: Phrases = key(
        "omförhandling", "Det som ger rätt att begära omförhandling, en post per skäl", default=()
    )
    breach: Text | None = key("hävning", "Avsteg från den vanliga hävningsklausulen, med egna ord")
    dispute: Literal["förhandling", "allmän domstol", "skiljedom"] | None = key(
        "tvist",
        "Hur en tvist avgörs när förhandling inte räcker: förhandling, allmän domstol eller skiljedom",
        "tvistlösning",
    )
