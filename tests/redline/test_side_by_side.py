"""Two documents side by side on a page: all of both, what differs marked in words too, nothing fetched or run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from click.testing import CliRunner

from benchmarks.samples.words import word
from iopdocs.cli.compare import compare
from iopdocs.redline.side_by_side import is_page, page

DAY = date(2026, 11, 21)
NAMES = ("gammal.docx", "ny <b>.docx")


def document(*texts: str, heading: str = "Pengar") -> bytes:
    def make(opened: Any) -> None:
        for title in ("Parter", heading):
            opened.add_heading(title, 1)
            for text in texts if title == heading else ["Exempelby kommun"]:
                opened.add_paragraph(text)

    return word(make=make)


def read(old: bytes, new: bytes) -> tuple[BeautifulSoup, bytes]:
    made = page(old, new, NAMES, DAY)
    return BeautifulSoup(made, "html.parser"), made


OLD, NEW = document("Vi kan ge 100 kr.", "Sist <script>alert(1)</script>"), document("Vi ska ge 100 kr.", "Tillagt")


def test_what_differs_is_marked_and_named_on_its_own_side() -> None:
    shown, _ = read(OLD, NEW)
    assert [one.get_text() for one in shown.find_all("del")][:1] == ["struket: kan"]
    assert [one.get_text() for one in shown.find_all("ins")][:1] == ["tillagt: ska"]
    row = shown.find("del").find_parent("tr")
    assert [cell.get_text() for cell in row.find_all("td")] == [
        "Vi struket: kan ge 100 kr.",
        "Vi tillagt: ska ge 100 kr.",
    ]


def test_sections_that_differ_are_listed_and_the_others_are_folded() -> None:
    shown, _ = read(OLD, NEW)
    (link,) = shown.nav.find_all("a")
    assert link.get_text() == "Pengar"
    assert shown.find(id=link["href"][1:]).get_text() == "Pengar"
    assert [one.h2.get_text() for one in shown.find_all("details")] == ["Parter: inget skiljer"]


def test_documents_that_say_the_same_are_said_to() -> None:
    shown, _ = read(OLD, OLD)
    assert "Dokumenten säger samma sak." in shown.get_text()
    assert not shown.find_all(["del", "ins"])


def test_the_page_runs_nothing_fetches_nothing_and_takes_words_for_words() -> None:
    shown, made = read(OLD, NEW)
    assert not shown.find_all(["script", "link", "img", "iframe"])
    assert "default-src 'none'" in shown.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert b"<script" not in made and b"ny <b>" not in made
    assert "Sist <script>alert(1)</script>" in shown.get_text()


def test_the_page_can_be_read_by_ear() -> None:
    shown, _ = read(OLD, NEW)
    assert shown.html["lang"] == "sv" and shown.title.get_text()
    assert len(shown.find_all("h1")) == len(shown.find_all("main")) == 1
    for table in shown.find_all("table"):
        assert table.caption.get_text() and [one["scope"] for one in table.find_all("th")] == ["col", "col"]


def test_zeros_in_a_document_are_not_taken_for_the_seal() -> None:
    old = document("0" * 70)
    shown, made = read(old, document("Annat"))
    assert is_page(made)
    assert "0" * 70 in shown.get_text()


def test_the_command_writes_the_page_and_nothing_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(OLD)
    (tmp_path / "b.docx").write_bytes(NEW)
    target = tmp_path / "ut.html"
    arguments = [str(tmp_path / "a.docx"), str(tmp_path / "b.docx"), "--html", str(target), "--on", "2026-11-21"]
    done = CliRunner().invoke(compare, arguments)
    assert (done.exit_code, done.stdout) == (1, f"{target}\n")
    assert target.read_bytes() == page(OLD, NEW, ("a.docx", "b.docx"), DAY)
    assert CliRunner().invoke(compare, arguments).exit_code == 1
    target.write_text("mitt eget", encoding="utf-8")
    assert CliRunner().invoke(compare, arguments).exit_code == 2
    assert target.read_text(encoding="utf-8") == "mitt eget"
