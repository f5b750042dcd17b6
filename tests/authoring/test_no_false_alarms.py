"""Nothing is said of templates that are sound: the shipped ones, also as another program has saved them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from benchmarks.samples.documents import libraries, workspace
from benchmarks.samples.words import word
from iopdocs.authoring.annotating import annotated
from iopdocs.authoring.inspecting import Inspected, inspect
from iopdocs.errors import Severity
from iopdocs.templating.opening import DROPPED
from iopdocs.vocabulary.lookover import lexicon
from iopdocs.word.blocks import blocks
from iopdocs.word.package import read_package
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.starter_templates import TEMPLATES, TYPES
from tests.support.waiting import HANG


def looked_at(name: str, data: bytes) -> Inspected:
    kind, given = workspace().types[name], libraries()
    return inspect(data, name, lexicon(kind.record, given.laws, given.clauses, kind.description.phrasings), kind)


@pytest.mark.parametrize("name", TYPES)
def test_nothing_is_said_of_a_shipped_template(name: str) -> None:
    assert looked_at(name, (TEMPLATES / name / "mall.docx").read_bytes()).problems == ()


@pytest.mark.libreoffice
def test_nothing_is_said_of_what_libreoffice_saves(tmp_path: Path) -> None:
    for name in TYPES:
        shutil.copyfile(TEMPLATES / name / "mall.docx", tmp_path / f"{name}.docx")
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to"]
    files = [str(tmp_path / f"{name}.docx") for name in TYPES]
    subprocess.run([*office, "docx:MS Word 2007 XML", "--outdir", tmp_path / "ut", *files], check=True, timeout=HANG)
    for name in TYPES:
        found = looked_at(name, (tmp_path / "ut" / f"{name}.docx").read_bytes())
        assert [one for one in found.problems if one.severity is not Severity.NOTE and one.code != DROPPED] == [], name


def test_a_comment_stands_at_each_place_and_the_text_is_as_it_was(tmp_path: Path, cli: Cli) -> None:
    file, copy = tmp_path / "fel.docx", tmp_path / "kommenterad.docx"
    file.write_bytes(word("Före", "{{ avtal.diarenummer }}", "{% if avtal.syfte %}", "Efter"))
    code, out, _ = cli("template", "check", file, "--annotate", copy, "--root", ROOT, "--on", "2026-01-15")
    assert code == 1
    assert out.splitlines()[-1].endswith("kommenterad.docx")
    members = read_package(copy.read_bytes(), "kommenterad.docx")
    comments = members["word/comments.xml"].decode()
    assert comments.count("<w:comment ") == members["word/document.xml"].count(b"commentReference")
    assert "Menade du diarienummer?" in comments
    assert 'w:date="2026-01-15T00:00:00Z"' in comments
    before = read_package(file.read_bytes(), "fel.docx")
    assert [one.text for one in blocks(members)] == [one.text for one in blocks(before)]
    assert cli("template", "check", file, "--annotate", copy, "--root", ROOT)[0] == 1  # never over a file


def test_a_second_look_gives_the_same_copy() -> None:
    data = word("{{ avtal.diarenummer }}")
    found = inspect(data, "mall.docx", lexicon(None, libraries().laws, libraries().clauses))
    day = date(2026, 1, 15)
    assert annotated(data, "mall.docx", found.problems, day) == annotated(data, "mall.docx", found.problems, day)
