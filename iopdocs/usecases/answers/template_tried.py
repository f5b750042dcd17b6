"""The answer of template try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.authoring.trying import Spot, WrittenPlace
    from iopdocs.word.places import Place


class DeadJson(JsonRecord):
    """A tag that never did what it is there for."""

    written: JsonText = required("uttryck", "vad taggen skriver ut eller frågar efter")
    what: JsonText = required("vad", "till exempel skrivs aldrig ut, eller blir aldrig sann")
    place: JsonText = required("plats", "var den står")

    @classmethod
    def of(cls, place: Place | WrittenPlace, spot: Spot) -> DeadJson:
        """Return a tag for JSON."""
        return cls(written=spot.written, what=spot.dead, place=place.in_words)


class TemplateTriedJson(JsonRecord):
    """What came of trying one template."""

    type: JsonText = required("dokumenttyp", "dokumenttypen")
    agreements: int = required("avtal", "hur många avtal som prövades")
    documents: int = required("dokument", "hur många dokument det blev")
    tags: int = required("taggar", "hur många taggar som prövades: utskrifter, villkor och slingor")
    dead: tuple[DeadJson, ...] = required(
        "döda", "taggar som aldrig skrev något, och villkor som bara gick åt ett håll"
    )
    reached: tuple[JsonText, ...] = required("når", "nycklarna i avtalets fil vars text nådde dokumentet")
    never: tuple[JsonText, ...] = required("når_aldrig", "nycklarna vars text aldrig nådde det")
    clauses: tuple[JsonText, ...] = required("klausuler", "klausulerna som kom med")


class TemplateTryJson(AnswerJson):
    """The answer of template try."""

    results: tuple[TemplateTriedJson, ...] = key("resultat", "mallarna som prövades", default=())
    sheet: JsonText | None = key("kontaktark", "kontaktarket, när ett gjordes")
