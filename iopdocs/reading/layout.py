"""The lines of a YAML file: where each of its values stands, and which comments are about it.

A comment on the line of a value, or straight above it, is about that value. One that is indented further than what
comes after it is about what it stands below. What stands before or after all values is about the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from iopdocs.classes import dataclass, field
from iopdocs.reading.source import LOADER

Step = str | int
_OF_A_BLOCK = re.compile(r"[|>][-+\d]*[ \t]+(#.*)$")
_BLOCKS = ("|", ">")


class NoLayout(Exception):
    """The file is written in a way whose lines cannot be told apart by their values."""


@dataclass(frozen=True, slots=True)
class CommentText:
    """A comment: its line and column, counted from 0, and what it says, with its sign."""

    line: int
    column: int
    text: str


@dataclass(eq=False)
class ValueLines:
    """The lines of one value: ``first`` has its key or dash, in ``column``; ``last`` is the last that says anything.

    ``head`` is where a section's own first line ends: what follows is its pieces'. ``above`` and ``below`` are lines of
    comments and blanks; ``beside`` are comments on its own lines.
    """

    where: str
    first: int
    column: int
    last: int
    section: bool
    collection: bool
    pieces: dict[Step, ValueLines] = field(default_factory=dict)
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    beside: list[CommentText] = field(default_factory=list)

    def walk(self) -> Iterator[ValueLines]:
        """Yield this piece and all within it, as they come in the file."""
        yield self
        for piece in self.pieces.values():
            yield from piece.walk()


@dataclass
class Layout:
    """A file's lines, its comments by line, and its pieces; ``top`` and ``end`` are lines that are about the file."""

    lines: list[str]
    comments: dict[int, CommentText]
    root: ValueLines
    top: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)


def layout(text: str) -> Layout:
    """Return where the values of a sound file stand. Raises NoLayout."""
    lines = text.split("\n")
    if lines[-1] == "":
        del lines[-1]
    try:
        node = yaml.compose(text, Loader=LOADER)
        comments = {one.line: one for one in _comments(text, lines)}
    except yaml.YAMLError as error:
        raise NoLayout from error
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise NoLayout
    made = Layout(lines, comments, ValueLines("", 0, 0, len(lines) - 1, section=True, collection=True))
    _fill(made.root, node, lines)
    _share(made)
    return made


def _fill(owner: ValueLines, node: Any, lines: list[str]) -> None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            where = f"{owner.where}.{name.value}" if owner.where else str(name.value)
            mark = name.start_mark
            owner.pieces[name.value] = _piece(where, mark.line, mark.column, value, lines)
    else:
        for number, value in enumerate(node.value):
            line, column = value.start_mark.line, node.start_mark.column
            if not lines[line].startswith("-", column):
                raise NoLayout
            owner.pieces[number] = _piece(f"{owner.where}[{number + 1}]", line, column, value, lines)


def _piece(where: str, first: int, column: int, node: Any, lines: list[str]) -> ValueLines:
    collection = isinstance(node, yaml.CollectionNode)
    made = ValueLines(where, first, column, first, collection and not node.flow_style, collection)
    if made.section:
        _fill(made, node, lines)
        made.last = max((piece.last for piece in made.pieces.values()), default=first)
    elif getattr(node, "style", None) in _BLOCKS:
        made.last = _end_of_block(node.start_mark.line, column, lines)
    else:
        made.last = max(first, node.end_mark.line)
    return made


def _end_of_block(line: int, column: int, lines: list[str]) -> int:
    last = line
    for number in range(line + 1, len(lines)):
        text = lines[number]
        if not text.strip():
            continue
        if len(text) - len(text.lstrip(" ")) <= column:
            break
        last = number
    return last


def _comments(text: str, lines: list[str]) -> Iterator[CommentText]:
    """Yield every comment: what stands between two parts of the text, but for space."""
    line = column = 0
    for token in yaml.scan(text, Loader=LOADER):
        start, end = token.start_mark, token.end_mark
        for number in range(line, min(start.line, len(lines) - 1) + 1):
            part = lines[number][column if number == line else 0 : start.column if number == start.line else None]
            if (place := part.find("#")) >= 0:
                place += column if number == line else 0
                yield CommentText(number, place, lines[number][place:].rstrip())
        block = isinstance(token, yaml.ScalarToken) and token.style in _BLOCKS
        if block and (found := _OF_A_BLOCK.match(lines[start.line], start.column)):
            yield CommentText(start.line, found.start(1), found[1].rstrip())
        line, column = end.line, end.column


def _share(made: Layout) -> None:
    """Give each comment and blank line to what it is about."""
    covered, chain = -1, list[ValueLines]()
    for piece in list(made.root.walk())[1:]:
        if piece.first > covered:
            between = list(range(covered + 1, piece.first))
            if not chain:
                made.top = between
            elif piece in chain[-1].pieces.values():
                piece.above = between
            else:
                piece.above = _below(made, chain, between, piece.column)
        chain = [one for one in chain if one.section and piece.first <= one.last] + [piece]
        own = range(piece.first, (piece.first if piece.section else piece.last) + 1)
        covered = max(covered, own[-1])
        if not (piece.section and any(inner.first == piece.first for inner in piece.pieces.values())):
            piece.beside = [made.comments[line] for line in own if line in made.comments]
    made.end = _below(made, chain, list(range(covered + 1, len(made.lines))), 0)


def _below(made: Layout, chain: list[ValueLines], between: list[int], column: int) -> list[int]:
    """Give lines that are indented further than what follows to what they stand below; return the others."""
    deeper, owner = 0, None
    for number, line in enumerate(between):
        comment = made.comments.get(line)
        if comment is None:
            continue
        if comment.column <= column:
            break
        deeper = number + 1
        owner = max((one for one in chain if one.column <= comment.column), key=lambda one: one.column)
    if owner is not None:
        owner.below += between[:deeper]
        for outer in chain[: chain.index(owner)]:
            outer.last = max(outer.last, between[deeper - 1])
    return between[deeper:]
