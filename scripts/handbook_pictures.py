"""The handbook's pictures of the workbench, made by a browser in a new workspace.

Run ``python -m scripts.handbook_pictures``. It needs the extra ``serve``, Playwright and
Chromium. Look at each picture after a change: that is what they are for.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from iopdocs.web.running import run
from iopdocs.workspace.creation import create

#: The day that the pages are shown as of.
DAY = date(2026, 1, 15)
#: How large a window is, and how wide the pictures are.
WIDTH, HEIGHT = 1180, 760
_ANSWERS = {
    "parter.0.namn": "Exempelby kommun",
    "parter.1.namn": "Exempeljouren",
    "partnerskap": "Trygg framtid",
    "avtalstid.från": "2026-07-01",
    "avtalstid.till": "2028-06-30",
    "ekonomi.komponenter.0.belopp": "1 200 000",
}


@contextmanager
def workbench(root: Path) -> Iterator[Any]:
    """Yield a page of a browser that has opened the workbench of a workspace."""
    link: Future[str] = Future()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with ThreadPoolExecutor(1) as pool, sync_playwright() as made:
        served = pool.submit(partial(run, root, lambda: DAY, idle=600.0, started=link.set_result))
        browser = made.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce", color_scheme="light"
        )
        page = context.new_page()
        page.goto(link.result())
        page.wait_for_url("**/")
        start = page.url
        try:
            yield page
        finally:
            page.close()
            page = context.new_page()
            page.goto(start)
            page.get_by_role("button", name="Stäng arbetsbänken").click()
            served.result()
            browser.close()


def pictures(target: Path) -> list[Path]:
    """Make every picture in a folder, and return them."""
    target.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []

    def shot(page: Any, name: str) -> None:
        made.append(target / f"arbetsbanken-{name}.png")
        page.screenshot(path=str(made[-1]), scale="css")

    with TemporaryDirectory() as folder:
        create(Path(folder) / "arbete")
        with workbench(Path(folder) / "arbete") as page:
            page.get_by_role("link", name="Nytt avtal").click()
            page.get_by_role("link", name="en kommun och en förening").click()
            for name, answer in _ANSWERS.items():
                page.locator(f'[name="{name}"]').fill(answer)
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
            shot(page, "fragor")
            page.get_by_role("button", name="Skapa").click()
            page.frame_locator("#visning").get_by_text("Trygg framtid").first.wait_for()
            shot(page, "avtal")
            page.get_by_role("link", name="Styrgruppsprotokoll").click()
            page.get_by_role("link", name="Börja ett nytt").click()
            page.locator('[name="möten.ny1.datum"]').fill("2026-09-10")
            page.get_by_text("Sparat 1").or_(page.get_by_text("Sparat 0")).or_(page.get_by_text("Sparat 2")).wait_for()
            page.frame_locator("#visning").get_by_text("10 september 2026").first.wait_for()
            shot(page, "protokoll")
    return made


if __name__ == "__main__":
    for path in pictures(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/bilder")):
        sys.stdout.write(f"{path}\n")
