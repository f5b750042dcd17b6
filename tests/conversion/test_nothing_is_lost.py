"""What Word shows comes along to the other formats, however it is stored; what cannot is told, and nothing is made."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from iopdocs.conversion import CONVERTERS
from iopdocs.conversion.edited import title_for
from iopdocs.conversion.fidelity import all_there
from iopdocs.errors import ConversionFailed
from iopdocs.word.package import read_package, write_package
from tests.support.conversion_samples import lines, made

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
FORMATS = ("html", "fragment.html", "md", "txt", "json")


def raw(*blocks: str) -> Callable[[Document], None]:
    """Add blocks of XML to the body."""

    def step(document: Document) -> None:
        for block in blocks:
            head, _, rest = block.partition(">")
            closed = head.endswith("/")
            node = parse_xml(f"{head.removesuffix('/')} {SPACES}{'/' if closed else ''}>{rest}")
            document.element.body.insert(len(document.element.body) - 1, node)

    return step


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def text(*blocks: str) -> str:
    return CONVERTERS["txt"](made(raw(*blocks)), "Titel").decode()


def box(inner: str) -> str:
    content = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{content}</a:graphicData></a:graphic>'
    return f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"


IN_THE_BOX = f"<w:p>{run('I rutan.')}</w:p>"
KINDS = {
    "a box to tick in a content control": (
        '<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"{run('☒')}</w:sdtContent></w:sdt>{run(' Ja')}</w:p>",
        "☒ Ja\n",
    ),
    "an older form's box that is ticked": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>'
        f"</w:r>{run(' Ja')}</w:p>",
        "☒ Ja\n",
    ),
    "an older form's list": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="röd"/>'
        '<w:listEntry w:val="blå"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "blå\n",
    ),
    "a text box that has no older form": (
        f'<w:p>{run("Före.")}<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box(IN_THE_BOX)}'
        "</mc:Choice></mc:AlternateContent></w:r></w:p>",
        "Före.\n\nI rutan.\n",
    ),
    "a text box in two forms, once": (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box(IN_THE_BOX)}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run('I rutan.')}</w:p></w:txbxContent>"
        f"</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('Efter.')}</w:p>",
        "Efter.\n\nI rutan.\n",
    ),
    "a text box in an ellipse": (
        f"<w:p><w:r><w:pict><v:oval><v:textbox><w:txbxContent><w:p>{run('Rund.')}</w:p></w:txbxContent></v:textbox>"
        "</v:oval></w:pict></w:r></w:p>",
        "Rund.\n",
    ),
    "a symbol of a font of symbols": (
        f'<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>{run(" Ja")}</w:p>',
        "🗹 Ja\n",
    ),
    "a letter that shows a symbol": (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>þ</w:t></w:r></w:p>',
        "🗹\n",
    ),
    "a fraction": (
        f"<w:p>{run('Andel: ')}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f></m:oMath></w:p>",
        "Andel: 1/2\n",
    ),
    "a sum over a power, on a line of its own": (
        "<w:p><m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>x</m:t>"
        "</m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath></m:oMathPara></w:p>",
        "(a+b)/(x^2)\n",
    ),
    "a table in a content control": (
        f"<w:sdt><w:sdtContent><w:tbl><w:tr><w:tc><w:p>{run('Belopp')}</w:p></w:tc><w:tc><w:p>{run('400')}</w:p></w:tc>"
        "</w:tr></w:tbl></w:sdtContent></w:sdt>",
        "Belopp: 400\n",
    ),
    "a row and a cell in content controls": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:p>{run('Anna')}</w:p></w:tc></w:sdtContent>"
        f"</w:sdt><w:tc><w:p>{run('Ek')}</w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        "Anna: Ek\n",
    ),
    "text in a smart tag": (f"<w:p><w:smartTag>{run('Umeå')}</w:smartTag></w:p>", "Umeå\n"),
}


@pytest.mark.parametrize(("block", "wanted"), KINDS.values(), ids=KINDS)
def test_what_word_shows_stands_in_the_text(block: str, wanted: str) -> None:
    assert text(block) == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_comes_along_to_every_format(name: str) -> None:
    document = made(raw(*(block for block, _ in KINDS.values())))
    out = CONVERTERS[name](document, "Titel").decode()
    for word in ("☒", "blå", "I rutan.", "Rund.", "🗹", "1/2", "Belopp", "400", "Anna", "Umeå"):
        assert word in out, word


def test_a_footnote_and_what_is_in_a_control_in_it_come_along() -> None:
    files = read_package(made(lines("Text.")), "")
    note = f"<w:p><w:sdt><w:sdtContent>{run('Noten.')}</w:sdtContent></w:sdt></w:p>"
    files["word/footnotes.xml"] = (
        f'<w:footnotes {SPACES}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'.encode()
    )
    files["word/document.xml"] = files["word/document.xml"].replace(
        b"<w:t>Text.</w:t></w:r>", b'<w:t>Text.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    document = write_package(files)
    for name in FORMATS:
        assert "Noten." in CONVERTERS[name](document, "Titel").decode(), name


FAULTS = {
    "a chart": (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>",
        "i Word-filen finns ett diagram eller en SmartArt-bild, som inte går att skriva som text",
    ),
    "an object": (
        "<w:p><w:r><w:object/></w:r></w:p>",
        "i Word-filen finns ett inbäddat objekt, som inte går att skriva som text",
    ),
    "a file pasted in": ("<w:altChunk/>", "i Word-filen finns en inklistrad fil, som inte går att skriva som text"),
    "an unknown symbol": (
        '<w:p><w:r><w:sym w:font="Kommunlogga" w:char="F041"/></w:r></w:p>',
        "i Word-filen finns ett tecken ur teckensnittet Kommunlogga (nummer F041), som inte går att skriva som text",
    ),
    "a matrix": (
        "<w:p><m:oMath><m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:mr></m:m></m:oMath></w:p>",
        "i Word-filen finns en formel (m), som inte går att skriva som text",
    ),
}


@pytest.mark.parametrize(("block", "message"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_text_is_told_and_nothing_is_made(block: str, message: str) -> None:
    for name in FORMATS:
        with pytest.raises(ConversionFailed) as stopped:
            CONVERTERS[name](made(raw(block)), "Titel")
        assert [one.message for one in stopped.value.problems] == [message]


def test_what_is_no_text_has_a_name_all_the_same_for_it_can_be_a_pdf() -> None:
    files = read_package(made(raw(FAULTS["a chart"][0])), "")
    untitled = write_package({name: data for name, data in files.items() if name != "docProps/core.xml"})
    assert title_for(untitled, "rapport") == "rapport"


def test_text_that_would_be_lost_is_told_with_its_words() -> None:
    with pytest.raises(ConversionFailed) as stopped:
        all_there(["Kommunen", "betalar", "400000", "kronor"], "<p>Kommunen kronor</p>")
    (problem,) = stopped.value.problems
    assert problem.message == "text i Word-filen skulle försvinna: ”betalar”, ”400000”"


def test_a_text_that_stands_twice_must_come_twice() -> None:
    all_there(["Lika", "Annat", "Lika"], "<p>Lika</p><p>Annat</p><p>Lika</p>")
    with pytest.raises(ConversionFailed):
        all_there(["Lika", "Lika"], "<p>Lika</p><p>Annat</p>")


def test_what_the_camera_wrote_in_a_photograph_is_not_published() -> None:
    picture = io.BytesIO(
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00H\x00H\x00\x00"
        b"\xff\xfe\x00\x0eTallvagen 3\x00"
        b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00?\x00\x00\xff\xd9"
    )
    assert b"Tallvagen" in picture.getvalue()
    document = docx.Document()
    document.add_picture(picture)
    target = io.BytesIO()
    document.save(target)
    page = CONVERTERS["html"](target.getvalue(), "Titel").decode()
    (data,) = re.findall(r"data:image/jpeg;base64,([^\"]+)", page)
    assert b"Tallv" not in base64.b64decode(data) and base64.b64decode(data).startswith(b"\xff\xd8")
