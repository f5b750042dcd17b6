"""Each fault that a Word file must not have is found where it is, and nothing is found where nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import pytest

from benchmarks.samples.words import word
from iopdocs.word.inspection import inspect_members
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.package import content_types, read_package, write_package
from tests.support.inspecting import inspect

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VML, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
MORE = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:v="{VML}" xmlns:o="{OFFICE}"'
)
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def titled(document: Any) -> None:
    document.core_properties.title = "Titel"


MEMBERS = read_package(word("Hej", make=titled), "prov.docx")


def document(body: str, declaration: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>') -> bytes:
    return f'{declaration}<w:document xmlns:w="{W}" {MORE}><w:body>{body}<w:sectPr/></w:body></w:document>'.encode()


def faults(body: str, given: str = "") -> list[str]:
    """Return what is said of a document with this body."""
    data = write_package({**MEMBERS, "word/document.xml": document(body)})
    return [problem.message for problem in inspect(data, "prov.docx", given=given)]


def p(text: str = "", inside: str = "", style: str = "") -> str:
    """Return a paragraph."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{look}{run}{inside}</w:p>"


def runs(*texts: str) -> str:
    """Return a paragraph of several runs."""
    return p(inside="".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts))


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def row(*cells: str, header: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{mark}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def field(*codes: str) -> str:
    """Return a paragraph with a complex field whose code is in as many runs."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>' for code in codes)
    return f"<w:p>{begin}{code}{end}<w:r><w:t>1</w:t></w:r></w:p>"


def simple(code: str) -> str:
    return p(inside=f'<w:fldSimple w:instr="{escape(code)}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def bookmark(number: int, name: str) -> str:
    return p("x", f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>')


def drawing(number: int) -> str:
    return p(inside=f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="x"/></wp:inline></w:drawing></w:r>')


BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
EMPTY_CELL = "en tabellcell är tom"
NO_PARAGRAPH = "en tabellcell saknar stycke"
SPACES = "dubbelt blanksteg eller blanksteg före skiljetecken"

FAULTY = {
    "an empty cell": (table(row(p("A"), p())), [f"{EMPTY_CELL}: A"]),
    "an empty cell in one short tag": (table(row(p("A"), "<w:p/>")), [f"{EMPTY_CELL}: A"]),
    "a cell of a no-break space": (table(row(p("A"), p("\u00a0"))), [EMPTY_CELL]),
    "a cell of a thin space": (table(row(p("A"), p("\u2009"))), [EMPTY_CELL]),
    "a cell of several kinds of space": (table(row(p("A"), p(" \u202f\u3000 "))), [EMPTY_CELL]),
    "a cell of a tab": (table(row(p("A"), p(inside="<w:r><w:tab/></w:r>"))), [EMPTY_CELL]),
    "a cell of two blanks": (table(row(p("A"), p() + p("\u2009"))), [EMPTY_CELL, "flera tomma stycken i rad"]),
    "a cell without a paragraph": (table(row(p("A"), "")), [NO_PARAGRAPH]),
    "a cell that ends with a table": (table(row(table(row(p("A"))))), [NO_PARAGRAPH]),
    "a cell of properties alone": (table(row("<w:tcPr/>")), [NO_PARAGRAPH]),
    "a table without rows": (p("A") + table(), ["en tabell saknar rader"]),
    "a table in a cell without rows": (table(row(table() + p("A"))), ["en tabell saknar rader"]),
    "a first row not marked": (
        table(row(p("A")), row(p("B")), row(p("C"))),
        ["en tabells rubrikrad är inte märkt som rubrikrad: A"],
    ),
    "an empty heading": (p(style="Heading1") + p("A"), ["en rubrik är tom"]),
    "an empty Swedish heading": (p("\u00a0", style="Rubrik 2") + p("A"), ["en rubrik är tom"]),
    "two blank paragraphs": (p("A") + p() + p("\u00a0") + p("B"), ["flera tomma stycken i rad"]),
    "three blank paragraphs": (p() * 3, ["flera tomma stycken i rad"]),
    "two bookmarks with one id": (bookmark(1, "a") + bookmark(1, "b"), ["ett bokmärke har samma id"]),
    "two bookmarks with one name": (bookmark(1, "a") + bookmark(2, "a"), ["ett bokmärkes namn har samma id"]),
    "two pictures with one id": (drawing(1) + drawing(1), ["en bild har samma id"]),
    "an insertion": (p("A", '<w:ins w:id="1" w:author="x"><w:r><w:t>B</w:t></w:r></w:ins>'), ["spårade ändringar"]),
    "a deletion": (p("A", '<w:del w:id="1"><w:r><w:delText>B</w:delText></w:r></w:del>'), ["spårade ändringar"]),
    "text moved away": (p("A", '<w:moveFrom w:id="1"><w:r><w:t>B</w:t></w:r></w:moveFrom>'), ["spårade ändringar"]),
    "text moved here": (p("A", '<w:moveTo w:id="1"><w:r><w:t>B</w:t></w:r></w:moveTo>'), ["spårade ändringar"]),
    "None": (p("Belopp: None kr"), ["”None” står i texten: Belopp: None kr"]),
    "nan": (p("nan"), ["”nan” står i texten"]),
    "NaN": (p("NaN kr"), ["”NaN” står i texten"]),
    "Undefined": (p("(Undefined)"), ["”Undefined” står i texten"]),
    "two spaces": (p("Ett  två"), [f"{SPACES}: Ett  två"]),
    "two spaces over two runs": (runs("Ett ", " två"), [SPACES]),
    "a space before a comma": (p("Ett , två"), [SPACES]),
    "a space before a stop in the next run": (runs("Ett ", ". Två"), [SPACES]),
    "a tag": (p("{{ avtal.id }}"), ["en tagg blev kvar"]),
    "half a tag over two runs": (runs("Ett {", "{ två"), ["en tagg blev kvar"]),
    "the mark of a gap": (p(f"{GAP_START}[saknas: x]"), ["ett internt märke blev kvar"]),
    "the end of a gap": (p(f"[saknas: x]{GAP_END}"), ["ett internt märke blev kvar"]),
    "a field that fetches": (field(" INCLUDETEXT c:/hemligt.docx "), ["fältet INCLUDETEXT"]),
    "a field that fetches in pieces": (field(" INCL", "UDE", "TEXT x "), ["fältet INCLUDETEXT"]),
    "a simple field that fetches": (simple(" INCLUDETEXT x "), ["fältet INCLUDETEXT"]),
    "a field within a field": (field(" PAGE ").replace("</w:p>", field(" DDE x ")[5:]), ["fältet DDE"]),
    "a linked picture": (p("A", '<w:r><w:pict><v:shape href="http://x.se"/></w:pict></w:r>'), ["länkad bild"]),
    "a linked office picture": (p("A", '<w:r><w:pict><o:x o:href="http://x"/></w:pict></w:r>'), ["länkad bild"]),
    "a control": (p("A", "<w:r><w:control/></w:r>"), ["(control)"]),
    "an embedded object": (p("A", "<w:r><w:object/></w:r>"), ["(object)"]),
    "another document": (p("A") + "<w:altChunk/>", ["(altChunk)"]),
    "a processing instruction": (p("A") + "<?kör något?>", ["<?kör?>"]),
}  # fmt: skip

SOUND = {
    "a full table": table(row(p("A"), p("B"), header=True), row(p("C"), p("D")), row(p("E"), p("F"))),
    "a table of two rows": table(row(p("A")), row(p("B"))),
    "a cell with a picture alone": table(row(p("A"), drawing(1))),
    "a cell with a field alone": table(row(p("A"), field(" PAGE "))),
    "a cell that ends with an empty paragraph": table(row(p("A") + p(), p("B"))),
    "a cell with a table and a paragraph": table(row(table(row(p("A"))) + p())),
    "a heading": p("Rubrik", style="Heading1") + p("A"),
    "a blank paragraph": p("A") + p() + p("B") + p("\u00a0"),
    "a section break among blanks": p("A") + p() + SECTION + p() + p("B"),
    "a blank paragraph in another style": p("A") + p(style="Brdtext"),
    "a page break between blanks": p("A") + p() + p("B", BREAK) + p(),
    "bookmarks of their own": bookmark(1, "a") + bookmark(2, "b"),
    "pictures of their own": drawing(1) + drawing(2),
    "words that begin like nothing": p("Nonen, nansen, Undefinedx och finans"),
    "spaces of other kinds": p("1\u00a0000 kr – två\u2009tusen"),
    "a space before three dots": p("Ett ... två"),
    "one space over two runs": runs("Ett ", "två"),
    "single braces": p("{ett} och 100 % }"),
    "a field that does no harm": field(" PAGE ") + simple(" NUMPAGES ") + field(' HYPERLINK "https://x.se" '),
    "a field with two spaces in its code": field("  PAGE  \\* MERGEFORMAT "),
    "a drawn shape": p("A", '<w:r><w:pict><v:shape style="x"/></w:pict></w:r>'),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_and_nothing_else(name: str) -> None:
    body, expected = FAULTY[name]
    found = faults(body)
    assert len(found) == len(expected), found
    for said, start in zip(sorted(found), sorted(expected), strict=True):
        assert start in said


@pytest.mark.parametrize("name", SOUND)
def test_nothing_is_found_where_nothing_is_wrong(name: str) -> None:
    assert faults(SOUND[name]) == []


def test_every_fault_of_a_document_is_found_at_once() -> None:
    bodies = [body for name, (body, _) in FAULTY.items() if "braces" not in name]
    assert len(faults("".join(bodies))) >= 30


@pytest.mark.parametrize(
    ("text", "given"),
    [("Ett  två", "t  t"), ("nan", "heter nan här"), ("{{ x }}", "{{ och }}"), ("Ett , två", "t ,")],
)
def test_what_the_data_says_itself_is_no_fault(text: str, given: str) -> None:
    assert faults(p(text)) != []
    assert faults(p(text), given) == []


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_whatever_the_prefix_and_the_quotes(name: str) -> None:
    body, expected = FAULTY[name]
    declaration = "<?xml version='1.0' encoding='UTF-8'?>"
    other = document(body, declaration).decode().replace("<w:", "<ord:").replace("</w:", "</ord:")
    other = other.replace(" w:", " ord:").replace("xmlns:w=", "xmlns:ord=")
    found = inspect_members({**MEMBERS, "word/document.xml": other.encode()}, "prov.docx")
    assert len(found) == len(expected), found


def test_a_fault_is_found_in_another_encoding() -> None:
    missed = []
    for name, (body, expected) in FAULTY.items():
        other = document(body, '<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16")
        found = inspect_members({**MEMBERS, "word/document.xml": other}, "prov.docx")
        missed += [name] if len(found) != len(expected) else []
    assert missed == []


@pytest.mark.parametrize(
    "around",
    ['<w:p w:rsidR="a>b"><w:r/></w:p>', "<w:p><w:r><w:t>a > b</w:t></w:r></w:p>", "<!-- <w:t> -->", "<?mso-a b?>"],
)
@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_beside_what_looks_like_the_sign_of_a_tag(name: str, around: str) -> None:
    body, expected = FAULTY[name]
    found = faults(body + around)
    assert all(any(said in one for one in found) for said in expected)


@pytest.mark.parametrize("space", ["urn:schemas&#45;microsoft-com:vml", "urn:schemas-microsoft-com:vml"])
def test_a_linked_picture_is_found_however_its_namespace_is_written(space: str) -> None:
    picture = f'<w:r><w:pict><x:shape xmlns:x="{space}"><x:imagedata src="bild.png"/></x:shape></w:pict></w:r>'
    plain = document(p("Hej", picture)).replace(f' xmlns:v="{VML}" xmlns:o="{OFFICE}"'.encode(), b"")
    found = inspect_members({**MEMBERS, "word/document.xml": plain}, "prov.docx")
    assert any("länkad bild" in one.message for one in found)


def test_a_word_that_stands_for_nothing_is_found_over_two_runs() -> None:
    assert faults(runs("Belopp: No", "ne")) == ["”None” står i texten: Belopp: None"]


@pytest.mark.parametrize("kind", ["header", "footer"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("nan", 1), ("Ett  två", 1), ("{% x %}", 1), (GAP_START, 1), ("Sida", 0), ("", 0)],
)
def test_header_and_footer_are_looked_through_too(kind: str, text: str, expected: int) -> None:
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="{W}">{p(text)}</w:hdr>'
    members = with_part(f"word/{kind}1.xml", HEADER.replace("header", kind), part)
    assert len(inspect_members(members, "prov.docx")) == expected


def with_part(name: str, kind: str, xml: str) -> dict[str, bytes]:
    """Return the members of a Word file with one more part."""
    listing = MEMBERS["[Content_Types].xml"]
    entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    members = {**MEMBERS, "[Content_Types].xml": listing.replace(b"</Types>", entry), name: xml.encode()}
    assert content_types(members)[name] == kind
    return members


def _without_title(members: dict[str, bytes]) -> None:
    members["docProps/core.xml"] = members["docProps/core.xml"].replace(b"Titel", b" ")


def _in_english(members: dict[str, bytes]) -> None:
    members["word/styles.xml"] = members["word/styles.xml"].replace(b"sv-SE", b"en-US")


def _without_properties(members: dict[str, bytes]) -> None:
    del members["docProps/core.xml"]


def _two_properties(members: dict[str, bytes]) -> None:
    members["docProps/more-core.xml"] = members["docProps/core.xml"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_without_title, "dokumentet saknar titel"),
        (_in_english, "mallens språk är inte svenska (sv-SE)"),
        (_without_properties, "dokumentet saknar titel"),
        (_two_properties, "dokumentet ska ha exakt en core.xml"),
    ],
)
def test_title_language_and_properties_are_looked_for(spoil: Callable[[dict[str, bytes]], None], said: str) -> None:
    members = dict(MEMBERS)
    assert inspect_members(members, "prov.docx") == []
    spoil(members)
    assert said in [problem.message for problem in inspect_members(members, "prov.docx")]


def test_what_is_found_in_members_that_stay_the_same_is_found_each_time() -> None:
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="{W}">{p("nan")}</w:hdr>'
    members = with_part("word/header1.xml", HEADER, part)
    for _ in range(2):
        found = inspect_members(members, "prov.docx", fixed={"word/header1.xml"})
        assert [problem.message for problem in found] == ["”nan” står i texten: nan"]
