"""Whose a gap is: the records of an agreement's lists by the name or the place that a reader knows them by."""

from __future__ import annotations

from typing import Any

from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record
from iopdocs.templating.fields import fields_of

#: The keys that hold what a record is called, first the one that says most.
_NAMES = ("namn", "benämning", "rubrik")
_LONGEST = 60


class Places:
    """Where each record of an agreement stands: its own words for it, and those of the records that it stands in."""

    def __init__(self, agreement: Agreement) -> None:
        self._whose: dict[int, str] = {}
        self._kept = agreement  # records live as long as it, so their id is theirs
        self._within(agreement, "")

    def whose(self, record: Record) -> str:
        """Return what the nearest record of a list is called, and what that one stands in; nothing of the agreement."""
        return self._whose.get(id(record), "")

    def _within(self, record: Record, whose: str) -> None:
        self._whose[id(record)] = whose
        for name, of in fields_of(type(record)).items():
            value: Any = getattr(record, of.attribute)
            if isinstance(value, Record):
                self._within(value, whose)
            elif isinstance(value, tuple):
                for number, item in enumerate(value, start=1):
                    if isinstance(item, Record):
                        own = _called(item) or f"{name}[{number}]"
                        self._within(item, f"{own}, {whose}" if whose else own)


def _called(record: Record) -> str:
    """Return what a record is called, or the day it is known by; nothing when it has neither."""
    if isinstance(record, Dated) and record.dated:
        return str(record.dated)
    own = fields_of(type(record))
    named = (getattr(record, own[key].attribute) for key in _NAMES if key in own)
    found = next((name for name in named if isinstance(name, str) and name), "")
    return found if len(found) <= _LONGEST else ""
