"""Upgrade brings the sentences of a document type along with its template, and keeps what a house has worded."""

from __future__ import annotations

from pathlib import Path

from iopdocs.library.discovery import discover
from iopdocs.workspace.starter import GivenStarter
from iopdocs.workspace.upgrading.plan import Fate, plan
from tests.support.starter_templates import TEMPLATES

TYPE = "pressmeddelande"
FILE = f"{TYPE}/meningar/50-uppfoljning.yaml"


def starter() -> dict[str, bytes]:
    paths = (path for path in (TEMPLATES / TYPE).rglob("*") if path.is_file())
    return {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in paths}


def placed(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def fates(templates: Path, given: dict[str, bytes], now: dict[str, bytes]) -> dict[str, Fate]:
    return {one.path: one.fate for one in plan(templates, GivenStarter("1", given), GivenStarter("2", now)).files}


def test_a_type_that_gets_sentences_gets_them_with_its_template(tmp_path: Path) -> None:
    now = starter()
    before = {
        f"{TYPE}/dokument.yaml": b"namn: P\nbeskrivning: B\ntitel: T\n",
        f"{TYPE}/mall.docx": now[f"{TYPE}/mall.docx"],
    }
    found = fates(placed(tmp_path, before), before, now)
    assert found[f"{TYPE}/dokument.yaml"] is Fate.UPDATED
    assert found[FILE] is Fate.NEW


def test_a_house_with_a_description_of_its_own_gets_no_sentences_that_it_has_no_parts_for(tmp_path: Path) -> None:
    now = starter()
    before = {f"{TYPE}/dokument.yaml": b"namn: P\nbeskrivning: B\ntitel: T\n", f"{TYPE}/mall.docx": b"x"}
    house = placed(tmp_path, {**before, f"{TYPE}/dokument.yaml": b"namn: Nytt\nbeskrivning: B\ntitel: Q\n"})
    now[f"{TYPE}/dokument.yaml"] = now[f"{TYPE}/dokument.yaml"].replace(b"Pressmeddelande", b"Annat")
    found = fates(house, before, now)
    assert found[f"{TYPE}/dokument.yaml"] is Fate.BOTH_CHANGED
    assert found[FILE] is Fate.TIED


def test_a_sentence_that_the_house_has_worded_is_kept_when_another_is_changed(tmp_path: Path) -> None:
    before = starter()
    ours = before[FILE].replace(b"Samarbetet f\xc3\xb6ljs upp", b"Vi f\xc3\xb6ljer upp")
    theirs = before[FILE].replace(b"Det l\xc3\xb6pande arbetet", b"Vardagens arbete")
    assert ours != before[FILE] != theirs
    found = plan(
        placed(tmp_path, {**before, FILE: ours}), GivenStarter("1", before), GivenStarter("2", {**before, FILE: theirs})
    )
    (file,) = found.files
    assert file.fate is Fate.MERGED and file.result is not None
    assert "Vi följer upp" in file.result.decode() and "Vardagens arbete" in file.result.decode()
    (tmp_path / FILE).write_bytes(file.result)
    assert "uppfoljning" in discover(tmp_path)[TYPE].sentences.by_id
