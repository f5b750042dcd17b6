"""The workbench in a real browser, for what shows or measures it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from iopdocs.web.running import run

#: How large a window is, and how wide the pictures are.
WIDTH, HEIGHT = 1180, 760


@contextmanager
def workbench(root: Path, day: date) -> Iterator[Any]:
    """Yield a page of a browser that has opened the workbench of a workspace, as of a day."""
    link: Future[str] = Future()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with ThreadPoolExecutor(1) as pool, sync_playwright() as made:
        served = pool.submit(partial(run, root, lambda: day, idle=600.0, started=link.set_result))
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
