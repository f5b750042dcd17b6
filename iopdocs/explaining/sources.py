"""What a paragraph rests on, piece by piece, and how it is gathered while the document is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, NamedTuple, Protocol, TypeVar

from iopdocs.model.base import Record
from iopdocs.model.paths import is_many
from iopdocs.reading import KeyPath
from iopdocs.templating.fields import fields_of

T = TypeVar("T")


class BasisKind(Enum):
    """What kind of thing a paragraph rests on."""

    KEY = "nyckel"
    EARLIER = "ersatt avtal"
    RULE = "regel"
    LAW = "lag"
    CITED = "lagrum"
    TEXT = "text"
    CLAUSE = "klausul"
    GAP = "lucka"


class Basis(NamedTuple):
    """One thing that a paragraph rests on: a key by its path, a rule by what it is, a text by its name."""

    kind: BasisKind
    of: tuple[Any, ...]


class Bases(dict[Basis, bool]):
    """Origins in the order they were met; the value is whether the words come from it, and not only whether they stand.

    What only decides which other sentences stand, or in which order, is no direct origin.
    """

    def note(self, origin: Basis, *, direct: bool = True) -> None:
        """Add an origin. What is direct once is direct."""
        self[origin] = direct or self.get(origin, False)

    def take_in(self, other: Bases, *, direct: bool = True) -> None:
        """Add what another has gathered."""
        for origin, was in other.items():
            self[origin] = (direct and was) or self.get(origin, False)

    def keys_in(self) -> tuple[KeyPath, ...]:
        """Return the keys that the words come from."""
        return tuple(origin.of for origin, direct in self.items() if direct and origin.kind is BasisKind.KEY)


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
            self.now.note(Basis(BasisKind.EARLIER, (type(record).__name__, name)), direct=False)
        else:
            self.now.note(Basis(BasisKind.KEY, (*path, name)))
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

    A field of its own is meant before one of a record that it has.
    """
    near: list[KeyPath] = [(name,) for name, of in fields_of(record).items() if of.label == label]
    found = near or list(_labelled_within(record, label, 0))
    return found[0] if len(found) == 1 else ()


_DEEPEST = 3


def _labelled_within(kind: type[Record], label: str, depth: int) -> Iterator[KeyPath]:
    for name, of in fields_of(kind).items():
        if of.record is None or is_many(kind.model_fields[of.attribute].annotation) or depth >= _DEEPEST:
            continue
        yield from ((name, one) for one, inner in fields_of(of.record).items() if inner.label == label)
        yield from ((name, *rest) for rest in _labelled_within(of.record, label, depth + 1))
