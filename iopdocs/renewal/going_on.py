"""An agreement that may be prolonged need not be replaced: the choice is put first among what is to be decided."""

from __future__ import annotations

from datetime import date, timedelta

from iopdocs.deadlines import last_day_of_notice, period_on, shift
from iopdocs.model import Agreement
from iopdocs.model.terms import Prolongation
from iopdocs.renewal.notes import Notes

#: Where the question stands.
ASKED_AT = "förlängning"
_HOW = {
    "överenskommelse": "Avtalet får förlängas efter överenskommelse",
    "automatisk": "Avtalet förlängs automatiskt, om ingen lämnar besked",
}


def may_go_on(agreement: Agreement, on: date, notes: Notes) -> None:
    """Ask whether an agreement is to be prolonged instead, when it may be, and not as many times as it may already."""
    rule, period = agreement.prolongation, period_on(agreement, on)
    if rule is None or rule.kind not in _HOW or period.end is None or _used_up(agreement, rule, period.number):
        return
    first = period.end + timedelta(days=1)
    last = shift(first, rule.length) - timedelta(days=1) if rule.length else "…"
    notice = last_day_of_notice(agreement.as_extended(on))
    until = f"{rule.length} i taget" if rule.length else "hur länge är inte angivet"
    line = f"förlängningar: [{{från: {first}, till: {last}}}]"
    due = "besked ska lämnas" if rule.notice else "uppsägning ska göras" if rule.kind == "automatisk" else ""
    word = f"; {due} senast {notice}" if notice and due else ""
    notes.decide(
        ASKED_AT,
        f"{_HOW[rule.kind]} ({until}{word}). Ska det förlängas i stället för att ersättas?",
        f"Förläng: ta bort utkastet och skriv i det gamla avtalets fil {line}",
        "Ersätt: arbeta vidare med utkastet.",
    )


def _used_up(agreement: Agreement, rule: Prolongation, automatic: int) -> bool:
    return rule.most is not None and max(len(agreement.extensions), automatic) >= rule.most
