from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from iopdocs.conversion import CONVERTERS
from tests.support.browser import opened
from tests.support.conversion_samples import NBSP, TITLE, press_release

pytestmark = pytest.mark.browser


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pressmeddelande.html"
    path.write_bytes(CONVERTERS["html"](press_release(), TITLE))
    return path


def test_a_browser_shows_the_text_and_the_links(page: Path) -> None:
    soup = BeautifulSoup(opened(page), "html.parser")
    assert soup.html is not None and soup.html["lang"] == "sv"
    assert soup.title is not None and soup.title.get_text() == TITLE
    main = soup.main
    assert main is not None
    assert f"Bidraget är 400{NBSP}000{NBSP}kr och [saknas: datum]." in main.get_text()
    assert [one["href"] for one in main.find_all("a")] == [
        "tel:+46703306324",
        "mailto:asa_oberg@exempelby.se",
        "https://www.exempelby.se/press",
    ]
    assert [one.name for one in main.find_all(["h1", "h2", "blockquote", "mark", "th", "li"])] == [
        "h1", "mark", "h2", "li", "li", "blockquote", "h2", "th", "th", "th",
    ]  # fmt: skip


def test_a_browser_fetches_nothing_but_the_page(page: Path) -> None:
    log = page.with_name("net.json")
    opened(page, f"--log-net-log={log}")
    text = log.read_text(encoding="utf-8")
    events = json.loads(text)["events"]
    asked = {str(event["params"]["url"]) for event in events if "url" in event.get("params", {})}
    assert events
    assert not [url for url in asked if "exempelby" in url and not url.startswith("file:")]
    assert not [url for url in asked if url.startswith("http") and "google" not in url]
