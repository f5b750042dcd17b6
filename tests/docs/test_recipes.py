"""The recipes of CONTRIBUTING are followed in a new workspace, and what they say to write does what they say."""

from __future__ import annotations

import re
import shutil
import textwrap
from datetime import date
from pathlib import Path

import pytest

from iopdocs.codes import CodeEntry
from iopdocs.errors import InvalidLibrary
from iopdocs.laws import library as laws
from iopdocs.making.batch import Batch, Wish
from iopdocs.reading import parse_source
from iopdocs.workspace import Workspace
from iopdocs.workspace.creation import create
from tests.conftest import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DAY = date(2026, 1, 15)
#: What the recipes lead up to; to be empty when it is there.
NOT_YET = {"iopdocs/usecases/answers/", "iopdocs/vocabulary/unread.yaml"}


def recipe(heading: str) -> str:
    """Return the YAML that a recipe says to write."""
    section = PAGE.split(f"\n### {heading}\n")[1].split("\n### ")[0]
    (text,) = re.findall(r"```yaml\n(.*?)^ *```", section, re.S | re.M)
    return textwrap.dedent(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path)
    return tmp_path


def made(root: Path, kind: str) -> str:
    """Return the text of a document of the example, made as a text file."""
    workspace = Workspace(root)
    (outcome,) = Batch(workspace, Wish(DAY, (kind,), ("txt",))).make(workspace.agreements())
    assert not outcome.failed, outcome.problems
    return (root / "output" / "exempel" / f"{kind}.txt").read_text(encoding="utf-8")


def test_a_document_type_is_a_folder_with_two_files(root: Path) -> None:
    folder = root / "templates" / "avsiktsforklaring"
    folder.mkdir()
    (folder / "dokument.yaml").write_text(recipe("A document type"), encoding="utf-8")
    shutil.copyfile(root / "templates" / "sammanfattning" / "mall.docx", folder / "mall.docx")
    assert "Anhörig" in made(root, "avsiktsforklaring")
    assert Workspace(root).types["avsiktsforklaring"].description.name == "Avsiktsförklaring"


def test_a_clause_is_a_file_and_a_line_in_a_section(root: Path) -> None:
    (root / "templates" / "klausuler" / "djur.yaml").write_text(recipe("A clause"), encoding="utf-8")
    kind = root / "templates" / "overenskommelse" / "dokument.yaml"
    text = kind.read_text(encoding="utf-8")
    assert "klausuler: [" in text
    kind.write_text(text.replace("klausuler: [", "klausuler: [djur, ", 1), encoding="utf-8")
    assert "djur inte får vistas" not in made(root, "overenskommelse")
    file = root / "agreements" / "exempel.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("  med:\n", "  med:\n    - djur\n"), encoding="utf-8")
    assert "djur inte får vistas" in made(root, "overenskommelse")


def test_an_act_is_a_file_and_its_new_subjects(tmp_path: Path) -> None:
    shutil.copytree(laws.DATA / "acts", tmp_path / "acts")
    subjects = (laws.DATA / "subjects.yaml").read_text(encoding="utf-8")
    (tmp_path / "subjects.yaml").write_text(f"{subjects}- id: exempel\n  namn: exempel\n", encoding="utf-8")
    (tmp_path / "acts" / "2199-1.yaml").write_text(recipe("An act"), encoding="utf-8")
    library = laws.load_library(tmp_path)
    first = date(2199, 1, 1)
    assert library.look_up("2 kap. 1 § exempellagen", first).problems == ()
    assert library.cite("exempel", first, set()).replace("\u00a0", " ") == "2 kap. 1 § exempellagen (2199:1)"
    with pytest.raises(InvalidLibrary, match="gällde den 2198-12-31"):
        library.cite("exempel", date(2198, 12, 31), set())


def test_a_code_is_declared_with_six_keys() -> None:
    source, problems = parse_source(recipe("A code"), "CONTRIBUTING.md")
    assert problems == []
    assert CodeEntry.model_validate(source.data).code == "okänd-ort"


def test_every_file_that_a_recipe_names_in_the_program_is_there() -> None:
    found = re.findall(r"`((?:iopdocs|scripts|templates)/[\w./-]+)`", PAGE)
    assert len(found) > 10
    assert sorted({name for name in found if not (ROOT / name).exists()} - NOT_YET) == []
