"""A PDF is what it claims: archivable (PDF/A-2b) and accessible (PDF/UA-1), whoever judges it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx.document import Document
from docx.shared import Cm
from pikepdf import Array, Dictionary, Name
from pikepdf.pdfa import validate_written

from iopdocs.conversion.conforming import conforming, doubts
from iopdocs.conversion.pdf import to_pdf, to_pdf_many
from iopdocs.word.package import read_package
from iopdocs.word.properties import made_at
from tests.support.conversion_samples import TITLE, item, lines, made, multilevel, styled, table
from tests.support.every_document import every
from tests.support.examples import LONG
from tests.support.pdf_rules import RULES, broken, elements, heard, without_ua

pytestmark = pytest.mark.libreoffice

#: What a document has that is not in every one: another alphabet, and a quotation in the press release.
_SPECIAL = ("tecken", "delat")


def _chosen() -> dict[str, bytes]:
    """Return a document of each type, and what is special; every one in a long run."""
    found, kinds = dict[str, bytes](), set[str]()
    for one in every():
        if LONG or one.kind not in kinds or any(word in one.name for word in _SPECIAL):
            found[one.name] = one.data
            kinds.add(one.kind)
    return found


@cache
def every_pdf() -> dict[str, bytes]:
    chosen = _chosen()
    return dict(zip(chosen, to_pdf_many([*chosen.items()]), strict=True))


@cache
def sample() -> tuple[bytes, bytes]:
    """Return a Word document with a bit of everything, and its PDF."""
    document = made(
        multilevel(90, "bullet|•"),
        lines("Rubriken", style="Heading 1"),
        lines("En nivå hoppas över", style="Heading 3"),
        styled("Quote", "Vi är glada."),
        item("en punkt", 90),
        lines("Skriv till asa@exempelby.se.", ""),
        table(("Post", "Belopp"), ("Bidrag", "400")),
    )
    return document, to_pdf(document, TITLE)


def test_every_kind_of_document_keeps_to_the_rules() -> None:
    assert {name: rules for name, data in every_pdf().items() if (rules := broken(data))} == {}


def test_every_kind_of_document_is_pdf_a(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    judged = {name: validate_written(without_ua(data), "2b") for name, data in every_pdf().items()}
    assert {name: list(map(str, one.findings)) for name, one in judged.items() if not one.passed} == {}


def test_every_kind_of_document_is_pdf_ua(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.pdf" for name in every_pdf()]
    for file, data in zip(files, every_pdf().values(), strict=True):
        file.write_bytes(data)
    assert {name: rules for name, rules in heard(files).items() if rules} == {}


def _of(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(element for name, element in elements(pdf) if name == kind)


def _no_schema(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Integer", b"Text"))


def _a_line(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")


def _a_style_called_as_a_type(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Quote = Name.P


def _a_code_without_character(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<01> <", b"<FF> <"))


def _a_title_escaped_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"&amp;", b"&amp;amp;"))


def _a_level_skipped(pdf: pikepdf.Pdf) -> None:
    _of(pdf, "H2").S = Name.H3


def _a_heading_of_nothing(pdf: pikepdf.Pdf) -> None:
    _of(pdf, "TH").A = Array([])


def _no_label(pdf: pikepdf.Pdf) -> None:
    _of(pdf, "Lbl").S = Name.LBody


def _no_order_of_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


PLANTED: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "schema_is_declared": _no_schema,
    "all_is_marked": _a_line,
    "types_are_standard": _a_style_called_as_a_type,
    "codes_have_characters": _a_code_without_character,
    "title_is_the_same": _a_title_escaped_twice,
    "levels_are_not_skipped": _a_level_skipped,
    "headings_say_what_they_head": _a_heading_of_nothing,
    "items_have_labels": _no_label,
    "links_are_reached": _no_order_of_tabs,
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_finds_a_planted_fault_and_nothing_else(rule: str) -> None:
    assert broken(sample()[1]) == []
    with pikepdf.open(io.BytesIO(sample()[1])) as pdf:
        PLANTED[rule](pdf)
        target = io.BytesIO()
        pdf.save(target)
    assert broken(target.getvalue()) == [rule]


def test_what_is_right_already_stays_as_it_is() -> None:
    document, pdf = sample()
    files = read_package(document, "x")
    again = conforming(pdf, files, made_at(files), TITLE)
    assert broken(again) == []
    assert conforming(again, files, made_at(files), TITLE) == again


def _first_column(document: Document) -> None:
    styles = document.styles.element
    look = document.tables[0]._tbl.tblPr
    look.append(look.makeelement(f"{{{look.nsmap['w']}}}tblLook", {f"{{{look.nsmap['w']}}}firstColumn": "1"}))
    assert styles is not None
    document.tables[0].style = "Light Shading"  # its first column has a look of its own


def test_the_first_column_heads_its_rows_where_word_says_so() -> None:
    document = made(table(("Post", "Belopp"), ("Bidrag", "400"), ("Hyra", "100")), _first_column)
    with pikepdf.open(io.BytesIO(to_pdf(document, TITLE))) as pdf:
        cells = [(name, element) for name, element in elements(pdf) if name in ("TH", "TD")]
        scopes = [
            str(next(one.Scope for one in element.A if "/Scope" in one)) for name, element in cells if name == "TH"
        ]
    assert [name for name, _ in cells] == ["TH", "TH", "TH", "TD", "TH", "TD"]
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]


def _plain_look(document: Document) -> None:
    for look in document.tables[0]._tbl.tblPr.findall("{*}tblLook"):
        look.getparent().remove(look)


def test_a_table_that_only_sets_things_side_by_side_is_read_in_order() -> None:
    document = made(table(("För kommunen", "För föreningen"), header=False), _plain_look)
    pdf = to_pdf(document, TITLE)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert {"Table", "TR", "TD"} & {name for name, _ in elements(opened)} == set()
    assert doubts(pdf, "avtal") == []


def _picture(document: Document) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738"
        "550000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(dot), width=Cm(2))


def test_a_file_with_a_picture_that_nobody_described_does_not_claim_to_be_accessible() -> None:
    pdf = to_pdf(made(lines("Text"), _picture), TITLE)
    assert [problem.message for problem in doubts(pdf, "avtal")] == [
        "PDF av ”avtal” säger inte att den är tillgänglig (PDF/UA): en bild saknar alternativtext"
    ]
    assert b"pdfaid:part" in pdf and b"pdfuaid:part" not in pdf
    assert validate_written(io.BytesIO(pdf), "2b").passed


def _untitled(document: Document) -> None:
    document.core_properties.title = ""


def test_a_file_without_a_title_gets_the_one_it_is_called_by() -> None:
    pdf = to_pdf(made(_untitled, lines("Text")), "Avtal & bilagor")
    assert doubts(pdf, "avtal") == [] and broken(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.docinfo["/Title"] == "Avtal & bilagor"
        assert opened.Root.ViewerPreferences.DisplayDocTitle is True


def _commented(document: Document) -> None:
    document.add_comment(document.add_paragraph("Text").runs, text="Stämmer det?", author="Åsa")


def test_a_comment_in_word_is_no_part_of_the_pdf() -> None:
    pdf = to_pdf(made(_commented), TITLE)
    assert validate_written(without_ua(pdf), "2b").passed and broken(pdf) == []


def test_text_that_belongs_to_nothing_is_told_and_never_hidden() -> None:
    with pikepdf.open(io.BytesIO(sample()[1])) as pdf:
        page = pdf.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        page.contents_add(b"BT %s 9 Tf <01> Tj ET" % font.encode())
        target = io.BytesIO()
        pdf.save(target)
    files = read_package(sample()[0], "x")
    made_of_it = conforming(target.getvalue(), files, made_at(files), TITLE)
    assert [problem.message.partition(": ")[2] for problem in doubts(made_of_it, "avtal")] == [
        "text på en sida hör inte till något stycke"
    ]
    assert b"pdfuaid:part" not in made_of_it


def test_a_group_of_signs_without_characters_is_named_by_what_it_stands_for() -> None:
    with pikepdf.open(io.BytesIO(sample()[1])) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        said = font.ToUnicode.read_bytes()
        font.ToUnicode.write(said.replace(b"<01> <", b"<FE> <"))
        page = pdf.pages[0]
        text = page.Contents.read_bytes() if not isinstance(page.Contents, Array) else b""
        at = text.index(b"BT")
        named = b"/Span <</ActualText <FEFF05D005D1>>> BDC"
        end = text.index(b"ET", at)
        page.Contents.write(text[:at] + named + b" " + text[at:end] + b"ET EMC" + text[end + 2 :])
        target = io.BytesIO()
        pdf.save(target)
    assert broken(target.getvalue()) == ["codes_have_characters"]
    files = read_package(sample()[0], "x")
    assert broken(conforming(target.getvalue(), files, made_at(files), TITLE)) == []


def test_an_own_structure_type_that_stands_for_nothing_is_a_paragraph() -> None:
    with pikepdf.open(io.BytesIO(sample()[1])) as pdf:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Standard": Name("/Rund"), "/Rund": Name("/Standard")})
        target = io.BytesIO()
        pdf.save(target)
    files = read_package(sample()[0], "x")
    assert broken(target.getvalue()) == ["types_are_standard"]
    assert broken(conforming(target.getvalue(), files, made_at(files), TITLE)) == []
