"""The answer of template adopt: what is proposed of a house's letterhead, and what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText, problems_json

if TYPE_CHECKING:
    from iopdocs.usecases.adopt import Adopted


class PlaceJson(JsonRecord):
    """A place in a letterhead that looks as if it is to be filled in."""

    number: int = required("nummer", "numret som anges i --accept och --word")
    shown: JsonText = required("visar", "vad som står där")
    where: JsonText = required("plats", "var i mallen")
    tag: JsonText | None = required("förslag", "taggen som föreslås; null när inget ord passar")
    becomes: JsonText | None = required("blir", "taggen som sattes där; null när den står kvar som den var")


class StyleJson(JsonRecord):
    """A style of the house that plays the part of one of ours."""

    number: JsonText | None = required("nummer", "f och ett nummer när den bara är ett förslag; null när den är säker")
    theirs: JsonText = required("er", "er formatmall")
    ours: JsonText = required("vår", "vad den används för")
    why: JsonText = required("varför", "varför den passar")


class AdoptJson(AnswerJson):
    """The answer of template adopt."""

    results: tuple[PlaceJson, ...] = key("resultat", "platserna som ser ut att ska fyllas i", default=())
    hindered: bool = required("hindrad", "om något i problem hindrar att mallen tas in")
    styles: tuple[StyleJson, ...] = required("formatmallar", "era formatmallar och vad de används för")
    added: tuple[JsonText, ...] = required("tillagda", "formatmallar som inte fanns hos er")
    plan: JsonText | None = required("plan", "filen som förslagen skrevs i; null när ingen skrevs")
    written: tuple[JsonText, ...] = required("filer", "dokumenttypens filer; tomt när inget är gjort")
    sample: tuple[JsonText, ...] = required("prov", "provet av det första avtalet")

    @classmethod
    def of(cls, found: Adopted) -> AdoptJson:
        """Return what was found and made for JSON."""
        numbers = {id(one): f"f{number}" for number, one in enumerate(found.asked, start=1)}
        return cls(
            results=tuple(
                PlaceJson(
                    number=one.number,
                    shown=one.shown,
                    where=one.where,
                    tag=one.tag or None,
                    becomes=found.accepted.get(one.number) if found.written else None,
                )
                for one in found.proposals
            ),
            hindered=bool(found.obstacles),
            styles=tuple(
                StyleJson(number=numbers.get(id(one)), theirs=one.theirs, ours=one.ours, why=one.why)
                for one in found.styles
            ),
            added=tuple(found.fitted.added),
            plan=str(found.plan) if found.plan else None,
            written=tuple(map(str, found.written)),
            sample=tuple(map(str, found.sample)),
            problems=problems_json([*found.obstacles, *found.notes, *found.problems]),
        )
