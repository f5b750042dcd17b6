"""A Word template inspected for its author: every tag with its place, and all that is wrong or doubtful, at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from iopdocs.authoring.conditions import Known, blocks, printed, survey
from iopdocs.authoring.doubts import of_part, unasked, unseen_margins
from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem, Severity
from iopdocs.library.document_types import DocumentType
from iopdocs.model.paths import is_optional_record
from iopdocs.templating.diagnosis import Diagnosis, diagnose
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.opening import opened
from iopdocs.templating.placing import Placing, fault_at, problem_at, styles_of
from iopdocs.templating.static import Use
from iopdocs.templating.tags import Tag, contents_of, tags_of
from iopdocs.templating.template import prepare
from iopdocs.templating.typos import MAX_TAGS
from iopdocs.word.markup import Node
from iopdocs.word.package import RENDERED
from iopdocs.word.places import Place
from iopdocs.word.styles import Styles

_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")
_LAYOUT = re.compile(r"(?:el)?if\s+\w+\.visar\.(\w+)")


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag and where it stands."""

    tag: Tag
    place: Place


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in a template: its file as messages call it, its tags in order, and its problems."""

    file: str
    tags: tuple[PlacedTag, ...]
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it can be filled in."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def inspect(data: bytes, file: str, lexicon: Lexicon, document: DocumentType | None = None) -> Inspected:
    """Inspect a Word file as a template of a document type; of none, nothing is known of its sections."""
    problems: list[Problem] = []
    try:
        problems += prepare(data, file).notes
    except InvalidTemplate as error:
        problems += error.problems
    try:
        word = opened(data, file)
    except InvalidTemplate:
        return Inspected(file, (), tuple(problems))
    types, trees = word.types, word.trees
    styles = styles_of(trees.values())
    rendered = sorted(name for name, kind in types.items() if kind in RENDERED and name in trees)
    placings = {name: Placing(trees[name], name, styles) for name in rendered}
    tags = {name: list(tags_of(placing.root)) for name, placing in placings.items()}
    for name, placing in placings.items():
        if len(tags[name]) <= MAX_TAGS:
            problems += _of_part(placing, styles, tags[name], lexicon, file)
    if document is not None and document.of is None:
        problems += _layouts(placings, tags, document, file)
    with_tags = {name: one for name, one in placings.items() if tags[name]}
    problems += unseen_margins(word.members, word.main, trees[word.main], _settings(trees), with_tags, file)
    placed = (
        PlacedTag(tag, placings[name].places.of(tag.paragraph))
        for name in _in_order(rendered, word.main)
        for tag in tags[name]
    )
    return Inspected(file, tuple(placed), tuple(dict.fromkeys(problems)))


def _in_order(rendered: Sequence[str], main: str) -> list[str]:
    return sorted(rendered, key=lambda name: (name != main, name))


def _settings(trees: Mapping[str, Node]) -> Node | None:
    return next((tree for tree in trees.values() if str(tree.tag).endswith("}settings")), None)


def _of_part(placing: Placing, styles: Styles, tags: Sequence[Tag], lexicon: Lexicon, file: str) -> Iterator[Problem]:
    found = diagnose(tags, lexicon)
    for fault in found.faults:
        place = placing.places.of(fault.tag.paragraph)
        if fault.certain:
            yield fault_at(place, fault.text, file)
        else:
            message, _, hint = fault.text.partition("\n")
            yield problem_at(place, message, file, hint=hint, code="olika-nivå", severity=Severity.WARNING)
    yield from of_part(placing, styles, file)
    asked = list(_printed_with(placing))
    optional = _optional(found)
    yield from unasked(asked, lambda tag: iter(optional.get((tag.texts, tag.written), ())), placing, file)


def _printed_with(placing: Placing) -> Iterator[tuple[Tag, Known]]:
    for one in survey(blocks(contents_of(placing.root))).standing:
        for tag in printed([one.item]):
            yield tag, one.known


def _optional(found: Diagnosis) -> Mapping[tuple[tuple[Node, ...], str], list[str]]:
    """Return the paths to optional records that each printing tag goes through, by its place and how it is written."""
    uses: dict[int, list[Use]] = defaultdict(list)
    for use in found.findings.uses:
        uses[use.line].append(use)
    made: dict[tuple[tuple[Node, ...], str], list[str]] = {}
    for line, some in uses.items():
        tag = found.tags[line - 1] if line <= len(found.tags) else None
        path = _PATH.match(tag.inner) if tag is not None and tag.opened == "{{" else None
        if tag is None or path is None:
            continue
        steps = path[0].split(".")
        through = {use.name for use in some if use.owner is not None and is_optional_record(use.owner, use.name)}
        if paths := [".".join(steps[: at + 1]) for at in range(1, len(steps) - 1) if steps[at] in through]:
            made[tag.texts, tag.written] = paths
    return made


def _layouts(
    placings: Mapping[str, Placing], tags: Mapping[str, Sequence[Tag]], document: DocumentType, file: str
) -> Iterator[Problem]:
    """Yield the layouts that the template has and no section of its type shows."""
    shown = {name for section in document.description.sections for name in section.shows}
    told: set[str] = set()
    for member, some in tags.items():
        for tag in some:
            asked = _LAYOUT.fullmatch(tag.inner)  # and nothing else, which would be reason enough
            for name in asked.groups() if asked else ():
                if name not in shown and name not in told:
                    told.add(name)
                    message = f"inget avsnitt i dokument.yaml visar uppställningen ”{name}”, så den kommer aldrig med"
                    hint = f"Skriv {name} under visar i avsnittet, eller ta bort uppställningen."
                    place = placings[member].places.of(tag.paragraph)
                    yield problem_at(place, message, file, hint=hint, code="visas-aldrig", severity=Severity.WARNING)
