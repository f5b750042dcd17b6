"""How long somebody who types waits for the document beside the form, in a real browser.

    python -m benchmarks.typing_in_browser --write

From the press of a key until what was typed stands in the document and the browser has drawn it: the page's own wait,
the way to the program, the program, the way back. It needs the extra ``serve``, Playwright and Chromium. The time is
the clock's, so that nothing else may run beside it; agreements and documents take turns, and medians are given.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import ROOT
from benchmarks.figures import put
from iopdocs.cli import GARBAGE
from scripts.in_browser import workbench

PAGE = ROOT / "docs" / "prestanda.md"
DAY = date(2024, 10, 1)
#: What the time is to be below, in milliseconds.
GOAL = 200
AGREEMENTS = {
    "Värmdö": ROOT / "agreements" / "varmdo-kvinnojouren-2022.yaml",
    "det rikaste": ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml",
}
DOCUMENTS = {"överenskommelsen": "overenskommelse", "pressmeddelandet": "pressmeddelande"}
_FIELD = "f-partnerskap"
#: Prepared before each key: from its press until its letter can be seen in the document.
_UNTIL_SEEN = """([field, word]) => {
  const frame = document.getElementById("visning"), there = frame.contentDocument;
  window.waited = new Promise((done) => {
    document.getElementById(field).addEventListener("keydown", (pressed) => {
      const look = () => {
        if (!there.body.textContent.includes(word)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed.timeStamp)));
      };
      const observer = new MutationObserver(look);
      observer.observe(there.body, { childList: true, subtree: true, characterData: true });
    }, { once: true });
  });
}"""


def times(rounds: int) -> dict[tuple[str, str], list[float]]:
    """Return the milliseconds of each key by agreement and document."""
    gc.set_threshold(*GARBAGE)  # as in the command that opens the workbench
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _lay_out(root)
        with workbench(root, DAY) as start:
            pages = {
                (agreement, document): _opened(start, path, stem)
                for agreement, path in AGREEMENTS.items()
                for document, stem in DOCUMENTS.items()
            }
            for number in range(rounds + 1):
                for one, page in pages.items():
                    waited = _typed(page, chr(ord("a") + number % 26))
                    if number:  # the first key of a page meets what has never been made
                        found[one].append(waited)
    return found


def _lay_out(root: Path) -> None:
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copyfile(ROOT / "iopdocs.yaml", root / "iopdocs.yaml")
    (root / "agreements").mkdir()
    for path in AGREEMENTS.values():
        shutil.copy(path, root / "agreements")


def _opened(start: Any, path: Path, stem: str) -> Any:
    """Return a page where an agreement is written, with a document beside it and the cursor in a field it has."""
    name = start.evaluate("file => [...document.querySelectorAll('tbody a')].map(a => a.href)", path.name)
    page = start.context.new_page()
    page.on("dialog", lambda asked: asked.accept())
    for link in name:
        page.goto(link)
        if page.get_by_text(path.name).count():
            break
    page.locator("#dokument").select_option(stem)
    page.frame_locator("#visning").locator("main").wait_for()
    field = page.locator(f'[id="{_FIELD}"]')
    field.fill("Prov")
    page.frame_locator("#visning").get_by_text("Prov").first.wait_for()
    return page


def _typed(page: Any, letter: str) -> float:
    page.bring_to_front()
    field = page.locator(f'[id="{_FIELD}"]')
    field.focus()
    page.keyboard.press("End")
    page.evaluate(_UNTIL_SEEN, [_FIELD, field.input_value() + letter])
    page.keyboard.press(letter)
    return float(page.evaluate("window.waited"))


def table(found: dict[tuple[str, str], list[float]]) -> str:
    """Return the figures as Markdown, in Swedish."""
    lines = ["| Avtal | Dokument | mitt, ms | nio av tio under, ms | under 200 ms |", "|---|---|---:|---:|---|"]
    for (agreement, document), waits in found.items():
        most = quantiles(waits, n=10)[-1]
        met = "ja" if median(waits) < GOAL else "nej"
        lines.append(f"| {agreement} | {document} | {median(waits):.0f} | {most:.0f} | {met} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/prestanda.md")
    given = parser.parse_args()
    found = table(times(given.rounds))
    print(found)
    if given.write:
        put("typing", found, PAGE)


if __name__ == "__main__":
    main()
