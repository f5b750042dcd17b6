"""A Word file from its parts, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scripts.templates.kit import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Block, Node, W, el, field, flat, p, run
from scripts.templates.styles import BULLETS, HEADINGS, LANGUAGE, NUMBERED_INDENT, styles_part

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

etree.register_namespace("r", OFFICE)

# The earliest date a ZIP file can hold: a real one would change the bytes from run to run.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Design:
    """A template: its name in the file's properties, what stands in header and footer, its body, its heading numbers.

    ``numbers`` is how the first levels of headings are numbered, at most two: ``("§ %1", "%1.%2")``.
    """

    title: str
    header: Block
    footer: Block
    body: Block
    numbers: tuple[str, ...] = ()


def header(name: str, reference: str) -> Node:
    """Return the header: the document's name, UTKAST in a draft, and a reference at the right."""
    return p("Header", f"{name}\t", run("{% if läge.utkast %}UTKAST{% endif %}", "Utkast"), f"\t{reference}")


def footer(left: str) -> Node:
    """Return the footer: whose document it is, and page number and number of pages."""
    return p("Footer", f"{left}\tSida ", field("PAGE", "1"), " (", field("NUMPAGES", "1"), ")")


def build(design: Design) -> bytes:
    """Return the Word file of a design."""
    parts = {
        "_rels/.rels": _package_relationships(),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(design.title),
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/document.xml": _document(design),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": el("ftr", *flat([design.footer])),
        "word/header1.xml": el("hdr", *flat([design.header])),
        "word/numbering.xml": _numbering(design.numbers),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_part(len(design.numbers)),
    }
    members = {"[Content_Types].xml": _content_types(), **parts}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, root in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return target.getvalue()


def _stepped(nodes: Iterator[Node]) -> Iterator[Node]:
    """Indent tags by how deep they are nested, so that the template is easy to follow in Word."""
    depth = 0
    for node in nodes:
        style, text = node.find(f"{{{W}}}pPr/{{{W}}}pStyle"), "".join(str(piece) for piece in node.itertext())
        if style is not None and style.get(f"{{{W}}}val") == "Styrtagg":
            word = text.split()[1]
            depth -= word.startswith("end")
            out = word in ("else", "elif")
            node[0].append(el("ind", left=170 * (depth - out)))
            depth += word in ("if", "for")
        yield node


def _document(design: Design) -> Node:
    section = el(
        "sectPr",
        _reference("headerReference", "rId5"),
        _reference("footerReference", "rId6"),
        el("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        el("pgMar", top=1701, right=MARGIN, bottom=1417, left=MARGIN, header=709, footer=567, gutter=0),
    )
    return el("document", el("body", *_stepped(flat([design.body])), section))


def _reference(tag: str, relationship: str) -> Node:
    node = el(tag, type="default")
    node.set(f"{{{OFFICE}}}id", relationship)
    return node


def _numbering(numbers: tuple[str, ...]) -> Node:
    lists = [_list(BULLETS, "bullet", [("bullet", "•", "")] * 3)]
    if numbers:
        levels = [("decimal", text, f"Heading{level}") for level, text in enumerate(numbers, start=1)]
        lists.append(_list(HEADINGS, "multilevel", levels))
    used = [el("num", el("abstractNumId", val=number), numId=number) for number in range(1, len(lists) + 1)]
    return el("numbering", *lists, *used)


def _list(number: int, kind: str, levels: list[tuple[str, str, str]]) -> Node:
    made = el(
        "abstractNum",
        el("multiLevelType", val="multilevel" if kind == "multilevel" else "hybridMultilevel"),
        abstractNumId=number,
    )
    for depth, (format_, text, style) in enumerate(levels):
        linked = [el("pStyle", val=style)] if style else []
        left = NUMBERED_INDENT if style else 357 * (depth + 1)
        indent = el("pPr", el("ind", left=left, hanging=NUMBERED_INDENT if style else 357))
        made.append(
            el("lvl", el("start", val=1), el("numFmt", val=format_), *linked, el("lvlText", val=text),
               el("lvlJc", val="left"), indent, ilvl=depth)
        )  # fmt: skip
    return made


def _settings() -> Node:
    modern = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=567),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", modern),
        el("themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE),
        el("decimalSymbol", val=","),
        el("listSeparator", val=";"),
    )


def _fonts() -> Node:
    family = el(
        "font", el("altName", val="Carlito"), el("family", val="swiss"), el("pitch", val="variable"), name="Calibri"
    )
    return el("fonts", family)


def _core(title: str) -> Node:
    properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{properties}}}coreProperties", nsmap={"cp": properties, "dc": dublin})
    for name, text in (("title", title), ("creator", "iopdocs"), ("language", LANGUAGE)):
        etree.SubElement(root, f"{{{dublin}}}{name}").text = text
    return root


def _root(space: str, tag: str) -> Node:
    return etree.XML(f'<{tag} xmlns="{space}"/>')


def _app() -> Node:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = _root(space, "Properties")
    etree.SubElement(root, f"{{{space}}}Application").text = "iopdocs"
    return root


def _relationships(*targets: tuple[str, str]) -> Node:
    root = _root(RELATIONSHIPS, "Relationships")
    for number, (kind, target) in enumerate(targets, start=1):
        node = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        node.set("Id", f"rId{number}")
        node.set("Type", kind)
        node.set("Target", target)
    return root


def _package_relationships() -> Node:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relationships(
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (core, "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )


def _document_relationships() -> Node:
    return _relationships(
        (f"{OFFICE}/styles", "styles.xml"),
        (f"{OFFICE}/numbering", "numbering.xml"),
        (f"{OFFICE}/settings", "settings.xml"),
        (f"{OFFICE}/fontTable", "fontTable.xml"),
        (f"{OFFICE}/header", "header1.xml"),
        (f"{OFFICE}/footer", "footer1.xml"),
    )


def _content_types() -> Node:
    root = _root(TYPES, "Types")
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        node = etree.SubElement(root, f"{{{TYPES}}}Default")
        node.set("Extension", extension)
        node.set("ContentType", kind)
    declared = {
        "/docProps/app.xml": EXTENDED,
        "/docProps/core.xml": CORE,
        "/word/document.xml": f"{KIND}document.main+xml",
    }
    for part in ("fontTable", "footer1", "header1", "numbering", "settings", "styles"):
        declared[f"/word/{part}.xml"] = f"{KIND}{part.rstrip('1')}+xml"
    for name, kind in sorted(declared.items()):
        node = etree.SubElement(root, f"{{{TYPES}}}Override")
        node.set("PartName", name)
        node.set("ContentType", kind)
    return root
