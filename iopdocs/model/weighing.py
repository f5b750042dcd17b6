"""What is read only to see how things stand: whether two parties are called alike, or two amounts overlap.

What is said may be chosen by it, but is not of it. Who listens to what is read can tell the two apart by this.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Weighing(threading.local):
    depth = 0


_HERE = _Weighing()


@contextmanager
def weighing() -> Iterator[None]:
    """Let what this thread reads meanwhile be read to compare and decide."""
    _HERE.depth += 1
    try:
        yield
    finally:
        _HERE.depth -= 1


def is_weighing() -> bool:
    """Whether what this thread reads now is read to compare and decide."""
    return _HERE.depth > 0
