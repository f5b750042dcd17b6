"""What a template carries of the person who made it: left out of every document made from it.

Word writes who made and commented a file, where on the disk it lay, which printer was used, which sessions it was
edited in and where the organisation keeps its schemas; SharePoint adds its own. Nobody who reads an agreement is to
learn that, and no program to go there.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from iopdocs.word.markup import Node, remove, to_bytes
from iopdocs.word.namespaces import SCHEMA_LIBRARY, O, W
from iopdocs.word.package import CONTENT_TYPES
from iopdocs.word.relationships import is_relations_part, owner_of, relations_part, relationships

# By the last word of the relationship's type.
_LEFT_OUT = {
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "printerSettings", "thumbnail",
    "customXml", "customXmlProps", "classificationlabels", "glossaryDocument",
}  # fmt: skip
# Word leaves these, and the numbers of its sessions, wherever it has been.
_OF_VISITS = [W + "proofErr", W + "lastRenderedPageBreak"]
_ELEMENTS = [
    f"{{{SCHEMA_LIBRARY}}}schemaLibrary",
    *(
        W + name
        for name in (
            "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd",
            "rsids", "docVars", "dataBinding", "attachedSchema", "saveThroughXslt", "useXSLTWhenSaving",
            "smartTagType",
        )
    ),
]  # fmt: skip
# A drawing as Word keeps it for itself beside its older form: a package that nobody looks through.
_KEPT_BY_WORD = f"{O}gfxdata"
_RSID = W + "rsid"
# A picture's name and description may be where it lay on somebody's disk.
_PATH = re.compile(r"^(?:[A-Za-z]:|file:|\\\\|/(?:home|Users|tmp|var)/).*[\\/]")
_JPEG_KEPT = {0xE0, 0xE2, 0xEE}  # what a viewer needs: JFIF, colour profile, Adobe's colour transform
_PNG_LEFT_OUT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def without_traces(members: Mapping[str, bytes], trees: Mapping[str, Node]) -> dict[str, bytes]:
    """Return the members of a Word file without traces of persons; ``trees`` are its XML parts, and are changed."""
    gone: set[str] = set()
    for name, tree in trees.items():
        if is_relations_part(name):
            gone |= set(_relations_removed(name, tree))
        else:
            _clean(tree)
    reached = set(_reached(trees, gone))
    kept = {name: data for name, data in members.items() if name in reached or name == CONTENT_TYPES}
    for node in list(trees[CONTENT_TYPES].iter("{*}Override")):
        if (node.get("PartName") or "").lstrip("/") not in kept:
            remove(node)
    made = {}
    for name, data in kept.items():
        if name in trees:
            made[name] = to_bytes(trees[name])
        else:
            made[name] = picture(data)
    return made


def without_visits(root: Node) -> None:
    """Take away what Word leaves wherever it has been, and no reader sees."""
    _take_out(root, _OF_VISITS)
    for node in root.iter(etree.Element):
        for key in [key for key in node.attrib if str(key).startswith(_RSID)]:
            del node.attrib[key]


def _relations_removed(name: str, tree: Node) -> Iterator[str]:
    """Take away the relationships to what is left out; yield the parts they lead to."""
    for one in list(relationships(tree, owner_of(name))):
        if one.kind in _LEFT_OUT:
            yield one.part
            remove(one.node)


def _reached(trees: Mapping[str, Node], gone: set[str]) -> Iterator[str]:
    """Yield the parts that relationships lead to, from the file itself on, with their own relationships."""
    todo, seen = [""], {""}
    while todo:
        part = todo.pop()
        relations = relations_part(part)
        if relations not in trees:
            continue
        yield relations
        for one in relationships(trees[relations], part):
            if not one.leads_out and one.part not in seen and one.part not in gone:
                seen.add(one.part)
                todo.append(one.part)
                yield one.part


def _clean(tree: Node) -> None:
    without_visits(tree)
    _take_out(tree, _ELEMENTS)
    for node in tree.iter(etree.Element):
        if _KEPT_BY_WORD in node.attrib:
            del node.attrib[_KEPT_BY_WORD]
        for key in ("name", "descr", "title"):
            if (text := node.get(key)) and _PATH.match(text):
                node.set(key, _PATH.sub("", text))


def _take_out(tree: Node, elements: Iterable[str]) -> None:
    for node in list(tree.iter(*elements)):
        run = node.getparent()
        remove(node)
        # The run that held the number of a comment is empty without it.
        if run is not None and run.tag == W + "r" and not [child for child in run if child.tag != W + "rPr"]:
            remove(run)


def picture(data: bytes) -> bytes:
    """Return a picture without what the camera and the program wrote in it; other files as they are."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return _png(data) if data.startswith(b"\x89PNG\r\n\x1a\n") else data


def _jpeg(data: bytes) -> bytes:
    made, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, (length,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])
        told = (0xE0 <= marker <= 0xEF and marker not in _JPEG_KEPT) or marker == 0xFE
        if not told:
            made.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join([*made, data[at:]])


def _png(data: bytes) -> bytes:
    made, at = [data[:8]], 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in _PNG_LEFT_OUT:
            made.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(made)
