"""What a Word file may refer to and ask Word to do: known harmless kinds only. The rest fetches, runs or reveals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from iopdocs.word.addresses import LINKED, VML
from iopdocs.word.field_codes import active_fields, is_outside
from iopdocs.word.markup import xpath
from iopdocs.word.namespaces import CHART, DRAWING, STRICT, WORD_2012_DRAWING, O, R, W
from iopdocs.word.package import is_xml
from iopdocs.word.relationships import Relationship, is_relations_part, owner_of, relationships

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
_ELEMENTS = {
    *(
        W + name
        for name in (
            "altChunk",
            "object",
            "control",
            "subDoc",
            "frameset",
            "mailMerge",
            "attachedTemplate",
            "entryMacro",
            "exitMacro",
        )
    ),
    f"{O}OLEObject",
    f"{{{DRAWING}}}snd",
    f"{{{CHART}}}externalData",
    f"{{{WORD_2012_DRAWING}}}webVideoPr",
}
# Pictures and shapes may be fetched by these, whatever kind of relationship they name.
_FETCHED = xpath("//*[@r:link or @r:href or @r:pict]")
# Only these may name a relationship that leads out of the file, and only so.
_NAMING = {f"{R}id"}
_LINKS = {"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"}
_IN_STRICT = xpath(
    f"boolean(//*[starts-with(namespace-uri(), '{STRICT}')] | //@*[starts-with(namespace-uri(), '{STRICT}')])"
)
# What others' documents may carry on: their fields that tell of user and file, or that ask.
_REVEALING = {
    f"fältet {name}"
    for name in (
        "AUTHOR", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "FILESIZE", "LASTSAVEDBY", "TEMPLATE", "INFO",
        "COMMENTS", "DOCVARIABLE", "EDITTIME", "REVNUM", "IF", "COMPARE", "QUOTE", "SET", "ASK", "FILLIN", "MERGEFIELD",
        "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "EQ", "=",
        "PRIVATE", "GREETINGLINE", "ADDRESSBLOCK", "ett fält i ett annats kod", "STYLEREF", "BARCODE",
    )
}  # fmt: skip
_KIND = re.compile(r"https?://[\w.-]+(?:/[\w.-]+)+")
_ACTIVE_TYPE = re.compile(r"(?i)macro|vba|oleobject|activex|script|htm|rtf|svg|customui")
_XML_TYPE = re.compile(r"(?i)[+/]xml$")
# Beside XML: pictures, fonts, and what Word for Mac keeps of the printer.
_MEMBERS = re.compile(r"(?i).*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|ico|wdp|odttf|ttf)|word/printerSettings\d*\.bin")


# Every name that active_content looks for is in one of these, or is a processing instruction.
_TRACES = (
    b"altChunk", b"object", b"Object", b"control", b"subDoc", b"frameset", b"mailMerge", b"snd",
    b"schemas-microsoft-com", b"Relationship", b"Default", b"Override", b"fldSimple", b"fldChar", b"nstrText",
    b"attachedTemplate", b"Macro", b"externalData", b"webVideoPr", b"link=", b"href=", b"pict=", b"purl.oclc.org",
)  # fmt: skip
_NAMES_TO_SEEK = (b"purl.oclc.org", b":link", b":href", b":pict")
_DECLARED = re.compile(rb"""<\?xml version=["']1\.0["'] encoding=["']UTF-8["'] standalone=["']yes["']\?>""")


def is_declared(part: bytes) -> bool:
    """Whether a part says that it is written in UTF-8, so that names can be sought in its bytes."""
    return _DECLARED.match(part) is not None


def may_be_active(part: bytes) -> bool:
    """Whether the bytes of a part may hold what :func:`active_content` looks for; quicker than to look."""
    if not is_declared(part):
        return True  # the names may be written in another encoding
    # A sign of a name may be written as its number.
    return part.count(b"<?") > 1 or b"&#" in part or any(trace in part for trace in _TRACES)


def active_members(names: Iterable[str]) -> Iterator[str]:
    """Yield the members that are by name neither XML, picture nor font."""
    return (name for name in names if not is_xml(name) and not _MEMBERS.fullmatch(name))


def led_astray(trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield each part in which something else than a link names a relationship that leads out of the file, and what.

    Whoever reads the file follows the relationship, whatever kind it says that it is.
    """
    for name, tree in trees.items():
        if not is_relations_part(name):
            continue
        part = owner_of(name)
        out = {one.identity for one in relationships(tree, part) if one.leads_out}
        owner = trees.get(part) if out else None
        for node in owner.iter(etree.Element) if owner is not None else ():
            # By any attribute: VML has one of its own, and what another one is for nobody here knows.
            named = {key for key, value in node.attrib.items() if str(value).strip() in out}
            if named - _NAMING or (named and etree.QName(node).localname not in _LINKS):
                yield part, f"en länk ut ur filen i {etree.QName(node).localname}"


def hidden_text(root: etree._Element) -> Iterator[str]:
    """Yield what may show text that is not in the part as text of ours: another dialect, a whole other document."""
    if _IN_STRICT(root):
        yield "Strict Open XML"
    if any(one.getparent() is not None for one in root.iter(etree.ProcessingInstruction)):
        yield "en instruktion till ett annat program"
    for node in root.iter(W + "altChunk", W + "subDoc"):
        yield etree.QName(node).localname


def fetching(root: etree._Element) -> Iterator[str]:
    """Yield what of :func:`active_content` fetches or runs something, and does not only ask or reveal."""
    return (what for what in active_content(root) if what not in _REVEALING)


def active_content(root: etree._Element, part: bytes | None = None) -> Iterator[str]:
    """Yield what a part of a Word file has in it that is not known to be harmless, by name.

    With the bytes of the ``part``, in UTF-8, some of it is sought only if they have the names.
    """
    for instruction in root.getroottree().iter(etree.ProcessingInstruction):
        # Word leaves one before parts of its own; within a text, one would part it in two.
        name = str(instruction).removeprefix("<?").removesuffix("?>").split()[0]
        if name != "mso-contentType" or instruction.getparent() is not None:
            yield f"<?{name}?>"
    if part is None or any(name in part for name in _NAMES_TO_SEEK):
        yield from _seldom(root)
    for node in root.iter(*_ELEMENTS):
        yield etree.QName(node).localname
    for node in root.iter(*(f"{space}*" for space in VML)):
        if any(node.get(name) for name in LINKED):
            yield "länkad bild"
    for one in relationships(root, ""):
        yield from _relation(one)
    for node in root.iter("{*}Default", "{*}Override"):
        yield from _declared(node)
    yield from (f"fältet {name}" for name in dict.fromkeys(active_fields(root)))


def _seldom(root: etree._Element) -> Iterator[str]:
    if _IN_STRICT(root):
        yield "Strict Open XML"
    for node in _FETCHED(root):
        yield f"en länk i {etree.QName(node).localname}"


def _declared(node: etree._Element) -> Iterator[str]:
    """Yield a content type that is active, or that makes XML of a member which is not looked through as XML."""
    name = node.get("PartName") or f".{node.get('Extension')}"
    kind = node.get("ContentType") or ""
    if _ACTIVE_TYPE.search(kind) or (_XML_TYPE.search(kind) and not is_xml(name)):
        yield f"{name}: {kind}"


def _relation(one: Relationship) -> Iterator[str]:
    if one.kind not in _RELATIONS or not _KIND.fullmatch(one.whole_kind):
        yield one.kind
    elif one.leads_out:
        if one.kind != "hyperlink" or not is_outside(one.target.strip()):
            yield f"{one.kind} till {one.target[:60]}"
    elif ":" in one.target or "\\" in one.target or one.target.startswith("//"):
        yield f"{one.kind} till {one.target[:60]}"
