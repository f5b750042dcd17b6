"""Whole jobs in a real browser by keyboard: a communicator's, and a lawyer's from edited draft to archive."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from iopdocs.word.tracked_changes import accept
from tests.support.axe import AXE, violations
from tests.support.batches import small_workspace
from tests.support.editing import edited, replace
from tests.support.records import DAY, ID, KIND, data, workspace
from tests.support.signers import issuer, signed_by
from tests.support.workbench import choose, download, press, tab_to, workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
_COPIED = """async () => Object.fromEntries(await Promise.all((await navigator.clipboard.read()).flatMap(
 one => one.types.map(async type => [type, await (await one.getType(type)).text()]))))"""
_UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"


UNSIGNED = data().replace(", datum: 2025-12-15}", "}")


def keeps_nobody_out(page: Any) -> None:
    """See that a page is for everybody, and fits a small screen."""
    page.evaluate(_UNFOLD)
    assert violations(page) == []
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(size)


def test_a_communicator_releases_reads_and_copies(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": UNSIGNED})
    with workbench(root, DAY) as page:
        communicates(page, root)


def communicates(home: Any, root: Path) -> None:
    press(home, "a:Anhörigcentrum Exempelby")
    press(home, "a:Dokument")
    tab_to(home, "input:utkast")
    home.keyboard.press("ArrowDown")
    name, made = download(home, "button:Word av Pressmeddelande")
    assert name == "pressmeddelande.docx"
    assert made == (root / "output" / ID / name).read_bytes()
    home.get_by_role("status").wait_for()
    press(home, "a:Kopiera texten i pressmeddelande.docx")
    keeps_nobody_out(home)
    tab_to(home, "button:Kopiera med formatering")
    home.keyboard.press("Enter")
    home.get_by_text("Texten är kopierad, med formatering.").wait_for()
    copied = home.evaluate(_COPIED)
    assert set(copied) == {"text/html", "text/plain"}
    assert "<p" in copied["text/html"]
    assert "<h1" not in copied["text/html"]
    tab_to(home, "button:Kopiera ren text")
    home.keyboard.press("Enter")
    home.get_by_text("Texten är kopierad, utan formatering.").wait_for()
    plain = home.evaluate("navigator.clipboard.readText()")
    assert plain.strip() == copied["text/plain"].strip()
    assert "Anhörigföreningen" in plain
    assert "UTKAST" not in plain
    name, text = download(home, "a:Hämta ren text")
    assert text.decode() == plain
    puts_a_provision_in_a_field(home)


def puts_a_provision_in_a_field(home: Any) -> None:
    press(home, "a:Uppgifter")
    field = home.locator('[id="f-partnerskap"]').first
    field.focus()
    home.keyboard.press("End")
    home.keyboard.press("Alt+KeyL")
    home.keyboard.insert_text("26 kap. 1 § OSL")
    home.keyboard.press("Enter")
    home.get_by_role("button", name="Infoga i fältet").wait_for()
    tab_to(home, "button:Infoga i fältet")
    home.keyboard.press("Enter")
    said = field.input_value().replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("Exempelby 26 kap. 1 § offentlighets- och sekretesslagen (2009:400)")
    assert home.evaluate("document.activeElement.id") == "f-partnerskap"


@pytest.mark.libreoffice
def test_a_lawyer_takes_an_edited_draft_to_signature_and_archive(tmp_path: Path) -> None:
    root = workspace(tmp_path / "arbete", UNSIGNED)
    described = root / "templates" / KIND / "dokument.yaml"
    described.write_text(f"{described.read_text(encoding='utf-8')}binder: ja\n", encoding="utf-8")
    with workbench(root, DAY) as page:
        closes(page, root, tmp_path)


def signed_by_all(pdf: bytes) -> bytes:
    when = datetime(2026, 1, 14, 12, tzinfo=UTC)
    for number, who in enumerate(("Anna Exempelsson", "Fatima Utkastdotter", "Karl Modellström"), start=1):
        pdf = signed_by(pdf, f"underskrift-{number}", issuer().signer(who), when)
    return pdf


def closes(home: Any, root: Path, elsewhere: Path) -> None:
    press(home, "a:Anhörigcentrum Exempelby")
    press(home, "a:Dokument")
    _, draft = download(home, "button:Word av Överenskommelse")
    # She edits what she has fetched, and gives it back.
    back = elsewhere / "åter från parten.docx"
    back.write_bytes(edited(draft, replace("får säga upp", "kan när som helst säga upp")))
    press(home, "a:Pröva en fil")
    keeps_nobody_out(home)
    choose(home, "input:Fil", back)
    press(home, "button:Pröva filen")
    assert "kan när som helst" in home.locator("ins").first.inner_text()
    keeps_nobody_out(home)
    press(home, "button:Ta in filen")
    keeps_nobody_out(home)
    press(home, "button:Gör ett nytt utkast med ändringarna i")
    name, merged = download(home, "a:Hämta overenskommelse")
    assert b"helst" in zipfile.ZipFile(io.BytesIO(merged)).read("word/document.xml")
    # In Word she accepts what stands there as tracked, and says that the draft is one no longer.
    there = root / "output" / ID / name
    there.write_bytes(edited(merged, accept))
    press(home, "a:Till avtalets dokument")
    press(home, f"a:Se vad som är ändrat i {name}")
    press(home, "button:Gör den slutlig som den är")
    assert home.get_by_role("status").count() == 1, home.locator("main").inner_text()
    press(home, "a:Till avtalets dokument")
    press(home, "a:Underskrift och arkiv")
    press(home, "button:Gör i ordning")
    made = [path.name for path in (root / "output" / ID).glob("*.underskrift.pdf")]
    assert len(made) == 1, home.locator("main").inner_text()
    _, pdf = download(home, f"a:{made[0]}")
    with ThreadPoolExecutor(1) as pool:  # the browser has the loop of this thread
        pdf = pool.submit(signed_by_all, pdf).result()
    signed = elsewhere / "hämtad.pdf"
    signed.write_bytes(pdf)
    choose(home, "input:Undertecknad PDF", signed)
    press(home, "button:Pröva filen")
    keeps_nobody_out(home)
    assert "undertecknat: 2026-01-14" in home.locator("pre").inner_text()
    press(home, "button:Skriv det i avtalets fil")
    assert home.get_by_role("status").count() == 1, home.locator("main").inner_text()
    assert "undertecknat: 2026-01-14" in (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    press(home, "button:Gör paketet")
    name, package = download(home, f"a:{ID}-")
    inside = zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert any(one.endswith(".undertecknad.pdf") for one in inside)
    keeps_nobody_out(home)
