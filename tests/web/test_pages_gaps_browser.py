"""Gaps of the document beside the form, in a real browser: their fields are found out on the way there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import make_workspace
from tests.support.waiting import wait_until
from tests.support.workbench import workbench

pytestmark = pytest.mark.browser
DAY = date(2026, 1, 15)
FRESH = """id: prov
parter:
  - {namn: Exempelby kommun, roll: offentlig}
  - {namn: Exempeljouren, roll: idéburen, undertecknare: [{titel: kassör}]}
"""
SIGNER = "parter.1.undertecknare.0.namn"


@pytest.fixture
def unknown(tmp_path: Path) -> Iterator[Any]:
    """Open an agreement whose gaps nobody has asked of: a workbench of its own, since what is known is remembered."""
    root = make_workspace(tmp_path)
    (root / "agreements" / "prov.yaml").write_text(FRESH, encoding="utf-8")
    with workbench(root, DAY) as page:
        page.locator("tbody a").first.click()
        page.locator("#visning").wait_for()
        page.frame_locator("#visning").locator("a[data-lucka]").first.wait_for()
        yield page


def test_a_gap_that_is_clicked_before_its_field_is_known_leads_there_when_it_is(unknown: Any) -> None:
    unknown.frame_locator("#visning").get_by_text("[saknas: undertecknarens namn]").last.click()
    wait_until(lambda: unknown.evaluate("document.activeElement.id") == f"f-{SIGNER}")
    assert "lucka" not in unknown.url


def test_a_gap_that_is_reached_by_keyboard_finds_its_field_and_keeps_the_focus(unknown: Any) -> None:
    inside = unknown.frame_locator("#visning")
    gap = inside.get_by_text("[saknas: undertecknarens namn]").last
    gap.focus()
    inside.locator(f'a[href$="#f-{SIGNER}"]').first.wait_for()
    assert inside.locator("a[data-lucka]").count() == 0
    found = unknown.evaluate("document.getElementById('visning').contentDocument.activeElement.hash")
    assert found == f"#f-{SIGNER}"
    unknown.keyboard.press("Enter")
    wait_until(lambda: unknown.evaluate("document.activeElement.id") == f"f-{SIGNER}")


def test_who_types_in_the_form_keeps_the_focus_when_a_gap_was_the_last_place_in_the_document(unknown: Any) -> None:
    unknown.frame_locator("#visning").get_by_text("[saknas: undertecknarens namn]").last.focus()
    unknown.locator('[id="f-partnerskap"]').focus()
    unknown.keyboard.insert_text("Huset vid ån")
    unknown.frame_locator("#visning").get_by_text("Huset vid ån").first.wait_for()
    assert unknown.evaluate("document.activeElement.id") == "f-partnerskap"
