"""The answer of template check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.templating.tags import Tag
    from iopdocs.word.places import Place


class TagJson(JsonRecord):
    """One tag of a template."""

    written: JsonText = required("tagg", "taggen som den är skriven")
    part: JsonText = required("del", "delen av Word-filen")
    heading: JsonText = required("rubrik", "rubriken ovanför; tom när ingen finns")
    row: int | None = required("tabellrad", "raden i tabellen, från 1; null utanför tabeller")
    cell: int | None = required("cell", "cellen i raden, från 1; null utanför tabeller")
    text: JsonText = required("stycke", "styckets text")

    @classmethod
    def of(cls, tag: Tag, place: Place) -> TagJson:
        """Return a tag for JSON."""
        row, cell = place.cell or (None, None)
        return cls(written=tag.written, part=place.member, heading=place.heading, row=row, cell=cell, text=place.text)


class TemplateCheckedJson(JsonRecord):
    """One template or clause that was checked."""

    name: JsonText = required("namn", "dokumenttypen, klausulen eller filen")
    file: JsonText = required("fil", "filen")
    sound: bool = required("hel", "om den går att fylla i: inget fel hittades")
    tags: tuple[TagJson, ...] = required("taggar", "taggarna i ordning, med sin plats; inga för en klausul")


class TemplateCheckJson(AnswerJson):
    """The answer of template check. All problems stand in ``problem``."""

    results: tuple[TemplateCheckedJson, ...] = key("resultat", "mallarna och klausulerna som granskades", default=())
    written: JsonText | None = key("kommenterad", "kopian med kommentarer, när en skrevs")
