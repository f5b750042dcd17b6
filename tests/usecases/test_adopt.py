"""A house's own letterhead adopted: what is told before anything is made, and what the document of it looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import OFFICE, related
from benchmarks.samples.house_letterhead import letterhead
from iopdocs.errors import InvalidTemplate
from iopdocs.usecases.adopt import Adopted, adopt
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_package
from iopdocs.word.text import stored_text
from iopdocs.workspace import Workspace
from tests.support.records import DAY, KIND, workspace


def adopted(root: Path, data: bytes, name: str = "", **more: object) -> Adopted:
    file = root / "BREV.dotx"
    file.write_bytes(data)
    return adopt(Workspace(root), file, KIND, name, DAY, **more)  # type: ignore[arg-type]


def test_a_letterhead_is_told_of_and_nothing_is_made_until_it_has_a_name(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    found = adopted(root, letterhead())
    assert [(one.label, one.tag) for one in found.proposals] == [
        ("Parternas namn", "{{ parterna.namn }}"),
        ("Handläggare", ""),
    ]
    assert "stycket" in found.proposals[0].where
    assert "dokumentmall" in found.notes[0].message
    assert found.written == [] and [path.name for path in (root / "templates").iterdir()].count("brev") == 0


def test_what_hinders_a_letterhead_is_named_with_what_to_do_in_word(tmp_path: Path) -> None:
    found = adopted(workspace(tmp_path), related(f"{OFFICE}/oleObject", "embeddings/a.bin", "Internal"), "brev")
    assert "Klistra in special" in found.obstacles[0].hint
    assert found.written == []


def test_a_letterhead_carries_the_clauses_in_its_own_styles_with_the_agreements_facts(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    found = adopted(root, letterhead(), "avtal-i-brev", accepted=["1"], own={2: "avtal.id"})
    (sample,) = found.sample
    members = read_package(sample.read_bytes(), "x")
    text = stored_text(parse_xml(members["word/document.xml"]))
    assert "Handläggare: exempelby-komplett-2026" in text
    assert "Enhet: Enhet för avtal" in text
    assert "säga upp" in text
    head = stored_text(parse_xml(members["word/header1.xml"])).replace("\xa0", " ")
    assert "EXEMPELBY KOMMUN" in head and "2019-01-01" not in head and "Dnr: SN 2025/00123" in head
    assert "word/media/logo.png" in members
    assert not any(b"attachedTemplate" in data for data in members.values())


def test_a_name_that_is_taken_or_is_none_makes_nothing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    for name in (KIND, "Brev & sånt", "../ut"):
        with pytest.raises(InvalidTemplate):
            adopted(root, letterhead(), name)
