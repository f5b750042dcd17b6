"""YAML and ids from anybody: bounded in time and memory, and a message instead of a crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.samples.words import DAY, MINIMAL
from iopdocs.errors import Problem
from iopdocs.model.lengths import parse_length
from iopdocs.model.scalars import parse_id, parse_year
from iopdocs.reading import parse_source, read_source
from iopdocs.reading.source import MAX_FAULTS, MAX_TEXT
from iopdocs.workspace import Workspace
from iopdocs.workspace.files import stated_id
from tests.support.work import calls

HUGE = {
    "two hundred thousand keys": "".join(f"nyckel{n}: x\n" for n in range(150_000)),
    "half a million aliases": "a: &a x\nb: [" + "*a," * 500_000 + "]\n",
    "aliases as keys": "a: &a x\n" + "? *a\n: x\n" * 50_000,
    "an endless list of faults": "parter:\n" + "  - {roll: x}\n" * 20_000,
    "a huge scalar": "partnerskap: " + "a" * (MAX_TEXT + 1) + "\n",
    "a huge key": "? " + "b" * 500_000 + "\n: x\n",
    "deep lists": "[" * 1_900_000,
    "deep dashes": "- " * 900_000,
    "deep keys": "".join(" " * n + "a:\n" for n in range(1_900)),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_file_ends_in_a_few_messages_soon(tmp_path: Path, text: str) -> None:
    path = tmp_path / "agreements" / "a.yaml"
    path.parent.mkdir()
    path.write_text(text)
    loaded = []
    assert calls(lambda: loaded.append(Workspace(tmp_path).load(path))) < 4_000_000
    problems = loaded[0].problems
    assert 1 <= len(problems) <= MAX_FAULTS + 20
    assert all(len(str(problem)) < 4_000 for problem in problems)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252", "cp437"])
def test_a_file_in_another_encoding_is_explained(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((MINIMAL + "partnerskap: åäö\n").encode(encoding))
    _, problems = read_source(path)
    assert problems[0].code in {"teckenkodning", "otillåtet-tecken"}


@pytest.mark.parametrize(
    "text", ['a: "\\ud800"', "a: b\x00c", 'a: "\\u202e"', 'a: "\\ue000"', "a: \x1b[31m", 'a: "\\0"']
)
def test_what_cannot_be_seen_is_refused_with_its_line(text: str) -> None:
    _, problems = parse_source(f"x: y\n{text}\n", "a.yaml")
    assert problems
    assert problems[0].line == 2


def test_half_a_surrogate_pair_is_refused() -> None:
    _, problems = parse_source("a: \ud800\n", "a.yaml")
    assert [problem.code for problem in problems] == ["otillåtet-tecken"]


def test_something_that_is_no_ordinary_file_is_never_read(tmp_path: Path) -> None:
    pipe = tmp_path / "rör.yaml"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        _, problems = read_source(path)
        assert problems[0].code == "oläsbar-fil"
    loop = tmp_path / "slinga.yaml"
    loop.symlink_to(loop)
    assert read_source(loop)[1]
    assert read_source(tmp_path / ("x" * 300))[1]


@pytest.mark.parametrize(
    "text",
    [
        *("../x", "/etc", "a/b", "a\\b", "C:", "con", "nul", "aux", "com1", "lpt9", "a\0b", "x" * 300, "Avtal", "é"),
        *("e\u0301", "a.", ".a", "a b", "-a", "a-", "a--b", "a\n", "~a", "$a", "%2e%2e", "a\u202eb", "", "con.txt"),
    ],
)
def test_an_id_that_is_not_safe_as_a_file_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="går inte att använda som id"):
        parse_id(text)


def _workspace(root: Path, *names: str) -> list[list[Problem]]:
    (root / "agreements").mkdir()
    (root / "templates").mkdir()
    for name in names:
        (root / "agreements" / name).write_text(MINIMAL)
    workspace = Workspace(root)
    object.__setattr__(workspace, "types", {})
    return [workspace.check(workspace.load(path), DAY) for path in workspace.agreements()]


def test_two_files_with_one_id_are_a_fault_of_both_that_stops_every_document(tmp_path: Path) -> None:
    from iopdocs import checks

    for problems, other in zip(_workspace(tmp_path, "a.yaml", "b.yaml"), ("b.yaml", "a.yaml"), strict=True):
        found = [problem for problem in problems if problem.code == "samma-id"]
        assert len(found) == 1
        assert other in found[0].message
        assert found[0].line == 2
        assert found[0].code in checks.BLOCKING


def test_one_file_with_its_id_is_no_fault(tmp_path: Path) -> None:
    (problems,) = _workspace(tmp_path, "a.yaml")
    assert not [problem for problem in problems if problem.code == "samma-id"]


def test_a_message_never_repeats_a_whole_page() -> None:
    assert len(Problem("x" * 50_000, hint="y" * 50_000).sentence) <= 1_001


def test_a_year_and_a_length_are_written_with_the_digits_of_a_keyboard() -> None:
    assert parse_year("2024\x1c") == 2024
    for text in ("20\u0662\u0664", "2024\u0663"):
        with pytest.raises(ValueError, match="är inte ett årtal"):
            parse_year(text)
    with pytest.raises(ValueError, match="går inte att läsa som en tidslängd"):
        parse_length("\u0663 år")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"  {line}\n" for line in MINIMAL.splitlines()),
        MINIMAL.replace("id: exempel\n", "id:\n  exempel\n"),
        MINIMAL.replace("id: exempel\n", "id: >-\n  exempel\n"),
        MINIMAL.replace("id: exempel\n", "'id': exempel\n"),
        MINIMAL.replace("id: exempel\n", "id: 'exempel'  # samma\n"),
        '{"parter": [], "id": "exempel"}',
    ],
    ids=["indented", "on the next line", "folded", "quoted key", "quoted", "JSON"],
)
def test_one_id_in_two_files_is_seen_however_it_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "agreements" / "b.yaml").write_text(text, encoding="utf-8")
    assert Workspace(tmp_path).doubles == {"exempel": ("agreements/a.yaml", "agreements/b.yaml")}


def test_an_id_further_in_is_not_the_agreements(tmp_path: Path) -> None:
    assert stated_id(b"mal:\n  - id: a\nid: b\n") == "b"
    assert stated_id(b"mal:\n  - id: a\n") == ""
    assert stated_id(b"id: a\n  b\n") == "a b"
    assert stated_id(b"\xff") == ""
