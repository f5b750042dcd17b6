"""Long work tells how far it has come, is stopped between two pieces, and raises what it raised to who asks."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from iopdocs.reading.files import read_bytes
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


def test_that_a_file_could_not_be_read_meanwhile_is_known_afterwards(tmp_path: Path) -> None:
    held, free = tmp_path / "held.yaml", tmp_path / "free.yaml"
    held.symlink_to(held)  # what no system can read, as a file that another program holds open
    free.write_bytes(b"")
    met = [Job(lambda job, path=path: read_bytes(path, path.name)) for path in (held, free)]
    assert all(job.ended_within(HANG) for job in met)
    assert [(job.troubled, job.told) for job in met] == [(True, False), (False, False)]
    assert met[1].result() == b""
    assert met[1].told
