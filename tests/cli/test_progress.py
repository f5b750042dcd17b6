"""The progress line: only on a terminal, only for many agreements, and never in the way of what is printed."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from iopdocs.cli import progress
from iopdocs.cli.progress import MANY, Progress, clock


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 sekunder"),
        (0.6, "1 sekund"),
        (1.4, "1 sekund"),
        (1.6, "2 sekunder"),
        (40, "40 sekunder"),
        (59, "59 sekunder"),
        (60, "1 minut"),
        (89, "1 minut"),
        (90, "2 minuter"),
        (170, "3 minuter"),
        (3_590, "60 minuter"),
        (3_600, "1 timme"),
        (5_399, "1 timme"),
        (5_400, "2 timmar"),
        (36_000, "10 timmar"),
    ],
)
def test_a_length_of_time_is_said_roughly(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("done", "seconds", "text"),
    [
        (100, 10, "Gör dokument: 100 av 500 avtal, 10 per sekund, 40 sekunder kvar"),
        (250, 250, "Gör dokument: 250 av 500 avtal, 1 per sekund, 4 minuter kvar"),
        (10, 100, "Gör dokument: 10 av 500 avtal, 6 per minut, 1 timme kvar"),
        (499, 499, "Gör dokument: 499 av 500 avtal, 1 per sekund, 1 sekund kvar"),
    ],
)
def test_the_line_says_how_many_how_fast_and_how_long(done: int, seconds: float, text: str) -> None:
    progress = Progress("Gör dokument", 500)
    progress.done = done
    assert progress.line(seconds) == text


def shown(count: int, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    """Return what is shown of so many results, each of which takes 0.11 seconds of the clock that is read."""
    now = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(sys, "stderr", stream)
    line = Progress("Gör dokument", count)
    for _ in line.through(range(count)):
        now[0] += 0.11
        stream.write("stig\n")
    assert line.done == count
    return stream.getvalue()


def test_on_a_terminal_the_line_is_shown_and_taken_away_before_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SECONDS_BEFORE", 0.0)
    text = shown(MANY + 1, monkeypatch, Terminal())
    assert f" av {MANY + 1} avtal, " in text
    for line in text.split("\n")[1:]:
        assert line.rpartition("\r\x1b[K")[2] in ("stig", "")
    assert text.endswith("\r\x1b[K")


def test_the_first_results_tell_nothing_of_the_pace_and_show_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "avtal" not in shown(MANY + 1, monkeypatch, Terminal())


def test_the_line_is_taken_away_also_when_the_work_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    results = Progress("Gör dokument", MANY).through(range(MANY))
    next(results)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)  # type: ignore[attr-defined] # it is a generator
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_is_shown_in_a_file_or_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(MANY, monkeypatch, io.StringIO()) == "stig\n" * MANY
    assert shown(MANY - 1, monkeypatch, Terminal()) == "stig\n" * (MANY - 1)
