"""Template show: a template as readable text, the words it uses and its clauses."""

from __future__ import annotations

from pathlib import Path

from iopdocs.authoring.reading import as_text
from iopdocs.authoring.used import UsedWord, used_words
from iopdocs.classes import dataclass
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import DocumentType, choose
from iopdocs.making.batch import libraries
from iopdocs.making.render import load_template
from iopdocs.templating.diagnosis import diagnose
from iopdocs.templating.tags import tags_of
from iopdocs.usecases.answers.template_shown import TemplateSectionJson, TemplateShowJson, TemplateWordJson
from iopdocs.vocabulary.lookover import lexicon
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_document
from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """A template as text, the words it and its clauses use, and its clauses section by section."""

    type: DocumentType
    text: str
    words: tuple[UsedWord, ...]
    sections: tuple[tuple[str, tuple[Clause, ...]], ...]

    def as_json(self) -> TemplateShowJson:
        """Return the answer for JSON."""
        return TemplateShowJson(
            results=tuple(TemplateWordJson(word=one.written, kind=one.kind, about=one.about) for one in self.words),
            text=self.text,
            sections=tuple(
                TemplateSectionJson(heading=heading, clauses=tuple(one.id for one in clauses))
                for heading, clauses in self.sections
            ),
        )


def text_json(text: str) -> TemplateShowJson:
    """Return the answer for JSON of a Word file that is only shown as text."""
    return TemplateShowJson(text=text)


def template_text(path: Path) -> str:
    """Return a Word file as text, wherever it lies. Raises InvalidTemplate."""
    return as_text(read_document(path), str(path))


def show_template(workspace: Workspace, name: str) -> TemplateShown:
    """Return a document type's template. Raises InvalidTemplate for one unknown, or one that cannot be filled in."""
    kind = choose(workspace.types, (name,))[0]
    given = libraries(workspace)
    template = load_template(kind.template)
    known_words = lexicon(kind.record, given.laws, given.clauses, kind.description.phrasings)
    trees = (parse_xml(template.members[part.member]) for part in template.parts)
    words = used_words(diagnose(list(tags_of(tree)), known_words) for tree in trees)
    known = given.clauses.clauses
    sections = tuple(
        (section.heading, tuple(known[one] for one in section.clauses if one in known))
        for section in kind.description.sections
        if section.clauses
    )
    text = workspace.watch.safe(as_text(read_document(kind.template), str(kind.template)))
    return TemplateShown(kind, text, tuple(words), sections)
