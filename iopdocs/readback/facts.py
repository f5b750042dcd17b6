"""The facts of an agreement that are printed as they are: where each stands, those too that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from iopdocs.classes import dataclass
from iopdocs.model.base import Record, label_of
from iopdocs.model.paths import held_records, is_many, unmarked
from iopdocs.model.scalars import ONLY_IN, TEXT, Scalar, parse_id
from iopdocs.reading import KeyPath, Node
from iopdocs.templating.fields import fields_of

# How deep a record that is not there is made to hold a fact.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class PrintableFact:
    """A fact: its path of keys, what a gap calls it, how it is read, its value and how that is written.

    One that is not there has no value and nothing written.
    """

    path: KeyPath
    label: str
    scalar: Scalar | None
    value: Any = None
    written: str = ""

    @property
    def missing(self) -> bool:
        """Whether there is nothing to print but a gap."""
        return self.value is None


def facts_of(record: Record, data: Node) -> Iterator[PrintableFact]:
    """Yield every fact of a record and of those within it; ``data`` is what it was read from."""
    yield from _facts(type(record), record, data if isinstance(data, dict) else {}, (), 0)


def _facts(
    kind: type[Record], record: Record | None, data: dict[str, Node], path: KeyPath, absent: int
) -> Iterator[PrintableFact]:
    for name, info in kind.model_fields.items():
        alias = info.alias or name
        node, value, here = data.get(alias), getattr(record, name, None), (*path, alias)
        held = next(held_records(info.annotation), None)
        if held is not None:
            for inner, one, of, at in _held(held, info, value, node, here):
                deeper = absent + (one is None)
                if deeper <= _DEEPEST:
                    yield from _facts(inner, one, of, at, deeper)
        elif fields_of(kind)[alias].is_told and not _is_id(info):
            yield from _told(label_of(kind, name), info, value, node, here)


def _held(
    kind: type[Record], info: FieldInfo, value: Any, node: Node, path: KeyPath
) -> Iterator[tuple[type[Record], Record | None, dict[str, Node], KeyPath]]:
    """Yield the records that a key holds, each with its data and its path; or one that is not there."""
    many = is_many(info.annotation)
    if not node:
        yield kind, None, {}, (*path, 0) if many else path
    elif many and isinstance(node, list) and len(node) == len(value or ()):
        for place, (one, of) in enumerate(zip(value, node, strict=True)):
            if isinstance(one, Record) and isinstance(of, dict):
                yield type(one), one, of, (*path, place)
    elif isinstance(value, Record) and isinstance(node, dict):
        yield type(value), value, node, path


def _told(label: str, info: FieldInfo, value: Any, node: Node, path: KeyPath) -> Iterator[PrintableFact]:
    scalar = next((mark for mark in _marks(info) if isinstance(mark, Scalar)), None)
    if is_many(info.annotation) and isinstance(node, list) and len(node) == len(value or ()):
        for place, (one, of) in enumerate(zip(value, node, strict=True)):
            yield from _written(label, scalar, one, of, (*path, place))
        return
    if is_many(info.annotation) and len(value or ()) <= 1:
        value = value[0] if value else None
    yield from _written(label, scalar, value, node, path)


def _written(label: str, scalar: Scalar | None, value: Any, node: Node, path: KeyPath) -> Iterator[PrintableFact]:
    if isinstance(node, dict) and set(node) == {TEXT, ONLY_IN}:
        node, path = node[TEXT], (*path, TEXT)
    if node is None or isinstance(node, str):
        # What is only said of it (cirka 20) is printed as it was said; what is said to be unknown is a gap.
        said = node if value is None and node and not _is_unknown(node) else value
        yield PrintableFact(path, label, scalar, said, node or "")


def _is_unknown(text: str) -> bool:
    from iopdocs.model.said import UNKNOWN_WORDS

    return text.strip().casefold() in UNKNOWN_WORDS


def _marks(info: FieldInfo) -> tuple[Any, ...]:
    """Return the marks on a type, those on what its list holds too."""
    bare, marks = unmarked(info.annotation)
    if is_many(info.annotation):
        marks += unmarked(get_args(bare)[0])[1]
    return (*info.metadata, *marks)


def _is_id(info: FieldInfo) -> bool:
    return any(getattr(mark, "func", None) is parse_id for mark in _marks(info))
