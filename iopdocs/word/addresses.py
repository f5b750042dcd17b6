"""Addresses in the markup of a Word file: whatever they are for, somebody's program may follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from iopdocs.word.namespaces import MICROSOFT, OPEN_XML, W3C, O, V

# The names of schemas look like addresses, and nobody fetches them. (At purl.org anybody may have a
# place; the schemas that are there are never named in an attribute.)
_SCHEMAS = (OPEN_XML, MICROSOFT, W3C)
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]*:[/\\]|\bfile:|(?<![\w+/=:\\])[/\\]{2,}[^\s\\/]")
#: The older drawings, and by what a shape of theirs is linked. Word reads no others, and others are not told as such.
VML = (V, O)
LINKED = {"src", "href", f"{O}href", f"{O}althref"}
# What people write, and Word shows: the description of a picture, the name of a field to fill in. The code of a field
# is looked at as such.
_WORDED = {"descr", "title", "alt", "name", "tooltip", "displayText", "value", "instr"}
_NAMED = {"alias", "tag", "lvlText"}
# In bytes: what an address has, and the names that have it too.
_SIGNS = (b":\\", b"\\\\", b"\\/", b"/\\", b"file:", b"FILE:", b"&#")
_KNOWN = tuple(f'="{schema}'.encode() for schema in _SCHEMAS)


def may_lead_out(part: bytes) -> bool:
    """Whether the bytes of a part may hold an address beside the names of schemas; quicker than to look."""
    named = part.count(b":/")
    if named != sum(map(part.count, _KNOWN)) or part.count(b"//") != named:
        return True
    return any(sign in part for sign in _SIGNS)


def addresses(root: etree._Element) -> Iterator[str]:
    """Yield where an attribute holds an address, of another computer or of a file, and its beginning.

    Links are relationships, and not in the markup itself; linked shapes of VML are told as such elsewhere.
    """
    for node in root.iter(etree.Element):
        for key, value in node.attrib.items():
            if (":" in value or "\\" in value or "//" in value) and leads_out(str(value)):
                element, name = etree.QName(node).localname, etree.QName(str(key)).localname
                linked = str(key) in LINKED and str(node.tag).startswith(VML)
                # Where a relationship leads is looked at as such, and so is which kind it is.
                linked = linked or (element == "Relationship" and str(key) == "Target")
                if name not in _WORDED and element not in _NAMED and not linked:
                    yield f"en adress i {element}: {str(value)[:60]}"


def leads_out(value: str) -> bool:
    """Whether a text has an address in it, beside the names of schemas."""
    return any(_ADDRESS.search(word) and not word.startswith(_SCHEMAS) for word in value.split())
