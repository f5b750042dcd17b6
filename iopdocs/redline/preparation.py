"""A Word file made ready to be compared: its own tracked changes accepted, and without what no reader sees."""

from __future__ import annotations

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.word.active_content import hidden_text
from iopdocs.word.beside_text import COUNTED, without_hidden
from iopdocs.word.blocks import NoText, each_text_part, main_part, no_document, numbering, spell_out_margins
from iopdocs.word.field_codes import fields
from iopdocs.word.markup import BrokenXml, Node
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, xml_parts
from iopdocs.word.personal_traces import without_visits
from iopdocs.word.styles import Styles
from iopdocs.word.tracked_changes import accept


def prepared(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a Word file, settled. Raises InvalidTemplate, naming the file, when it is not sound."""
    files = read_package(data, name)
    try:
        for part, root in xml_parts(files):
            # Also what is only looked up later: relations, styles, numbers.
            if uncomparable := next(hidden_text(root), ""):
                raise InvalidTemplate(_uncomparable(name, part, uncomparable))
        _, styles = numbering(files, main_part(files))
        return each_text_part(files, lambda root: _settle(root, styles))
    except (BrokenXml, NoText) as error:
        raise no_document(name) from error


def _uncomparable(name: str, part: str, what: str) -> Problem:
    message = f"filen har något i sig som inte kan jämföras ({what})"
    hint = "Öppna filen i Word, ta bort det eller gör om det till vanlig text, och spara den på nytt."
    return Problem(message, name, where=part, hint=hint, code="ingen-word-fil")


def _settle(root: Node, styles: Styles) -> None:
    accept(root)
    without_hidden(root, styles)
    without_visits(root)
    _forget_pages(root)
    spell_out_margins(root)


def _forget_pages(root: Node) -> None:
    """A page number is whatever the last program to lay the pages out made it, so it says nothing of the text."""
    # What a field shows in more than one paragraph is no page number, whatever its code says.
    for paragraph in root.iter(W + "p"):
        for field in fields(paragraph):
            if field.whole and COUNTED.match(field.code):
                _set_to_one(field.results)


def _set_to_one(texts: list[Node]) -> None:
    for position, text in enumerate(texts):
        text.text = "1" if position == 0 else ""
