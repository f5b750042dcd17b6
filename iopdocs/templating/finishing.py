"""What is done to a part's XML after its tags are filled in: line breaks, gaps, empty cells and tables, unique ids.

Most documents need little of it, so each step first asks the text whether it has anything to do.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from html import unescape

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.templating.captions import captioned
from iopdocs.templating.docxtpl_dialect import has_loose_cells, listed, with_grid
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.mending import once_each
from iopdocs.word.namespaces import V, W
from iopdocs.word.shape import ends_well

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PIECES = lazy_pattern(f"({GAP_START}[^{GAP_END}]*{GAP_END})")
_TEXT = lazy_pattern(r"(<w:t(?: [^>]*)?>)([^<]*)")
# A stop after another: there are few, in a long document.
_TWO_STOPS = lazy_pattern(r"[.!?…]\.")
# A value that ends with a stop of its own, and the stop of the sentence it stands last in.
_STOPS = lazy_pattern(r"(\S{0,200}[^\s.](?:\.\.\.|[.!?…]))\.(?![.\w])")
_RUN = lazy_pattern(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>|<w:rPr/>|)(.*)</w:r>", re.DOTALL)
_TEXT_ELEMENT = lazy_pattern(r"(<w:t(?: [^>]*)?>[^<]*</w:t>)")
_PROPERTIES_END = len("</w:rPr>")
_OLD_HIGHLIGHT = lazy_pattern(r"<w:highlight\b[^>]*/>")
# The schema fixes the order of run properties; highlight comes before these.
_AFTER_HIGHLIGHT = lazy_pattern(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)[ />]|</w:rPr>"
)
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
_NUMBERED = ("<w:bookmark", "docPr ", "<v:")


@dataclass(frozen=True, slots=True)
class Care:
    """What a part's template may leave behind, so that what it makes must be looked at: unknown, all of it.

    ``stops`` are its own words that end with more than one stop, and ``first_id`` is where its ids begin: no two parts
    have the same.
    """

    loose_cells: bool = False
    bare_cells: bool = True
    bare_tables: bool = True
    numbered: bool = True
    stops: frozenset[str] = frozenset()
    first_id: int = 1


#: How many drawings and bookmarks a part has room for until the ids of the next one begin.
_ROOM = 1_000_000


def care_of(source: str, number: int = 0) -> Care:
    """Return what may be left behind by a part, from its patched source; ``number`` is which one of the parts it is."""
    loose = has_loose_cells(source)
    return Care(
        loose,
        _lacks_paragraphs(source),
        loose or any("</w:tr>" not in table.split("{%", 1)[0] for table in source.split("<w:tbl>")[1:]),
        any(mark in source for mark in _NUMBERED),
        frozenset(unescape(one[0]) for text in _TEXT.finditer(source) for one in _STOPS.finditer(text[2])),
        number * _ROOM + 1,
    )


_NO_CARE = Care()


def finish(xml: str, given: Container[str] = "", care: Care = _NO_CARE) -> bytes:
    """Return the finished bytes of one part. Raises BrokenXml when the template's tags broke the XML.

    ``given`` is the text of the data: what stands there word for word is left as it is.
    """
    xml = listed(xml)
    if care.loose_cells:
        xml = with_grid(xml)
    xml = "".join(_stopped_once(xml, given, care.stops))
    if GAP_START in xml:
        xml = "".join(_with_gaps(xml))
    xml = captioned(xml)
    bare = (care.bare_cells and _lacks_paragraphs(xml)) or (care.bare_tables and _lacks_rows(xml))
    if care.numbered or bare:
        return _mended(xml, care.first_id)
    return (DECLARATION + xml).encode()


def _stopped_once(xml: str, given: Container[str], own: Container[str]) -> Iterator[str]:
    """Yield the XML in pieces, each text in it without second stops."""
    done = 0
    for stops in _TWO_STOPS.finditer(xml):
        # What begins last before a stop that stands in a text is that text.
        text = _TEXT.match(xml, max(xml.rfind("<", done, stops.start()), 0))
        if text and text.start() >= done:
            yield xml[done : text.start(2)]
            yield _without_second_stops(text[2], given, own)
            done = text.end()
    yield xml[done:]


def as_printed(text: str, given: Container[str] = "") -> str:
    """Return a text of a clause as it stands in a finished document: a sentence that has its stop has no second one."""
    return _without_second_stops(text, given, ())


def _without_second_stops(text: str, given: Container[str], own: Container[str]) -> str:
    """A sentence that ends with ``m.m.`` or with a question has its stop already; the template's own are its own."""

    def once(found: re.Match[str]) -> str:
        words = unescape(found[0])
        return found[0 if words in given or words in own else 1]

    return _STOPS.sub(once, text)


def _with_gaps(xml: str) -> Iterator[str]:
    """Yield the XML in pieces, with each gap as a highlighted run of its own."""
    done = 0
    while (gap := xml.find(GAP_START, done)) >= 0:
        start = max(xml.rfind("<w:r>", done, gap), xml.rfind("<w:r ", done, gap))
        end = xml.find("</w:r>", gap) + len("</w:r>")
        run = _RUN.fullmatch(xml, start, end) if start >= 0 else None
        if run is None:
            break  # not in a run of text: the inspection says so
        yield xml[done:start]
        yield "".join(_parted(run[1], run[2]))
        done = end
    yield xml[done:]


def _parted(style: str, content: str) -> Iterator[str]:
    """Yield the runs that one run becomes when its gaps get runs of their own."""
    open_run = ""
    for number, element in enumerate(_TEXT_ELEMENT.split(content)):
        if number % 2 == 0 or GAP_START not in element:  # every second one is a text
            open_run += element
            continue
        for piece in _PIECES.split(element[element.index(">") + 1 : -len("</w:t>")]):
            text = f'<w:t xml:space="preserve">{piece.strip(GAP_START + GAP_END)}</w:t>' if piece else ""
            if piece.startswith(GAP_START):
                yield from _run(style, open_run)
                yield from _run(_highlighted(style), text)
                open_run = ""
            else:
                open_run += text
    yield from _run(style, open_run)


def _run(style: str, content: str) -> Iterator[str]:
    if content:
        yield f"<w:r>{style}{content}</w:r>"


@lru_cache(maxsize=256)
def _highlighted(style: str) -> str:
    if not style or style == "<w:rPr/>":
        return f"<w:rPr>{_HIGHLIGHT}</w:rPr>"
    style = _OLD_HIGHLIGHT.sub("", style)
    place = _AFTER_HIGHLIGHT.search(style)
    at = place.start() if place else len(style) - _PROPERTIES_END
    return style[:at] + _HIGHLIGHT + style[at:]


def _lacks_paragraphs(xml: str) -> bool:
    """Whether a cell may end with something else than a paragraph."""
    return "<w:tc/>" in xml or xml.count("</w:tc>") != xml.count("</w:p></w:tc>") + xml.count("<w:p/></w:tc>")


def _lacks_rows(xml: str) -> bool:
    """Whether a table may be without rows."""
    return xml.count("</w:tbl>") != xml.count("</w:tr></w:tbl>")


def _mended(xml: str, first_id: int) -> bytes:
    root = parse_xml(xml.encode())
    texts = sum(1 for _ in root.iter(W + "t"))
    _drop_empty_tables(root)
    _fill_empty_cells(root)
    _renumber(root, first_id)
    if sum(1 for _ in root.iter(W + "t")) < texts:
        raise TextLost
    return to_bytes(root)


class TextLost(Exception):
    """Raised when what is mended after the tags are filled in would take text away: a fault of the program."""


def _drop_empty_tables(root: Node) -> None:
    """A table whose rows all fell away is no valid table."""
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            remove(table)


def _fill_empty_cells(root: Node) -> None:
    """A cell must end with a paragraph, or Word calls the file corrupt."""
    for cell in root.iter(W + "tc"):
        if not ends_well(cell):
            etree.SubElement(cell, W + "p")


def _renumber(root: Node, first_id: int) -> None:
    """Paragraphs in a loop repeat the ids of drawings, shapes and bookmarks; each must be its own, in all parts."""
    for number, drawing in enumerate(root.iter("{*}docPr"), start=first_id):
        drawing.set("id", str(number))
    once_each(root)
    ends: dict[str, list[str]] = {}
    for number, mark in enumerate(root.iter(W + "bookmarkStart"), start=first_id):
        ends.setdefault(mark.get(W + "id") or "", []).append(str(number))
        mark.set(W + "id", str(number))
    for mark in list(root.iter(W + "bookmarkEnd")):
        waiting = ends.get(mark.get(W + "id") or "")
        if waiting:
            mark.set(W + "id", waiting.pop(0))
        else:
            remove(mark)  # of what began where nothing is printed
    _rename_shapes(root, first_id)


def _rename_shapes(root: Node, first_id: int) -> None:
    """The older drawings, VML, name their shapes: a name that another shape has before it gets a number of its own."""
    known: set[str] = set()
    for number, shape in enumerate(root.iter(*_SHAPES), start=first_id):
        name = shape.get("id")
        if name is not None and name in known:
            shape.set("id", f"{name}_{number}")
        known.add(name or "")


_SHAPES = tuple(V + name for name in ("shape", "rect", "roundrect", "oval", "line", "group", "polyline", "image"))
