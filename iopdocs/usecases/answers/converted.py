"""The answer of convert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.output import Written


class ConvertedJson(JsonRecord):
    """One format of a Word file."""

    file: JsonText = required("fil", "filen som gjordes")
    changed: bool = required("ny", "om filen skrevs; annars fanns den redan och sa detsamma")
    left: JsonText | None = required("lämnad", "redigerad fil som låg där och lämnades orörd")

    @classmethod
    def of(cls, written: Written) -> ConvertedJson:
        """Return what became of a format for JSON."""
        left = written.beside
        return cls(file=str(written.path), changed=written.changed, left=None if left is None else str(left))


class ConvertJson(AnswerJson):
    """The answer of convert."""

    results: tuple[ConvertedJson, ...] = key("resultat", "filerna, en post för varje format", default=())
