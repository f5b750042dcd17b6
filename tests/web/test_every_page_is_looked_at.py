"""Every page there is, is looked over for those who cannot see it, and every road is known to be a page or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import Pages
from tests.support.roads import PAGES

WEB = Path(__file__).parent
#: Pages that are there when something has been made or given, by the file of the test that looks them over.
MADE_FIRST = {
    "/avtal/{key}/granska/{paper}": "test_pages_jobs.py",
    "/avtal/{key}/kopiera/{paper}": "test_pages_jobs.py",
    "/avtal/{key}/visa/{stem}": "test_pages_for_everybody.py",
    "/fornya/arbete": "test_pages_for_everybody.py",
    "/granska/{held}": "test_pages_jobs.py",
    "/jamfor/sida": "test_pages_jobs.py",
    "/las-in/{held}": "test_pages_for_everybody.py",
    "/tidslinje": "test_pages_for_everybody.py",
}
#: What is fetched as a file, answers a script, or leads on.
NO_PAGE = {
    "/avtal.csv", "/avtal.xlsx", "/avtal/{key}/arkiv/{paket}", "/avtal/{key}/hamta/{paper}",
    "/avtal/{key}/kopiera/{paper}/text", "/avtal/{key}/visa/{stem}/lucka/{number:int}",
    "/jamfor/hamta/{held}", "/kalender.ics", "/lever", "/mallar/{typ}",
}  # fmt: skip


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    app = Pages(tmp_path_factory.mktemp("arbete")).app
    return {one.path for one in app.routes if "GET" in (getattr(one, "methods", None) or ())}


def test_every_road_is_a_page_that_is_looked_over_or_is_none(roads: set[str]) -> None:
    assert roads - set(PAGES) - set(MADE_FIRST) - NO_PAGE == set()
    assert (set(PAGES) | set(MADE_FIRST) | NO_PAGE) - roads == set()


@pytest.mark.parametrize("road", MADE_FIRST)
def test_what_is_made_first_is_looked_over_where_it_is_said(road: str) -> None:
    assert "violations(" in (WEB / MADE_FIRST[road]).read_text(encoding="utf-8")
