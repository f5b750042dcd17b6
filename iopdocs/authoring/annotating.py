"""A copy of a template with a Word comment at each place where something was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from iopdocs.errors import Problem
from iopdocs.word.blocks import main_part
from iopdocs.word.comments import Comment, with_comments
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package

_AUTHOR = "iopdocs"
#: What the body is called when its own name is another.
BODY = "word/document.xml"


def annotated(data: bytes, name: str, problems: Iterable[Problem], day: date) -> bytes:
    """Return a Word file with a comment for each problem of it, dated the day.

    What is in a header, a footer or a note is told at the first paragraph of the body: Word has no comments there.
    Raises InvalidTemplate when it is no Word file, NoText when it has no body.
    """
    members = read_package(data, name)
    main = main_part(members)
    body = parse_xml(members[main])
    paragraphs = list(body.iter(W + "p"))
    comments = [_comment(problem, paragraphs, main) for problem in problems]
    marks = {W + "author": _AUTHOR, W + "date": f"{day}T00:00:00Z"}
    return write_package(with_comments(members, body, comments, marks))


def _comment(problem: Problem, paragraphs: Sequence[Node], main: str) -> Comment:
    member, place = problem.spot or (main, -1)
    in_body = member in {main, BODY} and 0 <= place < len(paragraphs)
    first = f"{problem.severity.value.capitalize()}: {problem.sentence}"
    texts = (first, problem.hint, "" if in_body else problem.where)
    return Comment(paragraphs[place if in_body else 0], [text for text in texts if text])
