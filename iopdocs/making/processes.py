"""Work spread over processes: results in the order of the work, memory bounded, and a lost process loses one item."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Fewer documents' agreements than this are done before other processes have started.
FEW = 8
#: The same of agreements that are only read and checked, which takes a fraction of the time.
FEW_TO_READ = 40
#: More processes than this for each core only wait for one another, and fill the memory.
BY_CORE = 4
#: As many processes as one can wait for: Windows gives 64 handles, of which Python keeps some.
MOST = 61 if sys.platform == "win32" else 1_000


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def at_most(processes: int, items: int | None = None) -> int:
    """Return how many processes are started when so many are asked for: no more than there is any use of."""
    return max(1, min(processes, MOST, BY_CORE * cores(), processes if items is None else items))


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    lost: Callable[[Item], Result],
    processes: int,
    few: int = FEW,
) -> Iterator[Result]:
    """Yield the result of each item, in order. ``lost`` gives the result of one that its process dies of.

    Fewer items than ``few`` are done here. When the caller stops listening, or is interrupted, the work begun is
    finished and no more is begun.
    """
    processes = at_most(processes, len(items))
    if processes < 2 or len(items) < few:
        yield from map(work, items)
        return
    from iopdocs.making.pool import shared

    yield from shared(work, iter(items), lost, processes)
