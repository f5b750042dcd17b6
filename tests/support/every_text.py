"""Where an agreement has texts, by the model: for tests that put any text in every place there is one."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.scalars import Scalar
from iopdocs.reading import KeyPath, parse_source

HERE = Path(__file__).parents[1]
_REAL = HERE.parent / "agreements" / "umea-kvinnojouren-2022.yaml"
FILES = {path.stem: path for path in (*sorted((HERE / "agreements").glob("*.yaml")), _REAL)}
MORE: dict[str, list[tuple[KeyPath, Any]]] = {
    "exempelby-komplett-2026": [
        (("tvister", "hävning"), "x"),
        (("lagrum_per_källa",), "x"),
        (("ekonomi", "anmärkning"), "x"),
        (("parter", 0, "diarienummer"), "KS 2026/1"),
        (("parter", 0, "kontakter", 0, "parti"), "S"),
        (("uppgifter_bedömda",), [{"ord": "x", "röjer": "nej", "av": "x", "skäl": "x"}]),
    ],
    "exempelby-bilagor-2026": [
        (("tilldelningar", 0, "längre_skäl"), "x"),
        (("klausuler",), {"utan": [{"krav": "forsakring", "skäl": "x", "av": "x", "dag": "2026-05-04"}]}),
    ],
    "exempelstad-forlangning-2023": [(("förlängningar", 0, "diarienummer"), "KS 2026/1")],
}


@cache
def text_fields() -> frozenset[str]:
    """Return every field of the model that is a text of no form of its own, as ``Record.nyckel``."""
    return frozenset(_fields(Agreement, set()))


def read(name: str) -> dict[str, Any]:
    """Return the data of one of the agreements."""
    source, problems = parse_source(FILES[name].read_text(encoding="utf-8"), name)
    assert isinstance(source.data, dict), problems
    return source.data


def places(data: Any, kind: type[Record] = Agreement, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path of each text in an agreement's data, with the field it is in."""
    for name, info in kind.model_fields.items():
        key = info.alias or name
        kept = held(info.annotation, info.metadata)
        given = data.get(key) if isinstance(data, dict) else None
        if isinstance(data, dict) and "skyddad" in data:
            continue  # an address that is looked for everywhere else
        for where, one in each(given, (*path, key)):
            if kept is str and isinstance(one, str):
                yield where, f"{kind.__name__}.{key}"
            elif isinstance(kept, type) and issubclass(kept, Record):
                yield from places(one, kept, where)


def _few() -> Iterator[str]:
    """Yield the names of few agreements that together have a text in every field that any of them has one in."""
    held = {name: {field for _, field in places(read(name))} for name in FILES}
    left = set[str]().union(*held.values())
    while left:
        most = max(held, key=lambda name: len(held[name] & left))
        left -= held[most]
        yield most


def put(data: Any, path: KeyPath, value: Any) -> None:
    """Put a value at a path; what leads there is there."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def each(given: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Yield what a key holds with its path: each of a list, or the one value."""
    if isinstance(given, list):
        yield from (((*path, number), one) for number, one in enumerate(given))
    elif given is not None:
        yield path, given


def _fields(kind: type[Record], seen: set[type]) -> Iterator[str]:
    seen.add(kind)
    for name, info in kind.model_fields.items():
        kept = held(info.annotation, info.metadata)
        if kept is str:
            yield f"{kind.__name__}.{info.alias or name}"
        elif isinstance(kept, type) and issubclass(kept, Record) and kept not in seen:
            yield from _fields(kept, seen)


def held(annotation: Any, metadata: Any = ()) -> Any:
    """Return what a field holds one or many of; None for what has a form of its own."""
    if any(isinstance(mark, Scalar) or "parse_id" in repr(mark) for mark in metadata):
        return None
    if hasattr(annotation, "__metadata__"):
        return held(annotation.__origin__, annotation.__metadata__)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return held(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return held(get_args(annotation)[0])
    return None if origin is Literal else annotation


#: Agreements that together have a text in every field there is, with ``MORE``; none has an error of its own.
NAMES = tuple(_few())
