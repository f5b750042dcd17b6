"""The document's own properties: a title, the language, fixed dates; never an author, a user name or a path."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lxml import etree

from iopdocs.rendering.package import CONTENT_TYPES, parse_xml, read_package

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = {
    CORE: (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    APP: (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
    ),
}


def with_properties(members: Mapping[str, bytes], title: str, day: date) -> dict[str, bytes]:
    """Return the members with our core and application properties in place of whatever the template carried."""
    # LibreOffice may leave two core.xml under different names; Word calls such a file corrupt.
    kept = {name: data for name, data in members.items() if not name.startswith("docProps/")}
    kept[CONTENT_TYPES] = _typed(members[CONTENT_TYPES])
    kept["_rels/.rels"] = _related(members["_rels/.rels"])
    return {**kept, CORE: _core(title, day), APP: _bytes(etree.Element(f"{{{_APP}}}Properties", nsmap={"ep": _APP}))}


def title_of(data: bytes) -> str:
    """Return the title in a finished document's properties."""
    return parse_xml(read_package(data, CORE)[CORE]).findtext("{*}title") or ""


def _core(title: str, day: date) -> bytes:
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    etree.SubElement(root, f"{{{_TERMS}}}created", {f"{{{_XSI}}}type": "dcterms:W3CDTF"}).text = f"{day}T00:00:00Z"
    etree.SubElement(root, f"{{{_DC}}}language").text = "sv-SE"
    etree.SubElement(root, f"{{{_TERMS}}}modified", {f"{{{_XSI}}}type": "dcterms:W3CDTF"}).text = f"{day}T00:00:00Z"
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    return _bytes(root)


def _typed(data: bytes) -> bytes:
    root = parse_xml(data)
    for node in root.findall("{*}Override"):
        if (node.get("PartName") or "").startswith("/docProps/"):
            root.remove(node)
    for name, (kind, _) in _KINDS.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return _bytes(root)


def _related(data: bytes) -> bytes:
    root = parse_xml(data)
    for node in root.findall("{*}Relationship"):
        if (node.get("Target") or "").lstrip("/").startswith("docProps/"):
            root.remove(node)
    taken = {node.get("Id") for node in root}
    for name, (_, kind) in _KINDS.items():
        number = next(n for n in range(1, 10_000) if f"rId{n}" not in taken)
        taken.add(f"rId{number}")
        etree.SubElement(root, f"{{{_RELS}}}Relationship", Id=f"rId{number}", Type=kind, Target=name)
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
