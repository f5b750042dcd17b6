"""What a killed run leaves behind: gone after the next, and never anything that is in use or somebody else's."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from iopdocs.conversion.pdf import to_pdfs
from iopdocs.output import RECEIPT_SUFFIX, Scratch, tidy_folder, write_document
from iopdocs.output.scratch import sweep
from tests.conftest import ROOT
from tests.support.batches import agreement, run, small_workspace
from tests.support.stand_in_office import StandIn, alive, job, unix_only

pytestmark = unix_only


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of temporary files, which nothing has been swept from."""
    (tmp_path / "temp").mkdir(exist_ok=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    sweep.cache_clear()
    return tmp_path / "temp"


def started(temp: Path, program: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(temp), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)


HOLDER = """
import time
from iopdocs.output import Scratch
one = Scratch()
(one.folder / "avtal.docx").write_text("hemligt")
print(one.folder, flush=True)
time.sleep(300)
"""


def killed(temp: Path) -> Path:
    """Return the folder that a killed process has left."""
    with started(temp, HOLDER) as program:
        assert program.stdout is not None
        folder = Path(program.stdout.readline().strip())
        program.kill()
    assert (folder / "avtal.docx").exists()
    return folder


def test_only_the_user_may_look_into_a_folder_and_it_goes_with_its_lock(temp: Path) -> None:
    with Scratch() as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.with_name(f".{folder.name}.lock").stat().st_mode) == 0o600
        (folder / "a").write_text("x")
    forgotten = Scratch()
    assert len(list(temp.iterdir())) == 2
    del forgotten
    assert list(temp.iterdir()) == []


def test_the_next_run_removes_what_a_killed_one_left_and_nothing_that_is_in_use(temp: Path) -> None:
    left = killed(temp)
    with started(temp, HOLDER) as running:
        assert running.stdout is not None
        used = Path(running.stdout.readline().strip())  # its own start has swept
        assert not left.exists()
        another = killed(temp)
        with Scratch() as folder:
            assert sorted(temp.iterdir()) == sorted(
                path for one in (used, folder) for path in (one, one.with_name(f".{one.name}.lock"))
            )
        assert not another.exists()
        assert (used / "avtal.docx").read_text() == "hemligt"
        running.kill()
    sweep.cache_clear()
    with Scratch():
        assert not used.exists()


def test_a_process_sweeps_once(temp: Path) -> None:
    with Scratch():
        left = killed(temp)
        with Scratch():
            assert left.exists()


def test_what_is_not_ours_is_left_alone(temp: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "dyrbart"
    theirs.mkdir()
    (theirs / "a").write_text("x")
    (temp / "iopdocs-länk").symlink_to(theirs)
    (temp / ".iopdocs-länk.lock").touch(0o600)
    (temp / "iopdocs-öppen").mkdir()
    (temp / "iopdocs-öppen").chmod(0o755)
    (temp / ".iopdocs-öppen.lock").touch(0o600)
    (temp / "iopdocs-utan-lås").mkdir(0o700)
    (temp / "iopdocs-a").mkdir(0o700)
    (temp / ".iopdocs-a.lock").symlink_to(theirs / "a")
    (temp / ".annat.lock").touch(0o600)
    before = sorted(temp.iterdir())
    with Scratch():
        pass
    assert sorted(temp.iterdir()) == before
    assert (theirs / "a").read_text() == "x"


def test_a_link_within_what_is_left_is_not_followed(temp: Path, tmp_path: Path) -> None:
    (tmp_path / "dyrbart").mkdir()
    (tmp_path / "dyrbart" / "a").write_text("x")
    left = killed(temp)
    (left / "länk").symlink_to(tmp_path / "dyrbart")
    with Scratch():
        assert not left.exists()
    assert (tmp_path / "dyrbart" / "a").read_text() == "x"


def test_where_nothing_can_be_locked_there_is_a_folder_all_the_same(
    temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refused)
    with Scratch() as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_a_run_that_is_killed_while_it_makes_pdf_leaves_no_agreement_after_the_next(office: StandIn) -> None:
    temp = office.folder / "temp"
    program = (
        "from iopdocs.conversion.pdf import to_pdfs\n"
        "from tests.support.stand_in_office import job\n"
        "results = to_pdfs([job('slow' if number else 'a') for number in range(40)] + [job('hangs')])\n"
        "print('begun', flush=True)\n"
        "for result in results: pass"
    )
    with started(temp, program) as running:
        assert running.stdout is not None
        running.stdout.readline()
        while not list(temp.glob("iopdocs-*/*/0001.pdf")):  # the stand-in has begun, with no hold of ours
            assert running.poll() is None
        running.send_signal(signal.SIGKILL)
    assert list(temp.glob("iopdocs-*/*/*.docx"))
    sweep.cache_clear()
    assert len(list(to_pdfs([job("a")]))) == 1
    assert list(temp.iterdir()) == []
    for pid in filter(alive, office.pids):  # the stand-in that the killed run had started
        os.kill(pid, signal.SIGKILL)


def test_what_a_killed_run_left_beside_documents_is_removed_and_nothing_else(tmp_path: Path) -> None:
    write_document(tmp_path, "avtal", ".docx", b"ett", {})
    ours = [".avtal.docx.tmp", ".avtal.pdf.tmp", f".nytt{RECEIPT_SUFFIX}.tmp"]
    theirs = [".anteckning.docx.tmp", "avtal.docx.tmp", ".tmp", "~$avtal.docx"]
    for name in (*ours, *theirs):
        (tmp_path / name).write_text("x")
    (tmp_path / ".avtal.md.tmp").symlink_to(tmp_path / "avtal.docx")
    (tmp_path / ".avtal.txt.tmp").mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    tidy_folder(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == before - {*ours}
    tidy_folder(tmp_path / "borta")


def test_a_batch_removes_them_also_of_documents_that_need_not_be_made(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    wish = {"documents": ("pressmeddelande",), "only_new": True}
    run(root, **wish)
    left = root / "output" / "avtal" / ".pressmeddelande.docx.tmp"
    left.write_text("x")
    (outcome,) = run(root, **wish)
    assert outcome.unchanged
    assert not left.exists()


def test_where_nothing_can_be_locked_no_lock_says_that_the_folder_may_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(fcntl, "flock", refused)
    with Scratch() as folder:
        assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert list(tmp_path.iterdir()) == []
