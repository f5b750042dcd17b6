"""``check`` and ``status`` share the work of many agreements between processes: the answer is that of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from iopdocs.making import examined, pool, processes
from iopdocs.usecases import standing
from iopdocs.usecases.check import check
from iopdocs.usecases.status import status, status_to_leave
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
    start = pool.ProcessPoolExecutor

    def counted(count: int, **more: object) -> object:
        started.append(count)
        return start(count, **more)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(pool, "ProcessPoolExecutor", counted)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    return started


def _checked(root: Path, workers: int) -> list[object]:
    found = check(Workspace(root), (), DAY, workers=workers)
    one = check(Workspace(root), (root / "agreements" / "bredvid.yaml",), DAY, workers=workers)
    return [found, found.as_json(), one]


def _standing(root: Path, workers: int) -> list[object]:
    shown = status(Workspace(root), (), DAY, workers=workers)
    one = status(Workspace(root), (root / "agreements" / "bredvid.yaml",), DAY, workers=workers)
    leaves = status_to_leave(Workspace(root), (), DAY, workers=workers)
    told = shown.rows(), shown.missing(), shown.problems, one, leaves.problems, leaves.as_json()
    return [*told, leaves.calendar(), leaves.timeline()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the switches of the test reach forked processes only")
@pytest.mark.parametrize("command", [_checked, _standing])
def test_several_processes_give_what_one_gives(
    command: Callable[[Path, int], list[object]], root: Path, pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (examined, standing):
        monkeypatch.setattr(module, "FEW_TO_READ", 2)
    alone = command(root, 1)
    assert pools == []
    together = command(root, 2)
    assert set(pools) == {2}
    for one, other in zip(alone, together, strict=True):
        assert repr(one) == repr(other)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test's process reaches forked processes only")
def test_of_an_agreement_that_a_process_dies_of_it_is_said_that_nothing_is_known(
    root: Path, pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the memory is over: the others' days are told."""
    here, load = os.getpid(), Workspace.load

    def dying(self: Workspace, path: Path) -> object:
        if path.name == "bredvid.yaml" and os.getpid() != here:
            os._exit(9)
        return load(self, path)

    monkeypatch.setattr(standing, "FEW_TO_READ", 2)
    monkeypatch.setattr(Workspace, "load", dying)
    found = status(Workspace(root), (), DAY, workers=2)
    assert [one.code for one in found.problems if one.file == "agreements/bredvid.yaml"] == ["avbrutet-arbete"]
    assert "agreements/bredvid.yaml" in found.overview.unreadable
    assert len(found.overview.entries) == 9


@pytest.mark.parametrize("command", [_checked, _standing])
def test_a_small_workspace_starts_no_process(
    command: Callable[[Path, int], list[object]], root: Path, pools: list[int]
) -> None:
    command(root, 2)
    assert pools == []
