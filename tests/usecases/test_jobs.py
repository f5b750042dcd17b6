"""Long work tells how far it has come, is stopped between two pieces, and raises what it raised to who asks."""

from __future__ import annotations

from threading import Event

import pytest

from iopdocs.usecases.jobs import Job
from tests.support.waiting import HANG


def test_it_is_stopped_after_the_piece_it_is_at() -> None:
    begun, go_on = Event(), Event()

    def work(job: Job[list[int]]) -> list[int]:
        return list(job.watched(9, _pieces(begun, go_on)))

    job = Job(work)
    assert begun.wait(HANG)
    assert not job.ended
    job.stop()
    go_on.set()
    assert job.ended_within(HANG)
    assert job.result() == [0, 1]
    assert (job.done, job.total) == (2, 9)


def _pieces(begun: Event, go_on: Event):  # type: ignore[no-untyped-def]
    for number in range(9):
        if number == 1:
            begun.set()
            assert go_on.wait(HANG)
        yield number


def test_what_it_raises_is_raised_to_who_asks() -> None:
    job = Job(lambda job: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        job.result()
