"""What a template could fetch, run or reveal: relationships, embedded things, macros, fields. Each is refused."""

from __future__ import annotations

import pytest
from lxml import etree

from benchmarks.samples.hostile_packages import (
    BODY,
    OFFICE,
    RELATIONS,
    TYPES,
    W,
    body,
    field,
    rebuilt,
    refused,
    related,
    saying,
    with_part,
)
from benchmarks.samples.words import DAY, agreement, document_type, libraries, part
from iopdocs.errors import OutputBlocked
from iopdocs.making.render import render
from iopdocs.templating.template import prepare


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (f"{OFFICE}/oleObject", "https://exempel.se/ond.rtf"),
        (f"{OFFICE}/image", "https://exempel.se/spion.png"),
        (f"{OFFICE}/image", "\\\\exempel.se\\delad\\spion.png"),
        (f"{OFFICE}/frame", "https://exempel.se/"),
        (f"{OFFICE}/subDocument", "https://exempel.se/ond.docx"),
        (f"{OFFICE}/aFChunk", "https://exempel.se/ond.htm"),
        (f"{OFFICE}/hyperlink", "file://exempel.se/delad/ond.exe"),
        (f"{OFFICE}/hyperlink", "\\\\exempel.se\\delad"),
        (f"{OFFICE}/hyperlink", "javascript:alert(1)"),
        (f"{OFFICE}/hyperlink", "ms-msdt:/id PCWDiagnostic"),
        (f"{OFFICE}/hyperlink", "search-ms:query=x"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
    ],
)
@pytest.mark.parametrize("mode", ["External", "external"])
def test_what_fetches_or_runs_something_is_refused(kind: str, target: str, mode: str) -> None:
    assert "hämta eller köra" in refused(related(kind, target, mode))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (f"{OFFICE}/attachedTemplate", "https://exempel.se/ond.dotm"),
        (f"{OFFICE}/attachedTemplate", "file:///C:/ond.dotm"),
        (f"{OFFICE}/mailMergeSource", "https://exempel.se/register.csv"),
        (f"{OFFICE}/transform", "https://exempel.se/ond.xslt"),
        ("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "tillagg.xml"),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate", "https://exempel.se/ond.dotm"),
    ],
)
@pytest.mark.parametrize("mode", ["External", "external"])
def test_what_serves_its_makers_program_alone_is_dropped_and_told(kind: str, target: str, mode: str) -> None:
    template = prepare(related(kind, target, mode), "mall.docx")
    assert [name for name, data in template.members.items() if target.encode() in data] == []
    assert "följer inte med" in template.notes[0].message


@pytest.mark.parametrize("kind", ["oleObject", "package", "aFChunk", "control", "subDocument", "vbaProject"])
def test_embedded_things_are_refused_too(kind: str) -> None:
    assert "hämta eller köra" in refused(related(f"{OFFICE}/{kind}", "embeddings/a.bin", "Internal"))


def test_an_ordinary_link_is_allowed() -> None:
    prepare(related(f"{OFFICE}/hyperlink", "https://www.exempel.se/"), "mall.docx")


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/a.htm", "evil.exe", "a.js"]
)
def test_a_member_that_is_neither_xml_nor_picture_is_refused(name: str) -> None:
    assert name in refused(rebuilt(lambda members: members.update({name: b"x"})))


def test_a_document_with_macros_or_of_another_kind_is_refused() -> None:
    main = b"wordprocessingml.document.main+xml"

    def macros(members: dict[str, bytes]) -> None:
        types = members[TYPES]
        kind = types.replace(
            b"application/vnd.openxmlformats-officedocument." + main,
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
        assert kind != types
        members[TYPES] = kind

    assert "inget Word-dokument" in refused(rebuilt(macros))


def test_a_picture_that_is_declared_as_xml_is_refused() -> None:
    assert "x.png" in refused(with_part("word/media/x.png", "<a/>", "footnotes"))


@pytest.mark.parametrize(
    "code",
    [
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"",
        "DDE excel x",
        " ddeauto x",
        "INCLUDETEXT c:\\\\x.txt",
        "INCLUDEPICTURE https://exempel.se/x.png",
        "INCLUDE x",
        "IMPORT x",
        "LINK Excel.Sheet x",
        "DATABASE \\d x",
        "RD x.docx",
        "EMBED Package",
        "QUOTE 68 68 69",
        "SET a b",
        "IF a > b x",
        "ASK x",
        "FILLIN x",
        "FILESIZE",
        "PRINT x",
        "HYPERLINK \"file://exempel.se/x\"",
        "HYPERLINK \"\\\\exempel.se\\x\"",
        "HYPERLINK javascript:alert(1)",
        "PAGE {{ avtal.id }}",
        "",
    ],
)  # fmt: skip
def test_a_field_that_fetches_runs_or_reveals_is_refused_also_split_over_runs(code: str) -> None:
    code = code.replace('"', "&quot;")
    simple = f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    for xml in (field(code), field(*code) if code and "&" not in code else field(code[:3], code[3:]), simple):
        said = refused(body(xml))
        assert "fältet" in said or "tagg" in said


def test_a_field_put_together_by_tags_or_within_a_field_is_refused() -> None:
    nested = field("").replace("<w:instrText></w:instrText>", f"</w:r>{field('PAGE')[5:-6]}<w:r>")
    assert "fältet" in refused(body(nested))
    assert refused(body(field("{{ &quot;DDEAUTO x&quot; }}")))
    assert refused(body(field("DD", "{# #}", "EAUTO x")))


@pytest.mark.parametrize(
    "code", ["PAGE", " NUMPAGES  \\* MERGEFORMAT ", 'HYPERLINK \\l "a"', 'HYPERLINK "https://exempel.se"']
)
def test_ordinary_fields_are_allowed(code: str) -> None:
    prepare(body(field(code.replace('"', "&quot;"))), "mall.docx")


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId1"/>',
        "<w:p><w:r><w:object/></w:r></w:p>",
        "<w:p><w:r><w:control/></w:r></w:p>",
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://exempel.se/x"/></v:shape></w:pict></w:r></w:p>',
        '<?xml-stylesheet href="http://exempel.se/x.xsl"?>',
    ],
)
def test_active_elements_are_refused(xml: str) -> None:
    assert "hämta eller köra" in refused(body(xml))


def test_data_never_becomes_a_field_a_tag_or_a_formula_that_runs() -> None:
    for text in ("=cmd|''/c calc''!A0", "DDEAUTO c:\\cmd.exe", "+1+1", "@SUM(1)", "{{ 7*7 }}", "<w:altChunk/>"):
        data = render(
            agreement(f"partnerskap: '{text}'\n"), document_type(), saying("{{ avtal.partnerskap }}"), libraries(), DAY
        ).data
        xml = part(data)
        assert "instrText" not in xml
        assert "fldChar" not in xml
        assert "<w:altChunk" not in xml
        assert "".join(map(str, etree.fromstring(xml.encode()).itertext())).replace("\xa0", " ").startswith(text[:4])


VML = "urn:schemas-microsoft-com"
PICTURE = f'<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a" xmlns:r="{OFFICE}" r:%s="rIdX"/></w:drawing></w:r></w:p>'


def with_both(xml: str, kind: str = "hyperlink", target: str = "https://exempel.se/spion.png") -> bytes:
    """Return a Word file with a relationship and some XML that names it."""

    def add(members: dict[str, bytes]) -> None:
        relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
        members[BODY] = members[BODY].replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)

    return rebuilt(add)


@pytest.mark.parametrize("way", ["link", "embed", "href", "pict", "id"])
def test_only_a_link_may_name_a_relationship_that_leads_out_whatever_it_says_it_is(way: str) -> None:
    assert "en länk" in refused(with_both(PICTURE % way))


def test_a_link_may_name_one() -> None:
    prepare(with_both(f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rIdX"><w:r/></w:hyperlink></w:p>'), "mall.docx")


def test_text_that_a_comment_or_an_instruction_parts_is_read_whole() -> None:
    for parted in ("<!-- -->", "<?x y?>", "<?mso-contentType x?>"):
        for code in (
            f'{parted}DDEAUTO c:\\x "/k calc"',
            f'HYPERLINK{parted} "file:///etc/passwd"',
            f"DD{parted}EAUTO x",
        ):
            assert "hämta eller köra" in refused(body(field(code, "PAGE")))
            assert "hämta eller köra" in refused(body(field(code)))


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    "xml",
    [
        f'<s:p xmlns:s="{STRICT}"><s:fldSimple s:instr="DDEAUTO c:\\\\x"><s:r><s:t>x</s:t></s:r></s:fldSimple></s:p>',
        f'<s:altChunk xmlns:s="{STRICT}"/>',
        f'<w:p xmlns:s="{STRICT}" s:val="x"/>',
    ],
)
def test_the_other_dialect_among_ours_is_refused(xml: str) -> None:
    assert "Strict Open XML" in refused(body(xml))


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK \\n "file:///etc/passwd"',
        'HYPERLINK \\o "tips" "file:///etc/passwd"',
        'HYPERLINK "https://exempel.se" "file:///x"',
        "HYPERLINK",
        'HYPERLINK \\o "tips"',
        "HYPERLINK \\l",
    ],
)
def test_every_word_of_a_link_is_looked_at(code: str) -> None:
    assert "HYPERLINK" in refused(body(field(code.replace('"', "&quot;"))))


def test_text_and_fields_within_the_code_of_a_field_are_part_of_it() -> None:
    begin, end = field("HYPERLINK ").split("<w:r><w:instrText>HYPERLINK </w:instrText></w:r>")
    code = "<w:r><w:instrText>HYPERLINK </w:instrText></w:r>"
    assert "HYPERLINK till file:///x" in refused(body(f"{begin}{code}<w:r><w:t>file:///x</w:t></w:r>{end}"))
    inner = field("REF b").removeprefix("<w:p>").removesuffix("</w:p>")
    assert "ett fält i ett annats kod" in refused(body(f"{begin}{code}{inner}{end}"))


@pytest.mark.parametrize(
    "xml",
    [
        '<w:ffData><w:entryMacro w:val="AutoExec"/></w:ffData>',
        f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/>',
        '<c:externalData xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
        f'<v:shape xmlns:v="{VML}:vml" xmlns:o="{VML}:office:office" o:althref="x"/>',
    ],
)
def test_more_that_runs_or_fetches_is_refused(xml: str) -> None:
    assert "hämta eller köra" in refused(body(xml))


@pytest.mark.parametrize(
    ("kind", "target"),
    [(f"{OFFICE}/hyperlink", "file:///etc/passwd"), (f"{OFFICE}/attachedTemplate?/hyperlink", "x"), ("hyperlink", "x")],
)
def test_a_relationship_is_what_it_says_to_the_letter(kind: str, target: str) -> None:
    assert "hämta eller köra" in refused(related(kind, target, "Internal"))


def test_a_picture_that_is_a_program_is_refused() -> None:
    def declare(members: dict[str, bytes]) -> None:
        members["word/media/bild.xml"] = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        said = '<Override PartName="/word/media/bild.xml" ContentType="image/svg+xml"/></Types>'
        members[TYPES] = members[TYPES].replace(b"</Types>", said.encode())

    assert "image/svg" in refused(rebuilt(declare))


TAGGED_END = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    "<w:r><w:t>{%% if %s %%}</w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>{%% endif %%}</w:t></w:r></w:p>'
)


def test_a_field_whose_end_a_tag_takes_away_never_leaves_the_house() -> None:
    for condition, whole in (("avtal.id", True), ("avtal.diarienummer", False)):
        template = prepare(body(TAGGED_END % condition), "mall.docx")
        if whole:
            render(agreement(), document_type(), template, libraries(), DAY)
        else:
            with pytest.raises(OutputBlocked, match="Ett fält är inte avslutat"):
                render(agreement(), document_type(), template, libraries(), DAY)


def test_a_footnote_whose_paragraphs_a_tag_takes_away_never_leaves_the_house() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">'
        "<w:p><w:r><w:t>{%p if avtal.diarienummer %}</w:t></w:r></w:p><w:p><w:r><w:t>Not</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    template = prepare(with_part("word/footnotes.xml", notes, "footnotes"), "mall.docx")
    with pytest.raises(OutputBlocked, match="inget stycke kvar"):
        render(agreement(), document_type(), template, libraries(), DAY)
    render(agreement("diarienummer: KS 2024/1\n"), document_type(), template, libraries(), DAY)
