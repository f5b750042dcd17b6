"""Many documents, from a hundred to ten thousand; one process and two; tables from a hundred rows to ten thousand.

    python -m benchmarks.scaling --agreements 1000 --processes 2

makes the documents of so many made-up agreements and prints what it took, as JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.samples.words import DAY, agreement, document_type, libraries, template
from benchmarks.workspace import make
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.making.render import render
from iopdocs.workspace import Workspace

_UNIT = 1 if sys.platform == "darwin" else 1024


def batch(agreements: int, processes: int) -> dict[str, float]:
    """Make the documents of so many agreements; return seconds, documents and the peak memory of a process in MB."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root, agreements, 0, seed=1)
        batch = Batch(Workspace(root), Wish(date(2024, 6, 1), processes=processes))
        batch.prepare()
        documents, start = 0, perf_counter()
        for outcome in batch.make(batch.workspace.agreements()):
            documents += len(outcome.written)
        seconds = perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"documents": documents, "seconds": seconds, "megabytes": peak * _UNIT / 1e6}


def apart(agreements: int, processes: int) -> dict[str, float]:
    """Do the same in a process of its own, so that the memory is its own."""
    command = [sys.executable, "-m", "benchmarks.scaling", "--agreements", str(agreements)]
    done = subprocess.run([*command, "--processes", str(processes)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows(counts: Sequence[int], rounds: int) -> dict[int, list[float]]:
    """Return the milliseconds of a whole document, inspected, with a table of so many rows that are new each time."""
    times: dict[int, list[float]] = defaultdict(list)
    prepared, kind, made_with = template("Mål", make=_table), document_type(), libraries()
    for turn in range(rounds + 1):  # the first one warms up
        for count in counts:
            lines = (
                f'  - {{id: m-{n}, text: "Mål {turn} nr {n} & mer", målvärde: "{turn} {n}"}}' for n in range(count)
            )
            data = agreement("mål:\n" + "\n".join(lines) + "\n")
            start = perf_counter()
            render(data, kind, prepared, made_with, DAY)
            times[count] += [(perf_counter() - start) * 1000] if turn else []
    return times


def _table(document: Any) -> None:
    from docx.oxml import OxmlElement

    grid = document.add_table(4, 3)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for column, (heading, tag) in enumerate((("Id", "id"), ("Mål", "text"), ("Värde", "målvärde"))):
        grid.cell(0, column).text = heading
        grid.cell(2, column).text = f"{{{{ m.{tag} }}}}"
    grid.cell(1, 0).text = "{%tr for m in avtal.mål %}"
    grid.cell(3, 0).text = "{%tr endfor %}"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agreements", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(batch(given.agreements, given.processes)))


if __name__ == "__main__":
    main()
