"""From agreement files to files in ``output/``: read, check, render, convert, write. One never stops another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs import checks
from iopdocs.conversion import CONVERTERS
from iopdocs.conversion.pdf import find_program
from iopdocs.documents import DESCRIPTION, DocumentType, choose
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record
from iopdocs.output import Written, sha256, write_document
from iopdocs.rendering import Libraries, Rendered, Template, load_template, render
from iopdocs.rendering.properties import title_of
from iopdocs.workspace import SETTINGS, Loaded, Workspace

#: The code that tells that a document asked for is about something the agreement does not have.
NOTHING_TO_MAKE = "inget-att-göra"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made: document types (none means all), formats, as of which day, and how."""

    day: date
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx",)
    final: bool = False
    force: bool = False
    out: Path | None = None


@dataclass
class Outcome:
    """What became of one agreement: files written, problems met, and gaps per document."""

    file: str
    written: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    gaps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failed: bool = False


@dataclass(frozen=True)
class Batch:
    """A workspace with its templates prepared, and what is wished for."""

    workspace: Workspace
    wish: Wish

    @property
    def output(self) -> Path:
        """The folder that holds a folder for each agreement."""
        return self.wish.out or self.workspace.root / "output"

    @cached_property
    def _types(self) -> list[DocumentType]:
        return choose(self.workspace.types, self.wish.documents)

    @cached_property
    def _templates(self) -> dict[str, Template]:
        """The templates, each loaded once. Raises InvalidTemplate with the faults of all."""
        made: dict[str, Template] = {}
        problems: list[Problem] = []
        for kind in self._types:
            try:
                made[kind.id] = load_template(kind.template)
            except IopdocsError as error:
                problems += error.problems
        if problems:
            raise OutputBlocked(problems)
        return made

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self.workspace)

    def make(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Yield the outcome of each agreement in order. Raises IopdocsError for what would stop them all."""
        self._templates, self._libraries  # noqa: B018 - likewise
        if "pdf" in self.wish.formats:
            find_program()
        for path in paths:
            yield self._one(path)

    def _one(self, path: Path) -> Outcome:
        loaded = self.workspace.load(path)
        outcome = Outcome(self.workspace.shown(path))
        outcome.problems = self.workspace.check(loaded, self.wish.day)
        if loaded.agreement is None or not loaded.usable or any(self._stops(problem) for problem in outcome.problems):
            outcome.failed = True
            return outcome
        for kind in self._types:
            files = _files(kind, loaded.agreement, forms=not self.wish.final)
            if kind.id in self.wish.documents and not files:
                outcome.problems.append(_nothing_to_make(kind, outcome.file))
            for stem, item in files:
                self._document(loaded, loaded.agreement, kind, stem, item, outcome)
        return outcome

    def _stops(self, problem: Problem) -> bool:
        """Whether a problem stops every document: a leak always, any fault or open question a final version."""
        unfinished = problem.severity is Severity.ERROR or problem.code in checks.STOPS_FINAL
        return problem.code in checks.BLOCKING or (self.wish.final and unfinished)

    def _document(
        self,
        loaded: Loaded,
        agreement: Agreement,
        kind: DocumentType,
        stem: str,
        item: Record | None,
        outcome: Outcome,
    ) -> None:
        wish = self.wish
        try:
            said = provenance(self.workspace, loaded.path, agreement, kind, wish.day, item=item, final=wish.final)
            made = render(
                agreement,
                kind,
                self._templates[kind.id],
                self._libraries,
                wish.day,
                item=item,
                final=wish.final,
                provenance=said,
            )
            outcome.gaps[stem] = made.gaps
            outcome.problems += [
                _placed(problem, loaded) for problem in made.problems if problem not in outcome.problems
            ]
            facts = self._receipt(loaded, agreement, kind, item, made)
            folder = self.output / agreement.id
            for suffix, data in self._formats(made.data):
                outcome.written.append(write_document(folder, stem, suffix, data, facts, force=wish.force))
        except IopdocsError as error:
            outcome.failed = True
            outcome.problems += [_named(problem, outcome.file, stem) for problem in error.problems]

    def _formats(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        if "docx" in self.wish.formats:
            yield ".docx", data
        title = title_of(data)
        for name in self.wish.formats:
            if name != "docx":
                yield f".{name}", CONVERTERS[name](data, title)

    def _receipt(
        self, loaded: Loaded, agreement: Agreement, kind: DocumentType, item: Record | None, made: Rendered
    ) -> dict[str, Any]:
        """What the document was made from, as hashes and ids: nothing that identifies a person."""
        choices = agreement.clauses
        return {
            "avtal": agreement.id,
            "dokumenttyp": kind.id,
            "post": kind.items(agreement).index(item) + 1 if item else None,
            "dag": str(self.wish.day),
            "lagdag": str(made.law_day) if made.law_day else None,
            "utkast": not self.wish.final,
            "luckor": len(made.gaps),
            "iopdocs": iopdocs.__version__,
            "underlag": sources(self.workspace, loaded.path, kind),
            "klausuler": made.clauses,
            "utelämnade_klausuler": {one.clause: one.reason for one in choices.omitted},
        }


def sources(workspace: Workspace, agreement: Path, kind: DocumentType) -> dict[str, str]:
    """Return the hash of everything a document of this type is made from, by what it is."""
    settings = workspace.root / SETTINGS
    return {
        "avtal": sha256(agreement.read_bytes()),
        "inställningar": sha256(settings.read_bytes() if settings.exists() else b""),
        "mall": sha256(kind.template.read_bytes()),
        "dokumenttyp": sha256((kind.folder / DESCRIPTION).read_bytes()),
        "klausuler": workspace.clauses.digest,
        "lagbibliotek": workspace.laws.digest,
    }


def provenance(
    workspace: Workspace,
    path: Path,
    agreement: Agreement,
    kind: DocumentType,
    day: date,
    *,
    item: Record | None,
    final: bool,
) -> dict[str, str]:
    """Return what a document is made from, for its properties: ids, days and hashes, nothing of a person."""
    said = {"avtal": agreement.id, "dokumenttyp": kind.id}
    if item is not None:
        said["post"] = str(kind.items(agreement).index(item) + 1)
        said |= {"postens dag": str(item.dated)} if isinstance(item, Dated) and item.dated else {}
    said |= {"dag": str(day), "version": "slutlig" if final else "utkast", "program": iopdocs.__version__}
    return said | {f"underlag.{what}": digest for what, digest in sources(workspace, path, kind).items()}


def libraries(workspace: Workspace) -> Libraries:
    """Return what every document of a workspace is made with. Raises InvalidLibrary for a faulty clause file."""
    workspace.clauses.clauses  # noqa: B018 - reported before anything is made
    return Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)


def _files(kind: DocumentType, agreement: Agreement, *, forms: bool) -> list[tuple[str, Record | None]]:
    """Return the file stem of each document of a type, by day or else by number, and the record it is about.

    Without ``forms`` an empty list gives no form to fill in: a form is all gaps and can never be final.
    """
    stems: list[tuple[str, Record | None]] = []
    for number, item in enumerate(kind.items(agreement), start=1):
        if item is None:
            return [(kind.id, None)] if forms or kind.description.repeats is None else []
        name = f"{kind.id}-{(isinstance(item, Dated) and item.dated) or number}"
        taken = sum(stem == name or stem.startswith(f"{name}-nr-") for stem, _ in stems)
        stems.append((f"{name}-nr-{taken + 1}" if taken else name, item))
    return stems


def _nothing_to_make(kind: DocumentType, file: str) -> Problem:
    repeats = kind.description.repeats
    message = f"inget dokument av typen {kind.id} gjordes: avtalet har inget under {repeats}"
    hint = f"Skriv en post under {repeats} i avtalets fil."
    return Problem(message, file, hint=hint, severity=Severity.NOTE, code=NOTHING_TO_MAKE)


def _placed(problem: Problem, loaded: Loaded) -> Problem:
    return problem if problem.file else problem.at(loaded.source.file, None)


def _named(problem: Problem, file: str, stem: str) -> Problem:
    if problem.file:
        return problem
    where = f"{stem}: {problem.where}" if problem.where else stem
    return Problem(problem.message, file, None, where, problem.hint, problem.severity, problem.code)
