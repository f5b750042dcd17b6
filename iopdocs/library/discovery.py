"""The document types of a templates folder, each read, and what would clash or is not to be found told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.document_types import CHANGES, DESCRIPTION, TEMPLATE, Compiled, Description, DocumentType, Section
from iopdocs.library.sentences import read_sentences
from iopdocs.model.scalars import parse_id
from iopdocs.reading import read_model, suggest

# What is put after the name of a type in the names of its records' documents: a number or a day, and which of that day.
# Other types must not end so, nor with what would become so by a number of their own.
_OF_A_RECORD = re.compile(r"-(?:\d{1,6}|\d{4}-\d\d(?:-\d\d(?:-nr(?:-\d{1,6})?)?)?)")


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
        if not (path.parent / TEMPLATE).is_file() and not description.compiles:
            hint = f"Lägg dokumenttypens Word-mall i mappen under namnet {TEMPLATE}."
            if other := _like_a_template(path.parent):
                hint = f"Här finns {other}. Öppna den i Word och spara den som Word-dokument med namnet {TEMPLATE}."
            problems.append(Problem(f"Word-mallen {TEMPLATE} saknas", str(path.parent), hint=hint, code="mall-saknas"))
    problems += _same_names(found)
    problems += _compile(found)
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


def _compile(types: dict[str, DocumentType]) -> Iterator[Problem]:
    """Give each type that compiles another the sections and phrasings of that one; yield what is not to be found."""
    for name, kind in types.items():
        how = kind.description.compiles
        if how is None:
            continue
        file, of = str(kind.folder / DESCRIPTION), types.get(how.type)
        if of is None and (kind.folder.parent / how.type).is_dir():
            continue  # what is wrong with that one is told by itself
        if of is None or of.description.compiles or of.description.repeats:
            hint = suggest(how.type, types) or "Skriv id för en dokumenttyp med en handling för hela avtalet."
            message = f"”{how.type}” är ingen dokumenttyp som kan sammanställas"
            yield Problem(message, file, where="sammanställer.typ", hint=hint, code="okänd-dokumenttyp")
            continue
        known = {section.id for section in of.description.sections}
        for one in (*how.without, *(more.section for more in how.more)):
            if one not in known:
                hint = suggest(one, known) or f"Avsnitten står i {of.folder / DESCRIPTION}."
                message = f"dokumenttypen {of.id} har inget avsnitt ”{one}”"
                yield Problem(message, file, where="sammanställer", hint=hint, code="okänt-avsnitt")
        own = {phrasing.id for phrasing in kind.description.phrasings}
        for one in (how.changed, how.listed):
            if one not in own:
                hint = suggest(one, own) or "Skriv den under formuleringar i samma fil."
                message = f"formuleringen ”{one}” finns inte"
                yield Problem(message, file, where="sammanställer", hint=hint, code="okänd-formulering")
        phrasings = (*kind.description.phrasings, *(one for one in of.description.phrasings if one.id not in own))
        given = {"sections": tuple(_sections(of, how)), "phrasings": phrasings}
        types[name] = replace(kind, description=kind.description.model_copy(update=given), of=of)


def _sections(of: DocumentType, how: Compiled) -> Iterator[Section]:
    more = {one.section: one.clauses for one in how.more}
    for section in of.description.sections:
        if section.id not in how.without:
            shows = tuple(one for one in section.shows if one not in how.hidden)
            yield section.model_copy(update={"clauses": (*section.clauses, *more.get(section.id, ())), "shows": shows})


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
