"""A fact that is not there: false, empty, and a visible gap when printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iopdocs.model.base import Record
from iopdocs.rendering.fields import fields_of

# Private-use characters that no data may hold (the reader refuses them) mark a gap until it is made a run of its own.
GAP_START, GAP_END = "\ue000", "\ue001"

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


def mark(text: str) -> str:
    """Return the text as a highlighted mark in brackets, on one line: a run of its own has no line breaks."""
    return f"{GAP_START}[{' '.join(text.split())}]{GAP_END}"
