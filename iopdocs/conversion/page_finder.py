"""On which page of a Word file some paragraphs stand, as LibreOffice lays the pages out.

Only a copy is looked at, without all that could fetch or run something: its text, its looks, its margins. Each
paragraph that is asked for gets a sign too small to move anything, with a link; a link in a PDF knows its page.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pikepdf
from lxml import etree

from iopdocs.conversion.pdf import to_pdf
from iopdocs.errors import ConversionFailed
from iopdocs.word.field_codes import unfield
from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import OFFICE_RELATIONS, R, W
from iopdocs.word.package import CONTENT_TYPES, write_package
from iopdocs.word.relationships import (
    empty_relations,
    is_relations_part,
    link_to,
    owner_of,
    relations_part,
    relationships,
)
from iopdocs.word.text import text_node

#: The parts that decide where a page ends, by the last word of what refers to them.
_KEPT = {"officeDocument", "styles", "numbering", "theme", "fontTable", "header", "footer", "footnotes", "image"}
_GONE = tuple(W + name for name in ("object", "control", "altChunk", "subDoc", "sectPrChange", "pict"))
_FETCHED = tuple(f"{{{OFFICE_RELATIONS}}}{name}" for name in ("link", "href", "pict"))
_ADDRESS = "https://stycke.invalid/"


def pages_of(members: Mapping[str, bytes], main: str, wanted: Collection[int]) -> dict[int, int]:
    """Return the page, from 1, of paragraphs of the body by their numbers, from 0.

    Nothing is returned where LibreOffice is missing or makes nothing of the file.
    """
    if not wanted:
        return {}
    try:
        pdf = to_pdf(write_package(_copy(members, main, wanted)), "mallen")
    except ConversionFailed:
        return {}
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as opened:
        return dict(_found(opened))


def _found(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    for number, page in enumerate(pdf.pages, start=1):
        notes: Any = page.obj.get("/Annots", ())
        for note in notes:
            target = str(note["/A"].get("/URI", "")) if "/A" in note else ""
            if target.startswith(_ADDRESS):
                yield int(target.removeprefix(_ADDRESS)), number


def _copy(members: Mapping[str, bytes], main: str, wanted: Collection[int]) -> dict[str, bytes]:
    """Return the members of the copy."""
    trees = {name: parse_xml(data) for name, data in members.items() if name.endswith((".xml", ".rels"))}
    kept = {main, CONTENT_TYPES, relations_part(""), relations_part(main)}
    for name in [name for name in trees if is_relations_part(name)]:
        for one in [*relationships(trees[name], owner_of(name))]:
            if one.kind in _KEPT and not one.leads_out and one.part in members:
                kept |= {one.part, relations_part(one.part)} & members.keys()
            else:
                remove(one.node)
    for name in kept & trees.keys():
        if not is_relations_part(name) and name != CONTENT_TYPES:
            _harmless(trees[name])
    for node in [*trees[CONTENT_TYPES].iter("{*}Override")]:
        if (node.get("PartName") or "").lstrip("/") not in kept:
            remove(node)
    relations = trees.setdefault(relations_part(main), empty_relations())
    paragraphs = list(trees[main].iter(W + "p"))
    for number in wanted:
        if number < len(paragraphs):
            _sign(paragraphs[number], link_to(relations, f"{_ADDRESS}{number}"))
    return {
        name: to_bytes(trees[name]) if name in trees else members[name]
        for name in kept
        if name in members or name in trees
    }


def _harmless(root: Node) -> None:
    for node in [*root.iter(*_GONE)]:
        remove(node)
    unfield(root)
    etree.strip_tags(root, W + "hyperlink")
    for node in root.iter(etree.Element):
        for name in _FETCHED:
            if node.get(name) is not None:
                del node.attrib[name]


def _sign(paragraph: Node, identity: str) -> None:
    """Put a sign with a link first in a paragraph."""
    link = etree.Element(W + "hyperlink", {R + "id": identity})
    run = etree.SubElement(link, W + "r")
    look = etree.SubElement(run, W + "rPr")
    etree.SubElement(look, W + "sz").set(W + "val", "2")
    run.append(text_node("."))
    properties = paragraph.find(W + "pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, link)


def with_page(where: str, page: int | None) -> str:
    """Return a place in words, with its page first when that is known."""
    return where if page is None else f"sida {page}, {where}"


def numbers_in(spots: Iterable[tuple[str, int] | None], main: str) -> set[int]:
    """Return the numbers of the paragraphs that stand in the body."""
    return {spot[1] for spot in spots if spot is not None and spot[0] == main and spot[1] >= 0}
