"""What the data ought to say of a signing: the day of each signature, and when all have signed that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath, Node
from iopdocs.reading.source import where
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


def lines_of(old: str, new: str) -> Iterator[str]:
    """Yield the lines that are new in a text."""
    before = old.splitlines()
    for line in new.splitlines():
        if line in before:
            before.remove(line)
        else:
            yield line


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
