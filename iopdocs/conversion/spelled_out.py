"""What Word shows and mammoth passes over, spelled out as ordinary text: boxes to tick, text boxes, symbols, formulas.

What cannot be spelled out is told, and the document is not converted: a formula that has lost its bar says another
number, and a box that has lost its tick another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from mammoth.docx.dingbats import dingbats

from iopdocs.conversion.formulas import linear
from iopdocs.errors import ConversionFailed, Problem
from iopdocs.word.field_codes import show_form_fields
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import DRAWING, MC, M, W
from iopdocs.word.text import is_known, stored_text, text_node

# Elements that only wrap text, and that mammoth would drop together with it.
_WRAPPERS = ("fldSimple", "dir", "bdo", "sdtContent", "sdt", "smartTag", "customXml")
# What says how those are, and is no text.
_OF_WRAPPERS = ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
_FONT_AREA = 0xF000
_SYMBOL_FONTS = frozenset(font for font, _ in dingbats)
_GRAPHIC = f"{{{DRAWING}}}graphicData"
#: What a graphic may be that is read: a picture, a shape, a group or a canvas of them.
_READ_GRAPHIC = re.compile(r"/(picture|wordprocessing(Shape|Group|Canvas|Ink))$")
_UNREADABLE = {
    W + "altChunk": "en inklistrad fil",
    W + "subDoc": "ett underdokument",
    W + "object": "ett inbäddat objekt",
    W + "control": "ett ActiveX-formulärfält",
    W + "ruby": "text med uttalsanvisning ovanför",
}
_AS_TEXT = "Skriv om det som vanlig text i Word, eller gör PDF, som visar sidan som den är."


def spell_out(root: Node) -> None:
    """Write out in a part what mammoth would pass over. Raises ConversionFailed for what cannot be written as text."""
    if faults := [_told(what) for what in dict.fromkeys(_unreadable(root))]:
        raise ConversionFailed(faults)
    unwrap(root)
    _choose(root)
    show_form_fields(root)
    _write_formulas(root)
    _lift_boxes(root)


def unwrap(root: Node) -> None:
    """Take away what stands around text: content controls, simple fields, directions. The text stays where it is."""
    etree.strip_elements(root, *(W + tag for tag in _OF_WRAPPERS), with_tail=False)
    etree.strip_tags(root, *(W + tag for tag in _WRAPPERS))


def _unreadable(root: Node) -> Iterator[str]:
    for node in root.iter(*_UNREADABLE):
        yield _UNREADABLE[str(node.tag)]
    for node in root.iter(_GRAPHIC):
        if not _READ_GRAPHIC.search(node.get("uri") or ""):
            yield "ett diagram eller en SmartArt-bild"


def _told(what: str) -> Problem:
    return Problem(
        f"i Word-filen finns {what}, som inte går att skriva som text", hint=_AS_TEXT, code="går-inte-som-text"
    )


def _choose(root: Node) -> None:
    """Keep of what stands in several ways the one that Word shows, where they do not say the same."""
    for both in reversed(list(root.iter(MC + "AlternateContent"))):
        choice, fallback = both.find(MC + "Choice"), both.find(MC + "Fallback")
        shown = choice if is_known(both) else fallback
        same = choice is not None and fallback is not None and stored_text(choice) == stored_text(fallback)
        # mammoth reads the older form, which has the pictures of groups.
        chosen = fallback if same else shown
        parent = both.getparent()
        if parent is not None:
            place = parent.index(both)
            parent[place : place + 1] = list(chosen) if chosen is not None else []


def write_symbols(root: Node) -> None:
    """Write signs of the fonts of symbols as the signs that they show. Raises ConversionFailed for unknown ones."""
    for node in list(root.iter(W + "sym")):
        code, run = node.get(W + "char") or "", node.getparent()
        if run is not None:
            number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
            run.replace(node, text_node(_sign(node.get(W + "font") or "", number)))
    for fonts in root.iter(W + "rFonts"):
        font, look = fonts.get(W + "ascii") or "", fonts.getparent()
        run = look.getparent() if look is not None else None
        if font in _SYMBOL_FONTS and run is not None and run.tag == W + "r":
            for text in run.iterfind(W + "t"):
                text.text = "".join(sign if sign.isspace() else _sign(font, ord(sign)) for sign in text.text or "")


def _sign(font: str, code: int) -> str:
    """Return the sign that a font of symbols shows for a code. Raises ConversionFailed when it is not known."""
    low = code - _FONT_AREA if _FONT_AREA <= code < _FONT_AREA + 0x100 else code
    shown = dingbats.get((font, low))
    if shown is None and font not in _SYMBOL_FONTS and low == code and chr(code).isprintable():
        shown = code
    # A sign that is no letter's place in the font is itself, whatever the font: ☒ comes from another one.
    if shown is None and low == code > 0xFF and chr(code).isprintable():
        shown = code
    if shown is None:
        raise ConversionFailed(_told(f"ett tecken ur teckensnittet {font or 'utan namn'} (nummer {code:X})"))
    return chr(shown)


def _write_formulas(root: Node) -> None:
    for tag in (M + "oMath", M + "oMathPara"):
        for formula in list(root.iter(tag)):
            parent = formula.getparent()
            if parent is None:
                continue
            if tag == M + "oMathPara":
                place = parent.index(formula)
                parent[place : place + 1] = list(formula)
                continue
            try:
                text = linear(formula)
            except ValueError as error:
                raise ConversionFailed(_told(f"en formel ({error})")) from error
            run = etree.Element(W + "r")
            run.append(text_node(text))
            parent.replace(formula, run)


def _lift_boxes(root: Node) -> None:
    """Put what stands in text boxes after the paragraphs they are anchored in, the innermost first."""
    for box in reversed(list(root.iter(W + "txbxContent"))):
        host = next(box.iterancestors(W + "p"), None)
        if host is not None:
            for block in reversed(list(box)):
                host.addnext(block)
            remove(box)
