"""An administrator's whole job in a real browser, with the keyboard alone: from the table to finished documents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.conftest import ROOT
from tests.support.axe import AXE
from tests.support.records import data, workspace
from tests.support.workbench import answer, choose_final, download, looked_over, press, save, tab_to, workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
DAY = date(2026, 1, 15)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path, re.sub(r"till: 20\d\d-\d\d-\d\d", "till: 2026-12-31", data(), count=1))


@pytest.fixture
def page(root: Path) -> Iterator[Any]:
    with workbench(root, DAY) as made:
        yield made


def to(page: Any, kind: str, text: str) -> None:
    """Go on with the tabulator until something of a kind has the focus and begins with a text."""
    reached = "([kind, text]) => document.activeElement.matches(kind) && (document.activeElement.innerText || document.activeElement.id).startsWith(text)"  # noqa: E501
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(reached, [kind, text]):
            return
    pytest.fail(f"{kind} {text} is not reached with the keyboard")


def test_renewed_decided_and_made_into_documents_by_keyboard(page: Any, root: Path) -> None:
    to(page, "a", "Förnya")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Förnya avtal som går ut").wait_for()
    to(page, "input", "senast")
    page.keyboard.type("2026-12-31")
    page.keyboard.press("Enter")
    page.get_by_text("Det här skulle göras").wait_for()
    looked_over(page)
    to(page, "button", "Gör utkasten")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Förnyade avtal").wait_for()
    looked_over(page)

    to(page, "a", "Besluta det som är kvar")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Att besluta").wait_for()
    looked_over(page)
    left = page.locator("ul.att-besluta > li:not(.avgjord)").count()
    to(page, "button", "Det stämmer")
    page.keyboard.press("Enter")
    page.locator("li.avgjord").first.wait_for()
    assert page.locator("ul.att-besluta > li:not(.avgjord)").count() == left - 1
    to(page, "ul.att-besluta a", "")
    page.keyboard.press("Enter")
    page.locator("#formular").wait_for()
    to(page, "a", "Dokument")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Gör dokument").wait_for()
    to(page, "ul.gora button", "")
    page.keyboard.press("Enter")
    page.locator("section[role=status]").first.wait_for()
    assert (root / "output" / "exempelby-komplett-2027" / "overenskommelse.docx").is_file()


ENDING = """
antaganden:
  - uppgift: ekonomi.uppräkning.bas
    skäl: Källan säger inte om uppräkningen görs på föregående års belopp. Bekräfta med parterna.
"""


def ending(folder: Path) -> Path:
    """Make a workspace with all templates and a signed agreement that ends, with something assumed in it."""
    (folder / "templates").symlink_to(ROOT / "templates")
    (folder / "agreements").mkdir(parents=True)
    whole = (ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    text = re.sub(r"till: 20\d\d-\d\d-\d\d", "till: 2026-12-31", whole, count=1) + ENDING
    (folder / "agreements" / "a.yaml").write_text(text, encoding="utf-8")
    return folder


def renews(page: Any) -> None:
    press(page, "a:Förnya")
    answer(page, "input:eller senast", "2026-12-31")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("Det här skulle göras").wait_for()
    press(page, "button:Gör utkasten")
    page.get_by_role("heading", name="Förnyade avtal").wait_for()


def decides(page: Any) -> None:
    """Tick off what is to stand as it stands, and confirm what was assumed."""
    press(page, "a:Besluta det som är kvar")
    left = page.locator("ul.att-besluta > li:not(.avgjord)")
    number = left.count()
    for _ in range(number - 1):
        press(page, "button:Det stämmer")
    assert left.count() == 1
    press(page, "a:Antagandet följer med")
    looked_over(page)
    press(page, "button:Bekräfta ekonomi.uppräkning.bas")
    page.get_by_text("Bekräftat, och sparat").wait_for()


def confirms(page: Any) -> None:
    """Confirm two of the things that the house asks before the parties sign; the name is written once."""
    left = page.locator("button[value^=fraga]").count()
    answer(page, "input:Vem bekräftar", "kommunjuristen")
    press(page, "button:Bekräfta:")
    press(page, "button:Bekräfta:")
    assert page.locator("button[value^=fraga]").count() == left - 2
    looked_over(page)


def fills_the_gaps(page: Any) -> None:
    """Ask for the final version, and mend what it waits for until it waits for nothing."""
    press(page, "a:Dokument")
    choose_final(page)
    press(page, "button:Word av Överenskommelse")
    press(page, "a:diarienummer")
    page.keyboard.insert_text("SN 2026/00456")
    save(page)
    page.get_by_text("inget saknas").wait_for()
    press(page, "a:Dokument")
    choose_final(page)
    press(page, "button:Word av Överenskommelse")
    press(page, "a:Status är förslag")
    page.keyboard.type("beslutat")
    save(page)
    press(page, "a:Dokument")
    choose_final(page)
    press(page, "button:Word av Överenskommelse")


def test_from_an_agreement_that_ends_to_the_final_one_after_it_by_keyboard(tmp_path: Path) -> None:
    root = ending(tmp_path)
    with workbench(root, DAY) as page:
        renews(page)
        decides(page)
        confirms(page)
        fills_the_gaps(page)
        press(page, "a:beslut av")
        tab_to(page, "button:Lägg till i Beslut")
        page.keyboard.press("Enter")
        page.locator('fieldset[id="f-beslut.ny1"]').wait_for()
        page.keyboard.insert_text("socialnämnden")
        answer(page, "input:Datum för beslutet", "2026-01-14")
        answer(page, "textarea:Paragraf", "§ 9")
        save(page)
        press(page, "a:Dokument")
        choose_final(page)
        name, made = download(page, "button:Word av Överenskommelse")
        page.get_by_text("Gjort:").wait_for()
    assert re.fullmatch(r"overenskommelse(\.slutlig)?\.docx", name)
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)
    assert "1\N{NO-BREAK SPACE}januari 2027" in said
    for mark in ("UTKAST", "[saknas", "[kontrollera", "[bekräfta"):
        assert mark not in said
    text = (root / "agreements" / "exempelby-komplett-2027.yaml").read_text(encoding="utf-8")
    assert "antaganden" not in text
    assert text.count("av: kommunjuristen") == 2
