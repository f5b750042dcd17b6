"""Every input the program takes, grown: processor seconds at three sizes, and how fast they grow.

    python -m benchmarks.budget --write
    python -m benchmarks.budget --only kedja

Each run is a command in a child process of its own, made large by one thing at a time. Processor time is counted, that
of the child's own children too, so that what else the computer does matters little. A run that takes more than five
seconds for a file, or grows faster than its input, is marked; one is stopped after a minute.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import math
import os
import pkgutil
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import iopdocs as program
from benchmarks.budget_cases import CASES, Case
from benchmarks.figures import PAGE, put

SECONDS, GROWTH, CAP = 5.0, 1.3, 60
#: Below this, what grows is lost in what every run takes.
NOTHING = 0.3


@dataclass(frozen=True)
class Measured:
    """One way with one kind of input: the sizes, the processor seconds (None: stopped), the files that were made."""

    case: Case
    way: str
    seconds: tuple[float | None, ...]
    files: int

    @property
    def growth(self) -> float | None:
        """The exponent: what is linear has one. None when a run was stopped, or when there was little to measure."""
        one, two = self.seconds[-2:]
        if one is None or two is None or two < NOTHING:
            return None
        return math.log(two / one) / math.log(self.case.sizes[-1] / self.case.sizes[-2])

    @property
    def shown(self) -> bool:
        """Whether it belongs in the table: what takes a second or less is of no interest."""
        return self.marked or (self.seconds[-1] or 0) > 1

    @property
    def marked(self) -> bool:
        """Whether it takes too long or grows too fast."""
        last = self.seconds[-1]
        return last is None or last / max(self.files, 1) > SECONDS or (self.growth or 0) > GROWTH


def measure(case: Case, way: str, cap: int) -> Measured:
    """Run one way at each size, until one is stopped."""
    seconds: list[float | None] = []
    files = 0
    for size in case.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            case.make(folder, size)
            taken = None if seconds and seconds[-1] is None else _child(folder, case.ways[way], cap)
            files = sum(path.suffix in {".docx", ".html", ".md", ".txt"} for path in folder.rglob("output/*/*"))
        seconds.append(taken)
    return Measured(case, way, tuple(seconds), files)


def _child(folder: Path, run: Callable[[], None], cap: int) -> float | None:
    """Return the processor seconds of a run in a child process; None when it was stopped."""
    process = os.fork()
    if not process:
        code = 70
        try:
            os.chdir(folder)
            resource.setrlimit(resource.RLIMIT_CPU, (cap, cap + 1))
            out = os.open("utskrift.txt", os.O_CREAT | os.O_WRONLY)
            os.dup2(out, 1)
            os.dup2(out, 2)
            code = _coded(run)
        finally:
            os._exit(code)
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 70:
        print((folder / "utskrift.txt").read_text(errors="replace")[-2_000:])
    return usage.ru_utime + usage.ru_stime if code >= 0 else None


def _coded(run: Callable[[], None]) -> int:
    try:
        run()
    except SystemExit as ended:
        sys.stdout.flush()
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _warm() -> None:
    """Load what every run loads, so that it is not counted."""
    for module in pkgutil.walk_packages(program.__path__, "iopdocs."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        quiet = os.open(os.devnull, os.O_WRONLY)
        kept = os.dup(1), os.dup(2)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        for case in (CASES[0], next(case for case in CASES if "jämför" in case.ways)):
            case.make(Path(name), 1)
            for run in case.ways.values():
                _coded(run)
        os.dup2(kept[0], 1), os.dup2(kept[1], 2)


def measured(only: str, cap: int) -> Iterator[Measured]:
    """Yield what is measured, as it is."""
    _warm()
    for case in CASES:
        for way in case.ways:
            if re.search(only, f"{case.name} {way}"):
                yield measure(case, way, cap)


def _row(one: Measured) -> list[str]:
    sizes = " · ".join(f"{size:,}".replace(",", "\u00a0") for size in one.case.sizes)
    seconds = " · ".join("över gränsen" if taken is None else f"{taken:.1f}".replace(".", ",") for taken in one.seconds)
    growth = "–" if one.growth is None else f"{one.growth:.1f}".replace(".", ",")
    return [one.case.name, one.way, sizes, seconds, growth, "ja" if one.marked else ""]


def main() -> int:
    """Measure, print, and write the table when asked to. Returns 1 when something is marked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="a pattern: only what it finds in the name of an input or a way")
    parser.add_argument("--cap", type=int, default=CAP, help="processor seconds before a run is stopped")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    found = []
    for one in measured(wanted.only, wanted.cap):
        found.append(one)
        print("  ".join(_row(one)), f"({one.files} filer)", flush=True)
    if wanted.write:
        marked = sum(one.marked for one in found)
        said = f"Mätt med `python -m benchmarks.budget`: {len(CASES)} slag av indata, {len(found)} körningar, "
        said += f"{marked} märkta. Här står de som tog mer än en sekund.\n\n"
        head = said + "| Det som växer | Kommando | Antal | Processorsekunder | Tillväxt | Över gränsen |\n"
        head += "|---|---|---:|---:|---:|---|\n"
        put("budget", head + "".join(f"| {' | '.join(_row(one))} |\n" for one in found if one.shown), PAGE)
    return 1 if any(one.marked for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
