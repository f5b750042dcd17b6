"""The XML of a part: parsed safely, and written as Word files are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from iopdocs.word.namespaces import PREFIXES

Node = etree._Element

# No entity is expanded, no file or address is fetched, and broken XML is an error rather than mended in silence.
_SAFE: Any = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": False}
# A comment within a text would hide the rest of it from whoever reads its text.
PARSER = etree.XMLParser(remove_comments=True, **_SAFE)
_WITH_COMMENTS = etree.XMLParser(**_SAFE)
_TAG = re.compile(rb"<[^>]*>")


class BrokenXml(ValueError):
    """Raised when a part's XML cannot be parsed safely; ``part`` is the member, when it is known."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


def parse_xml(data: bytes) -> Node:
    """Parse one part's XML. Raises BrokenXml, also for a document type declaration, which Word never writes."""
    root = _parsed(data, PARSER)
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined] # not in the stubs
        raise BrokenXml("document type declaration")
    return root


def parse_all(data: bytes) -> Node:
    """Parse XML of any kind with its comments and instructions, for whoever must see all there is. Raises BrokenXml."""
    return _parsed(data, _WITH_COMMENTS)


def _parsed(data: bytes, parser: etree.XMLParser) -> Node:
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenXml(str(error)) from error


def tags_once(part: bytes) -> bytes:
    """Return the tags of a part, each of them once, the first first: names are sought there, and not in all it says.

    All of the part, where a sign of a tag may be something else: in an attribute, in a comment, an instruction.
    """
    tags = _TAG.findall(part)
    if len(tags) != part.count(b">") or b"<!" in part or part.count(b"<?") > 1:
        return part
    return b"".join((*tags[:1], *sorted({*tags[1:]})))


def to_bytes(root: Node) -> bytes:
    """Return a part's XML as it is written in a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def remove(node: Node) -> None:
    """Take an element, with what is in it, out of its tree."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def xpath(expression: str) -> Callable[[Node], list[Any]]:
    """Compile a search. To ask Python of every paragraph takes longer than to make the document."""
    search: Any = etree.XPath(expression, namespaces=PREFIXES, smart_strings=False)
    return search  # type: ignore[no-any-return]
