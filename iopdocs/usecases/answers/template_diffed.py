"""The answer of template diff."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class BrokenJson(JsonRecord):
    """A document that the new version breaks. What stops it stands in ``problem``."""

    file: JsonText = required("avtal", "avtalets fil")
    document: JsonText = required("dokumenttyp", "dokumenttypen")
    gaps: tuple[JsonText, ...] = required("nya_luckor", "luckor som dokumentet får, och inte hade")


class TemplateDiffJson(AnswerJson):
    """The answer of template diff."""

    results: tuple[BrokenJson, ...] = key("resultat", "dokumenten som den nya versionen förstör", default=())
    lines: tuple[JsonText, ...] = required("rader", "raderna som skiljer: − i den gamla, + i den nya")
    added: tuple[JsonText, ...] = required("nya_ord", "ord som bara den nya använder")
    dropped: tuple[JsonText, ...] = required("borttagna_ord", "ord som bara den gamla använder")
    tried: int = required("prövade", "hur många dokument som gjordes med båda")
