"""What may not be said everywhere: texts and records that only some documents may tell.

``endast_i`` names the documents. In all others the text, or the record, is as if it were not in the file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from iopdocs.model.base import Record, key
from iopdocs.model.scalars import ONLY_IN, DocumentNames, LimitedText

R = TypeVar("R", bound=Record)


#: What is never limited, and has nothing in it that is.
_PLAIN = frozenset({type(None), str, bool, int, date, Decimal})


class Told(Record):
    """A record that can be limited to some documents.

    Not what sums, days or who is a party are worked out from: a document without it would say something else.
    """

    only_in: DocumentNames = key(
        ONLY_IN,
        "De handlingar som uppgiften får stå i, till exempel avtalet eller pressmeddelandet; utan uppgift alla",
        default=(),
    )


class Telling:
    """What one kind of document may tell of records; ``document`` is what ``endast_i`` calls it."""

    def __init__(self, document: str) -> None:
        self._document = document
        # A record is asked for by itself, and again as a part of another: it must be the same. Records live with it.
        self._told: dict[int, tuple[Record, Record]] = {}

    def of(self, record: R) -> R:
        """Return a record without what is limited to other documents; the same record when nothing in it is."""
        if id(record) not in self._told:
            changes = {}
            values = vars(record)  # told by a document is only what is read of it later
            for name, info in type(record).__pydantic_fields__.items():
                value = values[name]
                if type(value) in _PLAIN:
                    continue
                kept = self._kept(value)
                if kept is not value:
                    changes[name] = info.get_default() if kept is None else kept
            self._told[id(record)] = record, record.model_copy(update=changes) if changes else record
        return self._told[id(record)][1]  # type: ignore[return-value] # a copy of the record

    def _kept(self, value: Any) -> Any:
        """Return a value, what may be told of it, or None when that is nothing."""
        if isinstance(value, LimitedText | Told) and value.only_in and self._document not in value.only_in:
            return None
        if isinstance(value, Record):
            return self.of(value)
        if type(value) is not tuple:
            return value
        kept = tuple(found for one in value if (found := self._kept(one)) is not None)
        same = len(kept) == len(value) and all(map(lambda a, b: a is b, kept, value))
        return value if same else kept
