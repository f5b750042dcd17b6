"""The tab key, as bash asks: commands, options, and what only the workspace knows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import workspace as made_up
from tests.conftest import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made_up.make(tmp_path, count=2, broken=1, seed=5)
    return tmp_path


def offered(root: Path, typed: str) -> list[str]:
    """Return what the tab key offers after what is typed; it begins with the last word of it."""
    words = typed.split(" ")
    asks = {
        "_IOPDOCS_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONPATH": str(ROOT),
    }
    script = "import sys; sys.argv[0] = 'iopdocs'; from iopdocs.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env={**os.environ, **asks}, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_document_types_are_those_of_the_workspace(root: Path) -> None:
    shutil.copytree(root / "templates" / "sammanfattning", root / "templates" / "sammandrag")
    assert offered(root, "iopdocs render --document samman") == ["sammandrag", "sammanfattning"]


def test_a_list_of_formats_goes_on_with_the_others(root: Path) -> None:
    assert offered(root, "iopdocs render --format docx,p") == ["docx,pdf"]
    assert "docx,docx" not in offered(root, "iopdocs render --format docx,d")


def test_an_agreement_is_found_by_its_path_and_by_its_id(root: Path) -> None:
    (path,) = sorted((root / "agreements").glob("prov-00001*"))
    renamed = path.rename(path.with_name("annat-namn.yaml"))
    assert offered(root, "iopdocs check prov-00001") == [f"agreements/{renamed.name}"]
    assert offered(root, "iopdocs check agreements/annat") == [f"agreements/{renamed.name}"]


def test_clauses_are_those_of_the_library(root: Path) -> None:
    (root / "templates" / "klausuler" / "syftet-i-oss.yaml").write_text("trasig: [", encoding="utf-8")
    assert offered(root, "iopdocs clauses syft") == []  # nobody wants faults from a tab key
    (root / "templates" / "klausuler" / "syftet-i-oss.yaml").unlink()
    assert "syfte" in offered(root, "iopdocs clauses syft")


@pytest.mark.parametrize("typed", ["render --document ", "clauses ", "check "])
def test_where_no_workspace_is_nothing_is_said(tmp_path: Path, typed: str) -> None:
    assert [one for one in offered(tmp_path, f"iopdocs {typed}") if one] == []
