"""Waiting for what happens in another process. No time decides a test: only what never happens fails, after long."""

from __future__ import annotations

import time
from collections.abc import Callable

#: Longer than any computer needs, so that a hang ends: for ``timeout`` of what is started, too.
HANG = 600


def wait_until(condition: Callable[[], bool]) -> None:
    """Return when it holds."""
    end = time.monotonic() + HANG
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it never happened")
        time.sleep(0.02)
