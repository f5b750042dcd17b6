"""Every key of the model as it stands in agreements' data: for tests that leave out, limit or keep only one of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import Any

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath
from tests.support.every_text import FILES, each, held, read
from tests.support.examples import LONG

#: What must be there: of the agreement, to say which it is and who its parties are.
REQUIRED = {(Agreement, "id"), (Agreement, "parter")}
#: In how many turns the parts of an agreement are left out.
_TURNS = 8


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

    Every key is left out once, and its record has all its others then. What the agreement has records in goes one part
    at a time in a long run, else some together.
    """
    whole, types = read(name), fullest()[name]
    free = [key for key in whole if (Agreement, key) not in REQUIRED] if Agreement in types else []
    parts = [key for key in free if not _is_leaf(whole, (key,))]
    for turn in range(turns := len(parts) if LONG else min(len(parts), _TURNS)):
        gone = parts[turn::turns]
        yield [(key,) for key in gone], {key: value for key, value in whole.items() if key not in gone}
    found = [(path, list(at(whole, path))) for path, kind in records(whole) if path and kind in types]
    found.append(((), [key for key in free if key not in parts]))
    # What is within a record cannot be left out of it when the record itself is: those come another time.
    for leaves in (True, False):
        kept = [[(*path, key) for key in keys if _is_leaf(whole, (*path, key)) is leaves] for path, keys in found]
        for paths in zip_longest(*kept):
            left = [path for path in paths if path]
            inner = [path for path in left if any(path[: len(one)] == one for one in left if one != path)]
            for gone in ([path for path in left if path not in inner], inner):
                if gone:
                    yield gone, _without(whole, gone)


def _without(whole: dict[str, Any], gone: list[KeyPath]) -> dict[str, Any]:
    data = copy.deepcopy(whole)
    for path in gone:
        del at(data, path[:-1])[path[-1]]
    return data


def _is_leaf(data: Any, path: KeyPath) -> bool:
    value = at(data, path)
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, dict) for one in value))
