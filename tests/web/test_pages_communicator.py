"""A communicator whose quote waits for approval: from the refusal to the final release and its text, by keyboard."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.support.axe import AXE, violations
from tests.support.batches import small_workspace
from tests.support.records import DAY, data
from tests.support.workbench import choose_final, download, press, save, tab_to, workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
_APPROVED = "      godkänt: ja\n"
WAITING = data().replace(", datum: 2025-12-15}", "}").replace(_APPROVED, "      godkänt: nej\n", 1)


def asks_for_the_release(page: Any) -> None:
    press(page, "a:Dokument")
    choose_final(page)
    press(page, "button:Word av Pressmeddelande")


def copied(page: Any) -> str:
    tab_to(page, "button:Kopiera ren text")
    page.keyboard.press("Enter")
    page.get_by_text("Texten är kopierad, utan formatering.").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_from_a_quote_that_waits_to_a_final_release_by_keyboard(tmp_path: Path) -> None:
    assert _APPROVED in data()
    root = small_workspace(tmp_path, {"a.yaml": WAITING})
    with workbench(root, DAY) as page:
        press(page, "a:Anhörigcentrum Exempelby")
        asks_for_the_release(page)
        press(page, "a:godkännande av citatet av Anna Exempelsson")
        page.keyboard.type("ja")
        save(page)
        page.get_by_text("inget saknas").wait_for()
        press(page, "a:Dokument")
        choose_final(page)
        name, made = download(page, "button:Word av Pressmeddelande")
        page.get_by_text("Gjort:").wait_for()
        press(page, f"a:Kopiera texten i {name}")
        text = copied(page)
        assert violations(page) == []
    assert name == "pressmeddelande.docx"
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)
    for whole in (said, text):
        assert "Nu kan vi nå dem som orkar mest för andra" in whole
        for mark in ("UTKAST", "[saknas", "[kontrollera", "inte godkänt"):
            assert mark not in whole
    assert "godkänt: nej" not in (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
