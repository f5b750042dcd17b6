"""The model as templates see it: for each record the Swedish names of its fields and what they hold."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

from iopdocs.classes import dataclass
from iopdocs.model.base import Record, label_of


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field: its attribute in Python, its label in a gap, the record it holds, the values it may choose from.

    ``is_told`` is whether its value is printed as it is: no record, no choice, and no yes or no.
    """

    attribute: str
    label: str
    record: type[Record] | None
    choices: tuple[str, ...]
    is_told: bool = True


@cache
def fields_of(record: type[Record]) -> dict[str, FieldOf]:
    """Return the fields of a record by their Swedish alias."""
    fields = {}
    for attribute, info in record.model_fields.items():
        kinds = list(_kinds(info.annotation))
        holds = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Record)), None)
        choices = next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())
        is_told = holds is None and not choices and bool not in kinds
        fields[info.alias or attribute] = FieldOf(attribute, label_of(record, attribute), holds, choices, is_told)
    return fields


def _kinds(annotation: Any) -> list[Any]:
    """Flatten unions, tuples and Annotated to the kinds of single values."""
    if get_origin(annotation) is Literal:
        return [annotation]
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if hasattr(annotation, "__metadata__"):
        arguments = arguments[:1]
    return [kind for argument in arguments for kind in _kinds(argument)] if arguments else [annotation]
