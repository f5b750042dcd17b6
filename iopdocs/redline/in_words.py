"""Two documents' words alone in one Word file, with what differs as tracked changes: no looks, tables or pictures.

It holds nothing that was in either file but text, so it can be made whatever else they have in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import Effort, paired
from iopdocs.word.blocks import OPENING, Block
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import CONTENT_TYPE_LIST, OFFICE_RELATIONS, WORDPROCESSING, R, W
from iopdocs.word.package import CONTENT_TYPES, MAIN_DOCUMENT
from iopdocs.word.relationships import empty_relations, relate, relations_part
from iopdocs.word.text import text_node
from iopdocs.word.tracked_paragraphs import DEL, INS, mark_end, wrap

#: What the file says of itself on every page.
NOTICE = "Bara orden: utseende, tabeller och bilder är inte med i den här jämförelsen"
HEADING = "rubrik"

_MAIN, _STYLES, _HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"
_TYPES = {
    _MAIN: MAIN_DOCUMENT,
    _STYLES: MAIN_DOCUMENT.replace("document.main", "styles"),
    _HEADER: MAIN_DOCUMENT.replace("document.main", "header"),
}
_LOOKS = f"""
<w:styles xmlns:w="{WORDPROCESSING}">
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>
<w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>
<w:rPr><w:i/></w:rPr></w:style>
</w:styles>"""
_SIGNS = {"\t": W + "tab", "\n": W + "br"}


def lines(blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs to show: those of the document, and where they stand when it is no heading that says so."""
    found, section = list[Block](), OPENING
    for block in blocks:
        if block.section != section and block.kind != HEADING:
            found.append(Block(block.section, "", block.section, HEADING))
        section = block.section
        found.append(Block(block.section, "", block.shown, block.kind))
    return found


def track(before: Sequence[Block], after: Sequence[Block], said: dict[str, str]) -> dict[str, bytes]:
    """Return the members of a Word file with the lines of both; ``said``: by whom the changes are, and when."""
    document = etree.Element(W + "document", nsmap={"w": WORDPROCESSING, "r": OFFICE_RELATIONS})
    body = etree.SubElement(document, W + "body")
    body.extend(_paragraphs(before, after, said))
    section = etree.SubElement(body, W + "sectPr")
    etree.SubElement(section, W + "headerReference", {W + "type": "default", R + "id": "rId2"})
    header = etree.Element(W + "hdr", nsmap={"w": WORDPROCESSING})
    header.append(_paragraph("Header", [_run(NOTICE)]))
    members = {_MAIN: to_bytes(document), _HEADER: to_bytes(header), _STYLES: to_bytes(parse_xml(_LOOKS.encode()))}
    return {**members, **_package()}


def _package() -> dict[str, bytes]:
    types = parse_xml(f'<Types xmlns="{CONTENT_TYPE_LIST}"/>'.encode())
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, f"{{{CONTENT_TYPE_LIST}}}Default", Extension=extension, ContentType=kind)
    for part, kind in _TYPES.items():
        etree.SubElement(types, f"{{{CONTENT_TYPE_LIST}}}Override", PartName=f"/{part}", ContentType=kind)
    return {
        CONTENT_TYPES: to_bytes(types),
        relations_part(""): _relations(("officeDocument", _MAIN)),
        relations_part(_MAIN): _relations(("styles", "styles.xml"), ("header", "header1.xml")),
    }


def _relations(*kinds: tuple[str, str]) -> bytes:
    root = empty_relations()
    for kind, target in kinds:
        relate(root, kind, target)
    return to_bytes(root)


def _paragraphs(before: Sequence[Block], after: Sequence[Block], said: dict[str, str]) -> Iterator[Node]:
    texts = [[(one.kind, one.text) for one in side] for side in (before, after)]
    effort = Effort()
    for tag, i, i_end, j, j_end in opcodes(*texts):
        old, new = before[i:i_end], after[j:j_end]
        for was, now in zip(old, new, strict=True) if tag == "equal" else paired(old, new, effort):
            block = now or was
            if block is None:
                continue
            runs = list(_runs(was.text if was else "", now.text if now else "", said))
            made = _paragraph("Heading1" if block.kind == HEADING else "", runs)
            if was is None or now is None:
                mark_end(made, INS if was is None else DEL, said)
            yield made


def _paragraph(style: str, runs: Sequence[Node]) -> Node:
    made = etree.Element(W + "p")
    if style:
        etree.SubElement(etree.SubElement(made, W + "pPr"), W + "pStyle", {W + "val": style})
    made.extend(runs)
    return made


def _runs(old: str, new: str, said: dict[str, str]) -> Iterator[Node]:
    was, now = _words(old), _words(new)
    for tag, i, i_end, j, j_end in opcodes(was, now):
        if tag == "equal":
            yield _run("".join(now[j:j_end]))
            continue
        for kind, text in ((DEL, "".join(was[i:i_end])), (INS, "".join(now[j:j_end]))):
            if text:
                paragraph = _paragraph("", [_run(text)])
                wrap(paragraph, kind, said)
                yield paragraph[0]


def _words(text: str) -> list[str]:
    return re.findall(r"[ \t\n]|[^ \t\n]+", text)


def _run(text: str) -> Node:
    run = etree.Element(W + "r")
    for piece in re.findall(r"[\t\n]|[^\t\n]+", text):
        run.append(etree.Element(_SIGNS[piece]) if piece in _SIGNS else text_node(piece))
    return run
