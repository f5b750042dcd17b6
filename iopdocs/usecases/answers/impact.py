"""The answer of impact: what changes in the law, and what that touches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopdocs.laws.lagrum import plain
from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.laws.changes import LawChange


class LawChangeJson(JsonRecord):
    """One change of the law."""

    day: date = required("dag", "den dag ändringen gäller från")
    happening: JsonText = required("händelse", "upphör, får annan beteckning, ändras eller börjar gälla")
    citation: JsonText = required("lagrum", "bestämmelsen")
    about: JsonText = required("om", "vad den handlar om")
    by: JsonText | None = required("genom", "författningen som ändrade den, om den är känd")
    instead: tuple[JsonText, ...] = required("i_stället", "de bestämmelser som kom efter")

    @classmethod
    def of(cls, change: LawChange) -> LawChangeJson:
        """Return a change for JSON."""
        return cls(
            day=change.day,
            happening=change.happening,
            citation=plain(change.reference.text),
            about=change.reference.provision.about,
            by=change.by or None,
            instead=tuple(plain(one.text) for one in change.instead),
        )


class TouchedJson(LawChangeJson):
    """A change, and where an agreement cites the provision."""

    where: JsonText = required("uppgift", "nycklarna dit, eller klausulen")


class AgreementImpactJson(JsonRecord):
    """One running agreement that the law changes under."""

    id: JsonText = required("avtal", "avtalets id")
    file: JsonText = required("fil", "avtalets fil")
    law_day: date = required("lagdag", "den dag vars lag avtalet följer")
    by: date = required("senast", "den dag då den första ändringen börjar gälla")
    who: tuple[JsonText, ...] = required("vem", "de nämnder eller offentliga parter som svarar för avtalet")
    deadline: JsonText = required("åtgärd", "vem som bör göra vad, och senast när")
    draft: JsonText = required("utkast", "utkast till tillägg som YAML, att klistra in i avtalets fil")
    touched: tuple[TouchedJson, ...] = required("berörs", "ändringarna, och var i avtalet de märks")


class ClauseImpactJson(JsonRecord):
    """One clause that cites what changes."""

    id: JsonText = required("klausul", "klausulens id")
    changes: tuple[LawChangeJson, ...] = required("ändringar", "ändringarna")


class ImpactJson(AnswerJson):
    """The answer of impact."""

    results: tuple[AgreementImpactJson, ...] = key("resultat", "de avtal som berörs", default=())
    changes: tuple[LawChangeJson, ...] = required("ändringar", "allt som ändras i lagbiblioteket under tiden")
    clauses: tuple[ClauseImpactJson, ...] = required("klausuler", "de klausuler som berörs")
