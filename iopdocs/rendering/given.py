"""The text of an agreement's data: what its authors wrote is not ours to mend, and no fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from iopdocs.model.base import Record


class Given:
    """All texts of a record. Gathered when first asked for, which most documents never do."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _folded(self) -> str:
        return "\n".join(_texts(self._record)).casefold()

    def __contains__(self, words: object) -> bool:
        """Whether some words stand in the data, in any case."""
        return isinstance(words, str) and words.casefold() in self._folded


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a record, a list or a single value."""
    if isinstance(value, Record):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
