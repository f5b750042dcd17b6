"""The workbench in a real browser: typing, keyboard, small and dark screens, and a hostile page beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import docx
import pytest

from tests.support.axe import AXE, violations
from tests.support.cli import make_workspace
from tests.support.roads import MINUTES, PAGES
from tests.support.waiting import wait_until
from tests.support.workbench import workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
DAY = date(2026, 1, 15)
UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("arbete"))


@pytest.fixture(scope="module")
def opened(root: Path) -> Iterator[Any]:
    """Open the workbench as its user does: by the link that is printed."""
    with workbench(root, DAY) as page:
        yield page.context


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    start = opened.pages[0].url
    made = opened.new_page()
    made.goto(start)
    yield made
    made.close()


def to_the_agreement(page: Any) -> None:
    page.locator("tbody a").first.click()
    page.locator("#visning").wait_for()


def test_a_job_by_keyboard_from_the_first_page_to_a_saved_file(page: Any, root: Path) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('tbody') !== null && document.activeElement.tagName === 'A'"):
            break
    page.keyboard.press("Enter")
    page.locator("#visning").wait_for()
    page.locator('[id="f-partnerskap"]').focus()
    page.keyboard.insert_text("Huset vid ån")
    page.frame_locator("#visning").get_by_text("Huset vid ån").first.wait_for()
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Spara", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Sparat i").wait_for()
    assert "partnerskap: Huset vid ån" in (root / "agreements" / "prov.yaml").read_text(encoding="utf-8")


def to(page: Any, name: str, *, until: str) -> None:
    """Go on with Tab until a link or a button has the focus, and press Enter."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.textContent || '').trim()").startswith(name):
            break
    else:
        raise AssertionError(f"{name} cannot be reached")
    page.keyboard.press("Enter")
    page.locator(until).first.wait_for()


def answer(page: Any, question: str, said: str) -> None:
    """Go on with Tab to the field of a question, and type."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.labels?.[0]?.textContent") == question:
            page.keyboard.insert_text(said)
            return
    raise AssertionError(f"{question} cannot be reached")


def test_a_lawyers_first_agreement_from_a_note_by_keyboard_alone(page: Any, root: Path) -> None:
    to(page, "Nytt avtal", until="text=Börja med några frågor")
    to(page, "Idéburet offentligt partnerskap, en kommun och en förening", until="text=Vilken kommun är part?")
    answer(page, "Vilken kommun är part?", "Exempelby kommun")
    answer(page, "Vilken förening är part?", "Provjouren")
    answer(page, "Vad heter partnerskapet?", "Trygg framtid")
    answer(page, "Vilken dag börjar avtalet gälla?", "2026-13-01")
    to(page, "Skapa", until="text=Avtalet skapades inte")
    page.get_by_text("Månaden i ”2026-13-01” finns inte").first.wait_for()
    page.get_by_label("Vilken dag börjar avtalet gälla?").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("2026-07-01")
    answer(page, "Vilken dag är den sista?", "2028-06-30")
    to(page, "Skapa", until="text=Avtalet är skapat")
    file = root / "agreements" / "exempelby-provjouren-2026.yaml"
    page.frame_locator("#visning").get_by_text("Trygg framtid").first.wait_for()
    page.locator('[id="f-ekonomi.komponenter.0.belopp"]').focus()
    page.keyboard.insert_text("mycket")
    page.locator('[id="p-ekonomi.komponenter.0.belopp"] li').first.wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("400 000")
    page.frame_locator("#visning").get_by_text("400\N{NO-BREAK SPACE}000 kronor").first.wait_for()
    page.locator("button[value=spara]").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Sparat i").wait_for()
    assert "belopp: 400 000" in file.read_text(encoding="utf-8")
    to(page, "Dokument", until="text=Gör dokument")
    with page.expect_download() as given:
        to(page, "Word av Överenskommelse", until="text=Gjort:")
    assert "Trygg framtid" in "\n".join(one.text for one in docx.Document(given.value.path()).paragraphs)
    to(page, "Styrgruppsprotokoll", until="text=Börja ett nytt")
    to(page, "Börja ett nytt", until="#visning")
    answer(page, "Mötesdatum", "2026-09-10")
    page.get_by_text("Sparat", exact=False).first.wait_for()
    page.frame_locator("#visning").get_by_text("10 september 2026").first.wait_for()
    wait_until(lambda: "datum: 2026-09-10" in file.read_text(encoding="utf-8"))
    wait_until(lambda: page.url.endswith(f"{MINUTES}/1"))


def test_a_fault_comes_while_typing_and_a_gap_leads_to_its_field(page: Any) -> None:
    to_the_agreement(page)
    field = page.locator('[id="f-parter.0.orgnr"]')
    page.evaluate(UNFOLD)
    field.fill("1234")
    page.locator('[id="p-parter.0.orgnr"] li.fel').wait_for()
    page.locator("h1").click()
    assert not page.evaluate("document.activeElement.id").startswith("f-")
    page.frame_locator("#visning").locator("mark a").first.click()
    wait_until(lambda: page.evaluate("document.activeElement.id").startswith("f-"))
    assert page.frame_locator("#visning").locator("script").count() == 0
    page.evaluate("window.onbeforeunload = null")


def test_what_is_typed_before_the_document_has_come_stands_in_it_when_it_comes(page: Any) -> None:
    late: list[Any] = []
    hold = lambda road: late.append(road) if road.request.is_navigation_request() else road.continue_()  # noqa: E731
    page.route("**/visa/**", hold)
    page.locator("tbody a").first.click()
    with page.expect_response("**/visa/**"):
        page.locator('[id="f-partnerskap"]').fill("Huset vid bäcken")
    assert len(late) == 1
    late[0].continue_()
    page.frame_locator("#visning").get_by_text("Huset vid bäcken").first.wait_for()
    page.evaluate("window.onbeforeunload = null")


def test_another_document_that_is_chosen_before_the_first_has_come_is_the_one_that_is_shown(page: Any) -> None:
    late: list[Any] = []
    hold = lambda road: late.append(road) if road.request.is_navigation_request() else road.continue_()  # noqa: E731
    page.route("**/visa/**", hold)
    page.locator("tbody a").first.click()
    with page.expect_response("**/visa/pressmeddelande*"):
        page.locator("#dokument").select_option("pressmeddelande")
    with page.expect_response("**/visa/pressmeddelande*"):
        late[0].continue_()
    page.frame_locator("#visning").get_by_text("Pressmeddelande").first.wait_for()


def test_only_what_has_changed_is_put_in_anew(page: Any) -> None:
    to_the_agreement(page)
    inside = page.frame_locator("#visning")
    inside.locator("main").wait_for()
    page.locator('[id="f-partnerskap"]').fill("Huset vid bron")
    inside.get_by_text("Huset vid bron").first.wait_for()
    every = "[...document.getElementById('visning').contentDocument.querySelectorAll('a, h2, table, td')]"
    page.evaluate(f"{every}.forEach(one => {{ one.wasThere = true; }})")
    page.locator('[id="f-partnerskap"]').fill("Huset vid sjön")
    inside.get_by_text("Huset vid sjön").first.wait_for()
    assert page.evaluate(f"{every}.length") > 20
    assert page.evaluate(f"{every}.filter(one => !one.wasThere).map(one => one.outerHTML)") == []
    page.evaluate("window.onbeforeunload = null")


def test_a_page_that_was_sent_without_the_script_goes_to_the_new_record_when_it_has_one(page: Any) -> None:
    to_the_agreement(page)
    page.evaluate("""() => {
        const form = document.getElementById("formular"), act = document.createElement("input");
        Object.assign(act, { type: "hidden", name: "gor", value: "till:parter" });
        form.append(act);
        form.submit();  // as the browser does by itself: nobody listens
    }""")
    page.locator('input[name="parter"][value="ny1"]').wait_for(state="attached")
    wait_until(lambda: page.evaluate("document.activeElement.id").startswith("f-parter.ny1."))
    page.evaluate("window.onbeforeunload = null")


def test_a_record_is_added_in_place(page: Any) -> None:
    to_the_agreement(page)
    page.locator('button[value="till:parter"]').click()
    page.locator('input[name="parter"][value="ny1"]').wait_for(state="attached")
    # Who presses before the script has come gets the page as without one, and the script goes there when it has.
    wait_until(lambda: page.evaluate("document.activeElement.id").startswith("f-parter.ny1."))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out_on_a_small_screen_either(opened: Any, scheme: str) -> None:
    made = opened.new_page()
    made.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    made.set_viewport_size({"width": 320, "height": 800})
    made.goto(opened.pages[0].url)
    start = made.url.rstrip("/")
    to_the_agreement(made)
    key = made.url.partition("?")[0].rpartition("/")[2]
    found = {}
    for road in (one.format(key=key) for roads in PAGES.values() for one in roads):
        made.goto(start + road)
        made.evaluate(UNFOLD)
        if told := violations(made):
            found[road] = told
        assert made.evaluate("document.documentElement.scrollWidth") <= 320, road
    made.close()
    assert found == {}


class Hostile(BaseHTTPRequestHandler):
    """A page on another port of this computer, which tries what it can."""

    target = ""
    cookies: list[str]

    def do_GET(self) -> None:
        Hostile.cookies.append(self.headers.get("cookie", ""))
        text = f"""<!DOCTYPE html><title>x</title><iframe src="{self.target}/"></iframe>
<form id="f" method="post" action="{self.target}/stang"><input name="nyckel" value="x"></form>"""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_page_on_another_port_can_neither_read_nor_change(opened: Any) -> None:
    target = opened.pages[0].url.rstrip("/")
    Hostile.target, Hostile.cookies = target, []
    server = HTTPServer(("127.0.0.1", 0), Hostile)
    Thread(target=server.serve_forever, daemon=True).start()
    made = opened.new_page()
    token = opened.pages[0].locator('meta[name="iopdocs"]').get_attribute("content")
    made.goto(f"http://127.0.0.1:{server.server_port}/")
    read = made.evaluate("to => fetch(to + '/', {credentials: 'include'}).then(r => r.text(), e => 'nej')", target)
    assert read == "nej"
    opaque = "{method: 'POST', mode: 'no-cors', credentials: 'include'}"
    made.evaluate(f"to => fetch(to + '/stang', {opaque}).then(() => 1, () => 0)", target)
    assert all(frame.locator("table").count() == 0 for frame in made.frames[1:])
    made.evaluate("document.getElementById('f').submit()")
    made.get_by_role("heading", name="Nej").wait_for()
    server.shutdown()
    server.server_close()
    made.close()
    # The browser does send it the cookie, whatever the port; what it takes to change something is not in there.
    assert any("iopdocs-" in one for one in Hostile.cookies)
    assert not any(token in one for one in Hostile.cookies)
    opened.pages[0].reload()
    opened.pages[0].get_by_role("heading", name="Avtalen den").wait_for()
