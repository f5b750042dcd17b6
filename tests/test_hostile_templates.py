"""Templates from others: nothing in them runs, fetches or fills the memory; each attempt is refused with a message."""

from __future__ import annotations

import io
import struct
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from iopdocs.documents import discover
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError
from iopdocs.rendering import render
from iopdocs.rendering.package import MAX_PACKAGE, read_package
from iopdocs.rendering.template import Template, load_template, prepare
from tests.hostile_payloads import PAYLOADS
from tests.words import DAY, MINIMAL, agreement, document_type, libraries, made, part, template, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARKER = "Hemliga gatan 1"
SECRET = MINIMAL.replace("namn: Exempeljouren", f"namn: Exempeljouren, adress: {{gata: {MARKER}, skyddad: ja}}")


@cache
def plain() -> Mapping[str, bytes]:
    """Return the members of a Word file with one paragraph."""
    with zipfile.ZipFile(io.BytesIO(word("Hej"))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "WithEffects" not in name}


def rebuilt(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return a Word file whose members were changed."""
    members = dict(plain())
    change(members)
    return zipped(members)


def saying(text: str) -> Template:
    """Return a template with one paragraph."""

    def say(members: dict[str, bytes]) -> None:
        members["word/document.xml"] = plain()["word/document.xml"].replace(b"Hej", escape(text).encode())

    return prepare(rebuilt(say), "mall.docx")


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def refused(data: bytes) -> str:
    """Return what is said of a template that is refused."""
    with pytest.raises(InvalidTemplate) as caught:
        prepare(data, "mall.docx")
    assert all(problem.message and problem.code for problem in caught.value.problems)
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda text: text[:40])
def test_a_payload_in_the_body_is_refused(payload: str) -> None:
    with pytest.raises(IopdocsError) as caught:
        render(agreement("undertecknat: 2024-01-02\n", SECRET), document_type(), saying(payload), libraries(), DAY)
    said = str(caught.value)
    assert MARKER not in said
    assert "root:" not in said


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda text: text[:40])
def test_a_payload_in_a_title_or_a_clause_is_refused(payload: str) -> None:
    with pytest.raises(IopdocsError):
        render(agreement("undertecknat: 2024-01-02\n"), document_type(payload), saying("Hej"), libraries(), DAY)


def _header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = EVIL


def _footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = EVIL


def _split_runs(document: Any) -> None:
    paragraph = document.add_paragraph()
    for sign in EVIL:
        paragraph.add_run(sign)


def _cell(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).text = EVIL


def _properties(document: Any) -> None:
    document.core_properties.title = EVIL


def _author(document: Any) -> None:
    document.core_properties.author = EVIL


def _link(document: Any) -> None:
    document.part.relate_to("https://exempel.se/" + EVIL, f"{OFFICE}/hyperlink", is_external=True)


def _comment(document: Any) -> None:
    paragraph = document.add_paragraph("Hej")
    document.add_comment(paragraph.runs, text=EVIL)


def _bookmark(document: Any) -> None:
    from docx.oxml import parse_xml

    document.add_paragraph("x")._p.append(parse_xml(f'<w:bookmarkStart {W} w:id="1" w:name="{EVIL}"/>'))


EVIL = "{{ avtal.record_.parties }}"
PLACES = (_header, _footer, _split_runs, _cell, _properties, _author, _link, _comment, _bookmark)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.strip("_"))
def test_a_payload_anywhere_in_the_file_is_refused(place: Callable[[Any], None]) -> None:
    assert "understreck" in (said := refused(word("Hej", make=place))) or "fylls i" in said


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.mark.parametrize(
    ("member", "xml"),
    [
        ("word/footnotes.xml", f"<w:footnotes {W}><w:p><w:r><w:t>{EVIL}</w:t></w:r></w:p></w:footnotes>"),
        ("word/endnotes.xml", f"<w:endnotes {W}><w:p><w:r><w:t>{EVIL}</w:t></w:r></w:p></w:endnotes>"),
        ("customXml/item9.xml", f"<a>{EVIL}</a>"),
        ("customXml/item9.xml", f'<a b="{EVIL}"/>'),
        ("customXml/item9.xml", f"<a><!-- {EVIL} --></a>"),
        ("docProps/custom.xml", f"<a>{EVIL}</a>"),
        ("word/glossary/document.xml", f"<a>{EVIL}</a>"),
    ],
)  # fmt: skip
def test_a_payload_in_a_part_of_its_own_is_refused(member: str, xml: str) -> None:
    def add(members: dict[str, bytes]) -> None:
        members[member] = xml.encode()
        kind = f'<Override PartName="/{member}" ContentType="{FOOTNOTES}"/></Types>'
        if "footnotes" in member:
            members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", kind.encode())

    assert "understreck" in (said := refused(rebuilt(add))) or "fylls i" in said


def related(kind: str, target: str, mode: str = "External") -> bytes:
    def add(members: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
        members[name] = members[name].replace(b"</Relationships>", relation.encode())

    return rebuilt(add)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (f"{OFFICE}/attachedTemplate", "https://exempel.se/ond.dotm"),
        (f"{OFFICE}/attachedTemplate", "file:///C:/ond.dotm"),
        (f"{OFFICE}/oleObject", "https://exempel.se/ond.rtf"),
        (f"{OFFICE}/image", "https://exempel.se/spion.png"),
        (f"{OFFICE}/image", "\\\\exempel.se\\delad\\spion.png"),
        (f"{OFFICE}/frame", "https://exempel.se/"),
        (f"{OFFICE}/subDocument", "https://exempel.se/ond.docx"),
        (f"{OFFICE}/aFChunk", "https://exempel.se/ond.htm"),
        (f"{OFFICE}/mailMergeSource", "https://exempel.se/register.csv"),
        (f"{OFFICE}/transform", "https://exempel.se/ond.xslt"),
        (f"{OFFICE}/hyperlink", "file://exempel.se/delad/ond.exe"),
        (f"{OFFICE}/hyperlink", "\\\\exempel.se\\delad"),
        (f"{OFFICE}/hyperlink", "javascript:alert(1)"),
        (f"{OFFICE}/hyperlink", "ms-msdt:/id PCWDiagnostic"),
        (f"{OFFICE}/hyperlink", "search-ms:query=x"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
        ("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "t.xml"),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate", "https://exempel.se/ond.dotm"),
    ],
)
@pytest.mark.parametrize("mode", ["External", "external"])
def test_what_fetches_or_runs_something_is_refused(kind: str, target: str, mode: str) -> None:
    assert "hämta eller köra" in refused(related(kind, target, mode))


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
        types = members["[Content_Types].xml"]
        kind = types.replace(
            b"application/vnd.openxmlformats-officedocument." + main,
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
        assert kind != types
        members["[Content_Types].xml"] = kind

    assert "inget Word-dokument" in refused(rebuilt(macros))


def test_a_picture_that_is_declared_as_xml_is_refused() -> None:
    def disguise(members: dict[str, bytes]) -> None:
        kind = f'<Override PartName="/word/media/x.png" ContentType="{FOOTNOTES}"/></Types>'
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", kind.encode())
        members["word/media/x.png"] = b"<a/>"

    assert "x.png" in refused(rebuilt(disguise))


def body(xml: str) -> bytes:
    """Return a Word file with some XML last in its body."""

    def add(members: dict[str, bytes]) -> None:
        text = members["word/document.xml"].decode()
        members["word/document.xml"] = text.replace("<w:sectPr", xml + "<w:sectPr", 1).encode()

    return rebuilt(add)


def field(*pieces: str) -> str:
    """Return a field whose code is in several runs."""
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    return (
        "<w:p>" + begin + "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces) + end + "</w:p>"
    )


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
        "MACROBUTTON Kör x",
        "EMBED Package",
        "QUOTE 68 68 69",
        "SET a b",
        "IF 1 = 1 x",
        "ASK x",
        "FILLIN x",
        "AUTHOR",
        "USERNAME",
        "FILENAME \\p",
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


# Files that are no sound packages


def lying(size: int) -> bytes:
    """Return a Word file one of whose members unpacks to 100 MB and says that it holds ``size`` bytes."""
    bomb = {**plain(), "word/media/a.png": bytes(100_000_000)}
    data = zipped(bomb, zipfile.ZIP_DEFLATED)
    real = struct.pack("<I", 100_000_000)
    return data.replace(real, struct.pack("<I", size))


@pytest.mark.parametrize("size", [0, 10, 40_000_000, 100_000_000, 4_000_000_000])
def test_a_zip_bomb_is_refused_whatever_size_it_says(size: int) -> None:
    start = time.monotonic()
    assert "stor" in (said := refused(lying(size))) or "ingen hel" in said
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "name",
    ["../ond.xml", "word/../../ond.xml", "/etc/ond.xml", "..\\ond.xml", "C:\\ond.xml", "word\\ond.xml", "C:ond.xml"],
)
def test_a_member_that_leads_out_of_the_package_is_refused(name: str) -> None:
    assert "inte i ordning" in refused(rebuilt(lambda members: members.update({name: b"<a/>"})))


def test_a_member_without_a_name_is_refused() -> None:
    data = rebuilt(lambda members: members.update({"Qond.xml": b"<a/>"}))
    assert "inte i ordning" in refused(data.replace(b"Qond.xml", b"\0ond.xml"))


def test_a_template_that_is_mostly_empty_tags_is_refused_before_it_is_parsed() -> None:
    start = time.monotonic()
    assert "för stor" in refused(body("<w:p/>" * 2_000_000))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml", "word/Document.XML"])
def test_a_doubled_member_is_refused(name: str) -> None:
    target = io.BytesIO(word("Hej"))
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<a/>")
    assert "inte i ordning" in refused(target.getvalue())


def test_too_many_members_bad_compression_and_a_password_are_refused() -> None:
    assert "för stor" in refused(
        rebuilt(lambda members: members.update({f"word/{n}.xml": b"<a/>" for n in range(1001)}))
    )
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        target = io.BytesIO(word("Hej"))
        with zipfile.ZipFile(target, "a", method) as archive:
            archive.writestr("word/a.xml", b"<a/>")
        assert "ingen hel" in refused(target.getvalue())
    data = bytearray(word("Hej"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "ingen hel" in refused(bytes(data))


def test_a_package_spoiled_anywhere_is_refused_or_whole() -> None:
    data = word("Hej")
    start = data.index(b"PK\x01\x02")
    for at in (*range(start, len(data), 17), *range(0, 200, 9)):
        spoilt = bytearray(data)
        spoilt[at] ^= 0xFF
        try:
            read_package(bytes(spoilt), "mall.docx")
        except InvalidTemplate as error:
            assert error.problems


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://exempel.se/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("member", ["word/document.xml", "customXml/item1.xml", "[Content_Types].xml", "_rels/.rels"])
def test_xml_with_entities_is_refused_in_every_part(doctype: str, member: str) -> None:
    def declare(members: dict[str, bytes]) -> None:
        members[member] = f"{doctype}<a>&c;</a>".encode()

    assert "trasig XML" in refused(rebuilt(declare))


def test_a_template_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InvalidTemplate, match="för stor"):
        load_template(path)
    assert path.stat().st_size > MAX_PACKAGE


def test_a_template_that_is_a_folder_or_a_device_is_refused() -> None:
    for path in (Path("/dev/zero"), Path("/tmp")):  # noqa: S108 - only looked at
        with pytest.raises(InvalidTemplate, match="går inte att läsa"):
            load_template(path)


# What would run for ever


def test_ten_million_rows_by_loops_in_loops_are_refused_at_once() -> None:
    start = time.monotonic()
    parties = "".join(f"  - {{roll: idéburen, typ: förening, namn: Förening {n}}}\n" for n in range(100))
    for inner in ("x", ""):
        loops = "{% for a in parter %}" * 4 + inner + "{% endfor %}" * 4
        with pytest.raises(InvalidTemplate, match="fler än 100000 varv"):
            render(agreement(parties), document_type(), template(loops), libraries(), DAY)
    assert time.monotonic() - start < 10


def test_a_long_text_written_many_times_is_refused_at_once() -> None:
    parties = "".join(f"  - {{roll: idéburen, typ: förening, namn: Förening {n}}}\n" for n in range(30))
    text = "{% for a in parter %}{% for b in parter %}{{ avtal.partnerskap }}{% endfor %}{% endfor %}"
    with pytest.raises(InvalidTemplate, match="miljoner tecken"):
        render(agreement(f"{parties}partnerskap: {'x' * 20_000}\n"), document_type(), template(text), libraries(), DAY)


def clause(folder: Path, name: str, text: str) -> None:
    wording = text.replace('"', '\\"')
    (folder / f"{name}.yaml").write_text(f'id: {name}\nrubrik: R\nom: o\nversioner: [{{text: "{wording}"}}]\n')


def test_clauses_that_refer_to_themselves_are_refused(tmp_path: Path) -> None:
    clause(tmp_path, "a", "{% for b in klausul('b') %}{{ b.text }}{% endfor %}")
    clause(tmp_path, "b", "{% for b in klausul('a') %}{{ b.text }}{% endfor %}")
    clause(tmp_path, "c", "{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}")
    for name in "ac":
        kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "klausuler": [name]}])
        with pytest.raises(InvalidLibrary, match="hänvisar till sig själv"):
            made("{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}", kind=kind, libraries=libraries(tmp_path))


@pytest.mark.parametrize("path", ["avtal.record_", "avtal.__class__", "avtal.id.upper", "lag.__self__", "_varv", "os"])
def test_a_condition_can_ask_for_facts_only(path: str) -> None:
    kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "när": path, "alltid": "ja"}])
    with pytest.raises(InvalidLibrary, match="finns inte"):
        made("{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}", kind=kind)


@pytest.mark.parametrize("name", ["CON", "nul", "a b", "Ärende", "x" * 100, "a."])
def test_a_document_type_folder_must_have_a_name_that_is_safe_for_files(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "dokument.yaml").write_text("namn: N\nbeskrivning: B\ntitel: T\n")
    (tmp_path / name / "mall.docx").write_bytes(word("Hej"))
    with pytest.raises(InvalidTemplate, match="kan inte heta så"):
        discover(tmp_path)


def test_a_run_with_hundreds_of_gaps_and_line_breaks_is_finished() -> None:
    def many(document: Any) -> None:
        run = document.add_paragraph().add_run()
        for _ in range(1_100):
            run.add_text("{{ avtal.diarienummer }}")
            run.add_break()

    assert part(made(make=many).data).count('w:val="yellow"') == 1_100
