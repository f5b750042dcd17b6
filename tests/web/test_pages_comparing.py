"""Documents compared, signed and archived in the workbench: what the terminal refuses is refused with its words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from benchmarks.samples.words import word
from tests.support import records
from tests.support.pages import Pages, link_to


def test_two_files_that_are_given_are_compared_and_leave_nothing_behind(pages: Pages, root: Path) -> None:
    before = sorted(root.rglob("*"))
    given = {"gammal_fil": ("a.docx", word("Vi kan.")), "ny_fil": ("b.docx", word("Vi ska."))}
    answer = pages.give("/jamfor", given)
    assert answer.status == 303
    page = pages.get(answer.headers["location"])
    assert "1 skillnad i 1 avsnitt" in page.text
    assert "kan.</del>" in page.text
    assert "ska.</ins>" in page.text
    beside = pages.get(link_to(page, r"/jamfor/sida\?[^\"]+").replace("&amp;", "&"))
    assert "sandbox" in beside.headers["content-security-policy"]
    assert "b.docx" in beside.text
    made = pages.post(answer.headers["location"], {"gor": "word", "av": "Anna Ek"})
    fetched = pages.get(link_to(made, r"/jamfor/hamta/\w+"))
    tracked = zipfile.ZipFile(io.BytesIO(fetched.body)).read("word/document.xml").decode()
    assert 'w:author="Anna Ek"' in tracked
    assert 'w:date="2026-01-15' in tracked
    assert sorted(root.rglob("*")) == before


def test_a_document_of_an_agreement_is_compared_with_a_file_that_is_given(pages: Pages, key: str, root: Path) -> None:
    pages.post(f"/avtal/{key}/dokument", {"gor": "overenskommelse|docx"})
    page = pages.get(f"/jamfor?ett={key}")
    chosen = link_to(pages.get(f"/avtal/{key}/dokument"), rf"/avtal/{key}/hamta/\w+").rpartition("/")[2]
    assert f'value="{key}.{chosen}"' in page.text
    same = (root / "output" / records.ID / "overenskommelse.docx").read_bytes()
    answer = pages.give(f"/jamfor?ett={key}", {"ny_fil": ("ny.docx", same)}, {"gammal": f"{key}.{chosen}"})
    assert "Dokumenten säger samma sak." in pages.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    "asked",
    ["gammal=../a.yaml&ny=fil.x", "gammal=fil.0123456789abcdef&ny=fil.x", "gammal=x.y&ny=x.y", "ett=finns-inte"],
)
def test_what_no_key_stands_for_is_not_compared(pages: Pages, asked: str) -> None:
    assert pages.get(f"/jamfor?{asked}").status == 404


def test_what_is_no_word_file_is_told(pages: Pages) -> None:
    given = {"gammal_fil": ("a.docx", b"inget"), "ny_fil": ("b.docx", word("Vi ska."))}
    page = pages.get(pages.give("/jamfor", given).headers["location"])
    assert page.status == 404
    assert "a.docx" in page.text
    assert "iopdocs-" not in page.text


def test_without_a_final_version_nothing_is_signed_or_archived(pages: Pages, key: str, root: Path) -> None:
    road = f"/avtal/{key}/underskrift"
    told = pages.post(road, {"gor": "underteckna"})
    assert told.status == 409
    assert "ingen slutlig version" in told.text
    assert "Avtalet har inga slutliga versioner" in pages.post(road, {"gor": "arkivera"}).text
    assert pages.give(road, {"fil": ("a.pdf", b"%PDF-1.7 inget")}, {"gor": "prova"}).status == 409
    assert pages.post(road, {"gor": "skriv", "pdf": "0" * 16}).status == 409
    assert pages.post(road, {"gor": "annat"}).status == 409
    assert pages.get(f"/avtal/{key}/arkiv/{'0' * 16}").status == 404
    assert not (root / "arkiv").exists() or not list((root / "arkiv").iterdir())


def test_only_packages_of_the_agreement_are_given(pages: Pages, key: str, root: Path) -> None:
    folder = root / "arkiv"
    folder.mkdir()
    (folder / f"{records.ID}-2026-01-15.zip").write_bytes(b"paket")
    (folder / "annat-avtal-2026-01-15.zip").write_bytes(b"annans")
    (folder / f"{records.ID}-2026-01-16.zip").symlink_to("/etc/passwd")
    page = pages.get(f"/avtal/{key}/underskrift")
    assert page.text.count(f"/avtal/{key}/arkiv/") == 1
    assert pages.get(link_to(page, rf"/avtal/{key}/arkiv/\w+")).body == b"paket"
