"""The Word templates in the tree are what the program builds today, and are sound to open, read and fill in."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from iopdocs.library.document_types import discover
from iopdocs.making.render import load_template

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
TYPES = ("forlangning", "overenskommelse", "pressmeddelande", "styrgruppsprotokoll", "tillaggsavtal")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG_OF_ITS_OWN = re.compile(r"\{%(p|tr) [^{}%]+ %\}")
SHOWN_PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")


def members(data: bytes) -> dict[str, tuple[tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: (info.date_time, archive.read(info)) for info in archive.infolist()}


def part(name: str, member: str) -> etree._Element:
    return etree.fromstring(members((TEMPLATES / name / "mall.docx").read_bytes())[member][1])


def text(node: etree._Element) -> str:
    return "".join(piece.text or "" for piece in node.iter(W + "t"))


def value(node: etree._Element | None) -> str:
    return (node.get(W + "val") or "") if node is not None else ""


def paragraphs(name: str) -> Iterator[etree._Element]:
    for member in SHOWN_PARTS:
        yield from part(name, member).iter(W + "p")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    subprocess.run([sys.executable, "-m", "scripts.templates", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("name", TYPES)
def test_rebuilding_gives_the_template_in_the_tree(name: str, rebuilt: Path) -> None:
    built = members((rebuilt / name / "mall.docx").read_bytes())
    assert built == members((TEMPLATES / name / "mall.docx").read_bytes()), "kör python -m scripts.templates"
    assert {date for date, _ in built.values()} == {(1980, 1, 1, 0, 0, 0)}


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "scripts.templates", str(tmp_path)], cwd=ROOT, check=True)
    for name in TYPES:
        assert (tmp_path / name / "mall.docx").read_bytes() == (rebuilt / name / "mall.docx").read_bytes()


def test_every_document_type_has_a_description_that_can_be_read() -> None:
    found = discover(TEMPLATES)
    assert set(found) == set(TYPES)
    assert found["styrgruppsprotokoll"].description.repeats == "möten"
    assert found["styrgruppsprotokoll"].description.blank
    assert found["tillaggsavtal"].description.repeats == "tillägg"
    assert found["forlangning"].description.repeats == "förlängningar"
    for name in ("styrgruppsprotokoll", "tillaggsavtal", "forlangning"):
        assert found[name].description.law_day == "post"


@pytest.mark.parametrize("name", TYPES)
def test_the_renderer_and_python_docx_accept_the_template(name: str) -> None:
    assert load_template(TEMPLATES / name / "mall.docx").parts
    assert Document(str(TEMPLATES / name / "mall.docx")).paragraphs


@pytest.mark.parametrize("name", TYPES)
def test_every_language_mark_is_swedish(name: str) -> None:
    marks = [
        *part(name, "word/styles.xml").iter(W + "lang"),
        *part(name, "word/settings.xml").iter(W + "themeFontLang"),
    ]
    assert len(marks) >= 2
    assert {found for mark in marks for found in mark.attrib.values()} == {"sv-SE"}
    assert part(name, "docProps/core.xml").findtext("{*}language") == "sv-SE"
    everything = b"".join(data for _, data in members((TEMPLATES / name / "mall.docx").read_bytes()).values())
    assert b"en-US" not in everything


@pytest.mark.parametrize("name", TYPES)
def test_every_style_that_is_used_exists(name: str) -> None:
    styles = part(name, "word/styles.xml")
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    used = {value(node) for tag in ("basedOn", "next") for node in styles.iter(W + tag)}
    for member in SHOWN_PARTS:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used |= {value(node) for node in part(name, member).iter(W + tag)}
    assert {"Title", "Heading1", "Header", "Utkast"} <= used
    assert used <= known
    assert {"Markering", "Heading2", "Heading3", "Quote", "Caption", "ListBullet"} <= known


@pytest.mark.parametrize("name", TYPES)
def test_no_paragraph_is_blank_and_every_paragraph_has_a_style(name: str) -> None:
    found = list(paragraphs(name))
    assert len(found) > 50
    for paragraph in found:
        assert text(paragraph).strip()
        assert value(paragraph.find(f"{W}pPr/{W}pStyle"))
        assert "  " not in text(paragraph)


@pytest.mark.parametrize("name", TYPES)
def test_tags_that_govern_paragraphs_and_rows_stand_alone(name: str) -> None:
    for paragraph in paragraphs(name):
        if "{%p" in text(paragraph) or "{%tr" in text(paragraph):
            assert TAG_OF_ITS_OWN.fullmatch(text(paragraph)), text(paragraph)
    for row in part(name, "word/document.xml").iter(W + "tr"):
        if "{%tr" in text(row):
            assert TAG_OF_ITS_OWN.fullmatch(text(row)), text(row)


@pytest.mark.parametrize("name", TYPES)
def test_no_cell_can_become_empty_because_all_it_holds_is_conditional(name: str) -> None:
    for cell in part(name, "word/document.xml").iter(W + "tc"):
        texts = [text(paragraph) for paragraph in cell.iter(W + "p")]
        inside_a_loop_alone = texts[0].startswith("{%p for") and len(texts) == 3
        assert inside_a_loop_alone or not texts[0].startswith("{%p"), texts


def tables(name: str) -> list[etree._Element]:
    return list(part(name, "word/document.xml").iter(W + "tbl"))


@pytest.mark.parametrize(
    ("name", "least"), [("overenskommelse", 6), ("styrgruppsprotokoll", 6), ("tillaggsavtal", 2), ("forlangning", 1)]
)
def test_header_rows_repeat_and_no_row_splits(name: str, least: int) -> None:
    assert len(tables(name)) >= least
    for table in tables(name):
        rows = table.findall(W + "tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        lasting = [row for row in rows if "{%tr" not in text(row)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in lasting)
        assert len(lasting) > 1


@pytest.mark.parametrize("name", ["overenskommelse", "styrgruppsprotokoll", "tillaggsavtal", "forlangning"])
def test_tables_have_a_caption_above_and_columns_as_wide_as_they_say(name: str) -> None:
    for table in tables(name):
        before = table.getprevious()
        assert before is not None and value(before.find(f"{W}pPr/{W}pStyle")) == "Caption"
        assert text(before).startswith("Tabell: ")
        widths = [int(column.get(W + "w") or 0) for column in table.iter(W + "gridCol")]
        whole = table.find(f"{W}tblPr/{W}tblW")
        assert whole is not None and whole.get(W + "w") == str(sum(widths)) == "9072"
        for row in table.findall(W + "tr"):
            cells = [int(cell.get(W + "w") or 0) for cell in row.iter(W + "tcW")]
            assert cells in (widths, [sum(widths)])


@pytest.mark.parametrize("name", TYPES)
def test_page_numbers_are_fields_that_show_something_before_word_works_them_out(name: str) -> None:
    fields = list(part(name, "word/footer1.xml").iter(W + "fldSimple"))
    assert [(field.get(W + "instr") or "").strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert all(text(field) for field in fields)
    assert "Sida 1 (1)" in text(part(name, "word/footer1.xml"))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("overenskommelse", ["§ %1", "%1.%2"]),
        ("tillaggsavtal", ["§ %1", "%1.%2"]),
        ("forlangning", ["§ %1", "%1.%2"]),
        ("styrgruppsprotokoll", ["%1"]),
    ],
)
def test_headings_are_numbered_by_one_multilevel_list(name: str, numbers: list[str]) -> None:
    levels = [
        level for level in part(name, "word/numbering.xml").iter(W + "lvl") if level.find(W + "pStyle") is not None
    ]
    assert [value(level.find(W + "lvlText")) for level in levels] == numbers
    assert [value(level.find(W + "pStyle")) for level in levels] == ["Heading1", "Heading2"][: len(numbers)]


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2, section 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(first), light(second)))
    return (bright + 0.05) / (dark + 0.05)


def test_every_text_colour_stands_out_from_what_it_stands_on() -> None:
    styles = part("overenskommelse", "word/styles.xml")
    colours = {value(node) for node in styles.iter(W + "color") if node.getparent().tag == W + "rPr"}  # type: ignore[union-attr]
    fills = {node.get(W + "fill") or "" for node in styles.iter(W + "shd")} | {"FFFFFF"}
    assert len(colours) >= 5 and len(fills) >= 3
    for colour in colours:
        assert contrast(colour, "FFFFFF") >= 7
    for fill in fills:
        assert contrast("1A1A1A", fill) >= 7
