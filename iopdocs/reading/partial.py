"""What can still be used of a faulty file, so that one run can show the faults of its form and of its contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from iopdocs.errors import Problem
from iopdocs.reading.model_errors import translate
from iopdocs.reading.source import KeyPath, Node, Source, SourcePlace

M = TypeVar("M", bound=BaseModel)

# Dropping a required value makes its record incomplete, so its record must be dropped too, and so on up.
ROUNDS = 8


def salvage(source: Source, model: type[M], stand_ins: Mapping[str, Node]) -> tuple[M | None, Source, list[Problem]]:
    """Return a model of all values that are right, where they stand, and a Problem for each that is not.

    ``stand_ins`` are used for required keys at the top that are missing or wrong. The model is None when nothing can
    be used. A result with problems must not be made into documents.
    """
    problems: list[Problem] = []
    for attempt in range(ROUNDS):
        try:
            return model.model_validate(source.data), source, problems
        except ValidationError as error:
            if attempt == 0:
                problems = translate(error, source, model)
            source = _without(source, {_culprit(details) for details in error.errors(include_url=False)}, stand_ins)
    return None, source, problems


def _culprit(details: Mapping[str, object]) -> KeyPath:
    loc: KeyPath = tuple(details["loc"])  # type: ignore[arg-type]
    return loc[:-1] if details["type"] == "missing" and len(loc) > 1 else loc


def _without(source: Source, bad: set[KeyPath], stand_ins: Mapping[str, Node]) -> Source:
    places: dict[KeyPath, SourcePlace] = {}
    data = _prune(source.data, (), (), bad, source, places)
    if isinstance(data, dict):
        for (name,) in (path for path in bad if len(path) == 1 and path[0] in stand_ins):
            data[str(name)] = stand_ins[str(name)]
    return replace(source, data=data, places=places)


def _prune(
    node: Node, old: KeyPath, new: KeyPath, bad: set[KeyPath], source: Source, places: dict[KeyPath, SourcePlace]
) -> Node:
    """Copy a node without its bad parts; list items move up, so each value's place is written down anew."""
    if old in source.places:
        place = source.places[old]
        places[new] = place._replace(path=place.path or old)
    if isinstance(node, dict):
        kept = {name: value for name, value in node.items() if (*old, name) not in bad}
        return {name: _prune(value, (*old, name), (*new, name), bad, source, places) for name, value in kept.items()}
    if isinstance(node, list):
        items = [(index, value) for index, value in enumerate(node) if (*old, index) not in bad]
        return [_prune(value, (*old, i), (*new, n), bad, source, places) for n, (i, value) in enumerate(items)]
    return node
