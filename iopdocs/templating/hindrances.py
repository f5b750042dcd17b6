"""What a template must not carry, each with its place in Word: the paragraph with the field, the object, the link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iopdocs.errors import Problem
from iopdocs.templating.placing import problem_at, styles_of
from iopdocs.word.active_content import active_content, active_members, led_astray
from iopdocs.word.addresses import addresses
from iopdocs.word.advice import how_to_remove
from iopdocs.word.field_codes import field_places
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import OFFICE_RELATIONS, W
from iopdocs.word.package import CONTENT_TYPES
from iopdocs.word.part_names import called
from iopdocs.word.places import PartPlaces
from iopdocs.word.relationships import is_relations_part, owner_of, relationships
from iopdocs.word.text import local_name

_FIELD = "fältet "


def active(members: Mapping[str, bytes], trees: Mapping[str, Node], file: str) -> Iterator[Problem]:
    """Yield what a template must not carry: whatever could fetch, run or reveal something; each place of it."""
    for name in active_members(members):
        yield from _told(name, name, _naming(name, trees), trees, file)
    for name, tree in trees.items():
        for what in dict.fromkeys(active_content(tree)):
            yield from _told(name, what, _holding(name, tree, what, trees), trees, file)
    for name, what in dict.fromkeys(led_astray(trees)):
        yield from _told(name, what, _elements(name, trees[name], what), trees, file)


def leading_out(trees: Mapping[str, Node], file: str) -> Iterator[Problem]:
    """Yield the addresses in the markup of what is kept of a template."""
    for name, tree in trees.items():
        if not (name == CONTENT_TYPES or name.startswith("docProps/")):
            for what in dict.fromkeys(addresses(tree)):
                yield from _told(name, what, [], trees, file)


def _told(
    name: str, what: str, nodes: list[tuple[str, Node]], trees: Mapping[str, Node], file: str
) -> Iterator[Problem]:
    """Yield a problem for each paragraph that holds what was found; for the part when it is in none."""
    message = f"mallen har något i sig som kan hämta eller köra annat ({what})"
    hint, code = how_to_remove(what), "aktivt-innehåll"
    styles = styles_of(trees.values())
    places = {member: PartPlaces(trees[member], member, styles) for member, _ in nodes}
    found = [place for member, node in nodes if (place := places[member].of(node)).number >= 0]
    yield from (problem_at(place, message, file, hint=hint, code=code) for place in dict.fromkeys(found))
    if not found:
        yield Problem(message, file, where=called(name), hint=hint, code=code)


def _holding(name: str, tree: Node, what: str, trees: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """Return the elements of a part that are what was found, or that refer to it."""
    if what.startswith(_FIELD):
        return [(name, node) for said, node in field_places(tree) if said == what.removeprefix(_FIELD)]
    if is_relations_part(name):
        named = {one.identity for one in relationships(tree, "") if what.startswith(one.kind)}
        return _referring(owner_of(name), named, trees)
    return _elements(name, tree, what)


def _elements(name: str, tree: Node, what: str) -> list[tuple[str, Node]]:
    """Return the elements of a part whose name is the last word of what was found."""
    last = "imagedata" if what == "länkad bild" else what.rpartition(" ")[2]
    found = tree.iter(f"{{*}}{last}") if last.isidentifier() else ()
    return [(name, _in_a_paragraph(node)) for node in found]


def _in_a_paragraph(node: Node) -> Node:
    """Return what stands in a paragraph: the element, or the paragraph before one that stands between two."""
    before = next(node.itersiblings(W + "p", preceding=True), node)
    return node if next(node.iterancestors(W + "p"), None) is not None else before


def _naming(member: str, trees: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """Return the elements that refer to a member of the file."""
    found = []
    for name, tree in trees.items():
        if is_relations_part(name):
            part = owner_of(name)
            named = {one.identity for one in relationships(tree, part) if one.part == member and not one.leads_out}
            found += _referring(part, named, trees)
    return found


def _referring(part: str, named: set[str | None], trees: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """Return the elements of a part that name one of its relationships."""
    owner = trees.get(part) if named else None
    if owner is None or local_name(owner.tag) == "Relationships":
        return []
    space = f"{{{OFFICE_RELATIONS}}}"
    return [
        (part, node)
        for node in owner.iter("{*}*")
        if any(value in named for key, value in node.attrib.items() if str(key).startswith(space))
    ]
