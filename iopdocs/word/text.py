"""The text of a paragraph, or of anything around one. There are five readings of it, and here is what parts them.

- :func:`shown_text` is what Word shows: of what stands there in two ways, as the two forms of a text box, only one.
- :func:`stored_text` is that in all its ways, paragraph by paragraph: for what must not be left in any of them.
- :func:`tag_text` is what docxtpl reads tags in: the texts themselves, as if no tab or break were between them.
- :func:`raw_text` is whatever stands between the tags of XML, codes of fields too: for what has no paragraphs, and for
  a quick look at much.
- :func:`pieces` is all of it, also codes and what stands where no text should, whatever dialect it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import MC, MICROSOFT, OPEN_XML, XML_SPACE, M, W

_T, _P, _TABS, _SYM = W + "t", W + "p", W + "tabs", W + "sym"
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
# Deleted text that stands in no deletion is shown like any other; symbols and formulas are text, too.
_READ = (_T, W + "delText", _SYM, M + "t", *_SIGNS)
_CHOICE, _FALLBACK = MC + "Choice", MC + "Fallback"
_KNOWN = (f"{MICROSOFT}office/", OPEN_XML)
_FONT_AREA = range(0xF000, 0xF100)

# The same by local names, for any dialect. Whoever seeks a number in it seeks it with plain hyphens.
_SHOWN, _CODES = frozenset({"t", "delText"}), frozenset({"instrText", "delInstrText"})
_SIGNS_BY_NAME = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HIDDEN = frozenset({"vanish", "specVanish", "webHidden"})
#: What has a line of its own on a page, in Word, in drawings and in HTML.
LINES = frozenset({
    "p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "title", "dt", "dd", "figcaption", "caption", "pre",
    "rt",
})  # fmt: skip


def shown_text(paragraph: Node) -> str:
    """Return the text that Word shows, with the text of boxes anchored in it; tabs and line breaks as such."""
    return "".join(_said(node) for node in paragraph.iter(*_READ) if is_shown(node))


def stored_text(node: Node) -> str:
    """Return the text that stands there, shown or not; tabs and breaks as such, each paragraph within on a new line."""
    found = node.iter(*_READ, _P)
    return "".join(_line_break(one, node) if one.tag == _P else _said(one) for one in found if not _is_stop(one))


def tag_text(node: Node) -> str:
    """Return the texts that stand there one after the other, as docxtpl puts tags together."""
    return "".join(piece.text or "" for piece in node.iter(_T))


def raw_text(node: Node) -> str:
    """Return every text within an element, one after the other."""
    return etree.tostring(node, method="text", encoding="unicode", with_tail=False)


def text_node(text: str) -> Node:
    """Return a text as it stands in a run."""
    node = etree.Element(_T)
    node.text = text
    node.set(XML_SPACE, "preserve")
    return node


def _line_break(paragraph: Node, within: Node) -> str:
    return "" if paragraph is within else "\n"


def _said(node: Node) -> str:
    return symbol(node) if node.tag == _SYM else _SIGNS.get(str(node.tag), node.text or "")


def _is_stop(node: Node) -> bool:
    """Whether a tab is one of the stops among the properties of a paragraph, and no text."""
    above = node.getparent() if node.tag == W + "tab" else None
    return above is not None and above.tag == _TABS


def is_shown(node: Node) -> bool:
    """Whether a piece of text is among what a reader sees, of what stands there in more ways than one."""
    for above in node.iterancestors(_CHOICE, _FALLBACK, _TABS):
        if above.tag == _TABS:
            return False
        known = is_known(above.getparent())
        if (above.tag == _CHOICE) != known:
            return False
    return True


def is_known(alternatives: Node | None) -> bool:
    """Whether Word knows what the first choice asks for, and so shows it and not what is there instead."""
    choice = alternatives.find(_CHOICE) if alternatives is not None else None
    if choice is None:
        return False
    needed = (choice.get("Requires") or "").split()
    return bool(needed) and all((choice.nsmap.get(name) or "").startswith(_KNOWN) for name in needed)


def symbol(node: Node) -> str:
    """Return the sign of a symbol; fonts of symbols have theirs in an area of their own."""
    code = next((value for key, value in node.attrib.items() if str(key).endswith("char")), "")
    try:
        number = int(str(code), 16)
        return chr(number - _FONT_AREA.start if number in _FONT_AREA else number)
    except (ValueError, OverflowError):
        return ""


def pieces(node: Node, *, words_only: bool, hidden: bool = True) -> Iterator[tuple[str, str]]:
    """Yield the texts of a line, each with what it is: shown, code or other; lines within it are their own.

    Without ``hidden`` what is not shown on paper is left out.

    With ``words_only`` what stands on the page is in elements that say so; else all text is.
    """
    name = local_name(node.tag)
    if node.text and (node.text.strip() or not words_only or name in _SHOWN):
        yield _kind(name, words_only=words_only), node.text
    for child in node:
        if isinstance(child.tag, str):
            name = local_name(child.tag)
            if sign := symbol(child) if name == "sym" else _SIGNS_BY_NAME.get(name):
                yield "shown", sign
            if name not in LINES and (hidden or name != "r" or not is_hidden(child)):
                yield from pieces(child, words_only=words_only, hidden=hidden)
        if child.tail and (not words_only or child.tail.strip()):
            yield "other" if words_only else "shown", child.tail


def _kind(name: str, *, words_only: bool) -> str:
    if not words_only or name in _SHOWN:
        return "shown"
    return "code" if name in _CODES else "other"


def is_hidden(run: Node) -> bool:
    """Whether a run says itself that it is not shown on paper."""
    properties = next((one for one in run if isinstance(one.tag, str) and local_name(one.tag) == "rPr"), None)
    marks = [] if properties is None else [one for one in properties if local_name(one.tag) in _HIDDEN]
    return any(next(map(str, one.attrib.values()), "1") not in {"0", "false", "off"} for one in marks)


def local_name(tag: object) -> str:
    """Return the name of an element or an attribute without its namespace."""
    return str(tag).rpartition("}")[2]
