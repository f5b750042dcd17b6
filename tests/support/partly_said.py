"""Agreements with what is known in part in the place of every value that may be: for tests of what then is printed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import count
from typing import Any, get_args, get_origin

from iopdocs.model import Agreement, scalars
from iopdocs.model.base import Record
from iopdocs.model.said import Kind
from iopdocs.model.scalars import Scalar
from iopdocs.reading import KeyPath
from tests.support.every_text import put

#: The kinds of values that may be known in part.
KINDS = tuple(one for one in vars(scalars).values() if isinstance(one, Kind))
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober")


def partly_known(data: dict[str, Any]) -> dict[KeyPath, tuple[str, str]]:
    """Return what to write for each value that may be known in part, by its path: its key, and words of its own.

    The words are as they are printed, so that they can be looked for in a document.
    """
    numbers = count(1)
    return {path: (key, _words(kind, next(numbers))) for path, key, kind in _places(data, Agreement)}


def written(data: dict[str, Any], said: dict[KeyPath, tuple[str, str]], same: str = "") -> Agreement:
    """Return the agreement with those values in part, or all of them as ``same``."""
    changed = copy.deepcopy(data)
    for path, (_, words) in said.items():
        put(changed, path, same or words)
    return Agreement.model_validate(changed)


def _words(kind: Kind, number: int) -> str:
    if kind.of_time:
        return f"{_MONTHS[number % 10]} {1900 + number}"
    if kind.of_money:
        return f"drygt {7_000 + number} miljoner"
    if kind.name == "årtal":
        return f"omkring {1900 + number % 290}"
    if kind.name == "klockslag":
        return f"omkring {number % 24}:{number % 60:02}"
    unit = " år" if kind.name == "tidslängd" else ""
    return f"drygt {number % 190 + 3}{unit}"


def _places(given: Any, record: type[Record], path: KeyPath = ()) -> Iterator[tuple[KeyPath, str, Kind]]:
    for name, info in record.model_fields.items():
        key = info.alias or name
        value = given.get(key) if isinstance(given, dict) else None
        kind = next(_kinds(info.annotation, info.metadata), None)
        if kind is not None and isinstance(value, str) and info.default is None and not info.is_required():
            yield (*path, key), f"{record.__name__}.{key}", kind
        inner = next(_records(info.annotation), None)
        for where, one in _each(value, (*path, key)) if inner else ():
            yield from _places(one, inner, where) if inner else ()


def _each(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, list):
        yield from (((*path, number), one) for number, one in enumerate(value))
    elif isinstance(value, dict):
        yield path, value


def _kinds(annotation: Any, metadata: Any = ()) -> Iterator[Kind]:
    yield from (one.kind for one in metadata if isinstance(one, Scalar) and one.kind)
    if hasattr(annotation, "__metadata__"):
        yield from _kinds(annotation.__origin__, annotation.__metadata__)
    elif get_origin(annotation) is not tuple:
        for one in get_args(annotation):
            yield from _kinds(one)


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for one in get_args(annotation):
        yield from _records(one)
