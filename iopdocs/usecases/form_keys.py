"""What the form shows each key of the model as: worked out once, since the form is made anew after each letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from iopdocs.classes import dataclass
from iopdocs.model.base import Record
from iopdocs.model.paths import held_records, is_many, unmarked
from iopdocs.model.scalars import Scalar, parse_id

FieldKind = Literal["line", "text", "choice", "several", "raw"]


@dataclass(frozen=True, slots=True)
class FormKey:
    """A key of a record: its label and help, how its value is filled in, the values to choose from, an example.

    ``record`` is the type of the record that it holds, ``items`` that of the records of its list.
    """

    key: str
    label: str
    help: str
    kind: FieldKind
    record: type[Record] | None
    items: type[Record] | None
    choices: tuple[str, ...]
    example: str

    @property
    def holds_records(self) -> bool:
        """Whether what it holds is no value of its own."""
        return self.record is not None or self.items is not None


@cache
def keys_of(record: type[Record]) -> tuple[FormKey, ...]:
    """Return the keys of a record in the order of the model."""
    return tuple(_key(info.alias or name, info) for name, info in record.model_fields.items())


def _key(alias: str, info: FieldInfo) -> FormKey:
    annotation: Any = info.annotation
    base, marks = unmarked(annotation)
    held, many = next(held_records(annotation), None), is_many(annotation)
    label = info.title or alias
    return FormKey(
        key=alias,
        label=label[:1].upper() + label[1:],
        help=info.description or "",
        kind="raw" if held else "several" if many else _kind(base, (*marks, *info.metadata)),
        record=None if many else held,
        items=held if many else None,
        choices=() if held or many else tuple(_choices(base)),
        example=next((one.example for one in marks if isinstance(one, Scalar)), ""),
    )


def _kind(base: Any, marks: tuple[object, ...]) -> FieldKind:
    if get_origin(base) is Literal or base is bool:
        return "choice"
    return "line" if any(isinstance(one, Scalar) or _is_id(one) for one in marks) else "text"


def _is_id(mark: object) -> bool:
    return isinstance(mark, AfterValidator) and mark.func is parse_id


def _choices(base: Any) -> Iterator[str]:
    yield from ("ja", "nej") if base is bool else map(str, get_args(base)) if get_origin(base) is Literal else ()
