"""Document types are folders: ``templates/<typ>/`` with ``mall.docx`` and ``dokument.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.phrasings import Phrasings
from iopdocs.library.sentences import NO_SENTENCES, NarrativePart, Sentences, read_sentences
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record, key, required
from iopdocs.model.scalars import Count, Id, Text, Texts, YesNo, parse_id
from iopdocs.reading import read_model, suggest

DESCRIPTION = "dokument.yaml"
TEMPLATE = "mall.docx"
#: What is put after a document's name when it is compared with that of the agreement before.
CHANGES = "-andringar"
# What is put after the name of a type in the names of its records' documents: a number or a day, and which of that day.
# Other types must not end so, nor with what would become so by a number of their own.
_OF_A_RECORD = re.compile(r"-(?:\d{1,6}|\d{4}-\d\d(?:-\d\d(?:-nr(?:-\d{1,6})?)?)?)")


def list_of(path: str) -> tuple[tuple[str, ...], type[Record]]:
    """Return the attributes that lead from an agreement to a list of records, and the type of its records.

    ``path`` is keys as in YAML: ``möten``, ``ändringar.logg``. Raises ValueError (Swedish, with a hint) when there is
    no such list.
    """
    record: type[Record] | None = Agreement
    steps: list[str] = []
    many = False
    for alias in path.split("."):
        fields = {info.alias: (name, info.annotation) for name, info in record.model_fields.items()} if record else {}
        if many or alias not in fields:
            hint = suggest(alias, [str(known) for known in fields]) or "Skriv namnet på en lista, till exempel möten."
            raise ValueError(f"avtalet har ingen lista som heter ”{path}”\n{hint}")
        name, annotation = fields[alias]
        steps.append(name)
        record, many = _held(annotation)
    if record is None or not many:
        raise ValueError(f"”{path}” är ingen lista med poster\nSkriv namnet på en lista, till exempel möten.")
    return tuple(steps), record


def _held(annotation: Any) -> tuple[type[Record] | None, bool]:
    """Return the type of record a field holds, if it holds any, and whether it holds many."""
    many = get_origin(annotation) is tuple
    kinds = get_args(annotation) or (annotation,)
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Record)), None), many


def _known_list(path: str) -> str:
    list_of(path)
    return path


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
    repeats: Annotated[Text, AfterValidator(_known_list)] | None = key(
        "upprepas", "Den lista i avtalet som ger ett dokument per post, till exempel möten eller tillägg"
    )
    blank: YesNo = key("blankett", "ja om en tom lista ger en blankett i stället för inget dokument", default=False)
    whole: YesNo = key(
        "hela_avtalet", "ja om även avtalet som helhet ger ett dokument, utöver ett per post i upprepas", default=False
    )
    binding: YesNo = key(
        "binder", "ja om parterna binds av att underteckna: då görs ingen slutlig version av ett förslag", default=False
    )
    compared: YesNo = key("jämförs", "ja om en förnyelse ska visa ändringarna mot det förra avtalets", default=False)
    law_day: Literal["avtal", "post"] = key(
        "lagdag", "Vars dag som avgör vilken lag som gäller: avtalets eller postens i listan", default="avtal"
    )
    sections: tuple[Section, ...] = key("avsnitt", "Avsnitt i ordning", default=())
    phrasings: Phrasings = key(
        "formuleringar", "Meningar vars ord beror på uppgifterna, som mallen skriver ut", default=()
    )
    narrative: tuple[NarrativePart, ...] = key(
        "berättelse", "Delarna i en text som byggs av meningarna i mappen meningar, i ordning", default=()
    )
    most_subheads: Count = key("högst_mellanrubriker", "Högst så många mellanrubriker i berättelsen", default=3)
    sentences_from: Id | None = key(
        "meningar_från", "En annan dokumenttyp vars meningar också används; en egen med samma id går före"
    )


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type: the folder's name, what it says of itself, and where its template is."""

    id: str
    folder: Path
    description: Description
    sentences: Sentences = NO_SENTENCES

    @property
    def template(self) -> Path:
        """The Word template."""
        return self.folder / TEMPLATE

    @property
    def record(self) -> type[Record] | None:
        """The type of the records that each give a document, or None when the agreement gives one document."""
        repeats = self.description.repeats
        return list_of(repeats)[1] if repeats else None

    def items(self, agreement: Agreement) -> tuple[Record | None, ...]:
        """Return what there is a document for each of; None is the agreement as a whole, or a form to fill in.

        A type that repeats over an empty list gives nothing, unless it says that it has a form (``blankett``), or that
        the agreement as a whole gives a document too (``hela_avtalet``).
        """
        repeats = self.description.repeats
        if repeats is None:
            return (None,)
        found: Any = agreement
        for name in list_of(repeats)[0]:
            found = getattr(found, name, ())
        if self.description.whole:
            return (None, *found)
        return tuple(found) or ((None,) if self.description.blank else ())

    def law_day(self, agreement: Agreement, item: Record | None) -> date | None:
        """Return the day whose law applies to a document, or None when the data does not say."""
        if self.description.law_day == "post" and isinstance(item, Dated) and item.law_day:
            return item.law_day
        return agreement.law_day


def _like_a_template(folder: Path) -> str:
    """Return the name of a file that seems to be meant as the template; nothing when there is none."""
    kinds = {".doc", ".docx", ".docm", ".dot", ".dotx", ".dotm", ".odt", ".rtf"}
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in kinds)
    return next((name for name in names if not name.startswith("~$")), "")


def discover(templates: Path) -> dict[str, DocumentType]:
    """Return the document types of a templates folder by id. Raises InvalidTemplate with every fault at once."""
    found: dict[str, DocumentType] = {}
    problems: list[Problem] = []
    for path in sorted(templates.glob(f"*/{DESCRIPTION}")):
        try:
            description = read_model(path, Description, InvalidTemplate)
            borrowed = templates / description.sentences_from if description.sentences_from else None
            sentences = read_sentences(path.parent, [part.id for part in description.narrative], borrowed)
        except InvalidTemplate as error:
            problems += error.problems
            continue
        problems += _misnamed(path.parent)
        found[path.parent.name] = DocumentType(path.parent.name, path.parent, description, sentences)
        if not (path.parent / TEMPLATE).is_file():
            hint = f"Lägg dokumenttypens Word-mall i mappen under namnet {TEMPLATE}."
            if other := _like_a_template(path.parent):
                hint = f"Här finns {other}. Öppna den i Word och spara den som Word-dokument med namnet {TEMPLATE}."
            problems.append(Problem(f"Word-mallen {TEMPLATE} saknas", str(path.parent), hint=hint, code="mall-saknas"))
    problems += _same_names(found)
    for path in sorted(templates.glob(f"*/{TEMPLATE}")):
        if not (path.parent / DESCRIPTION).is_file():
            hint = f"Lägg dit en {DESCRIPTION} med namn, beskrivning och titel, eller flytta mallen till en annan mapp."
            message = f"dokumenttypens fil {DESCRIPTION} saknas, så mallen används inte"
            problems.append(Problem(message, str(path.parent), hint=hint, code="dokumenttyp-saknas"))
    if not found and not problems:
        hint = "Skapa en arbetsmapp med iopdocs init, eller ange en annan med --root."
        problems.append(Problem("mappen innehåller inga dokumenttyper", str(templates), hint=hint, code="inga-mallar"))
    if problems:
        raise InvalidTemplate(problems)
    return found


def _misnamed(folder: Path) -> Iterator[Problem]:
    try:
        parse_id(folder.name)
    except ValueError:
        hint = "Använd a–z, siffror och bindestreck, till exempel styrgruppsprotokoll."
        message = f"mappen ”{folder.name}” kan inte heta så, eftersom dokumenten får dess namn"
        yield Problem(message, str(folder), hint=hint, code="mappnamn")


def _same_names(types: dict[str, DocumentType]) -> Iterator[Problem]:
    """Yield a problem for each type whose documents could get the names of another's, and be written over them."""
    for name, kind in types.items():
        for other in types:
            end = other.removeprefix(name) if other.startswith(f"{name}-") else ""
            repeated = kind.description.repeats is not None and _OF_A_RECORD.fullmatch(end)
            if repeated or (kind.description.compared and end == CHANGES):
                message = f"dokumenttypen {other} kan inte heta så: ett dokument av typen {name} kan få samma filnamn"
                hint = "Döp om mappen, så att dess namn slutar på annat än ett nummer, en dag eller andringar."
                yield Problem(message, str(types[other].folder), hint=hint, code="samma-filnamn")


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
