"""The answer of render."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText, ProblemJson, problems_json

if TYPE_CHECKING:
    from iopdocs.making.outcome import Outcome


class LeftJson(JsonRecord):
    """A file that was left alone."""

    file: JsonText = required("fil", "filen som lämnades orörd")
    why: JsonText = required("varför", "varför den lämnades")
    new: JsonText = required("ny", "filen som skrevs i stället")


class RenderedJson(JsonRecord):
    """What became of one agreement."""

    file: JsonText = required("fil", "avtalets fil")
    done: bool = required("klart", "om alla dokument gjordes eller redan fanns")
    files: tuple[JsonText, ...] = required("filer", "filerna som skrevs")
    left: tuple[LeftJson, ...] = required("lämnade", "redigerade filer som lämnades, och vad som skrevs i stället")
    unchanged: tuple[JsonText, ...] = required("oförändrade", "dokument som redan var gjorda av samma uppgifter")
    gaps: dict[JsonText, tuple[JsonText, ...]] = required("luckor", "vad som saknas i varje dokument")
    problems: tuple[ProblemJson, ...] = required("problem", "vad som är fel eller tveksamt i avtalet")

    @classmethod
    def of(cls, outcome: Outcome) -> RenderedJson:
        """Return an outcome for JSON."""
        left = ((one.beside, one.why, one.path) for one in outcome.written)
        return cls(
            file=outcome.file,
            done=not outcome.failed,
            files=tuple(str(written.path) for written in outcome.written),
            left=tuple(LeftJson(file=str(old), why=why.value, new=str(new)) for old, why, new in left if old and why),
            unchanged=tuple(outcome.unchanged),
            gaps=outcome.gaps,
            problems=problems_json(outcome.problems),
        )


class RenderJson(AnswerJson):
    """The answer of render; each record is written as soon as it is made."""

    results: tuple[RenderedJson, ...] = key("resultat", "ett avtal i taget, så snart det är klart", default=())
