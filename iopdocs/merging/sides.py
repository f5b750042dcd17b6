"""One person's tracked changes undone and all others accepted: what a document would be without that person."""

from __future__ import annotations

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.tracked_changes import CELL_DELETED, CELL_INSERTED, DELETED, INSERTED, accept, restore_looks

_PAIRS = (*zip(INSERTED, DELETED, strict=True), (CELL_INSERTED, CELL_DELETED))
_TURNED = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_BACK = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}


def without(root: Node, author: str) -> None:
    """Undo every change of one author in a part, and accept those of all others."""
    restore_looks(root, author)
    for node in [node for node in root.iter(*_TURNED) if node.get(W + "author") == author]:
        node.tag = _TURNED[str(node.tag)]
    for node in list(root.iter(*_BACK)):
        if next(node.iterancestors(*DELETED), None) is None:
            node.tag = _BACK[str(node.tag)]
    accept(root)


def inserted_by(root: Node, author: str) -> list[Node]:
    """Return the texts of a part that one author has put in it."""
    return [
        text
        for text in root.iter(W + "t")
        if (change := next(text.iterancestors(*INSERTED), None)) is not None and change.get(W + "author") == author
    ]
