"""The page of figures has a place for what each script measures, and writing there touches nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.figures import PAGE, write


@pytest.mark.parametrize("name", ["validity", "mistakes", "fuzz", "faults", "budget"])
def test_figures_are_written_in_their_own_place(name: str, tmp_path: Path) -> None:
    page = tmp_path / "sida.md"
    shutil.copyfile(PAGE, page)
    write(name, "python -m något", {"Dokument": 5250}, page)
    once = page.read_text(encoding="utf-8")
    assert "| Dokument | 5\u00a0250 |" in once
    assert once.count("<!-- ") == PAGE.read_text(encoding="utf-8").count("<!-- ")
    write(name, "python -m något", {"Dokument": 5250}, page)
    assert page.read_text(encoding="utf-8") == once


def test_figures_without_a_place_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "sida.md"
    page.write_text("# Sida\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        write("validity", "python", {}, page)
