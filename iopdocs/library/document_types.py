"""Document types are folders: ``templates/<typ>/`` with ``mall.docx`` and ``dokument.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.phrasings import Phrasings
from iopdocs.library.sentences import NO_SENTENCES, NarrativePart, Sentences, read_sentences
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Exact, Record, key, required
from iopdocs.model.revision import Revision
from iopdocs.model.scalars import Count, Id, Scalar, Text, Texts, YesNo, parse_document_name, parse_id
from iopdocs.reading import read_model, suggest

DESCRIPTION = "dokument.yaml"
TEMPLATE = "mall.docx"
#: What is put after a document's name when it is compared with that of the agreement before.
CHANGES = "-andringar"
# What is put after the name of a type in the names of its records' documents: a number or a day, and which of that day.
# Other types must not end so, nor with what would become so by a number of their own.
_OF_A_RECORD = re.compile(r"-(?:\d{1,6}|\d{4}-\d\d(?:-\d\d(?:-nr(?:-\d{1,6})?)?)?)")

_TO_A_DAY = "Skriv nycklarna till ett datum, till exempel press.datum."


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


def _known_day(path: str) -> str:
    """Accept keys that lead from an agreement to a day, such as ``press.datum``."""
    record: type[Record] | None = Agreement
    annotation: Any = None
    for alias in path.split("."):
        found = next((info for info in record.model_fields.values() if info.alias == alias), None) if record else None
        if found is None:
            raise ValueError(
                f"avtalet har ingen dag som heter ”{path}”\nSkriv nycklarna dit, till exempel press.datum."
            )
        record, annotation = _held(found.annotation)[0], found.annotation
    if not _may_be_day(annotation):
        raise ValueError(f"”{path}” är ingen dag\n{_TO_A_DAY}")
    return path


def _may_be_day(annotation: Any) -> bool:
    return annotation is date or any(map(_may_be_day, get_args(annotation)))


def _known_list(path: str) -> str:
    list_of(path)
    return path


class Section(Exact):
    """One section of a document: its heading, its clauses in order, and the layouts of the template it shows."""

    id: Id = required("id", "Avsnittets id")
    heading: Text = required("rubrik", "Avsnittets rubrik")
    clauses: tuple[Id, ...] = key("klausuler", "Klausuler i ordning", default=())
    shows: Texts = key("visar", "De uppställningar i mall.docx som avsnittet visar", default=())
    when: Texts = key("när", "Uppgifter; avsnittet tas med när någon av dem finns", default=())
    always: YesNo = key("alltid", "ja om avsnittet alltid ska stå med", default=False)


class MoreClauses(Exact):
    """Clauses that are put last in a section of another document type."""

    section: Id = required("avsnitt", "Avsnittets id i den andra dokumenttypen")
    clauses: tuple[Id, ...] = required("klausuler", "Klausuler i ordning")


class Compiled(Exact):
    """How a document type compiles another one's document with what has been agreed on later."""

    type: Id = required("typ", "Den dokumenttyp vars mall, avsnitt och formuleringar används")
    without: tuple[Id, ...] = key("utan", "Id för avsnitt som inte ska med", default=())
    hidden: Texts = key("visar_inte", "Uppställningar i mallen som inte visas", default=())
    more: tuple[MoreClauses, ...] = key("lägger_till", "Klausuler som läggs sist i ett avsnitt", default=())
    name: Text = required(
        "namnet_följs_av", "Det som skrivs efter handlingens namn, så att ingen tar den för originalet"
    )
    changed: Id = required("ändrad", "Formuleringen efter ett stycke som är ändrat")
    listed: Id = required("inte_införd", "Formuleringen om en ändring som inte kan föras in i texten")
    rest: Text = required("övriga", "Rubriken över ändringar vars avsnitt inte finns i handlingen")


class Description(Exact):
    """What dokument.yaml says of a document type."""

    name: Text = required("namn", "Dokumenttypens namn som användaren ser det")
    called: Annotated[str, Scalar(parse_document_name, "avtalet")] | None = key(
        "kallas", "Vad dokumenten kallas i avtalets fil, under endast_i: avtalet; utan uppgift mappens namn"
    )
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
    news: YesNo = key(
        "nyhet", "ja om texten ska publiceras: adresser blir länkar, och check läser den som en redaktör", default=False
    )
    law_day: Literal["avtal", "post"] = key(
        "lagdag", "Vars dag som avgör vilken lag som gäller: avtalets eller postens i listan", default="avtal"
    )
    own_day: Annotated[Text, AfterValidator(_known_day)] | None = key(
        "egen_dag", "Den dag i avtalet som dokumentet bär när den inte är avtalets egen, till exempel press.datum"
    )
    compiles: Compiled | None = key(
        "sammanställer", "En annan dokumenttyp, vars handling sammanställs med de ändringar som parterna har gjort"
    )
    sections: tuple[Section, ...] = key("avsnitt", "Avsnitt i ordning", default=())
    phrasings: Phrasings = key(
        "formuleringar", "Meningar vars ord beror på uppgifterna, som mallen skriver ut", default=()
    )
    narrative: tuple[NarrativePart, ...] = key(
        "berättelse", "Delarna i en text som byggs av meningarna i mappen meningar, i ordning", default=()
    )
    most_words: Count | None = key(
        "högst_ord",
        "Högst så många ord, med citat, före rutorna i berättelsen; är det fler lämnar meningar med viker texten",
    )
    most_subheads: Count = key("högst_mellanrubriker", "Högst så många mellanrubriker i berättelsen", default=3)
    sentences_from: Id | None = key(
        "meningar_från", "En annan dokumenttyp vars meningar också används; en egen med samma id går före"
    )


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type: the folder's name, what it says of itself, and the type whose documents it compiles, if any."""

    id: str
    folder: Path
    description: Description
    sentences: Sentences = NO_SENTENCES
    of: DocumentType | None = None

    @property
    def called(self) -> str:
        """What the files of agreements call the documents, under ``endast_i``."""
        return self.description.called or self.id

    @property
    def template(self) -> Path:
        """The Word template: its own, or that of the type whose documents it compiles."""
        return self.of.template if self.of else self.folder / TEMPLATE

    @property
    def descriptions(self) -> tuple[Path, ...]:
        """The files that say what it is."""
        return (self.folder / DESCRIPTION, *(self.of.descriptions if self.of else ()))

    @property
    def record(self) -> type[Record] | None:
        """The type of the records that each give a document, or None when the agreement gives one document."""
        repeats = self.description.repeats
        return list_of(repeats)[1] if repeats else None

    def items(self, agreement: Agreement) -> tuple[Record | None, ...]:
        """Return what there is a document for each of; None is the agreement as a whole, or a form to fill in.

        A type that repeats over an empty list gives nothing, unless it says that it has a form (``blankett``), or that
        the agreement as a whole gives a document too (``hela_avtalet``); one that compiles what has been agreed on
        later gives nothing while nothing has.
        """
        repeats = self.description.repeats
        if self.description.compiles and not any(map(_may_be_agreed, (*agreement.additions, *agreement.extensions))):
            return ()
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

    def own_day(self, agreement: Agreement, item: Record | None) -> date | None:
        """Return the day that a document bears, or None when the data does not say.

        This is the one place that says which day that is: of what is signed, the last signing, else the last decision;
        of minutes, the meeting's day; of a document whose type names a key (``egen_dag``), that day.
        """
        if self.description.own_day:
            return _read(agreement, self.description.own_day)
        if self.description.repeats:
            return item.own_day if isinstance(item, Dated) else None
        return agreement.own_day


def _read(agreement: Agreement, path: str) -> date | None:
    """Return the day that keys lead to, or None when it is not there."""
    found: Any = agreement
    for alias in path.split("."):
        names = {info.alias: name for name, info in type(found).model_fields.items()} if found is not None else {}
        found = getattr(found, names[alias]) if alias in names else None
    return found if isinstance(found, date) else None


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


def _may_be_agreed(revision: Revision) -> bool:
    return revision.signed is not None or revision.status in {None, "undertecknat"}


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
