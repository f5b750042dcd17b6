"""An administrator's whole job in a real browser, with the keyboard alone: from the table to finished documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.axe import AXE, violations
from tests.support.records import data, workspace
from tests.support.workbench import workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
DAY = date(2026, 1, 15)
SMALL, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}


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


def looked_over(page: Any) -> None:
    """Axe finds nothing, and a small screen has room for it."""
    assert violations(page) == []
    page.set_viewport_size(SMALL)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    page.set_viewport_size(WIDE)


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
