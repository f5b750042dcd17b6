"""What a template carries of the person who made it: left out of every document made from it.

Word writes who made and commented a file, where on the disk it lay, which printer was used, which sessions it was
edited in and where the organisation keeps its schemas; SharePoint adds its own. Nobody who reads an agreement is to
learn that, and no program to go there.
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator, Mapping

from lxml import etree

from iopdocs.word.package import CONTENT_TYPES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# By the last word of the relationship's type.
_LEFT_OUT = {
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "printerSettings", "thumbnail",
    "customXml", "customXmlProps", "classificationlabels", "glossaryDocument",
}  # fmt: skip
_ELEMENTS = [
    W + name
    for name in (
        "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd", "rsids",
        "docVars", "proofErr", "lastRenderedPageBreak", "dataBinding", "attachedSchema", "saveThroughXslt",
        "useXSLTWhenSaving", "smartTagType",
    )
] + ["{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary"]  # fmt: skip
# A drawing as Word keeps it for itself beside its older form: a package that nobody looks through.
_KEPT_BY_WORD = "{urn:schemas-microsoft-com:office:office}gfxdata"
_RSID = W + "rsid"
# A picture's name and description may be where it lay on somebody's disk.
_PATH = re.compile(r"^(?:[A-Za-z]:|file:|\\\\|/(?:home|Users|tmp|var)/).*[\\/]")
_JPEG_KEPT = {0xE0, 0xE2, 0xEE}  # what a viewer needs: JFIF, colour profile, Adobe's colour transform
_PNG_LEFT_OUT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def without_traces(members: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> dict[str, bytes]:
    """Return the members of a Word file without traces of persons; ``trees`` are its XML parts, and are changed."""
    gone: set[str] = set()
    for name, tree in trees.items():
        if name.lower().endswith(".rels"):
            gone |= set(_relations_removed(name, tree))
        else:
            _clean(tree)
    reached = set(_reached(trees, gone))
    kept = {name: data for name, data in members.items() if name in reached or name == CONTENT_TYPES}
    for node in list(trees[CONTENT_TYPES].iter("{*}Override")):
        if (node.get("PartName") or "").lstrip("/") not in kept:
            _remove(node)
    made = {}
    for name, data in kept.items():
        if name in trees:
            made[name] = etree.tostring(trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        else:
            made[name] = _picture(data)
    return made


def _relations_removed(name: str, tree: etree._Element) -> Iterator[str]:
    """Take away the relationships to what is left out; yield the parts they lead to."""
    for node in list(tree.iter("{*}Relationship")):
        if (node.get("Type") or "").rsplit("/", 1)[-1] in _LEFT_OUT:
            yield _target(name, node)
            _remove(node)


def _reached(trees: Mapping[str, etree._Element], gone: set[str]) -> Iterator[str]:
    """Yield the parts that relationships lead to, from the file itself on, with their own relationships."""
    todo, seen = [""], {""}
    while todo:
        part = todo.pop()
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in trees:
            continue
        yield relations
        for node in trees[relations].iter("{*}Relationship"):
            target = _target(relations, node)
            outside = (node.get("TargetMode") or "").strip().lower() == "external"
            if not outside and target not in seen and target not in gone:
                seen.add(target)
                todo.append(target)
                yield target


def _target(relations: str, node: etree._Element) -> str:
    folder = posixpath.dirname(posixpath.dirname(relations))
    return posixpath.normpath(posixpath.join("/", folder, node.get("Target") or "")).lstrip("/")


def _clean(tree: etree._Element) -> None:
    for node in list(tree.iter(*_ELEMENTS)):
        run = node.getparent()
        _remove(node)
        # The run that held the number of a comment is empty without it.
        if run is not None and run.tag == W + "r" and not [child for child in run if child.tag != W + "rPr"]:
            _remove(run)
    for node in tree.iter(etree.Element):
        for key in [key for key in node.attrib if str(key).startswith(_RSID) or key == _KEPT_BY_WORD]:
            del node.attrib[key]
        for key in ("name", "descr", "title"):
            if (text := node.get(key)) and _PATH.match(text):
                node.set(key, _PATH.sub("", text))


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _picture(data: bytes) -> bytes:
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
