"""Changes by both that lie so near in one paragraph that together they would say what nobody has written.

She writes *30 juni 2028* where *31 december 2028* stood, and the data now says *31 december 2029*. Word by word no
change meets another, and to accept both would give *30 juni 2029*.
"""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.merging.conflicts import Hands
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.tracked_changes import DELETED, INSERTED

#: Changes with fewer words between them than this are about the same thing.
WORDS_BETWEEN = 2
_TEXTS = (W + "t", W + "delText")


def part(root: Node, said: Hands) -> None:
    """Take the program's changes out of every paragraph where they touch the person's: hers stand there alone."""
    for paragraph in list(root.iter(W + "p")):
        if _touch(paragraph, said):
            _undo(paragraph, said.program)


def _touch(paragraph: Node, said: Hands) -> bool:
    last, between = "", ""
    for author, text in _pieces(paragraph):
        if not author:
            between += text
            continue
        if {author, last} == {said.person, said.program} and len(between.split()) < WORDS_BETWEEN:
            return True
        last, between = author, ""
    return False


def _pieces(paragraph: Node) -> Iterator[tuple[str, str]]:
    """Yield the texts of a paragraph, each with who has added or struck it (nobody when it is as it was)."""
    for text in paragraph.iter(*_TEXTS):
        change = next(text.iterancestors(*INSERTED, *DELETED), None)
        yield ("" if change is None else change.get(W + "author") or ""), text.text or ""


def _undo(paragraph: Node, author: str) -> None:
    """Undo what one author has added and struck in a paragraph; all other changes stay tracked."""
    for change in [one for one in paragraph.iter(*INSERTED, *DELETED) if one.get(W + "author") == author]:
        parent = change.getparent()
        if parent is None or parent.tag == W + "rPr":
            continue  # the end of a paragraph
        if change.tag in INSERTED:
            remove(change)
            continue
        for text in change.iter(W + "delText"):
            text.tag = W + "t"
        place = parent.index(change)
        parent[place : place + 1] = list(change)
