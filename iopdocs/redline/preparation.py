"""A Word file made ready to be compared: its own tracked changes accepted, and without what no reader sees."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.word.active_content import hidden_text
from iopdocs.word.package import (
    BrokenXml,
    is_xml,
    parse_xml,
    read_package,
)
from iopdocs.word.parts import Node, W
from iopdocs.word.text import NoText, text_parts
from iopdocs.word.tracked_changes import accept

_COUNTED = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
# Word leaves these wherever it has been.
_TRACES = (W + "proofErr", W + "lastRenderedPageBreak")
_REFERENCES = (W + "headerReference", W + "footerReference")
_VISIT = W + "rsid"


def prepared(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a Word file, settled. Raises InvalidTemplate, naming the file, when it is not sound."""
    files = read_package(data, name)
    try:
        for part in filter(is_xml, files):
            # Also what is only looked up later: relations, styles, numbers.
            if uncomparable := next(hidden_text(parse_xml(files[part])), ""):
                raise InvalidTemplate(_uncomparable(name, part, uncomparable))
        return _settled(files)
    except (BrokenXml, NoText) as error:
        hint = "Öppna filen i Word och spara den på nytt som Word-dokument (.docx), inte som Strict Open XML."
        problem = Problem("filen är inget Word-dokument som går att läsa", name, hint=hint, code="ingen-word-fil")
        raise InvalidTemplate(problem) from error


def _uncomparable(name: str, part: str, what: str) -> Problem:
    message = f"filen har något i sig som inte kan jämföras ({what})"
    hint = "Öppna filen i Word, ta bort det eller gör om det till vanlig text, och spara den på nytt."
    return Problem(message, name, where=part, hint=hint, code="ingen-word-fil")


def _settled(files: dict[str, bytes]) -> dict[str, bytes]:
    for part in text_parts(files):
        root = parse_xml(files[part])
        accept(root)
        etree.strip_elements(root, *_TRACES, with_tail=False)
        for node in root.iter(etree.Element):
            for attribute in [str(key) for key in node.attrib if str(key).startswith(_VISIT)]:
                del node.attrib[attribute]
        _forget_pages(root)
        _spell_out_margins(root)
        files[part] = to_bytes(root)
    return files


def to_bytes(root: Node) -> bytes:
    """Return a part's XML as it is written in a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget_pages(root: Node) -> None:
    """A page number is whatever the last program to lay the pages out made it, so it says nothing of the text."""
    for field in root.iter(W + "fldSimple"):
        if _COUNTED.match(field.get(W + "instr") or ""):
            _set_to_one(list(field.iter(W + "t")))
    for paragraph in root.iter(W + "p"):
        for texts in _results(paragraph):
            _set_to_one(texts)


def _results(paragraph: Node) -> Iterator[list[Node]]:
    """Yield what each complex field with a page number shows in a paragraph."""
    instruction, texts, showing = "", list[Node](), False
    for node in paragraph.iter(W + "fldChar", W + "instrText", W + "t"):
        kind = node.get(W + "fldCharType")
        if node.tag == W + "instrText":
            instruction += node.text or ""
        elif node.tag == W + "t":
            texts += [node] if showing else []
        elif kind == "separate":
            showing = bool(_COUNTED.match(instruction))
        else:
            yield texts
            instruction, texts, showing = "", [], False


def _spell_out_margins(root: Node) -> None:
    """Name in each section the headers and footers it has from the one before, lest they go when that one does."""
    inherited: dict[tuple[str, str | None], Node] = {}
    for section in root.iter(W + "sectPr"):
        own = {(str(node.tag), node.get(W + "type")): node for node in section.iterchildren(*_REFERENCES)}
        missing = [copy.deepcopy(node) for key, node in inherited.items() if key not in own]
        section[:0] = missing
        inherited |= own


def _set_to_one(texts: list[Node]) -> None:
    for position, text in enumerate(texts):
        text.text = "1" if position == 0 else ""
