"""Template check: what is wrong or doubtful in templates, clauses and sentences, before anybody makes a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from iopdocs.authoring.annotating import annotated
from iopdocs.authoring.inspecting import Inspected, inspect
from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidTemplate, OutputBlocked, Problem, Severity
from iopdocs.library.document_types import DESCRIPTION, DocumentType
from iopdocs.making.batch import libraries
from iopdocs.making.render import Libraries, load_template
from iopdocs.output import Scratch, create_file
from iopdocs.reading import real, suggest
from iopdocs.templating.template import Template
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.template_checked import TagJson, TemplateCheckedJson, TemplateCheckJson
from iopdocs.vocabulary.lookover import lexicon, look_over, look_over_clause
from iopdocs.word.blocks import NoText
from iopdocs.word.package import read_document
from iopdocs.workspace import Workspace

_WORD = {".docx", ".dotx", ".docm", ".dotm"}


@dataclass(frozen=True, slots=True)
class TemplateChecked:
    """One thing that was checked: what it is called, its file, its tags when it is a Word file, and its problems."""

    name: str
    file: str
    found: Inspected


@dataclass(frozen=True, slots=True)
class TemplatesChecked:
    """All that was checked, and the annotated copy when one was asked for."""

    checked: tuple[TemplateChecked, ...]
    written: Path | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, each once."""
        return tuple(dict.fromkeys(problem for one in self.checked for problem in one.found.problems))

    def failed(self, *, strict: bool = False) -> bool:
        """Whether there is a fault; with ``strict`` also whether there is a doubt."""
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in bad for problem in self.problems)

    def as_json(self) -> TemplateCheckJson:
        """Return the answer for JSON."""
        made = tuple(
            TemplateCheckedJson(
                name=one.name,
                file=one.file,
                sound=one.found.is_sound,
                tags=tuple(TagJson.of(placed.tag, placed.place) for placed in one.found.tags),
            )
            for one in self.checked
        )
        written = None if self.written is None else str(self.written)
        return TemplateCheckJson(results=made, written=written, problems=problems_json(self.problems))


def check_templates(
    workspace: Workspace, wanted: Sequence[str], day: date, *, annotate: Path | None = None
) -> TemplatesChecked:
    """Return what is wrong in the wanted document types, clauses and files, or in all that there are.

    ``annotate`` is where a copy of the one Word template is written, with a comment at each place.

    Raises InvalidTemplate for what is not there, OutputBlocked when the copy cannot be written.
    """
    given = libraries(workspace)
    checking = _Checking(workspace, given)
    checked = [one for name in wanted for one in checking.named(name)] if wanted else list(checking.all())
    found = tuple(replace(one, found=_discreet(one.found, workspace)) for one in checked)
    if annotate is not None:
        _annotate(checking, found, day, annotate)
    return TemplatesChecked(found, annotate)


def with_comments(workspace: Workspace, kind: str, day: date) -> bytes:
    """Return a copy of the Word template of a document type with a comment at each place. Raises InvalidTemplate."""
    if kind not in workspace.types:
        hint = suggest(kind, workspace.types) or "Välj en av dem som finns."
        raise InvalidTemplate(Problem(f"mallen ”{kind}” finns inte", hint=hint, code="okänd-dokumenttyp"))
    with Scratch() as folder:
        path = folder / f"{kind}.docx"
        check_templates(workspace, (kind,), day, annotate=path)
        return path.read_bytes()


def _discreet(found: Inspected, workspace: Workspace) -> Inspected:
    return replace(found, problems=tuple(workspace.watch.discreet(found.problems)))


def _annotate(checking: _Checking, found: Sequence[TemplateChecked], day: date, path: Path) -> None:
    words = [one for one in found if one.name in checking.data]
    if len(words) != 1:
        hint = "Skriv vilken mall: iopdocs template check overenskommelse --annotate kommenterad.docx"
        raise OutputBlocked(
            Problem("det går att skriva kommentarer i en mall åt gången", hint=hint, code="fel-användning")
        )
    one = words[0]
    own = [problem for problem in one.found.problems if problem.file == one.file]
    try:
        data = annotated(checking.data[one.name], one.file, own, day)
    except NoText as error:
        hint = "Öppna filen i Word och spara den på nytt som Word-dokument (.docx)."
        raise InvalidTemplate(
            Problem("filen är inget Word-dokument", one.file, hint=hint, code="ingen-word-fil")
        ) from error
    create_file(path, data)


class _Checking:
    """What is checked in a workspace; ``data`` are the Word files by the names they were asked for by."""

    def __init__(self, workspace: Workspace, given: Libraries) -> None:
        self._workspace, self._given = workspace, given
        self._seen: set[str] = set()
        self.data: dict[str, bytes] = {}

    def all(self) -> Iterable[TemplateChecked]:
        """Yield every document type, with the clauses it names, and the clauses that none names."""
        for kind in self._workspace.types.values():
            yield self._type(kind)
        for clause in self._given.clauses.clauses:
            if clause not in self._seen:
                yield from self._clause(clause)

    def named(self, name: str) -> Iterable[TemplateChecked]:
        """Yield what somebody has named: a document type, a clause, or a file. Raises InvalidTemplate."""
        if name in self._workspace.types:
            yield self._type(self._workspace.types[name])
        elif name in self._given.clauses.clauses:
            yield from self._clause(name)
        else:
            yield from self._file(Path(name))

    def _file(self, path: Path) -> Iterable[TemplateChecked]:
        for kind in self._workspace.types.values():
            if path.exists() and real(path) in {real(kind.template), real(kind.folder / DESCRIPTION)}:
                yield self._type(kind)
                return
            if path.exists() and real(kind.folder) in real(path).parents and path.suffix == ".yaml":
                yield self._type(kind)
                return
        if path.suffix == ".yaml" and path.stem in self._given.clauses.clauses and path.exists():
            yield from self._clause(path.stem)
        elif path.suffix.lower() in _WORD:
            data = read_document(path)
            self.data[str(path)] = data
            words = lexicon(None, self._given.laws, self._given.clauses)
            yield TemplateChecked(str(path), str(path), inspect(data, str(path), words))
        else:
            known = [*self._workspace.types, *self._given.clauses.clauses]
            hint = suggest(str(path), known) or "Skriv en dokumenttyp, en klausul eller en Word-fil."
            raise InvalidTemplate(Problem(f"mallen ”{path}” finns inte", hint=hint, code="okänd-dokumenttyp"))

    def _type(self, kind: DocumentType) -> TemplateChecked:
        file = str(kind.template)
        words = lexicon(kind.record, self._given.laws, self._given.clauses, kind.description.phrasings)
        data = read_document(kind.template)
        self.data[kind.id] = data
        found = inspect(data, file, words, kind)
        problems = [*found.problems, *self._around(kind, sound=found.is_sound)]
        return TemplateChecked(kind.id, file, replace(found, problems=tuple(dict.fromkeys(problems))))

    def _around(self, kind: DocumentType, *, sound: bool) -> Iterable[Problem]:
        """Yield what is wrong in the type's dokument.yaml, its sentences and the clauses it names."""
        template = load_template(kind.template) if sound else Template(str(kind.template), "", {}, ())
        seen = look_over(kind, template, self._given)
        self._seen |= seen.named
        yield from seen.of_library
        if sound:
            yield from (*seen.of_template, *seen.doubts)

    def _clause(self, name: str) -> Iterable[TemplateChecked]:
        clause = self._given.clauses.clauses[name]
        file = str(self._given.clauses.folder / f"{name}.yaml")
        problems = look_over_clause(clause, self._given).of_library
        yield TemplateChecked(name, file, Inspected(file, (), tuple(problems)))
