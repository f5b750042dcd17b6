"""The letterhead of an invented municipality, a Word template (.dotx): logo, address, properties, fields, controls."""

from __future__ import annotations

import struct
import zlib

from iopdocs.word.package import write_package

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def _square(width: int = 96, height: int = 96) -> bytes:
    """Return a picture in PNG: a shield in two colours."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + b"".join(b"\x00\x5a\x8c" if (x + y) % 48 < 24 else b"\xf2\xc4\x00" for x in range(width))
        for y in range(height)
    )
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_LOGO = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="540000" cy="540000"/><wp:docPr id="1" name="Logo" descr="Exempelby '
    'kommuns vapen"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="540000" '
    'cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def _p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _field(label: str, code: str, shown: str) -> str:
    code = code.replace('"', "&quot;")
    return (
        f'<w:p><w:r><w:t xml:space="preserve">{label} </w:t></w:r>'
        f'<w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple></w:p>'
    )


def _control(tag: str, shown: str) -> str:
    return (
        f'<w:p><w:r><w:t xml:space="preserve">Dnr: </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="Nummer"/>'
        f'<w:tag w:val="{tag}"/><w:id w:val="77"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>'
        f"<w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def _style(identity: str, name: str, look: str, kind: str = "paragraph", default: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"{default}><w:name w:val="{name}"/><w:qFormat/>{look}</w:style>'
    )


def _font(name: str, size: int, colour: str = "", bold: str = "") -> str:
    shade = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>{bold}{shade}<w:sz w:val="{size}"/></w:rPr>'


def letterhead() -> bytes:
    """Return the template's bytes."""
    styles = "".join(
        (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault></w:docDefaults>',
            _style("Brdtext", "Normal", _font("Liberation Serif", 23), default=' w:default="1"'),
            _style("Rubrik1", "heading 1", "<w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"80\"/>"
                   '<w:outlineLvl w:val="0"/></w:pPr>' + _font("Liberation Sans", 30, "005A8C", "<w:b/>")),
            _style("Rubrik2", "heading 2", "<w:pPr><w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>"
                   '<w:outlineLvl w:val="1"/></w:pPr>' + _font("Liberation Sans", 24, "005A8C", "<w:b/>")),
            _style("Dokumentrubrik", "Title", _font("Liberation Sans", 44, "005A8C")),
            _style("Adressblock", "Adressblock", _font("Liberation Sans", 17, "555555")),
        )
    )  # fmt: skip
    header = (
        f'<w:p>{_LOGO}<w:r><w:t xml:space="preserve">  EXEMPELBY KOMMUN</w:t></w:r></w:p>'
        + _p("Socialförvaltningen", "Adressblock")
        + _field("Datum", 'DATE \\@ "yyyy-MM-dd"', "2019-01-01")
        + _control("avtal.diarienummer", "Klicka här")
    )
    body = (
        _p("[Parternas namn]", "Adressblock")
        + _p("Handläggare: [Handläggare]", "Adressblock")
        + _field("Enhet:", "DOCPROPERTY Enhet", "Enhet för avtal")
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2600" w:right="1417" w:bottom="1800" w:left="1700" '
        'w:header="600" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    footer = _p("Exempelby kommun · Torget 1 · 000 00 Exempelby · www.exempelby.example", "Adressblock") + _field(
        "Sida", "PAGE", "1"
    )
    kinds = {
        "document": "template.main", "styles": "styles", "settings": "settings", "header1": "header",
        "footer1": "footer",
    }  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    relations = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
        f'<Relationship Id="rId4" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    )
    lists = f'xmlns="{_PACKAGE}/relationships"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/custom.xml" ContentType="{custom}"/></Types>',
        "_rels/.rels": f'<Relationships {lists}><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        f'Target="word/document.xml"/><Relationship Id="rId2" Type="{_OFFICE}/custom-properties" '
        'Target="docProps/custom.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships {lists}>{relations}</Relationships>",
        "word/_rels/header1.xml.rels": f'<Relationships {lists}><Relationship Id="rId1" Type="{_OFFICE}/image" '
        'Target="media/logo.png"/></Relationships>',
        "word/_rels/settings.xml.rels": f'<Relationships {lists}><Relationship Id="rId1" Type='
        f'"{_OFFICE}/attachedTemplate" Target="file:///C:/Mallar/brev.dotx" TargetMode="External"/></Relationships>',
        "word/settings.xml": f'<w:settings {_SPACES}><w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/header1.xml": f"<w:hdr {_SPACES}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_SPACES}>{footer}</w:ftr>",
        "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-'
        'properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Enhet"><vt:lpwstr>Enhet för avtal</vt:lpwstr>'
        "</property></Properties>",
    }
    return write_package(
        {**{name: (_HEAD + xml).encode() for name, xml in parts.items()}, "word/media/logo.png": _square()}
    )
