"""Writes ``requirements-dev.lock``: the exact version of everything a developer's environment gets.

    python -m scripts.lock

The versions are what pip chooses today for ``.[test,lint,fuzz,mutation]``. Nothing is installed by force from the file:
it tells what was tested, gives the same environment again (``pip install -r requirements-dev.lock``), and is what CI
audits.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-dev.lock"
HEAD = """\
# Exact versions of the development environment, chosen by pip. Made by: python -m scripts.lock
"""


def resolved() -> dict[str, Any]:
    """Return pip's report of what it would install in an empty environment. Raises CalledProcessError."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    done = subprocess.run([*command, ".[test,lint,fuzz,mutation]"], cwd=ROOT, stdout=subprocess.PIPE, check=True)  # noqa: S603
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def locked(report: dict[str, Any], only: Mapping[str, str] | None = None) -> str:
    """Return the lock file's text: one ``name==version`` per line, by name, without the project itself.

    ``only`` has the marker of each package that is for some systems alone.
    """
    named = {normal(one["metadata"]["name"]): one["metadata"]["version"] for one in report["install"]}
    named.pop("iopdocs", None)
    marks = {name: f" ; {marker}" for name, marker in (only or {}).items()}
    return HEAD + "".join(f"{name}=={version}{marks.get(name, '')}\n" for name, version in sorted(named.items()))


def markers() -> dict[str, str]:
    """Return the marker of each package that ``pyproject.toml`` asks for on some systems alone, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [one for extra in project["optional-dependencies"].values() for one in (*extra, *project["dependencies"])]
    parted = (one.partition(";") for one in stated if ";" in one)
    return {normal(re.split(r"[\[<>=]", name)[0].strip()): marker.strip() for name, _, marker in parted}


def normal(name: str) -> str:
    """Return a distribution's name in the one form that compares (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    LOCK.write_text(locked(resolved(), markers()), encoding="utf-8")
    sys.stdout.write(f"{LOCK.name}\n")
