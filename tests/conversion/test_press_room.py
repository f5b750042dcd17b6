"""What a press room gets: a page with metadata, a fragment for its content system, and everything by itself as JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from iopdocs.conversion import CONVERTERS
from iopdocs.conversion.article import PressArticle, article
from iopdocs.making.batch import libraries
from iopdocs.making.render import load_template, render
from iopdocs.word.package import read_package
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.conversion_samples import lines, made, styled

DAY = date(2026, 1, 15)
VOID = {"meta", "br", "img", "link", "hr", "input"}
HOSTILE = '</script><script>alert("å")</script> & "citat"'


@pytest.fixture(scope="module")
def release() -> bytes:
    """The release of the agreement that has everything."""
    workspace = Workspace(ROOT)
    loaded = workspace.load(ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml")
    assert loaded.agreement is not None
    kind = workspace.types["pressmeddelande"]
    return render(loaded.agreement, kind, load_template(kind.template), libraries(workspace), DAY).data


@pytest.fixture(scope="module")
def news(release: bytes) -> PressArticle:
    return article(release, "Titel")


def hostile() -> bytes:
    return made(styled("Uppgiftsrad", "Exempelby kommun"), lines(HOSTILE, style="Title"), styled("Ingress", HOSTILE))


class Nesting(HTMLParser):
    """Fails for an element that is not closed where it should be, or is within what cannot hold it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "aside"}:
            assert "p" not in self.open, f"{tag} within a paragraph"
        assert len({name for name, _ in attributes}) == len(attributes)
        self.ids += [value or "" for name, value in attributes if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"{tag} closes {self.open[-1:]}"
        self.open.pop()


def well_nested(page: str) -> None:
    parser = Nesting()
    parser.feed(page)
    parser.close()
    assert parser.open == [] and len(set(parser.ids)) == len(parser.ids)


def schema(page: str) -> dict[str, object]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, object] = json.loads(data)
    return found


def test_the_page_is_an_article_with_what_search_engines_ask_for(release: bytes, news: PressArticle) -> None:
    page = CONVERTERS["html"](release, "Titel").decode()
    well_nested(page)
    assert page.count("<article>") == 1 and page.count("<h1>") == 1
    said = schema(page)
    assert said["@context"] == "https://schema.org" and said["@type"] == "NewsArticle"
    assert said["headline"] == news.headline and said["description"] == news.lead
    assert said["datePublished"] == "2025-12-16" and said["inLanguage"] == "sv"
    assert said["author"] == {"@type": "Organization", "name": "Exempelby kommun"}
    assert said["image"] == [
        {
            "@type": "ImageObject",
            "name": "traffpunkten.jpg",
            "description": "Fem personer dricker kaffe runt ett bord i en ljus lokal.",
            "caption": "Träffpunkten i Exempelby öppnar i januari.",
            "creditText": "Rut Modell",
        }
    ]
    for name in ("og:type", "og:title", "og:description", "og:locale", "og:site_name", "article:published_time"):
        assert page.count(f'property="{name}"') == 1, name
    assert page.count('<meta name="description"') == 1


def test_a_document_without_a_lead_is_no_article() -> None:
    page = CONVERTERS["html"](made(lines("Avtal", style="Title"), lines("Parterna samverkar.")), "Avtal").decode()
    assert "<article>" not in page and "ld+json" not in page and "og:" not in page


def test_what_somebody_writes_cannot_end_what_it_stands_in() -> None:
    page = CONVERTERS["html"](hostile(), "Titel").decode()
    well_nested(page)
    assert page.count("<script") == 1
    assert schema(page)["headline"] == HOSTILE
    assert f'content="{HOSTILE}"' not in page


def test_the_fragment_has_the_text_and_nothing_that_a_content_system_has_itself(release: bytes) -> None:
    fragment = CONVERTERS["fragment.html"](release, "Titel").decode()
    well_nested(fragment)
    for mark in ("<h1", "<style", "style=", "UTKAST", "<html", "<head", "<article", "<script"):
        assert mark not in fragment, mark
    body = CONVERTERS["html"](release, "Titel").decode().partition("<article>")[2].partition("</article>")[0]
    kept = re.sub(r'<h1>.*?</h1>|<p class="utkast">.*?</p>', "", body)
    assert fragment.split() == kept.split()


def test_everything_stands_by_itself_in_the_json(news: PressArticle) -> None:
    assert (news.sender, news.published, news.draft) == ("Exempelby kommun", date(2025, 12, 16), True)
    assert news.lead and news.quotes and all(quote.startswith("–") for quote in news.quotes)
    assert ("presskontakt", "+46701740611", "nils@exempel.se") in {
        (one.role, one.phone, one.email) for one in news.contacts if one.name == "Nils Exempelsson"
    }
    assert news.keywords == ("anhöriga", "IOP")
    assert [(one.file, one.photographer) for one in news.pictures] == [("traffpunkten.jpg", "Rut Modell")]
    assert {fact.label for fact in news.facts} >= {"Fullständigt namn", "Diarienummer", "Öppnar"}
    # Of the news there are no boxes, and after it only boxes.
    assert all(block.kind != "ruta" for block in news.body)
    assert "Kontakt" in {box.heading for box in news.boxes}


def test_a_day_that_is_no_day_is_none_and_an_embargo_is_its_day() -> None:
    steps = (
        styled("Embargo", "Får inte publiceras före den 10\u00a0december 2025"),
        styled("Uppgiftsrad", "Pressmeddelande"),
    )
    found = article(made(*steps, styled("Ingress", "Ingressen.")), "Titel")
    assert (found.embargo, found.published, found.headline) == (date(2025, 12, 10), None, "Titel")


def test_the_json_says_all_that_the_text_says(release: bytes) -> None:
    said = json.loads(CONVERTERS["json"](release, "Titel"))
    texts = " ".join(_texts(said))
    dated = {"Pressmeddelande", "Får", "inte", "publiceras", "före", "den", "UTKAST"}
    for word in CONVERTERS["txt"](release, "Titel").decode().split():
        assert word.strip("•") in texts or word in dated or re.fullmatch(r"\d+|december|2025", word), word


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "agreements").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_release_is_a_sound_page_and_has_links_in_word(path: Path) -> None:
    workspace = Workspace(ROOT)
    loaded = workspace.load(path)
    assert loaded.agreement is not None
    kind = workspace.types["pressmeddelande"]
    for item in kind.items(loaded.agreement):
        rendered = render(loaded.agreement, kind, load_template(kind.template), libraries(workspace), DAY, item=item)
        page = CONVERTERS["html"](rendered.data, rendered.title).decode()
        well_nested(page)
        assert schema(page)["headline"]
        body = read_package(rendered.data, "")["word/document.xml"].decode()
        # What is a link on the page is one in Word.
        assert len(re.findall(r'href="(?:mailto|tel|https)', page)) == body.count("<w:hyperlink ")
        assert article(rendered.data, rendered.title).lead
