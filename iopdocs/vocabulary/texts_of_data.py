"""The text that a document is given: what its authors wrote is not ours to mend, and no fault of the template's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from iopdocs.model.base import Record
from iopdocs.swedish.typography import tidied


class DataTexts:
    """All texts of a record, and those that ``more`` returns, folded. Gathered when first asked for, which is seldom.

    Each begins after a line break and ends before one, so that a text's first and last sign can be asked for.
    """

    def __init__(self, record: Record, more: Callable[[], str] = str) -> None:
        self._record, self._more = record, more

    @cached_property
    def _folded(self) -> str:
        return f"\n{folded(texts_of(self._record))}{self._more()}"

    def __contains__(self, words: object) -> bool:
        """Whether some words stand in the data, in any case."""
        return isinstance(words, str) and words.casefold() in self._folded


def folded(texts: Iterable[str]) -> str:
    """Return texts as words are sought in them: in any case, a line break after each."""
    return "".join(f"{tidied(text)}\n" for text in texts).casefold()


def texts_of(value: object) -> Iterator[str]:
    """Yield every text of a record, a list or a single value."""
    if isinstance(value, Record):
        yield from (one.text() for one in value.said.values())
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, str):
        yield value
