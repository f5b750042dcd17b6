"""The answer of sentences: what a document's text is built of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.library.sentences import Sentence


class SentenceWayJson(JsonRecord):
    """One wording of a sentence."""

    needs: tuple[JsonText, ...] = required("kräver", "uppgifter som alla måste finnas")
    without: tuple[JsonText, ...] = required("utan", "uppgifter som ingen får finnas")
    text: JsonText = required("text", "texten, med taggar")


class SentenceJson(JsonRecord):
    """One sentence."""

    kind: JsonText = required("typ", "dokumenttypen")
    part: JsonText = required("del", "delen av texten")
    id: JsonText = required("id", "meningens id")
    about: JsonText = required("om", "en rad om vad meningen säger")
    states: tuple[JsonText, ...] = required("säger", "uppgifter som sägs")
    quiet: JsonText | None = required("utelämnas", "varför uppgifterna inte sägs; annars null")
    ways: tuple[SentenceWayJson, ...] = required("lydelser", "lydelserna, den fullständigaste först")

    @classmethod
    def of(cls, kind: str, sentence: Sentence) -> SentenceJson:
        """Return a sentence of a document type for JSON."""
        return cls(
            kind=kind,
            part=sentence.part,
            id=sentence.id,
            about=sentence.about,
            states=(*sentence.states, *sentence.also),
            quiet=sentence.quiet,
            ways=tuple(
                SentenceWayJson(needs=(*way.needs, *way.states), without=way.without, text=way.text)
                for way in sentence.ways
            ),
        )


class SentencesJson(AnswerJson):
    """The answer of sentences."""

    results: tuple[SentenceJson, ...] = key("resultat", "meningarna, eller den som valdes", default=())
