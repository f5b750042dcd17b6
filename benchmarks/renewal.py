"""Renew a workspace of made-up agreements and say how it went.

    python -m benchmarks.renewal --count 500 --broken 10

Prints the number of successors and faults, the seconds, the seconds per agreement and the peak memory, as a table.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.workspace import make
from iopdocs.making.processes import cores
from iopdocs.renewal.run import Renewal, Window
from iopdocs.usecases.renew import write_report
from iopdocs.workspace import Workspace

WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31), redline=False)


def measure(count: int, broken: int) -> dict[str, object]:
    """Renew ``count`` agreements, of which ``broken`` cannot be read; return what it took."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root, count, broken, seed=1)
        workspace = Workspace(root)
        start = time.perf_counter()
        renewal = Renewal(workspace, WINDOW, cores())
        results = list(renewal.renew(renewal.chosen(workspace.agreements())))
        write_report(root / "output", results, WINDOW)
        seconds = time.perf_counter() - start
        states = Counter(result.state for result in results)
        unfinished = sum(1 for _ in root.rglob("*.tmp"))
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "agreements": count,
        "successors": states["utkast"],
        "faults": states["fel"],
        "half-written files": unfinished,
        "seconds": round(seconds, 1),
        "seconds per agreement": round(seconds / count, 3),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6),
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--broken", type=int, default=10)
    given = parser.parse_args()
    for name, value in measure(given.count, given.broken).items():
        print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
