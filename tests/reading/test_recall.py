"""An answer is kept as long as what it rests on looks the same, unless a file could not be read when it was made."""

from __future__ import annotations

from pathlib import Path

from iopdocs.reading.files import read_bytes
from iopdocs.reading.recall import Recall


def test_an_answer_is_made_once_for_what_it_rests_on() -> None:
    recall, made = Recall(), iter(range(9))
    assert [recall.of("x", basis, lambda: next(made)) for basis in ("a", "a", "b", "b")] == [0, 0, 1, 1]


def test_an_answer_made_while_a_file_could_not_be_read_is_made_again(tmp_path: Path) -> None:
    recall, file = Recall(), tmp_path / "a.yaml"
    file.symlink_to(file)  # what no system can read, as a file that another program holds open
    kept = [isinstance(recall.of("x", "same", lambda: read_bytes(file, "a.yaml")), bytes)]
    file.unlink()
    file.write_bytes(b"avtal:")
    kept += [isinstance(recall.of("x", "same", lambda: read_bytes(file, "a.yaml")), bytes)]
    assert kept == [False, True]
