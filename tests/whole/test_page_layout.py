"""What holds together on the page: headings with text, tables with head and total, signatures with their clause."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

import pytest
from docx import Document
from docx.shared import Pt
from lxml import etree
from pypdf import PdfReader

from benchmarks.samples.documents import AGREEMENT
from iopdocs.library.discovery import discover
from tests.support.every_document import OneDocument, every, root_of
from tests.support.examples import LONG
from tests.support.starter_templates import TEMPLATES, W, text, value

#: The press release is built anew, and has its own tests.
ALL = list(every())
DOCUMENTS = [one for one in ALL if one.kind != "pressmeddelande"]
HEADINGS = ("Heading1", "Heading2", "Heading3")
_STYLES = "word/styles.xml"
#: What is signed: what binds the parties, and minutes.
SIGNED = {name for name, one in discover(TEMPLATES).items() if one.description.binding} | {"styrgruppsprotokoll"}
each_signed = pytest.mark.parametrize("one", [one for one in DOCUMENTS if one.kind in SIGNED], ids=lambda one: one.name)
each = pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)


@pytest.fixture
def kind(one: OneDocument) -> str:
    return one.kind


@pytest.fixture
def data(one: OneDocument) -> bytes:
    return one.data


def style_of(paragraph: etree._Element) -> str:
    return value(paragraph.find(f"{W}pPr/{W}pStyle")) or "Normal"


def says(data: bytes, style: str, what: str) -> bool:
    """Whether a style, or one it is based on, has a property such as ``keepNext``."""
    styles = {value(one, "styleId"): one for one in root_of(data, _STYLES).iter(W + "style")}
    while style:
        found = styles[style].find(f"{W}pPr/{W}{what}")
        if found is not None:
            return value(found) not in ("0", "false")
        style = value(styles[style].find(W + "basedOn"))
    return False


def keeps(data: bytes, block: etree._Element) -> bool:
    """Whether a paragraph, a row or a table (by the first paragraph in it) stays with what follows."""
    block = block.findall(W + "tr")[-1] if block.tag == W + "tbl" else block
    last = block if block.tag == W + "p" else block.find(f".//{W}p")
    assert last is not None
    return last.find(f"{W}pPr/{W}keepNext") is not None or says(data, style_of(last), "keepNext")


def body(data: bytes) -> list[etree._Element]:
    (found,) = root_of(data).iter(W + "body")
    return [block for block in found if block.tag in (W + "p", W + "tbl")]


def data_tables(data: bytes) -> Iterator[etree._Element]:
    return (
        table
        for table in root_of(data).iter(W + "tbl")
        if value(table.find(f"{W}tblPr/{W}tblStyle")) != "Underskriftstabell"
    )


@each
def test_what_keeps_with_the_next_leads_to_a_text_or_a_table(kind: str, data: bytes) -> None:
    blocks = body(data)
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.tag == W + "p" and style_of(block) in (*HEADINGS, "Caption"):
            assert says(data, style_of(block), "keepNext")
            assert says(data, style_of(block), "keepLines") or style_of(block) == "Caption"
            assert after is not None, f"nothing follows ”{text(block)}”"
            if style_of(block) == "Caption":
                assert after.tag == W + "tbl", text(block)


@each
def test_a_table_keeps_its_head_its_rows_and_its_total(kind: str, data: bytes) -> None:
    for table in data_tables(data):
        head, *rows = table.findall(W + "tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert rows, "a head alone"
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
        firsts = [row.find(f".//{W}p") for row in (head, *rows)]
        assert says(data, style_of(firsts[0]), "keepNext"), "the head goes with the first row"  # type: ignore[arg-type]
        if text(rows[-1]).startswith("Totalt"):
            assert all(says(data, style_of(one), "keepNext") for one in firsts[:-1])  # type: ignore[arg-type]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_no_row_and_no_item_is_left_alone_on_a_page_and_no_box_is_parted(kind: str, data: bytes) -> None:
    for table in data_tables(data):
        rows = [row for row in table.findall(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        assert all(keeps(data, row) for row in (*rows[:1], *rows[-2:-1]) if len(rows) > 1)
    for style, run in groupby(body(data), lambda block: style_of(block) if block.tag == W + "p" else ""):
        parts = list(run)
        if style == "ListBullet" and len(parts) > 1:
            assert keeps(data, parts[0]) and keeps(data, parts[-2])
        if style == "Ruta":
            assert all(keeps(data, part) for part in parts[:-1])
            assert says(data, style, "keepLines")


@each_signed
def test_the_signatures_hold_together_with_what_is_signed(kind: str, data: bytes) -> None:
    """From the heading (in minutes, from the section before) to the last line; a long block breaks between parties."""
    blocks = body(data)
    start = next(at for at, block in enumerate(blocks) if block.tag == W + "p" and text(block) == "Underskrifter")
    assert all(keeps(data, block) for block in blocks[start:-1])
    if kind == "styrgruppsprotokoll":
        assert keeps(data, blocks[start - 1]), "nothing stands before the signatures on their page"
    else:
        assert style_of(blocks[start + 1]) == "Underskriftsinledning", "the signing clause comes along"
        assert blocks[-1].tag == W + "tbl"
    lines = [one for block in blocks[start + 1 :] for one in block.iter(W + "p") if style_of(one).startswith("Under")]
    assert len(lines) >= 4
    assert all(says(data, style_of(one), "keepLines") for one in lines if style_of(one) != "Underskriftspart")
    for row in (row for block in blocks[start:] for row in block.iter(W + "tr")):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None


@each
def test_a_heading_never_repeats_the_one_above_it(kind: str, data: bytes) -> None:
    above: list[str] = []
    for block in body(data):
        style = style_of(block) if block.tag == W + "p" else ""
        if style in HEADINGS:
            above = above[: HEADINGS.index(style)]
            said = text(block).casefold()
            assert said not in above
            above.append(said)


@each_signed
def test_the_annexes_are_listed_before_the_signatures(kind: str, data: bytes) -> None:
    said = [text(block) for block in body(data) if block.tag == W + "p" and style_of(block) == "Heading1"]
    assert said[-1] == "Underskrifter"


def pages(pdf: bytes) -> list[list[str]]:
    """Return the lines of each page, without its header and footer."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        lines = [" ".join(line.split()) for line in page.extract_text().splitlines()]
        lines = [line for line in lines if line]
        foot = next((at for at, line in enumerate(lines) if re.search(r"Sida \d+ \(\d+\)$", line)), len(lines))
        found.append(lines[1:foot])
    return found


def headings(data: bytes) -> set[str]:
    return {
        " ".join(text(block).split()) for block in body(data) if block.tag == W + "p" and style_of(block) in HEADINGS
    }


@pytest.mark.libreoffice
def test_every_document_becomes_pages_that_end_with_no_heading_and_begin_with_no_signature() -> None:
    """Every other document of each type; in a long run, all."""
    from iopdocs.conversion.pdf import to_pdf_many

    ordered = sorted(DOCUMENTS, key=lambda one: one.kind)
    first = {one.kind: one for one in reversed(ordered)}
    given = ordered if LONG else [one for n, one in enumerate(ordered) if n % 2 == 0 or first[one.kind] == one]
    assert {one.kind for one in given} == {one.kind for one in DOCUMENTS}
    for one, pdf in zip(given, to_pdf_many([(one.name, one.data) for one in given]), strict=True):
        name, kind = one.name, one.kind
        assert pdf.startswith(b"%PDF-") and len(pdf) > 5_000
        titles = headings(one.data)
        made = pages(pdf)
        # A summary is one page without headings; an agreement never is.
        assert made and (kind != AGREEMENT or (len(made) > 1 and len(titles) > 3)), name
        for number, lines in enumerate(made, start=1):
            last = re.sub(r"^(?:§ ?)?[\d.]+ ", "", lines[-1])
            assert last not in titles or number == len(made), f"{name}, page {number} ends with the heading {last}"
            signed = re.match(r"(?:För |Ort och datum|Underskrift(?!er)|Namnförtydligande|Justerare)", lines[0])
            assert not signed, f"{name}, page {number} begins with {lines[0]}"


def _filled(before: int, height: int, kept: int) -> bytes:
    """Return a document whose last page end comes somewhere within ``kept`` headings and the text they belong to."""
    document = Document()
    for number in range(before):
        document.add_paragraph(f"sida {number}")
    document.add_paragraph("fyllnad").paragraph_format.space_before = Pt(height)
    for number in range(20):
        document.add_paragraph(f"rad {number}")
    for _ in range(kept):
        document.add_paragraph("Rubrik").paragraph_format.keep_with_next = True
    document.add_paragraph("Texten.")
    document.add_paragraph("Mer text. " * 30)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.libreoffice
def test_libreoffice_never_leaves_what_is_kept_at_the_foot_of_a_page() -> None:
    """Its provisional pages have 25 paragraphs: a heading that is the 25th, the 51st … was left behind."""
    from iopdocs.conversion.pdf import to_pdf_many

    cases = [(before, height, kept) for before in (2, 28) for height in range(5, 150, 36) for kept in (2, 3)]
    for case, pdf in zip(cases, to_pdf_many([("x", _filled(*case)) for case in cases]), strict=True):
        for page in PdfReader(io.BytesIO(pdf)).pages:
            assert not page.extract_text().rstrip().endswith("Rubrik"), case


#: Documents whose pages once ended or began within a table, a list or a box, or with the last heading.
PARTED = (
    "exempelby-komplett-2026-overenskommelse",
    "exempelby-vinter-2024-overenskommelse",
    "exempelbygden-delar-2024-overenskommelse",
    "exempelstad-forlangning-2023-forlangning-2",
    "exempelstad-tre-foreningar-2025-overenskommelse",
    "exempelby-bilagor-2026-tjansteskrivelse-1",
)


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)


def pages_of(data: bytes, made: list[list[str]]) -> dict[etree._Element, int]:
    """Return the page that each row, and each paragraph outside tables, begins on."""
    starts = [squeezed("".join(lines)) for lines in made]
    whole, at, found = "".join(starts), 0, {}
    for block in body(data):
        for part in block.findall(W + "tr") if block.tag == W + "tbl" else [block]:
            # Parties sign side by side: their lines are read across.
            signed = part.tag == W + "tr" and style_of(next(part.iter(W + "p"))).startswith("Underskrift")
            said = squeezed(text(next(part.iter(W + "p"))) if signed else text(part))[:30]
            at = whole.find(said, at)
            assert at >= 0, said
            found[part] = next(n for n in range(len(starts)) if at < len("".join(starts[: n + 1])) or not said)
            at += len(said)
    return found


def parted(name: str, kind: str, data: bytes, on: dict[etree._Element, int]) -> Iterator[str]:
    """Yield what a page end parts that should hold together; ``on`` says on which page each part of the body begins."""
    blocks = body(data)
    groups = [table.findall(W + "tr")[1:] for table in data_tables(data)]
    runs = [
        (style, list(run)) for style, run in groupby(blocks, lambda one: style_of(one) if one.tag == W + "p" else "")
    ]
    groups += [run for style, run in runs if style == "ListBullet"]
    for group in groups:
        counts = Counter(on[one] for one in group)
        if len(counts) > 1 and 1 in counts.values():
            yield f"{name}: one is left alone of ”{text(group[0])}” …"
    for boxed in (run for style, run in runs if style == "Ruta"):
        if len({on[one] for one in boxed}) > 1:
            yield f"{name}: the box is parted at ”{text(boxed[-1])}”"
    outside = [block for block in blocks if block.tag == W + "p"]
    for block, after in pairwise(blocks):
        leads = block.tag == W + "p" and style_of(block) in (*HEADINGS, "Caption")
        first = after.find(W + "tr") if after.tag == W + "tbl" else after
        if leads and on[block] != on[first]:
            yield f"{name}: ”{text(block)}” stands last on its page"
    last = max((n for n, block in enumerate(outside) if style_of(block) in HEADINGS), default=0)
    if last and outside[-1] is blocks[-1] and on[outside[last - 1]] != on[outside[last]]:
        yield f"{name}: the last heading begins a page"
    if kind in SIGNED:
        start = next(n for n, block in enumerate(blocks) if block.tag == W + "p" and text(block) == "Underskrifter")
        parts = [part for one in blocks[start:] for part in (one.findall(W + "tr") if one.tag == W + "tbl" else [one])]
        if len({on[part] for part in parts[:3]}) > 1:
            yield f"{name}: the signatures begin on another page than their heading"


@pytest.mark.libreoffice
def test_pages_part_nothing_that_holds_together() -> None:
    """The documents whose pages once did; in a long run, all."""
    from iopdocs.conversion.pdf import to_pdf_many

    given = ALL if LONG else [one for one in ALL if one.name in PARTED]
    assert len(given) >= len(PARTED)
    made = to_pdf_many([(one.name, one.data) for one in given])
    found = [
        fault
        for one, pdf in zip(given, made, strict=True)
        for fault in parted(one.name, one.kind, one.data, pages_of(one.data, pages(pdf)))
    ]
    assert found == []
