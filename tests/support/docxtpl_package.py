"""Word templates put together of XML, on the package that python-docx makes: quick, and any XML can be in them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
import docxtpl
import jinja2

Class = type[docxtpl.DocxTemplate]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes"}
_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
PICTURE_NAME = "bild.png"


def runs(*pieces: str, properties: str = "") -> str:
    """Return a run per piece of text."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "".join(f'<w:r>{shown}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces)


def paragraph(*pieces: str, properties: str = "", inside: str = "") -> str:
    """Return a paragraph of a run per piece of text."""
    style = '<w:pPr><w:jc w:val="left"/></w:pPr>' if properties else ""
    return f"<w:p>{style}{runs(*pieces, properties=properties)}{inside}</w:p>"


def cell(*pieces: str, properties: str = '<w:tcW w:w="1000" w:type="dxa"/>') -> str:
    """Return a table's cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(*pieces)}</w:tc>"


def row(*cells: str) -> str:
    """Return a table's row of cells, which are texts or the XML of cells."""
    return "<w:tr>" + "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells) + "</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """Return a table with a grid."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def drawing(number: int = 1, name: str = PICTURE_NAME) -> str:
    """Return a run with the template's picture in it."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="{number}" name="Bild {number}"/><a:graphic><a:graphicData uri="{_NAMES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="rIdPicture"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def text_box(*paragraphs: str) -> str:
    """Return a run with paragraphs of its own: a paragraph within a paragraph."""
    return (
        '<w:r><w:pict><v:shape id="ruta"><v:textbox><w:txbxContent>'
        f"{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def footnote(*paragraphs: str) -> str:
    """Return the footnote that :data:`FOOTNOTE_REFERENCE` refers to."""
    return f'<w:footnote w:id="2">{"".join(paragraphs)}</w:footnote>'


FOOTNOTE_REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def word(
    *body: str,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    footnotes: str = "",
    core: Mapping[str, str] | None = None,
    sections: int = 1,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file of the XML of its body, headers, footers and footnotes, and its properties by name."""
    members = dict(_base())
    parts = [("header", one) for one in headers] + [("footer", one) for one in footers]
    parts += [("footnotes", footnotes)] if footnotes else []
    relations = f'<Relationship Id="rIdPicture" Type="{_RELATION}image" Target="media/bild.png"/>'
    types, references = '<Default Extension="png" ContentType="image/png"/>', ""
    places = {kind: iter(("default", "first", "even")) for kind in ("header", "footer")}
    for number, (kind, inner) in enumerate(parts, 1):
        name = f"{kind}{'' if kind == 'footnotes' else number}.xml"  # there is one, named as Word names it
        members[f"word/{name}"] = _document(_ROOTS[kind], inner)
        relations += f'<Relationship Id="rIdPart{number}" Type="{_RELATION}{kind}" Target="{name}"/>'
        types += f'<Override PartName="/word/{name}" ContentType="{_TYPE}{kind}+xml"/>'
        if kind != "footnotes":
            references += f'<w:{kind}Reference w:type="{next(places[kind])}" r:id="rIdPart{number}"/>'
    between = f"<w:p><w:pPr><w:sectPr>{references}</w:sectPr></w:pPr></w:p>" * (sections - 1)
    end = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    members["word/document.xml"] = _document("document", f"<w:body>{''.join(body)}{between}{end}</w:body>")
    members["word/media/bild.png"] = picture(1)
    _insert(members, "word/_rels/document.xml.rels", "</Relationships>", relations)
    _insert(members, "[Content_Types].xml", "</Types>", types)
    members["docProps/core.xml"] = _core(core or {})
    return packed({**members, **(more or {})})


def made(
    given: Class,
    data: bytes,
    context: Any,
    environment: jinja2.Environment | None = None,
    autoescape: bool = False,
) -> bytes:
    """Return the document that a class makes of a template."""
    template = given(io.BytesIO(data))
    template.render(dict(context), environment, autoescape)
    return saved(template)


def saved(template: docxtpl.DocxTemplate) -> bytes:
    """Return what a template saves."""
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def one_paragraph(text: str) -> bytes:
    """Return a template with a text in its body, a header and a footer."""
    return word(paragraph(text), headers=[paragraph(text)], footers=[paragraph(text)])


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a Word file of its members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def picture(shade: int) -> bytes:
    """Return a PNG picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@cache
def _base() -> Mapping[str, bytes]:
    target = io.BytesIO()
    docx.Document().save(target)
    return unpacked(target.getvalue())


def _document(root: str, inner: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()


def _insert(members: dict[str, bytes], name: str, before: str, text: str) -> None:
    members[name] = members[name].replace(before.encode(), (text + before).encode())


def _core(values: Mapping[str, str]) -> bytes:
    head = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    )
    dates = '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-03-01T00:00:00Z</dcterms:modified>'
    inner = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in values.items())
    assert all(re.fullmatch("[a-z]+", name) for name in values)
    return f"{head}{inner}{dates}</cp:coreProperties>".encode()
