"""Small Word templates and agreements, made in the test that uses them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from iopdocs.laws.library import load_library
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.document_types import Description, DocumentType
from iopdocs.making.render import Libraries, Rendered, render
from iopdocs.model import Agreement
from iopdocs.model.settings import Rules
from iopdocs.reading import build, parse_source
from iopdocs.templating.template import Template, prepare

DAY = date(2024, 3, 1)
MINIMAL = """
id: exempel
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""


def agreement(more: str = "", text: str = MINIMAL) -> Agreement:
    """Return an agreement of the minimal data and some more YAML."""
    source, problems = parse_source(text + more, "avtal.yaml")
    return build(source, problems, Agreement)


def word(*paragraphs: str, make: Callable[[Any], None] | None = None) -> bytes:
    """Return a Word file in Swedish with these paragraphs; ``make`` may add more to the document."""
    document = docx.Document()
    language = document.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:val"), "sv-SE")
    for text in paragraphs:
        document.add_paragraph(text)
    if make:
        make(document)
    _lean(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _lean(document: Any) -> None:
    """Take away what makes python-docx's own template slow to read: styles that nothing has, twice over."""
    for name, relation in [*document.part.rels.items()]:
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(name)
    styles = document.styles.element
    trees = [part.element for part in document.part.package.iter_parts() if hasattr(part, "element")]
    used = {one.val for tree in trees for one in tree.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))}
    used |= {style.get(qn("w:styleId")) for style in styles.style_lst if style.get(qn("w:default")) == "1"}
    while more := {one.get(qn("w:val")) for one in _leads(styles, used)} - used:
        used |= more
    for style in styles.style_lst:
        if style.get(qn("w:styleId")) not in used:
            styles.remove(style)


def _leads(styles: Any, used: set[str]) -> Iterator[Any]:
    """Yield what a style that is used names of other styles."""
    for style in styles.style_lst:
        if style.get(qn("w:styleId")) in used:
            yield from style.iter(qn("w:basedOn"), qn("w:link"), qn("w:next"))


def template(*paragraphs: str, make: Callable[[Any], None] | None = None) -> Template:
    """Return a prepared template."""
    return prepare(word(*paragraphs, make=make), "mall.docx")


def document_type(title: str = "Titel", **more: Any) -> DocumentType:
    """Return a document type that is nowhere on disk."""
    description = {"namn": "Prov", "beskrivning": "Prov", "titel": title, **more}
    return DocumentType("prov", Path("prov"), Description.model_validate(description))


def libraries(clauses: Path = Path("finns-inte"), **rules: Any) -> Libraries:
    """Return the law library, clauses from a folder, and rules of the house."""
    return Libraries(load_library(), ClauseLibrary(clauses), Rules(**rules))


def made(*paragraphs: str, data: str = "", make: Callable[[Any], None] | None = None, **more: Any) -> Rendered:
    """Return a document rendered from paragraphs and data."""
    kind = more.pop("kind", document_type())
    given = more.pop("libraries", libraries())
    return render(agreement(data), kind, template(*paragraphs, make=make), given, DAY, **more)


def part(data: bytes, member: str = "word/document.xml") -> str:
    """Return one member of a Word file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(member).decode()


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of a Word file's body, cells included, no-break spaces made plain."""
    body = docx.Document(io.BytesIO(data)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))).replace("\xa0", " ") for p in body.iter(qn("w:p"))]
