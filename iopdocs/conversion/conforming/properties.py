"""What a PDF file says of itself: when it was made, its title, and what it claims to be.

LibreOffice stamps each file with the time and a random name, in the file's properties, its metadata and its colour
profile. The stamps are replaced, so that the same Word document gives the same bytes.
"""

from __future__ import annotations

import struct
from datetime import datetime

import pikepdf
from lxml import etree

from iopdocs.word.markup import Node, parse_xml, remove
from iopdocs.word.namespaces import DUBLIN_CORE, RDF

_RDF = f"{{{RDF}}}"
_DC = f"{{{DUBLIN_CORE}}}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
# PDF/A knows no property of PDF/UA's: it must be told what it is (ISO 19005-2, 6.6.2.3).
_SCHEMA = f"""
<rdf:Description xmlns:rdf="{RDF}" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
""".strip()
_TITLE = (
    f'<rdf:Description xmlns:rdf="{RDF}" rdf:about="" '
    f'xmlns:dc="{DUBLIN_CORE}"><dc:title><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:title>'
    "</rdf:Description>"
)
# What stands both in the properties, as it is, and in the metadata, where LibreOffice escapes it twice.
_SAME = {
    "/Title": _DC + "title",
    "/Author": _DC + "creator",
    "/Subject": _DC + "description",
    "/Keywords": _PDF + "Keywords",
}
#: What stands in a file that claims to be PDF/UA; its metadata is never compressed.
CLAIM = b"pdfuaid:part>1<"
_DATES = tuple(_XMP + name for name in ("CreateDate", "ModifyDate", "MetadataDate"))
_START, _END = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n', '\n<?xpacket end="w"?>'
# Where the header of a colour profile holds the time it was made (ICC.1, 7.2.8): six numbers of two bytes.
_PROFILE_DATE = slice(24, 36)


def fixed(pdf: pikepdf.Pdf, created: datetime, title: str) -> None:
    """Give a file the time it is to have, the same title everywhere, and claims that can be read."""
    root = _metadata(pdf)
    _dated(pdf, root, created)
    if not str(pdf.docinfo.get("/Title", "")).strip():
        pdf.docinfo["/Title"] = title
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = pikepdf.Dictionary()
    pdf.Root.ViewerPreferences.DisplayDocTitle = True
    if next(root.iter(_DC + "title"), None) is None:
        next(root.iter(_RDF + "RDF")).append(parse_xml(_TITLE.encode()))
    for key, tag in _SAME.items():
        said = pdf.docinfo.get(key)
        for node in root.iter(tag):
            items = list(node.iter(_RDF + "li")) or [node]
            if said is not None:
                items[0].text = str(said)
    if next(root.iter(_UA + "part"), None) is not None and next(root.iter(_EXTENSION + "schemas"), None) is None:
        next(root.iter(_RDF + "RDF")).append(parse_xml(_SCHEMA.encode()))
    _written(pdf, root)
    # A file opens at its first page without being told to, and gets a name from what is in it.
    for holder, mark in ((pdf.Root, "/OpenAction"), (pdf.trailer, "/DocChecksum"), (pdf.trailer, "/ID")):
        if mark in holder:
            del holder[mark]


def unclaimed(pdf: pikepdf.Pdf) -> None:
    """Let a file not claim to be PDF/UA."""
    root = _metadata(pdf)
    for node in [*root.iter(_UA + "part"), *root.iter(_EXTENSION + "schemas")]:
        parent = node.getparent()
        assert parent is not None  # noqa: S101 - the root is none of them
        remove(parent)
    _written(pdf, root)


def _metadata(pdf: pikepdf.Pdf) -> Node:
    return parse_xml(pdf.Root.Metadata.read_bytes())


def _written(pdf: pikepdf.Pdf, root: Node) -> None:
    text = etree.tostring(root, encoding="unicode")
    pdf.Root.Metadata.write((_START + text + _END).encode())


def _dated(pdf: pikepdf.Pdf, root: Node, created: datetime) -> None:
    info = pdf.docinfo
    for key in ("/CreationDate", "/ModDate"):
        if key in info:
            info[key] = pikepdf.String(f"D:{created:%Y%m%d%H%M%S}Z")
    for node in root.iter(*_DATES):
        node.text = f"{created:%Y-%m-%dT%H:%M:%SZ}"
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            data = bytearray(profile.read_bytes())
            data[_PROFILE_DATE] = struct.pack(">6H", *created.timetuple()[:6])
            profile.write(bytes(data))
