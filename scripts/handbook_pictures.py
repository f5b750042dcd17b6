"""The handbook's pictures of the workbench, made by a browser in a new workspace.

Run ``python -m scripts.handbook_pictures``. It needs the extra ``serve``, Playwright and
Chromium. Look at each picture after a change: that is what they are for.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from iopdocs.workspace.creation import create
from scripts.in_browser import workbench

#: The day that the pages are shown as of.
DAY = date(2026, 1, 15)
_ANSWERS = {
    "parter.0.namn": "Exempelby kommun",
    "parter.1.namn": "Exempeljouren",
    "partnerskap": "Trygg framtid",
    "avtalstid.från": "2026-07-01",
    "avtalstid.till": "2028-06-30",
    "ekonomi.komponenter.0.belopp": "1 200 000",
}


def pictures(target: Path) -> list[Path]:
    """Make every picture in a folder, and return them."""
    target.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []

    def shot(page: Any, name: str) -> None:
        made.append(target / f"arbetsbanken-{name}.png")
        page.screenshot(path=str(made[-1]), scale="css")

    with TemporaryDirectory() as folder:
        create(Path(folder) / "arbete")
        with workbench(Path(folder) / "arbete", DAY) as page:
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
