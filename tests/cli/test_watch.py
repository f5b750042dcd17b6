"""``render --watch``: what is saved is made anew at once, a fault waits for the next save, and Ctrl-C ends it."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import workspace as made_up
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.waiting import HANG

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")

WAITS = "Väntar på att en fil sparas. Ctrl+C slutar."


class Watching:
    """A running watch, and what it says."""

    def __init__(self, root: Path, *arguments: str) -> None:
        script = "from iopdocs.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, "render", "--watch", "--on", "2024-11-01", *arguments],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until_it_waits(self) -> list[str]:
        """Return what it says until it waits for the next save."""
        said = []
        while (line := self._lines.get(timeout=HANG)) != WAITS:
            said.append(line)
        return said

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()

    def stopped(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=HANG)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made_up.make(tmp_path, count=2, broken=0, seed=5)
    return tmp_path


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    made = Watching(root, "--document", "sammanfattning")
    yield made
    made.end()


def documents(lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(".docx")]


def test_only_what_was_saved_is_made_anew_and_a_fault_waits_for_the_next_save(root: Path, watching: Watching) -> None:
    assert len(documents(watching.until_it_waits())) == 2
    first, _ = sorted((root / "agreements").glob("*.yaml"))
    text = first.read_text(encoding="utf-8")
    first.write_text(f"{text}# en anmärkning\n", encoding="utf-8")
    said = watching.until_it_waits()
    assert said[0] == f"Sparat: {first.name}", said
    assert documents(said) == [f"output/{first.stem}/sammanfattning.docx"], said
    first.write_text(f"{text}finns_inte: ja\n", encoding="utf-8")
    said = watching.until_it_waits()
    assert documents(said) == [] and any("finns_inte" in line for line in said)
    first.write_text(text, encoding="utf-8")
    assert documents(watching.until_it_waits()) == [f"output/{first.stem}/sammanfattning.docx"]
    assert watching.stopped() == 0


def test_a_template_is_of_all_agreements(root: Path, watching: Watching) -> None:
    watching.until_it_waits()
    template = root / "templates" / "sammanfattning" / "dokument.yaml"
    template.write_text(template.read_text(encoding="utf-8") + "# en anmärkning\n", encoding="utf-8")
    said = watching.until_it_waits()
    assert said[0] == "Sparat: dokument.yaml"
    assert len(documents(said)) == 2


def test_a_new_agreement_is_seen_and_one_that_is_gone_is_no_fault(root: Path, watching: Watching) -> None:
    watching.until_it_waits()
    first, second = sorted((root / "agreements").glob("*.yaml"))
    second.unlink()
    new = first.with_name("nytt-2024.yaml")
    shutil.copyfile(first, new)
    new.write_text(new.read_text(encoding="utf-8").replace(first.stem, "nytt-2024"), encoding="utf-8")
    said = watching.until_it_waits()
    assert said[0] == "Sparat: nytt-2024.yaml"
    assert documents(said) == ["output/nytt-2024/sammanfattning.docx"]


@pytest.mark.parametrize("other", [["--final"], ["--json"], ["--carry-over"], ["--cluster", "tcp://127.0.0.1:1"]])
def test_it_makes_drafts_and_nothing_else(root: Path, cli: Cli, other: list[str]) -> None:
    code, _, err = cli("render", "--root", str(root), "--watch", *other)
    assert code == 2 and "--watch" in err
