"""What a Word file may refer to and ask Word to do: known harmless kinds only. The rest fetches, runs or reveals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from iopdocs.rendering.package import is_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")

# Relationships by the last word of their type. Left out: macros, OLE, ActiveX, add-ins, frames, altChunk, subdocuments,
# mail merge, attached templates, embedded packages.
_RELATIONS = {
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles",
    "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "numbering", "theme", "themeOverride",
    "header", "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds",
    "commentsExtensible", "people", "image", "hdphoto", "hyperlink", "customXml", "customXmlProps",
    "glossaryDocument", "printerSettings", "chart", "chartUserShapes", "chartStyle", "chartColorStyle",
    "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "classificationlabels",
}  # fmt: skip
# Fields by their first word. Left out: those that fetch or run (DDE, INCLUDETEXT, LINK, MACROBUTTON …), that are put
# together of others (QUOTE, IF, SET), that ask (ASK, FILLIN) and that tell of user and computer (AUTHOR, FILENAME …).
_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC", "TA",
    "TOA", "XE", "INDEX", "SEQ", "LISTNUM", "SYMBOL", "TITLE", "SUBJECT", "KEYWORDS", "DATE", "TIME", "CREATEDATE",
    "SAVEDATE", "PRINTDATE", "NUMWORDS", "NUMCHARS", "HYPERLINK", "DOCPROPERTY", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION",
}  # fmt: skip
_ELEMENTS = {W + name for name in ("altChunk", "object", "control", "subDoc", "frameset", "mailMerge")} | {
    "{urn:schemas-microsoft-com:office:office}OLEObject",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}snd",
}
_LINKED = {"src", "href", "{urn:schemas-microsoft-com:office:office}href"}
_SCHEME = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(r"(?i)macro|vba|oleobject|activex|script|htm|rtf")
_XML_TYPE = re.compile(r"(?i)[+/]xml$")
_PLACE = re.compile(r'"([^"]*)"|(\S+)')
# Beside XML: pictures, fonts, and what Word for Mac keeps of the printer.
_MEMBERS = re.compile(r"(?i).*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|ico|wdp|odttf|ttf)|word/printerSettings\d*\.bin")


# Every name that active_content looks for is in one of these, or is a processing instruction.
_TRACES = (
    b"altChunk", b"object", b"Object", b"control", b"subDoc", b"frameset", b"mailMerge", b"snd",
    b"schemas-microsoft-com", b"Relationship", b"Default", b"Override", b"fldSimple", b"fldChar", b"nstrText",
)  # fmt: skip
_DECLARED = re.compile(rb"""<\?xml version=["']1\.0["'] encoding=["']UTF-8["'] standalone=["']yes["']\?>""")


def is_declared(part: bytes) -> bool:
    """Whether a part says that it is written in UTF-8, so that names can be sought in its bytes."""
    return _DECLARED.match(part) is not None


def may_be_active(part: bytes) -> bool:
    """Whether the bytes of a part may hold what :func:`active_content` looks for; quicker than to look."""
    if not is_declared(part):
        return True  # the names may be written in another encoding
    return part.count(b"<?") > 1 or any(trace in part for trace in _TRACES)


def active_members(names: Iterable[str]) -> Iterator[str]:
    """Yield the members that are by name neither XML, picture nor font."""
    return (name for name in names if not is_xml(name) and not _MEMBERS.fullmatch(name))


def active_content(root: etree._Element) -> Iterator[str]:
    """Yield what a part of a Word file has in it that is not known to be harmless, by name."""
    for instruction in root.getroottree().iter(etree.ProcessingInstruction):
        name = str(instruction).removeprefix("<?").split()[0]
        if name != "mso-contentType":
            yield f"<?{name}?>"
    for node in root.iter(*_ELEMENTS):
        yield etree.QName(node).localname
    for node in root.iter(*(f"{space}*" for space in _VML)):
        if any(node.get(name) for name in _LINKED):
            yield "länkad bild"
    for node in root.iter("{*}Relationship"):
        yield from _relation(node)
    for node in root.iter("{*}Default", "{*}Override"):
        yield from _declared(node)
    yield from (f"fältet {name}" for name in dict.fromkeys(_active_fields(root)))


def _declared(node: etree._Element) -> Iterator[str]:
    """Yield a content type that is active, or that makes XML of a member which is not looked through as XML."""
    name = node.get("PartName") or f".{node.get('Extension')}"
    kind = node.get("ContentType") or ""
    if _ACTIVE_TYPE.search(kind) or (_XML_TYPE.search(kind) and not is_xml(name)):
        yield f"{name}: {kind}"


def _relation(node: etree._Element) -> Iterator[str]:
    kind = (node.get("Type") or "").rsplit("/", 1)[-1]
    target = node.get("Target") or ""
    if kind not in _RELATIONS:
        yield kind
    elif (node.get("TargetMode") or "").strip().lower() == "external":
        if kind != "hyperlink" or not _SCHEME.match(target.strip()):
            yield f"{kind} till {target[:60]}"
    elif kind != "hyperlink" and (":" in target or "\\" in target or target.startswith("//")):
        yield f"{kind} till {target[:60]}"


def _active_fields(root: etree._Element) -> Iterator[str]:
    """Yield the first word of each field that is not known to be harmless; a field's code may be in many runs."""
    for node in root.iter(W + "fldSimple"):
        yield from _field(node.get(W + "instr") or "")
    # Fields within fields: the innermost open one gets the text. The first is for text outside any field.
    codes: list[list[str]] = [[]]
    for node in root.iter(W + "fldChar", W + "instrText", W + "delInstrText"):
        if node.tag != W + "fldChar":
            codes[-1].append(node.text or "")
        elif node.get(W + "fldCharType") == "begin":
            codes.append([])
        elif node.get(W + "fldCharType") == "end" and len(codes) > 1:
            yield from _field("".join(codes.pop()))
    for code in codes:
        if "".join(code).strip():
            yield from _field("".join(code))


def _field(code: str) -> Iterator[str]:
    word, _, rest = code.strip().partition(" ")
    if word.upper() not in _FIELDS:
        yield word[:30] or "utan namn"
    elif word.upper() == "HYPERLINK" and (place := _PLACE.match(rest.strip())):
        target = place[1] if place[1] is not None else place[2]
        switch = target.startswith("\\") and not target.startswith("\\\\")  # HYPERLINK \\l "bokmärke"
        if not switch and not _SCHEME.match(target):
            yield f"HYPERLINK till {target[:60]}"
    if "{{" in code or "{%" in code:
        yield f"{word[:30]} med en tagg"
