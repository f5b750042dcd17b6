"""Document types are folders: ``templates/<typ>/`` with ``mall.docx`` and ``dokument.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.model.base import Record, key, required
from iopdocs.model.scalars import Id, Text, Texts, YesNo
from iopdocs.reading import read_model, suggest

DESCRIPTION = "dokument.yaml"
TEMPLATE = "mall.docx"


class Section(Record):
    """One section of a document: its heading, its clauses in order, and the layouts of the template it shows."""

    id: Id = required("id", "Avsnittets id")
    heading: Text = required("rubrik", "Avsnittets rubrik")
    clauses: tuple[Id, ...] = key("klausuler", "Klausuler i ordning", default=())
    shows: Texts = key("visar", "De uppställningar i mall.docx som avsnittet visar", default=())
    when: Texts = key("när", "Uppgifter; avsnittet tas med när någon av dem finns", default=())
    always: YesNo = key("alltid", "ja om avsnittet alltid ska stå med", default=False)


class Description(Record):
    """What dokument.yaml says of a document type."""

    name: Text = required("namn", "Dokumenttypens namn som användaren ser det")
    about: Text = required("beskrivning", "En rad om vad dokumentet är till för")
    title: Text = required("titel", "Dokumentets titel, med samma taggar som i mallen")
    repeats: Text | None = key("upprepas", "Den lista i avtalet som ger ett dokument per post, till exempel möten")
    law_day: Literal["avtal", "möte"] = key("lagdag", "Vars dag som avgör vilken lag som gäller", default="avtal")
    sections: tuple[Section, ...] = key("avsnitt", "Avsnitt i ordning", default=())


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type: the folder's name, what it says of itself, and where its template is."""

    id: str
    folder: Path
    description: Description

    @property
    def template(self) -> Path:
        """The Word template."""
        return self.folder / TEMPLATE


def discover(templates: Path) -> dict[str, DocumentType]:
    """Return the document types of a templates folder by id. Raises InvalidTemplate with every fault at once."""
    found: dict[str, DocumentType] = {}
    problems: list[Problem] = []
    for path in sorted(templates.glob(f"*/{DESCRIPTION}")):
        try:
            description = read_model(path, Description, InvalidTemplate)
        except InvalidTemplate as error:
            problems += error.problems
            continue
        found[path.parent.name] = DocumentType(path.parent.name, path.parent, description)
        if not (path.parent / TEMPLATE).is_file():
            hint = f"Lägg dokumenttypens Word-mall i mappen under namnet {TEMPLATE}."
            problems.append(Problem(f"{TEMPLATE} saknas", str(path.parent), hint=hint, code="mall-saknas"))
    if not found and not problems:
        hint = "Skapa en arbetsmapp med iopdocs init, eller ange en annan med --root."
        problems.append(Problem("mappen innehåller inga dokumenttyper", str(templates), hint=hint, code="inga-mallar"))
    if problems:
        raise InvalidTemplate(problems)
    return found


def choose(types: dict[str, DocumentType], wanted: tuple[str, ...]) -> list[DocumentType]:
    """Return the wanted document types, or all; raise InvalidTemplate for an unknown name."""
    problems = []
    for name in wanted:
        if name not in types:
            hint = suggest(name, types) or "Dokumenttyper: " + ", ".join(types)
            problems.append(Problem(f"dokumenttypen ”{name}” finns inte", hint=hint, code="okänd-dokumenttyp"))
    if problems:
        raise InvalidTemplate(problems)
    return [types[name] for name in wanted or types]
