"""Clauses and templates in the workbench: as they read on a day, who uses them, and worded by an agreement itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import records
from tests.support.pages import Pages

CLAUSE = """id: egen
rubrik: Egen klausul
om: Att något gäller
versioner:
  - till: 2025-12-31
    text: |
      Förr gällde detta.
  - från: 2026-01-01
    därför: Nytt år
    text: |
      Nu gäller detta.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = records.workspace(tmp_path)
    (made / "templates" / "klausuler" / "egen.yaml").write_text(CLAUSE, encoding="utf-8")
    return made


def test_a_clause_is_found_and_reads_as_on_the_day_that_is_asked_for(pages: Pages) -> None:
    listed = pages.get("/klausuler?sok=egen+klausul").text
    assert "1 av" in listed
    assert "2 lydelser" in listed
    assert "Nu gäller detta." in pages.get("/klausuler/egen").text
    assert "Förr gällde detta." in pages.get("/klausuler/egen?dag=2025-06-01").text
    both = pages.get("/klausuler/egen?dag=2025-06-01&till=2026-06-01").text
    assert "Därför (2026-01-01): Nytt år" in both
    assert "<del>" in both
    assert "Det här behöver du veta" in pages.get("/klausuler/egen?dag=igår").text
    assert pages.get("/klausuler/finns-inte").status == 404


def test_the_agreements_that_a_clause_stands_in_are_named(pages: Pages, key: str) -> None:
    assert f'<a href="/avtal/{key}">' in pages.get("/klausuler/uppsagning").text
    assert "Den står inte i något avtal." in pages.get("/klausuler/egen").text


def test_an_agreement_words_a_clause_itself_with_who_and_why(pages: Pages, root: Path, key: str) -> None:
    sent = {"avtal": key, "text": "Ingen får säga upp.\r\n\r\nSå är det.", "skal": "Parterna vill så", "av": "Anna Ek"}
    answer = pages.post("/klausuler/uppsagning", sent)
    assert answer.status == 200, answer.text
    assert "egen text" in answer.text
    said = (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    for part in ("Ingen får säga upp.", "Parterna vill så", "Anna Ek", "2026-01-15"):
        assert part in said
    pages.post(f"/avtal/{key}/dokument", {"gor": "overenskommelse|txt"})
    made = (root / "output" / records.ID / "overenskommelse.txt").read_text(encoding="utf-8")
    assert "Ingen får säga upp." in made
    assert (root / "historik").is_dir()


@pytest.mark.parametrize(
    "wrong", [{"skal": ""}, {"av": " "}, {"text": "\n"}, {"text": "Hos 19121212-1212"}, {"avtal": "0" * 16}]
)
def test_without_who_and_why_or_with_what_is_protected_nothing_is_written(
    pages: Pages, root: Path, key: str, wrong: dict[str, str]
) -> None:
    before = (root / "agreements" / "a.yaml").read_bytes()
    sent = {"avtal": key, "text": "Ny text.", "skal": "Så", "av": "Anna Ek", **wrong}
    answer = pages.post("/klausuler/uppsagning", sent)
    assert answer.status == 409
    assert (root / "agreements" / "a.yaml").read_bytes() == before


def test_each_template_is_told_with_what_is_wrong_in_it(pages: Pages, root: Path) -> None:
    told = pages.get("/mallar").text
    assert "Överenskommelse" in told
    assert "går att använda" in told
    (root / "templates" / "klausuler" / "egen.yaml").write_text(
        CLAUSE.replace("Nu gäller", "Nu gäller {{ avtal.finns_inte }}"), encoding="utf-8"
    )
    told = pages.get("/mallar").text
    assert "finns_inte" in told
    assert str(root) not in told
    copy = pages.get("/mallar/overenskommelse")
    assert "attachment" in copy.headers["content-disposition"]
    assert copy.body.startswith(b"PK")
    assert pages.get("/mallar/finns-inte").status == 404


@pytest.mark.parametrize(
    ("clause", "text", "told"),
    [
        ("uppsagning", "Uppsägningstiden är [saknas: tid].", "blir inte densamma"),
        ("egen", "Nu gäller något annat.", "står inte i"),
    ],
)
def test_a_text_that_would_not_be_printed_word_for_word_is_not_written(
    pages: Pages, root: Path, key: str, clause: str, text: str, told: str
) -> None:
    before = (root / "agreements" / "a.yaml").read_bytes()
    answer = pages.post(f"/klausuler/{clause}", {"avtal": key, "text": text, "skal": "Så", "av": "Anna Ek"})
    assert answer.status == 409
    assert told in answer.text
    assert (root / "agreements" / "a.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "text", ["# Hur\n\nIngen får säga upp 1 § i avtalet.", "Det här gäller:\n\n- det ena\n- det andra\n\nOch så."]
)
def test_headings_and_lists_are_printed_as_they_are_written(pages: Pages, root: Path, key: str, text: str) -> None:
    answer = pages.post("/klausuler/uppsagning", {"avtal": key, "text": text, "skal": "Så", "av": "Anna Ek"})
    assert answer.status == 200, answer.text[answer.text.index("<main") :][:1500]
