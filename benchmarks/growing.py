"""Agreements, settings, clauses and templates that can be made as large as wanted: what ``benchmarks/budget.py`` feeds.

The agreements are made by walking the model, so that a new list of it is grown at once.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from benchmarks import ROOT
from benchmarks.samples.anything import CLAUSES, IDS, WORDS, woven
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.scalars import Scalar

Path_ = tuple[str, ...]
# What the example of a type cannot say: values that go together, and texts that name something of ours.
_OWN: dict[tuple[str, str], Any] = {
    ("Agreement", "dokumentnamn"): "överenskommelse",
    ("OmittedClause", "klausul"): CLAUSES[0],
    ("ReplacedClause", "klausul"): CLAUSES[1],
    ("ClauseChoices", "med"): [CLAUSES[2]],
    ("LawReference", "lagrum"): "2 kap. 1 § SoL",
    ("Address", "skyddad"): "nej",
    ("Component", "slag"): "per år",
    ("Address", "postnummer"): "901 84",
    ("Action", "status"): "öppen",
    ("Agreement", "avtalstid"): {"från": "2024-01-01", "till": "2028-12-31"},
}
_SOUND = {"212000-0000": "212000-0142", "123-4567": "160-9908", "12 34 56-7": "28 65 43-4", "123 45": "901 84",
          "08-123 456 78": "08-465 004 00"}  # fmt: skip
_LEFT_OUT = {
    ("Party", "organisation"), ("Contact", "kontakt"), ("Agreement", "ersätter"), ("Agreement", "lagrum_per"),
    ("Economy", "inga_pengar"), ("Payment", "antal"),
}  # fmt: skip
PARTIES = (
    {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
    {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"},
)


def _kind(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without ``| None`` and ``Annotated``, and what it was annotated with."""
    marks: tuple[Any, ...] = ()
    while True:
        if hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation, marks


@cache
def lists(record: type[Record] = Agreement, above: Path_ = ()) -> tuple[Path_, ...]:
    """Return the path of every list of a record, also of those within others."""
    found: list[Path_] = []
    for name, info in record.model_fields.items():
        kind, _ = _kind(info.annotation)
        path = (*above, info.alias or name)
        inner = _kind(get_args(kind)[0])[0] if get_origin(kind) is tuple else kind
        if get_origin(kind) is tuple and path != ("klausuler", "med"):
            found.append(path)
        if isinstance(inner, type) and issubclass(inner, Record) and len(path) < 6:
            found += lists(inner, path)
    return tuple(found)


def agreement(sizes: dict[Path_, int]) -> dict[str, Any]:
    """Return the data of an agreement with every key, where each list named has so many items and any other one."""
    data = _record(Agreement, (), sizes, 0)
    data["parter"] = [*PARTIES, *data["parter"]]
    made = woven(data)
    for party in (*made["parter"][1:], *(one["part"] for each in made["tillägg"] for one in each["nya_parter"])):
        party |= {"roll": "idéburen", "typ": "förening"}
    return {**made, "id": "exempel"}


def _record(record: type[Record], path: Path_, sizes: dict[Path_, int], number: int) -> dict[str, Any]:
    made = {}
    for name, info in record.model_fields.items():
        alias = info.alias or name
        if (record.__name__, alias) in _LEFT_OUT:
            continue
        value = _OWN.get((record.__name__, alias))
        made[alias] = value or _value(info.annotation, info.metadata, (*path, alias), sizes, number)
    return {alias: value for alias, value in made.items() if value is not None}


def _value(annotation: Any, metadata: Any, path: Path_, sizes: dict[Path_, int], number: int) -> Any:
    kind, marks = _kind(annotation)
    for mark in (*metadata, *marks):
        if isinstance(mark, Scalar):
            return _scalar(mark.example, number)
    if get_origin(kind) is Literal:
        return get_args(kind)[number % len(get_args(kind))]
    if get_origin(kind) is tuple:
        return [_value(get_args(kind)[0], (), path, sizes, one) for one in range(sizes.get(path, 1))]
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind, path, sizes, number) if len(path) < 7 else None
    if kind is str:
        named = any("parse_id" in repr(mark) for mark in (*metadata, *marks))
        return IDS[number % len(IDS)] if named else WORDS[0]
    return None


def _scalar(example: str, number: int) -> str:
    if example == "2024-01-01":
        return f"{2024 + number // 336 % 4}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    if example == "2024":
        return str(2024 + number % 3)
    return _SOUND.get(example, example)


def write_agreement(folder: Path, data: dict[str, Any], more: str = "") -> None:
    """Write a workspace with one agreement: JSON is YAML, one record a line."""
    workspace(folder)
    rows = (f"{json.dumps(key, ensure_ascii=False)}: {_shown(value)}\n" for key, value in data.items())
    (folder / "agreements" / "a.yaml").write_text("".join(rows) + more, encoding="utf-8")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "".join(f"\n  - {json.dumps(one, ensure_ascii=False)}" for one in value)
    return json.dumps(value, ensure_ascii=False)


def workspace(folder: Path, *, templates: bool = True) -> None:
    """Make a workspace without agreements; with the starter's templates, or with none."""
    (folder / "agreements").mkdir(parents=True, exist_ok=True)
    if templates and not (folder / "templates").exists():
        (folder / "templates").symlink_to(ROOT / "templates")


def minimal(folder: Path, more: str) -> None:
    """Write a workspace with one small agreement and some more YAML in it."""
    write_agreement(folder, {"id": "exempel", "parter": list(PARTIES)}, more)


def grown() -> Iterator[tuple[str, Path_]]:
    """Yield the name and path of each list of the agreement to grow."""
    for path in lists():
        yield ".".join(path), path
