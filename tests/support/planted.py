"""Every place of a Word file that somebody could read an address in: each puts one there."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import quote

from benchmarks.samples.hostile_packages import BODY, OFFICE, RELATIONS, TYPES, WORD, W, declare, field, plain

ADDRESS = "Gömgatan 12"
PLAIN = "Gomgatan_12"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Change = Callable[[dict[str, bytes]], object]


def body(xml: str) -> Change:
    """Return a change that puts some XML last in the body."""

    def change(members: dict[str, bytes]) -> None:
        text = members[BODY].decode().replace("<w:sectPr", xml + "<w:sectPr", 1)
        members[BODY] = text.encode()

    return change


def runs(*texts: str) -> str:
    """Return a paragraph with a run for each text."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts) + "</w:p>"


def part(member: str, xml: str, kind: str = "", place: str = RELATIONS) -> Change:
    """Return a change that adds a part, with a relationship to it."""

    def change(members: dict[str, bytes]) -> None:
        members[member] = xml.encode()
        if kind and member.startswith("word/"):
            declare(members, member, kind)
        target = "/" + member
        said = f'<Relationship Id="rIdNy" Type="{OFFICE}/{kind or "customXml"}" Target="{target}"/></Relationships>'
        members[place] = members[place].replace(b"</Relationships>", said.encode())

    return change


def text_part(name: str, root: str) -> Change:
    """Return a change that adds a part of Word's with the address in a paragraph."""
    return part(f"word/{name}.xml", f"<w:{root} {W}>{runs(ADDRESS)}</w:{root}>", name.rstrip("1"))


def noted(name: str) -> Change:
    """Return a change that adds footnotes or endnotes with the address in one."""
    one = f'<w:{name} w:id="2">{runs(ADDRESS)}</w:{name}>'
    add = part(f"word/{name}s.xml", f"<w:{name}s {W}>{one}</w:{name}s>", f"{name}s")
    refer = body(f'<w:p><w:r><w:{name}Reference w:id="2"/></w:r></w:p>')

    def change(members: dict[str, bytes]) -> None:
        add(members)
        refer(members)

    return change


def picture(**said: str) -> Change:
    """Return a change that adds a drawing whose properties say something."""
    attributes = "".join(f' {name}="{text}"' for name, text in said.items())
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return body(
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}"><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="1"{attributes}/></wp:inline></w:drawing></w:r></w:p>'
    )


def within(member: str, before: str, xml: str) -> Change:
    """Return a change that puts some XML before a text of a part."""

    def change(members: dict[str, bytes]) -> None:
        text = members[member].decode()
        assert before in text, (member, before)
        members[member] = text.replace(before, xml + before, 1).encode()

    return change


def file(name: str, data: bytes) -> Change:
    """Return a change that adds a picture, or what says it is one."""

    def change(members: dict[str, bytes]) -> None:
        members[name] = data
        said = f'<Relationship Id="rIdBild" Type="{OFFICE}/image" Target="/{name}"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", said.encode())
        ending = name.rsplit(".", 1)[1]
        if f'Extension="{ending}"'.encode() not in members[TYPES]:
            kind = f'<Default Extension="{ending}" ContentType="image/{ending}"/></Types>'
            members[TYPES] = members[TYPES].replace(b"</Types>", kind.encode())

    return change


def link(target: str, **said: str) -> Change:
    """Return a change that adds a link."""
    attributes = "".join(f' w:{name}="{text}"' for name, text in said.items())
    add = body(
        f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rIdL"{attributes}><w:r><w:t>Här</w:t></w:r></w:hyperlink></w:p>'
    )

    def change(members: dict[str, bytes]) -> None:
        begun = f'<Relationship Id="rIdL" Type="{OFFICE}/hyperlink" TargetMode="External" '
        said = f'{begun}Target="{target}"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", said.encode())
        add(members)

    return change


def control(properties: str) -> Change:
    """Return a change that adds a content control."""
    return body(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{runs('Välj')}</w:sdtContent></w:sdt>")


def table(*cells: str, properties: str = "") -> Change:
    """Return a change that adds a table with one row."""
    made = "".join(f"<w:tc>{runs(cell)}</w:tc>" for cell in cells)
    return body(f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/><w:tr>{made}</w:tr></w:tbl>")


def symbols(text: str) -> str:
    """Return a run of symbols that look like a text."""
    return "".join(f'<w:sym w:font="Arial" w:char="{0xF000 + ord(sign):04X}"/>' for sign in text)


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SHAPE = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IEND\xae\x42\x60\x82"
CORE, APP = "docProps/core.xml", "docProps/app.xml"


def level(text: str) -> str:
    """Return a kind of numbering whose numbers begin with a text."""
    return (
        '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    )


PLACES: dict[str, Change] = {
    "brödtext": body(runs(ADDRESS)),
    "delad på flera": body(runs("Göm", "gat", "an ", "1", "2")),
    "teckenreferenser": body(runs("G&#246;mgatan&#160;12")),
    "mjukt bindestreck": body("<w:p><w:r><w:t>Göm</w:t><w:softHyphen/><w:t>gatan 12</w:t></w:r></w:p>"),
    "hårt bindestreck": body("<w:p><w:r><w:t>Göm</w:t><w:noBreakHyphen/><w:t>gatan 12</w:t></w:r></w:p>"),
    "tabb": body("<w:p><w:r><w:t>Gömgatan</w:t><w:tab/><w:t>12</w:t></w:r></w:p>"),
    "radbrytning": body("<w:p><w:r><w:t>Gömgatan</w:t><w:br/><w:t>12</w:t></w:r></w:p>"),
    "fält i ordet": body(
        "<w:p><w:r><w:t>Göm</w:t></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>gatan 12</w:t></w:r></w:p>"
    ),
    "sidhuvud": text_part("header1", "hdr"),
    "sidfot": text_part("footer1", "ftr"),
    "fotnot": noted("footnote"),
    "slutnot": noted("endnote"),
    "kommentar": part("word/comments.xml", f"<w:comments {W}>{runs(ADDRESS)}</w:comments>", "comments"),
    "snabbdelar": part(
        "word/glossary/document.xml",
        f"<w:glossaryDocument {W}>{runs(ADDRESS)}</w:glossaryDocument>",
        "glossaryDocument",
    ),
    "alternativtext": picture(name="Bild", descr=f"Huset på {ADDRESS}"),
    "bildens titel": picture(name="Bild", title=ADDRESS),
    "bildens namn": picture(name=ADDRESS),
    "symboler": body(f"<w:p><w:r>{symbols('Gömgatan 12')}</w:r></w:p>"),
    "symbol i ordet": body(f"<w:p><w:r><w:t>G</w:t>{symbols('ö')}<w:t>mgatan 12</w:t></w:r></w:p>"),
    "numrering": within("word/numbering.xml", "<w:num ", level(f"{ADDRESS}, %1")),
    "numrering som räknas": within("word/numbering.xml", "<w:num ", level("Gömgatan %1")),
    "länkmål": link("https://exempel.se/" + quote("gömgatan-12")),
    "länkmål utan prickar": link("https://exempel.se/gomgatan-12"),
    "länkens tips": link("https://exempel.se/", tooltip=ADDRESS),
    "länkens ankare": link("https://exempel.se/", anchor=PLAIN),
    "innehållskontrollens namn": control(f'<w:alias w:val="{ADDRESS}"/>'),
    "innehållskontrollens tagg": control(f'<w:tag w:val="{PLAIN}"/>'),
    "rullgardin": control(f'<w:dropDownList><w:listItem w:displayText="{ADDRESS}" w:value="1"/></w:dropDownList>'),
    "rullgardinens värde": control(f'<w:comboBox><w:listItem w:displayText="x" w:value="{ADDRESS}"/></w:comboBox>'),
    "bokmärke": body(f'<w:p><w:bookmarkStart w:id="9" w:name="{PLAIN}"/><w:bookmarkEnd w:id="9"/></w:p>'),
    "formatmallens namn": within(
        "word/styles.xml",
        "</w:styles>",
        f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{ADDRESS}"/></w:style>',
    ),
    "formatmallens id": within("word/styles.xml", "</w:styles>", f'<w:style w:type="paragraph" w:styleId="{PLAIN}"/>'),
    "egen XML": part("customXml/item1.xml", f"<a><b>{ADDRESS}</b></a>"),
    "egen XML, delad": part("customXml/item1.xml", "<a><b>Göm</b>gatan<c>12</c></a>"),
    "egen XML, attribut": part("customXml/item1.xml", f'<a b="{ADDRESS}"/>'),
    "egen XML, namn": part("customXml/item1.xml", '<a xmlns="x:y"><Gömgatan12/></a>'),
    "egen XML, namnrymd": part("customXml/item1.xml", '<a xmlns="https://exempel.se/gomgatan-12"/>'),
    "titel": within(CORE, "</cp:coreProperties>", f"<dc:subject>{ADDRESS}</dc:subject>"),
    "nyckelord": within(CORE, "</cp:coreProperties>", f"<cp:category>{ADDRESS}</cp:category>"),
    "företag": within(APP, "</Properties>", f"<Manager>{ADDRESS}</Manager>"),
    "egna egenskaper": part(
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property name="Plats"><vt:lpwstr>{ADDRESS}</vt:lpwstr></property></Properties>',
        "custom-properties",
        "_rels/.rels",
    ),
    "delens namn": file("word/media/gomgatan12.png", PNG),
    "fältkod": body(field("SEQ G", "ömgatan", " 12")),
    "enkelt fält": body(f'<w:p><w:fldSimple w:instr=" SEQ {PLAIN} "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'),
    "celler": table("Gömgatan", "12"),
    "celler utan mellanrum": table("Göm", "gatan 12"),
    "tabellens beskrivning": table("a", properties=f'<w:tblDescription w:val="{ADDRESS}"/>'),
    "tabellens titel": table("a", properties=f'<w:tblCaption w:val="{ADDRESS}"/>'),
    "textruta": body(
        f"<w:p><w:r><w:t>Före</w:t></w:r><w:r><w:pict><v:shape {SHAPE}><v:textbox><w:txbxContent>"
        f"{runs('Gömgatan ', '12')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "WordArt": body(
        f'<w:p><w:r><w:pict><v:shape {SHAPE}><v:textpath string="{ADDRESS}"/></v:shape></w:pict></w:r></w:p>'
    ),
    "formel": body(
        f'<w:p><m:oMath xmlns:m="{MATH}"><m:r><m:t>Gömgatan</m:t></m:r><m:r><m:t> 12</m:t></m:r></m:oMath></w:p>'
    ),
    "ruby": body(
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Gömgatan 12</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r></w:p>"
    ),
    "struken text": body(f"<w:p><w:del><w:r><w:delText>{ADDRESS}</w:delText></w:r></w:del></w:p>"),
    "XML-kommentar": body(f"<!-- {ADDRESS} -->"),
    "instruktion": body(f"<?hus {ADDRESS}?>"),
    "smart tagg": body(f'<w:p><w:smartTag w:uri="x" w:element="{PLAIN}"><w:r><w:t>a</w:t></w:r></w:smartTag></w:p>'),
    "dokumentvariabel": within(
        "word/settings.xml", "</w:settings>", f'<w:docVars><w:docVar w:name="a" w:val="{ADDRESS}"/></w:docVars>'
    ),
    "typsnitt": within(
        "word/fontTable.xml", "</w:fonts>", f'<w:font w:name="X"><w:altName w:val="{ADDRESS}"/></w:font>'
    ),
    "tema": within("word/theme/theme1.xml", "</a:theme>", f'<a:extLst><a:ext uri="{ADDRESS}"/></a:extLst>'),
    "okänd del": part("word/nytt.xml", f'<n xmlns="urn:nytt"><m k="{ADDRESS}"/></n>', "nytt"),
    "okänt element": body(f'<w:p><n:nytt xmlns:n="urn:nytt">{ADDRESS}</n:nytt></w:p>'),
    "okänt attribut": body(f'<w:p xmlns:n="urn:nytt" n:nytt="{ADDRESS}"/>'),
    "bild, UTF-8": file("word/media/a.png", PNG + ADDRESS.encode()),
    "bild, UTF-16": file("word/media/a.emf", b"\x01\x00\x00" + ADDRESS.encode("utf-16-le")),
    "bild, UTF-16 stor ände": file("word/media/a.emf", b"\x01" + ADDRESS.encode("utf-16-be")),
    "bild, Latin-1": file("word/media/a.jpeg", b"\xff\xd8\xff\xda\x00" + ADDRESS.encode("latin-1")),
    "bild, SVG": file(
        "word/media/a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><text>Göm<tspan>gatan 12</tspan></text></svg>'.encode(),
    ),
    "bild, packad": file("word/media/a.emz", gzip.compress(ADDRESS.encode("utf-16-le"), mtime=0)),
}


def planted(place: str) -> dict[str, bytes]:
    """Return the members of a Word file with the address in one place."""
    members = dict(plain())
    PLACES[place](members)
    return members


__all__ = ["ADDRESS", "PLACES", "WORD", "planted"]
