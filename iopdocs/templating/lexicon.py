"""What can be said in a template: the words, what each kind of value has to ask for, and what a filter takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, get_type_hints

from iopdocs.classes import dataclass
from iopdocs.model.base import Record
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.environment import LOOP_NAMES
from iopdocs.templating.kinds import (
    TEXT,
    WHOLE,
    YES_NO,
    Kinds,
    ListOf,
    OfFacts,
    OfLayouts,
    OfLoop,
    OfRecord,
    OneOf,
    facts_by_kind,
    fields_by_kind,
    kinds_of,
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one document's templates and clauses can say.

    ``words`` are the top-level words; ``extras`` what is worked out for each type of record; ``calls`` says of each
    function what is wrong with its argument and with how many records it is told of (a sentence, and a hint after a
    line break), or nothing.
    """

    words: Mapping[str, Kinds]
    extras: Mapping[type[Record], Mapping[str, Kinds]]
    calls: Mapping[str, Callable[[str, int], str]]

    def attribute(self, kinds: Kinds, name: str) -> Kinds | None:
        """Return the kinds of ``value.name``, or None when no value of these kinds has it."""
        known = [found for kind in kinds if (found := self._of(kind, name)) is not None]
        if not known:
            return None
        return tuple(dict.fromkeys(kind for found in known for kind in found)) if all(known) else ()

    def _of(self, kind: object, name: str) -> Kinds | None:
        match kind:
            case OfRecord(record) if record is Record:
                return ()  # a record of which type nothing is known
            case OfRecord(record):
                extras = self.extras.get(record, {})
                return extras[name] if name in extras else fields_by_kind(record).get(name)
            case OfFacts(facts):
                return facts_by_kind(facts).get(name)
            case OneOf() as choice:
                return (YES_NO,) if name in choice.names else None
            case OfLayouts():
                return (YES_NO,)
            case OfLoop():
                return ((YES_NO,) if name in {"first", "last"} else (WHOLE,)) if name in LOOP_NAMES else None
        return None

    def names(self, kinds: Kinds) -> list[str]:
        """Return the names that can be asked for of a value."""
        return [name for kind in kinds for name in self._names(kind)]

    def _names(self, kind: object) -> Iterable[str]:
        match kind:
            case OfRecord(record):
                return [*self.extras.get(record, {}), *fields_by_kind(record)]
            case OfFacts(facts):
                return facts_by_kind(facts)
            case OneOf() as choice:
                return choice.names
            case OfLoop():
                return sorted(LOOP_NAMES)
        return ()


def takes(name: str, kinds: Kinds) -> bool:
    """Whether a filter may take a value, as far as is known. What is missing goes through any filter."""
    accepted = _accepted(name)
    return not kinds or not accepted or any(_fits(kind, accepted) for kind in kinds)


def takes_argument(name: str, place: int, kinds: Kinds) -> bool:
    """Whether a filter may take an argument, counted from 0, as far as is known."""
    accepted = _accepted(name, place + 1)
    return not kinds or not accepted or any(_fits(kind, accepted) for kind in kinds)


def takes_arguments(name: str, count: int) -> bool:
    """Whether a filter takes so many arguments beside the value."""
    try:
        inspect.signature(FORMATS[name]).bind(*range(count + 1))
    except TypeError:
        return False
    return True


@cache
def _accepted(name: str, place: int = 0) -> Kinds:
    """Return what a filter's own annotation says that it takes: as its value, or as one of its arguments."""
    function = FORMATS[name]
    named = list(inspect.signature(function).parameters)
    annotation: Any = get_type_hints(function).get(named[place]) if place < len(named) else None
    return kinds_of(annotation)


def _fits(kind: object, accepted: Kinds) -> bool:
    match kind:
        case OneOf():
            return TEXT in accepted
        case ListOf(item):
            lists = [one for one in accepted if isinstance(one, ListOf)]
            return any(not item or not one.item or any(_fits(inner, one.item) for inner in item) for one in lists)
    return kind in accepted
