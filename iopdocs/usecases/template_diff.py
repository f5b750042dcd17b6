"""Template diff: what a new version of a template or a clause adds, drops and asks for, and what it breaks."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from iopdocs.authoring.reading import as_text
from iopdocs.authoring.used import UsedWord, used_words
from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError, Problem
from iopdocs.library.clauses import Clause, ClauseLibrary
from iopdocs.library.document_types import DocumentType, choose
from iopdocs.making.batch import libraries
from iopdocs.making.render import Libraries, Template, load_template, render
from iopdocs.reading import read_model, real
from iopdocs.templating.diagnosis import diagnose
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.tags import tags_in, tags_of
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.template_diffed import BrokenJson, TemplateDiffJson
from iopdocs.vocabulary.lookover import lexicon, look_over
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_document
from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BrokenAgreement:
    """A document that the new version breaks: of which agreement, its new gaps, and what stops it."""

    file: str
    document: str
    gaps: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TemplateDiff:
    """What differs: lines with their sign, words that came and went, and the documents that break."""

    lines: tuple[str, ...]
    added: tuple[UsedWord, ...]
    dropped: tuple[UsedWord, ...]
    broken: tuple[BrokenAgreement, ...]
    tried: int

    def as_json(self) -> TemplateDiffJson:
        """Return the answer for JSON."""
        made = tuple(BrokenJson(file=one.file, document=one.document, gaps=one.gaps) for one in self.broken)
        return TemplateDiffJson(
            results=made,
            lines=self.lines,
            added=tuple(one.written for one in self.added),
            dropped=tuple(one.written for one in self.dropped),
            tried=self.tried,
            problems=problems_json(problem for one in self.broken for problem in one.problems),
        )


def template_diff(workspace: Workspace, old: Path, new: Path, day: date, document: str | None = None) -> TemplateDiff:
    """Return what differs between two Word templates of a document type, or between two files of a clause.

    ``document`` is the type, when neither file lies in its folder. Raises InvalidTemplate, InvalidLibrary.
    """
    given = libraries(workspace)
    if old.suffix == new.suffix == ".yaml":
        return _of_clauses(workspace, given, old, new, day)
    kind = choose(workspace.types, (document,))[0] if document else _type_of(workspace, old, new)
    first, second = load_template(old), load_template(new)
    words = lexicon(kind.record, given.laws, given.clauses, kind.description.phrasings)
    texts = [as_text(read_document(path), str(path)) for path in (old, new)]
    added, dropped = _words(_of_template(first, words), _of_template(second, words))
    broken = [(kind, first, second, given, given)]
    return _told(workspace, texts, added, dropped, list(_broken(workspace, broken, day)))


def _of_clauses(workspace: Workspace, given: Libraries, old: Path, new: Path, day: date) -> TemplateDiff:
    first, second = (read_model(path, Clause, InvalidLibrary) for path in (old, new))
    words = lexicon(None, given.laws, given.clauses)
    added, dropped = _words(_of_clause(first, words), _of_clause(second, words))
    before, after = (_with(given, one) for one in (first, second))
    made = []
    for kind in workspace.types.values():
        template = load_template(kind.template)
        if second.id in look_over(kind, template, given).named:
            made.append((kind, template, template, before, after))
    texts = ["\n\n".join(f"{one.span}:\n{one.text}" for one in clause.versions) for clause in (first, second)]
    return _told(workspace, texts, added, dropped, list(_broken(workspace, made, day)))


def _with(given: Libraries, clause: Clause) -> Libraries:
    """Return libraries where a clause reads so."""
    made = ClauseLibrary(given.clauses.folder)
    made.__dict__["clauses"] = {**given.clauses.clauses, clause.id: clause}
    return Libraries(given.laws, made, given.rules, given.confirmations)


def _type_of(workspace: Workspace, *files: Path) -> DocumentType:
    for kind in workspace.types.values():
        if any(real(kind.folder) in real(path).parents for path in files):
            return kind
    hint = "Skriv vilken dokumenttyp mallarna hör till: --document overenskommelse"
    raise InvalidTemplate(
        Problem("det går inte att se vilken dokumenttyp mallarna hör till", hint=hint, code="okänd-dokumenttyp")
    )


def _of_template(template: Template, words: Lexicon) -> list[UsedWord]:
    trees = (parse_xml(template.members[part.member]) for part in template.parts)
    return used_words(diagnose(list(tags_of(tree)), words) for tree in trees)


def _of_clause(clause: Clause, words: Lexicon) -> list[UsedWord]:
    return used_words(diagnose(list(tags_in(version.text)), words) for version in clause.versions)


def _words(old: list[UsedWord], new: list[UsedWord]) -> tuple[tuple[UsedWord, ...], tuple[UsedWord, ...]]:
    """Return the words that are only in the new version, and only in the old."""
    before, after = ({one.written: one for one in some} for some in (old, new))
    return _without(after, before), _without(before, after)


def _without(some: Mapping[str, UsedWord], others: Mapping[str, UsedWord]) -> tuple[UsedWord, ...]:
    return tuple(one for name, one in some.items() if name not in others)


_Comparison = tuple[DocumentType, Template, Template, Libraries, Libraries]


def _broken(workspace: Workspace, made: list[_Comparison], day: date) -> Iterator[BrokenAgreement | None]:
    """Yield for each document that was tried how the new version breaks it, or None."""
    for path in workspace.agreement_files():
        agreement = workspace.load(path).agreement
        if agreement is None:
            continue
        for kind, first, second, before, after in made:
            for item in kind.items(agreement):
                gaps, faults = [], list[tuple[Problem, ...]]()
                for template, given in ((first, before), (second, after)):
                    try:
                        gaps.append(set(render(agreement, kind, template, given, day, item=item).gaps))
                        faults.append(())
                    except IopdocsError as error:
                        gaps.append(set())
                        faults.append(error.problems)
                new = tuple(sorted(gaps[1] - gaps[0])) if not faults[0] else ()
                if new or (faults[1] and not faults[0]):
                    told = tuple(workspace.watch.discreet(faults[1]))
                    yield BrokenAgreement(workspace.shown(path), kind.id, new, told)
                else:
                    yield None


def _told(
    workspace: Workspace,
    texts: list[str],
    added: tuple[UsedWord, ...],
    dropped: tuple[UsedWord, ...],
    found: list[BrokenAgreement | None],
) -> TemplateDiff:
    before, after = (workspace.watch.safe(text).splitlines() for text in texts)
    rows = difflib.ndiff(before, after)
    lines = tuple(f"{'−' if row[0] == '-' else '+'} {row[2:]}" for row in rows if row[0] in "-+" and row[2:].strip())
    return TemplateDiff(lines, added, dropped, tuple(one for one in found if one is not None), len(found))
