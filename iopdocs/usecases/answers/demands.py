"""The answer of demands: the rules there are, and how agreements stand to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.library.demands import Demand


class DemandJson(JsonRecord):
    """One demand."""

    id: JsonText = required("id", "kravets id, samma som filens namn")
    about: JsonText = required("om", "det som avtalet ska säga något om")
    level: JsonText = required("nivå", "fel, varning eller upplysning")
    when: tuple[JsonText, ...] = required("när", "uppgifter; kravet gäller när någon av dem finns")
    start: date | None = required("från", "första dagen det gäller")
    end: date | None = required("till", "sista dagen det gäller")
    reason: JsonText = required("skäl", "varför")
    law: tuple[JsonText, ...] = required("lag", "ämnen i lagbiblioteket som kravet vilar på")

    @classmethod
    def of(cls, demand: Demand) -> DemandJson:
        """Return a demand for JSON."""
        return cls(
            id=demand.id,
            about=demand.about,
            level=demand.level,
            when=demand.when,
            start=demand.start,
            end=demand.end,
            reason=demand.reason,
            law=demand.law,
        )


class TriedJson(JsonRecord):
    """A demand that applies to an agreement."""

    id: JsonText = required("krav", "kravets id")
    state: JsonText = required("läge", "uppfyllt, saknas eller frångått")
    how: JsonText = required("genom", "vad som uppfyller det, vad som kan göras, eller vem som frångår det och varför")
    why: JsonText = required("skäl", "varför kravet ställs, med lagrummet den dagen")


class AgreementDemandsJson(JsonRecord):
    """The demands that apply to one agreement."""

    id: JsonText = required("avtal", "avtalets id")
    file: JsonText = required("fil", "avtalets fil")
    demands: tuple[TriedJson, ...] = required("krav", "de krav som gäller avtalet")


class DemandsJson(AnswerJson):
    """The answer of demands."""

    results: tuple[AgreementDemandsJson, ...] = key("resultat", "avtalen som prövades", default=())
    demands: tuple[DemandJson, ...] = required("krav", "alla krav i arbetsmappen")
