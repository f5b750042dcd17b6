"""How far something has come: proposed, decided, signed; and the decisions behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from iopdocs.model.base import Record, first_of, key
from iopdocs.model.party import PUBLIC_TYPES, Party
from iopdocs.model.scalars import Day, Id, Paragraph, Text, Texts
from iopdocs.model.vague_days import Vague

Status = Literal["förslag", "beslutat", "undertecknat"]


class Decision(Record):
    """A decision to enter into the agreement, or into what is agreed later. There may be one per public party."""

    body: Text | None = key("organ", "Den nämnd, styrelse eller fullmäktige som beslutar", "beslutande organ")
    party: Id | None = key(
        "part",
        "Id för den part vars organ beslutar, när flera offentliga parter är med eller en idéburen part beslutar",
        "vilken part som beslutar",
    )
    day: Day | None = key("datum", "Dag för beslutet", "datum för beslutet")
    paragraph: Paragraph | None = key("paragraf", "Paragraf i protokollet, till exempel § 12")
    covers: Texts = key("omfattar", "Övriga partnerskap som samma beslut omfattar", default=())
    dissent: Texts = key("avvikande_mening", "Avslagna yrkanden och reservationer", default=())


def decided_at(decisions: Iterable[Decision]) -> list[date | Vague]:
    """Return the days of the decisions, or their months when no more is known, the earliest first."""
    times = (decision.day_or_month("day") for decision in decisions)
    return sorted((time for time in times if time is not None), key=lambda time: first_of(time) or date.max)


def decision_days(decisions: Iterable[Decision]) -> list[date]:
    """Return the days of the decisions, as far as they are known, the earliest first."""
    return sorted(decision.day for decision in decisions if decision.day)


def without_decision(parties: Iterable[Party], decisions: Sequence[Decision]) -> tuple[Party, ...]:
    """Return the public parties of which no decision is told: a municipality binds itself only by its bodies.

    A public party of no stated type may be a municipality. A decision that nobody has told whose it is may be of any.
    """
    deciding = {decision.party for decision in decisions}
    bodies = [party for party in parties if party.public and (party.type is None or party.type in PUBLIC_TYPES)]
    return () if None in deciding else tuple(party for party in bodies if party.id not in deciding)
