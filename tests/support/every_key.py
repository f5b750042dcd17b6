"""Every key of the model as it stands in agreements' data: for tests that leave out, limit or keep only one of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath
from tests.support.every_text import FILES, each, held, read

#: What must be there: of the agreement, to say which it is and who its parties are.
REQUIRED = {(Agreement, "id"), (Agreement, "parter")}


def records(data: Any, kind: type[Record] = Agreement, path: KeyPath = ()) -> Iterator[tuple[KeyPath, type[Record]]]:
    """Yield the path of every record in an agreement's data with its type, the agreement itself first."""
    yield path, kind
    for name, info in kind.model_fields.items():
        inner = held(info.annotation, info.metadata)
        if isinstance(inner, type) and issubclass(inner, Record):
            for where, one in each(data.get(info.alias or name), (*path, info.alias or name)):
                if isinstance(one, dict):
                    yield from records(one, inner, where)


def at(data: Any, path: KeyPath) -> Any:
    """Return what stands at a path."""
    for step in path:
        data = data[step]
    return data


@cache
def fullest() -> dict[str, frozenset[type[Record]]]:
    """Return agreements of ours that together have every type of record that any of them has, as few as may be.

    Each comes with the types that it has first.
    """
    types = {name: {kind for _, kind in records(read(name))} for name in FILES}
    left, chosen = set().union(*types.values()), dict[str, frozenset[type[Record]]]()
    while left:
        best = max(FILES, key=lambda name: len(types[name] & left))
        chosen[best] = frozenset(types[best] & left)
        left -= types[best]
    return chosen


def left_out(name: str) -> Iterator[tuple[list[KeyPath], dict[str, Any]]]:
    """Yield an agreement's data again and again, each time without one more key of its records; and which they are.

    Every key is left out once, and its record has all its others then. Those of the agreement go one at a time.
    """
    whole, types = read(name), fullest()[name]
    if Agreement in types:
        for key in whole:
            if (Agreement, key) not in REQUIRED:
                yield [(key,)], {other: value for other, value in whole.items() if other != key}
    found = [(path, list(at(whole, path))) for path, kind in records(whole) if path and kind in types]
    for turn in range(max((len(keys) for _, keys in found), default=0)):
        gone = [(*path, keys[turn]) for path, keys in found if turn < len(keys)]
        # What is within a record cannot be left out of it when the record itself is: those come another time.
        for leaves in (True, False):
            if paths := [path for path in gone if _is_leaf(whole, path) is leaves]:
                data = copy.deepcopy(whole)
                for path in sorted(paths, key=len, reverse=True):
                    del at(data, path[:-1])[path[-1]]
                yield paths, data


def _is_leaf(data: Any, path: KeyPath) -> bool:
    value = at(data, path)
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, dict) for one in value))
