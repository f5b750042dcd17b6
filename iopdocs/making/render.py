"""Agreement, document type and day in; the bytes of a Word document out. Nothing is read but what is passed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from iopdocs.classes import dataclass, field
from iopdocs.consolidation import Consolidation, consolidated
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.errors import InvalidLibrary, OutputBlocked, Problem, errors
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.confirmations import ConfirmationLibrary
from iopdocs.library.document_types import DESCRIPTION, DocumentType, list_of
from iopdocs.model import Agreement
from iopdocs.model.base import Record, Same, place_in
from iopdocs.model.revision import Revision
from iopdocs.reading import KeyPath
from iopdocs.templating.doubted import NONE, Doubts, with_doubts
from iopdocs.templating.finishing import as_printed
from iopdocs.templating.template import Template, load_template
from iopdocs.vocabulary.confirmations import open_in, waits_for
from iopdocs.vocabulary.lookover import look_over
from iopdocs.vocabulary.rendering_state import Libraries, Scene
from iopdocs.vocabulary.sections import fill, placed, without_tags
from iopdocs.vocabulary.texts_of_data import DataTexts, folded, texts_of
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.hyperlinks import with_links
from iopdocs.word.inspection import STYLES, inspect_members
from iopdocs.word.marks import without_gap_marks
from iopdocs.word.markup import BrokenXml
from iopdocs.word.numbering import NUMBERING
from iopdocs.word.own_marks import unmarked
from iopdocs.word.pagination import paginated
from iopdocs.word.properties import titled
from iopdocs.word.sealing import write_sealed
from iopdocs.word.style_references import with_style_references
from iopdocs.word.table_of_contents import with_contents

if TYPE_CHECKING:  # told of few documents, and loaded for those
    from iopdocs.explaining.explanation import Explanation

__all__ = ["Libraries", "Rendered", "Template", "load_template", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, its gaps in the order they were met, what was noticed, and the clauses in it.

    ``law_day`` is the day whose law it follows, None when that is not known. ``parts`` are those that were filled in,
    ``unconfirmed`` what nobody had confirmed yet before the parties sign. ``explanation`` is what its paragraphs
    rest on, when that was asked for. ``mended_at`` has the key of each gap that stands in no paragraph, by its words.
    """

    data: bytes
    gaps: tuple[str, ...]
    problems: tuple[Problem, ...]
    clauses: dict[str, str]
    law_day: date | None = None
    title: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    unconfirmed: tuple[str, ...] = ()
    clause_texts: Mapping[str, str] = field(default_factory=dict)
    explanation: Explanation | None = None
    mended_at: Mapping[str, KeyPath] = field(default_factory=dict)


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
    doubts: Doubts = NONE,
    replaced: Predecessor | None = None,
    explain: bool = False,
    looked_over: bool = False,
) -> Rendered:
    """Make one document as of ``day``; ``item`` is the record it is about, when its type repeats over a list.

    ``provenance``, what the document is made from by name, is written in its properties. ``doubts``, what is said of
    statements by their paths, stand where a draft prints them; a final version has no marks. ``replaced`` is the
    agreement that this one replaces, when it is known. With ``explain`` what each paragraph rests on is told, too.
    ``looked_over`` says that the document type, its template and the clauses are known to have no fault.

    Raises InvalidTemplate or InvalidLibrary when a template or a clause is at fault, also in what this agreement does
    not use; OutputBlocked when ``final`` is asked for and gaps remain, or when what came out has a fault.
    """
    if not looked_over:
        look_over(document, template, libraries).told()
    if doubts and not final:
        place = None if item is None else place_in(document.items(agreement), item)
        agreement = with_doubts(agreement, doubts)
        item = None if place is None else document.items(agreement)[place]
    explanation = _explanation(agreement) if explain else None
    compiled = _compiled(agreement, document, day, explanation)
    standing = compiled.agreement if compiled else agreement
    state = standing, document, day, libraries, EXTRAS, item, final, compiled, replaced
    given = DataTexts(agreement, lambda: _worded(document, libraries))
    if explanation is None:
        context = Context(scene := Scene(*state))
        parts = template.render(context.only(template.words), given)
    else:
        scene, context = explanation.begin(*state)
        parts = explanation.parts(template, context, given)
    looks = template.members.get(STYLES), template.members.get(NUMBERING)
    parts |= {name: with_contents(parts[name], *looks) for name in template.with_contents}
    if template.refers_to_styles:
        parts |= with_style_references(parts, looks[0])
    scene.gaps += [gap for gap in template.gaps if gap not in scene.gaps]
    parts = {name: paginated(data, template.looks) for name, data in parts.items()}
    parts = explanation.finish(parts) if explanation else parts
    title = _title(document, context)
    unfinished = [*map(_unfinished, scene.gaps), *_proposed(document, agreement, item)] if final else []
    unfinished += waits_for(scene)
    unfinished += _ahead(document, agreement, item, day) if final else []
    if unfinished:
        raise OutputBlocked(unfinished)
    fixed = template.frame(with_provenance=bool(provenance))
    links = with_links({**fixed.members, **parts}, parts) if document.description.news else {}
    packed = {name: one for name, one in fixed.packed.items() if name not in links}
    members = titled({**fixed.members, **parts, **links}, title, day, provenance)
    try:
        called = f"{agreement.id}/{document.id}"
        faults = list(errors(inspect_members(members, called, given=given, fixed=packed, own=template.own)))
    except BrokenXml as error:
        raise template.broken(error.part) from error
    if faults:
        raise OutputBlocked(faults)
    members |= {part.member: unmarked(members[part.member]) for part in template.parts if part.own.marked}
    data = write_sealed(members, packed)
    unconfirmed = tuple(one.point.id for one in open_in(scene)) if item is None else ()
    told = tuple(scene.gaps), tuple(scene.problems), scene.used_clauses, scene.law_day
    clause_texts = {as_printed(text, given): clause for text, clause in scene.clause_texts.items()}
    return Rendered(data, *told, title, parts, unconfirmed, clause_texts, explanation, scene.mended_at)


def _explanation(agreement: Agreement) -> Explanation:
    from iopdocs.explaining.explanation import Explanation

    return Explanation(agreement)


def _compiled(
    agreement: Agreement, document: DocumentType, day: date, explanation: Explanation | None
) -> Consolidation | None:
    """Return what is worked into the agreement of a document that compiles it; None for any other document."""
    if not document.description.compiles:
        return None
    return explanation.worked_in(lambda: consolidated(agreement, day)) if explanation else consolidated(agreement, day)


def _title(document: DocumentType, context: Context) -> str:
    """Return the document's title; what its type is called, when an agreement leaves nothing of the title."""
    try:
        title = fill(document.description.title, "titel", context)
    except InvalidLibrary as error:
        raise placed(error, document.folder / DESCRIPTION) from error
    return " ".join(without_gap_marks(title).split()) or document.description.name


def _worded(document: DocumentType, libraries: Libraries) -> str:
    """Return what dokument.yaml and the clauses say outside their tags, folded: the same for every agreement."""
    return _folded(Same(document), Same(libraries.clauses), Same(libraries.confirmations))


@lru_cache(maxsize=64)
def _folded(document: Same[DocumentType], clauses: Same[ClauseLibrary], questions: Same[ConfirmationLibrary]) -> str:
    sentences = (one.sentence for one in document.it.sentences.placed)
    worded = (document.it.description, *sentences, *clauses.it.clauses.values(), *questions.it.points.values())
    return folded(without_tags(text) for record in worded for text in texts_of(record))


def _proposed(document: DocumentType, agreement: Agreement, item: Record | None) -> Iterator[Problem]:
    """Yield why there is no final version of what would bind the parties and is only proposed."""
    status = item.status if isinstance(item, Revision) else agreement.status
    if document.description.binding and status == "förslag":
        message = "status är förslag, och av ett förslag som binder parterna görs ingen slutlig version"
        hint = "Skriv status: beslutat eller undertecknat när det är så, eller gör ett utkast utan --final."
        yield Problem(
            message, hint=hint, code="slutligt-förslag", about=(*_path_to(document, agreement, item), "status")
        )


def _path_to(document: DocumentType, agreement: Agreement, item: Record | None) -> tuple[str | int, ...]:
    """Return the path of the record that a document is about; of the agreement for one that is about all of it."""
    if item is None or not document.description.repeats:
        return ()
    return (*list_of(document.description.repeats)[0], place_in(document.items(agreement), item))


def _ahead(document: DocumentType, agreement: Agreement, item: Record | None, day: date) -> Iterator[Problem]:
    """Yield why there is no final version of what has not come to be yet; a type with a day of its own waits for it."""
    own = document.own_day(agreement, item)
    if own and own > day and not document.description.own_day:
        message = f"dagen {own} har inte kommit än, och dokumentet skulle säga att det redan är gjort"
        hint = "Vänta till den dagen, rätta dagen, eller gör ett utkast utan --final."
        yield Problem(message, hint=hint, code="slutlig-före-dagen")


def _unfinished(gap: str) -> Problem:
    hint = "Fyll i uppgiften i avtalets fil, eller gör ett utkast utan --final."
    return Problem(f"uppgiften saknas eller är inte klar: {gap}", hint=hint, code="lucka")
