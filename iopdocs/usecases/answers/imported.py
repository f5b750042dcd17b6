"""The answer of import: what a Word file proposes, what no key took, and the file that was made."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Self

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.usecases.import_word import ImportedAgreement, WordAgreement


class OfferJson(JsonRecord):
    """A fact that is proposed."""

    number: int = required("nummer", "numret som anges i --accept och --value")
    where: JsonText = required("uppgift", "nycklarna dit")
    value: JsonText = required("värde", "vad som föreslås")
    sure: JsonText = required("säkerhet", "säkert, troligt, eller välj när det är en fråga")
    sentence: JsonText = required("mening", "meningen det är läst i")
    place: JsonText = required("plats", "var i filen")
    choices: tuple[JsonText, ...] = required("val", "vad man kan välja på, när det är en fråga")
    why: JsonText = required("varför", "varför det är tveksamt, när det går att säga")
    taken: bool = required("taget", "om det står i den nya filen")


class UnreadTextJson(JsonRecord):
    """A piece of the text that became no fact."""

    heading: JsonText = required("rubrik", "rubriken det står under; tom utan rubrik")
    text: JsonText = required("text", "stycket")
    place: JsonText = required("plats", "var i filen")
    why: JsonText = required("varför", "varför det inte är läst, när det går att säga")


class ImportJson(AnswerJson):
    """The answer of import."""

    results: tuple[OfferJson, ...] = key("resultat", "uppgifterna som föreslås", default=())
    unread: tuple[UnreadTextJson, ...] = required("inte_läst", "text som inte blev någon uppgift")
    plan: JsonText | None = required("plan", "filen som förslagen skrevs i; null när ingen skrevs")
    file: JsonText | None = required("fil", "det nya avtalets fil; null när inget är gjort")
    orphans: tuple[int, ...] = required("utan_part", "nummer som inte kom med, eftersom parten de gäller inte togs")

    @classmethod
    def of(cls, read: WordAgreement, taken: Collection[int], made: ImportedAgreement | None, plan: Path | None) -> Self:
        """Return what was proposed for JSON, and what was made of what was taken."""
        orphans = made.orphans if made else ()
        return cls(
            results=tuple(
                OfferJson(
                    number=one.number,
                    where=one.key,
                    value=one.value,
                    sure=one.sure.value,
                    sentence=one.sentence,
                    place=one.place,
                    choices=one.choices,
                    why=one.why,
                    taken=made is not None and one.number in taken and one.number not in orphans,
                )
                for one in read.offers
            ),
            unread=tuple(
                UnreadTextJson(heading=one.heading, text=one.text, place=one.place, why=one.why) for one in read.unread
            ),
            plan=str(plan) if plan else None,
            file=str(made.path) if made else None,
            orphans=orphans,
        )
