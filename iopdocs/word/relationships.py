"""How the parts of a Word file refer to one another and out of the file (ECMA-376, part 2): one reading for all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import OFFICE_RELATIONS, RELATIONSHIPS


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: its id, the last word of its type and the whole of it, where it leads as written.

    ``part`` is the part it leads to, as members are called, if it does not lead out of the file.
    """

    node: Node
    identity: str | None
    kind: str
    whole_kind: str
    target: str
    leads_out: bool
    part: str


def relations_part(part: str) -> str:
    """Return the name of the part with the relationships of a part, or of the file itself (no name)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def is_relations_part(name: str) -> bool:
    """Whether a member is a list of relationships."""
    return name.lower().endswith(".rels")


def owner_of(relations: str) -> str:
    """Return the part whose relationships a part holds: the opposite of :func:`relations_part`."""
    folder, _, name = relations.rpartition("_rels/")
    return folder + name[: -len(".rels")]


def relationships(root: Node, owner: str) -> Iterator[Relationship]:
    """Yield the relationships that stand in a part; ``owner`` is the part that they are of."""
    folder = posixpath.dirname(owner)
    for node in root.iter("{*}Relationship"):
        target, whole = node.get("Target") or "", node.get("Type") or ""
        out = (node.get("TargetMode") or "").strip().lower() == "external"
        part = "" if out else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(node, node.get("Id"), whole.rsplit("/", 1)[-1], whole, target, out, part)


def related(files: Mapping[str, bytes], kind: str, source: str = "") -> list[str]:
    """Return the parts that a part (the file itself when none is given) refers to as ``kind``."""
    return [one.part for one in relations_of(files, source) if one.kind == kind and one.part in files]


def named(files: Mapping[str, bytes], source: str) -> dict[str | None, str]:
    """Return the parts that a part refers to, by the id of each relationship."""
    return {one.identity: one.part for one in relations_of(files, source) if one.part in files}


def relations_of(files: Mapping[str, bytes], source: str) -> Iterator[Relationship]:
    """Yield the relationships of a part, or of the file itself (no name)."""
    relations = files.get(relations_part(source))
    return relationships(parse_xml(relations), source) if relations is not None else iter(())


def beside(part: str, name: str) -> str:
    """Return what a part is called that lies in the same folder as another."""
    return posixpath.join(posixpath.dirname(part), name)


def empty_relations() -> Node:
    """Return a list of relationships with nothing in it."""
    return parse_xml(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())


def relate(relations: Node, kind: str, target: str) -> str:
    """Return the id of a new relationship of a part: ``target`` is written as seen from it, or from the root (/)."""
    taken = {node.get("Id") for node in relations}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
    said = {"Id": identity, "Type": f"{OFFICE_RELATIONS}/{kind}", "Target": target}
    etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", said)
    return identity


def link_to(relations: Node, address: str) -> str:
    """Return the id of a new relationship of a part that leads out of the file, to an address."""
    identity = relate(relations, "hyperlink", address)
    relations[-1].set("TargetMode", "External")
    return identity
