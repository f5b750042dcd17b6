"""What mammoth passes over, written into the document before it reads: numbers, styles built on ours, lines.

mammoth reads styles by name and lists by their level. What Word shows but does not store as text (the number of a
heading, the line to sign on) would be lost, and what Word hides would be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.conversion.fidelity import pieces
from iopdocs.conversion.spelled_out import spell_out, write_symbols
from iopdocs.errors import ConversionFailed, Problem
from iopdocs.word.blocks import NoText, main_part, no_document, numbering
from iopdocs.word.markup import BrokenXml, Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.numbering import Label, ListLevel, Numbering
from iopdocs.word.package import is_xml, read_package, write_package
from iopdocs.word.personal_traces import picture
from iopdocs.word.relationships import related
from iopdocs.word.styles import (
    Styles,
    is_heading_or_title,
    properties_of,
    switched_on,
    value,
    whole_number,
)
from iopdocs.word.text import stored_text, text_node
from iopdocs.word.tracked_changes import accept, has_changes
from iopdocs.word.zip import store

# Private-use characters around the number of an item in a numbered list, until it is put on the item.
NUMBER_START, NUMBER_END = "\ue010", "\ue011"

#: What messages call a document that has no file yet.
CALLED = "dokumentet"
_LINE = "_" * 24
# What stands among the tab stops without being one: an inherited one taken away, and a line down the page.
_NO_STOPS = ("clear", "bar")
# The widest page that Word has, in twentieths of a point.
_WIDEST = 31_680
#: The most that is converted: some three hundred pages. mammoth takes five seconds for it.
MOST_ELEMENTS = 40_000
_TOO_LARGE = Problem(
    "dokumentet är för långt för att göras till html, md eller txt",
    hint="Gränsen är ungefär trehundra sidor. Word-filen går att göra, och PDF.",
    code="för-långt-dokument",
)
_DRAFT = re.compile(r"\bUTKAST\b")
_NOTES = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The members of a .docx file for mammoth, the texts shown in it, and whether its headers carry the sign UTKAST.

    ``body`` is the member with the text itself, as a tree; ``notes`` says that there are footnotes or endnotes.
    """

    members: Mapping[str, bytes]
    main: str
    body: Node
    notes: bool
    texts: tuple[str, ...]
    draft: bool

    def data(self, text: bytes | None = None) -> bytes:
        """Return the file, with another text than its own if one is given."""
        members = {**self.members, self.main: self.members[self.main] if text is None else text}
        return write_package(members, {name: store(data) for name, data in members.items()})


def prepare(document: bytes, known: Collection[str]) -> Prepared:
    """Return what mammoth is given of a .docx file.

    ``known`` are the names of the styles the style map covers, in lower case; a paragraph in a style built on one of
    them is given that one. Raises ConversionFailed for a document that is too long, or has what is no text.
    """
    files = read_package(document, CALLED)
    try:
        main = main_part(files)
        lists, styles = numbering(files, main)
        names = [main, *(name for kind in _NOTES for name in related(files, kind, main))]
        roots = {name: parse_xml(files[name]) for name in names}
        draft = any(_DRAFT.search(stored_text(parse_xml(files[name]))) for name in related(files, "header", main))
    except (BrokenXml, NoText) as error:
        raise no_document(CALLED) from error
    if sum(1 for root in roots.values() for _ in root.iter()) > MOST_ELEMENTS:
        raise ConversionFailed(_TOO_LARGE)

    def covered(identity: str, style: Node) -> str | None:
        return identity if (value(style, "name") or "").lower() in known else None

    texts: list[str] = []
    for root in roots.values():
        if has_changes(root):
            accept(root)
        _drop_hidden(root, styles)
        write_symbols(root)
        texts += pieces(root)
        spell_out(root)
        for paragraph in list(root.iter(W + "p")):
            _write_number(paragraph, lists, styles)
            _draw_lines(paragraph, styles)
            _rename_style(paragraph, styles, covered)
    written = {name: to_bytes(root) for name, root in roots.items()}
    written |= {name: _names_only(files[name]) for name in related(files, "styles", main)}
    # It is read at once and thrown away.
    files = {name: data if is_xml(name) else picture(data) for name, data in {**files, **written}.items()}
    return Prepared(files, main, roots[main], len(roots) > 1, tuple(texts), draft)


def _names_only(part: bytes) -> bytes:
    """Leave out what the styles look like: mammoth does not use it, and takes most of its time to read it."""
    styles = parse_xml(part)
    for style in list(styles):
        if style.tag != W + "style":
            styles.remove(style)
        for child in style.findall("*"):
            if child.tag not in (W + "name", W + "pPr"):
                style.remove(child)
    return to_bytes(styles)


def _drop_hidden(root: Node, styles: Styles) -> None:
    # A paragraph is asked once: it may have very many runs.
    style_of = cache(lambda paragraph: value(paragraph, "pPr/pStyle"))
    for run in list(root.iter(W + "r")):
        if _is_hidden(run, styles, style_of(next(run.iterancestors(W + "p"), None))):
            remove(run)


def _is_hidden(run: Node, styles: Styles, style: str | None) -> bool:
    """What the run itself says goes before its style, and that before the paragraph's (``style``)."""
    own = run.find(W + "rPr")
    if own is not None and own.find(W + "vanish") is not None:
        return switched_on(own, "vanish")
    hidden = styles.inherited(value(own, "rStyle"), _hides)
    if hidden is None:
        hidden = styles.inherited(style, _hides)
    return bool(hidden)


def _hides(_: str, style: Node) -> bool | None:
    """Whether a style hides its text; None when it does not say."""
    look = style.find(W + "rPr")
    return None if look is None or look.find(W + "vanish") is None else switched_on(look, "vanish")


def _write_number(paragraph: Node, numbering: Numbering, styles: Styles) -> None:
    """Give a list item its list outright, and any other numbered paragraph its number as text."""
    place = numbering.place(paragraph)
    label = numbering.count(place) if place else Label()
    listed = label.bullet or (label.number is not None and not _is_heading(paragraph, styles))
    _set_list(paragraph, place if listed else None)
    if not stored_text(paragraph).strip() or label.bullet:
        return
    shown = f"{NUMBER_START}{label.number}{NUMBER_END}" if listed else label.text
    if shown:
        paragraph.insert(1, _run(shown))


def _is_heading(paragraph: Node, styles: Styles) -> bool:
    return bool(styles.inherited(value(paragraph, "pPr/pStyle"), is_heading_or_title))


def _set_list(paragraph: Node, place: ListLevel | None) -> None:
    """Number 0 says that there is no list, also where the paragraph's style has one."""
    properties = properties_of(paragraph)
    for old in properties.findall(W + "numPr"):
        properties.remove(old)
    numbers = etree.SubElement(properties, W + "numPr")
    etree.SubElement(numbers, W + "ilvl").set(W + "val", str(place.level if place else 0))
    etree.SubElement(numbers, W + "numId").set(W + "val", place.number_id if place else "0")


def _run(text: str) -> Node:
    run = etree.Element(W + "r")
    run.append(text_node(text))
    return run


def _draw_lines(paragraph: Node, styles: Styles) -> None:
    """In a paragraph with a ruled tab stop (a line to sign on), write the line, and a colon after its label."""
    stops = _tab_stops(paragraph, styles)
    if "underscore" not in stops:
        return
    tabs = [tab for run in paragraph.iter(W + "r") for tab in run.iterfind(W + "tab")]
    for tab, leader in zip(tabs, stops, strict=False):
        run = tab.getparent()
        if run is not None:
            run.replace(tab, text_node(f" {_LINE}" if leader == "underscore" else ": "))


def _tab_stops(paragraph: Node, styles: Styles) -> list[str]:
    """Return the leader of each tab stop from the left."""
    own = paragraph.find(f"{W}pPr/{W}tabs")
    stops = {**styles.gathered(value(paragraph, "pPr/pStyle"), _stops_of), **_stops(own)}
    return [leader for _, leader in sorted(stops.items()) if leader is not None]


def _stops_of(style: Node) -> dict[int, str | None]:
    return _stops(style.find(f"{W}pPr/{W}tabs"))


def _stops(tabs: Node | None) -> dict[int, str | None]:
    """Return the leader of each tab stop by its place; None where there is to be no stop that is inherited."""
    return {
        whole_number(stop.get(W + "pos"), -_WIDEST, _WIDEST): (
            None if stop.get(W + "val") in _NO_STOPS else stop.get(W + "leader") or "none"
        )
        for stop in (tabs if tabs is not None else ())
    }


def _rename_style(paragraph: Node, styles: Styles, known: Callable[[str, Node], str | None]) -> None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return
    if covered := styles.inherited(style.get(W + "val"), known):
        style.set(W + "val", covered)
