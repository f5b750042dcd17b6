"""A house's own letterhead: what stops no document, what its fields say, and that nothing of its text goes missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.samples.hostile_packages import BODY, OFFICE, RELATIONS, TYPES, W, body, plain, rebuilt
from benchmarks.samples.words import DAY, agreement, document_type, libraries
from iopdocs.errors import InvalidTemplate, OutputBlocked
from iopdocs.making.render import Rendered, render
from iopdocs.templating.template import prepare
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_package
from iopdocs.word.text import stored_text
from tests.word.test_inspection import p


def made(data: bytes, *, final: bool = False) -> Rendered:
    return render(agreement(), document_type("Avtalet"), prepare(data, "mall.docx"), libraries(), DAY, final=final)


def text(data: bytes) -> str:
    return stored_text(parse_xml(read_package(made(data).data, "x")[BODY])).strip()


def field(code: str, shown: str, *, simple: bool) -> str:
    if simple:
        code = code.replace('"', "&quot;")
        return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple></w:p>'
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"<w:p>{marks['begin']}{code}{marks['separate']}<w:r><w:t>{shown}</w:t></w:r>{marks['end']}</w:p>"


@pytest.mark.parametrize("simple", [True, False], ids=["simple", "with marks"])
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("TITLE", "Avtalet"),
        ("DOCPROPERTY Title", "Avtalet"),
        ('DATE \\@ "yyyy-MM-dd"', "2024-03-01"),
        ("SAVEDATE", "1 mars 2024"),
        ("DOCPROPERTY avtal.id", "exempel"),
        ("MERGEFIELD avtal.id", "exempel"),
        ("MERGEFIELD Efternamn", "[saknas: Efternamn]"),
        ("DOCPROPERTY Handlaggare", "[saknas: Handlaggare]"),
        ("AUTHOR", "[saknas: författare]"),
        ("REF finns_inte", "Gammalt"),
        ("PAGEREF finns_inte", "[saknas: sidnummer]"),
        ("FILENAME \\p", "Avtalet"),
        ('IF "a" = "a" "Ja" "Nej"', "Ja"),
        ("IF 2 > 10 Ja Nej", "Nej"),
        ("SECTIONPAGES", "Gammalt"),
        ("PAGE", "Gammalt"),
    ],
)
def test_a_field_says_what_is_known_or_shows_a_gap_and_never_what_the_template_showed(
    code: str, said: str, *, simple: bool
) -> None:
    assert text(body(field(code, "Gammalt", simple=simple))).replace("\xa0", " ") == f"Hej\n{said}"


def test_a_gap_of_the_template_stops_a_final_version() -> None:
    data = body(field("AUTHOR", "Anna", simple=True))
    assert made(data).gaps == ("saknas: författare",)
    with pytest.raises(OutputBlocked, match="författare"):
        made(data, final=True)


def test_a_table_of_contents_has_the_headings_of_the_document() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Om {{ avtal.id }}</w:t></w:r></w:p>'
    style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    xml = field('TOC \\o "1-3"', "Gammal rubrik", simple=False) + heading

    def add(members: dict[str, bytes]) -> None:
        members[BODY] = members[BODY].replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
        members["word/styles.xml"] = members["word/styles.xml"].replace(b"</w:styles>", style.encode())

    data = rebuilt(add)
    assert text(data).split() == ["Hej", "Om", "exempel", "Om", "exempel"]
    assert b'w:dirty="true"' in read_package(made(data).data, "x")[BODY]


CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
CELL = "<w:tc><w:tcPr/>{}</w:tc>"
TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{}</w:tbl>'
MARKED = '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:r><w:t>A</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    "table",
    [
        TABLE.format(CONTROL.format(f"<w:tr>{CELL.format(p('Kvar'))}</w:tr>")),
        TABLE.format(f"<w:tr>{CONTROL.format(CELL.format(p('Kvar')))}</w:tr>"),
        TABLE.format(f"<w:tr>{CELL.format(CONTROL.format(p('Kvar')))}</w:tr>"),
        TABLE.format(f"<w:customXml w:element='a'><w:tr>{CELL.format(p('Kvar'))}</w:tr></w:customXml>"),
    ],
    ids=["a row", "a cell", "a paragraph", "custom XML"],
)
def test_what_stands_in_a_content_control_in_a_table_is_in_the_document(table: str) -> None:
    after = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>'
        + CELL.format(p("{%tc if avtal.id %}"))
        + CELL.format(p("B"))
        + CELL.format(p("{%tc endif %}"))
        + "</w:tr></w:tbl>"
    )
    assert text(body(MARKED + table + after + p("Slut"))).split() == ["Hej", "A", "Kvar", "B", "Slut"]


def test_a_templates_own_blanks_and_spaces_are_told_and_stop_nothing() -> None:
    blank = TABLE.format(f"<w:tr>{CELL.format(p('A'))}{CELL.format(p())}</w:tr>")
    template = prepare(body(p() + p() + p("Ett.  Två {{ avtal.id }} ,") + blank), "mall.docx")
    made = render(agreement(), document_type(), template, libraries(), DAY, final=True)
    assert b"rsidP" not in read_package(made.data, "x")[BODY]
    assert {note.code for note in template.notes} >= {"mallens-eget"}


@pytest.mark.parametrize(
    "xml",
    [
        TABLE.format(f"<w:tr>{CELL.format(p('A'))}{CELL.format(p('{% if avtal.syfte %}x{% endif %}'))}</w:tr>"),
        p("A {% if avtal.syfte %}x{% endif %} b"),
        p("{% if avtal.syfte %}x{% endif %}") + p(),
    ],
    ids=["an empty cell", "two spaces", "two blank paragraphs"],
)
def test_what_our_tags_leave_behind_still_stops_the_document(xml: str) -> None:
    with pytest.raises(OutputBlocked):
        made(body(xml))


def test_office_on_the_web_and_a_template_file_are_read_like_any_other() -> None:
    def rename(members: dict[str, bytes]) -> None:
        for name in [BODY, "word/styles.xml", RELATIONS]:
            members[name.replace(".xml", "2.xml")] = members.pop(name)
        for name in (TYPES, "_rels/.rels", RELATIONS.replace(".xml", "2.xml")):
            members[name] = (
                members[name].replace(b"document.xml", b"document2.xml").replace(b"styles.xml", b"styles2.xml")
            )
        members[TYPES] = members[TYPES].replace(b"document.main+xml", b"template.main+xml")

    assert W in plain()[BODY].decode()
    assert text(rebuilt(rename)) == "Hej"


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def choosing(inner: str) -> str:
    within = BEGIN + code(inner) + SEPARATE + "<w:r><w:t>x</w:t></w:r>" + END
    choice = code(" IF ") + within + code(' = "Vård" "Sekretess" "Öppet" ')
    return f"<w:p>{BEGIN}{choice}{SEPARATE}<w:r><w:t>Gammalt</w:t></w:r>{END}</w:p>"


def with_property(members: dict[str, bytes], xml: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    said = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
    members[TYPES] = members[TYPES].replace(b"</Types>", said.encode())
    leads = f'<Relationship Id="rIdOwn" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"</Relationships>", f"{leads}</Relationships>".encode())
    members["docProps/custom.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        b'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Enhet"><vt:lpwstr>'
        + "Vård".encode()
        + b"</vt:lpwstr></property></Properties>"
    )
    members[BODY] = members[BODY].replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)


def test_a_choice_by_a_property_of_the_file_is_made_and_stands_as_text() -> None:
    data = rebuilt(lambda members: with_property(members, choosing("DOCPROPERTY Enhet")))
    assert text(data) == "Hej\nSekretess"
    assert b"instrText" not in read_package(made(data).data, "x")[BODY]


@pytest.mark.parametrize(
    ("xml", "hint"),
    [
        (choosing("MERGEFIELD Enhet"), "Avvikande förstasida"),
        (choosing("PAGE"), "Avvikande förstasida"),
        (field('IF "{{ avtal.id }}" = "a" "Ja" "Nej"', "Ja", simple=False), "{%p if"),
        (field("= SUM(ABOVE)", "9 000", simple=True), "ekonomi.totalt"),
        (field("ASK namn", "x", simple=False), "Ctrl+Skift+F9"),
        (p("Kalkyl") + '<w:altChunk r:id="rId3"/>', "Spara som"),
    ],
)
def test_a_field_that_nobody_can_know_is_refused_with_its_place_and_what_to_do(xml: str, hint: str) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        made(body(p("Före") + xml + p("Efter")))
    problem = caught.value.problems[0]
    assert hint in problem.hint
    assert "stycket ”" in problem.where and problem.spot is not None


def repeating(*headings: str) -> Callable[[dict[str, bytes]], None]:
    style = '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style></w:styles>'
    looks = '<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>'
    lines = [
        f"<w:p>{looks}<w:r><w:t>{one}</w:t></w:r></w:p>{field(REPEATED, 'Gammalt', simple=True)}" for one in headings
    ]

    def change(members: dict[str, bytes]) -> None:
        members[BODY] = members[BODY].replace(b"<w:sectPr", "".join(lines).encode() + b"<w:sectPr", 1)
        members["word/styles.xml"] = members["word/styles.xml"].replace(b"</w:styles>", style.encode())

    return change


REPEATED = 'STYLEREF "Rubrik 1"'


def test_a_heading_that_is_repeated_is_the_documents_own() -> None:
    data = rebuilt(repeating("Om {{ avtal.id }}", "Slut"))
    assert text(data).split("\n") == ["Hej", "Om exempel", "Om exempel", "Slut", "Slut"]


@pytest.mark.parametrize(
    ("headings", "shown"), [(("Om {{ avtal.id }}",), "Om exempel"), (("Om {{ avtal.id }}", "Slut"), "")]
)
def test_at_the_top_of_the_page_it_is_the_only_one_there_is_or_waits_for_word(
    headings: tuple[str, ...], shown: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        repeating(*headings)(members)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        said = f'<Override PartName="/word/header9.xml" ContentType="{kind}"/></Types>'
        members[TYPES] = members[TYPES].replace(b"</Types>", said.encode())
        leads = f'<Relationship Id="rIdTop" Type="{OFFICE}/header" Target="header9.xml"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", leads.encode())
        members["word/header9.xml"] = f"<w:hdr {W}>{field(REPEATED, 'Gammalt', simple=False)}</w:hdr>".encode()

    head = read_package(made(rebuilt(change)).data, "x")["word/header9.xml"]
    assert stored_text(parse_xml(head)).strip() == shown
    assert b'w:dirty="true"' in head


def test_nothing_is_told_of_the_fields_in_the_old_lines_of_a_table_of_contents() -> None:
    inner = BEGIN + code("PAGEREF _Toc1") + SEPARATE + "<w:r><w:t>7</w:t></w:r>" + END
    table = f"<w:p>{BEGIN}{code('TOC')}{SEPARATE}<w:r><w:t>Gammal</w:t></w:r>{inner}{END}</w:p>"
    template = prepare(body(table), "mall.docx")
    assert template.gaps == ()
    assert not any("PAGEREF" in note.message for note in template.notes)
