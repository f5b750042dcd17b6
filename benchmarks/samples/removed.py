"""Agreements with facts taken away: any subset of what the model lets be missing, and no reference to it left."""

from __future__ import annotations

import copy
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from benchmarks.samples.anything import LISTS, agreements
from benchmarks.samples.documents import AGREEMENTS
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath, parse_source

#: How much is taken away, of all that can be.
RATES = (0, 0.02, 0.1, 0.3, 0.6, 0.9)


@cache
def wholes() -> list[dict[str, Any]]:
    """Return the data of the invented agreements that have no fault, in order of their names."""
    sources = (parse_source(path.read_text(encoding="utf-8"), path.name) for path in sorted(AGREEMENTS.glob("*.yaml")))
    return [source.data for source, problems in sources if isinstance(source.data, dict) and not problems]


def thinned() -> st.SearchStrategy[tuple[dict[str, Any], list[KeyPath]]]:
    """Return a strategy of an agreement's data with facts taken away, and the paths of those."""
    whole = wholes()
    given = st.one_of(st.integers(0, len(whole) - 1).map(lambda number: whole[number]), agreements())
    return st.tuples(given, st.sampled_from(RATES), st.randoms(use_true_random=False)).map(_thinned)


def _thinned(given: tuple[dict[str, Any], float, Any]) -> tuple[dict[str, Any], list[KeyPath]]:
    data, rate, chance = given
    gone = [path for path in removable(data) if chance.random() < rate]
    return without(data, gone), gone


def without(data: dict[str, Any], gone: list[KeyPath]) -> dict[str, Any]:
    """Return a copy of the data without what is at these paths, and without references to records that are gone."""
    left = copy.deepcopy(data)
    # The last first: what is taken out of a list moves what comes after it.
    for path in sorted(set(gone), key=lambda one: [str(step).rjust(4, "0") for step in one], reverse=True):
        holder = _at(left, path[:-1])
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
        elif isinstance(holder, list):
            del holder[int(path[-1])]
    _unhook(left, {key: _ids(left, name) for name, keys in LISTS.items() for key in keys})
    return left


def removable(data: Any, kind: type[Record] = Agreement, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of everything that may be missing: keys that are not required, and members of lists."""
    if not isinstance(data, dict):
        return
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if key not in data:
            continue
        many, held = _held(info.annotation)
        if not info.is_required() and key != "id":
            yield (*path, key)
        value = data[key]
        if many and isinstance(value, list):
            # An agreement has two parties; who they are is the first that must be known.
            first = 2 if (kind, key) == (Agreement, "parter") else 0
            yield from ((*path, key, number) for number in range(first, len(value)))
        if isinstance(held, type) and issubclass(held, Record):
            for where, one in _each(value, (*path, key)):
                yield from removable(one, held, where)


def _each(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, list):
        yield from (((*path, number), one) for number, one in enumerate(value))
    else:
        yield path, value


def _held(annotation: Any) -> tuple[bool, Any]:
    """Return whether a field holds many, and of what."""
    if hasattr(annotation, "__metadata__"):
        return _held(annotation.__origin__)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _held(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return True, _held(get_args(annotation)[0])[1]
    return False, annotation


def _at(data: Any, path: KeyPath) -> Any:
    """Return what is at a path; None when something on the way is gone."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _ids(data: dict[str, Any], name: str) -> set[str]:
    owner = data.get("ekonomi") or {} if name == "komponenter" else data
    joining = [one.get("part") or {} for more in data.get("tillägg", ()) for one in more.get("nya_parter", ())]
    return {one["id"] for one in [*owner.get(name, ()), *(joining if name == "parter" else ())] if "id" in one}


#: Of a record that is about another one, which key says so; without it the record says nothing.
_ABOUT = ("mål", "komponent", "part")


def _unhook(node: Any, known: dict[str, set[str]]) -> None:
    """Take away references to what is gone, and records that are about it."""
    if isinstance(node, list):
        node[:] = [one for one in node if not (isinstance(one, dict) and _hangs(one, known))]
    for key in list(node) if isinstance(node, dict) else ():
        if isinstance(node[key], str) and key in known and node[key] not in known[key]:
            del node[key]
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _unhook(inner, known)


def _hangs(record: dict[str, Any], known: dict[str, set[str]]) -> bool:
    return any(isinstance(record.get(key), str) and record[key] not in known[key] for key in _ABOUT)
