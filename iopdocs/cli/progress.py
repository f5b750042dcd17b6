"""How far many agreements have come: a line on a terminal that is written over, and nothing anywhere else."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from iopdocs.cli import show

Item = TypeVar("Item")

#: With fewer agreements than this the paths themselves show the progress.
MANY = 5
_SECONDS_BETWEEN = 0.2
# The first ones tell little of the pace: they wait for all that is read once.
_SECONDS_BEFORE = 1.0


class Progress:
    """Counts results as they come. ``about`` says what is done: ``Gör dokument``."""

    def __init__(self, about: str, total: int) -> None:
        self._about, self._total = about, total
        self.done = 0
        self._start = time.monotonic()
        self._shown = self._start + _SECONDS_BEFORE - _SECONDS_BETWEEN
        self._live = total >= MANY and sys.stderr.isatty()

    def through(self, results: Iterable[Item]) -> Iterator[Item]:
        """Yield the results, with the line out of the way of what is printed of each."""
        with _Interrupts() as interrupts:
            try:
                for result in results:
                    self.done += 1
                    self._write()
                    yield result
                    self._show()
                    interrupts.heed()
            finally:
                self._write()

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown >= _SECONDS_BETWEEN and self.done < self._total:
            self._shown = now
            self._line = self.line(now - self._start)
        self._write(getattr(self, "_line", ""))

    def line(self, seconds: float) -> str:
        """Return the line after so many seconds: how many are done, how fast, how long it will take."""
        rate = self.done / seconds
        left = clock((self._total - self.done) / rate)
        pace = f"{rate:.0f} per sekund" if rate >= 1 else f"{rate * 60:.0f} per minut"
        return f"{self._about}: {self.done} av {self._total} avtal, {pace}, {left} kvar"

    def _write(self, text: str = "") -> None:
        if self._live:
            show.over(text)


class _Interrupts:
    """Remembers Ctrl-C until the result that is being made is done. A second one is raised at once.

    Raised anywhere, it may end in a library's clean-up, where it is lost or shown as a fault of that library.
    """

    def __enter__(self) -> _Interrupts:
        self._heard = False
        self._before: Any = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _hear(self, *_: object) -> None:
        if self._heard:
            raise KeyboardInterrupt
        self._heard = True
        show.at_once("Avbryter när det som är påbörjat är klart. Ctrl-C igen avbryter genast.")

    def heed(self) -> None:
        """Raise KeyboardInterrupt if there has been one."""
        if self._heard:
            raise KeyboardInterrupt


def clock(seconds: float) -> str:
    """Return a length of time in words, roughly: ``40 sekunder``, ``3 minuter``, ``2 timmar``."""
    for size, one, more in ((3600, "timme", "timmar"), (60, "minut", "minuter")):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size)} {more}"
        if seconds >= size:
            return f"1 {one}"
    return "1 sekund" if round(seconds) == 1 else f"{round(seconds)} sekunder"
