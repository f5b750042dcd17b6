"""The answer of explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText, problems_json

if TYPE_CHECKING:
    from iopdocs.usecases.explain import DocumentOrigins, Explanations
    from iopdocs.usecases.origins import KeyOrigin, ParagraphOrigins


class KeyOriginJson(JsonRecord):
    """A key of the agreement's file."""

    where: JsonText = required("nyckel", "nycklarna dit, till exempel parter[2].namn")
    label: JsonText = required("heter", "vad uppgiften kallas")
    file: JsonText = required("fil", "filen som värdet står i")
    line: int | None = required("rad", "raden där det står; null när nyckeln saknas i filen")
    value: JsonText = required("värde", "det som står där; tomt när det saknas, aldrig något skyddat")

    printed: bool = required("skrivs_ut", "om värdet står i stycket; annars är orden uträknade av det")

    @classmethod
    def of(cls, one: KeyOrigin, *, printed: bool) -> KeyOriginJson:
        """Return a key for JSON."""
        told = {"where": one.where, "label": one.label, "file": one.file, "line": one.line, "value": one.value}
        return cls(**told, printed=printed)


class TextOriginJson(JsonRecord):
    """A clause, a phrasing or a sentence."""

    kind: JsonText = required("slag", "klausul, avsnitt, formulering, mening eller mellanrubrik")
    id: JsonText = required("id", "dess id")
    version: JsonText = required("lydelse", "vilken tids lydelse, eller egen text; tomt när det bara finns en")
    file: JsonText = required("fil", "filen den är skriven i")


class LawOriginJson(JsonRecord):
    """A provision that is cited."""

    text: JsonText = required("lagrum", "lagrummet")
    day: JsonText = required("lagdag", "dagen vars lag det är")


class RuleOriginJson(JsonRecord):
    """What is worked out."""

    about: JsonText = required("räknar_ut", "vad som räknas ut, i ord")
    keys: tuple[JsonText, ...] = required("av", "nycklarna det räknas ut av")


class GapOriginJson(JsonRecord):
    """What is missing."""

    label: JsonText = required("saknas", "det som saknas, så som luckan säger")
    where: JsonText = required("nyckel", "nyckeln som fyller luckan; tomt när det inte är en enda")


class ExplainedParagraphJson(JsonRecord):
    """A paragraph and where it comes from."""

    text: JsonText = required("text", "stycket så som det står")
    part: JsonText = required("del", "brödtexten, sidhuvudet, sidfoten eller fotnoterna")
    fixed: bool = required("fast_text", "om stycket är fast text i mallen")
    template: JsonText = required("mall", "mallens fil")
    places: tuple[JsonText, ...] = required("taggar", "var i mallen taggarna i stycket står")
    texts: tuple[TextOriginJson, ...] = required("texter", "klausuler, formuleringar och meningar som stycket är av")
    keys: tuple[KeyOriginJson, ...] = required("nycklar", "nycklarna som orden kommer av")
    laws: tuple[LawOriginJson, ...] = required("lag", "lagrummen som stycket hänvisar till")
    rules: tuple[RuleOriginJson, ...] = required("regler", "det som är uträknat")
    gaps: tuple[GapOriginJson, ...] = required("luckor", "det som saknas i stycket")
    asked: tuple[JsonText, ...] = required("villkor", "nycklar som ett villkor läser: andra ord kan väljas av dem")
    steering: tuple[JsonText, ...] = required(
        "styr", "nycklar som bara kan ändra om stycket står där, eller vad det står intill"
    )

    @classmethod
    def of(cls, one: ParagraphOrigins) -> ExplainedParagraphJson:
        """Return a paragraph for JSON."""
        from iopdocs.reading import where

        return cls(
            text=one.text,
            part=one.part,
            fixed=one.fixed,
            template=one.template,
            places=one.places,
            texts=tuple(TextOriginJson(kind=t.kind, id=t.id, version=t.version, file=t.file) for t in one.texts),
            keys=tuple(KeyOriginJson.of(key, printed=key in one.printed) for key in one.keys),
            laws=tuple(LawOriginJson(text=law.text, day=law.day) for law in one.laws),
            rules=tuple(RuleOriginJson(about=rule.about, keys=rule.keys) for rule in one.rules),
            gaps=tuple(GapOriginJson(label=gap.label, where=where(gap.path)) for gap in one.gaps),
            asked=tuple(key.where for key in one.asked),
            steering=tuple(key.where for key in one.steering),
        )


class ExplainedJson(JsonRecord):
    """A document and where its paragraphs come from."""

    file: JsonText = required("fil", "avtalets fil")
    document: JsonText = required("dokument", "dokumentets namn, som det har i mappen output")
    paragraphs: tuple[ExplainedParagraphJson, ...] = required("stycken", "styckena i ordning, del för del")

    @classmethod
    def of(cls, one: DocumentOrigins) -> ExplainedJson:
        """Return a document for JSON."""
        return cls(file=one.file, document=one.stem, paragraphs=tuple(map(ExplainedParagraphJson.of, one.paragraphs)))


class ExplainJson(AnswerJson):
    """The answer of explain."""

    results: tuple[ExplainedJson, ...] = key("resultat", "dokumenten, med sina stycken", default=())

    @classmethod
    def of(cls, found: Explanations) -> ExplainJson:
        """Return an answer for JSON."""
        made = tuple(map(ExplainedJson.of, found.documents))
        return cls(results=made, problems=problems_json(found.problems))
