"""Document types are folders: ``templates/<typ>/`` with ``mall.docx`` and ``dokument.yaml``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import AfterValidator, model_validator

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.phrasings import Phrasings
from iopdocs.library.sentences import NO_SENTENCES, NarrativePart, Sentences
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Exact, Record, key, required
from iopdocs.model.revision import Revision
from iopdocs.model.scalars import Count, Id, Scalar, Text, Texts, YesNo, parse_document_name
from iopdocs.reading import suggest
from iopdocs.swedish import lists as series
from iopdocs.swedish.names import upper_first

DESCRIPTION = "dokument.yaml"
TEMPLATE = "mall.docx"
#: What is put after a document's name when it is compared with that of the agreement before.
CHANGES = "-andringar"
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


class HeadingPart(Exact):
    """Words of a section's heading, and the clauses that they promise."""

    words: Text = required("ord", "Orden i rubriken, utan stor bokstav: försäkring")
    clauses: tuple[Id, ...] = required("klausuler", "Orden står i rubriken när någon av klausulerna är med")


class Section(Exact):
    """One section of a document: its heading, its clauses in order, and the layouts of the template it shows."""

    id: Id = required("id", "Avsnittets id")
    heading: Text = required("rubrik", "Avsnittets rubrik")
    parts: tuple[HeadingPart, ...] = key(
        "rubrikdelar", "Rubrikens delar, när den bara ska nämna det som är med; annars står rubrik", default=()
    )
    clauses: tuple[Id, ...] = key("klausuler", "Klausuler i ordning", default=())
    shows: Texts = key("visar", "De uppställningar i mall.docx som avsnittet visar", default=())
    when: Texts = key("när", "Uppgifter; avsnittet tas med när någon av dem finns", default=())
    always: YesNo = key("alltid", "ja om avsnittet alltid ska stå med", default=False)

    def heading_over(self, clauses: Collection[str]) -> str:
        """Return the heading over the clauses that are shown: it names nothing that is not there."""
        words = [part.words for part in self.parts if set(part.clauses) & set(clauses)]
        return upper_first(series.format(words)) if words else self.heading


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
    written_live: Texts = key(
        "skrivs_löpande",
        "Uppgifter om posten som skrivs medan det händer, i ordning; posten har då en sida i arbetsbänken som sparar "
        "av sig själv",
        default=(),
    )
    carried_along: Texts = key(
        "följer_med",
        "Uppgifter som en ny post erbjuds att ta med från den förra, till exempel deltagare.namn",
        default=(),
    )
    whole: YesNo = key(
        "hela_avtalet", "ja om även avtalet som helhet ger ett dokument, utöver ett per post i upprepas", default=False
    )
    binding: YesNo = key(
        "binder", "ja om parterna binds av att underteckna: då görs ingen slutlig version av ett förslag", default=False
    )
    before_signing: YesNo = key(
        "före_underskrift", "ja om dokumentet bara görs innan alla parter har undertecknat avtalet", default=False
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

    @model_validator(mode="after")
    def _live_keys(self) -> Self:
        record = list_of(self.repeats)[1] if self.repeats else None
        known = {info.alias for info in record.model_fields.values()} if record else set()
        along = [one.partition(".")[0] for one in self.carried_along]
        if unknown := [one for one in (*self.written_live, *along) if one not in known]:
            hint = suggest(unknown[0], list(filter(None, known))) or "Skriv nycklar som posterna i upprepas har."
            raise ValueError(f"posterna har ingen uppgift som heter ”{unknown[0]}”\n{hint}")
        return self


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
        later gives nothing while nothing has. What is made before the signing is not made after it.
        """
        repeats = self.description.repeats
        if self.description.before_signing and agreement.is_signed:
            return ()
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


def _may_be_agreed(revision: Revision) -> bool:
    return revision.signed is not None or revision.status in {None, "undertecknat"}


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
