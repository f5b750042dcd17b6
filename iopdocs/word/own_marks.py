"""The marks of the blank paragraphs that a template has of its own, until its document has been looked through.

The mark is an attribute of Word's own for the numbers of its sessions, which templates are rid of before; it is taken
away before anything is written.
"""

from __future__ import annotations

import re

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W

_MARK = W + "rsidP"
_MARKED = re.compile(rb' w:rsidP="[0-9A-F]{8}"')
_IN_CELL = "1"


def set_mark(paragraph: Node, run: int, *, in_cell: bool) -> None:
    """Mark a blank paragraph: by which run of such it is in, and whether its cell has nothing else in it."""
    paragraph.set(_MARK, f"{_IN_CELL if in_cell else '0'}{run % 0xFFFFFFF:07X}")


def in_own_cell(paragraph: Node) -> bool:
    """Whether a blank paragraph was in a cell of the template that has nothing in it."""
    return (paragraph.get(_MARK) or "").startswith(_IN_CELL)


def is_own(paragraph: Node) -> bool:
    """Whether a blank paragraph is the template's own."""
    return paragraph.get(_MARK) is not None


def follow_each_other(before: Node, paragraph: Node) -> bool:
    """Whether two blank paragraphs stood one after the other in the template, too."""
    mark = (before.get(_MARK) or "")[1:]
    return bool(mark) and mark == (paragraph.get(_MARK) or "")[1:]


def unmarked(part: bytes) -> bytes:
    """Return a part without the marks."""
    return _MARKED.sub(b"", part)
