"""Whole commands in processes of their own, by turns: what a user waits for the first time.

The bare docxtpl script does the same template and nothing else: no checks, no formats, no words of ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks import ROOT

AGREEMENT = "agreements/umea-kvinnojouren-2022.yaml"
TEMPLATE = "templates/overenskommelse/mall.docx"
_BARE = """
import jinja2
from docxtpl import DocxTemplate
class Nothing(jinja2.Undefined):
    def __getattr__(self, name): return Nothing()
    def __call__(self, *args): return ""
class Filters(dict):
    def __contains__(self, name): return True
    def __missing__(self, name): return lambda value, *args: value
    def get(self, name, default=None): return self[name]
environment = jinja2.Environment(undefined=Nothing)
environment.filters = Filters()
template = DocxTemplate({template!r})
template.render({{}}, environment)
template.save({out!r})
"""


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """Return the commands that are timed."""
    python = sys.executable
    ours = [python, "-m", "iopdocs"]
    bare = _BARE.format(template=str(ROOT / TEMPLATE), out=str(folder / "bare.docx"))
    made = ["--on", "2024-06-01", "--out", str(folder / "out"), "--remake"]
    return {
        "python -c pass": [python, "-c", "pass"],
        "import click": [python, "-c", "import click"],
        "iopdocs --help": [*ours, "--help"],
        "bare docxtpl script": [python, "-c", bare],
        "iopdocs render, one document": [*ours, "render", AGREEMENT, "--document", "overenskommelse", *made],
        "iopdocs render, an agreement's documents": [*ours, "render", AGREEMENT, *made],
        "iopdocs check": [*ours, "check", AGREEMENT, "--on", "2024-06-01"],
        "iopdocs law": [*ours, "law", "SoL 5:11", "--on", "2021-12-20"],
    }


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each command in each round."""
    times: dict[str, list[float]] = defaultdict(list)
    # What is installed has been compiled; a machine where nobody may write that down would compile it each time.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        for turn in range(rounds + 1):  # the first one fills the caches of the system
            for called, command in commands(Path(name)).items():
                start = perf_counter()
                subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=surroundings)
                times[called] += [(perf_counter() - start) * 1000] if turn else []
    return times
