"""The METS file of an archive package, as E-ARK CSIP 2.1 and SIP 2.1 want it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from iopdocs.archiving.files import ArchivedFile, identities
from iopdocs.archiving.metadata import About, as_xml
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import SCHEMA_INSTANCE, XLINK

_METS = "http://www.loc.gov/METS/"
_CSIP, _SIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
_SPACES = {"mets": _METS, "xlink": XLINK, "csip": _CSIP, "sip": _SIP, "xsi": SCHEMA_INSTANCE}
_PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
_SCHEMAS = (
    f"{_METS} http://www.loc.gov/standards/mets/mets.xsd "
    f"{_CSIP} https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd "
    f"{_SIP} https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd"
)
# Of CSIP's vocabulary of categories. The content follows no information type of E-ARK's.
_CATEGORY, _CONTENT = "Textual works – Digital", "iopdocs"
#: The groups of files that CSIP asks for, by the label of each, and the folder each is in.
DOCUMENTATION, SCHEMAS, CONTENT = "Documentation", "Schemas", "Representations/handlingar"


def mets(
    about: About, described: ArchivedFile, preserved: ArchivedFile, groups: Mapping[str, Sequence[ArchivedFile]]
) -> bytes:
    """Return the METS file. ``described`` and ``preserved`` are the metadata files, ``groups`` the others by label."""
    root = etree.Element(_m("mets"), nsmap=_SPACES)
    root.set("OBJID", about.name)
    root.set("LABEL", about.title)
    root.set("TYPE", _CATEGORY)
    root.set("PROFILE", _PROFILE)
    _other(root)
    root.set(f"{{{SCHEMA_INSTANCE}}}schemaLocation", _SCHEMAS)
    _header(root, about)
    _metadata(etree.SubElement(root, _m("dmdSec"), ID="dmd-1", CREATED=about.time), described, "DC", about)
    administered = etree.SubElement(root, _m("amdSec"), ID="amd")
    _metadata(
        etree.SubElement(administered, _m("digiprovMD"), ID="amd-1", CREATED=about.time), preserved, "PREMIS", about
    )
    listed = etree.SubElement(root, _m("fileSec"), ID="filer")
    for number, (label, files) in enumerate(groups.items(), start=1):
        _group(listed, f"grupp-{number}", label, files, about)
    _structure(root, about, list(groups))
    return as_xml(root)


def _header(root: Node, about: About) -> None:
    header = etree.SubElement(root, _m("metsHdr"), CREATEDATE=about.time, LASTMODDATE=about.time)
    header.set(f"{{{_CSIP}}}OAISPACKAGETYPE", "SIP")
    maker = etree.SubElement(header, _m("agent"), ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    etree.SubElement(maker, _m("name")).text = "iopdocs"
    _note(maker, about.version, "SOFTWARE VERSION")
    if about.archivist:
        name, number = about.archivist
        owner = etree.SubElement(header, _m("agent"), ROLE="ARCHIVIST", TYPE="ORGANIZATION")
        etree.SubElement(owner, _m("name")).text = name
        if number:
            _note(owner, number, "IDENTIFICATIONCODE")


def _note(agent: Node, text: str, kind: str) -> None:
    note = etree.SubElement(agent, _m("note"))
    note.set(f"{{{_CSIP}}}NOTETYPE", kind)
    note.text = text


def _metadata(section: Node, file: ArchivedFile, kind: str, about: About) -> None:
    section.set("STATUS", "CURRENT")
    said = etree.SubElement(section, _m("mdRef"), {"LOCTYPE": "URL", "MDTYPE": kind, **_facts(file, about)})
    _leads_to(said, file.path)


def _group(listed: Node, identity: str, label: str, files: Sequence[ArchivedFile], about: About) -> None:
    group = etree.SubElement(listed, _m("fileGrp"), ID=identity, USE=label)
    _other(group)
    for name, file in identities(files, f"{identity}-fil"):
        node = etree.SubElement(group, _m("file"), {"ID": name, "OWNERID": file.what, **_facts(file, about)})
        _, form, key = file.kind
        node.set(f"{{{_SIP}}}FILEFORMATNAME", form)
        if key:
            node.set(f"{{{_SIP}}}FILEFORMATREGISTRY", "PRONOM")
            node.set(f"{{{_SIP}}}FILEFORMATKEY", key)
        _leads_to(etree.SubElement(node, _m("FLocat"), LOCTYPE="URL"), file.path)


def _structure(root: Node, about: About, labels: Sequence[str]) -> None:
    structure = etree.SubElement(root, _m("structMap"), ID="struktur", TYPE="PHYSICAL", LABEL="CSIP")
    top = etree.SubElement(structure, _m("div"), ID="struktur-paket", LABEL=about.name)
    etree.SubElement(top, _m("div"), ID="struktur-metadata", LABEL="Metadata", ADMID="amd-1", DMDID="dmd-1")
    for number, label in enumerate(labels, start=1):
        part = etree.SubElement(top, _m("div"), ID=f"struktur-{number}", LABEL=label.partition("/")[0])
        etree.SubElement(part, _m("fptr"), FILEID=f"grupp-{number}")


def _facts(file: ArchivedFile, about: About) -> dict[str, str]:
    return {
        "MIMETYPE": file.kind[0],
        "SIZE": str(len(file.data)),
        "CREATED": about.time,
        "CHECKSUM": file.digest,
        "CHECKSUMTYPE": "SHA-256",
    }


def _leads_to(node: Node, path: str) -> None:
    node.set(f"{{{XLINK}}}type", "simple")
    node.set(f"{{{XLINK}}}href", path)


def _other(node: Node) -> None:
    node.set(f"{{{_CSIP}}}CONTENTINFORMATIONTYPE", "OTHER")
    node.set(f"{{{_CSIP}}}OTHERCONTENTINFORMATIONTYPE", _CONTENT)


def _m(name: str) -> str:
    return f"{{{_METS}}}{name}"
