"""One of our templates and one document's words, made into templates and plain data for other engines.

Each tag of our template is replaced, where it stands, by the other engine's own tag for a short name; the data holds
what the tag came to. Both come from one parse of the template: the names are written into its syntax tree, which is
then rendered by our own environment, so that what is shown, asked and gone through is noted as it happens.

The other engines are favoured on purpose, so that a measurement cannot be unfair to them:

- Their data is finished: facts looked up, clauses chosen, and every date and amount already Swedish text.
- A condition is a truth value of its own (also ``elif`` and ``else``), and one with nothing but other tags in it is
  left out: what is not reached is false or empty in the data.
- An empty line in a value, which for us parts two paragraphs, is a line break.
- Marks for missing facts are not highlighted, second full stops not dropped, properties not written, nothing checked.

Two of them cannot express all of it. docx-templates takes no condition inside another one in the same paragraph:
whatever is inside a condition or a loop there is a text in its data. Carbone takes no loop inside a paragraph: it is a
text in its data, too; and a loop that begins with a condition is given an empty paragraph to begin with, in each turn.
Carbone's conditions stand between the paragraphs and not in ones of their own, which no template made in Word can do
but which spares it work.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any

from jinja2 import Environment, nodes, pass_context

from benchmarks.syntaxes import PEERS, Block, Piece, Show, Text
from iopdocs.making.render import Template
from iopdocs.templating.environment import environment
from iopdocs.word.marks import GAP_END, GAP_START

_PLAIN = str.maketrans({GAP_START: None, GAP_END: None, "\a": "\n"})
_TAG = re.compile(r"<[^>]+>")

Data = dict[str, Any]


@dataclass(frozen=True)
class Equivalents:
    """The same document for other engines: a template for each, by the engine's name, and the data for all."""

    templates: Mapping[str, bytes]
    data: Data


def equivalents(template: Template, words: Mapping[str, Any]) -> Equivalents:
    """Make a template for each engine, and the data, of our template and the words of one document."""
    naming, notes = _Naming(), _Notes()
    made = notes.environment()
    pieces = {}
    for part in template.parts:
        tree = made.parse(part.source.replace("\n<w:p", "<w:p"))
        pieces[part.member] = naming.name(tree.body)
        made.from_string(tree).render(words)
    data = _completed(notes.data, [piece for body in pieces.values() for piece in body])
    return Equivalents({name: _package(template, pieces, syntax) for name, syntax in PEERS.items()}, data)


class _Naming:
    """Gives each tag a name, in a list of pieces and in the syntax tree, where marks are put for ``_Notes``."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def name(self, body: Iterable[nodes.Node]) -> list[Piece]:
        """Return the pieces of some nodes, and mark the nodes."""
        return [piece for node in body for piece in self._pieces(node)]

    def _pieces(self, node: nodes.Node) -> Iterator[Piece]:
        if isinstance(node, nodes.Output):
            yield from self._output(node)
        elif isinstance(node, nodes.For):
            yield from self._loop(node)
        elif isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                yield from self._branch(branch.body)
            yield from self._branch(node.else_)
        else:
            raise TypeError(f"no equivalent for {type(node).__name__}")

    def _output(self, node: nodes.Output) -> Iterator[Piece]:
        for place, inner in enumerate(node.nodes):
            if isinstance(inner, nodes.TemplateData):
                yield Text(inner.data)
            else:
                name = self._next("e")
                node.nodes[place] = _filter(inner, "_shown", name)
                yield Show(name)

    def _loop(self, node: nodes.For) -> Iterator[Piece]:
        name = self._next("l")
        yield Block(name, True, tuple(self.name(node.body)))
        node.body = [_mark("_turn", name), *node.body, _mark("_turned", name)]
        yield from self._branch(node.else_)

    def _branch(self, body: list[nodes.Node]) -> Iterator[Piece]:
        name, pieces = self._next("c"), self.name(body)
        if all(isinstance(piece, Block) for piece in pieces):
            yield from pieces
            return
        yield Block(name, False, tuple(pieces))
        body.insert(0, _mark("_taken", name))

    def _next(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"


class _Notes:
    """What was shown, taken and gone through in a rendering, as a tree of plain values.

    Its filters ask for the context only to keep Jinja from working them out when it compiles.
    """

    def __init__(self) -> None:
        self.data: Data = {}
        self._scopes = [self.data]

    def environment(self) -> Environment:
        """Return our environment with filters of these notes in it."""
        made = environment().overlay()
        marks = {"_shown": self._shown, "_turn": self._turn, "_turned": self._turned, "_taken": self._taken}
        made.filters = {**made.filters, **marks}
        self._printed = made.finalize or str
        return made

    @pass_context
    def _shown(self, _: object, value: object, name: str) -> str:
        self._scopes[-1][name] = self._printed(value).translate(_PLAIN)
        return ""

    @pass_context
    def _turn(self, _: object, name: str) -> str:
        scope: Data = {}
        self._scopes[-1].setdefault(name, []).append(scope)
        self._scopes.append(scope)
        return ""

    @pass_context
    def _turned(self, _: object, __: str) -> str:
        self._scopes.pop()
        return ""

    @pass_context
    def _taken(self, _: object, name: str) -> str:
        self._scopes[-1][name] = True
        return ""


def _filter(value: nodes.Expr, name: str, *given: str) -> nodes.Filter:
    return nodes.Filter(value, name, [nodes.Const(one) for one in given], [], None, None, lineno=1)


def _mark(filter_name: str, name: str) -> nodes.Output:
    return nodes.Output([_filter(nodes.Const(name), filter_name)], lineno=1)


def _completed(scope: Data, pieces: Sequence[Piece]) -> Data:
    """Say of each condition that was not taken that it is false and of each loop without turns that it is empty."""
    for block in (piece for piece in pieces if isinstance(piece, Block)):
        scope.setdefault(block.name, [] if block.loop else False)
        for turn in scope[block.name] if block.loop else [scope]:
            _completed(turn, block.body)
        if block.inline:
            scope[block.text] = _text([block], scope)
    return scope


def _text(pieces: Sequence[Piece], scope: Data) -> str:
    """Return the text of pieces inside one paragraph."""
    made = []
    for piece in pieces:
        if isinstance(piece, Text):
            made.append(unescape(_TAG.sub("", piece.xml.replace("<w:br/>", "\n"))))
        elif isinstance(piece, Show):
            made.append(scope.get(piece.name, ""))
        else:
            turns = scope[piece.name] if piece.loop else [scope] * scope[piece.name]
            made += [_text(piece.body, turn) for turn in turns]
    return "".join(made)


def _package(template: Template, pieces: Mapping[str, list[Piece]], syntax: Any) -> bytes:
    """Return our template's package with the parts written in another syntax."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in template.members.items():
            archive.writestr(name, syntax().part(pieces[name]) if name in pieces else content)
    return target.getvalue()
