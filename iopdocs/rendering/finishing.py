"""What is done to a part's XML after its tags are filled in: line breaks, gaps, empty cells and tables, unique ids."""

from __future__ import annotations

import copy
import re

from docxtpl import DocxTemplate
from lxml import etree

from iopdocs.rendering.missing import GAP_END, GAP_START
from iopdocs.rendering.package import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile(f"({GAP_START}[^{GAP_END}]*{GAP_END})")
# A value that ends with a stop of its own, and the stop of the sentence it stands last in.
_STOPS = re.compile(r"(\S*[^\s.](?:\.\.\.|[.!?…]))\.(?![.\w])")
_BREAKS = re.compile("[\n\a\t\f]")


def finish(xml: str, given: str = "") -> bytes:
    """Return the finished bytes of one part. Raises BrokenXml when the template's tags broke the XML.

    ``given`` is the text of the data: what stands there word for word is left as it is.
    """
    if _BREAKS.search(xml):
        xml = DocxTemplate(None).resolve_listing(xml)
    root = parse_xml(xml.encode())
    _drop_empty_tables(root)
    _fill_empty_cells(root)
    _drop_second_stops(root, given.casefold())
    if GAP_START in xml:
        _highlight_gaps(root)
    _renumber(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_empty_tables(root: etree._Element) -> None:
    """A table whose rows all fell away is no valid table."""
    for table in list(root.iter(W + "tbl")):
        parent = table.getparent()
        if table.find(W + "tr") is None and parent is not None:
            parent.remove(table)


def _fill_empty_cells(root: etree._Element) -> None:
    """A cell must end with a paragraph, or Word calls the file corrupt."""
    for cell in root.iter(W + "tc"):
        if len(cell) == 0 or cell[-1].tag != W + "p":
            etree.SubElement(cell, W + "p")


def _drop_second_stops(root: etree._Element, given: str) -> None:
    """A sentence that ends with ``m.m.`` or with a question has its stop already."""
    for text in root.iter(W + "t"):
        text.text = _STOPS.sub(lambda found: found[0 if found[0].casefold() in given else 1], text.text or "")


def _highlight_gaps(root: etree._Element) -> None:
    """Make each gap a run of its own, highlighted."""
    for text in list(root.iter(W + "t")):
        run = text.getparent()
        if text.text and GAP_START in text.text and run is not None and run.tag == W + "r":
            _split(run, text)


def _split(run: etree._Element, text: etree._Element) -> None:
    parent = run.getparent()
    if parent is None:
        return
    style = run.find(W + "rPr")
    at = run.index(text)
    children = list(run)
    before, after = children[:at], children[at + 1 :]
    pieces = [_run(style, before[1:] if before and before[0] is style else before)]
    for piece in _PIECES.split(text.text or ""):
        gap = piece.startswith(GAP_START)
        made = etree.Element(W + "t")
        made.text = piece.strip(GAP_START + GAP_END)
        made.set(XML_SPACE, "preserve")
        pieces.append(_run(style, [made] if piece else [], gap))
    pieces.append(_run(style, after))
    place = parent.index(run)
    parent[place : place + 1] = [piece for piece in pieces if any(node.tag != W + "rPr" for node in piece)]


def _run(style: etree._Element | None, content: list[etree._Element], gap: bool = False) -> etree._Element:
    run = etree.Element(W + "r")
    properties = copy.deepcopy(style) if style is not None else None
    if gap:
        properties = _highlighted(properties)
    if properties is not None:
        run.append(properties)
    run.extend(content)
    return run


# The schema fixes the order of run properties; highlight comes before these.
_AFTER_HIGHLIGHT = ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout")


def _highlighted(properties: etree._Element | None) -> etree._Element:
    properties = properties if properties is not None else etree.Element(W + "rPr")
    for old in properties.findall(W + "highlight"):
        properties.remove(old)
    later = {W + name for name in (*_AFTER_HIGHLIGHT, "specVanish", "oMath")}
    place = next((index for index, node in enumerate(properties) if node.tag in later), len(properties))
    mark = etree.Element(W + "highlight")
    mark.set(W + "val", "yellow")
    properties.insert(place, mark)
    return properties


def _renumber(root: etree._Element) -> None:
    """Paragraphs in a loop repeat the ids of drawings and bookmarks; each must be its own."""
    for number, drawing in enumerate(root.iter("{*}docPr"), start=1):
        drawing.set("id", str(number))
    ends: dict[str, list[str]] = {}
    for number, mark in enumerate(root.iter(W + "bookmarkStart"), start=1):
        ends.setdefault(mark.get(W + "id") or "", []).append(str(number))
        mark.set(W + "id", str(number))
    for mark in root.iter(W + "bookmarkEnd"):
        waiting = ends.get(mark.get(W + "id") or "")
        if waiting:
            mark.set(W + "id", waiting.pop(0))
