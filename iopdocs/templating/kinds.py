"""What a template can know of a value before there is one: a text, a choice, a record, a list of them.

The kinds of a value are told by the annotation where it is declared, in the model or in the vocabulary. Several kinds
are alternatives; none at all is a value that nothing is known of, and nothing is said about it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from iopdocs.classes import dataclass, fields
from iopdocs.model.base import Record
from iopdocs.model.lengths import Length
from iopdocs.swedish.clock import ClockRange, ClockTime
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Facts, Layouts, View


@dataclass(frozen=True, slots=True)
class Single:
    """One value that can be printed; ``called`` is what a user calls such a value."""

    called: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value chosen from a closed set."""

    choices: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names that a template can ask for."""
        return [choice.replace(" ", "_") for choice in self.choices]


@dataclass(frozen=True, slots=True)
class OfRecord:
    """A record of the model, as a view."""

    record: type[Record]


@dataclass(frozen=True, slots=True)
class OfFacts:
    """Facts that have been worked out."""

    facts: type[Facts]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``item`` is what each of it is."""

    item: Kinds


@dataclass(frozen=True, slots=True)
class OfFunction:
    """A function that takes a text, and perhaps records; ``result`` is what it gives."""

    result: Kinds


@dataclass(frozen=True, slots=True)
class OfLayouts:
    """The layouts that a section shows: any name can be asked for."""


@dataclass(frozen=True, slots=True)
class OfLoop:
    """What a loop says of itself."""


Kinds = tuple[Single | OneOf | OfRecord | OfFacts | ListOf | OfFunction | OfLayouts | OfLoop, ...]

UNKNOWN: Kinds = ()
TEXT, YES_NO, WHOLE = Single("text"), Single("ja eller nej"), Single("helt tal")
_SINGLES = {
    str: TEXT,
    bool: YES_NO,
    int: WHOLE,
    Decimal: Single("tal"),
    date: Single("datum"),
    time: Single("klockslag"),
    ClockTime: Single("klockslag"),
    ClockRange: Single("tid från och till"),
    Length: Single("tidslängd"),
}
_LISTS = (list, tuple, Iterable)


@cache
def kinds_of(annotation: Any) -> Kinds:
    """Return the kinds of the values that an annotation speaks of; that a value may be missing is no kind."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return kinds_of(arguments[0])
    if origin in (Union, types.UnionType):
        return _together(tuple(one for one in arguments if one not in (type(None), Missing)))
    if origin is Literal:
        return (OneOf(arguments),)
    if origin is View:
        return (OfRecord(arguments[0]),)
    if origin in _LISTS:
        item = kinds_of(arguments[0])
        # Only a field's own value can be asked for by name.
        return (ListOf((TEXT,) if any(isinstance(one, OneOf) for one in item) else item),)
    if origin is Callable:
        return (OfFunction(kinds_of(arguments[-1])),)
    return _of_class(annotation)


def _together(alternatives: tuple[Any, ...]) -> Kinds:
    found = [kinds_of(one) for one in alternatives]
    # One alternative that nothing is known of makes all unknown.
    return tuple(dict.fromkeys(kind for kinds in found for kind in kinds)) if all(found) else UNKNOWN


def _of_class(annotation: Any) -> Kinds:
    if not isinstance(annotation, type):
        return UNKNOWN
    if annotation in _SINGLES:
        return (_SINGLES[annotation],)
    if issubclass(annotation, Record):
        return (OfRecord(annotation),)
    if issubclass(annotation, Facts):
        return (OfFacts(annotation),)
    return (OfLayouts(),) if annotation is Layouts else UNKNOWN


def printable(kinds: Kinds) -> bool:
    """Whether a value may be printed, as far as is known."""
    return not kinds or any(isinstance(kind, Single | OneOf) and kind != YES_NO for kind in kinds)


@cache
def fields_by_kind(record: type[Record]) -> dict[str, Kinds]:
    """Return the kinds of a record's fields by their Swedish aliases."""
    return {info.alias or name: kinds_of(cast(Any, info.annotation)) for name, info in record.model_fields.items()}


def facts_by_kind(facts: type[Facts]) -> dict[str, Kinds]:
    """Return the kinds of the facts that a kind of facts declares, by name."""
    return _facts_by_kind(cast(Any, facts))


@cache
def _facts_by_kind(facts: type[Facts]) -> dict[str, Kinds]:
    hints: dict[str, Any] = get_type_hints(facts)
    return {one.name: kinds_of(hints[one.name]) for one in fields(facts)}


def help_of(facts: type[Facts]) -> dict[str, str]:
    """Return what the handbook says of each fact that a kind of facts declares, by name."""
    hints: dict[str, Any] = get_type_hints(facts, include_extras=True)
    return {one.name: hints[one.name].__metadata__[0] for one in fields(facts)}
