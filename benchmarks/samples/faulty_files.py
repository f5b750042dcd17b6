"""The faulty agreement files in ``tests/faults``, and what is found in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks import ROOT
from iopdocs.errors import Problem, Severity
from iopdocs.workspace import Workspace

FAULTS = ROOT / "tests" / "faults"
FILES = sorted(FAULTS.glob("*.yaml"))
DAY = date(2026, 11, 21)


def found(path: Path) -> list[Problem]:
    """Return the errors of a file, and what is said of its references to law."""
    workspace = Workspace(ROOT)
    problems = workspace.check(workspace.load(path), DAY)
    return [problem for problem in problems if problem.severity is Severity.ERROR or "lagrum" in problem.code]
