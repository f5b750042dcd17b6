"""The workbench in a real browser, opened by the link that is printed, and used with the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from iopdocs.web.running import run
from tests.support.axe import violations
from tests.support.waiting import HANG

MS = HANG * 1000.0
# What a reader of the screen calls the part that has the focus: its label, or its own words.
_CALLED = """() => { const one = document.activeElement;
 if (!one || one === document.body) return "";
 const label = one.labels && one.labels.length ? one.labels[0].innerText : one.textContent;
 return `${one.tagName.toLowerCase()}:${label.replace(/\\s+/g, " ").trim()}`; }"""
#: More stops than any page of ours has.
_STOPS = 400


@contextmanager
def workbench(root: Path, day: date) -> Iterator[Any]:
    """Give a page of a browser that has opened the workbench of a workspace; it is shut as its user shuts it.

    No script of ours may end in an error meanwhile, also where nobody would notice.
    """
    faults: list[str] = []
    program = shutil.which("chromium") or shutil.which("google-chrome")
    link: Future[str] = Future()
    with ThreadPoolExecutor(1) as pool, sync_playwright() as made:
        served = pool.submit(partial(run, root, lambda: day, idle=float(HANG), started=link.set_result))
        browser = made.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(accept_downloads=True)
        context.set_default_timeout(MS)
        context.on("weberror", lambda one: faults.append(f"{one.page.url if one.page else ''}: {one.error}"))
        page = context.new_page()
        page.on("dialog", lambda asked: asked.accept())  # what is written and not saved is left behind
        page.goto(link.result(HANG))
        page.wait_for_url("**/")
        start = page.url
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=start)
        try:
            yield page
        finally:
            page.goto(start)
            page.get_by_role("button", name="Stäng arbetsbänken").click()
            page.get_by_role("heading", name="Arbetsbänken är stängd").wait_for()
            served.result(HANG)
            browser.close()
    assert faults == []


def tab_to(page: Any, what: str) -> None:
    """Go with the tabulator to a part of the page, by its kind and what it is called: ``button:Spara``."""
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(_CALLED).startswith(what):
            return
    raise AssertionError(f"the tabulator does not come to {what}")


def press(page: Any, what: str) -> None:
    """Go to a link or a button and press Enter, and wait for the page that comes."""
    tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def download(page: Any, what: str, by: Callable[[Any, str], None] | None = None) -> tuple[str, bytes]:
    """Go to what gives a file and press Enter, and return the name and the bytes of the file."""
    with page.expect_download() as given:
        if by is None:
            tab_to(page, what)
            page.keyboard.press("Enter")
        else:
            by(page, what)
    return given.value.suggested_filename, Path(given.value.path()).read_bytes()


def choose(page: Any, what: str, file: Path) -> None:
    """Go to a field for a file and choose one: the dialogue that the browser opens is its own and not ours to try."""
    tab_to(page, what)
    page.locator(":focus").set_input_files(file)


def answer(page: Any, field: str, said: str) -> None:
    """Go to a field and type."""
    tab_to(page, field)
    page.keyboard.insert_text(said)


def save(page: Any) -> None:
    """Save the form, and wait until it is."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.get_by_text("Sparat i").wait_for()


def follow(page: Any, lacking: str) -> None:
    """Follow the link of something that is lacking to its field."""
    tab_to(page, f"a:{lacking}")
    page.keyboard.press("Enter")


def choose_final(page: Any) -> None:
    """Choose a final version, on the page where documents are made."""
    tab_to(page, "input:utkast")
    page.keyboard.press("ArrowDown")


def looked_over(page: Any) -> None:
    """See that axe finds nothing on a page, and that a small screen has room for it."""
    size = page.viewport_size
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(size)
