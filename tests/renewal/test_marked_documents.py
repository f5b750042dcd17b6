"""A document with its changes marked may fail; then the renewal has not, and it is told."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import workspace as made_up
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.renewal import marked
from iopdocs.renewal.reported import DRAFTED
from iopdocs.renewal.run import Renewal, Renewed, Window
from iopdocs.usecases.renew import write_report
from iopdocs.workspace import Workspace

WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31))


def renewed(root: Path) -> tuple[Renewed, str]:
    made_up.make(root, count=1, broken=0, seed=5)
    workspace = Workspace(root)
    renewal = Renewal(workspace, WINDOW)
    results = list(renewal.renew(renewal.chosen(workspace.agreements())))
    (report, _) = write_report(root / "output", results, WINDOW)
    return results[0], report.read_text(encoding="utf-8")


def test_a_redline_that_fails_is_told_and_the_agreement_is_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise InvalidTemplate(Problem("filen är trasig", hint="Laga den.", code="ingen-word-fil"))

    monkeypatch.setattr(marked, "redline", fail)
    result, report = renewed(tmp_path)
    assert result.state == DRAFTED
    assert {problem.code for problem in result.problems} == {"jämförelse-uteblev"}
    assert "Kunde inte förnyas | 0" in report and "**Att veta**" in report and "filen är trasig" in report


def test_without_the_extra_a_renewal_marks_whole_paragraphs_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx_scalpel", None)
    result, report = renewed(tmp_path)
    assert result.state == DRAFTED
    assert {problem.code for problem in result.problems} == {"jämförelse-grövre"}
    assert [path.name for path in result.files if path.name.endswith("-andringar.docx")]
    assert "hela stycken" in report
