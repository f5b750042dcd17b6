"""A document that somebody has edited, in the workbench: what was changed is told, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import records
from tests.support.editing import edit_file, edited, replace
from tests.support.pages import Answer, Pages, link_to

EDITS = (replace("sex månader", "åtta månader"), replace("får säga upp", "kan när som helst säga upp"))


@pytest.fixture
def document(pages: Pages, root: Path, road: str) -> Path:
    assert pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"}).status == 200
    return root / "output" / records.ID / "overenskommelse.docx"


def dialogue(pages: Pages, road: str) -> str:
    return link_to(pages.get(f"{road}/dokument"), rf"{road}/granska/\w+")


def text(answer: Answer) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.text))


def test_what_was_changed_is_told_word_for_word_with_what_to_do(pages: Pages, road: str, document: Path) -> None:
    edit_file(document, *EDITS)
    listed = pages.get(f"{road}/dokument")
    assert "Se vad som är ändrat" in listed.text
    page = pages.get(dialogue(pages, road))
    assert re.search(r"<del>.*struket: </span>sex</del>\s*<ins>.*tillagt: </span>åtta</ins>", page.text)
    assert "uppsägning.tid: 8 månader (där står 6 månader)" in text(page)
    for choice in ("foga", "ersatt", "format", "slutlig", "uppgifter", "klausul"):
        assert f'value="{choice}"' in page.text, choice


def test_merged_leaves_the_edited_file_and_carries_what_was_edited(pages: Pages, road: str, document: Path) -> None:
    hers = edit_file(document, *EDITS)
    answer = pages.post(dialogue(pages, road), {"gor": "foga"})
    assert answer.status == 200
    assert document.read_bytes() == hers
    assert document.with_name("overenskommelse.ny.docx").is_file()
    assert "som spårade ändringar" in answer.text


def test_replaced_keeps_the_edited_file_under_another_name(pages: Pages, road: str, document: Path) -> None:
    hers = edit_file(document, *EDITS)
    assert pages.post(dialogue(pages, road), {"gor": "ersatt"}).status == 200
    assert document.read_bytes() != hers
    assert document.with_name("overenskommelse.redigerad-1.docx").read_bytes() == hers


def test_only_the_one_in_its_place_can_be_replaced(pages: Pages, road: str, document: Path) -> None:
    hers = edit_file(document, *EDITS)
    pages.post(dialogue(pages, road), {"gor": "foga"})
    beside = document.with_name("overenskommelse.ny.docx")
    merged = beside.read_bytes()
    there = next(
        one
        for one in re.findall(rf"{road}/granska/\w+", pages.get(f"{road}/dokument").text)
        if "overenskommelse.ny.docx" in pages.get(one).text
    )
    assert 'value="ersatt"' not in pages.get(there).text
    answer = pages.post(there, {"gor": "ersatt"})
    assert answer.status >= 400
    assert "senare version, bredvid overenskommelse.docx" in answer.text
    assert (document.read_bytes(), beside.read_bytes()) == (hers, merged)


def test_facts_and_a_clause_of_her_own_words_are_taken_back(
    pages: Pages, root: Path, road: str, document: Path
) -> None:
    hers = edit_file(document, *EDITS)
    here = dialogue(pages, road)
    assert pages.post(here, {"gor": "klausul", "klausul": "uppsagning", "skal": "", "av": "Bo Ek"}).status == 409
    assert pages.post(here, {"gor": "uppgifter"}).status == 200
    file = root / "agreements" / "a.yaml"
    assert "tid: 8 månader" in file.read_text(encoding="utf-8")
    done = pages.post(here, {"gor": "klausul", "klausul": "uppsagning", "skal": "Så sade vi", "av": "Bo Ek"})
    assert done.status == 200, text(done)
    said = file.read_text(encoding="utf-8")
    assert "när som helst" in said
    assert "Så sade vi" in said
    assert document.read_bytes() == hers
    # Each of the two can be undone.
    assert len(list((root / "historik").rglob("*.yaml"))) == 2


def test_it_becomes_final_or_another_format_as_it_is(pages: Pages, road: str, document: Path) -> None:
    hers = edit_file(document, *EDITS)
    here = dialogue(pages, road)
    assert "Inget format är valt" in pages.post(here, {"gor": "format"}).text
    pages.post(here, {"gor": "format", "format": "txt"})
    pages.post(here, {"gor": "slutlig"})
    assert "åtta månader" in document.with_suffix(".txt").read_text(encoding="utf-8")
    assert document.with_name("overenskommelse.slutlig.docx").is_file() or any(
        "slutlig" in path.name for path in document.parent.iterdir()
    )
    assert document.read_bytes() == hers


def test_what_no_button_says_does_nothing(pages: Pages, road: str, document: Path) -> None:
    hers = edit_file(document, *EDITS)
    assert pages.post(dialogue(pages, road), {"gor": "radera"}).status == 409
    assert document.read_bytes() == hers


def test_a_file_that_comes_back_is_known_and_taken_in_beside_what_is_there(
    pages: Pages, root: Path, road: str, document: Path
) -> None:
    made, hers = document.read_bytes(), edited(document.read_bytes(), *EDITS)
    answer = pages.give("/granska", {"fil": ("C:\\mapp\\åter (2).docx", hers)})
    assert answer.status == 303
    page = pages.get(answer.headers["location"])
    assert "åter (2).docx" in page.text
    assert "åtta" in page.text
    assert "iopdocs-" not in page.text  # where it lay while it was looked at
    assert sorted(records.bytes_of(document.parent)) == ["overenskommelse.docx"]
    taken = pages.post(answer.headers["location"], {"gor": "ta-in"})
    assert taken.status == 303
    assert taken.headers["location"].startswith(f"{road}/granska/")
    there = records.bytes_of(document.parent)
    assert there == {"overenskommelse.docx": made, "overenskommelse.ny.docx": hers}
    # The same once more is there already.
    assert pages.post(answer.headers["location"], {}).headers["location"] == taken.headers["location"]
    assert records.bytes_of(document.parent) == there


def test_what_is_not_edited_or_not_ours_is_told_and_not_taken_in(pages: Pages, root: Path, document: Path) -> None:
    same = pages.give("/granska", {"fil": ("kopia.docx", document.read_bytes())})
    assert "Oredigerat och gjort av dagens uppgifter" in pages.get(same.headers["location"]).text
    assert pages.post(same.headers["location"], {}).status == 409
    other = pages.give("/granska", {"fil": ("../../../x.docx", b"PK something else")})
    told = pages.get(other.headers["location"])
    assert told.status == 200
    assert "Filen är inte gjord här" in told.text
    assert pages.post(other.headers["location"], {}).status == 409
    assert pages.give("/granska", {"fil": ("tom.docx", b"")}).status == 409
    assert pages.get("/granska/0123456789abcdef").status == 404
    assert sorted(records.bytes_of(document.parent)) == ["overenskommelse.docx"]


def test_kept_copies_that_an_edited_document_needs_stay(pages: Pages, root: Path, document: Path) -> None:
    edit_file(document, *EDITS)
    assert "0 sparade exemplar togs bort. 1 finns kvar." in pages.post("/stada").text
    document.unlink()
    assert "1 sparat exemplar togs bort. 0 finns kvar." in pages.post("/stada").text
