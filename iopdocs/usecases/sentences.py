"""Sentences: those that a document type's text is built of, or one with its wordings."""

from __future__ import annotations

from collections.abc import Iterable

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.document_types import DocumentType, choose
from iopdocs.library.sentences import NarrativePart, Sentence
from iopdocs.reading import suggest
from iopdocs.usecases.answers.sentences import SentenceJson, SentencesJson
from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SentencesFound:
    """The sentences of a document type, part by part, without what is protected."""

    type: DocumentType
    parts: tuple[tuple[NarrativePart, tuple[Sentence, ...]], ...]


@dataclass(frozen=True, slots=True)
class SentenceFound:
    """One sentence of a document type, without what is protected."""

    sentence: Sentence
    kind: str

    def as_json(self) -> SentencesJson:
        """Return the answer for JSON."""
        return SentencesJson(results=(SentenceJson.of(self.kind, self.sentence),))


def sentences(workspace: Workspace, document: str | None) -> tuple[SentencesFound, ...]:
    """Return the sentences of the document types that have any, or of one. Raises InvalidTemplate for one unknown."""
    chosen = choose(workspace.types, (document,) if document else ())
    found = tuple(
        SentencesFound(
            kind,
            tuple(
                (part, tuple(_discreet(placed.sentence, workspace) for placed in kind.sentences.of(part.id)))
                for part in kind.description.narrative
            ),
        )
        for kind in chosen
        if kind.description.narrative
    )
    if document and not found:
        hint = "Den skrivs av sin mall och sina klausuler. Se iopdocs clauses."
        raise InvalidTemplate(Problem(f"dokumenttypen ”{document}” har inga meningar", hint=hint, code="okänd-mening"))
    return found


def sentences_json(every: Iterable[SentencesFound]) -> SentencesJson:
    """Return the answer for JSON when all sentences are asked for."""
    return SentencesJson(
        results=tuple(
            SentenceJson.of(found.type.id, one) for found in every for _, sentences in found.parts for one in sentences
        )
    )


def sentence(workspace: Workspace, document: str, sentence_id: str) -> SentenceFound:
    """Return one sentence of a document type. Raises InvalidTemplate when there is none."""
    kind = choose(workspace.types, (document,))[0]
    known = kind.sentences.by_id
    if sentence_id not in known:
        hint = suggest(sentence_id, known) or f"Alla meningar: iopdocs sentences {document}"
        raise InvalidTemplate(Problem(f"meningen ”{sentence_id}” finns inte", hint=hint, code="okänd-mening"))
    return SentenceFound(_discreet(known[sentence_id].sentence, workspace), kind.id)


def _discreet(sentence: Sentence, workspace: Workspace) -> Sentence:
    """Return a sentence without what is protected: a house's own texts are anybody's."""
    safe = workspace.watch.safe
    ways = tuple(way.model_copy(update={"text": safe(way.text)}) for way in sentence.wordings)
    text = safe(sentence.text) if sentence.text else None
    return sentence.model_copy(update={"about": safe(sentence.about), "text": text, "wordings": ways})
