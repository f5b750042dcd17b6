"""Renewing from the pages without script: what would be made, the making of it, and what is left to decide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pages import Answer, Pages, link_to
from tests.support.records import data, workspace
from tests.support.waiting import wait_until

WINDOW = "/fornya?senast=2026-12-31"
ENDS = "till: 2026-12-31"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = re.sub(r"till: 20\d\d-\d\d-\d\d", ENDS, data(), count=1)
    return workspace(tmp_path_factory.mktemp("arbete"), text)


@pytest.fixture(scope="module")
def pages(root: Path) -> Pages:
    return Pages(root)


def after(pages: Pages, road: str, sign: str) -> Answer:
    """Ask again until the work has come to a page that has a sign."""
    found: list[Answer] = []
    wait_until(lambda: found.append(pages.get(road)) or sign in found[-1].text)
    return found[-1]


def tree(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_what_would_be_made_is_seen_and_nothing_is_written(pages: Pages, root: Path) -> None:
    before = tree(root)
    page = after(pages, WINDOW, "Det här skulle göras")
    assert re.search("1.januari.2027", page.text)
    assert "att besluta" in page.text
    assert 'name="avtal"' in page.text
    assert tree(root) == before


@pytest.mark.parametrize("window", ["inom=snart", "senast=31+februari"])
def test_a_window_that_cannot_be_read_is_told_in_words(pages: Pages, window: str) -> None:
    page = pages.get(f"/fornya?{window}")
    assert page.status == 422
    assert "Det går inte än" in page.text


def test_nothing_chosen_is_nothing_made(pages: Pages, root: Path) -> None:
    before = tree(root)
    assert "Inget avtal är valt" in pages.post("/fornya", {"senast": "2026-12-31"}).text
    assert tree(root) == before


def test_it_is_made_and_each_question_leads_to_its_field_until_it_is_answered(pages: Pages, root: Path) -> None:
    key = re.search(r'name="avtal" value="([0-9a-f]+)"', after(pages, WINDOW, "Det här skulle göras").text)
    assert key
    assert pages.post("/fornya", {"senast": "2026-12-31", "avtal": [key[1]]}).status == 303
    made = after(pages, "/fornya/arbete", "Förnyade avtal")
    new = link_to(made, "/avtal/[0-9a-f]{16}")
    assert (root / "agreements" / "exempelby-komplett-2027.yaml").is_file()
    listed = pages.get("/fornya/beslut")
    left = _left(listed)
    assert left > 1
    assert f'href="{new}#f-' in listed.text

    place = re.search(r'name="fraga" value="(\d+)"', listed.text)
    assert place
    tick = {"avtal": new.removeprefix("/avtal/"), "fraga": place[1], "gor": "kryssa"}
    assert pages.post("/fornya/beslut", tick).status == 303
    assert _left(pages.get("/fornya/beslut")) == left - 1
    report = next((root / "output").glob("fornyelse-*.md"))
    assert report.read_text(encoding="utf-8").count("- [x] ") == 1
    assert pages.post("/fornya/beslut", {**tick, "gor": "oppna"}).status == 303
    assert _left(pages.get("/fornya/beslut")) == left
    assert pages.post("/fornya/beslut", {**tick, "fraga": "99"}).status == 409

    path = root / "agreements" / "exempelby-komplett-2027.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: förslag", "status: beslutat"), encoding="utf-8")
    assert "Inget påbörjat avtal väntar" in pages.get("/fornya/beslut").text


def _left(page: Answer) -> int:
    found = re.search(r"(\d+) kvar att besluta", page.text)
    assert found
    return int(found[1])
