"""What a paragraph rests on, piece by piece, and how it is gathered while the document is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from enum import Enum, IntEnum
from typing import Any, NamedTuple, Protocol, TypeVar

from iopdocs.model.base import Record
from iopdocs.model.paths import is_many
from iopdocs.model.weighing import is_weighing
from iopdocs.reading import KeyPath
from iopdocs.templating.fields import fields_of

T = TypeVar("T")


class BasisKind(Enum):
    """What kind of thing a paragraph rests on."""

    KEY = "nyckel"
    RULE = "regel"
    LAW = "lag"
    CITED = "lagrum"
    TEXT = "text"
    GAP = "lucka"


class Way(IntEnum):
    """In what way a paragraph rests on something: the more, the nearer to its words.

    ``STEERS`` is what only decides whether it stands, or what stands near it. ``ASKED`` is what a condition or a
    comparison asked of: the words may be chosen by it. ``WORDS`` is what a tag prints, or what that is worked out of.
    """

    STEERS = 0
    ASKED = 1
    WORDS = 2


class Basis(NamedTuple):
    """One thing that a paragraph rests on: a key by its path, a rule by what it is, a text by its name."""

    kind: BasisKind
    of: tuple[Any, ...]


class Bases(dict[Basis, Way]):
    """Origins in the order they were met, each with the way in which it was met that is nearest to the words."""

    def note(self, origin: Basis, way: Way = Way.WORDS) -> None:
        """Add an origin."""
        self[origin] = max(way, self.get(origin, Way.STEERS))

    def take_in(self, other: Bases, most: Way = Way.WORDS) -> None:
        """Add what another has gathered, in no nearer way than ``most``."""
        for origin, way in other.items():
            self.note(origin, min(way, most))

    def at_most(self, most: Way) -> Bases:
        """Return the same origins, in no nearer way than ``most``."""
        made = Bases()
        made.take_in(self, most)
        return made

    def keys_in(self) -> tuple[KeyPath, ...]:
        """Return the keys that the words come from or are chosen by."""
        return tuple(origin.of for origin, way in self.items() if way and origin.kind is BasisKind.KEY)


class KnownPlaces(Protocol):
    """Knows where records stand in the agreement as it is written."""

    def path(self, record: Record) -> KeyPath | None:
        """Return the keys that lead to a record, numbered from 0; None when it is none of the agreement's."""

    def is_worked_in(self, record: Record, attribute: str) -> bool:
        """Whether a field has another value than what is written there."""


class Trail:
    """What has been gathered so far: of what is being worked out now, and of what was worked out before by its name.

    ``worked_in`` is what has changed the agreement's own values before the document was made.
    """

    def __init__(self, places: KnownPlaces) -> None:
        self._places = places
        self.worked_in = Bases()
        self._open: list[Bases] = [Bases()]
        self._before: dict[Hashable, Bases] = {}

    @property
    def now(self) -> Bases:
        """What is being gathered."""
        return self._open[-1]

    def hear(self, record: Record, attribute: str) -> None:
        """Note that a field of a record is read."""
        path = self._places.path(record)
        info = type(record).model_fields[attribute]
        name = info.alias or attribute
        if path is None:
            return  # of the agreement that was replaced, which has a file of its own
        self.now.note(Basis(BasisKind.KEY, (*path, name)), Way.ASKED if is_weighing() else Way.WORDS)
        if self.worked_in and self._places.is_worked_in(record, attribute):
            self.now.take_in(self.worked_in)

    @contextmanager
    def apart(self) -> Iterator[Bases]:
        """Gather what is worked out meanwhile by itself."""
        made = Bases()
        self._open.append(made)
        try:
            yield made
        finally:
            self._open.pop()

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """Return what is worked out, and note all that it rests on, also when it has been worked out before."""
        with self.apart() as made:
            value = work_out()
        known = self._before.setdefault(name, made)
        if known is not made:
            known.take_in(made)
        self.now.take_in(known)
        return value

    def before(self, name: Hashable) -> Bases:
        """Return what something rests on that has been worked out; nothing of what has not."""
        return self._before.get(name, Bases())

    def taken(self) -> Bases:
        """Return what has been gathered since this was asked last."""
        made, self._open[-1] = self._open[-1], Bases()
        return made


def attribute_path(record: type[Record], label: str) -> KeyPath:
    """Return the keys that lead from a record to the field whose gap has a label; nothing when none or several do.

    A field of its own is meant before one of a record that it has, and that before a list whose records have it: what
    a record in the list lacks is a gap of its own, so here the list has none.
    """
    near: list[KeyPath] = [(name,) for name, of in fields_of(record).items() if of.label == label]
    found = near or list(_labelled_within(record, label, 0)) or list(_lists_with(record, label))
    return found[0] if len(found) == 1 else ()


def list_holding(record: type[Record], held: type[Record]) -> KeyPath:
    """Return the key of the list of a record that holds records of a type; nothing when none or several do."""
    found = [name for name, of in fields_of(record).items() if of.record is held and _is_list(record, of.attribute)]
    return (found[0],) if len(found) == 1 else ()


def labels_within(record: type[Record]) -> frozenset[str]:
    """Return what the gaps of a record, and of all records in it, may say."""
    found = fields_of(record).values()
    return frozenset(of.label for of in found).union(*(labels_within(of.record) for of in found if of.record))


def _is_list(record: type[Record], attribute: str) -> bool:
    return is_many(record.model_fields[attribute].annotation)


def _lists_with(record: type[Record], label: str) -> Iterator[KeyPath]:
    """Yield the lists of a record whose own records have a field with a label."""
    for name, of in fields_of(record).items():
        if of.record is not None and _is_list(record, of.attribute):
            yield from ((name,) for inner in fields_of(of.record).values() if inner.label == label)


_DEEPEST = 3


def _labelled_within(kind: type[Record], label: str, depth: int) -> Iterator[KeyPath]:
    for name, of in fields_of(kind).items():
        if of.record is None or _is_list(kind, of.attribute) or depth >= _DEEPEST:
            continue
        yield from ((name, one) for one, inner in fields_of(of.record).items() if inner.label == label)
        yield from ((name, *rest) for rest in _labelled_within(of.record, label, depth + 1))
