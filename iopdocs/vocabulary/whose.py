"""Whose a gap is: the records of an agreement's lists by the name or the place that a reader knows them by."""

from __future__ import annotations

from typing import Any

from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record
from iopdocs.templating.fields import fields_of

#: The keys that hold what a record is called, first the one that says most.
_NAMES = ("namn", "benämning", "rubrik")
#: Keys that a record about a person has: lists of gaps go into reports that others read, and name nobody.
_OF_A_PERSON = frozenset({"titel", "funktion"})
_LONGEST = 60


class ListPlaces:
    """Which records of lists each record of an agreement stands in, the nearest first, and where in its list each is.

    The agreement is walked through without being read as facts are: what a record is called here is not printed.
    """

    def __init__(self, agreement: Agreement) -> None:
        self._in: dict[int, tuple[tuple[Record, str], ...]] = {}  # by the id() of a record: the agreement lasts longer
        #: The path of keys of each record, numbered from 0, by its id().
        self.paths: dict[int, tuple[str | int, ...]] = {}
        self._walk(agreement, (), ())

    def whose(self, record: Record) -> str:
        """Return what the nearest record of a list is called, and what that one stands in; nothing of the agreement."""
        return ", ".join(_called(one, place) for one, place in self._in.get(id(record), ()))

    def _walk(self, record: Record, within: tuple[tuple[Record, str], ...], path: tuple[str | int, ...]) -> None:
        self._in[id(record)], self.paths[id(record)] = within, path
        for name, of in fields_of(type(record)).items():
            value: Any = vars(record)[of.attribute]
            if isinstance(value, Record):
                self._walk(value, within, (*path, name))
            elif isinstance(value, tuple):
                for number, item in enumerate(value, start=1):
                    if isinstance(item, Record):
                        self._walk(item, ((item, f"{name}[{number}]"), *within), (*path, name, number - 1))


def _called(record: Record, place: str) -> str:
    """Return what a record is called, or the list it is in and the day it is known by; its place when it has neither.

    ``Exempeljouren``, ``tillägg 2026-07-01``, ``undertecknare[2]``.
    """
    if isinstance(record, Dated) and record.dated:
        return f"{place.partition('[')[0]} {record.dated}"
    own = fields_of(type(record))
    if _OF_A_PERSON & own.keys():
        return place
    named = (vars(record)[own[key].attribute] for key in _NAMES if key in own)
    found = next((name for name in named if isinstance(name, str) and name), "")
    return found if 0 < len(found) <= _LONGEST else place
