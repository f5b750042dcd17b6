"""A fact that is not there: false, empty, and a visible gap when printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Protocol

from iopdocs.model.base import Record
from iopdocs.templating.fields import fields_of
from iopdocs.word.marks import mark, within_a_mark


class Reader(Protocol):
    """What a view or a gap needs of the document being made: where gaps are reported, and what is known of records."""

    def report(self, label: str, owner: Record | None = None) -> None:
        """Hear that a missing fact was printed, and whose it is."""

    def hear(self, reason: str) -> None:
        """Hear that a template has chosen its words by something that is doubted, and why it is."""

    def read(self, record: Record, name: str) -> Any:
        """Return a field of a record, or a fact worked out for it. Raises AttributeError when it has neither."""

    def path_of(self, record: Record) -> tuple[str | int, ...] | None:
        """Return the path of keys of a record of the agreement, numbered from 0; None when it is none of them."""

    def fact_names(self, record: type[Record]) -> Collection[str]:
        """Return the names of the facts worked out for such a record."""


class Missing:
    """Stands for a missing fact in templates; ``label`` is what the gap says, ``reader`` hears of each one printed.

    Of a missing ``record`` all that can be asked of such a record can be asked, and is missing too. ``owner`` is the
    record that lacks it.
    """

    __slots__ = ("_label", "_owner", "_reader", "_record")

    def __init__(
        self, label: str, reader: Reader, record: type[Record] | None = None, owner: Record | None = None
    ) -> None:
        # The name of what lacks it may itself be missing.
        self._label, self._reader, self._record, self._owner = within_a_mark(label), reader, record, owner

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
            return Missing(self._label, self._reader, owner=self._owner)
        field = fields_of(self._record).get(name)
        if field is None:
            raise AttributeError(name)
        return Missing(field.label, self._reader, field.record, self._owner)

    def __str__(self) -> str:
        self._reader.report(self._label, self._owner)
        return mark(f"saknas: {self._label}")

    def known_(self) -> list[str]:
        """Return the names that can be asked for; of a fact that is no record, any name can."""
        if self._record is None:
            return []
        return [*self._reader.fact_names(self._record), *fields_of(self._record)]


class SaidUnknown(Missing):
    """A fact that is said to be unknown: there to be told of, so that its sentence stands, with the gap in it.

    Only of what a sentence prints. A choice or a yes that is unknown chooses nothing.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter((str(self),))

    def __len__(self) -> int:
        return 1
