"""The program in a real terminal: a process of its own at a pseudo-terminal, typed at and read from."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks import ROOT
from tests.support.waiting import HANG

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _is_ours() -> None:
    """Make the pseudo-terminal the one that the process belongs to, so that Ctrl-C reaches it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A command that has been started at a terminal of 100 columns."""

    def __init__(self, arguments: Sequence[str], folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        here = {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "xterm", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "iopdocs", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env={**os.environ, **here}, start_new_session=True,
            preexec_fn=_is_ours,
        )  # fmt: skip
        os.close(theirs)
        self._seen = b""
        self._read = 0

    @property
    def shown(self) -> str:
        """All that has been shown, without colours."""
        return _CODES.sub("", self._seen.decode("utf-8", "replace")).replace("\r\n", "\n")

    def expect(self, text: str) -> None:
        """Wait until a text comes after what was waited for last."""
        while (found := self.shown.find(text, self._read)) < 0:
            assert self._more(), f"”{text}” never came:\n{self.shown[self._read :]}"
        self._read = found + len(text)

    def type(self, text: str) -> None:
        """Type a text and Enter."""
        os.write(self._ours, f"{text}\n".encode())

    def interrupt(self) -> int:
        """Press Ctrl-C as a person does, again until something happens, and return the exit code."""
        while self._process.poll() is None:
            with suppress(OSError):  # it has ended meanwhile
                os.write(self._ours, b"\x03")
            while self._more(10):
                pass
        return self.end()

    def end(self) -> int:
        """Wait for the command to end, and return its exit code."""
        while self._more():
            pass
        code = self._process.wait(HANG)
        os.close(self._ours)
        return code

    def _more(self, seconds: float = HANG) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self._seen += data
        return bool(data)
