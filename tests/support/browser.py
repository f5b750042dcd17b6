"""Chromium without a window."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.waiting import HANG

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def opened(page: Path, *more: str) -> str:
    """Return the page's elements as the browser has them after loading."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser is not None
    command = [browser, *FLAGS, f"--user-data-dir={page.parent / 'profile'}", *more, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=HANG, check=True)
    return done.stdout.decode()
