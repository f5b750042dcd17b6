"""``check`` shares the work of many agreements between processes: the answer is that of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iopdocs.making import examined, processes
from iopdocs.usecases.check import check
from iopdocs.workspace import Workspace
from tests.support.records import DAY, workspace, write

AGREEMENT = """id: {id}
status: {status}
parter:
  - {{id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}}
  - {{id: jouren, roll: idéburen, typ: förening, namn: Jouren {who}{address}}}
avtalstid: {{från: {start}, till: {end}}}
ekonomi: {{komponenter: [{{benämning: Drift, slag: per år, belopp: 100000}}]}}
{more}
"""
HIDDEN = ", adress: {gata: Hemliga gatan 5, ort: Exempelby, skyddad: ja}"
OLD = {"status": "undertecknat", "start": "2024-01-01", "end": "2026-03-31", "address": "", "more": ""}
NEW = {**OLD, "status": "beslutat", "start": "2026-04-01", "end": "2028-03-31"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a workspace with successors, agreements beside one another, something protected, and what cannot be read."""
    root = workspace(tmp_path)
    for number in range(4):
        write(root, AGREEMENT.format(id=f"gammalt-{number}", who=number, **OLD), f"gammalt-{number}.yaml")
        later = {**NEW, "more": f"ersätter: gammalt-{number}\nmål: [{{text: Utredning på Hemliga gatan {number + 3}}}]"}
        write(root, AGREEMENT.format(id=f"nytt-{number}", who=number, **later), f"nytt-{number}.yaml")
    write(root, AGREEMENT.format(id="bredvid", who=1, **{**OLD, "address": HIDDEN}), "bredvid.yaml")
    write(root, AGREEMENT.format(id="gammalt-1", who="samma id", **OLD), "dubbelt.yaml")
    write(root, "id: trasigt\nparter: [", "trasigt.yaml")
    return root


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the number of processes of each pool that is started."""
    started: list[int] = []
    start = processes.ProcessPoolExecutor

    def counted(count: int, **more: object) -> object:
        started.append(count)
        return start(count, **more)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(processes, "ProcessPoolExecutor", counted)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    return started


def _checked(root: Path, workers: int) -> list[object]:
    found = check(Workspace(root), (), DAY, workers=workers)
    one = check(Workspace(root), (root / "agreements" / "bredvid.yaml",), DAY, workers=workers)
    return [found, found.as_json(), one]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the switches of the test reach forked processes only")
def test_several_processes_give_what_one_gives(root: Path, pools: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examined, "FEW_TO_READ", 2)
    alone = _checked(root, 1)
    assert pools == []
    together = _checked(root, 2)
    assert set(pools) == {2}
    for one, other in zip(alone, together, strict=True):
        assert repr(one) == repr(other)


def test_a_small_workspace_starts_no_process(root: Path, pools: list[int]) -> None:
    _checked(root, 2)
    assert pools == []
