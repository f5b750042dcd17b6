"""A table of contents says what the document's headings say, and in a PDF on which pages they stand."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.letterheads import Made, invalid
from benchmarks.samples.words import DAY, agreement, document_type, libraries, lines, part, word
from iopdocs.conversion.pdf import to_pdf
from iopdocs.making.render import render
from iopdocs.templating.template import prepare

MARKS = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}


def letter(code: str = 'TOC \\o "1-3" \\h \\z \\u') -> bytes:
    """Return a letterhead with a table of contents of somebody else's document, and headings on several pages."""

    def make(document: Any) -> None:
        toc = (
            f"<w:p {nsdecls('w')}>{MARKS['begin']}<w:r><w:instrText>{code}</w:instrText></w:r>{MARKS['separate']}"
            f"<w:r><w:t>Gammal rubrik</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>77</w:t></w:r>{MARKS['end']}</w:p>"
        )
        document.element.body.insert(0, parse_xml(toc))
        own = document.styles.add_style("Bilagerubrik", WD_STYLE_TYPE.PARAGRAPH)
        own.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
        for number in range(1, 4):
            document.add_page_break()
            if number == 2:
                document.add_page_break()
            document.add_heading(f"Avsnitt {number} om {{{{ avtal.id }}}}", 1)
            document.add_heading(f"Del av {number}", 2)
        document.add_page_break()
        document.add_paragraph("Bilaga A", style=own)

    return word("Inledning", make=make)


def made(code: str) -> bytes:
    return render(agreement(), document_type("Avtalet"), prepare(letter(code), "mall.docx"), libraries(), DAY).data


def told(code: str) -> list[str]:
    """Return the lines of the table, above what comes first in the text."""
    found = lines(made(code))
    return [line.strip() for line in found[: found.index("Inledning")] if line.strip()]


ALL = [text for number in (1, 2, 3) for text in (f"Avsnitt {number} om exempel", f"Del av {number}")]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ('TOC \\o "1-3" \\h \\z \\u', [*ALL, "Bilaga A"]),
        ('TOC \\o "1-3"', ALL),
        ('TOC \\o "1-1" \\n', ALL[::2]),
        ('TOC \\o "2-2" \\t "Bilagerubrik;1"', [*ALL[1::2], "Bilaga A"]),
        ('TOC \\t "Bilagerubrik,1"', ["Bilaga A"]),
        ('TOC \\h \\c "Tabell"', []),
    ],
)
def test_the_lines_are_the_documents_headings_of_the_levels_asked_for(code: str, wanted: list[str]) -> None:
    assert told(code) == wanted


def test_no_page_of_another_document_is_left_and_word_is_asked_to_work_them_out() -> None:
    xml = part(made('TOC \\o "1-3"'))
    assert "77" not in re.sub("<[^>]+>", " ", xml)
    assert xml.count("PAGEREF") == len(ALL)
    assert 'w:dirty="true"' in xml


@pytest.mark.node
def test_the_validator_has_nothing_against_it() -> None:
    code = 'TOC \\o "1-3" \\h \\z \\u'
    assert invalid([Made("innehall.docx", letter(code), made(code))]) == {}


@pytest.mark.libreoffice
def test_in_a_pdf_each_line_says_the_page_that_its_heading_stands_on(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(to_pdf(made('TOC \\o "1-3" \\u'), "Avtalet"))
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    table = dict(re.findall(r"(?m)^\s*(.+?)[ .]{3,}(\d+)\s*$", pages[0].replace("\xa0", " ")))
    assert list(table) == [*ALL, "Bilaga A"]
    for heading, page in table.items():
        assert heading in pages[int(page) - 1].replace("\xa0", " "), (heading, page)
    assert len(set(table.values())) == 4
