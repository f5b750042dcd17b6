"""What a house's own Word file carries that no document needs, and that fetches, runs or serves its maker's program.

It is taken out before anything else looks at the file, and told by what its owner calls it. What a document would be
another without (a macro, an embedded sheet, a picture from the web) is not taken out: the file is refused for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import DRAWING, WORDPROCESSING, R, W
from iopdocs.word.package import CONTENT_TYPES
from iopdocs.word.relationships import is_relations_part, owner_of, relations_part, relationships

#: What is dropped with the part it leads to, by the last word of the relationship's type, and what users call it.
_SERVING = {
    "attachedTemplate": "kopplingen till en dokumentmall",
    "keyMapCustomizations": "egna kortkommandon",
    "attachedToolbars": "egna verktygsfält",
    "webextension": "tillägg från webben",
    "webextensiontaskpanes": "tillägg från webben",
    "intelligence": "Words förslag",
    "documenttasks": "uppgifter i dokumentet",
    "mailMergeSource": "datakällan för koppling av dokument",
    "mailMergeHeaderSource": "datakällan för koppling av dokument",
    "recipientData": "mottagarlistan för koppling av dokument",
    "transform": "en omvandling när filen sparas",
    "printerSettings": "skrivarens inställningar",
    "thumbnail": "miniatyrbilden",
}
#: What is left out of every document later on, and only told here: what is in it is still looked at.
_LEFT_OUT = {"comments": "kommentarer", "glossaryDocument": "byggblock"}
#: The elements of the settings that refer to some of them.
_IN_SETTINGS = ("attachedTemplate", "mailMerge", "saveThroughXslt")
_TRASH = "[trash]/"
_SVG = f"{{{DRAWING}}}ext/{{*}}svgBlip"
_WITHOUT_SCHEME = "www."
#: What is told of where something was taken out for another thing.
_ADDED = "http:// skrevs framför webbadresser som började med www"


def dropped(members: dict[str, bytes], trees: dict[str, Node]) -> list[str]:
    """Take out of a Word file what no document needs; return what it was, each kind once.

    ``trees`` are its XML parts. Both are changed.
    """
    told = list(_trash(members))
    told += _pictures(members, trees)
    for name, tree in list(trees.items()):
        if is_relations_part(name):
            told += _relations(members, trees, name, tree)
    settings = (node for tree in trees.values() if tree.tag == W + "settings" for node in tree)
    for node in [node for node in settings if node.tag in {W + name for name in _IN_SETTINGS}]:
        remove(node)
    _undeclared(members, trees[CONTENT_TYPES])
    return list(dict.fromkeys(told))


def _trash(members: dict[str, bytes]) -> Iterator[str]:
    """What a program has thrown away and not emptied."""
    for name in [name for name in members if name.lower().startswith(_TRASH)]:
        del members[name]
        yield "bortkastade rester"


def _relations(members: dict[str, bytes], trees: dict[str, Node], name: str, tree: Node) -> Iterator[str]:
    for one in list(relationships(tree, owner_of(name))):
        if what := _SERVING.get(one.kind):
            remove(one.node)
            if not one.leads_out:
                _without(members, trees, one.part)
            yield what
        elif one.kind == "hyperlink" and one.leads_out and one.target.lower().startswith(_WITHOUT_SCHEME):
            one.node.set("Target", f"http://{one.target}")
            yield _ADDED
        elif what := _LEFT_OUT.get(one.kind):
            yield what


def _without(members: dict[str, bytes], trees: dict[str, Node], part: str) -> None:
    """Take out a part with its relationships, and what only serves it: parts in the folder of its own kind."""
    relations = trees.pop(relations_part(part), None)
    members.pop(relations_part(part), None)
    members.pop(part, None)
    trees.pop(part, None)
    for one in relationships(relations, part) if relations is not None else ():
        if one.part in members and not _is_named(trees, one.part):
            _without(members, trees, one.part)


def _is_named(trees: dict[str, Node], part: str) -> bool:
    lists = ((name, tree) for name, tree in trees.items() if is_relations_part(name))
    return any(one.part == part for name, tree in lists for one in relationships(tree, owner_of(name)))


def _pictures(members: dict[str, bytes], trees: dict[str, Node]) -> Iterator[str]:
    """Take out drawings in SVG whose picture in points is there too: Word shows that one where it must."""
    for name, tree in list(trees.items()):
        found = list(tree.iterfind(f".//{_SVG}")) if tree.nsmap.get("w") == WORDPROCESSING else []
        for drawing in found:
            extension = drawing.getparent()
            picture = next(drawing.iterancestors(f"{{{DRAWING}}}blip"), None)
            if extension is None or picture is None or not picture.get(R + "embed"):
                continue
            identity = drawing.get(R + "embed")
            extensions = extension.getparent()
            remove(extension)
            if extensions is not None and not len(extensions):
                remove(extensions)
            _unnamed(members, trees, name, identity)
            yield "SVG-bilder bredvid samma bild som PNG"


def _unnamed(members: dict[str, bytes], trees: dict[str, Node], part: str, identity: str | None) -> None:
    """Take away a relationship that nothing in a part names any more, and the picture that nothing else has."""
    relations, owner = trees.get(relations_part(part)), trees[part]
    if relations is None or any(identity in node.attrib.values() for node in owner.iter(etree.Element)):
        return
    for one in [one for one in relationships(relations, part) if one.identity == identity and not one.leads_out]:
        remove(one.node)
        if not _is_named(trees, one.part):
            members.pop(one.part, None)


def _undeclared(members: dict[str, bytes], types: Node) -> None:
    """Take out of the list of content types what there is no part of any more."""
    endings = {PurePosixPath(name).suffix.lower() for name in members}
    for node in list(types):
        gone = (node.get("PartName") or "").lstrip("/") not in members if node.get("PartName") else False
        ending = f".{(node.get('Extension') or '').lower()}"
        if gone or (ending == ".svg" and ending not in endings):
            remove(node)
