"""Agreement, document type and day in; the bytes of a Word document out. Nothing is read but what is passed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from iopdocs.documents import DocumentType
from iopdocs.errors import InvalidTemplate, OutputBlocked, Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.rendering.context import EXTRAS, Context
from iopdocs.rendering.finishing import finish
from iopdocs.rendering.inspection import inspect
from iopdocs.rendering.missing import GAP_END, GAP_START
from iopdocs.rendering.package import BrokenXml, write_package
from iopdocs.rendering.properties import with_properties
from iopdocs.rendering.scene import Libraries, Scene
from iopdocs.rendering.sections import fill
from iopdocs.rendering.template import Template, load_template

__all__ = ["Libraries", "Rendered", "Template", "load_template", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, its gaps in the order they were met, what was noticed, and the clauses in it.

    ``law_day`` is the day whose law it follows, None when that is not known.
    """

    data: bytes
    gaps: tuple[str, ...]
    problems: tuple[Problem, ...]
    clauses: dict[str, str]
    law_day: date | None = None


def render(
    agreement: Agreement,
    document: DocumentType,
    template: Template,
    libraries: Libraries,
    day: date,
    *,
    item: Record | None = None,
    final: bool = False,
    provenance: Mapping[str, str] | None = None,
) -> Rendered:
    """Make one document as of ``day``; ``item`` is the record it is about, when its type repeats over a list.

    ``provenance``, what the document is made from by name, is written in its properties.

    Raises InvalidTemplate or InvalidLibrary when a template or a clause is at fault, OutputBlocked when ``final`` is
    asked for and gaps remain, or when what came out has a fault.
    """
    scene = Scene(agreement, document, day, libraries, EXTRAS, item, final)
    context = Context(scene)
    parts = template.render(context.only(template.words))
    title = fill(document.description.title, f"titel i {document.id}/dokument.yaml", context)
    title = " ".join(title.replace(GAP_START, "").replace(GAP_END, "").split())
    if final and scene.gaps:
        raise OutputBlocked([_unfinished(gap) for gap in scene.gaps])
    given = "\n".join(_texts(agreement))
    members = {**template.members}
    for name, xml in parts.items():
        try:
            members[name] = finish(xml, given)
        except BrokenXml as error:
            hint = (
                "En if eller for börjar i ett stycke eller en tabell och slutar i ett annat. Sätt båda på samma nivå."
            )
            problem = Problem(
                "mallens taggar bryter sönder dokumentet", template.file, where=name, hint=hint, code="mallfel"
            )
            raise InvalidTemplate(problem) from error
    data = write_package(with_properties(members, title, day, provenance))
    if faults := inspect(data, f"{agreement.id}/{document.id}", given=given):
        raise OutputBlocked(faults)
    return Rendered(data, tuple(scene.gaps), tuple(scene.problems), scene.used_clauses, scene.law_day)


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a record, a list or a single value."""
    if isinstance(value, Record):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _unfinished(gap: str) -> Problem:
    hint = "Fyll i uppgiften i avtalets fil, eller gör ett utkast utan --final."
    return Problem(f"uppgiften saknas eller är inte klar: {gap}", hint=hint, code="lucka")
