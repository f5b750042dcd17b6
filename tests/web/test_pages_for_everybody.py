"""Pages that come up in passing keep nobody out either: work that goes on, a Word file that is read in, the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.word_texts import word_file
from iopdocs.usecases.jobs import Job
from tests.support.axe import AXE, violations
from tests.support.records import DAY, workspace
from tests.support.service import Service
from tests.support.workbench import choose, press, tab_to, workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(not AXE.exists(), reason="run: npm install --no-save axe-core"),
]
TEXT = """# Överenskommelse om mentorer
Mellan Exempelby kommun, org.nr 299999-0001, nedan kallad kommunen, och Provklubben, nedan kallad klubben.
## Uppsägning
Uppsägningstiden är sex månader.
"""


def keeps_nobody_out(page: Any) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_work_that_goes_on_and_a_file_that_is_read_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = tmp_path / "från parten.docx"
    given.write_bytes(word_file(TEXT))
    root = workspace(tmp_path / "arbete")
    about = Service(root).get("/api", authorization="").text
    with workbench(root, DAY) as page:
        key = str(page.locator("tbody a").first.get_attribute("href")).partition("?")[0].rpartition("/")[2]
        press(page, "a:Nytt avtal")
        press(page, "a:Läs in ett avtal som finns som Word-fil")
        keeps_nobody_out(page)
        choose(page, "input:", given)
        press(page, "button:")
        keeps_nobody_out(page)
        tab_to(page, "input:")
        start = page.url.partition("/las-in")[0]
        with monkeypatch.context() as going:
            going.setattr(Job, "ended_within", lambda self, seconds: False)
            page.goto(f"{start}/fornya?inom=2+%C3%A5r")
            page.get_by_role("heading", name="Förnyelsen räknas ut").wait_for()
            keeps_nobody_out(page)
        service = page.context.new_page()
        service.set_content(about)
        service.get_by_role("heading", name="iopdocs som tjänst").wait_for()
        keeps_nobody_out(service)
        # Nothing runs on these pages, the one that looks them over neither: it is given what they say.
        for road in ("/tidslinje", f"/avtal/{key}/visa/overenskommelse"):
            answer = page.context.request.get(start + road)
            assert answer.ok
            service.set_content(answer.text())
            keeps_nobody_out(service)
