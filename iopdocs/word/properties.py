"""The document's own properties: a title, the language, fixed dates; never an author, a user name or a path.

A document also says what it was made from, in custom properties that Word and LibreOffice keep: ids, days and hashes,
nothing that identifies a person. With them goes a seal (``sealing.py``), so that an edited document can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from html import escape

from lxml import etree

from iopdocs.errors import InvalidTemplate
from iopdocs.word.markup import BrokenXml, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import (
    CONTENT_TYPE_LIST,
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    DUBLIN_CORE,
    DUBLIN_CORE_TERMS,
    EXTENDED_PROPERTIES,
    OFFICE_RELATIONS,
    PROPERTY_VALUES,
    RELATIONSHIPS,
    SCHEMA_INSTANCE,
)
from iopdocs.word.package import CONTENT_TYPES, read_package
from iopdocs.word.relationships import relations_part, relationships
from iopdocs.word.sealing import CUSTOM, PREFIX, ROOM, SEAL, is_sealed
from iopdocs.word.text import raw_text

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
# The set of properties that users define, and the first number that one of them may have (ECMA-376, 22.3.2).
_USER_DEFINED, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
#: What a document says of itself that was merged with an edited one: the hash of that one.
OF_EDITED = "sammanfogat.redigerad"
#: The property with which versions before this one sealed only what was not a property.
OLD_SEAL = "innehåll"
#: Of each part, its content type and the type of the relationship to it.
_KINDS = {
    CORE: (CORE_TYPE, f"{RELATIONSHIPS}/metadata/core-properties"),
    APP: (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{OFFICE_RELATIONS}/extended-properties",
    ),
    CUSTOM: (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{OFFICE_RELATIONS}/custom-properties",
    ),
}
_RELATIONS = relations_part("")


def with_properties(
    members: Mapping[str, bytes], title: str, day: date, provenance: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return the members with our own properties in place of whatever they carried.

    ``provenance`` is what the document was made from, by name; without it nothing is said of that.
    """
    return titled(frame(members, with_provenance=bool(provenance)), title, day, provenance)


def frame(members: Mapping[str, bytes], *, with_provenance: bool) -> dict[str, bytes]:
    """Return the members with room for our own properties: what is the same in every document of a template."""
    # LibreOffice may leave two core.xml under different names; Word calls such a file corrupt.
    old = _property_parts(members)
    made = {name: data for name, data in members.items() if name not in old}
    names = [CORE, APP, *([CUSTOM] if with_provenance else [])]
    made[CONTENT_TYPES] = _typed(members[CONTENT_TYPES], old, names)
    made[_RELATIONS] = _related(members[_RELATIONS], old, names)
    made[APP] = to_bytes(etree.Element(f"{{{EXTENDED_PROPERTIES}}}Properties", nsmap={"ep": EXTENDED_PROPERTIES}))
    return made


def titled(
    framed: Mapping[str, bytes], title: str, day: date, provenance: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return a frame's members with the properties of one document; ``provenance`` must be as the frame says.

    They have room for the seal, which is put there when the file is written.
    """
    made = {**framed, CORE: _core(title, day)}
    if provenance:
        made[CUSTOM] = _custom({**provenance, SEAL: ROOM})
    return made


def provenance_of(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return what a document says that it was made from, by name; nothing when it does not say."""
    return {name: text for name, text in _ours(members).items() if name not in (SEAL, OLD_SEAL)}


def has_old_seal(members: Mapping[str, bytes]) -> bool:
    """Whether a document has only the seal of versions before this one, which does not count as one any more."""
    ours = _ours(members)
    return OLD_SEAL in ours and SEAL not in ours


def version_of(data: bytes) -> str:
    """Return what a Word file says that it is, ``utkast`` or ``slutlig``, if it is as it was made; else nothing."""
    try:
        members = read_package(data, "")
    except InvalidTemplate:
        return ""
    return provenance_of(members).get("version", "") if is_sealed(data) else ""


def _ours(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return our own properties; none when the file is not sound."""
    try:
        part = next((name for name in _property_parts(members) if name.endswith("custom.xml")), "")
        root = parse_xml(members[part]) if part in members else ()
    except BrokenXml:
        return {}
    nodes = [(node.get("name") or "", raw_text(node)) for node in root]
    return {name.removeprefix(PREFIX): text for name, text in nodes if name.startswith(PREFIX)}


def own_properties(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the properties that the owner of a Word file has given it beside Word's own, by name."""
    try:
        roots = [parse_xml(members[part]) for part in _property_parts(members) if part.endswith("custom.xml")]
    except (BrokenXml, KeyError):
        return {}
    return {node.get("name") or "": raw_text(node).strip() for root in roots for node in root if raw_text(node).strip()}


def _custom(values: Mapping[str, str]) -> bytes:
    properties = (
        f'<op:property fmtid="{_USER_DEFINED}" pid="{number}" name="{escape(PREFIX + name)}">'
        f"<vt:lpwstr>{escape(text, quote=False)}</vt:lpwstr></op:property>"
        for number, (name, text) in enumerate(values.items(), start=_FIRST)
    )
    spaces = f'xmlns:op="{CUSTOM_PROPERTIES}" xmlns:vt="{PROPERTY_VALUES}"'
    return _part(f"<op:Properties {spaces}>{''.join(properties)}</op:Properties>")


def _property_parts(members: Mapping[str, bytes]) -> set[str]:
    """Return the parts with properties, wherever the program that wrote the file put them."""
    kinds = {kind for _, kind in _KINDS.values()}
    found = relationships(parse_xml(members[_RELATIONS]), "") if _RELATIONS in members else ()
    named = {one.part for one in found if one.whole_kind in kinds and not one.leads_out}
    return named | {name for name in members if name.startswith("docProps/")}


def title_of(data: bytes) -> str:
    """Return the title in a finished document's properties."""
    return title_in(read_package(data, CORE))


def title_in(members: Mapping[str, bytes]) -> str:
    """Return the title in the properties of a Word file; nothing when it has none."""
    return (parse_xml(members[CORE]).findtext("{*}title") or "").strip() if CORE in members else ""


def created_in(members: Mapping[str, bytes]) -> str:
    """Return the time at which a Word file says that it was made, as it is written; nothing when it does not say."""
    return (parse_xml(members[CORE]).findtext("{*}created") or "").strip() if CORE in members else ""


def made_at(members: Mapping[str, bytes]) -> datetime:
    """Return the time at which a Word file says that it was made; the earliest that a ZIP file can hold, if none."""
    try:
        return datetime.strptime(created_in(members), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)


def _core(title: str, day: date) -> bytes:
    spaces = {"cp": CORE_PROPERTIES, "dc": DUBLIN_CORE, "dcterms": DUBLIN_CORE_TERMS, "xsi": SCHEMA_INSTANCE}
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    dated = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms'
    return _part(
        f"<cp:coreProperties {declared}><dcterms:created {dated}:created><dc:language>sv-SE</dc:language>"
        f"<dcterms:modified {dated}:modified><dc:title>{escape(title, quote=False)}</dc:title></cp:coreProperties>"
    )


def _part(xml: str) -> bytes:
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{xml}".encode()


def _typed(data: bytes, old: set[str], names: list[str]) -> bytes:
    root = parse_xml(data)
    for node in root.findall("{*}Override"):
        part = (node.get("PartName") or "").lstrip("/")
        if part in old or part.startswith("docProps/"):
            root.remove(node)
    for name in names:
        etree.SubElement(root, f"{{{CONTENT_TYPE_LIST}}}Override", PartName=f"/{name}", ContentType=_KINDS[name][0])
    return to_bytes(root)


def _related(data: bytes, old: set[str], names: list[str]) -> bytes:
    root = parse_xml(data)
    for one in list(relationships(root, "")):
        if one.part in old or one.part.startswith("docProps/"):
            remove(one.node)
    taken = {node.get("Id") for node in root}
    for name in names:
        number = next(n for n in range(1, 10_000) if f"rId{n}" not in taken)
        taken.add(f"rId{number}")
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=_KINDS[name][1], Target=name)
    return to_bytes(root)
