"""How far many agreements have come: a line on a terminal that is written over, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")

#: With fewer agreements than this the paths themselves show the progress.
MANY = 5
_SECONDS_BETWEEN = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts results as they come. ``about`` says what is done: ``Gör dokument``."""

    def __init__(self, about: str, total: int) -> None:
        self._about, self._total = about, total
        self.done = 0
        self._start = self._shown = time.monotonic()
        self._live = total >= MANY and sys.stderr.isatty()

    def through(self, results: Iterable[Item]) -> Iterator[Item]:
        """Yield the results, with the line out of the way of what is printed of each."""
        try:
            for result in results:
                self.done += 1
                self._write(_CLEAR)
                yield result
                self._show()
        finally:
            self._write(_CLEAR)

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

    def _write(self, text: str) -> None:
        if self._live and text:
            click.echo(text, nl=False, err=True)


def clock(seconds: float) -> str:
    """Return a length of time in words, roughly: ``40 sekunder``, ``3 minuter``, ``2 timmar``."""
    for size, one, more in ((3600, "timme", "timmar"), (60, "minut", "minuter")):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size)} {more}"
        if seconds >= size:
            return f"1 {one}"
    return "1 sekund" if round(seconds) == 1 else f"{round(seconds)} sekunder"
