"""Which field fills each gap that is seen in a document, as somebody writes: known from where the paragraphs come from.

That takes longer to find out than the document to make. It is remembered with the keys that were there, and holds
where the gaps that are seen are the same, less those whose keys have been written since: of the last states, too.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from iopdocs.classes import dataclass
from iopdocs.reading import KeyPath
from iopdocs.usecases.paragraph_origins import ParagraphOrigins
from iopdocs.usecases.writing_desk import Draft

#: What is written and taken away again brings gaps back that have been seen; so many states of a document are kept.
_REMEMBERED = 20
_SEEN = re.compile(r"\[saknas: ([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class KnownGaps:
    """The gaps of a document in order, each with its key or nothing, and the keys that stood in the file then."""

    gaps: tuple[tuple[str, KeyPath], ...]
    there: frozenset[KeyPath]

    def left_with(self, there: frozenset[KeyPath]) -> tuple[tuple[str, KeyPath], ...]:
        """Return those that are left when some keys stand in the file; none when a record has come or gone."""
        changed = self.there ^ there
        if any(isinstance(path[-1], int) for path in changed if path):
            return ()
        return tuple(one for one in self.gaps if one[1] not in changed)


def known_fields(draft: Draft, stem: str, seen: Sequence[str]) -> list[str] | None:
    """Return what the form calls the field of each gap that is seen in a document, in order; nothing for none.

    None when it is not known: to find it out takes longer than the document to make (``fields_of_gaps``).
    """
    if not seen:
        return []
    there = frozenset(draft.source.places)
    every = (one.left_with(there) for one in _remembered(draft, stem))
    left = next((one for one in every if [label for label, _ in one] == [*seen]), None)
    return None if left is None else _named(draft, left)


def fields_of_gaps(draft: Draft, stem: str, seen: Sequence[str]) -> list[str]:
    """Return the same, found out when it is not known. Raises IopdocsError when the document may not be shown."""
    known = known_fields(draft, stem, seen)
    if known is not None:
        return known
    found = tuple(_in_order(draft.rests_on(stem)[1], seen))
    _remembered(draft, stem).appendleft(KnownGaps(found, frozenset(draft.source.places)))
    return _named(draft, found)


def _remembered(draft: Draft, stem: str) -> deque[KnownGaps]:
    return draft.previewer.known_gaps.setdefault((draft.key, stem), deque(maxlen=_REMEMBERED))


def _named(draft: Draft, gaps: Sequence[tuple[str, KeyPath]]) -> list[str]:
    names = draft.field_names
    return [draft.nearest(path, names) for _, path in gaps]


def _in_order(paragraphs: Sequence[ParagraphOrigins], seen: Sequence[str]) -> Iterator[tuple[str, KeyPath]]:
    """Yield each gap that is seen with its key: those of the same words come in the order of the paragraphs."""
    waiting: dict[str, list[KeyPath]] = defaultdict(list)
    for one in paragraphs:
        own = paths_of(one)
        for label in _SEEN.findall(one.text):
            waiting[label].append(taken(own, label))
    for label in seen:
        yield label, taken(waiting, label)


def paths_of(paragraph: ParagraphOrigins) -> dict[str, list[KeyPath]]:
    """Return the keys of a paragraph's gaps by what they say."""
    found: dict[str, list[KeyPath]] = defaultdict(list)
    for gap in paragraph.gaps:
        found[gap.label].append(gap.path)
    return found


def taken(waiting: Mapping[str, list[KeyPath]], label: str) -> KeyPath:
    """Return the next key of a gap, and take it away unless it is the last; nothing when none is known."""
    paths = waiting.get(label, [])
    return paths.pop(0) if len(paths) > 1 else paths[0] if paths else ()
