"""An agreement that somebody is writing: its text and form, what is said of it, its documents as they would read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.library.document_types import DocumentType
from iopdocs.making.preview import Explained, Previewer, Shown
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath, Source, decode_source
from iopdocs.swedish import dates
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.fields import Asked, FormField, FormRecord, Tokens, fields_in, form_of, parts_in, path_of
from iopdocs.usecases.interview import asked as asked_first
from iopdocs.usecases.origins import ParagraphOrigins, origins_of
from iopdocs.usecases.ranking import ranked
from iopdocs.workspace import Loaded

#: How many texts are kept with what is said of them: the page, what is said while typing and the document are of one.
_KEPT = 4

__all__ = ["Draft", "DraftDocument", "draft", "latest"]


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A document that there is of an agreement: the name of its file, what it is called, and the id of its type.

    ``binds`` says that it is what the parties bind themselves by: the agreement itself.
    """

    stem: str
    name: str
    kind: str
    binds: bool


@dataclass(frozen=True)
class Draft:
    """An agreement as it is being written. ``form`` is None when the text cannot be read as keys and values."""

    key: str
    path: Path
    file: str
    text: str
    name: str
    form: FormRecord | None
    problems: tuple[Problem, ...]
    found: tuple[Problem, ...]
    documents: tuple[DraftDocument, ...]
    law_day: str
    loaded: Loaded
    previewer: Previewer
    day: date
    tokens: Tokens
    source: Source
    questions: Asked

    def stem(self, asked: str) -> str:
        """Return the document that is asked for if there is one, else the agreement itself, else the first; or none."""
        stems = [one.stem for one in sorted(self.documents, key=lambda one: not one.binds)]
        return asked if asked in stems else next(iter(stems), "")

    def kinds_of(self, stem: str) -> tuple[str, ...]:
        """Return the type of a document by its name; nothing for no name. Raises InvalidAgreement for another name."""
        found = tuple(one.kind for one in self.documents if one.stem == stem)
        if stem and not found:
            hint = "Välj ett av dem som finns."
            raise InvalidAgreement(Problem("dokumentet finns inte för avtalet", hint=hint, code="saknad-fil"))
        return found

    @property
    def live(self) -> list[tuple[str, str]]:
        """The pages where a record is written while it happens: the end of the road there, and the name."""
        kinds = self.previewer.workspace.types.values()
        return [(f"/skriv/{one.id}", one.description.name) for one in kinds if one.description.written_live]

    @property
    def asked(self) -> tuple[FormField, ...]:
        """The fields that answer the first questions, in the order of the questions."""
        found = {one.path: one for one in (fields_in(self.form) if self.form else ()) if one.question}
        return tuple(found[path] for path in self.questions if path in found)

    @property
    def field_names(self) -> Mapping[KeyPath, str]:
        """What the form calls each part of it, by its path."""
        return dict(parts_in(self.form)) if self.form else {}

    def place(self, problem: Problem, names: Mapping[KeyPath, str]) -> str:
        """Return what the form calls the part that a problem is told of, or the nearest around it; else nothing."""
        return self.nearest(path_of(problem.where), names) or self.nearest(problem.about, names)

    def nearest(self, path: KeyPath, names: Mapping[KeyPath, str]) -> str:
        """Return what the form calls the part at a path, or the nearest around it; else nothing."""
        return next((names[path[:end]] for end in range(len(path), 0, -1) if path[:end] in names), "")

    def shown(self, stem: str) -> Shown:
        """Return a document as it would read. Raises IopdocsError when it may not be shown, or cannot be made."""
        return self.previewer.shown(self.loaded, stem, self.day, list(self.found))

    def rests_on(self, stem: str) -> tuple[Explained, tuple[ParagraphOrigins, ...]]:
        """Return a document without its page, and where each paragraph comes from. Raises IopdocsError likewise."""
        made = self.previewer.explained(self.loaded, stem, self.day, list(self.found))
        return made, origins_of(self.previewer.workspace, self.loaded, made)

    def explained(self, stem: str) -> tuple[Shown, tuple[ParagraphOrigins, ...]]:
        """Return the same with a sign after each paragraph, and where each comes from. Raises IopdocsError likewise."""
        shown = self.previewer.shown(self.loaded, stem, self.day, list(self.found), explain=True)
        return shown, origins_of(self.previewer.workspace, self.loaded, shown.explained) if shown.explained else ()


def draft(desk: Desk, key: str, text: str, day: date, tokens: Tokens | None = None) -> Draft:
    """Return what a text would be as an agreement's file, whether it is saved or not. Raises InvalidAgreement.

    ``tokens`` are what a form calls the records of its lists, as it was sent.
    """
    asked = (key, text, day)
    drafts = desk.view.drafts
    known: Draft | None = drafts.pop(asked, None)
    if known is None or known.tokens != (tokens or {}):
        known = _draft(desk, key, text, day, tokens or {}, known)
    drafts[asked] = known
    while len(drafts) > _KEPT:
        drafts.pop(next(iter(drafts)), None)
    return known


def latest(desk: Desk, key: str, text: str, day: date) -> Draft:
    """Return the same, with what its fields were called the last time: as on the page where somebody is writing."""
    known: Draft | None = desk.view.drafts.get((key, text, day))
    return known or draft(desk, key, text, day)


def _draft(desk: Desk, key: str, text: str, day: date, tokens: Tokens, known: Draft | None) -> Draft:
    if known is not None:
        return replace(known, tokens=tokens, form=_form(known.source, known.problems, tokens, known.questions))
    path, workspace = desk.file(key), desk.workspace
    shown = workspace.shown(path)
    source, found = decode_source(text.encode(), shown)
    loaded = workspace.loaded(path, source, found)
    previewer = desk.view.previewer
    try:
        problems, documents = previewer.problems(loaded, day), previewer.documents(loaded)
    except IopdocsError as error:  # a template or a clause is at fault: nothing to the agreement itself
        problems, documents = [*loaded.problems, *error.problems], {}
    questions: Asked = {}
    try:
        questions = asked_first(workspace, loaded, source.data)
    except IopdocsError as error:  # a file of questions is
        problems += error.problems
    told = ranked(tuple(problems)).all
    agreement = loaded.agreement
    return Draft(
        key=key,
        path=path,
        file=shown,
        text=text,
        name=workspace.watch.guard.masked(_name(agreement)) if agreement else shown,
        form=_form(source, told, tokens, questions),
        problems=told,
        found=tuple(problems),
        documents=tuple(_document(stem, *about) for stem, about in documents.items()),
        law_day=dates.format(agreement.law_day) if agreement and agreement.law_day else "",
        loaded=loaded,
        previewer=previewer,
        day=day,
        tokens=tokens,
        source=source,
        questions=questions,
    )


def _form(source: Source, told: Sequence[Problem], tokens: Tokens, questions: Asked) -> FormRecord | None:
    return form_of(source.data, told, tokens, questions) if isinstance(source.data, dict) else None


def _name(agreement: Agreement) -> str:
    return agreement.partnership or agreement.id


def _document(stem: str, kind: DocumentType, item: Record | None) -> DraftDocument:
    """Return a document with what it is called: with the day or the number that tells it from its likes."""
    binds = bool(kind.description.binding) and item is None
    return DraftDocument(
        stem, f"{kind.description.name} {stem.removeprefix(kind.id).lstrip('-')}".strip(), kind.id, binds
    )
