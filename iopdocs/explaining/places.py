"""Where the records that a document is made of stand in the agreement's file: also copies of them, and what is made up.

A document may be made of copies: without what only other documents may say, or with what was agreed on later worked in.
A copy has the very same values as what it is a copy of, apart from what was changed in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import is_many
from iopdocs.reading import KeyPath
from iopdocs.templating.fields import fields_of
from iopdocs.vocabulary.whose import ListPlaces

#: How deep records stand within records that an agreement has one of.
_DEEPEST = 4


class RecordPlaces:
    """The places of the records of an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._paths: dict[int, KeyPath] = dict(ListPlaces(agreement).paths)
        self._records: dict[type[Record], list[Record]] = {}
        for record in _records(agreement):
            self._records.setdefault(type(record), []).append(record)
        self._homes = dict(_homes(type(agreement), ()))
        # By the id of a copy: the copy itself, so that it lives on, and what it is a copy of.
        self._copies: dict[int, tuple[Record, Record | None]] = {}

    def path(self, record: Record) -> KeyPath | None:
        """Return the keys that lead to a record, numbered from 0; None when it is none of the agreement's."""
        known = self._paths.get(id(record))
        if known is not None:
            return known
        original = self._original(record)
        return self._homes.get(type(record)) if original is None else self._paths[id(original)]

    def is_worked_in(self, record: Record, attribute: str) -> bool:
        """Whether a field has another value than what is written there."""
        if id(record) in self._paths:
            return False
        original = self._original(record)
        return original is None or _raw(original)[attribute] is not _raw(record)[attribute]

    def _original(self, copy: Record) -> Record | None:
        if id(copy) not in self._copies:
            best, most = None, 0
            for one in self._records.get(type(copy), ()):
                theirs, own = _raw(one), _raw(copy)
                same = sum(value is theirs[name] for name, value in own.items() if not _is_common(value))
                if same > most:
                    best, most = one, same
            self._copies[id(copy)] = copy, best
        return self._copies[id(copy)][1]


def _raw(record: Record) -> dict[str, object]:
    """Return the values of a record without anybody hearing that they are read."""
    values: dict[str, object] = object.__getattribute__(record, "__dict__")
    return values


def _is_common(value: object) -> bool:
    """Whether a value may be the very same in records that have nothing to do with each other."""
    return value is None or isinstance(value, bool | int) or value == () or value == ""


def _records(record: Record) -> Iterator[Record]:
    yield record
    for value in _raw(record).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from _records(one)


def _homes(kind: type[Record], path: KeyPath, depth: int = 0) -> Iterator[tuple[type[Record], KeyPath]]:
    """Yield the records that an agreement has at most one of, and where each stands."""
    for name, of in fields_of(kind).items():
        if of.record is not None and not is_many(kind.model_fields[of.attribute].annotation) and depth < _DEEPEST:
            yield of.record, (*path, name)
            yield from _homes(of.record, (*path, name), depth + 1)
