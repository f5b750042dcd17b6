"""The tables and colours of the starter's Word templates: read aloud, over page breaks, and by those who see little."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from tests.support.starter_templates import BODY, STYLES, TYPES, W, part, text, value

TEXT_WIDTH = "9072"


def all_tables(name: str) -> list[etree._Element]:
    return list(part(name, BODY).iter(W + "tbl"))


def for_signatures(table: etree._Element) -> bool:
    """Whether a table only places signatures beside each other: it holds no data, and has no head."""
    return value(table.find(f"{W}tblPr/{W}tblStyle")) == "Underskriftstabell"


def tables(name: str) -> list[etree._Element]:
    return [table for table in all_tables(name) if not for_signatures(table)]


each_signing = pytest.mark.parametrize(
    "table", [pytest.param(one, id=name) for name in TYPES for one in all_tables(name) if for_signatures(one)]
)


each_table = pytest.mark.parametrize(
    "table",
    [pytest.param(table, id=f"{name}-{number}") for name in TYPES for number, table in enumerate(tables(name), 1)],
)


def lasting(table: etree._Element) -> list[etree._Element]:
    """Return the rows that stand in documents: not those of tags, the header row first."""
    return [row for row in table.findall(W + "tr") if "{%tr" not in text(row)]


def styles_of(row: etree._Element) -> list[set[str]]:
    """Return the paragraph styles of each cell of a row."""
    return [{value(style) for style in cell.iter(W + "pStyle")} - {"Styrtagg"} for cell in row.findall(W + "tc")]


def test_there_are_tables_to_look_at() -> None:
    assert sum(len(tables(name)) for name in TYPES) >= 15


@each_table
def test_the_header_row_repeats_and_no_row_splits(table: etree._Element) -> None:
    rows = lasting(table)
    assert len(rows) > 1
    assert table.find(W + "tr") is rows[0]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@each_signing
def test_parties_sign_beside_each_other_in_rows_that_do_not_split_and_keep_with_the_next(table: etree._Element) -> None:
    rows = lasting(table)
    assert [len(row.findall(W + "tc")) for row in rows] == [2, 1], "an odd party has the row to itself"
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    styles = set().union(*(style for row in rows for style in styles_of(row)))
    assert styles == {"Underskriftspart", "Underskriftskolumn", "Underskriftskolumnrad"}
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert value(look, "firstRow") == value(look, "firstColumn") == "0", "no heading to a screen reader"


@each_table
def test_a_tag_that_governs_rows_stands_alone_in_a_row_of_one_cell(table: etree._Element) -> None:
    for row in table.findall(W + "tr"):
        if "{%tr" in text(row):
            assert len(row.findall(W + "tc")) == 1
            assert text(row).startswith("{%tr ") and text(row).count("{%") == 1 and text(row).endswith("%}")


@each_table
def test_a_table_is_announced_and_looks_as_the_house_does(table: etree._Element) -> None:
    before = table.getprevious()
    assert before is not None and value(before.find(f"{W}pPr/{W}pStyle")) == "Caption"
    assert text(before).startswith("Tabell: ")
    properties = table.find(W + "tblPr")
    assert value(properties.find(W + "tblStyle")) == "Partnerskapstabell"
    assert value(properties.find(W + "tblLayout"), "type") == "fixed"
    look = properties.find(W + "tblLook")
    assert value(look, "firstRow") == "1", "the first row is the header to a screen reader"
    caption = value(properties.find(W + "tblCaption"))
    assert caption or "{{" in text(before)
    assert "{" not in caption, "no tag is filled in there"


@each_table
def test_columns_are_as_wide_as_they_say(table: etree._Element) -> None:
    widths = [int(value(column, "w") or 0) for column in table.iter(W + "gridCol")]
    assert value(table.find(f"{W}tblPr/{W}tblW"), "w") == str(sum(widths)) == TEXT_WIDTH
    for row in table.findall(W + "tr"):
        cells = [int(value(cell, "w") or 0) for cell in row.iter(W + "tcW")]
        assert cells in (widths, [sum(widths)])


@each_table
def test_numbers_stand_to_the_right_under_a_heading_that_does(table: etree._Element) -> None:
    header, *rows = lasting(table)
    numbers = [style == {"Tabellrubriktal"} for style in styles_of(header)]
    assert all(style <= {"Tabellrubrik", "Tabellrubriktal"} for style in styles_of(header))
    for row in rows:
        assert [style == {"Tabelltal"} for style in styles_of(row)] == numbers
        assert all(style <= {"Tabelltext", "Tabelluppgift", "Tabelltal"} for style in styles_of(row))


@each_table
def test_the_headings_of_rows_are_marked_and_such_a_table_stays_on_one_page(table: etree._Element) -> None:
    if value(table.find(f"{W}tblPr/{W}tblLook"), "firstColumn") != "1":
        return
    _, *rows = lasting(table)
    for row in rows:
        assert {value(run.find(f"{W}rPr/{W}rStyle")) for run in row.find(W + "tc").iter(W + "r")} == {"Strong"}
    kept = [any("Tabelluppgift" in style for style in styles_of(row)) for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False], "each row keeps with the next, the last with nothing"


@each_table
def test_no_cell_can_become_empty_because_all_it_holds_is_conditional(table: etree._Element) -> None:
    for cell in table.iter(W + "tc"):
        texts = [text(paragraph) for paragraph in cell.iter(W + "p")]
        inside_a_loop_alone = texts[0].startswith("{%p for") and len(texts) == 3
        assert inside_a_loop_alone or not texts[0].startswith("{%p"), texts


def colours(name: str) -> Iterator[str]:
    for node in part(name, STYLES).iter(W + "color"):
        parent = node.getparent()
        if parent is not None and parent.tag == W + "rPr":
            yield value(node)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2, section 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(first), light(second)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", TYPES)
def test_every_text_colour_stands_out_from_what_it_stands_on(name: str) -> None:
    fills = {value(node, "fill") for node in part(name, STYLES).iter(W + "shd")} | {"FFFFFF"}
    assert len(set(colours(name))) >= 5 and len(fills) >= 3
    assert all(contrast(colour, "FFFFFF") >= 7 for colour in colours(name))
    assert all(contrast("1A1A1A", fill) >= 7 for fill in fills)
