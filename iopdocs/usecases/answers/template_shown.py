"""The answer of template show: a template as text, and what it uses."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class TemplateWordJson(JsonRecord):
    """A word that a template uses."""

    word: JsonText = required("ord", "ordet som det är skrivet först")
    kind: JsonText = required("slag", "om det måste finnas, kan saknas eller liknande")
    about: JsonText = required("om", "vad det är")


class TemplateSectionJson(JsonRecord):
    """A section of a document type."""

    heading: JsonText = required("rubrik", "avsnittets rubrik")
    clauses: tuple[JsonText, ...] = required("klausuler", "klausulernas id, i ordning")


class TemplateShowJson(AnswerJson):
    """The answer of template show."""

    results: tuple[TemplateWordJson, ...] = key(
        "resultat", "orden som mallen och dess klausuler använder; tomt för en Word-fil", default=()
    )
    text: JsonText = required("text", "mallen som text, en rad för varje stycke och tabellrad")
    sections: tuple[TemplateSectionJson, ...] = key("avsnitt", "avsnitten med sina klausuler", default=())
