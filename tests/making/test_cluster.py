"""A Dask cluster does what this machine would: the same files, the same messages, and it keeps nothing of the data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import iopdocs
from benchmarks.samples import words
from benchmarks.samples.documents import text_of
from iopdocs.errors import OutputBlocked
from iopdocs.making import cluster
from iopdocs.making.batch import Batch
from iopdocs.making.last_look import LastLook
from iopdocs.making.outcome import File, Outcome, Wish
from iopdocs.protection import Secret
from iopdocs.protection.guard import Guard
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support import records
from tests.support.batches import DAY, agreement, files, made_up_workspace, run, said, small_workspace
from tests.support.cli import Cli
from tests.support.starter_types import stems
from tests.support.waiting import HANG

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")

COUNT, BROKEN = 30, 4

# The cluster has processes of its own altogether: what it says and how it ends is not for the tests.
PROGRAM = """
import sys
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
    print(local.scheduler_address, *(nanny.pid for nanny in local.workers.values()), flush=True)
    sys.stdin.read()
"""


@dataclass
class Running:
    """A cluster: its address, the processes of its workers, and the folder for what they write."""

    program: int
    address: str
    workers: list[int]
    disk: Path


def started(disk: Path, **settings: str) -> Iterator[Running]:
    """Yield a cluster whose temporary files go to a folder; end it in the end."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(disk), **settings},
        cwd=disk,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            address, *workers = program.stdout.readline().split()
            yield Running(program.pid, address, [int(worker) for worker in workers], disk)
            program.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                program.wait(timeout=HANG)
        finally:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from started(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes, with settings and with agreements that are broken."""
    folder = made_up_workspace(tmp_path_factory.mktemp("arbete"), COUNT, BROKEN)
    (folder / "iopdocs.yaml").write_text("organisationer:\n  orten: {typ: kommun, namn: Orten}\n", encoding="utf-8")
    (folder / "agreements" / "prov-00001-2022.yaml").write_bytes(b"id: prov-00000-2022\nparter: []\n")
    return folder


@pytest.fixture(scope="module")
def local(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Outcome]]:
    """Return what this machine makes of it, and says."""
    folder = tmp_path_factory.mktemp("lokalt")
    return folder, run(root, out=folder)


def made(root: Path, address: str, **wish: object) -> Iterator[Outcome]:
    workspace = Workspace(root)
    batch = Batch(workspace, replace(Wish(DAY), **wish))  # type: ignore[arg-type] # each test gives its own
    return cluster.make(batch, workspace.agreements(), address)


def test_a_worker_that_is_killed_on_the_way_costs_nothing(
    running: Running, root: Path, local: tuple[Path, list[Outcome]], tmp_path: Path
) -> None:
    outcomes = []
    for outcome in made(root, running.address, out=tmp_path):
        outcomes.append(outcome)
        if len(outcomes) == 5:
            os.kill(running.workers[0], signal.SIGKILL)
    folder, expected = local
    assert said(outcomes) == said(expected)
    assert sum(outcome.failed for outcome in outcomes) >= BROKEN
    assert files(tmp_path) == files(folder)
    again = list(made(root, running.address, out=tmp_path, only_new=True))
    assert said(again) == said(run(root, out=folder, only_new=True))
    assert not any(outcome.written or outcome.gaps for outcome in again)
    assert [outcome.file for outcome in again if outcome.unchanged] == [o.file for o in expected if not o.failed]
    (tmp_path / "prov-00002-2022" / "overenskommelse.docx").unlink()
    third = [outcome for outcome in made(root, running.address, out=tmp_path, only_new=True) if outcome.written]
    assert [{*outcome.gaps} for outcome in third] == [{"overenskommelse"}]
    assert files(tmp_path) == files(folder)


def test_the_command_shows_the_same_as_without_a_cluster(
    cli: Cli,
    running: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {f"{n}.yaml": agreement(f"avtal-{n}") for n in range(3)}
    root = small_workspace(tmp_path, {**texts, "3.yaml": "id: [", "4.yaml": agreement("avtal-0")})
    (root / "agreements" / "5.yaml").write_bytes(b"\xff\xfe")
    (root / "agreements" / "6.yaml").mkdir()
    monkeypatch.chdir(root)
    more = ("render", "--on", DAY, "--workers", "1")
    here = cli(*more)
    there = cli(*more, "--remake", "--cluster", running.address)
    assert here == there
    assert here[0] == 1
    count = 2 * len(stems())  # of the two agreements that can be made
    assert len(here[1].splitlines()) == count
    assert "iopdocs-" not in there[2]
    assert f"{count} dokument i output är redan gjorda" in cli(*more, "--cluster", running.address)[2]


@pytest.mark.parametrize("name", ["mall.docx", "dokument.yaml"])
def test_a_fault_of_a_template_or_a_clause_is_called_what_it_is_called_here(
    name: str, running: Running, tmp_path: Path
) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    if name == "mall.docx":
        from benchmarks.samples.words import word

        (root / "templates" / "pressmeddelande" / name).write_bytes(word("{{ avtal.id | datum }}"))
    else:
        place = root / "templates" / "pressmeddelande" / name
        text = place.read_text(encoding="utf-8")
        head, _, rest = text.partition("titel:")
        place.write_text(f'{head}titel: "{{{{ avtal.id | datum }}}}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")
    expected = run(root, out=tmp_path / "lokalt")
    outcomes = list(made(root, running.address, out=tmp_path / "kluster"))
    assert said(outcomes) == said(expected)
    assert outcomes[0].failed
    assert "iopdocs-" not in "".join(str(problem) for problem in outcomes[0].problems)


def test_nothing_of_settings_or_agreements_is_written_on_a_workers_disk(running: Running, tmp_path: Path) -> None:
    secret, hidden = "Hemligorten", "Gömställegatan"
    root = small_workspace(tmp_path / "arbete", {"a.yaml": agreement("avtal", f"partnerskap: {hidden}")})
    text = (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    shared = text.replace("parter:\n", "parter:\n  - {organisation: orten, roll: offentlig}\n")
    (root / "agreements" / "a.yaml").write_text(shared, encoding="utf-8")
    settings = f"organisationer:\n  orten: {{typ: kommun, namn: {secret}}}\n"
    (root / "iopdocs.yaml").write_text(settings, encoding="utf-8")
    (outcome,) = made(root, running.address, out=tmp_path / "ut")
    assert not outcome.failed, outcome.problems
    printed = "".join(text_of(file.path.read_bytes()) for file in outcome.written)
    assert secret in printed
    assert hidden in printed
    unpacked = [path for path in running.disk.glob("iopdocs-*") if path.is_dir()]
    assert unpacked
    assert all([path.name for path in folder.iterdir()] == ["templates"] for folder in unpacked)
    for name, data in files(running.disk).items():
        assert secret.encode() not in data, name
        assert hidden.encode() not in data, name


def test_documents_of_what_is_protected_are_the_same_and_looked_through_here(running: Running, tmp_path: Path) -> None:
    hidden = agreement("avtal").replace(
        "namn: Exempeljouren", "namn: Exempeljouren, adress: {gata: Gömgatan 12, skyddad: ja}"
    )
    root = small_workspace(tmp_path / "arbete", {"a.yaml": hidden, "b.yaml": agreement("annat")})
    expected = run(root, out=tmp_path / "lokalt")
    assert said(list(made(root, running.address, out=tmp_path / "kluster"))) == said(expected)
    assert not any(outcome.failed for outcome in expected)
    assert files(tmp_path / "kluster") == files(tmp_path / "lokalt")
    description = root / "templates" / "pressmeddelande" / "dokument.yaml"
    text = description.read_text(encoding="utf-8")
    head, _, rest = text.partition("titel:")
    description.write_text(f"{head}titel: Gömgatan 12\n{rest.partition(chr(10))[2]}", encoding="utf-8")
    with pytest.raises(OutputBlocked, match=r"pressmeddelande/dokument\.yaml"):
        list(made(root, running.address, out=tmp_path / "andra"))
    assert not list((tmp_path / "andra").rglob("*.docx"))


def test_a_document_that_comes_back_with_something_protected_is_not_written() -> None:
    outcome = Outcome("agreements/a.yaml")
    for stem, text in (("ett", "Vi finns på Gömgatan 12."), ("annat", "Vi finns.")):
        outcome.waiting.append(File(stem, ".docx", words.made(text).data, {}))
    LastLook(Guard([Secret("Gömgatan 12")])).outcome(outcome)
    assert [file.stem for file in outcome.waiting] == ["annat"]
    assert [problem.code for problem in outcome.problems] == ["röjd-uppgift"]
    assert outcome.failed


def test_a_cluster_of_another_version_of_the_program_is_refused(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    monkeypatch.setattr(iopdocs, "__version__", "99.0")
    with pytest.raises(OutputBlocked) as caught:
        list(made(root, running.address))
    (problem,) = caught.value.problems
    assert problem.message == "klustret har en annan version av iopdocs"
    assert problem.hint == "Installera iopdocs 99.0 på alla datorer i klustret."
    assert not (root / "output").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "http://127.0.0.1:9", "tcp://", "finns inte"])
def test_an_address_where_nobody_answers_is_said_in_swedish(
    address: str,
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", "300ms")
    code, out, err = cli("render", "--root", root, "--cluster", address)
    assert (code, out) == (1, "")
    assert f"Klustret {address} svarar inte." in err
    assert "Kontrollera adressen" in err
    assert "Traceback" not in err


def test_without_what_the_cluster_needs_the_user_is_told_what_to_install(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, out, err = cli("render", "--root", root, "--cluster", "tcp://127.0.0.1:9")
    assert (code, out) == (1, "")
    assert "Det som behövs för --cluster är inte installerat." in err
    assert "pip install 'iopdocs[cluster]'" in err


@pytest.mark.thorough
def test_ctrl_c_stops_the_work_of_the_cluster_and_leaves_whole_files(
    running: Running, root: Path, local: tuple[Path, list[Outcome]], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "iopdocs", "render", "--root", root, "--on", str(DAY), "--out", tmp_path]
    with subprocess.Popen(
        [*command, "--cluster", running.address],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        os.killpg(program.pid, signal.SIGINT)
        _, err = program.communicate(timeout=HANG)
    assert program.returncode == 1, err
    assert f" av {COUNT} avtal. Filer som hann skrivas är hela; kör igen för resten." in err
    assert "Traceback" not in err
    whole = files(local[0])
    left = files(tmp_path)
    assert 0 < len(left) < len(whole)
    assert all(whole[name] == data for name, data in left.items())


@pytest.mark.thorough
def test_a_worker_makes_of_a_final_version_what_this_machine_would(tmp_path: Path) -> None:
    roots = [records.workspace(tmp_path / name) for name in ("här", "där")]
    steps = (("6 månader", ("docx",), 15), ("1 månad", ("docx",), 15), ("1 månad", ("docx", "txt"), 20))
    for notice, formats, day in steps:
        for root in roots:
            path = records.write(root, records.data(notice=notice))
            wish = Wish(records.DAY.replace(day=day), formats=formats, final=True, only_new=True)
            batch = Batch(Workspace(root), wish)
            batch.prepare()
            if root is roots[0]:
                list(batch.make([path]))
            else:
                outcome = cluster.work(cluster.bundled(batch), cluster._job(batch, *batch.claims([path]), deque()))
                assert not outcome.failed, outcome.problems
                batch.write(outcome)
                for _, unpacked in cluster._BATCHES.values():
                    unpacked.remove()
                cluster._BATCHES.clear()
    here, there = (records.bytes_of(root / "output" / records.ID) for root in roots)
    stem = "overenskommelse.slutlig-2"
    assert here == there
    assert set(here) == {"overenskommelse.docx", f"{stem}.docx", f"{stem}.txt"}
