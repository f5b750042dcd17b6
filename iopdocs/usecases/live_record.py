"""A record that is written while it happens, as minutes are in the meeting: its part of the form, saved by itself.

Which records those are a document type says (``skrivs_löpande``). What has been typed is put each time into the text
that the page was made of, so that a record that is new there is new once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.library.document_types import DocumentType, list_of
from iopdocs.usecases.carried_along import CarriedAlong, carried, offered
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.fields import FormList, FormPart, FormRecord
from iopdocs.usecases.filling import ADD, Filled, filled
from iopdocs.usecases.saving import FileText, read, save
from iopdocs.usecases.writing_desk import Draft, draft

#: What a record is called that is not in the file yet.
NEW = "ny"
#: Of what is saved by itself so many replace each other before one is kept.
_EACH = 25
#: How many pages that save by themselves are remembered.
_PAGES = 100


@dataclass(frozen=True, slots=True)
class LiveKind:
    """A document type whose records are written while they happen: its id, its name, and the list they stand in."""

    id: str
    name: str
    list: str


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """One such record in the form of its agreement; ``tokens`` are all records of the list, as the form calls them."""

    kind: LiveKind
    record: FormRecord
    tokens: tuple[str, ...]
    shown: tuple[FormPart, ...]
    folded: tuple[FormPart, ...]
    stem: str
    along: tuple[CarriedAlong, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedBy:
    """What a page that saves by itself saved last: the file's hash, the number of the request, and how many."""

    digest: str
    number: int
    count: int


def live_kinds(desk: Desk) -> tuple[LiveKind, ...]:
    """Return the document types whose records are written while they happen. Raises InvalidTemplate."""
    found = ((one, one.description) for one in desk.workspace.types.values())
    return tuple(LiveKind(one.id, said.name, said.repeats) for one, said in found if said.written_live and said.repeats)


def kind_of_id(desk: Desk, kind_id: str) -> LiveKind:
    """Return one of them. Raises InvalidAgreement when there is none with the id."""
    found = next((one for one in live_kinds(desk) if one.id == kind_id), None)
    if found is None:
        hint = "Gå till avtalet och välj en flik där."
        raise InvalidAgreement(Problem("det finns ingen sådan sida", hint=hint, code="saknad-fil"))
    return found


def opened(desk: Desk, key: str, text: str, kind: LiveKind, wanted: str, day: date) -> tuple[Draft, str]:
    """Return the agreement with the record that is wanted, by its number from 1 or new, and what the form calls it."""
    result = filled(text, {}, f"{ADD}:{kind.list}" if wanted == NEW else "")
    made = draft(desk, key, result.text, day, result.tokens)
    tokens = [one.token for one in items_of(made, kind)]
    number = len(tokens) if wanted == NEW else int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
    if not 1 <= number <= len(tokens):
        hint = "Gå till avtalet och välj en post som finns."
        raise InvalidAgreement(Problem("posten finns inte i avtalet", hint=hint, code="saknad-fil"))
    return made, tokens[number - 1]


def items_of(made: Draft, kind: LiveKind) -> tuple[FormRecord, ...]:
    """Return the records of the list, in order."""
    path = tuple(kind.list.split("."))
    found = next((one for one in _lists(made.form) if one.path == path), None) if made.form else None
    return found.items if found else ()


def live_record(desk: Desk, made: Draft, kind: LiveKind, token: str) -> LiveRecord | None:
    """Return a record with what is written while it happens first; None when it is not there."""
    items = items_of(made, kind)
    place = next((n for n, one in enumerate(items) if one.token == token), None)
    if place is None:
        return None
    record, said = items[place], desk.workspace.types[kind.id].description
    wanted = said.written_live
    by_key = {str(one.path[-1]): one for one in record.parts}
    shown = tuple(by_key[name] for name in wanted if name in by_key)
    folded = tuple(one for name, one in by_key.items() if name not in wanted)
    stem = _stem(made, desk.workspace.types[kind.id], place)
    along = offered(items, place, said.carried_along)
    return LiveRecord(kind, record, tuple(one.token for one in items), shown, folded, stem, along)


def taken_along(desk: Desk, key: str, result: Filled, kind: LiveKind, token: str, wanted: str, day: date) -> Filled:
    """Return what a page says with what its record takes along from the one before; as it is, when there is nothing."""
    live = live_record(desk, draft(desk, key, result.text, day, result.tokens), kind, token)
    one = next((one for one in live.along if one.key == wanted), None) if live else None
    if live is None or one is None:
        return result
    along = desk.workspace.types[kind.id].description.carried_along
    return carried(result, kind.list.split("."), live.tokens.index(token), one, along)


def saved_live(desk: Desk, key: str, result: Filled, based_on: str, page: str, number: int) -> FileText:
    """Save what a page has so far, on what it saved itself last or else on what it was made of.

    ``number`` counts what the page has sent: what comes late is passed by. Raises Changed, and OutputBlocked.
    """
    with desk.lock:
        last = desk.saved_by.get(f"{key} {page}")
        now = read(desk, key)
        if isinstance(last, SavedBy):
            if number <= last.number:
                return now
            based_on = last.digest
        count = last.count if isinstance(last, SavedBy) else 0
        made = save(desk, key, result.text, based_on, keep=count % _EACH == 0)
        if made.digest != now.digest or isinstance(last, SavedBy):
            count += made.digest != now.digest
            desk.saved_by.pop(f"{key} {page}", None)
            desk.saved_by[f"{key} {page}"] = SavedBy(made.digest, number, count)
        while len(desk.saved_by) > _PAGES:
            del desk.saved_by[next(iter(desk.saved_by))]
        return made


def saved_at_last(desk: Desk, key: str, result: Filled, based_on: str, page: str) -> FileText:
    """Save what somebody asks to have saved of a page, on what the page saved itself last if it did.

    What is on its way to be saved by itself is awaited: nobody is told that she has changed the file herself.
    Raises Changed, and OutputBlocked.
    """
    with desk.lock:
        last = desk.saved_by.get(f"{key} {page}")
        return save(desk, key, result.text, last.digest if isinstance(last, SavedBy) else based_on)


def _lists(part: FormPart) -> list[FormList]:
    if isinstance(part, FormList):
        return [part]
    return [found for one in part.parts for found in _lists(one)] if isinstance(part, FormRecord) else []


def _stem(made: Draft, kind: DocumentType, place: int) -> str:
    """Return the name of the record's document: of the type's first, where the record cannot be read yet."""
    value: Any = made.loaded.agreement
    for name in list_of(kind.description.repeats or "")[0]:
        value = getattr(value, name, None)
    item = value[place] if isinstance(value, tuple) and place < len(value) else None
    documents = made.previewer.documents(made.loaded)
    own = [stem for stem, (of, one) in documents.items() if of.id == kind.id and one is item and item is not None]
    return next(iter(own), next((stem for stem, (of, _) in documents.items() if of.id == kind.id), ""))
