"""A document made HTML in pieces reads as one made whole, and only what is new is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import iopdocs.conversion.content as whole
from iopdocs.conversion.html import to_html, to_shown
from iopdocs.conversion.piecewise import Pieces
from tests.conftest import ROOT
from tests.support.conversion_samples import lines, made
from tests.support.every_document import documents

RICHEST = ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml"


def letter(first: str, second: str) -> bytes:
    return made(
        lines("Rubriken", style="Title"), lines(first), lines("a", "b", style="List Bullet"),
        lines("Ett", style="Heading 1"), lines("c", style="List Bullet"), lines("", style="Heading 1"),
        lines("d", style="List Bullet"), lines("Två", style="Heading 2"), lines(second),
    )  # fmt: skip


def marked(xml: str) -> Callable[[Document], None]:
    """Add a paragraph of markup."""

    def step(document: Document) -> None:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    return step


def read(data: bytes, pieces: Pieces | None = None) -> str:
    """Return the body of a document's page, made in pieces or else whole."""
    page = to_shown(data, "Prov", pieces) if pieces is not None else to_html(data, "Prov")
    return page.decode().partition("<body>")[2]


@pytest.mark.parametrize("path", [RICHEST], ids=lambda path: Path(path).stem)
def test_every_document_reads_the_same_in_pieces(path: Path) -> None:
    pieces = Pieces()
    for one in documents(path).values():
        assert read(one.data, pieces) == read(one.data)
        assert read(one.data, pieces) == read(one.data)


def test_a_piece_that_has_changed_is_made_anew_and_the_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, converted = Pieces(), list[str]()
    make = whole._html
    monkeypatch.setattr(whole, "_html", lambda data: converted.append(make(data)) or converted[-1])
    for first, second in (("som det var", "sist"), ("något annat", "sist"), ("något annat", "mer")):
        assert read(letter(first, second), pieces) == read(letter(first, second))
    in_pieces = converted[::2]
    assert "sist" in in_pieces[0]
    assert "något annat" in in_pieces[1]
    assert "sist" not in in_pieces[1]
    assert "mer" in in_pieces[2]
    assert "något annat" not in in_pieces[2]


def test_a_piece_that_is_as_it_was_is_not_cleaned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, cleaned = Pieces(), list[str]()
    clean = whole._cleaned
    monkeypatch.setattr(whole, "_cleaned", lambda html, kept: cleaned.append(html) or clean(html, kept))
    read(letter("som det var", "sist"), pieces)
    cleaned.clear()
    read(letter("som det var", "mer"), pieces)
    assert len(cleaned) == 1
    assert "mer" in cleaned[0]


@pytest.mark.parametrize("name", ["mål", "D&amp;O's_&quot;mål&quot;"])
def test_a_bookmark_in_one_piece_is_kept_for_what_refers_to_it_in_another(name: str) -> None:
    there = f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:r><w:t>Dit</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    link = f'<w:hyperlink w:anchor="{name}"><w:r><w:t>Se dit</w:t></w:r></w:hyperlink>'
    before, after = (
        made(lines("Ett", style="Heading 1"), marked(there), lines("Två", style="Heading 1"), last)
        for last in (lines("inget"), marked(link))
    )
    pieces = Pieces()
    for data in (before, after, before):
        assert read(data, pieces) == read(data)
    assert "<a id=" in read(after, pieces)
    assert "<a id=" not in read(before, pieces)


def test_what_is_kept_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iopdocs.conversion.piecewise.MOST", 5)
    pieces = Pieces()
    for number in range(6):
        read(letter(f"nummer {number}", "sist"), pieces)
    assert len(pieces) == 5
