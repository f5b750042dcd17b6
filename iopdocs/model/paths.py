"""Where the keys of a model stand: each by its path, such as ``parter[].adress.ort``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from iopdocs.model.base import Record

#: A key: the type of record that has it, and its alias.
Key = tuple[type[Record], str]


def records(model: type[Record]) -> dict[type[Record], dict[str, None]]:
    """Return the records of a model with the paths they stand at, in the order of the keys."""
    found: dict[type[Record], dict[str, None]] = {}

    def visit(record: type[Record], path: str) -> None:
        found.setdefault(record, {})[path] = None
        for name, info in record.model_fields.items():
            for inner in held_records(info.annotation):
                step = f"{info.alias or name}{'[]' if is_many(info.annotation) else ''}"
                visit(inner, f"{path}.{step}" if path else step)

    visit(model, "")
    return found


def unmarked(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Strip ``| None`` and ``Annotated`` from a type; return it with the marks it had."""
    return _unmarked(kind)


@cache
def _unmarked(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    marks: tuple[Any, ...] = ()
    while True:
        arguments = [argument for argument in get_args(kind) if argument is not type(None)]
        if hasattr(kind, "__metadata__"):
            marks, kind = (*kind.__metadata__, *marks), arguments[0]
        elif len(arguments) == 1 and len(get_args(kind)) == 2 and get_origin(kind) is not tuple:
            kind = arguments[0]
        else:
            return kind, marks


@cache
def _held(kind: Any) -> tuple[type[Record], ...]:
    if isinstance(kind, type) and issubclass(kind, Record):
        return (kind,)
    arguments = () if get_origin(kind) is Literal else get_args(kind)
    return tuple(record for argument in arguments for record in _held(argument))


def keys_of(record: type[Record]) -> list[str]:
    """Return the keys of a record, in the order they have in it."""
    return [info.alias or name for name, info in record.model_fields.items()]


def held_records(kind: Any) -> Iterator[type[Record]]:
    """Yield the types of record that a type holds, in lists and choices too."""
    yield from _held(kind)


def is_many(kind: Any) -> bool:
    """Whether a type is a list."""
    return get_origin(unmarked(kind)[0]) is tuple


def is_optional_record(record: type[Record], alias: str) -> bool:
    """Whether a key holds a record of its own that may be left out."""
    info = next((one for name, one in record.model_fields.items() if (one.alias or name) == alias), None)
    if info is None or info.is_required() or info.default is not None:
        return False
    return not is_many(info.annotation) and next(held_records(info.annotation), None) is not None
