"""A lawyer who has nothing but a note from a meeting writes her first agreement, and makes it final, by keyboard."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.support.axe import AXE, violations
from tests.support.cli import make_workspace
from tests.support.workbench import answer, choose_final, download, follow, press, save, tab_to, workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
NOTE = """Möte den 12 januari 2026 om mentorer för unga, Exempelby kommun och Exempelby friidrottsklubb.

Fritidschefen: många slutar idrotta vid tretton, och flera av dem har ingen vuxen att prata med. Klubben har ledare som
vill vara mentorer. Det var klubben som hörde av sig.
Vi kom överens om "Mentorerna på banan": unga 13–19 år, från den 1 augusti 2026 till den 30 juni 2028. Kommunen ger
180 000 kronor per år till utbildning av mentorer och till hallhyra, i förskott varje halvår, halva år efter månader.
Det förlängs inte av sig självt. Den ena kan säga upp med tre månaders varsel. KS 2026/17. Beslutat den 14 januari.
Anna Provsson, kommundirektör, och Ida Utkastdotter, ordförande, skriver under.
"""
LACKS = "uppgifter saknas"


def choose_in(page: Any, field: str, choice: str) -> None:
    """Go to a list of choices and type the beginning of one, as one does with the keyboard."""
    tab_to(page, field)
    page.keyboard.type(choice)


def begins(page: Any) -> None:
    press(page, "a:Nytt avtal")
    press(page, "a:Idéburet offentligt partnerskap, en kommun och en förening")
    answer(page, "textarea:Vilken kommun är part?", "Exempelby kommun")
    answer(page, "textarea:Vilken förening är part?", "Exempelby friidrottsklubb")
    answer(page, "textarea:Vad heter partnerskapet?", "Mentorerna på banan")
    answer(page, "textarea:Vad vill ni uppnå", "ge unga en vuxen att prata med")
    answer(page, "textarea:Vilka är verksamheten till för?", "unga i åldern 13–19 år")
    answer(page, "input:Vilken dag börjar", "2026-08-01")
    answer(page, "input:Vilken dag är den sista?", "2028-06-30")
    answer(page, "input:Hur mycket betalar kommunen", "180 000")
    press(page, "button:Skapa")


def asks_for_a_final(page: Any) -> None:
    choose_final(page)
    press(page, "button:Word av Överenskommelse")


def fills_in(page: Any) -> None:
    """Fill in what the list says is lacking, one thing after another, from the list to the field and back."""
    for whose, number in (("Exempelby kommun", "299999-0001"), ("Exempelby friidrottsklubb", "802999-0002")):
        follow(page, f"organisationsnummer ({whose})")
        page.keyboard.insert_text(number)
        save(page)
        follow(page, f"adress ({whose})")
        answer(page, "textarea:Gatuadress", "Torget 1")
        answer(page, "input:Postnummer", "123 45")
        answer(page, "textarea:Postort", "Exempelby")
        save(page)
    follow(page, "bakgrund")
    answer(page, "textarea:Behov", "många unga slutar idrotta vid tretton års ålder")
    answer(page, "textarea:Initiativ", "föreningen")
    save(page)
    follow(page, "vad pengarna är till")
    page.keyboard.insert_text("utbildning av mentorer och hallhyra")
    save(page)
    follow(page, "hur ett delår räknas")
    page.keyboard.type("månader")
    save(page)
    follow(page, "hur ofta pengarna betalas ut")
    page.keyboard.type("halvår")
    save(page)
    follow(page, "vad som gäller för förlängning")
    choose_in(page, "select:Om avtalet kan förlängas", "ingen")
    save(page)
    follow(page, "vad som gäller för uppsägning")
    choose_in(page, "select:Möjlig", "ja")
    answer(page, "input:Uppsägningstid", "3 månader")
    answer(page, "textarea:Uppsägningens form", "skriftligen")
    save(page)
    for whose, name, title in (
        ("Exempelby kommun", "Anna Provsson", "kommundirektör"),
        ("Exempelby friidrottsklubb", "Ida Utkastdotter", "ordförande"),
    ):
        follow(page, f"undertecknarens namn ({whose})")
        tab_to(page, "button:Lägg till i Undertecknare")
        page.keyboard.press("Enter")
        page.locator(":focus").locator("xpath=ancestor::fieldset[contains(@id, 'undertecknare')]").first.wait_for()
        page.keyboard.insert_text(name)
        answer(page, "textarea:Undertecknarens titel", title)
        save(page)
    follow(page, "diarienummer")
    page.keyboard.insert_text("KS 2026/17")
    save(page)


def test_from_a_note_to_a_final_agreement_by_keyboard(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    with workbench(root, date(2026, 1, 15)) as page:
        begins(page)
        press(page, "a:Dokument")
        asks_for_a_final(page)
        page.get_by_text(LACKS).wait_for()
        assert violations(page) == []
        press(page, "a:adress (Exempelby kommun)")
        fills_in(page)
        page.get_by_text("inget saknas").wait_for()
        press(page, "a:Dokument")
        asks_for_a_final(page)
        press(page, "a:Status är förslag")
        page.keyboard.type("beslutat")
        save(page)
        press(page, "a:Dokument")
        asks_for_a_final(page)
        press(page, "a:beslut av kommunen")
        tab_to(page, "button:Lägg till i Beslut")
        page.keyboard.press("Enter")
        page.locator('fieldset[id="f-beslut.ny1"]').wait_for()
        page.keyboard.insert_text("kommunstyrelsen")
        answer(page, "input:Datum för beslutet", "2026-01-14")
        answer(page, "textarea:Paragraf", "§ 7")
        save(page)
        press(page, "a:Dokument")
        tab_to(page, "input:utkast")
        page.keyboard.press("ArrowDown")
        name, made = download(page, "button:Word av Överenskommelse")
        page.get_by_text("Gjort:").wait_for()
        assert violations(page) == []
    assert name == "overenskommelse.docx"
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)
    assert "Mentorerna på banan" in said
    assert "ge unga en vuxen att prata med" in said
    for mark in ("UTKAST", "[saknas", "[kontrollera"):
        assert mark not in said
