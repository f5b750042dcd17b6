"""A Word file that somebody has edited, made ready to be converted: what must not be published with it is refused.

It may come from anybody's Word. What the program did not write is looked through as a template is: nothing in it may
fetch or run anything, and what it carries of persons and machines is left out, of the photographs in it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iopdocs.conversion.article import article
from iopdocs.errors import ConversionFailed, InvalidTemplate, Problem
from iopdocs.word.active_content import active_members, fetching, led_astray
from iopdocs.word.markup import BrokenXml, Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.package import CONTENT_TYPES, read_package, write_package, xml_parts
from iopdocs.word.personal_traces import without_traces
from iopdocs.word.properties import title_of
from iopdocs.word.relationships import is_relations_part, owner_of, relations_part, relationships
from iopdocs.word.sealing import is_sealed
from iopdocs.word.tracked_changes import has_changes

_IN_REVIEW = "Gå till Granska i Word, {what}, spara och kör igen."
# Word names the template it was last used with; nobody reads it but Word.
_ATTACHED = "attachedTemplate"


def ready(document: bytes, name: str) -> bytes:
    """Return a .docx file as it may be converted: as it is when the program wrote it, or else without traces.

    ``name`` is how messages call it. Raises InvalidTemplate with everything that must be settled in Word first:
    tracked changes and comments, and what fetches or runs something.
    """
    members = read_package(document, name)
    try:
        trees = dict(xml_parts(members))
    except BrokenXml as error:
        hint = "Öppna filen i Word och spara den på nytt."
        raise InvalidTemplate(Problem("filen är ingen hel Word-fil", name, hint=hint, code="ingen-word-fil")) from error
    if CONTENT_TYPES not in trees or relations_part("") not in trees:
        hint = "Öppna filen i Word och spara den som Word-dokument (.docx)."
        raise InvalidTemplate(Problem("filen är ingen Word-fil", name, hint=hint, code="ingen-word-fil"))
    faults = list(_unsettled(trees, name))
    _drop_attached(trees)
    cleaned = without_traces(members, trees)
    faults += _active(cleaned, {part: trees[part] for part in cleaned if part in trees}, name)
    if faults:
        raise InvalidTemplate(faults)
    return document if is_sealed(document) else write_package(cleaned)


def title_for(document: bytes, otherwise: str) -> str:
    """Return what a .docx file is called: by its properties, its headline, or else as told."""
    try:
        return title_of(document) or article(document, otherwise).headline
    except ConversionFailed:
        return otherwise  # it can still be a PDF


def _unsettled(trees: Mapping[str, Node], name: str) -> Iterator[Problem]:
    if any(map(has_changes, trees.values())):
        hint = _IN_REVIEW.format(what="godkänn eller avvisa alla ändringar")
        yield Problem("filen har spårade ändringar som inte är avgjorda", name, hint=hint, code="spårade-ändringar")
    if any(next(tree.iter(W + "commentReference"), None) is not None for tree in trees.values()):
        hint = _IN_REVIEW.format(what="ta bort alla kommentarer")
        yield Problem("filen har kommentarer som inte är besvarade", name, hint=hint, code="kommentarer")


def _drop_attached(trees: Mapping[str, Node]) -> None:
    for name, tree in trees.items():
        for node in list(tree.iter(W + _ATTACHED)):
            remove(node)
        if is_relations_part(name):
            for one in list(relationships(tree, owner_of(name))):
                if one.kind == _ATTACHED:
                    remove(one.node)


def _active(members: Mapping[str, bytes], trees: Mapping[str, Node], name: str) -> Iterator[Problem]:
    found = [*active_members(members), *(what for tree in trees.values() for what in fetching(tree))]
    found += [what for _, what in led_astray(trees)]
    if found:
        message = f"filen har något i sig som kan hämta eller köra annat ({', '.join(dict.fromkeys(found))})"
        hint = "Ta bort makron, inbäddade objekt, länkade bilder och fält som hämtar något, spara och kör igen."
        yield Problem(message, name, hint=hint, code="aktivt-innehåll")
