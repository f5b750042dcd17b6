"""Where a fault of a template is: from a line of the source that is filled in to a paragraph in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from iopdocs.errors import Problem, Severity
from iopdocs.templating.tags import TAG, tags_of
from iopdocs.word.markup import Node
from iopdocs.word.places import PartPlaces, Place, shortened
from iopdocs.word.styles import Styles

_LONGEST = 90


def line_of(source: str, line: int) -> str:
    """Return a line of a source without its markup, shortened."""
    lines = source.splitlines()
    text = re.sub(r"<[^>]+>", "", lines[line - 1]) if 0 < line <= len(lines) else ""
    return shortened(text, _LONGEST)


def styles_of(trees: Iterable[Node]) -> Styles:
    """Return the styles of a Word file from its parts, parsed."""
    return Styles(next((tree for tree in trees if str(tree.tag).endswith("}styles")), None))


class Placing:
    """The places of one part's tags, also by the line they have in its patched source."""

    def __init__(self, root: Node, member: str, styles: Styles) -> None:
        self.root, self.member = root, member
        self.places = PartPlaces(root, member, styles)

    @cached_property
    def _tags(self) -> list[tuple[str, Node | None]]:
        return [(_bare(tag.written), tag.paragraph) for tag in tags_of(self.root)]

    def at(self, source: str, line: int) -> Place:
        """Return the place of what stands on a line of the patched source: that of its first tag, or of its text."""
        before = source.split("\n", line)
        passed = [_bare(found[0]) for found in TAG.finditer("\n".join(before[: line - 1]))]
        here = [_bare(found[0]) for found in TAG.finditer(before[line - 1] if 0 < line <= len(before) else "")]
        left = iter(self._tags)
        for tag in passed:  # what the dialect has put there itself is in none of our paragraphs
            if any(tag == one for one, _ in self._tags):
                next((one for one, _ in left if one == tag), None)
        if here and (node := next((node for one, node in left if one == here[0]), None)) is not None:
            return self.places.of(node)
        text = line_of(source, line)
        return Place(self.member, -1 if not text else 0, text=text)


def _bare(tag: str) -> str:
    """Return what stands in a tag, without its braces, its letter and its blanks."""
    text = re.sub(r"<[^>]+>", "", tag)
    text = re.sub(r"^(\{[{%#])(?:(?:tr|tc|p|r)(?=\s))?-?|-?([}%#]\})$", r"\1\2", text)
    return re.sub(r"[\s\"'“”„‘’]|&[a-z#0-9]+;|[<>&]", "", text)


def problem_at(
    place: Place, message: str, file: str, *, code: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem at a place."""
    spot = (place.member, place.number)
    return Problem(message, file, where=place.in_words, hint=hint, severity=severity, code=code, spot=spot)


def fault_at(place: Place, text: str, file: str, code: str = "mallfel") -> Problem:
    """Return a fault at a place; ``text`` is a sentence, and a hint after a line break."""
    message, _, hint = text.partition("\n")
    return problem_at(place, message, file, hint=hint, code=code)
