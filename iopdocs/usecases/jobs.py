"""Long work beside the pages: it tells how far it has come, and can be stopped between two pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Event, Thread
from typing import Generic, TypeVar

from iopdocs.reading.files import FAILED

Result = TypeVar("Result")
Piece = TypeVar("Piece")


class Job(Generic[Result]):
    """A piece of work in a thread of its own, which ends with the program. Whatever it raises is raised to who asks."""

    def __init__(self, work: Callable[[Job[Result]], Result]) -> None:
        self.total = self.done = 0
        self._work = work
        self._stop = Event()
        self._ended = Event()
        #: Whether it met a file that could not be read just then, and whether anybody has been given what came of it.
        self.troubled = self.told = False
        self._result: Result | None = None
        self._error: BaseException | None = None
        Thread(target=self._run, daemon=True).start()

    def watched(self, total: int, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Give pieces of the work back as they come, until it is to stop."""
        self.total, self.done = total, 0
        for piece in pieces:
            self.done += 1
            yield piece
            if self.stopping:
                return

    def stop(self) -> None:
        """Ask the work to stop after the piece it is at."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it has been asked to stop."""
        return self._stop.is_set()

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._ended.is_set()

    def ended_within(self, seconds: float) -> bool:
        """Wait so long, and return whether it has ended."""
        return self._ended.wait(seconds)

    def result(self) -> Result:
        """Return what came of it, once it has ended; raises what it raised."""
        self._ended.wait()
        self.told = True
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value] # there is one when nothing was raised

    def _run(self) -> None:
        refused = FAILED.reads
        try:
            self._result = self._work(self)
        except BaseException as error:  # noqa: BLE001 - told to who asks for the result
            self._error = error
        finally:
            self.troubled = FAILED.reads != refused
            self._ended.set()
