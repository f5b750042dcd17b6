"""A whole municipality, and more: every command over thousands of agreements, by time, memory and open files.

    python -m benchmarks.municipality --count 5000 --write

Each command is a process of its own, with those that it starts. Memory is what they hold together, each page that they
share counted once (PSS); time a core is all their processor time, over the cores they may use. For Linux: /proc tells.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from benchmarks import ROOT, workspace
from benchmarks.figures import put

PAGE = ROOT / "docs" / "prestanda.md"
DAY = "2024-06-01"
_EVERY = 0.25
#: So many agreements have the same parties, one after the other.
_ALIKE = 2


@dataclass
class Taken:
    """What a command took: seconds by the clock and of processors, the most memory in MB, the most open files."""

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    files: int = 0


def make(folder: Path, count: int) -> None:
    """Write a workspace of so many agreements, with parties of their own but for two and two."""
    workspace.make(folder, count, count // 100, seed=1)
    for number, path in enumerate(sorted((folder / "agreements").iterdir())):
        path.write_bytes(path.read_bytes().replace(b" Prov ", b" Prov %d " % (number // _ALIKE)))


def commands(folder: Path, workers: int) -> Mapping[str, Sequence[str]]:
    """Return the commands that are measured, by what they are called."""
    many = ["--on", DAY, "--workers", str(workers)]
    pages = ["--html", str(folder / "status.html"), "--ics", str(folder / "status.ics")]
    return {
        "check, en process": ["check", "--on", DAY, "--workers", "1"],
        "check": ["check", *many],
        "check --summary": ["check", "--summary", *many],
        "status, en process": ["status", "--on", DAY, "--workers", "1"],
        "status": ["status", *many],
        "status --html --ics": ["status", *pages, *many],
        "renew --dry-run": ["renew", "--dry-run", "--within", "1å", *many],
        "render": ["render", *many],
    }


def measure(folder: Path, command: Sequence[str]) -> Taken:
    """Run a command in a workspace and return what it and its processes took."""
    before, start, taken, done = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter(), Taken(), Event()
    line = [sys.executable, "-m", "iopdocs", *command]
    with subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        watching = Thread(target=_watch, args=(running.pid, taken, done))
        watching.start()
        _, told = running.communicate()
        done.set()
        watching.join()
    if running.returncode not in (0, 1) or b"Traceback" in told:  # some of the agreements are broken: that is told
        raise RuntimeError(told.decode(errors="replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken.seconds = perf_counter() - start
    taken.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken


def _watch(first: int, taken: Taken, done: Event) -> None:
    while not done.wait(_EVERY):
        family = list(_family(first))
        taken.megabytes = max(taken.megabytes, sum(map(_memory, family)))
        taken.files = max(taken.files, sum(map(_open_files, family)))


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it has ended
        return


def _memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def _open_files(process: int) -> int:
    try:
        return len(list(Path(f"/proc/{process}/fd").iterdir()))
    except OSError:
        return 0


def table(found: Mapping[str, Taken], cores: int) -> str:
    """Return the figures as a table for the page."""
    head = "| Kommando | sekunder | processortid per kärna, s | minne, MB | öppna filer |\n|---|---:|---:|---:|---:|\n"
    return head + "".join(
        f"| {called} | {one.seconds:.0f} | {one.processor / (1 if 'en process' in called else cores):.0f} | "
        f"{one.megabytes:.0f} | {one.files} |\n"
        for called, one in found.items()
    )


def main() -> None:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", help="words that begin the commands to measure: check status")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/prestanda.md")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found: dict[str, Taken] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, given.count)
        for called, command in commands(folder, given.workers).items():
            if not given.only or called.startswith(tuple(given.only)):
                found[called] = measure(folder, command)
                print(called, found[called], flush=True)
    made = table(found, given.workers)
    print(made)
    if given.json:
        figures = {called: asdict(one) for called, one in found.items()}
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if given.write:
        put("municipality", made, PAGE)


if __name__ == "__main__":
    main()
