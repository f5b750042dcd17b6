"""Questions put to the reader as comments in Word, at the place they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iopdocs.word.comments import Comment, with_comments
from iopdocs.word.markup import Node, xpath
from iopdocs.word.namespaces import W
from iopdocs.word.tracked_changes import DELETED, INSERTED

_BEFORE = xpath("preceding::w:p")


def ask(
    files: Mapping[str, bytes], root: Node, questions: Sequence[tuple[Node, str]], marks: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the members of a Word file with a comment at paragraphs of its body, whose tree is given.

    ``marks`` are who asks and when. A comment stands at the nearest paragraph before that stays whatever is settled,
    so that it is not lost with what it asks about.
    """
    placed = ((_steady(paragraph), text) for paragraph, text in questions)
    asked = [Comment(paragraph, [text]) for paragraph, text in placed if paragraph is not None]
    return with_comments(files, root, asked, marks)


def _steady(paragraph: Node) -> Node | None:
    """Return a paragraph, or the nearest before it, that neither comes nor goes with any change."""
    before: list[Node] = _BEFORE(paragraph)
    for one in (paragraph, *reversed(before)):
        marks = one.find(f"{W}pPr/{W}rPr")
        rows = (row.find(f"{W}trPr") for row in one.iterancestors(W + "tr"))
        boxed = next(one.iterancestors(W + "txbxContent"), None) is not None
        if not boxed and not any(_comes_or_goes(node) for node in (marks, *rows)):
            return one
    return None


def _comes_or_goes(properties: Node | None) -> bool:
    return properties is not None and any(node.tag in {*INSERTED, *DELETED} for node in properties)
