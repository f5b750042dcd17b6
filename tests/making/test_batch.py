"""Many agreements in one run: the same files however many processes make them, and nothing stops the others."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from iopdocs.errors import OutputBlocked
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.output import RECEIPT_SUFFIX
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.batches import DAY, agreement, files, made_up_workspace, run, said, small_workspace
from tests.support.cli import Cli
from tests.support.waiting import HANG

COUNT, BROKEN = 20, 4
# Two kinds of documents that are quickly made, so that there is time to disturb the work in two formats.
QUICK: dict[str, Any] = {"documents": ("pressmeddelande", "styrgruppsprotokoll"), "formats": ("docx", "txt")}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes."""
    return made_up_workspace(tmp_path_factory.mktemp("arbete"), COUNT, BROKEN)


@pytest.fixture(scope="module")
def undisturbed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what one process makes of it."""
    folder = tmp_path_factory.mktemp("ostört")
    run(root, out=folder, **QUICK)
    return folder


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_one_process_and_two_make_the_same_files_in_the_same_order(root: Path, tmp_path: Path) -> None:
    one, two = (run(root, out=tmp_path / str(number), processes=number) for number in (1, 2))
    assert said(one) == said(two)
    assert [outcome.file for outcome in two] == [f"agreements/{path.name}" for path in Workspace(root).agreements()]
    written = [[str(file.path.relative_to(tmp_path / name)) for o in outcomes for file in o.written]
               for name, outcomes in (("1", one), ("2", two))]  # fmt: skip
    assert written[0] == written[1]
    assert len(written[0]) >= 3 * (COUNT - BROKEN)
    assert files(tmp_path / "1") == files(tmp_path / "2")


@pytest.mark.parametrize("processes", [1, 2])
def test_broken_agreements_among_many_stop_nothing(processes: int, root: Path, tmp_path: Path) -> None:
    outcomes = run(root, out=tmp_path, processes=processes)
    broken = [outcome for outcome in outcomes if outcome.failed]
    assert len(outcomes) == COUNT
    assert len(broken) == BROKEN
    assert all(outcome.problems and not outcome.written and not outcome.waiting for outcome in broken)
    assert all(len(outcome.written) >= 3 for outcome in outcomes if not outcome.failed)
    assert len([folder for folder in tmp_path.iterdir() if folder.is_dir()]) == COUNT - BROKEN


@pytest.mark.thorough
@needs_fork
def test_a_process_that_is_killed_on_the_way_costs_nothing(root: Path, undisturbed: Path, tmp_path: Path) -> None:
    batch = Batch(Workspace(root), Wish(DAY, **QUICK, out=tmp_path, processes=2))
    outcomes = []
    for outcome in batch.make(batch.workspace.agreements()):
        outcomes.append(outcome)
        if len(outcomes) == 2:
            child = active_children()[0].pid
            assert child is not None
            os.kill(child, signal.SIGKILL)
    assert [outcome.file for outcome in outcomes] == [f"agreements/{p.name}" for p in batch.workspace.agreements()]
    assert sum(outcome.failed for outcome in outcomes) == BROKEN
    assert files(tmp_path) == files(undisturbed)


@pytest.mark.parametrize("processes", [1, 2])
def test_two_files_with_the_same_id_are_both_refused_and_the_rest_is_made(processes: int, tmp_path: Path) -> None:
    names = [f"avtal-{number}" for number in range(10)]
    texts = {f"{name}.yaml": agreement(name) for name in names}
    texts["avtal-7.yaml"] = agreement("avtal-2")
    root = small_workspace(tmp_path, texts)
    outcomes = run(root, documents=("pressmeddelande",), processes=processes)
    refused = {outcome.file: outcome.problems for outcome in outcomes if outcome.failed}
    assert set(refused) == {"agreements/avtal-2.yaml", "agreements/avtal-7.yaml"}
    assert "id ”avtal-2” har även agreements/avtal-7.yaml" in [p.message for p in refused["agreements/avtal-2.yaml"]]
    assert "id ”avtal-2” har även agreements/avtal-2.yaml" in [p.message for p in refused["agreements/avtal-7.yaml"]]
    assert {path.name for path in (root / "output").iterdir()} == {*names} - {"avtal-2", "avtal-7"}


@pytest.mark.parametrize("processes", [1, 2])
def test_files_from_elsewhere_must_not_share_an_id_with_those_that_are_here(processes: int, tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "arbete", {f"{n}.yaml": agreement(f"avtal-{n}") for n in range(9)})
    other = tmp_path / "annan.yaml"
    other.write_text(agreement("avtal-4"), encoding="utf-8")
    workspace = Workspace(root, (other,))
    paths = [*workspace.agreements(), other]
    batch = Batch(workspace, Wish(DAY, ("pressmeddelande",), processes=processes))
    assert [outcome.file for outcome in batch.make(paths) if outcome.failed] == ["agreements/4.yaml", str(other)]


def test_what_would_stop_them_all_is_raised_before_anything_is_made(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {f"{n}.yaml": agreement(f"avtal-{n}") for n in range(9)})
    (root / "templates" / "pressmeddelande" / "mall.docx").write_bytes(b"ingen mall")
    (root / "templates" / "overenskommelse" / "mall.docx").write_bytes(b"inte heller")
    with pytest.raises(OutputBlocked) as caught:
        run(root, processes=2)
    assert len(caught.value.problems) == 2
    assert not (root / "output").exists()


@pytest.mark.thorough
def test_a_batch_as_json_is_json_also_with_broken_agreements(
    cli: Cli,
    root: Path,
    tmp_path: Path,
) -> None:
    more = ("--on", str(DAY), "--out", tmp_path, "--json", "--workers", "2")
    code, out, _ = cli("render", "--root", root, *more)
    results = json.loads(out)["resultat"]
    assert code == 1
    assert [result["fil"] for result in results] == [f"agreements/{p.name}" for p in Workspace(root).agreements()]
    assert [result["klart"] for result in results].count(False) == BROKEN
    assert all(result["oförändrade"] == [] for result in results)
    code, again, _ = cli("render", "--root", root, *more)
    assert code == 1
    unchanged = json.loads(again)["resultat"]
    assert [len(result["oförändrade"]) for result in unchanged] == [len(result["filer"]) for result in results]
    assert all(result["filer"] == [] and result["luckor"] == {} for result in unchanged)


def test_when_nothing_can_be_made_the_json_says_why(cli: Cli, tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    (root / "templates" / "pressmeddelande" / "mall.docx").write_bytes(b"ingen mall")
    code, out, err = cli("render", "--root", root, "--json")
    found = json.loads(out)
    assert (code, found["slutkod"], found["resultat"]) == (1, 1, [])
    assert "mall.docx" in found["problem"][0]["fil"]
    assert "mall.docx" in err


@pytest.mark.parametrize("number", ["0", "-1", "två"])
@pytest.mark.parametrize("command", ["render", "renew"])
def test_a_number_of_processes_that_is_none_is_refused_in_swedish(
    command: str,
    number: str,
    cli: Cli,
    root: Path,
) -> None:
    code, out, err = cli(command, "--root", root, "--workers", number)
    assert (code, out) == (2, "")
    assert "--workers" in err
    assert "går inte att använda" in err
    assert not any(word in err for word in ("Invalid", "valid integer", "Error"))
    assert number == "två" or "skriv 1 eller fler" in err


def interrupted(root: Path, output: Path, after: int, *, terminated: bool) -> tuple[int, str]:
    """Run the program as in a terminal, press Ctrl-C (or have it end) when so many paths are shown.

    Returns its exit code and what it said.
    """
    command = [sys.executable, "-m", "iopdocs", "render", "--root", str(root), "--on", str(DAY), "--out", str(output)]
    kinds = [part for kind in QUICK["documents"] for part in ("--document", kind)]
    with subprocess.Popen(
        [*command, *kinds, "--format", ",".join(QUICK["formats"]), "--workers", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        for _ in range(after):
            program.stdout.readline()
        if terminated:
            program.terminate()
        else:
            os.killpg(program.pid, signal.SIGINT)
        _, err = program.communicate(timeout=HANG)
    return program.returncode, err


@pytest.mark.thorough(every=3)
@needs_fork
@pytest.mark.parametrize(("after", "terminated"), [(1, False), (25, False), (1, True)])
def test_ctrl_c_leaves_whole_files_and_the_next_run_does_the_rest(
    after: int,
    terminated: bool,
    root: Path,
    undisturbed: Path,
    tmp_path: Path,
) -> None:
    code, err = interrupted(root, tmp_path, after, terminated=terminated)
    assert code == 1, err
    assert f" av {COUNT} avtal. Filer som hann skrivas är hela; kör igen för resten." in err
    assert "Traceback" not in err
    left = files(tmp_path)
    assert not [name for name in left if name.endswith((".tmp", ".lock"))]
    documents = [name for name in left if name.endswith(".docx")]
    assert 0 < len(documents) < len([name for name in files(undisturbed) if name.endswith(".docx")])
    for name in documents:
        with zipfile.ZipFile(io.BytesIO(left[name])) as archive:
            assert archive.testzip() is None
        assert name.removesuffix(".docx") + RECEIPT_SUFFIX in left
    outcomes = run(root, out=tmp_path, **QUICK, only_new=True, processes=2)
    assert any(outcome.unchanged for outcome in outcomes)
    assert files(tmp_path) == files(undisturbed)
