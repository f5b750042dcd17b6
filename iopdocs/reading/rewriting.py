"""A YAML file written anew after changes: every line that still says the same stays as it is, sign for sign.

A comment is left out with what it is about, and told. One straight above a value, or beside it, goes when the value is
changed or taken away. One above a section that stays goes when a value of the section's own is changed, unless it is a
heading: three words at the most, and no figure. Where only something further in is changed, it goes if it names a
number that is changed there.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ruamel.yaml.comments import Comment as RuamelComment
from ruamel.yaml.comments import CommentedMap

from iopdocs.classes import dataclass, field
from iopdocs.reading.layout import Layout, NoLayout, Step, ValueLines, layout
from iopdocs.reading.roundtrip import dump_tree, load_tree
from iopdocs.reading.source import Node, parse_source

_NUMBER = re.compile(r"\d+")
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comment that is left out: the path of what it was about, and what it said, without its sign."""

    where: str
    text: str


def same_data(one: Node, other: Node) -> bool:
    """Whether two readings say the same, but for spaces and what says nothing."""
    return _whole(one) == _whole(other)


def _whole(node: Node) -> Node:
    """Return data without what says nothing, and with texts as they are read: to compare by."""
    if isinstance(node, dict):
        return {key: kept for key, value in node.items() if (kept := _whole(value)) not in (None, "")}
    if isinstance(node, list):
        return [_whole(value) for value in node]
    return " ".join(node.split()) if isinstance(node, str) else node


class Rewritten:
    """A file whose ``tree`` is changed in place and then written. Raises InvalidAgreement as ``load_tree`` does."""

    def __init__(self, text: str) -> None:
        self.tree = load_tree(text)
        _without_comments(self.tree)
        self._before: Any = copy.deepcopy(self.tree)
        self._origin: dict[int, ValueLines] = {}
        self._held: list[Any] = []  # so that what is taken away does not give its identity to another
        try:
            self._layout: Layout | None = layout(text)
            self._trace(self.tree, self._layout.root)
        except (NoLayout, KeyError):
            self._layout = None
        self.left_out: list[LeftOut] = []
        self._text = text

    def _trace(self, node: Any, piece: ValueLines) -> None:
        self._origin[id(node)] = piece
        self._held.append(node)
        for step, inner in piece.pieces.items():
            if inner.collection:
                self._trace(node[step], inner)

    def text(self) -> str:
        """Return the file as it is now, and tell in ``left_out`` which comments are left out."""
        plain = dump_tree(copy.deepcopy(self.tree))
        if self._layout is not None:
            writer = _Writer(self._layout, self._origin, self._before)
            made = "".join(f"{line}\n" for line in writer.file(self.tree))
            read, problems = parse_source(made, "")
            if not problems and same_data(read.data, parse_source(plain, "")[0].data):
                self.left_out = writer.left_out
                return made
        # The lines of this file cannot be told apart: it is written by its data alone.
        lines = (line.strip() for line in self._text.split("\n"))
        self.left_out = [LeftOut("", line.lstrip("# ")) for line in lines if line.startswith("#")]
        return plain


@dataclass
class _Writer:
    layout: Layout
    origin: dict[int, ValueLines]
    before: Any
    left_out: list[LeftOut] = field(default_factory=list)

    def file(self, tree: Any) -> list[str]:
        made = self._inside(tree, self.layout.root, self.before)
        return [*self._own(self.layout.top), *made, *self._own(self.layout.end)]

    def _own(self, lines: Iterable[int]) -> list[str]:
        return [self.layout.lines[line] for line in lines]

    def _inside(self, new: Any, piece: ValueLines, old: Any) -> list[str]:
        """Return the lines of what a section has now; ``old`` is what it had."""
        pairs = list(self._pairs(new, piece, old))
        stays = {id(found) for _, found in pairs if found is not None}
        column = next(iter(piece.pieces.values())).column
        gone = [one for one in piece.pieces.values() if id(one) not in stays]
        lines: list[str] = []
        spaced = isinstance(new, dict) and not column and any(self._blank(one) for one in piece.pieces.values())
        for step, found in pairs:
            if found is None:
                made = self._fresh(new, step, column)
                if spaced and lines and isinstance(new[step], dict | list) and len(made) > 1:
                    made = ["", *made]
            else:
                made = self._kept(new, step, found, old[_step(piece, found)])
                if any(self._blank(one) for one in gone if one.first < found.first) and lines and made[0].strip():
                    made = ["", *made]
                gone = [one for one in gone if one.first > found.first]
            lines += made
        for one in piece.pieces.values():
            if id(one) not in stays:
                self._told(one)
        return lines

    def _pairs(self, new: Any, piece: ValueLines, old: Any) -> Iterator[tuple[Step, ValueLines | None]]:
        """Yield the place of each value and the lines it had, if any."""
        if isinstance(new, dict):
            yield from ((key, piece.pieces.get(key)) for key in new)
            return
        free = dict(piece.pieces)
        for number, value in enumerate(new):
            found = self.origin.get(id(value))
            place = next(
                (step for step, one in free.items() if one is found or (found is None and old[step] == value)), None
            )
            for step in [step for step in free if place is not None and int(step) <= int(place)]:
                match = free.pop(step)
            yield number, match if place is not None else None

    def _blank(self, piece: ValueLines) -> bool:
        return any(not self.layout.lines[line].strip() for line in piece.above)

    def _kept(self, new: Any, step: Step, piece: ValueLines, old: Any) -> list[str]:
        """Return the lines of a value that was there; those that say the same as they were."""
        value = new[step]
        if value == old:
            own = self._own(range(piece.first, piece.last + 1))
            own[0] = " " * piece.column + own[0][piece.column :]
            return [*self._own(piece.above), *own, *self._own(piece.below)]
        if piece.section and value and self.origin.get(id(value)) is piece:
            return self._section(value, step, piece, old)
        above = self._above(piece, value, old)
        self._leave(piece, (comment.text for comment in piece.beside))
        self._leave_lines(piece, piece.below)
        for inner in piece.pieces.values():
            self._told(inner)
        return [*above, *self._fresh(new, step, piece.column)]

    def _section(self, value: Any, step: Step, piece: ValueLines, old: Any) -> list[str]:
        above = self._above(piece, value, old)
        body = self._inside(value, piece, old)
        if isinstance(step, str):
            own = self.layout.lines[piece.first]
            for comment in piece.beside:
                if not _holds(comment.text, value, old):
                    self._leave(piece, [comment.text])
                    own = own[: comment.column].rstrip()
            head = [" " * piece.column + own[piece.column :], *self._own(range(piece.first + 1, _start(piece)))]
            body = [*head, *body]
        else:
            body = self._dashed(piece, body)
        below = [line for line in piece.below if self._stays(piece, [line], value, old)]
        return [*above, *body, *self._own(below)]

    def _dashed(self, piece: ValueLines, body: list[str]) -> list[str]:
        """Put the dash of a list before what an item has now."""
        first = next(n for n, line in enumerate(body) if line.strip() and not line.lstrip().startswith("#"))
        inner = next(iter(piece.pieces.values())).column
        prefix = f"{' ' * piece.column}-{' ' * (inner - piece.column - 1)}"
        loose = [" " * piece.column + line.strip() if line.strip() else "" for line in body[:first]]
        return [*loose, prefix + body[first][inner:], *body[first + 1 :]]

    def _fresh(self, new: Any, step: Step, column: int) -> list[str]:
        """Return the lines of a value as it is written for the first time."""
        if isinstance(step, str):
            lines = dump_tree(CommentedMap({step: new[step]})).rstrip("\n").split("\n")
        else:
            lines = [line[2:] for line in dump_tree(CommentedMap({"x": [new[step]]})).rstrip("\n").split("\n")[1:]]
        return [" " * column + line if line else "" for line in lines]

    def _above(self, piece: ValueLines, value: Any, old: Any) -> list[str]:
        """Return the lines above a value that is changed, without the comments that are left out."""
        kept: list[int] = []
        for paragraph in _paragraphs(piece.above, self.layout):
            beside = paragraph[-1] == piece.above[-1]
            about = piece.section or piece.collection or not beside
            if not self._is_comment(paragraph) or (about and self._stays(piece, paragraph, value, old, beside=beside)):
                kept += paragraph
            elif not about:
                self._leave_lines(piece, paragraph)
        return self._own(kept)

    def _stays(self, piece: ValueLines, paragraph: list[int], value: Any, old: Any, *, beside: bool = True) -> bool:
        if not self._is_comment(paragraph):
            return True
        text = " ".join(self._own(paragraph))
        if _holds(text, value, old, own=beside):
            return True
        self._leave_lines(piece, paragraph)
        return False

    def _is_comment(self, paragraph: list[int]) -> bool:
        return bool(paragraph) and bool(self.layout.lines[paragraph[0]].strip())

    def _told(self, piece: ValueLines) -> None:
        """Tell of every comment of a value that is not there any longer."""
        for one in piece.walk():
            self._leave_lines(one, one.above)
            self._leave(one, (comment.text for comment in one.beside))
            self._leave_lines(one, one.below)

    def _leave_lines(self, piece: ValueLines, lines: Iterable[int]) -> None:
        self._leave(piece, (text for text in self._own(lines) if text.strip()))

    def _leave(self, piece: ValueLines, texts: Iterable[str]) -> None:
        said = " ".join(text.strip().lstrip("#").strip() for text in texts)
        if said:
            self.left_out.append(LeftOut(piece.where, said))


def _step(owner: ValueLines, piece: ValueLines) -> Step:
    return next(step for step, one in owner.pieces.items() if one is piece)


def _start(piece: ValueLines) -> int:
    """Return the line where what a section has begins, with the comments above it."""
    inner = next(iter(piece.pieces.values()))
    return min([inner.first, *inner.above])


def _paragraphs(lines: list[int], made: Layout) -> Iterator[list[int]]:
    """Yield lines of comments that stand together, and blank lines, each for itself."""
    together: list[int] = []
    for line in lines:
        if made.lines[line].strip():
            together.append(line)
            continue
        if together:
            yield together
            together = []
        yield [line]
    if together:
        yield together


def _holds(comment: str, new: Any, old: Any, *, own: bool = True) -> bool:
    """Whether a comment on a section still holds when it is changed from ``old``; not ``own``: it only stands near."""
    changed = list(_changes(new, old, 0))
    words = [word for word in comment.split() if any(sign.isalnum() for sign in word)]
    if own and any(not depth for depth, _ in changed):
        return len(words) <= _MOST_WORDS and not _NUMBER.search(comment)
    gone = {number for _, text in changed for number in _NUMBER.findall(text)}
    return gone.isdisjoint(_NUMBER.findall(comment))


def _changes(new: Any, old: Any, depth: int) -> Iterator[tuple[int, str]]:
    """Yield what is changed or taken away, and how deep within: what was there, as text."""
    if isinstance(new, dict) and isinstance(old, dict):
        for key, value in old.items():
            if key not in new:
                yield depth, str(value)
            elif new[key] != value:
                yield from _changes(new[key], value, depth + 1 if isinstance(value, dict | list) else depth)
    elif isinstance(new, list) and isinstance(old, list) and len(new) >= len(old):
        for one, other in zip(new, old, strict=False):
            if one != other:
                yield from _changes(one, other, depth + 1 if isinstance(other, dict | list) else depth)
    else:
        yield depth, str(old)


def _without_comments(node: Any) -> None:
    if isinstance(node, dict | list):
        if hasattr(node, RuamelComment.attrib):
            delattr(node, RuamelComment.attrib)
        for value in node.values() if isinstance(node, dict) else node:
            _without_comments(value)
    elif hasattr(node, "comment"):
        node.comment = None
