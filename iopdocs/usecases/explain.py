"""Explain: where each paragraph of a document comes from, in words that a lawyer can follow back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.library.document_types import choose
from iopdocs.making.preview import Previewer
from iopdocs.usecases.answers.explained import ExplainJson
from iopdocs.usecases.opening import asked_for
from iopdocs.usecases.origins import ParagraphOrigins, origins_of
from iopdocs.workspace import Workspace

__all__ = ["DocumentOrigins", "Explanations", "ParagraphOrigins", "explain"]


@dataclass(frozen=True, slots=True)
class DocumentOrigins:
    """A document of an agreement: the agreement's file, the document's name, where its paragraphs come from."""

    file: str
    stem: str
    paragraphs: tuple[ParagraphOrigins, ...]


@dataclass(frozen=True, slots=True)
class Explanations:
    """The documents that were asked for, and what kept others from being explained."""

    documents: tuple[DocumentOrigins, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> ExplainJson:
        """Return the answer for JSON."""
        return ExplainJson.of(self)


def explain(
    workspace: Workspace, files: Sequence[Path], day: date, documents: tuple[str, ...] = (), find: str = ""
) -> Explanations:
    """Return where the paragraphs of documents come from; with ``find`` only those paragraphs that have the words.

    The documents are those that a draft would be, and nothing is written. Raises IopdocsError for what stops them all.
    """
    kinds = {kind.id for kind in choose(workspace.types, documents)}
    previewer, made, problems = Previewer(workspace), list[DocumentOrigins](), list[Problem]()
    for path in asked_for(workspace, files):
        loaded = workspace.load(path)
        found = previewer.problems(loaded, day)
        for stem, (kind, _) in previewer.documents(loaded).items():
            if kind.id not in kinds:
                continue
            try:
                explained = previewer.explained(loaded, stem, day, found)
            except IopdocsError as error:
                problems += (one for one in error.problems if one not in problems)
                continue
            told = _with_words(origins_of(workspace, loaded, explained), find)
            if told or not find:
                made.append(DocumentOrigins(workspace.shown(path), stem, told))
        problems += (one for one in loaded.problems if one not in problems)
    if find and not made and not problems:
        hint = "Skriv några ord i följd så som de står i dokumentet."
        raise InvalidAgreement(Problem("inget stycke har de orden", hint=hint, code="okänt-stycke"))
    return Explanations(tuple(made), tuple(workspace.watch.discreet(problems)))


def _with_words(paragraphs: Collection[ParagraphOrigins], find: str) -> tuple[ParagraphOrigins, ...]:
    wanted = " ".join(find.casefold().split())
    return tuple(one for one in paragraphs if wanted in " ".join(one.text.casefold().split()))
