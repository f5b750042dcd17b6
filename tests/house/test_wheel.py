"""What ``pip install`` brings: a program that works far from this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.conftest import ROOT
from tests.support.waiting import HANG


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents in a folder of their own, with nothing of the repository beside them."""
    folder = tmp_path_factory.mktemp("hjul")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    target = folder / "paket"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "iopdocs", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=HANG)


def test_the_wheel_holds_law_clauses_and_templates_once_and_no_tests(installed: Path) -> None:
    names = [str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()]
    assert "iopdocs/laws/acts/2025-400.yaml" in names
    assert "iopdocs/starter/templates/overenskommelse/mall.docx" in names
    assert sum(name.endswith("klausuler/tystnadsplikt.yaml") for name in names) == 1
    assert not [name for name in names if "test" in name.split("/")[0]]


@pytest.mark.thorough
def test_init_check_and_render_work_far_from_the_repository(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "init", "mapp")
    assert done.returncode == 0, done.stderr
    workspace = tmp_path / "mapp"
    assert run(installed, workspace, "check").returncode == 0
    done = run(installed, workspace, "render", "--format", "docx,txt")
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (workspace / "output").rglob("*.docx"))
    assert {"overenskommelse.docx", "pressmeddelande.docx"} <= set(made)
