"""Who is to sign a document, in order: for which party, where that stands in the data, and how they are reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from iopdocs.classes import dataclass
from iopdocs.model import Agreement
from iopdocs.model.annexes import SignedApart, signers_of
from iopdocs.model.base import Record
from iopdocs.model.party import Party, Signatory
from iopdocs.reading import KeyPath


@dataclass(frozen=True, slots=True)
class ToSign:
    """One who is to sign: the person, the party, and the keys to the person in the agreement's file.

    ``email`` and ``phone`` are those of the person, or of a contact of the party with the very same name; else nothing.
    """

    person: Signatory
    party: Party
    path: KeyPath
    email: str | None
    phone: str | None

    @property
    def name(self) -> str:
        """The person's name; nothing when it is not known."""
        return self.person.name or ""


def to_sign(agreement: Agreement, item: Record | None) -> list[ToSign]:
    """Return those who sign a document, in the order of the data.

    ``item`` is the record that the document is about; None is the agreement as a whole.
    """
    return [
        ToSign(person, party, path_to(agreement, person) or (), *_reached(person, party))
        for party in _parties(agreement, item)
        for person in signers_of(party, item)
    ]


def path_to(record: BaseModel, wanted: BaseModel) -> KeyPath | None:
    """Return the keys that lead from a record to another within it, by itself and not by what it says; else None."""
    return next((path for path, one in _within(record, ()) if one is wanted), None)


def _within(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, BaseModel]]:
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _within(one, (*path, place))
    elif isinstance(value, BaseModel):
        yield path, value
        for name, info in type(value).model_fields.items():
            yield from _within(getattr(value, name, None), (*path, info.alias or name))


def _parties(agreement: Agreement, item: Record | None) -> tuple[Party, ...]:
    if isinstance(item, SignedApart):
        found = (agreement.party(name) for name in item.signing_parties)
        return tuple(party for party in found if party is not None)
    joining = getattr(item, "joining", ())
    before = agreement.parties_before(item)
    return (*before, *(party for party in joining if party not in before))


def _reached(person: Signatory, party: Party) -> tuple[str | None, str | None]:
    same = [one for one in party.contacts if person.name and one.name == person.name]
    emails, phones = ([person.email], [person.phone])
    emails += [one.email for one in same]
    phones += [one.phone for one in same]
    return next(filter(None, emails), None), next(filter(None, phones), None)
