"""What tests of whole batches need: workspaces, runs, and what they leave on disk."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import workspace as made_up
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

DAY = date(2024, 3, 1)


def made_up_workspace(folder: Path, count: int, broken: int = 0, seed: int = 5) -> Path:
    """Make a workspace of made-up agreements in a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made_up.make(folder, count, broken, seed)
    return folder


def small_workspace(folder: Path, agreements: Mapping[str, str]) -> Path:
    """Make a workspace of the project's templates and agreements by name, and return the folder."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    for name, text in agreements.items():
        (folder / "agreements" / name).write_text(text, encoding="utf-8")
    return folder


def agreement(name: str, more: str = "") -> str:
    """Return a small agreement as YAML."""
    parties = (
        "  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}",
        "  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}",
    )
    return "\n".join((f"id: {name}", "dokumentnamn: Avtal", "parter:", *parties, more)) + "\n"


def run(root: Path, paths: Sequence[Path] | None = None, **wish: Any) -> list[Outcome]:
    """Make the documents of a workspace, or of some of its agreements, and return what became of each."""
    workspace = Workspace(root)
    return list(Batch(workspace, Wish(**{"day": DAY, **wish})).make(paths or workspace.agreements()))


def said(outcomes: Sequence[Outcome]) -> list[tuple[object, ...]]:
    """Return all that outcomes say but where the files are."""
    return [(one.file, one.agreement, one.problems, one.gaps, one.unchanged, one.failed) for one in outcomes]


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
