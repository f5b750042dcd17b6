"""The program's own templates and texts with tags, compiled: the lines of ``iopdocs/compiled.txt``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from iopdocs.library.document_types import DocumentType
from iopdocs.templating.compiled import digest, environment_of, version
from iopdocs.templating.language import words_of
from iopdocs.templating.template import prepare
from iopdocs.vocabulary.sections import parsed
from iopdocs.workspace import Workspace


def compiled(root: Path) -> str:
    """Return all lines, of the workspace that a project's root is. Raises ValueError for what cannot be compiled."""
    made = Workspace(root)
    head, _ = environment_of(markup=True).compile("", raw=True).split("\n", 1)  # as all that Jinja writes begins
    return f"{version()} {head}\n" + "".join(sorted({*_parts(made), *map(_text_line, texts(made))}))


def texts(made: Workspace) -> Iterator[str]:
    """Yield each text with tags that documents are made of, as the library gives it."""
    for clause in made.clauses.clauses.values():
        yield from (version.text for version in clause.versions)
    for kind in made.types.values():
        yield from _texts_of(kind)


def _texts_of(kind: DocumentType) -> Iterator[str]:
    about = kind.description
    yield about.title
    yield from (subhead.text for part in about.narrative for subhead in part.subheads)
    for placed in kind.sentences.placed:
        asked = (placed.sentence.label, *(way.text for way in placed.sentence.ways))
        yield from (text for text in asked if text is not None)
    for phrasing in about.phrasings:
        worded = (phrasing.text, *(version.text for version in phrasing.versions))
        yield from (text for text in worded if text is not None)


def _line(wording: str, tree: nodes.Template, words: frozenset[str], *, markup: bool, more: object = ()) -> str:
    """Return what is kept of a wording; ``more`` is the source and the fixed texts of a part."""
    _, code = environment_of(markup).compile(tree, raw=True).split("\n", 1)
    kept = json.dumps([sorted(words), code, more], ensure_ascii=False, separators=(",", ":"))
    return f"{digest(wording, markup=markup)} {kept}\n"


def _text_line(text: str) -> str:
    tree, faults = parsed(text)
    if tree is None:
        raise ValueError(f"{faults}: {text}")
    return _line(text, tree, words_of(tree), markup=False)


def _parts(made: Workspace) -> Iterator[str]:
    for kind in made.types.values():
        template = prepare(kind.template.read_bytes(), kind.template.name, lambda *_, **__: None)
        for part in template.parts:
            yield _line(part.xml, part.tree, part.words, markup=True, more=(part.source, part.own.fixed))
