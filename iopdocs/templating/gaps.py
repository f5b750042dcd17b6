"""A fact that is not there: false, empty, and a visible gap when printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Protocol

from iopdocs.model.base import Record
from iopdocs.templating.fields import fields_of
from iopdocs.word.marks import mark


class Reader(Protocol):
    """What a view or a gap needs of the document being made: where gaps are reported, and what is known of records."""

    def report(self, label: str) -> None:
        """Hear that a missing fact was printed."""

    def whose(self, record: Record, label: str) -> str:
        """Return what the list of gaps calls a missing fact of a record: whose it is, when there may be several."""

    def read(self, record: Record, name: str) -> Any:
        """Return a field of a record, or a fact worked out for it. Raises AttributeError when it has neither."""

    def fact_names(self, record: type[Record]) -> Collection[str]:
        """Return the names of the facts worked out for such a record."""


class Missing:
    """Stands for a missing fact in templates; ``label`` is what the gap says, ``reader`` hears of each one printed.

    Of a missing ``record`` all that can be asked of such a record can be asked, and is missing too. ``told`` is what
    is heard of: beside the label it says whose fact it is, which the place of the gap shows to who reads the document.
    """

    __slots__ = ("_label", "_reader", "_record", "_told")

    def __init__(self, label: str, reader: Reader, record: type[Record] | None = None, told: str = "") -> None:
        self._label, self._reader, self._record, self._told = label, reader, record, told or label

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._record is None:
            return self
        if name in self._reader.fact_names(self._record):
            return Missing(self._label, self._reader)
        field = fields_of(self._record).get(name)
        if field is None:
            raise AttributeError(name)
        return Missing(field.label, self._reader, field.record)

    def __str__(self) -> str:
        self._reader.report(self._told)
        return mark(f"saknas: {self._label}")

    def known_(self) -> list[str]:
        """Return the names that can be asked for; of a fact that is no record, any name can."""
        if self._record is None:
            return []
        return [*self._reader.fact_names(self._record), *fields_of(self._record)]
