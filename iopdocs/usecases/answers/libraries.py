"""The answers of law and clauses: what stands in the libraries, with the keys it has there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopdocs.laws.act import Provision
from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText
from iopdocs.usecases.answers.impact import LawChangeJson

if TYPE_CHECKING:
    from iopdocs.library.clauses import Clause


class LawJson(AnswerJson):
    """The answer of law."""

    results: tuple[Provision, ...] = key("resultat", "bestämmelserna, med lagbibliotekets nycklar", default=())
    citation: JsonText | None = required("lagrum", "lagrummet utskrivet; null när det inte gick att läsa")
    successors: tuple[JsonText, ...] = required("efterträds_av", "lagrum som kom efter")
    unsure: JsonText | None = required(
        "osäkert", "vad som inte går att veta om dem, när bara en del av paragrafen avses; annars null"
    )


class WordingJson(JsonRecord):
    """The wording of a clause during one time."""

    start: date | None = required("från", "första dagen den gäller")
    end: date | None = required("till", "sista dagen den gäller")
    because: JsonText | None = required("därför", "varför lydelsen skiljer sig från den förra")
    text: JsonText = required("text", "klausulens text")


class ClauseJson(JsonRecord):
    """One clause."""

    id: JsonText = required("id", "klausulens id, samma som filens namn")
    heading: JsonText = required("rubrik", "rubriken")
    about: JsonText = required("om", "en rad om vad klausulen gör")
    when: tuple[JsonText, ...] = required("när", "uppgifter; klausulen tas med när någon av dem finns")
    on_request: bool = required("på_begäran", "om avtalet självt måste ta med klausulen")
    needs: tuple[JsonText, ...] = required("behöver", "uppgifter som texten skriver ut")
    survives: JsonText | None = required("består", "vad villkoret handlar om, när det gäller också efter avtalet")
    support: tuple[JsonText, ...] = required("stöd", "ämnen i lagbiblioteket som klausulen vilar på")
    versions: tuple[WordingJson, ...] = required("versioner", "texten under olika tider, äldst först")

    @classmethod
    def of(cls, clause: Clause) -> ClauseJson:
        """Return a clause for JSON."""
        return cls.model_validate(clause.model_dump(by_alias=True))


class ReasonJson(JsonRecord):
    """Why a wording took the place of the one before it."""

    day: date | None = required("från", "första dagen lydelsen gäller")
    text: JsonText = required("därför", "varför lydelsen skiljer sig från den förra; tom när klausulen inte säger det")


class ParagraphJson(JsonRecord):
    """A stretch of a clause's text that is not the same."""

    before: JsonText = required("före", "som det löd; tom när det är nytt")
    after: JsonText = required("efter", "som det lyder sedan; tom när det är borttaget")


class ComparisonJson(JsonRecord):
    """What changed in a clause from one day to another."""

    first: date = required("från", "den tidigare dagen")
    last: date = required("till", "den senare dagen")
    before: WordingJson | None = required("före", "lydelsen den tidigare dagen; null när den saknas")
    after: WordingJson | None = required("efter", "lydelsen den senare dagen; null när den saknas")
    reasons: tuple[ReasonJson, ...] = required("skäl", "de lydelser som kom emellan, och varför")
    edits: tuple[ParagraphJson, ...] = required("ändringar", "de rader som inte är desamma")
    law: tuple[LawChangeJson, ...] = required("lag", "vad som hände med lagen som klausulen vilar på")


class ClausesJson(AnswerJson):
    """The answer of clauses."""

    results: tuple[ClauseJson, ...] = key("resultat", "klausulerna, eller den som valdes", default=())
    text: JsonText | None = required("lyder", "den valda klausulens text den dagen")
    comparison: ComparisonJson | None = key("jämförelse", "vad som ändrats mellan två dagar, med --compare")
