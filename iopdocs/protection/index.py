"""An index of everything that is looked for by its letters: one walk through a text finds where to look closer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from iopdocs.protection.find import Find
from iopdocs.protection.view import INSIDE, FoldedText

Judge = Callable[[FoldedText, int, int], Find | None]
#: So many letters tell whether it is worth looking closer.
_HEAD = 3


class Index:
    """Who judges each run of letters. The work grows with the text, not with how many there are to judge."""

    def __init__(self, judges: Mapping[str, Sequence[Judge]]) -> None:
        self._judges = judges
        lengths: dict[str, set[int]] = {}
        for key in judges:
            lengths.setdefault(key[:_HEAD], set()).add(len(key))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}
        self._short = sorted({len(head) for head in lengths if len(head) < _HEAD})
        inside: dict[str, set[int]] = {}
        for key in judges:
            if len(key) >= INSIDE:
                inside.setdefault(key[:INSIDE], set()).add(len(key))
        self._inside = {head: tuple(sorted(found)) for head, found in inside.items()}

    def finds(self, view: FoldedText) -> Iterator[Find]:
        """Yield what each judge finds in a text."""
        for at, length in self._places(view):
            run = view.letters[at : at + length]
            for judge in self._judges.get(run, ()) if len(run) == length else ():
                if found := judge(view, at, length):
                    yield found

    def _places(self, view: FoldedText) -> Iterator[tuple[int, int]]:
        """Yield where a run of letters begins that may be one, and how long it is."""
        letters, lengths = view.letters, self._lengths
        for at in view.starts:
            if head := lengths.get(letters[at : at + _HEAD]):
                yield from ((at, length) for length in head)
            for size in self._short:
                if letters[at : at + size] in lengths:
                    yield at, size
        if self._inside.keys().isdisjoint({letters[at : at + INSIDE] for at in range(len(letters) - INSIDE + 1)}):
            return
        starts = set(view.starts)
        for at in range(len(letters) - INSIDE + 1):
            if at not in starts and (head := self._inside.get(letters[at : at + INSIDE])):
                yield from ((at, length) for length in head)
