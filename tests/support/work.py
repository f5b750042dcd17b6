"""Work counted in calls and in memory: the same however busy the computer is."""

from __future__ import annotations

import cProfile
import tracemalloc
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from iopdocs.errors import IopdocsError


def called(run: Callable[[], object]) -> Counter[str]:
    """Return how often each function is called until it is done, or refused; Python's own are among them."""
    profile = cProfile.Profile(subcalls=False)
    profile.enable()
    try:
        with suppress(IopdocsError):
            run()
    finally:
        profile.disable()
    counts: Counter[str] = Counter()
    for entry in profile.getstats():
        counts[getattr(entry.code, "co_name", str(entry.code))] += entry.callcount
    return counts


def calls(run: Callable[[], object]) -> int:
    """Return how many functions are called until it is done, or refused; Python's own are among them."""
    return called(run).total()


def grows(run: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times more work twice as much takes; ``run`` returns the work, ready to be done."""
    calls(run(size // 4))  # what is done once and remembered
    once = calls(run(size))
    return calls(run(2 * size)) / once


def peak(run: Callable[[], object]) -> int:
    """Return how many bytes were held at the most until it was done."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
