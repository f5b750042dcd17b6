"""A fact that is not there: false, empty, and a visible gap when printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iopdocs.model.base import Record
from iopdocs.templating.fields import fields_of
from iopdocs.word.marks import mark

Report = Callable[[str], None]


class Missing:
    """Stands for a missing fact in templates; ``label`` is what the gap says, ``report`` hears of each one printed."""

    __slots__ = ("_label", "_record", "_report")

    def __init__(self, label: str, report: Report, record: type[Record] | None = None) -> None:
        self._label, self._report, self._record = label, report, record

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        field = fields_of(self._record).get(name) if self._record else None
        if field is not None:
            return Missing(field.label, self._report, field.record)
        if self._record is not None:
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        self._report(self._label)
        return mark(f"saknas: {self._label}")
