"""A Word template: loaded, checked and compiled once; rendering it is then a pure function of its context.

The dialect is docxtpl's: its own ``patch_xml`` turns ``{%p … %}``, ``{%tr … %}`` and split runs into plain Jinja. The
rest of docxtpl's rendering is not used: it parses with recovery (which loses text in silence), renders footnotes once
per section (so that data is read as a template) and saves through python-docx (other bytes each time).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.nodes
from lxml import etree

from iopdocs.classes import dataclass, field, replace
from iopdocs.errors import InvalidLibrary, InvalidTemplate, Problem
from iopdocs.templating import compiled, typos
from iopdocs.templating.blame import FAULTS, blame, blamed, line_of
from iopdocs.templating.diagnosis import diagnose
from iopdocs.templating.docxtpl_dialect import fixed_texts, patched
from iopdocs.templating.environment import environment, filled
from iopdocs.templating.finishing import TextLost, care_of, finish
from iopdocs.templating.hindrances import active, leading_out
from iopdocs.templating.language import parse, words_of
from iopdocs.templating.limits import TOO_LARGE, Spent
from iopdocs.templating.opening import opened
from iopdocs.templating.part import Part, in_place
from iopdocs.templating.placing import Placing, fault_at, problem_at, styles_of
from iopdocs.templating.tags import tags_of
from iopdocs.word.inspection import NOTHINGS, ODD_SPACES
from iopdocs.word.marks import gaps_in
from iopdocs.word.markup import BrokenXml, Node, parse_xml
from iopdocs.word.own import Own, own_of
from iopdocs.word.package import MAX_PACKAGE, RENDERED, too_large
from iopdocs.word.pagination import Looks, looks_of
from iopdocs.word.personal_traces import without_traces
from iopdocs.word.places import PartPlaces, Place
from iopdocs.word.properties import frame
from iopdocs.word.style_references import refers_to_styles
from iopdocs.word.table_of_contents import has_contents
from iopdocs.word.tracked_changes import first_change
from iopdocs.word.zip import LEVEL_ONCE, Packed, pack

#: From a wording to what was made of it beforehand, if anything was.
Known = Callable[..., compiled.MadeBefore | None]
_TAGS = ("{{", "}}", "{%", "%}", "{#", "#}")


@dataclass(frozen=True)
class CommonMembers:
    """The members that a template's documents have in common, as they are and ready to be written."""

    members: Mapping[str, bytes]
    packed: Mapping[str, Packed]


@dataclass(frozen=True)
class Template:
    """A prepared template: every member of its package, and the parts that are rendered.

    ``notes`` are what was left out of the house's own file, and what its owner may want to mend in it.
    """

    file: str
    digest: str
    members: Mapping[str, bytes]
    parts: tuple[Part, ...]
    notes: tuple[Problem, ...] = ()
    _frames: dict[bool, CommonMembers] = field(default_factory=dict, compare=False, repr=False)
    _placings: dict[str, Placing] = field(default_factory=dict, compare=False, repr=False)

    def frame(self, *, with_provenance: bool) -> CommonMembers:
        """Return what is the same in every document, apart from what is rendered; prepared once."""
        if with_provenance not in self._frames:
            rendered = {part.member for part in self.parts}
            made = frame(self.members, with_provenance=with_provenance)
            kept = {name: data for name, data in made.items() if name not in rendered}
            self._frames[with_provenance] = CommonMembers(
                kept, {name: pack(data, LEVEL_ONCE) for name, data in kept.items()}
            )
        return self._frames[with_provenance]

    @cached_property
    def looks(self) -> Looks:
        """The styles of the template, by what stays together on a page."""
        return looks_of(self.members)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What the template shows as gaps of its own, where a field of it told what nobody knows."""
        return tuple(gap for part in self.parts for gap in gaps_in(part.source))

    @cached_property
    def with_contents(self) -> tuple[str, ...]:
        """The parts that have a table of contents."""
        return tuple(part.member for part in self.parts if has_contents(part.source))

    @cached_property
    def refers_to_styles(self) -> bool:
        """Whether any part repeats the text of a style."""
        return any(refers_to_styles(part.source) for part in self.parts)

    @property
    def own(self) -> Mapping[str, Own]:
        """What of the wording of each part that is filled in is the template's own."""
        return {part.member: part.own for part in self.parts}

    @property
    def words(self) -> frozenset[str]:
        """The top-level words the template uses."""
        return frozenset().union(*(part.words for part in self.parts))

    def render(
        self,
        context: Mapping[str, Any],
        given: Container[str] = "",
        compiled: Callable[[Part], jinja2.Template] = lambda part: part.compiled,
    ) -> dict[str, bytes]:
        """Return the finished XML of each rendered part; ``given`` is the text of the data.

        ``compiled`` gives what a part is filled in by: itself, or with signs in it for somebody who listens.

        Raises InvalidTemplate naming part, paragraph and variable, or part alone when the tags broke its XML.
        """
        return {part.member: self._render_part(part, compiled(part), context, given) for part in self.parts}

    def _render_part(
        self, part: Part, compiled: jinja2.Template, context: Mapping[str, Any], given: Container[str]
    ) -> bytes:
        try:
            return finish(self.fill(part, compiled, context), given, part.care)
        except BrokenXml as error:
            raise self.broken(part.member) from error
        except TextLost as error:
            hint = "Det är ett fel i programmet. Spara mallen som den är, och berätta vilken den är."
            message = f"mallens egen text skulle försvinna i {part.called}"
            raise InvalidTemplate(Problem(message, self.file, hint=hint, code="mallens-text")) from error

    def fill(self, part: Part, compiled: jinja2.Template, context: Mapping[str, Any]) -> str:
        """Return the source of a part filled in, as it is ``compiled`` or with marks in it. Raises InvalidTemplate."""
        try:
            return filled(compiled, context)
        except InvalidLibrary as error:
            if any(problem.file for problem in error.problems):
                raise  # a clause, which says itself where it is
            line = line_of(error)
            texts = (f"{one.message}\n{one.hint}" for one in error.problems)
            raise InvalidTemplate(self.faulty(part, line, text) for text in texts) from error
        except FAULTS as error:
            if isinstance(error, Spent):
                raise InvalidTemplate(self.faulty(part, line_of(error), str(error), TOO_LARGE)) from error
            problem = self.faulty(part, line_of(error), str(error))
            raise InvalidTemplate(blamed(problem, blame(part.tree, error, context))) from error

    def faulty(self, part: Part, line: int, text: str, code: str = "mallfel") -> Problem:
        """Return a fault in a part, at a line of its source; ``text`` is a sentence, and a hint after a line break."""
        return fault_at(self.place(part, line), text, self.file, code)

    def place(self, part: Part, line: int) -> Place:
        """Return where in the Word file a line of a part's source stands."""
        return self._placing(part).at(part.source, line)

    def _placing(self, part: Part) -> Placing:
        if part.member not in self._placings:
            styles = styles_of(parse_xml(data) for name, data in self.members.items() if name.endswith("styles.xml"))
            self._placings[part.member] = Placing(parse_xml(self.members[part.member]), part.member, styles)
        return self._placings[part.member]

    def broken(self, member: str) -> InvalidTemplate:
        """Return the error for tags that leave a part of the document with broken XML."""
        hint = "En if eller for börjar i ett stycke eller en tabell och slutar i ett annat. Sätt båda på samma nivå."
        problem = Problem("mallens taggar bryter sönder dokumentet", self.file, where=member, hint=hint, code="mallfel")
        return InvalidTemplate(problem)


def load_template(path: Path) -> Template:
    """Read and prepare a Word template. Raises InvalidTemplate with every fault found."""
    try:
        if path.exists() and not path.is_file():
            raise OSError("not an ordinary file")
        if path.stat().st_size > MAX_PACKAGE:
            raise too_large(str(path))
        data = path.read_bytes()
    except OSError as error:
        hint = "Kontrollera att filen finns och att den går att läsa."
        raise InvalidTemplate(Problem("mallen går inte att läsa", str(path), hint=hint, code="mall-saknas")) from error
    return prepare(data, str(path))


@lru_cache(maxsize=32)
def prepare(data: bytes, file: str, known: Known = compiled.known) -> Template:
    """Prepare a template from its bytes, once per process; ``file`` is how messages call it. Raises InvalidTemplate.

    ``known`` gives what has been compiled beforehand.
    """
    word = opened(data, file)
    members, trees, types, main = word.members, word.trees, word.types, word.main
    problems = [*active(members, trees, file), *_unfit(trees, file), *_unrendered(members, trees, types, file)]
    members = without_traces(members, trees)
    problems += leading_out({name: trees[name] for name in members if name in trees}, file)
    if main not in members:
        hint = "Öppna mallen i Word och spara den på nytt."
        raise InvalidTemplate(Problem("mallen saknar brödtext", file, hint=hint, code="ingen-word-fil"))
    parts: list[Part] = []
    styles = styles_of(trees.values())
    for name in sorted(name for name, kind in types.items() if kind in RENDERED and name in trees and name in members):
        placing = Placing(trees[name], name, styles)
        if faults := list(typos.endless(placing, file)):
            problems += faults
            continue
        lost = list(typos.beside(placing, file))
        problems += [*lost, *typos.odd(placing, file)]
        own = own_of(trees[name], ODD_SPACES, NOTHINGS)
        part, faults = _compile(placing, file, own, len(parts), known, whole=not lost)
        problems += faults
        parts += [part] if part else []
    if problems:
        raise InvalidTemplate(problems)
    return Template(file, hashlib.sha256(data).hexdigest(), members, tuple(parts), word.notes)


def _compile(
    placing: Placing, file: str, own: Own, number: int, known: Known, *, whole: bool
) -> tuple[Part | None, list[Problem]]:
    """Compile a part; one that is not ``whole`` loses tags beside others, and what that leads to is not told."""
    # One paragraph per line: a line number in an error is then a paragraph.
    xml = etree.tostring(placing.root, encoding="unicode").replace("\n", " ")
    if found := known(xml, markup=True):
        own = replace(own, fixed=found.fixed)
        care = care_of(found.source, number)
        return Part(placing.member, found.source, found.template, found.words, care, own, xml), []
    source = patched(xml)
    made = environment()
    parsed, faults = parse(made, source)
    if parsed is None and (told := diagnose(list(tags_of(placing.root))).faults):
        return None, [fault_at(placing.places.of(one.tag.paragraph), one.text, file) for one in told if one.certain]
    faults += _leftovers(made, source) if parsed else []
    if parsed is None and not whole:
        return None, []
    if faults or parsed is None:
        return None, [fault_at(placing.at(source, line), text, file) for line, text in faults]
    try:
        words = words_of(parsed)
        own = replace(own, fixed=tuple(_fixed(in_place(parsed))))
        compiled = made.from_string(parsed)
        return Part(placing.member, source, compiled, words, care_of(source, number), own, xml), []
    except jinja2.TemplateSyntaxError as error:
        return None, [fault_at(placing.at(source, error.lineno), "taggen går inte att läsa", file)]


def _fixed(tree: jinja2.nodes.Template) -> Iterator[str]:
    """Yield the texts of a template that stand in every document: those that no tag decides over."""
    for node in tree.body:
        for one in node.nodes if isinstance(node, jinja2.nodes.Output) else ():
            if isinstance(one, jinja2.nodes.TemplateData):
                yield from fixed_texts(one.data)


def _leftovers(made: jinja2.Environment, source: str) -> Iterator[tuple[int, str]]:
    """Yield halves of tags that Jinja takes for plain text."""
    for line, kind, value in made.lex(source):
        if kind == "data" and (half := next((tag for tag in _TAGS if tag in value), None)):
            yield line, f"en halv tagg ({half}) står i texten\nSkriv hela taggen: {{{{ uppgift }}}} eller {{% if … %}}."


def _unfit(trees: Mapping[str, Node], file: str) -> Iterator[Problem]:
    for name, tree in trees.items():
        if (change := first_change(tree)) is not None:
            place = PartPlaces(tree, name, styles_of(trees.values())).of(change)
            hint = "Öppna mallen i Word, välj Granska, Acceptera alla ändringar, och spara."
            yield problem_at(place, "mallen innehåller spårade ändringar", file, hint=hint, code="spårade-ändringar")


def _unrendered(
    members: Mapping[str, bytes], trees: Mapping[str, Node], types: Mapping[str, str], file: str
) -> Iterator[Problem]:
    """Yield parts with tags that nobody fills in: comments, endnotes, document properties."""
    for name, tree in trees.items():
        if types.get(name) in RENDERED:
            continue
        # As it is read, split over runs; and as it is stored, in attributes and comments.
        text = "".join(map(str, tree.itertext())) + etree.tostring(tree, encoding="unicode")
        text += members[name].decode("utf-8", "replace")
        if any(tag in text for tag in _TAGS[::2]):
            hint = "Taggar fylls i brödtext, sidhuvud, sidfot och fotnoter. Dokumentets titel skrivs i dokument.yaml."
            yield Problem("en tagg står där den inte fylls i", file, where=name, hint=hint, code="tagg-utanför")
