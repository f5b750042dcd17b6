"""Where tags decide how many cells a row has, the table has as many columns as the row has cells."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.words import made, part
from iopdocs.templating.docxtpl_dialect import has_loose_cells, patched, with_grid
from iopdocs.templating.finishing import Care, finish
from tests.support.examples import examples

GOALS = "mål:\n" + "".join(f"  - {{id: m-{number}, text: Mål {number}}}\n" for number in range(4))
NONE_OF_IT = "avtal.diarienummer"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc>{properties}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(columns: int, *rows: str, width: str = ' w:w="1000"') -> str:
    grid = "".join(f"<w:gridCol{width}/>" for _ in range(columns))
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def counted(*tables: str) -> list[tuple[int, list[int]]]:
    """Return for each table of the document that is made how many columns it has, and the cells of its rows."""

    def add(document: docx.document.Document) -> None:
        for one in tables:
            document.element.body.insert_element_before(parse_xml(one), "w:sectPr")

    root = parse_xml(part(made("Före", make=add, data=GOALS).data).encode())
    return [
        (len(one.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")),
         [len(row.findall(qn("w:tc"))) for row in one.findall(qn("w:tr"))])
        for one in root.iter(qn("w:tbl"))
    ]  # fmt: skip


LOOP = cell("{%tc for m in avtal.mål %}") + cell("{{ m.text }}") + cell("{%tc endfor %}")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (LOOP, 4),
        (cell("A") + LOOP, 5),
        (LOOP + cell("B"), 5),
        (cell("A") + LOOP + cell("B"), 6),
        (LOOP + LOOP, 8),
        (cell("A") + cell("{%tc if avtal.id %}") + cell("B") + cell("{%tc endif %}"), 2),
        (cell("A") + cell("{%tc if " + NONE_OF_IT + " %}") + cell("B") + cell("{%tc endif %}"), 1),
        (
            cell("{%tc if " + NONE_OF_IT + " %}") + cell("A") + cell("B") + cell("{%tc else %}") + cell("C")
            + cell("{%tc endif %}"),
            1,
        ),
    ],
)  # fmt: skip
def test_a_table_has_as_many_columns_as_its_tags_make_cells(row: str, cells: int) -> None:
    assert counted(table(row.count("<w:tc>"), row)) == [(cells, [cells])]


def test_every_row_of_a_loop_has_the_columns_of_the_table() -> None:
    assert counted(table(3, LOOP, LOOP.replace("m.text", "m.id"))) == [(4, [4, 4])]


def test_other_tables_keep_their_columns() -> None:
    plain = table(2, cell("A") + cell("B"))
    assert counted(plain, table(3, LOOP), plain) == [(2, [2]), (4, [4]), (2, [2])]


def test_a_table_that_does_not_say_how_wide_its_columns_are_is_left_as_it_is() -> None:
    assert counted(table(3, LOOP, width="")) == [(3, [4])]


def test_columns_share_the_width_the_table_had() -> None:
    xml = finish(table(3, cell("A") * 6), care=Care(loose_cells=True)).decode()
    widths = [int(float(column.get(qn("w:w")))) for column in parse_xml(xml.encode()).iter(qn("w:gridCol"))]
    assert len(widths) == 6
    assert sum(widths) == pytest.approx(3_000, abs=6)


SPLIT = cell("A{% if " + NONE_OF_IT + " %}") + cell("B{% endif %}") + cell("C")


@pytest.mark.parametrize("row", [SPLIT, cell("A") + cell("{#tc en anmärkning #}") + cell("B")])
def test_cells_that_fall_away_in_another_way_leave_no_column(row: str) -> None:
    assert counted(table(3, row)) == [(2, [2])]


def test_only_tags_that_decide_cells_are_taken_for_such() -> None:
    assert has_loose_cells(patched(table(3, LOOP)))
    assert has_loose_cells(patched(table(2, cell("{% colspan 2 %}A", "<w:tcPr></w:tcPr>") + cell("B"))))
    for row in (cell("{{ avtal.id }}"), cell("{% if avtal.id %}A{% endif %}") + cell("B"), cell("A")):
        assert not has_loose_cells(patched(table(1, row)))
    rows = (cell("{%tr for m in avtal.mål %}"), cell("{{ m.text }}"), cell("{%tr endfor %}"))
    assert not has_loose_cells(patched(table(1, *rows)))


@settings(max_examples=examples(25))
@given(st.lists(st.tuples(st.integers(1, 5), st.lists(st.integers(1, 7), min_size=1, max_size=3)), max_size=3))
def test_no_table_has_fewer_columns_than_the_cells_of_its_longest_row(tables: list[tuple[int, list[int]]]) -> None:
    xml = "".join(table(columns, *(cell("A") * cells for cells in rows)) for columns, rows in tables)
    root = parse_xml(with_grid(f"<w:body {nsdecls('w')}>{xml}</w:body>").encode())
    for one, (_, rows) in zip(root.iter(qn("w:tbl")), tables, strict=True):
        assert len(list(one.iter(qn("w:gridCol")))) == max(rows)
        assert [len(row.findall(qn("w:tc"))) for row in one.iter(qn("w:tr"))] == rows
