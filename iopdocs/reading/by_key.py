"""A file written after a change with only the changed key written anew: after each letter, most of it is as it was.

To write a whole file costs as much as all the checks of it. What a key of the file becomes does not depend on the
others, but that is tried and not trusted: a key is written by itself only where that gave, before the change, the very
lines that it has in the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ruamel.yaml.comments import CommentedMap

from iopdocs.reading.roundtrip import dump_tree

#: A line that begins a key of the file: it has no indent, and is no comment, item or end.
_BEGINS = re.compile(r"^(?=[^\s#\-.%}\]])", re.MULTILINE)
#: A line that is no comment.
_SAYS = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)
#: What is written last after a text that ends in empty lines: it ends the file, and stands nowhere else in one.
_ENDED = "\n...\n"


class WrittenByKey:
    """A tree as it was, and what each of its keys is written as. The tree may not be changed afterwards."""

    def __init__(self, tree: CommentedMap) -> None:
        self._tree = tree
        self._head, self._pieces = _cut(dump_tree(tree), tree)
        self._rests: dict[str, str | None] = {}

    def with_changed(self, tree: CommentedMap, keys: Collection[str]) -> str:
        """Return another tree written, which differs from this in the values of some keys only."""
        rests = {key: self._rest(key) for key in keys}
        if list(tree) != list(self._tree) or None in rests.values():
            return dump_tree(tree)
        written = {key: f"{_alone(tree, key)}{rest}" for key, rest in rests.items()}
        if any(_ENDED in piece for piece in written.values()):
            return dump_tree(tree)
        return self._head + "".join(written.get(key, piece) for key, piece in self._pieces.items())

    def _rest(self, key: str) -> str | None:
        """Return what stands after a key and is of the next one; None for a key that is not written so by itself."""
        if key not in self._rests:
            piece = self._pieces.get(key, "")
            alone = _alone(self._tree, key) if piece else ""
            alike = piece and piece.startswith(alone) and not _SAYS.search(piece[len(alone) :])
            self._rests[key] = piece[len(alone) :] if alike else None
        return self._rests[key]


def _alone(tree: CommentedMap, key: str) -> str:
    """Return how a key of a tree is written by itself, with the comments that stand after its value."""
    alone: Any = CommentedMap({key: tree[key]})
    if key in tree.ca.items:
        alone.ca.items[key] = tree.ca.items[key]
    text = dump_tree(alone)
    begins = _BEGINS.search(text)
    return text[begins.start() :] if begins else text


def _cut(text: str, tree: CommentedMap) -> tuple[str, dict[str, str]]:
    """Return what stands before the first key, and each key's own lines; nothing when they cannot be told apart."""
    starts = [found.start() for found in _BEGINS.finditer(text)]
    if len(starts) != len(tree) or tree.fa.flow_style():
        return text, {}
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    named = all(piece.startswith(f"{key}:") for key, piece in zip(tree, pieces, strict=True))
    return (text[: starts[0]], dict(zip(map(str, tree), pieces, strict=True))) if named and starts else (text, {})
