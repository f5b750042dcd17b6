"""What programs leave in a Word file that Word itself passes over, mended so that documents made of it are sound."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import MC, W
from iopdocs.word.tracked_changes import forget_all_looks

#: What must hold a paragraph, if it holds nothing.
_HOLDERS = tuple(W + name for name in ("hdr", "ftr", "txbxContent"))
#: The place where somebody last was: Word writes it, and needs it not.
_LAST_PLACE = "_GoBack"


def mended(root: Node) -> Iterator[str]:
    """Mend a part; yield what its owner is told of."""
    for holder in (root, *root.iter(*_HOLDERS)):
        if holder.tag in _HOLDERS and next(holder.iter(W + "p"), None) is None:
            etree.SubElement(holder, W + "p")
    once_each(root)
    if forget_all_looks(root):
        yield "spårade ändringar av utseendet"


def once_each(root: Node) -> None:
    """Take away the bookmarks whose name another one has before them, and the place where somebody last was."""
    known: set[str] = set()
    gone: list[str] = []
    for mark in list(root.iter(W + "bookmarkStart")):
        if next(mark.iterancestors(MC + "Fallback"), None) is not None:
            continue  # a text box in its older form has the same as in its newer one
        name = mark.get(W + "name") or ""
        if name in known or name == _LAST_PLACE:
            gone.append(mark.get(W + "id") or "")
            remove(mark)
        known.add(name)
    if gone:
        _without_ends(root, gone)


def _without_ends(root: Node, gone: list[str]) -> None:
    """Take away as many ends as beginnings were taken away, of those that no beginning is left for."""
    left = [mark.get(W + "id") for mark in root.iter(W + "bookmarkStart")]
    for mark in list(root.iter(W + "bookmarkEnd")):
        identity = mark.get(W + "id") or ""
        if identity in left:
            left.remove(identity)
        elif identity in gone:
            gone.remove(identity)
            remove(mark)
