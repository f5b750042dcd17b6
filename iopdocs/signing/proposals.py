"""What the data ought to say of a signing: the day of each signature, and when all have signed that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath, Node
from iopdocs.reading.roundtrip import dump_tree, load_tree
from iopdocs.reading.source import parse_source, where
from iopdocs.reading.tree_edits import put, text_of
from iopdocs.signing.signatories import path_to

_SIGNED = "undertecknat"


@dataclass(frozen=True, slots=True)
class SignedValue:
    """A value of the agreement's file: its keys, what stands there now, if anything, and what ought to."""

    path: KeyPath
    old: str | None
    new: str

    @property
    def where(self) -> str:
        """The keys as the user reads them."""
        return where(self.path)


def proposed(
    agreement: Agreement, item: Record | None, data: Node, days: Mapping[KeyPath, date], signed: date | None
) -> list[SignedValue]:
    """Return what ought to be written and is not; ``days`` are those of signatures, by the keys to the signatory.

    ``data`` is the agreement's file as read, ``signed`` the last day when all have signed. What stands in another file,
    as a party that several agreements share, is left out: it is not of this signing.
    """
    found = [(*path, "datum") for path in days]
    wanted = {path: day.isoformat() for path, day in zip(found, days.values(), strict=True)}
    base = path_to(agreement, item) if item is not None else ()
    record = item if item is not None else agreement
    if signed is not None and base is not None:
        keys = {info.alias for info in type(record).model_fields.values()}
        wanted = {
            **({(*base, "status"): _SIGNED} if "status" in keys else {}),
            **({(*base, _SIGNED): signed.isoformat()} if _SIGNED in keys else {}),
            **wanted,
        }
    made = (SignedValue(path, _text(_at(data, path)), new) for path, new in wanted.items())
    return [one for one in made if one.old != one.new and isinstance(_at(data, one.path[:-1]), dict)]


def with_values(text: str, agreement: Agreement, values: Sequence[SignedValue]) -> str:
    """Return the text of an agreement's file with some values, its comments kept.

    Raises InvalidAgreement when it cannot be written so that it says that and nothing else.
    """
    tree = load_tree(text)
    for one in values:
        *above, key = one.path
        node = _at(tree, tuple(above))
        put(node, str(key), text_of(one.new, node.get(key)), _order(agreement, tuple(above), str(key)))
    made = dump_tree(tree)
    said, wanted = parse_source(made, "")[0].data, parse_source(text, "")[0].data
    for one in values:
        _at(wanted, one.path[:-1])[one.path[-1]] = one.new
    if said != wanted:
        hint = "Skriv in förslaget för hand."
        raise InvalidAgreement(Problem("ändringen gick inte att skriva i filen", hint=hint, code="skrivfel"))
    return made


def lines_of(old: str, new: str) -> Iterator[str]:
    """Yield the lines that are new in a text."""
    before = old.splitlines()
    for line in new.splitlines():
        if line in before:
            before.remove(line)
        else:
            yield line


def _order(agreement: Agreement, path: KeyPath, key: str) -> list[str]:
    """Return the keys of a record in the order of the model."""
    found: Any = agreement
    for one in path:
        names = {} if isinstance(one, int) else {info.alias: name for name, info in type(found).model_fields.items()}
        found = found[one] if isinstance(one, int) else getattr(found, names[one])
    keys = [info.alias or name for name, info in type(found).model_fields.items()]
    return keys if key in keys else [*keys, key]


def _at(node: Any, path: KeyPath) -> Any:
    """Return what keys lead to; None when it is not there."""
    for key in path:
        if isinstance(node, dict):
            node = node.get(key)
        elif isinstance(node, list) and isinstance(key, int) and key < len(node):
            node = node[key]
        else:
            return None
    return node


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
