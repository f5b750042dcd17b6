"""A template tried before use: which tags ever print something, and which conditions go both ways.

Its own tree is filled in with a mark on each side of what is printed and at the beginning of each branch, so that what
comes out says itself which way was gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from jinja2 import nodes

from iopdocs.authoring.sentinels import MARK, MadeUpAgreement
from iopdocs.consolidation import consolidated
from iopdocs.errors import IopdocsError, Problem
from iopdocs.library.document_types import DocumentType
from iopdocs.templating.blame import written
from iopdocs.templating.docxtpl_dialect import unlined
from iopdocs.templating.environment import environment
from iopdocs.templating.language import parse
from iopdocs.templating.template import Part, Template
from iopdocs.vocabulary.rendering_state import Libraries, Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.places import Place

_SIGN = "\x01"
_PRINTED = re.compile(rf"{_SIGN}(\d+)<(.*?){_SIGN}\1>", re.DOTALL)
_GONE = re.compile(rf"{_SIGN}(\d+)([+-])")
_WORD = re.compile(rf"{MARK}\d+", re.IGNORECASE)
_GAP = re.compile(f"{GAP_START}.*?{GAP_END}", re.DOTALL)


@dataclass
class Spot:
    """One tag: where it is, what it says, and what came of it in any of the agreements.

    ``asks`` is whether it is a condition, or a ``loop``; what stands where something is ``missing`` is there to be a
    gap. ``later`` are the other branches of the same condition.
    """

    line: int
    written: str
    asks: bool
    loop: bool = False
    missing: bool = False
    later: list[int] = field(default_factory=list)
    printed: bool = False
    gap: bool = False
    held: bool = False
    failed: bool = False

    @property
    def dead(self) -> str:
        """What never happens; nothing for a tag that has been tried."""
        if self.loop:
            return "" if self.held else "har aldrig något att gå igenom"
        if self.asks:
            return "" if self.held and self.failed else "blir aldrig falsk" if self.held else "blir aldrig sann"
        if self.printed or (self.missing and self.gap):
            return ""
        return "blir bara en lucka" if self.gap else "skrivs aldrig ut"


@dataclass
class TryOut:
    """What came of trying a template: its spots part by part, the words that reached it, and what went wrong."""

    spots: list[tuple[Place, Spot]] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)
    documents: int = 0
    agreements: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def dead(self) -> list[tuple[Place, Spot]]:
        """The tags that never print, and the conditions that only go one way."""
        return [(place, spot) for place, spot in self.spots if spot.dead]


class _Tested:
    """A part with marks in it."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.spots: list[Spot] = []
        made = environment()
        tree, _ = parse(made, part.source)
        if tree is None:
            raise ValueError("a part that was prepared cannot be parsed")
        for data in tree.find_all(nodes.TemplateData):
            data.data = unlined(data.data)
        self._through(tree.body)
        self.compiled = made.from_string(tree)

    def hear(self, text: str) -> None:
        """Note what the marks in a text that was filled in say."""
        for number, printed in _PRINTED.findall(text):
            spot = self.spots[int(number)]
            said = _GAP.sub("", printed).strip()
            spot.printed = spot.printed or bool(said)
            spot.gap = spot.gap or (bool(printed.strip()) and not said)
        for number, way in _GONE.findall(text):
            spot = self.spots[int(number)]
            spot.held, spot.failed = spot.held or way == "+", spot.failed or way == "-"
            for other in self.spots:
                other.failed = other.failed or int(number) in other.later  # that must have failed for this to be asked

    def _through(self, body: list[nodes.Node], *, missing: bool = False) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    node.nodes = [piece for one in node.nodes for piece in self._output(one, missing=missing)]
                case nodes.For():
                    number = self._spot(Spot(node.lineno, f"for … in {written(node.iter)}", asks=True, loop=True))
                    self._branch(node.body, number, "+", missing=missing)
                    self._branch(node.else_, number, "-", missing=True)
                case nodes.If():
                    self._chain(node, missing=missing)

    def _output(self, node: nodes.Expr, *, missing: bool) -> Iterator[nodes.Expr]:
        if isinstance(node, nodes.TemplateData):
            yield node
            return
        number = self._spot(Spot(node.lineno, written(node), asks=False, missing=missing))
        yield from (nodes.TemplateData(f"{_SIGN}{number}<"), node, nodes.TemplateData(f"{_SIGN}{number}>"))

    def _chain(self, node: nodes.If, *, missing: bool) -> None:
        numbers: list[int] = []
        for branch in (node, *node.elif_):
            number = self._spot(Spot(branch.lineno, f"if {written(branch.test)}", asks=True))
            for earlier in numbers:
                self.spots[earlier].later.append(number)
            numbers.append(number)
            self._branch(branch.body, number, "+", missing=missing or isinstance(branch.test, nodes.Not))
        self._branch(node.else_, numbers[-1], "-", missing=True)

    def _branch(self, body: list[nodes.Node], number: int, way: str, *, missing: bool) -> None:
        self._through(body, missing=missing)
        body.insert(0, nodes.Output([nodes.TemplateData(f"{_SIGN}{number}{way}")]))

    def _spot(self, spot: Spot) -> int:
        self.spots.append(spot)
        return len(self.spots) - 1


def try_template(
    document: DocumentType, template: Template, libraries: Libraries, trials: Iterable[MadeUpAgreement], day: date
) -> TryOut:
    """Try a template with agreements, until every tag has printed and every condition gone both ways."""
    tried = TryOut()
    parts = [_Tested(part) for part in template.parts]
    for trial in trials:
        tried.agreements += 1
        tried.made |= set(trial.words.values())
        for item in document.items(trial.agreement):
            compiled = consolidated(trial.agreement, day) if document.description.compiles else None
            standing = compiled.agreement if compiled else trial.agreement
            final = tried.agreements % 3 == 0
            scene = Scene(standing, document, day, libraries, EXTRAS, item, final, compiled)
            try:
                words = Context(scene).only(template.words)
                texts = [template.fill(one.part, one.compiled, words) for one in parts]
            except IopdocsError as error:
                tried.problems += (one for one in error.problems if one not in tried.problems)
                continue
            tried.documents += 1
            tried.clauses |= set(scene.used_clauses)
            for one, text in zip(parts, texts, strict=True):
                one.hear(text)
                tried.reached |= {
                    trial.words[word] for word in map(str.lower, _WORD.findall(text)) if word in trial.words
                }
        if tried.documents and not any(spot.dead for one in parts for spot in one.spots):
            break
    tried.spots = [(template.place(one.part, spot.line), spot) for one in parts for spot in one.spots]
    return tried
