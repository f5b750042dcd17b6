"""Templates and texts that tell, while they are filled in, which tag each piece came from and what was asked for it.

A tree of tags gets signs before and after each tag and branch. What is filled in is gone through piece by piece: the
signs are taken away again, and each piece is given on with what was gathered while it was worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Protocol

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes

from iopdocs.classes import dataclass, field
from iopdocs.explaining.sources import Bases, Way
from iopdocs.explaining.trails import current
from iopdocs.templating.docxtpl_dialect import unlined
from iopdocs.templating.environment import BUDGET, environment
from iopdocs.templating.language import parse, words_of

# A sign of the private use area, that no data may hold; it is in no document.
_SIGN = "\ue00e"
_SIGNS = re.compile(f"{_SIGN}([0-9]+)([-+.<>])")


@dataclass(frozen=True, slots=True)
class MarkedTag:
    """A tag of a template: its line, the words at the root of what it asks for, and whether it prints or loops."""

    line: int
    words: tuple[str, ...]
    prints: bool = False
    loops: bool = False


class Sink(Protocol):
    """Takes the pieces of a text that is filled in, in order."""

    def put(self, piece: str, tag: MarkedTag | None, gathered: Bases, around: tuple[Bases, ...]) -> str:
        """Take a piece: of a tag that prints, or of the text itself; return it as it is to be written."""


@dataclass(frozen=True)
class MarkedText:
    """A text with tags and signs in it, compiled, and the words it uses."""

    compiled: JinjaTemplate
    tags: tuple[MarkedTag, ...]
    words: frozenset[str]


@dataclass
class FilledText:
    """A marked text as Jinja's own templates are filled in; ``sink`` takes the pieces."""

    marked: MarkedText
    sink: Sink
    _around: list[Bases] = field(default_factory=list)
    _loops: dict[int, Bases] = field(default_factory=dict)
    _tag: MarkedTag | None = None

    def generate(self, words: Mapping[str, Any]) -> Iterator[str]:
        """Yield the pieces without their signs."""
        trail = current()
        with trail.apart():
            for piece in self.marked.compiled.generate(words):
                yield "".join(self._clean(piece, trail.taken()))

    def _clean(self, piece: str, gathered: Bases) -> Iterator[str]:
        """Yield what is to be written of a piece; what was gathered before it is of the first that stands in it."""
        text, number, sign = _parted(piece)
        for at, one in enumerate(text):
            if at:
                gathered = self._signed(int(number[at - 1]), sign[at - 1], gathered)
            if one or (gathered and self._tag is not None and self._tag.prints):
                yield self._put(one, gathered)
                gathered = Bases()

    def _put(self, piece: str, gathered: Bases) -> str:
        if self._tag is not None:
            _add_words(gathered, self._tag)
        return self.sink.put(piece, self._tag, gathered, tuple(self._around))

    def _signed(self, number: int, sign: str, gathered: Bases) -> Bases:
        """Do what a sign says; return what is still to be given to what follows."""
        tag = self.marked.tags[number]
        if sign == "<":
            self._tag = tag
            return gathered
        if sign == ">":
            self._tag = None
            return gathered
        if sign == "-":
            self._around.pop()
            return gathered
        _add_words(gathered, tag)
        gathered = gathered.at_most(Way.ASKED)
        if sign == "+":
            within = self._loops.setdefault(number, gathered) if tag.loops else gathered
            if within is not gathered:
                within.take_in(gathered)
            self._around.append(within)
        else:
            self._loops.pop(number, None)
            self.sink.put("", None, gathered, tuple(self._around))
        return Bases()


def _parted(piece: str) -> tuple[list[str], list[str], list[str]]:
    found = _SIGNS.split(piece)
    return found[::3], found[1::3], found[2::3]


def _add_words(gathered: Bases, tag: MarkedTag) -> None:
    trail = current()
    for name in tag.words:
        trail.add_word(name, gathered)
    if tag.prints:
        trail.add_called(gathered)
    else:
        trail.forget_called()


class _Marking:
    """Puts the signs in a tree."""

    def __init__(self, tree: nodes.Template) -> None:
        self.tags: list[MarkedTag] = []
        tree.body = self._through(tree.body)

    def _through(self, body: list[nodes.Node]) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for node in body:
            made.append(node)
            match node:
                case nodes.Output():
                    node.nodes = [piece for one in node.nodes for piece in self._printed(one)]
                case nodes.For():
                    number = self._tag(node.lineno, node.iter, loops=True)
                    node.body = self._branch(node.body, number)
                    if node.else_:
                        node.else_ = self._branch(node.else_, number)
                    made.append(_sign(number, "."))
                case nodes.If():
                    made.append(_sign(self._chain(node), "."))
        return made

    def _chain(self, node: nodes.If) -> int:
        """Mark the branches of a condition; in each, all that was asked to come there is known."""
        asked: list[nodes.Node] = []
        number = 0
        for branch in (node, *node.elif_):
            asked.append(branch.test)
            number = self._tag(branch.lineno, *asked)
            branch.body = self._branch(branch.body, number)
        if node.else_:
            node.else_ = self._branch(node.else_, number)
        return number

    def _printed(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        if isinstance(node, nodes.TemplateData):
            yield node
            return
        number = self._tag(node.lineno, node, prints=True)
        data = (nodes.TemplateData(f"{_SIGN}{number}{sign}") for sign in "<>")
        yield from (next(data), node, next(data))

    def _branch(self, body: list[nodes.Node], number: int) -> list[nodes.Node]:
        return [_sign(number, "+"), *self._through(body), _sign(number, "-")]

    def _tag(self, line: int, *asked: nodes.Node, prints: bool = False, loops: bool = False) -> int:
        names = (
            name.name
            for one in asked
            for name in ([one] if isinstance(one, nodes.Name) else one.find_all(nodes.Name))
            if name.ctx == "load"
        )
        self.tags.append(MarkedTag(line, tuple(dict.fromkeys(names)), prints, loops))
        return len(self.tags) - 1


def _sign(number: int, sign: str) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(f"{_SIGN}{number}{sign}")])


@lru_cache(maxsize=256)
def marked(source: str, *, word: bool) -> MarkedText | None:
    """Return a text with signs in it: of a part of a Word template, or plain. None when it cannot be read."""
    made = environment(word).overlay()
    made.getattr = _heard(made.getattr)  # type: ignore[method-assign] # every name that a tag reads is heard
    tree, _ = parse(made, source)
    if tree is None:
        return None
    words = words_of(tree)
    if word:
        for data in tree.find_all(nodes.TemplateData):
            data.data = unlined(data.data)
    tags = _Marking(tree).tags
    return MarkedText(made.from_string(tree), tuple(tags), words - {BUDGET})


def _heard(plain: Any) -> Any:
    def getattr_(obj: Any, attribute: str) -> Any:
        value = plain(obj, attribute)
        current().asked(obj, attribute, value)
        return value

    return getattr_
