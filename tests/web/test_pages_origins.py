"""Where each paragraph comes from, in the preview: on request, without script, and each gap to its very own field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from benchmarks.samples.words import word
from tests.support.pages import Pages

TEXT = """id: prov-2024
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun, orgnr: 299999-0001}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
  - {id: annan, roll: idéburen, typ: förening, namn: Andra jouren}
partnerskap: Ljusa <huset> & trädgården
"""
CLAUSE = "id: huset\nrubrik: Huset\nom: Prov\nversioner:\n  - text: |\n      Huset är öppet.\n"
CALLED = ('{%p for b in klausul("huset") %}', "{{ b.text }}", "{%p endfor %}")
LOOP = ("{%p for p in parter %}", "{{ p.namn }} har {{ p.orgnr }} och {{ p.telefon }}.", "{%p endfor %}")


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "a.yaml").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "templates" / "prov"
    folder.mkdir(parents=True)
    (folder / "mall.docx").write_bytes(word("Alltid detta.", "Det heter {{ avtal.partnerskap }}.", *LOOP, *CALLED))
    (tmp_path / "templates" / "klausuler").mkdir()
    (tmp_path / "templates" / "klausuler" / "huset.yaml").write_text(CLAUSE, encoding="utf-8")
    (folder / "dokument.yaml").write_text("namn: Prov\nbeskrivning: Prov\ntitel: Prov\n", encoding="utf-8")
    return Pages(tmp_path)


@pytest.fixture
def road(pages: Pages) -> str:
    found = re.search(r'href="(/avtal/[0-9a-z]+)"', pages.get("/").text)
    assert found is not None
    return f"{found[1]}/visa/prov"


def words(page: str) -> str:
    """The words of the document itself: without notes and without where links lead."""
    body = BeautifulSoup(page, "html.parser").main
    assert body is not None
    for note in body.select("details.ursprung"):
        note.decompose()
    for link in body("a"):
        link.unwrap()
    return " ".join(str(body).split()).replace("> <", "><")


def test_nothing_is_said_of_it_until_somebody_asks(pages: Pages, road: str) -> None:
    plain, told = pages.get(road), pages.get(f"{road}?ursprung=ja")
    assert "Varifrån?" not in plain.text
    assert told.text.count("<summary>Varifrån?</summary>") == 6
    assert words(plain.text) == words(told.text)
    assert not re.search("[\ue000-\uf8ff]", told.text)
    assert f'<a href="{road}?text=&amp;ursprung=ja" data-vand>' in plain.text
    assert 'data-vand="ursprung"' in told.text


def test_a_note_leads_to_the_field_and_a_fixed_text_says_so(pages: Pages, road: str) -> None:
    told, form = pages.get(f"{road}?ursprung=ja").text, pages.get(road.partition("/visa")[0]).text
    notes = told.split('<details class="ursprung">')
    assert "Fast text i mallen templates/prov/mall.docx" in notes[1]
    assert "#f-partnerskap" in notes[2]
    assert "rad 6" in notes[2]
    assert '<a href="/klausuler/huset" target="_parent"' in notes[6]
    assert pages.get("/klausuler/huset").status == 200
    for name in re.findall(r'#(f-[^"]+)" target="_parent"', told):
        assert f'id="{name}"' in form


def test_each_gap_leads_to_its_own_field_though_their_labels_are_alike(pages: Pages, road: str) -> None:
    led = re.findall(r'<mark><a href="[^"#]*#f-([^"]+)"', pages.get(f"{road}?ursprung=ja").text)
    assert led == [
        "parter.0.telefon", "parter.1.orgnr", "parter.1.telefon", "parter.2.orgnr", "parter.2.telefon",
    ]  # fmt: skip


def test_nothing_runs_in_it_and_its_style_is_the_same(pages: Pages, road: str) -> None:
    plain, told = pages.get(road), pages.get(f"{road}?ursprung=ja")
    policy = told.headers["content-security-policy"]
    assert policy == plain.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "<script" not in told.text
    assert "style=" not in told.text
