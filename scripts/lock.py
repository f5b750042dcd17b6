"""Writes ``requirements-dev.lock``: the exact version of everything a developer's environment gets.

    python -m scripts.lock

The versions are what pip chooses today for ``.[test,lint]``. Nothing is installed by force from the file: it tells what
was tested, gives the same environment again (``pip install -r requirements-dev.lock``), and is what CI audits.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
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
    done = subprocess.run([*command, ".[test,lint]"], cwd=ROOT, stdout=subprocess.PIPE, check=True)  # noqa: S603
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def locked(report: dict[str, Any]) -> str:
    """Return the lock file's text: one ``name==version`` per line, by name, without the project itself."""
    named = {normal(one["metadata"]["name"]): one["metadata"]["version"] for one in report["install"]}
    return HEAD + "".join(f"{name}=={version}\n" for name, version in sorted(named.items()) if name != "iopdocs")


def normal(name: str) -> str:
    """Return a distribution's name in the one form that compares (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    LOCK.write_text(locked(resolved()), encoding="utf-8")
    sys.stdout.write(f"{LOCK.name}\n")
