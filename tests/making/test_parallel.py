"""Work spread over processes: in order, bounded, a lost process costs one item, and no process is ever left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import active_children
from pathlib import Path
from typing import overload

import pytest

from iopdocs.making import processes
from iopdocs.making.pool import AHEAD
from iopdocs.making.processes import (
    BY_CORE,
    FEW,
    MOST,
    at_most,
    cores,
    spread,
)
from tests.conftest import ROOT
from tests.support.stand_in_office import alive
from tests.support.waiting import HANG, wait_until

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")

PROCESSES = 2
LOST = -1


class Watched(Sequence[int]):
    """The numbers up to a limit, with a count of those that have been taken."""

    def __init__(self, limit: int) -> None:
        self._numbers = range(limit)
        self.taken = 0

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._numbers[index]

    def __iter__(self) -> Iterator[int]:
        for number in self._numbers:
            self.taken += 1
            yield number


def doubled(number: int) -> int:
    return 2 * number


def lost(number: int) -> int:
    return LOST


def uneven(number: int) -> int:
    """Take longest for the first of every four."""
    time.sleep(0.02 * (3 - number % 4))
    return 2 * number


def process(number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def deadly(number: int) -> int:
    """Kill the process that works with some of the numbers, and no other."""
    if number in {0, 7, 8, 25}:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def wrong(number: int) -> int:
    if number == 5:
        raise ValueError(f"nr {number} går inte")
    return number


def marking(place: Path) -> Path:
    """Leave a file when the work is begun, and write in it when it is done."""
    place.touch()
    time.sleep(0.05)
    place.write_text("klar", encoding="utf-8")
    return place


def never(number: int) -> int:
    """Tell which process this is, and be at it for a long time."""
    os.write(1, f"{os.getpid()}\n".encode())  # in one piece: several processes write here
    time.sleep(60)
    return number


def test_results_come_in_the_order_of_the_work_however_long_each_takes() -> None:
    assert list(spread(uneven, range(40), lost, PROCESSES)) == [2 * number for number in range(40)]


def test_the_work_is_shared_by_as_many_processes_as_asked_for_and_none_is_left() -> None:
    workers = set(spread(process, range(40), lost, 3))
    assert len(workers) == 3
    assert os.getpid() not in workers
    assert active_children() == []
    assert not any(map(alive, workers))


@pytest.mark.parametrize(("items", "processes"), [(FEW - 1, PROCESSES), (4 * FEW, 1), (0, PROCESSES)])
def test_little_work_or_a_single_process_is_done_where_it_is(items: int, processes: int) -> None:
    assert set(spread(process, range(items), lost, processes)) <= {os.getpid()}


def test_items_are_taken_only_as_results_are() -> None:
    items = Watched(200)
    results = spread(doubled, items, lost, PROCESSES)
    assert items.taken == 0
    most = 0
    for done, result in enumerate(results):
        assert result == 2 * done
        most = max(most, items.taken - done)
    assert items.taken == 200
    assert PROCESSES <= most <= PROCESSES * AHEAD


def test_an_item_that_kills_its_process_is_lost_and_no_other() -> None:
    expected = [LOST if number in {0, 7, 8, 25} else 2 * number for number in range(40)]
    assert list(spread(deadly, range(40), lost, PROCESSES)) == expected
    assert active_children() == []


def test_items_that_all_kill_their_process_are_all_lost() -> None:
    assert list(spread(deadly, [7] * 20, lost, PROCESSES)) == [LOST] * 20


def test_items_stay_bounded_when_processes_are_lost() -> None:
    items = Watched(120)
    for done, _ in enumerate(spread(deadly, items, lost, PROCESSES)):
        assert items.taken - done <= PROCESSES * AHEAD


def test_a_fault_in_the_work_is_raised_where_the_results_are_taken() -> None:
    results = spread(wrong, range(40), lost, PROCESSES)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="nr 5 går inte"):
        next(results)
    assert active_children() == []


@pytest.mark.parametrize("interrupted", [False, True], ids=["abandoned", "interrupted"])
def test_whoever_stops_listening_gets_what_is_begun_whole_and_no_more_begun(interrupted: bool, tmp_path: Path) -> None:
    results = spread(marking, [tmp_path / str(number) for number in range(200)], lost_place, PROCESSES)
    next(results)
    if interrupted:
        with pytest.raises(KeyboardInterrupt):
            results.throw(KeyboardInterrupt)  # type: ignore[attr-defined] # it is a generator
    else:
        results.close()  # type: ignore[attr-defined]
    assert active_children() == []
    begun = list(tmp_path.iterdir())
    assert 1 <= len(begun) <= 1 + PROCESSES * AHEAD
    assert {place.read_text(encoding="utf-8") for place in begun} == {"klar"}
    time.sleep(0.1)
    assert list(tmp_path.iterdir()) == begun


def lost_place(place: Path) -> Path:
    return place


def test_results_that_are_only_forgotten_leave_no_process() -> None:
    results = spread(doubled, range(40), lost, PROCESSES)
    next(results)
    assert len(active_children()) == PROCESSES
    del results
    assert active_children() == []


PROGRAM = """
import sys
from iopdocs.making.processes import spread
from tests.making.test_parallel import lost, {work}
from tests.support.waiting import HANG, wait_until
try:
    for result in spread({work}, range(40), lost, 2):
        print("klar", result, flush=True)
except KeyboardInterrupt:
    print("avbrutet", flush=True)
    sys.exit(1)
"""


def started(work: str) -> subprocess.Popen[str]:
    """Return a program that spreads some work, in a process group of its own as in a terminal."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(work=work)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until_ended(pids: Iterable[int]) -> None:
    wait_until(lambda: not any(map(alive, pids)))


def test_processes_end_by_themselves_when_the_one_that_started_them_is_killed() -> None:
    with started("never") as program:
        assert program.stdout is not None
        workers = [int(program.stdout.readline()) for _ in range(PROCESSES)]
        assert all(map(alive, workers))
        program.kill()
    assert len(set(workers)) == PROCESSES
    wait_until_ended(workers)


def test_ctrl_c_stops_the_program_after_the_work_begun_without_a_word_from_the_others() -> None:
    with started("process") as program:
        assert program.stdout is not None
        workers = {int(program.stdout.readline().split()[1]) for _ in range(4)}
        os.killpg(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=HANG)
    assert out.splitlines()[-1] == "avbrutet"
    assert (program.returncode, err) == (1, "")
    wait_until_ended(workers)


@pytest.mark.parametrize("ignored", ["SIG_IGN", "default_int_handler"])
def test_a_program_asked_to_end_does_so_also_where_ctrl_c_is_ignored(ignored: str) -> None:
    code = f"""if True:
        import signal, time
        signal.signal(signal.SIGINT, signal.{ignored})
        from iopdocs import cli
        def main():
            try:
                print("börjat", flush=True)
                time.sleep(60)
            except KeyboardInterrupt:
                print("avbrutet", flush=True)
        cli.main = main
        cli.run()"""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "börjat\n"
        program.terminate()
        assert program.communicate(timeout=HANG)[0] == "avbrutet\n"


def test_no_more_processes_are_started_than_there_is_any_use_of() -> None:
    results = spread(doubled, range(FEW + 2), lost, 400)
    next(results)
    assert 1 < len(active_children()) <= min(FEW + 2, BY_CORE * cores())
    assert list(results) == [2 * number for number in range(1, FEW + 2)]


def test_how_many_processes_are_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 100)
    assert [at_most(asked, 10) for asked in (1, 2, 10, 11, 400)] == [1, 2, 10, 10, 10]
    assert [at_most(asked) for asked in (0, 1, 400, 5_000)] == [1, 1, 400, 400]
    assert at_most(5, 0) == 1
    monkeypatch.setattr(processes, "MOST", 61)  # as in Windows, with many cores
    assert at_most(100, 5_000) == 61
    monkeypatch.setattr(processes, "cores", lambda: 2)
    assert at_most(400, 5_000) == 2 * BY_CORE
    assert MOST >= 61


def test_there_is_at_least_one_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
