"""Where people sign in a Word document: a line belongs to the name nearest it in its column, or to nobody."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm

from iopdocs.signing.places import MARK, placed
from iopdocs.word.package import read_package

ANNA, BO = "Anna Exempelsson", "Bo Provsson"
LINE = "_" * 20


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def lines(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def table(*rows: tuple[str, ...]) -> bytes:
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def places(data: bytes, *names: str) -> tuple[int | None, ...]:
    found = placed(data, names or (ANNA, BO))
    members = read_package(found.document, "")
    marked = members["word/_rels/document.xml.rels"].count(MARK.encode())
    assert marked == sum(one is not None for one in found.places)
    return found.places


@pytest.mark.parametrize("line", [LINE, "." * 20, "…………", f"Underskrift: {LINE}", f"{LINE} (datum)"])
def test_a_line_is_of_the_name_beneath_it(line: str) -> None:
    assert places(lines("Avtal", line, ANNA, "ordförande", line, "Namn: Bo Provsson")) == (0, 1)


def test_a_line_may_stand_beneath_its_name() -> None:
    assert places(lines(ANNA, LINE), ANNA) == (0,)


def test_columns_side_by_side_are_read_each_for_itself() -> None:
    assert places(table(("För A", "För B"), (LINE, LINE), (ANNA, BO))) == (0, 1)
    assert places(table(("För A", "För B"), (LINE, LINE), (BO, ANNA))) == (0, 1)
    assert places(table(("Underskrift", LINE), ("Namn", ANNA), ("Underskrift", LINE), ("Namn", BO))) == (0, 1)


def test_a_line_that_a_tab_draws_is_a_line() -> None:
    document = docx.Document()
    for name in (ANNA, BO):
        paragraph = document.add_paragraph("Underskrift\t")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(12), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        document.add_paragraph(f"Namnförtydligande: {name}")
    assert places(saved(document)) == (0, 1)


def test_a_tab_that_draws_nothing_or_comes_before_text_is_none() -> None:
    document = docx.Document()
    document.add_paragraph("Underskrift\t").paragraph_format.tab_stops.add_tab_stop(Cm(12))
    document.add_paragraph(ANNA)
    paragraph = document.add_paragraph("Innehåll\tsidan 3")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(12), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    document.add_paragraph(BO)
    assert places(saved(document)) == (None, None)


@pytest.mark.parametrize(
    "texts",
    [
        ("Avtal", ANNA, BO),  # no line
        (LINE, f"{ANNA} och {BO}"),  # two names
        (LINE, "någon annan"),
        (LINE, ANNA, "titel", LINE, ANNA),  # two lines with one name
        (LINE, LINE, "titel"),
        (LINE, "Anna Exempelssons ombud"),  # another word
    ],
)
def test_what_can_be_read_in_two_ways_is_nobodys(texts: tuple[str, ...]) -> None:
    assert places(lines(*texts)) == (None, None)


def test_a_document_without_places_is_as_it_was() -> None:
    data = lines("Avtal", ANNA)
    assert placed(data, [ANNA]).document is data
