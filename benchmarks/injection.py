"""One command run in a child process, in which one step towards a file fails or kills it."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iopdocs.output import files

FAULTS = ("full disk", "no right to write", "read-only disk", "half written", "killed", "killed half-way")
NUMBERS = {"full disk": errno.ENOSPC, "no right to write": errno.EACCES, "read-only disk": errno.EROFS}
NOT_REACHED, CRASHED = 77, 70
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir"}


@dataclass(frozen=True)
class Scenario:
    """What is there before, what is run in that folder, and which of the files a person has made."""

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[], int]
    theirs: tuple[str, ...] = ()


class _Injector:
    """Counts the steps a process takes towards files in a folder, and lets one of them fail."""

    def __init__(self, folder: Path, at: int, fault: str) -> None:
        self._folder, self._left, self._fault = str(folder), at, fault
        self.reached = False

    def watch(self) -> None:
        """Begin. An audit hook cannot be taken away, so this is only for a child process."""
        real = files.see_to

        def see_to(descriptor: int, size: int, *, lasting: bool) -> None:
            self._step(descriptor)
            real(descriptor, size, lasting=lasting)

        files.see_to = see_to
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES)
        if writes and os.path.realpath(os.fsdecode(arguments[0])).startswith(self._folder):
            self._step(None)

    def _step(self, number: int | None) -> None:
        self._left -= 1
        if self._left:
            return
        self.reached = True
        if number is not None and "half" in self._fault:
            os.ftruncate(number, os.fstat(number).st_size // 2)
        if "killed" in self._fault:
            os.kill(os.getpid(), signal.SIGKILL)
        code = NUMBERS.get(self._fault, errno.ENOSPC)
        raise OSError(code, os.strerror(code))


def child(scenario: Scenario, folder: Path, fault: tuple[int, str] | None) -> int:
    """Run in a child process; return its exit code, or NOT_REACHED when it ended before the fault."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    code = CRASHED
    try:
        os.chdir(folder)
        sys.dont_write_bytecode = True
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        tempfile.tempdir = str(folder.parent)
        injector = _Injector(folder, *(fault or (0, "")))
        if fault:
            injector.watch()
        code = scenario.run()
        if fault and not injector.reached:
            code = NOT_REACHED
    finally:
        os._exit(code)
