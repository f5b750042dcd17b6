"""On a terminal long lines go on between words; other programs read whole lines. A pseudo-terminal is the judge."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import workspace as made_up
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.waiting import HANG

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made_up.make(tmp_path, count=2, broken=1, seed=5)
    return tmp_path


def on_terminal(root: Path, columns: int, *arguments: str) -> list[str]:
    """Return the lines that a command writes to a terminal so wide."""
    import fcntl
    import termios

    main, sub = pty.openpty()
    fcntl.ioctl(sub, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES", "NO_COLOR"}}
    script = "from iopdocs.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=root,
        env={**environment, "PYTHONPATH": str(ROOT), "COLUMNS": str(columns)},
        stdout=sub,
        stderr=sub,
        stdin=sub,
    )
    os.close(sub)
    said = b""
    try:
        while piece := os.read(main, 65536):
            said += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    process.wait(timeout=HANG)
    os.close(main)
    return said.decode().replace("\r\n", "\n").splitlines()


def plain(line: str) -> str:
    import click

    return click.unstyle(line)


@pytest.mark.thorough(every=3)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_broken_within_a_word(root: Path, cli: Cli, columns: int) -> None:
    lines = list(map(plain, on_terminal(root, columns, "check", "--on", "2024-11-01")))
    code, out, err = cli("check", "--root", str(root), "--on", "2024-11-01")
    assert code == 1
    words = [word for text in (out, err) for line in text.splitlines() for word in line.split(" ") if word]
    assert sorted(word for line in lines for word in line.split(" ") if word) == sorted(
        word.removeprefix(f"{root}/") for word in words
    )
    for line in lines:
        assert len(line) <= columns or len(line.split(" ")) == 1 or " " not in line.strip(), line
    assert any(len(line) > columns - 15 for line in lines)


def test_a_table_goes_on_under_its_last_column(root: Path) -> None:
    lines = list(map(plain, on_terminal(root, 80, "check", "--summary", "--on", "2024-11-01")))
    head = next(line for line in lines if line.endswith("  VAD"))
    column = head.index("VAD")
    rows = lines[lines.index(head) + 1 : -1]
    folded = [row for row in rows if row.startswith(" " * column)]
    assert folded and all(row[column] != " " for row in folded)


def test_what_other_programs_read_has_whole_lines(root: Path, cli: Cli) -> None:
    _, out, _ = cli("check", "--root", str(root), "--on", "2024-11-01")
    assert any(len(line) > 200 for line in out.splitlines())
