"""The YAML files that come with the program are parsed beforehand, and that can never be seen but by the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopdocs.gathered import data_of
from iopdocs.output import sha256
from iopdocs.reading import decode_source, parse_source, read_source
from tests.conftest import ROOT

FILES = sorted([*(ROOT / "templates").rglob("*.yaml"), *(ROOT / "iopdocs" / "codes").glob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_that_comes_with_the_program_is_read_as_if_it_were_parsed(path: Path) -> None:
    raw = path.read_bytes()
    assert data_of(sha256(raw)), "python -m scripts.generated"
    given, problems = read_source(path)
    parsed, told = parse_source(raw.decode(), str(path))
    assert (problems, told) == ([], [])
    assert given.data == parsed.data
    assert dict(given.places) == parsed.places
    assert list(given.places) == list(parsed.places)
    assert given.digest == sha256(raw)


def test_one_byte_else_and_it_is_parsed() -> None:
    raw = FILES[0].read_bytes()
    more, problems = decode_source(raw + "mer: här\n".encode(), "min.yaml")
    assert isinstance(more.data, dict)
    assert isinstance(given := decode_source(raw, "min.yaml")[0].data, dict)
    assert {**given, "mer": "här"} == more.data
    assert problems == []


def test_who_changes_what_was_read_changes_it_for_nobody_else() -> None:
    data = read_source(FILES[0])[0].data
    assert isinstance(data, dict)
    data.clear()
    assert read_source(FILES[0])[0].data


def test_yaml_is_no_json_for_being_known() -> None:
    assert [one.code for one in decode_source(FILES[0].read_bytes(), "skickat", json=True)[1]] == ["json"]
