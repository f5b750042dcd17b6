"""Documents made in the workbench: with the terminal's words, and never over what somebody has edited."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support import records
from tests.support.editing import edit_file, replace
from tests.support.pages import Pages, link_to


def test_a_draft_is_made_and_can_be_fetched(pages: Pages, root: Path, road: str) -> None:
    answer = pages.post(f"{road}/dokument", {"gor": "", "format": ["docx", "md"]})
    assert answer.status == 200
    assert "överenskommelse" in answer.text.lower()
    links = set(re.findall(r'href="(/avtal/\w+/hamta/\w+)"', answer.text))
    assert len(links) == 2
    given = [pages.get(link) for link in links]
    assert {one.body for one in given} == set(records.bytes_of(root / "output" / records.ID).values())
    assert all("attachment" in one.headers["content-disposition"] for one in given)


def test_a_final_is_refused_in_the_same_words_as_in_the_terminal(pages: Pages, root: Path, road: str) -> None:
    records.write(root, records.data(more="antaganden:\n  - {uppgift: syfte, skäl: prov}\n"))
    answer = pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx", "slutlig": "ja"})
    assert answer.status == 409
    assert "Inga dokument gjordes." in answer.text
    found = records.render(root).problems
    assert any(one.sentence in answer.text for one in found if one.code == "antagande")
    assert not (root / "output" / records.ID).exists() or not records.bytes_of(root / "output" / records.ID)


def test_an_edited_file_stays_and_the_new_one_lies_beside_it(pages: Pages, root: Path, road: str) -> None:
    pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"})
    there = root / "output" / records.ID / "overenskommelse.docx"
    there.write_bytes(b"PK something that a person made")
    answer = pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"})
    assert there.read_bytes() == b"PK something that a person made"
    assert "lämnades orörd" in answer.text
    assert str(root) not in answer.text


def test_only_documents_of_the_folder_are_given(pages: Pages, root: Path, road: str) -> None:
    pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"})
    folder = root / "output" / records.ID
    (folder / "lank.docx").symlink_to(root / "agreements" / "a.yaml")
    (folder / "anteckning.txt").write_text("egen", encoding="utf-8")
    listed = pages.get(f"{road}/dokument").text
    assert "lank.docx" not in listed
    assert "kvitto" not in listed
    for wrong in ("0" * 16, "..%2Fa.yaml", "overenskommelse.docx"):
        assert pages.get(f"{road}/hamta/{wrong}").status == 404


def test_no_format_is_told(pages: Pages, road: str) -> None:
    assert "Inget format är valt" in pages.post(f"{road}/dokument", {"gor": ""}).text
    assert pages.post(f"{road}/dokument", {"gor": "overenskommelse|exe"}).status == 409
    assert pages.post(f"{road}/dokument", {"gor": "finns-inte|docx"}).status == 409


def test_the_text_is_copied_without_its_heading_and_without_what_says_draft(pages: Pages, road: str) -> None:
    made = pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"})
    page = pages.get(link_to(made, rf"{road}/kopiera/\w+"))
    rich = page.text[page.text.index('id="rik"') : page.text.index("<textarea")]
    assert "Uppsägningstiden är sex månader." in rich
    assert "<h1" not in rich
    assert "UTKAST" not in page.text.replace("utan UTKAST", "")
    plain = pages.get(link_to(page, rf"{road}/kopiera/\w+/text"))
    assert "Uppsägningstiden är sex månader." in plain.text
    assert "<" not in plain.text


def test_what_may_not_leave_is_not_copied_either(pages: Pages, root: Path, road: str) -> None:
    made = pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx"})
    edit_file(root / "output" / records.ID / "overenskommelse.docx", replace("sex månader", "19121212-1212"))
    answer = pages.get(link_to(made, rf"{road}/kopiera/\w+"))
    assert answer.status == 404
    assert "1212-1212" not in answer.text


def test_what_a_final_lacks_is_a_list_of_links_to_the_fields_and_gets_shorter(
    pages: Pages, root: Path, road: str
) -> None:
    records.write(root, re.sub(r"\nuppsägning: .*", "", records.data()))
    answer = pages.post(f"{road}/dokument", {"gor": "overenskommelse|docx", "slutlig": "ja"})
    assert answer.status == 409
    assert "--final" not in answer.text
    assert f'href="{road}?kvar=ja&amp;dokument=overenskommelse#f-uppsägning"' in answer.text
    records.write(root, records.data())
    assert "inget saknas" in pages.get(f"{road}?kvar=ja&dokument=overenskommelse").text
