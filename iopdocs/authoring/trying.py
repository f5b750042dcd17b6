"""A template tried before use: which tags ever print something, and which conditions go both ways.

Its own tree is filled in with a mark on each side of what is printed and at the beginning of each branch, so that what
comes out says itself which way was gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jinja2 import Environment, nodes
from jinja2 import Template as JinjaTemplate

from iopdocs.authoring.sentinels import MARK, MadeUpAgreement
from iopdocs.classes import dataclass, field
from iopdocs.consolidation import consolidated
from iopdocs.errors import IopdocsError, Problem
from iopdocs.library.document_types import DocumentType
from iopdocs.templating.blame import written
from iopdocs.templating.docxtpl_dialect import unlined
from iopdocs.templating.environment import environment
from iopdocs.templating.language import parse, words_of
from iopdocs.templating.part import Part
from iopdocs.templating.placing import line_of
from iopdocs.templating.template import Template
from iopdocs.vocabulary.rendering_state import Libraries, Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.places import Place

_SIGN = "\x01"
_PRINTED = re.compile(rf"{_SIGN}(\d+)<(.*?){_SIGN}\1>", re.DOTALL)
_GONE = re.compile(rf"{_SIGN}(\d+)([+-])")
_ANY = re.compile(rf"{_SIGN}\d+[<>+-]")
_WORD = re.compile(rf"{MARK}\d+", re.IGNORECASE)
_GAP = re.compile(f"{GAP_START}.*?{GAP_END}", re.DOTALL)


@dataclass
class Spot:
    """One tag: where it is, what it says, and what came of it in any of the agreements.

    ``asks`` is whether it is a condition, or a ``loop``; what stands where something is ``missing`` is there to be a
    gap. ``earlier`` are the branches before it of the same condition,
    and ``within`` is the condition around it, with the way that leads here.
    """

    line: int
    written: str
    asks: bool
    loop: bool = False
    missing: bool = False
    earlier: list[Spot] = field(default_factory=list)
    within: tuple[Spot, str] | None = None
    printed: bool = False
    gap: bool = False
    held: bool = False
    failed: bool = False

    @property
    def met(self) -> bool:
        """Whether it has been come to at all: if not, what is around it is to be told of."""
        around = self.within is None or (self.within[0].held if self.within[1] == "+" else self.within[0].failed)
        return around and all(one.failed for one in self.earlier)

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


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """Where a tag of a clause, a phrasing or a sentence stands: whose text it is, and the line."""

    owner: str
    text: str

    @property
    def in_words(self) -> str:
        """The place as a message says it."""
        return f"{self.owner}, raden ”{self.text}”"


@dataclass
class TryOut:
    """What came of trying a template: its spots part by part, the words that reached it, and what went wrong."""

    spots: list[tuple[Place | WrittenPlace, Spot]] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)
    documents: int = 0
    agreements: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def dead(self) -> list[tuple[Place | WrittenPlace, Spot]]:
        """The tags that never print, and the conditions that only go one way; not what only follows of another's."""
        return [(place, spot) for place, spot in self.spots if spot.dead and spot.met]


def hear(spots: Sequence[Spot], text: str) -> None:
    """Note what the marks in a text that was filled in say of the tags that have left them."""
    for number, printed in _PRINTED.findall(text):
        spot = spots[int(number)]
        said = _GAP.sub("", printed).strip()
        spot.printed = spot.printed or bool(said)
        spot.gap = spot.gap or (bool(printed.strip()) and not said)
    for number, way in _GONE.findall(text):
        spot = spots[int(number)]
        spot.held, spot.failed = spot.held or way == "+", spot.failed or way == "-"
        for earlier in spot.earlier:  # that must have failed for this to be asked
            earlier.failed = True


class _Tested:
    """A text with tags, with marks in it; several may tell of their tags in one list."""

    def __init__(self, tree: nodes.Template, made: Environment, spots: list[Spot]) -> None:
        self.spots = spots
        self._within: tuple[Spot, str] | None = None
        self._through(tree.body)
        self.compiled = made.from_string(tree)

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
        earlier: list[Spot] = []
        for branch in (node, *node.elif_):
            number = self._spot(Spot(branch.lineno, f"if {written(branch.test)}", asks=True, earlier=[*earlier]))
            earlier.append(self.spots[number])
            self._branch(branch.body, number, "+", missing=missing or isinstance(branch.test, nodes.Not))
        self._branch(node.else_, number, "-", missing=True)

    def _branch(self, body: list[nodes.Node], number: int, way: str, *, missing: bool) -> None:
        around, self._within = self._within, (self.spots[number], way)
        self._through(body, missing=missing)
        self._within = around
        body.insert(0, nodes.Output([nodes.TemplateData(f"{_SIGN}{number}{way}")]))

    def _spot(self, spot: Spot) -> int:
        spot.within = self._within
        self.spots.append(spot)
        return len(self.spots) - 1


def _of_part(part: Part) -> _Tested:
    """Return a part of a template to be tried."""
    made = environment()
    tree, _ = parse(made, part.source)
    if tree is None:
        raise ValueError("a part that was prepared cannot be parsed")
    for data in tree.find_all(nodes.TemplateData):
        data.data = unlined(data.data)
    return _Tested(tree, made, [])


class _Texts:
    """The clauses, phrasings and sentences that come into documents, each heard as a part of the template is."""

    def __init__(self) -> None:
        self._tested: dict[tuple[str, str], tuple[_Tested, frozenset[str]] | None] = {}
        self._spots: list[Spot] = []
        self._places: list[WrittenPlace] = []

    def compiled(self, text: str, owner: str) -> tuple[JinjaTemplate, frozenset[str]] | None:
        """Return a text with marks in it; None when it has no tags, or cannot be read."""
        key = (owner, text)
        if key not in self._tested:
            made = environment(markup=False)
            tree, _ = parse(made, text)
            self._tested[key] = None if tree is None else (_Tested(tree, made, self._spots), words_of(tree))
            new = self._spots[len(self._places) :]
            self._places += (WrittenPlace(owner, line_of(text, spot.line)) for spot in new)
        found = self._tested[key]
        return None if found is None else (found[0].compiled, found[1])

    def heard(self, made: str) -> str:
        """Hear a text that was filled in, and return it without its marks."""
        if _SIGN not in made:
            return made
        hear(self._spots, made)
        return _ANY.sub("", made)

    @property
    def spots(self) -> list[tuple[WrittenPlace, Spot]]:
        """The tags of all texts that were met."""
        return list(zip(self._places, self._spots, strict=True))


def try_template(
    document: DocumentType, template: Template, libraries: Libraries, trials: Iterable[MadeUpAgreement], day: date
) -> TryOut:
    """Try a template with agreements, and the clauses, phrasings and sentences that come into its documents."""
    tried = TryOut()
    parts, texts = [(part, _of_part(part)) for part in template.parts], _Texts()
    for trial in trials:
        tried.agreements += 1
        tried.made |= set(trial.words.values())
        for item in document.items(trial.agreement):
            compiled = consolidated(trial.agreement, day) if document.description.compiles else None
            standing = compiled.agreement if compiled else trial.agreement
            final = tried.agreements % 3 == 0
            scene = Scene(standing, document, day, libraries, EXTRAS, item, final, compiled, trial.replaced)
            scene.allowance.listener = texts
            try:
                words = Context(scene).only(template.words)
                made = [template.fill(part, one.compiled, words) for part, one in parts]
            except IopdocsError as error:
                tried.problems += (one for one in error.problems if one not in tried.problems)
                continue
            tried.documents += 1
            tried.clauses |= set(scene.used_clauses)
            for (_, one), text in zip(parts, made, strict=True):
                hear(one.spots, text)
                tried.reached |= {
                    trial.words[word] for word in map(str.lower, _WORD.findall(text)) if word in trial.words
                }
    tried.spots = [(template.place(part, spot.line), spot) for part, one in parts for spot in one.spots]
    tried.spots += texts.spots
    return tried
