"""Processes that work is handed out to: loaded when there is enough to share, since it takes long to load.

Processes are forked where the system can, and then have what was read before they were started.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import connection, parent_process
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Promise = TypeVar("Promise")

#: How many items are handed out ahead of the one whose result is waited for, by process.
AHEAD = 4
_work: Callable[[Any], Any] | None = None


def shared(
    work: Callable[[Item], Result], todo: Iterator[Item], lost: Callable[[Item], Result], processes: int
) -> Iterator[Result]:
    """Yield the result of each item, in order, as :func:`iopdocs.making.processes.spread` does of many."""
    unfinished: deque[Item] = deque()
    while True:
        with _deaf():  # an interrupt while processes start would be lost, or leave a pool that cannot be closed
            pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(work,))
            pool.submit(int)
        try:
            for _, future in hand_out(_to(pool), todo, processes * AHEAD, unfinished):
                yield future.result()
            return
        except BrokenExecutor:
            pass  # seen to below, when the pool is closed
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        # A process has died, and nobody knows of which item: a process for each will tell.
        while unfinished:
            yield _by_itself(work, unfinished.popleft(), lost)


def hand_out(
    submit: Callable[[Item], Promise], todo: Iterator[Item], ahead: int, unfinished: deque[Item]
) -> Iterator[tuple[Item, Promise]]:
    """Hand out items, at most ``ahead`` of them at a time, and yield each with what will be its result, in order.

    ``unfinished`` holds those that are handed out and whose result has not been taken.
    """
    results: deque[Promise] = deque()
    while True:
        for item in islice(todo, ahead - len(unfinished)):
            unfinished.append(item)
            results.append(submit(item))
        if not results:
            return
        yield unfinished[0], results[0]
        results.popleft()
        unfinished.popleft()


def _by_itself(work: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    with ProcessPoolExecutor(1, initializer=_begin, initargs=(work,)) as pool:
        try:
            result: Result = pool.submit(_do, item).result()
        except BrokenExecutor:
            return lost(item)
    return result


def _begin(work: Callable[[Any], Any]) -> None:
    """Prepare a process: Ctrl-C is for the one that hands out the work, and without that one there is none."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Put off Ctrl-C, where the system can."""
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def _to(pool: ProcessPoolExecutor) -> Callable[[Any], Future[Any]]:
    return lambda item: pool.submit(_do, item)


def _do(item: Any) -> Any:
    assert _work is not None  # noqa: S101 - every process begins with _begin
    return _work(item)
