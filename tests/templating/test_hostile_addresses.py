"""Whatever in a template leads out of it is refused or left out, by whichever attribute or element it does so."""

from __future__ import annotations

import pytest

from benchmarks.samples.hostile_packages import OFFICE, RELATIONS, body, members_of, rebuilt, refused, zipped
from benchmarks.samples.words import DAY, agreement, document_type, libraries, word
from iopdocs.errors import OutputBlocked
from iopdocs.making.render import render
from iopdocs.templating.template import Template, prepare
from iopdocs.word.addresses import addresses, may_lead_out
from iopdocs.word.markup import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SETTINGS = "word/settings.xml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word" '
    'xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ny="http://exempel.se/ny"'
)
FOREIGN = (
    "https://exempel.se/ond",
    "HTTP://exempel.se/ond",
    "ftp://exempel.se/ond",
    "file:///C:/ond",
    "file:ond",
    "\\\\exempel.se\\delad",
    "//exempel.se/delad",
    "C:\\ond.xsd",
    "ms-word:ofe|u|https://exempel.se/ond",
    "http://schemas.openxmlformats.org.exempel.se/x",
    "http://schemas.microsoft.com/office https://exempel.se/ond",
    "javascript:/**/alert(1)",
    "http://purl.org/ond",
    "http://purl.org/dc/terms/../../ond",
    "\\/exempel.se/delad",
    "/\\exempel.se/delad",
    "////exempel.se/delad",
)
# Where Word has something to fetch, or another program may think that it has.
PLACES = {
    "a picture by another attribute": '<w:p w:x="x"><w:r><w:pict><v:imagedata ny:x="{}"/></w:pict></w:r></w:p>',
    "a fill": '<w:p w:x="x"><w:r><w:pict><v:shape><v:fill ny:bild="{}"/></v:shape></w:pict></w:r></w:p>',
    "a style": '<w:p w:x="x"><w:r><w:pict><v:shape style="background:url({})"/></w:pict></w:r></w:p>',
    "where names begin": '<w:p xml:base="{}"/>',
    "where a schema is": '<w:p xsi:schemaLocation="http://www.w3.org/ns {}"/>',
    "a place in another document": '<w:p w:x="x"><w:hyperlink w:docLocation="{}"><w:r/></w:hyperlink></w:p>',
    "an action": '<w:p w:x="x"><w:r><w:drawing><a:hlinkClick action="{}"/></w:drawing></w:r></w:p>',
    "an address that failed": '<w:p w:x="x"><w:r><w:drawing><a:hlinkClick invalidUrl="{}"/></w:drawing></w:r></w:p>',
    "a smart tag": '<w:smartTag w:uri="{}" w:element="x"><w:p/></w:smartTag>',
    "custom XML": '<w:customXml w:uri="{}" w:element="x"><w:p/></w:customXml>',
    "a shape by a name like a link's": '<w:p w:x="x"><w:r><w:pict><v:imagedata o:src="{}"/></w:pict></w:r></w:p>',
    "a shape by another's link": '<w:p w:x="x"><w:r><w:pict><v:imagedata v:src="{}"/></w:pict></w:r></w:p>',
    "a font": '<w:p w:x="x"><w:r><w:rPr><w:rFonts w:ascii="{}"/></w:rPr></w:r></w:p>',
    "what nobody knows": '<w:p w:x="x"><ny:okänt ny:till="{}"/></w:p>',
}


def escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "&quot;")


def in_body(xml: str) -> bytes:
    element, more = xml[1:].split(" ", 1)
    return body(f"<w:p><w:r><w:t>Hej</w:t></w:r></w:p><{element} {SPACES} {more}")


@pytest.mark.parametrize("address", FOREIGN)
def test_an_address_is_told_wherever_it_stands(address: str) -> None:
    for name, xml in PLACES.items():
        spaces = SPACES.replace("http://exempel.se/ny", "urn:ny")
        part = f"<w:document {spaces}>{xml.format(escaped(address))}</w:document>"
        assert list(addresses(parse_xml(part.encode()))), name
        assert may_lead_out(part.encode()), name


@pytest.mark.parametrize("place", PLACES)
def test_a_template_with_an_address_in_its_markup_is_refused(place: str) -> None:
    assert "hämta eller köra" in refused(in_body(PLACES[place].format("https://exempel.se/ond")))


KNOWN = (
    '<w:compatSetting w:name="x" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>',
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/>',
    '<w:docPr descr="https://www.exempel.se/bild.png" name="C:\\bilder\\x.png"/>',
    '<w:sdt><w:sdtPr><w:tag w:val="http://exempel.se/id"/></w:sdtPr></w:sdt>',
    '<v:shape style="position:absolute;margin-left:0" alt="se https://exempel.se"/>',
    '<w:fldSimple w:instr=" HYPERLINK https://www.exempel.se "/>',
    '<w:lvlText w:val="%1://"/>',
    '<w:t ny:x="kl. 8:30, 1:2, a:b"/>',
)


@pytest.mark.parametrize("xml", KNOWN)
def test_names_of_schemas_and_what_people_write_are_no_addresses(xml: str) -> None:
    assert list(addresses(parse_xml(f"<w:document {SPACES}>{xml}</w:document>".encode()))) == []


def test_the_quick_look_tells_when_there_is_nothing_to_find() -> None:
    plain = f"<w:document {SPACES.replace('http://exempel.se/ny', 'urn:ny')}><w:t>08:30</w:t></w:document>"
    assert not may_lead_out(plain.encode())


def leading_out(attribute: str, kind: str = "hyperlink") -> bytes:
    """Return a template whose shape names, by an attribute, a relationship that leads out of the file."""

    def change(members: dict[str, bytes]) -> None:
        relation = (
            f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="https://exempel.se/x.png" TargetMode="External"/>'
        )
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
        shape = f'<w:p {SPACES}><w:r><w:pict><v:shape {attribute}="rIdX"/></w:pict></w:r></w:p><w:sectPr'
        members["word/document.xml"] = members["word/document.xml"].replace(b"<w:sectPr", shape.encode(), 1)

    return rebuilt(change)


@pytest.mark.parametrize(
    "attribute", ["o:relid", "r:id", "r:embed", "r:pict", "r:link", "ny:relid", "relid", "w:val", "o:oleid"]
)
def test_a_shape_that_names_a_way_out_is_refused_whatever_the_attribute(attribute: str) -> None:
    assert "hämta eller köra" in refused(leading_out(attribute))


@pytest.mark.parametrize("attribute", ['xml:base="https://exempel.se/"', 'ny="//exempel.se/x"'])
def test_an_address_beside_where_a_relationship_leads_is_refused(attribute: str) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[RELATIONS] = members[RELATIONS].replace(b"<Relationship ", f"<Relationship {attribute} ".encode(), 1)

    assert "hämta eller köra" in refused(rebuilt(change))


def test_a_kind_of_relationship_with_a_name_of_somebody_elses_is_refused() -> None:
    def change(members: dict[str, bytes]) -> None:
        more = b'<Relationship Id="rIdY" Type="https://exempel.se/x/styles" Target="styles.xml"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", more)

    assert "hämta eller köra" in refused(rebuilt(change))


@pytest.mark.parametrize(
    "code", ["TOC https://exempel.se/x", 'BIBLIOGRAPHY "\\\\\\\\exempel.se\\\\x"', "PAGE //exempel.se/x"]
)
def test_an_address_in_the_code_of_any_field_is_refused(code: str) -> None:
    simple = f'<w:p {SPACES}><w:fldSimple w:instr="{escaped(code)}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    assert "hämta eller köra" in refused(body(simple))
    begun, ended = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    parted = f"<w:p {SPACES}>{begun}<w:r><w:instrText>{escaped(code)}</w:instrText></w:r>{ended}</w:p>"
    assert "hämta eller köra" in refused(body(parted))


@pytest.mark.parametrize("code", ['TOC \\o "1-3" \\h \\z \\u', 'DATE \\@ "dd/MM yyyy HH:mm"', "PAGE \\* MERGEFORMAT"])
def test_ordinary_codes_of_fields_are_no_addresses(code: str) -> None:
    simple = f'<w:p {SPACES}><w:fldSimple w:instr="{escaped(code)}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    assert prepare(body(simple), "mall.docx")


def with_settings(xml: str) -> Template:
    def change(members: dict[str, bytes]) -> None:
        start = members[SETTINGS].index(b"<w:settings") + len(b"<w:settings")
        end = members[SETTINGS].index(b">", start) + 1
        members[SETTINGS] = members[SETTINGS][:end] + xml.encode() + members[SETTINGS][end:]

    return prepare(rebuilt(change), "mall.docx")


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:attachedSchema xmlns:w="{W}" w:val="https://exempel.se/schema"/>',
        '<sl:schemaLibrary xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main"><sl:schema sl:uri="x" '
        'sl:schemaLocation="\\\\exempel.se\\x.xsd" sl:manifestLocation="https://exempel.se/m.xml"/></sl:schemaLibrary>',
        f'<w:saveThroughXslt xmlns:w="{W}" w:solutionID="https://exempel.se/x.xslt"/>',
        f'<w:smartTagType xmlns:w="{W}" w:namespaceuri="urn:x" w:name="x" w:url="https://exempel.se/hämta"/>',
    ],
)
def test_where_an_organisation_keeps_its_schemas_is_left_out(xml: str) -> None:
    made = render(agreement(), document_type(), with_settings(xml), libraries(), DAY)
    assert "exempel.se" not in members_of(made.data)[SETTINGS].decode()


def test_what_word_keeps_for_itself_beside_a_drawing_is_left_out() -> None:
    xml = f'<w:p {SPACES}><w:r><w:pict><v:shape o:gfxdata="UEsDBBQABgAIAAAAIQ"/></w:pict><w:t>x</w:t></w:r></w:p>'
    made = render(agreement(), document_type(), prepare(body(xml), "mall.docx"), libraries(), DAY)
    assert "gfxdata" not in members_of(made.data)["word/document.xml"].decode()


def test_an_address_from_the_data_never_gets_into_the_markup() -> None:
    """A tag in an attribute is filled in like one in the text; the finished document is looked through, too."""
    xml = f'<w:p {SPACES}><ny:x ny:till="{{{{ avtal.partnerskap }}}}"/><w:r><w:t>x</w:t></w:r></w:p>'
    with pytest.raises(OutputBlocked, match="hämta eller köra"):
        data = agreement('partnerskap: "https://exempel.se/ond"\n')
        render(data, document_type(), prepare(body(xml), "mall.docx"), libraries(), DAY)


def test_an_ordinary_link_is_no_way_out() -> None:
    def link(document: object) -> None:
        part = document.part  # type: ignore[attr-defined]
        identity = part.relate_to("https://www.exempel.se/", f"{OFFICE}/hyperlink", is_external=True)
        paragraph = document.add_paragraph("x")  # type: ignore[attr-defined]
        paragraph._p.append(parse_xml(f'<w:hyperlink {SPACES} r:id="{identity}"/>'.encode()))

    data = zipped(members_of(word("Hej", make=link)))
    assert render(agreement(), document_type(), prepare(data, "mall.docx"), libraries(), DAY).data
