"""The parts of a Word file under the names that Word itself gives them, whoever wrote the file.

Office on the web writes ``document2.xml`` and ``styles2.xml``, other programs declare the body by the ending of its
name, and a template (.dotx) declares it as a template. All after this finds the parts where they usually are.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import CONTENT_TYPE_LIST
from iopdocs.word.package import CONTENT_TYPES, MAIN_DOCUMENT
from iopdocs.word.relationships import beside, is_relations_part, owner_of, relations_part, relationships

_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_XML = "application/xml"
#: The kinds of parts that a file has one of, with their names.
_ONE = {
    "styles": "styles", "settings": "settings", "fontTable": "fontTable", "numbering": "numbering",
    "webSettings": "webSettings", "footnotes": "footnotes", "endnotes": "endnotes",
}  # fmt: skip


def with_standard_names(members: dict[str, bytes], trees: dict[str, Node]) -> None:
    """Give the body and the parts that a file has one of their usual names, and say what the body is. Both change."""
    types = trees.get(CONTENT_TYPES)
    top = trees.get(relations_part(""))
    if types is None or top is None:
        return
    body = next((one.part for one in relationships(top, "") if one.kind == "officeDocument"), "")
    if body not in trees:
        return
    _declare(types, body)
    relations = trees.get(relations_part(body))
    named = [(body, "document")]
    if relations is not None:
        named += [(one.part, _ONE[one.kind]) for one in relationships(relations, body) if one.kind in _ONE]
    for old, name in named:
        new = beside(body, f"{name}.xml")
        if old in trees and old != new and new not in members and beside(old, f"{name}.xml") == new:
            _renamed(members, trees, old, new)


def _declare(types: Node, body: str) -> None:
    """Say of the body itself what it is, as it is a document from now on."""
    own = next(
        (node for node in types.iterfind("{*}Override") if (node.get("PartName") or "").lstrip("/") == body), None
    )
    kinds = {(node.get("Extension") or "").lower(): node for node in types.iterfind("{*}Default")}
    by_ending = kinds.get(PurePosixPath(body).suffix.lstrip(".").lower())
    if own is None and by_ending is not None and by_ending.get("ContentType") in {MAIN_DOCUMENT, _TEMPLATE}:
        by_ending.set("ContentType", _XML)
        own = etree.SubElement(
            types, f"{{{CONTENT_TYPE_LIST}}}Override", PartName=f"/{body}", ContentType=MAIN_DOCUMENT
        )
    if own is not None and own.get("ContentType") == _TEMPLATE:
        own.set("ContentType", MAIN_DOCUMENT)


def _renamed(members: dict[str, bytes], trees: dict[str, Node], old: str, new: str) -> None:
    for node in trees[CONTENT_TYPES].iterfind("{*}Override"):
        if (node.get("PartName") or "").lstrip("/") == old:
            node.set("PartName", f"/{new}")
    for name in [name for name in trees if is_relations_part(name)]:
        for one in relationships(trees[name], owner_of(name)):
            if one.part == old and not one.leads_out:
                one.node.set("Target", f"/{new}")
    for before, after in ((old, new), (relations_part(old), relations_part(new))):
        if before in trees:
            trees[after], members[after] = trees.pop(before), members.pop(before)
