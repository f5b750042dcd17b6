"""One faulty file per fault, and word for word what ``iopdocs check`` says of its faults.

After a meant change: ``pytest tests/whole/test_faults.py --update-golden``, and read each message as a lawyer would.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.samples.faulty_files import FAULTS, FILES, found
from iopdocs.errors import Severity
from tests.conftest import ROOT


def shown(path: Path) -> str:
    name = str(path.relative_to(ROOT))
    return "".join(f"{problem.severity}: {problem}\n".replace(name, path.name) for problem in found(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fault_gets_exactly_this_message(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(shown(path), encoding="utf-8")
    assert shown(path) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fault_has_a_place_plain_words_and_something_to_do(path: Path) -> None:
    problems = found(path)
    assert problems
    for problem in problems:
        assert problem.file, problem
        assert problem.line, problem
        assert problem.hint, problem
        assert problem.code, problem
        for word in ("None", "Traceback", "pydantic", "Input", "should", "value"):
            assert word not in str(problem).replace(str(path), "")


def test_ten_faults_of_every_kind_are_listed_in_one_run_with_their_lines() -> None:
    faults = [problem for problem in found(FAULTS / "tio-fel.yaml") if problem.severity is Severity.ERROR]
    assert [problem.line for problem in faults] == [2, 3, 4, 5, 7, 12, 15, 19, 20, 21, 23]


def test_no_message_is_left_over() -> None:
    assert {path.stem for path in FAULTS.glob("*.txt")} == {path.stem for path in FILES}
