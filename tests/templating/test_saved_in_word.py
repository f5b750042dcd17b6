"""Templates as Word and LibreOffice save them: what a part of theirs says is not taken for what it means in another."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import BODY, OFFICE, RELATIONS, TYPES, WORD, W, plain
from benchmarks.samples.words import DAY, agreement, document_type, libraries
from iopdocs.errors import IopdocsError, Problem
from iopdocs.making.render import render
from iopdocs.templating.template import prepare
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_package, write_package
from iopdocs.word.text import stored_text
from tests.conftest import ROOT
from tests.support.batches import agreement as batch_agreement
from tests.support.batches import run, small_workspace
from tests.support.waiting import HANG
from tests.word.test_inspection import document, faults, p

CASE = ROOT.parent / "shared" / "cases" / "word" / "01-sparad-i-word.docx"
SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAGS = ("Nummer {{ avtal.id }}", "Dag {{ dokument.dag | datum }}")

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = (
    f'{W} xmlns:mc="{MC}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def notes(kind: str) -> str:
    """Return a part with the two lines that part notes from the text, and nothing else."""
    lines = (("separator", -1), ("continuationSeparator", 0))
    inside = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p w14:paraId="1A2B3C4{number + 1}" w14:textId="77777777">'
        f'<w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in lines
    )
    return f"{DECLARED}<w:{kind}s {SPACES}>{inside}</w:{kind}s>"


def references(kind: str) -> str:
    """Return what the settings say of those lines."""
    return f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'


#: The parts that Word adds to a file or writes anew, with the last word of their kind and of the relationship to them.
PARTS = {
    SETTINGS: ("settings", "settings", (
        f"{DECLARED}<w:settings {SPACES}><w:zoom w:percent=\"100\"/>"
        '<w:proofState w:spelling="clean" w:grammar="clean"/>'
        '<w:defaultTabStop w:val="1304"/><w:hyphenationZone w:val="425"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:hdrShapeDefaults><o:shapedefaults v:ext="edit" '
        'spidmax="2050"/></w:hdrShapeDefaults>' + references("footnote") + references("endnote") +
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids>'
        '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:brkBin m:val="before"/></m:mathPr>'
        '<w:themeFontLang w:val="sv-SE"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"/><w:shapeDefaults>'
        '<o:shapedefaults v:ext="edit" spidmax="2050"/><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="2"/>'
        '</o:shapelayout></w:shapeDefaults><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        '<w14:docId w14:val="1A2B3C4D"/><w15:chartTrackingRefBased/><w15:docId w15:val="{1A2B3C4D-0000-4000-8000-'
        '000000000000}"/></w:settings>'
    )),
    "word/webSettings.xml": ("webSettings", "webSettings", (
        f'{DECLARED}<w:webSettings {SPACES}><w:divs><w:div w:id="1"><w:bodyDiv w:val="1"/><w:marLeft w:val="0"/>'
        "<w:divBdr><w:top w:val=\"none\"/></w:divBdr></w:div></w:divs><w:optimizeForBrowser/><w:allowPNG/>"
        "</w:webSettings>"
    )),
    "word/fontTable.xml": ("fontTable", "fontTable", (
        f'{DECLARED}<w:fonts {SPACES}><w:font w:name="Calibri"><w:panose1 w:val="020F0502020204030204"/>'
        '<w:family w:val="swiss"/></w:font></w:fonts>'
    )),
    "word/footnotes.xml": ("footnotes", "footnotes", notes("footnote")),
    "word/endnotes.xml": ("endnotes", "endnotes", notes("endnote")),
    "word/people.xml": ("people", "people", (
        f'{DECLARED}<w15:people {SPACES}><w15:person w15:author="A"><w15:presenceInfo w15:providerId="None" '
        'w15:userId="A"/></w15:person></w15:people>'
    )),
}  # fmt: skip
#: A text box is written twice, with the same bookmark in both forms.
BOX = (
    '<w:p w14:paraId="5A2B3C4D" w14:textId="77777777"><w:r><w:rPr><w:noProof/></w:rPr>'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
    '<wp:docPr id="7" name="Textruta 7"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
    'wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r></w:p>"
)
MARKED = (
    '<w:p><w:bookmarkStart w:id="3" w:name="_Ref1"/><w:r><w:t>I rutan {{ avtal.id }}</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/></w:p>'
)
#: A tag in three runs, with the marks of spelling between them, as Word parts what has been typed.
SPLIT = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs></w:pPr>'
    '<w:r><w:t xml:space="preserve">Delad {{ </w:t></w:r><w:proofErr w:type="spellStart"/>'
    '<w:r><w:t>avtal.id</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }}</w:t></w:r>'
    '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/></w:p>'
)


def as_word_saves(data: bytes) -> bytes:
    """Return a Word file with the parts that Word writes, and with what it adds to each paragraph."""
    members = dict(read_package(data, "mall.docx"))
    folder, relations = "word/", members[RELATIONS].decode()
    for name, (kind, relation, xml) in PARTS.items():
        if name not in members:
            said = f'<Override PartName="/{name}" ContentType="{WORD}.{kind}+xml"/></Types>'
            members[TYPES] = members[TYPES].replace(b"</Types>", said.encode())
            target = name.removeprefix(folder)
            more = f'<Relationship Id="rIdWord{kind}" Type="{OFFICE}/{relation}" Target="{target}"/></Relationships>'
            relations = relations.replace("</Relationships>", more)
        # A part that holds notes of the template's own is left as it is.
        if name not in members or "notes" not in name:
            members[name] = xml.encode()
    body, numbers = members[BODY].decode(), iter(range(1, 100_000))
    body = re.sub(r"<w:p(?=[ >])", lambda found: f'{found[0]} w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"', body)
    body = re.sub(r"<w:r>", lambda found: f'<w:r w:rsidRPr="{next(numbers):08X}">', body)
    members[RELATIONS], members[BODY] = relations.encode(), body.encode()
    return write_package(members)


def saved_in_word() -> bytes:
    """Return a template of a few paragraphs, as Word saves it."""
    inside = "".join(p(text) for text in TAGS) + SPLIT + BOX.format(inside=MARKED)
    body = f"{DECLARED}<w:document {SPACES}><w:body>{inside}<w:sectPr/></w:body></w:document>"
    return as_word_saves(write_package({**plain(), BODY: body.encode()}))


def rendered(data: bytes) -> str:
    """Return the text of the body that a template gives. Raises IopdocsError when it is refused."""
    made = render(agreement(), document_type(), prepare(data, "mall.docx"), libraries(), DAY)
    return stored_text(parse_xml(read_package(made.data, "x")[BODY]))


def test_what_word_writes_beside_the_text_stops_no_document() -> None:
    assert {*PARTS, "word/theme/theme1.xml", "word/numbering.xml"} <= read_package(saved_in_word(), "x").keys()
    text = rendered(saved_in_word())
    assert text.count("Nummer exempel") == 1
    assert text.count("I rutan exempel") == 2
    assert "Delad exempel" in text


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_without_a_paragraph_is_found_among_the_notes_and_not_in_the_settings(kind: str) -> None:
    members = dict(read_package(as_word_saves(write_package(plain())), "x"))
    template = prepare(write_package(members), "mall.docx")
    assert render(agreement(), document_type(), template, libraries(), DAY)
    members[f"word/{kind}s.xml"] = re.sub(rb"<w:p .*?</w:p>", b"", members[f"word/{kind}s.xml"], count=1)
    with pytest.raises(IopdocsError, match="har inget stycke kvar"):
        render(agreement(), document_type(), prepare(write_package(members), "mall.docx"), libraries(), DAY)


def test_a_bookmark_in_both_forms_of_a_text_box_is_one_bookmark() -> None:
    box = BOX.format(inside=MARKED.replace("{{ avtal.id }}", "")).replace(" w14:", " x")
    spaces = re.sub(r' mc:Ignorable="[^"]*"', "", SPACES)
    assert faults(box.replace("<w:p ", f"<w:p {spaces} ", 1)) == []
    twice = p("A", MARKED[5:-6].replace("{{ avtal.id }}", ""))
    assert "ett bokmärkes namn har samma id som en annan: _Ref1" in faults(twice + twice)


def test_a_tab_stop_is_no_blank_in_the_text() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/><w:tab w:val="left" w:pos="2"/></w:tabs></w:pPr>'
    root = parse_xml(document(f"<w:p>{stops}<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p>"))
    assert stored_text(root).strip() == "A\tB\nC"


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A workspace of the starter's templates, and of an agreement with all kinds of documents."""
    text = (ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    return small_workspace(tmp_path / "arbetsmapp", {"a.yaml": text, "b.yaml": batch_agreement("liten")})


def documents(root: Path, change: Callable[[Path], object]) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the text of every document made with changed templates, and the faults."""
    for template in root.glob("templates/*/mall.docx"):
        change(template)
    outcomes = run(root)
    made = {
        str(path.relative_to(root)): stored_text(parse_xml(read_package(path.read_bytes(), "x")[BODY]))
        for path in sorted(root.glob("output/*/*.docx"))
    }
    shutil.rmtree(root / "output", ignore_errors=True)
    return made, [problem for outcome in outcomes if outcome.failed for problem in outcome.problems]


def test_the_starters_templates_saved_in_word_make_the_same_documents(everything: Path) -> None:
    before, problems = documents(everything, lambda _: None)
    assert problems == []
    after, problems = documents(everything, lambda path: path.write_bytes(as_word_saves(path.read_bytes())))
    assert problems == []
    assert len(after) > 5
    assert after == before


@pytest.mark.libreoffice
def test_the_starters_templates_saved_in_libreoffice_make_every_document(everything: Path, tmp_path: Path) -> None:
    before, _ = documents(everything, lambda _: None)
    (tmp_path / "mallar").mkdir()
    sources = {
        path: tmp_path / "mallar" / f"{path.parent.name}.docx" for path in everything.glob("templates/*/mall.docx")
    }
    for path, source in sources.items():
        shutil.copyfile(path, source)
    program = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    command = [*program, "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "sparat", *sources.values()]
    subprocess.run(command, capture_output=True, timeout=HANG, check=True)
    saved = {path: (tmp_path / "sparat" / source.name).read_bytes() for path, source in sources.items()}
    after, problems = documents(everything, lambda path: path.write_bytes(saved[path]))
    assert problems == []
    assert after.keys() == before.keys()


@pytest.mark.skipif(not CASE.exists(), reason="no ../shared/cases beside the checkout")
def test_the_template_that_was_saved_in_word_makes_a_document() -> None:
    assert render(agreement(), document_type(), prepare(CASE.read_bytes(), CASE.name), libraries(), DAY).data
