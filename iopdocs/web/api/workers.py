"""The processes that do the work: so many at a time, each ended when its work takes too long or its process dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.web.api.problems import Reply, busy, refused, too_slow
from iopdocs.web.api.work import Task, warm, work

#: How much longer a process has than the work in it, which ends itself and tidies up; then it is killed.
_GRACE = 10.0
#: How many requests may wait for each process; the others are asked to come again.
_WAITING = 40


class Workers:
    """Processes that work over the workspace in ``root``, at most ``count`` of them, with ``seconds`` for each request.

    Used from one event loop, and gone with it.
    """

    def __init__(self, root: Path, count: int, seconds: float) -> None:
        self.root, self.count, self.seconds = root, count, seconds
        self._turns = CapacityLimiter(count)
        self._asked = 0

    async def start(self, today: Callable[[], date]) -> tuple[Problem, ...]:
        """Start them, each with all that documents are made with; return what is wrong with templates and clauses.

        Raises InvalidAgreement for what would stop every document.
        """
        found: list[tuple[tuple[Problem, ...], bool]] = []

        async def begun(*, look: bool) -> None:
            reads = partial(warm, self.root, today(), look=look)
            found.append(await to_process.run_sync(reads, limiter=CapacityLimiter(1)))

        async with anyio.create_task_group() as group:
            for number in range(self.count):
                group.start_soon(partial(begun, look=number == 0))
        problems = tuple(dict.fromkeys(problem for told, _ in found for problem in told))
        if any(stops for _, stops in found):
            raise InvalidAgreement(problems)
        return problems

    async def do(self, task: Task) -> Reply:
        """Return the answer to a request."""
        if self._asked >= self.count * (_WAITING + 1):
            return busy()
        self._asked += 1
        try:
            async with self._turns:
                return await self._done(task)
        finally:
            self._asked -= 1

    async def _done(self, task: Task) -> Reply:
        try:
            with anyio.fail_after(task.seconds + _GRACE):
                return await to_process.run_sync(work, task, cancellable=True, limiter=CapacityLimiter(1))
        except TimeoutError:
            return too_slow(task.seconds)
        except BrokenWorkerProcess:
            hint = "Minnet kan ha tagit slut. Försök igen med mindre åt gången."
            return refused(500, Problem("arbetet avbröts innan det var klart", hint=hint, code="avbrutet-arbete"))
