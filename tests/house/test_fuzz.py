"""Everything that reads answers random input with a value or a message; and the long runs would tell if it did not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import guided
from benchmarks.fuzz import WORDS, changed, made_up, of_text
from benchmarks.readers import answer, files, sound, texts
from iopdocs.errors import IopdocsError, Problem


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("name", texts())
def test_a_reader_of_text_answers_whatever_it_is_given(name: str) -> None:
    read = texts()[name]
    count, failures = made_up(read, 0, 7, at_once=60)
    assert (count >= 60, failures) == (True, {})
    assert changed(of_text(read), sound(name), 0, 7, at_once=30) == (30, {})


@pytest.mark.parametrize("name", files())
def test_a_reader_of_files_answers_whatever_it_is_given(name: str) -> None:
    assert changed(files()[name], sound(name), 0, 7, at_once=30) == (30, {})


def accepted(name: str) -> list[bool]:
    """Return for each sound input of a reader whether it was read without a complaint."""
    read = {**{name: of_text(read) for name, read in texts().items()}, **files()}[name]

    def is_read(data: bytes) -> bool:
        try:
            read(data)
        except (ValueError, IopdocsError):
            return False
        return True

    return [is_read(data) for data in sound(name)]


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("name", [*texts(), *files()])
def test_the_random_input_begins_with_some_that_is_sound(name: str) -> None:
    assert any(accepted(name))


@pytest.mark.parametrize(
    "name", ["avtal", "inställningar", "klausul", "dokument.yaml", "Word-mall", "brödtext i en Word-mall"]
)
def test_the_files_to_begin_with_are_all_sound(name: str) -> None:
    # Two of the agreements take their parties from the settings, which a file alone does not know.
    assert accepted(name).count(False) <= (3 if name == "avtal" else 0)


def test_a_crash_is_told_by_its_place_and_an_input() -> None:
    def read(text: str) -> None:
        if "§" in text:
            raise KeyError(text)

    _, failures = made_up(read, 0, 1)
    ((place, shown),) = failures.items()
    assert place.startswith("KeyError in ")
    assert "test_fuzz.py" in place
    assert "§" in shown
    _, failures = changed(of_text(read), ["1 kap. 2 §".encode()], 0, 1)
    assert len(failures) == 1


def test_what_python_says_is_no_answer_and_neither_is_a_problem_that_says_nothing() -> None:
    def says(error: Exception) -> str:
        def read(_: str) -> None:
            raise error

        return answer(read, "x")

    assert says(ValueError("går inte att läsa")) == ""
    assert says(IopdocsError([Problem("fel", "a.yaml", code="fel")])) == ""
    assert "ValueError" in says(ValueError("invalid literal for int() with base 10: 'x'"))
    assert "UnicodeEncodeError" in says(UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"))
    assert says(IopdocsError([Problem("", "a.yaml", code="fel")]))


def test_words_are_written_for_libfuzzer_so_that_it_can_read_them(tmp_path: Path) -> None:
    written = [guided.escaped(word) for word in WORDS]
    assert all(sign in "\\x0123456789abcdef" for word in written for sign in word)
    back = [bytes.fromhex(word.replace("\\x", "")).decode("utf-8", "surrogatepass") for word in written]
    assert back == WORDS
    kept = tmp_path / "fel"
    assert guided.kept(kept) == {}
    kept.write_text(json.dumps(["KeyError in a", "b'x'"]) + "\n", encoding="utf-8")
    assert guided.kept(kept) == {"KeyError in a": "b'x'"}
