"""Renewing with several processes: the same successors, documents and report as with one."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from datetime import date
from multiprocessing import active_children
from pathlib import Path

import pytest

from benchmarks import workspace as made_up
from iopdocs.output import workspace_id
from iopdocs.renewal.run import FAILED, Renewal, Renewed, Window
from iopdocs.usecases.renew import write_report
from iopdocs.workspace import Workspace
from tests.support.batches import files

WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31), redline=False)
COUNT, BROKEN = 8, 3


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "arbete"
    folder.mkdir()
    made_up.make(folder, COUNT, BROKEN, seed=5)
    workspace_id(folder)  # drawn once, so that a copy of it is the same workspace
    return folder


def renew(root: Path, processes: int, *, kill_at: int = 0) -> list[Renewed]:
    """Renew a workspace; at one result, kill one of the processes."""
    workspace = Workspace(root)
    renewal = Renewal(workspace, WINDOW, processes)
    results = []
    for result in renewal.renew(renewal.chosen(workspace.agreements())):
        results.append(result)
        if len(results) == kill_at:
            child = active_children()[0].pid
            assert child is not None
            os.kill(child, signal.SIGKILL)
    write_report(root / "output", results, WINDOW)
    return results


def placed(results: list[Renewed], root: Path) -> list[Renewed]:
    """Return results with their paths from the root."""
    return [
        replace(
            one,
            path=one.path and one.path.relative_to(root),
            files=[path.relative_to(root) for path in one.files],
        )
        for one in results
    ]


def test_one_process_and_two_renew_alike(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "annan")
    assert placed(renew(root, 1), root) == placed(renew(other, 2), other)
    assert files(root) == files(other)
    assert len(list((other / "agreements").iterdir())) == 2 * COUNT - BROKEN


def test_the_same_agreements_are_chosen_by_one_process_and_two(root: Path) -> None:
    workspace = Workspace(root)
    renew(root, 1)
    one, two = (Renewal(workspace, WINDOW, number).chosen(workspace.agreements()) for number in (1, 2))
    assert one == two
    assert sum(chosen.there is not None for chosen in two) == COUNT - BROKEN


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_is_killed_on_the_way_costs_nothing(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "annan")
    renew(root, 1)
    results = renew(other, 2, kill_at=2)
    assert sum(result.state == FAILED for result in results) == BROKEN
    assert files(root) == files(other)
    assert active_children() == []
