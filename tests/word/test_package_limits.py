"""Every road into a Word file has the same limits, whatever is asked of it and whatever its members are called."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

import pytest

from benchmarks.samples.hostile_packages import plain, zipped
from iopdocs.conversion.text import to_text
from iopdocs.errors import InvalidTemplate
from iopdocs.redline import is_untouched, summary
from iopdocs.word.contents import said_by
from iopdocs.word.package import MAX_MEMBERS, MAX_PACKAGE, MAX_XML, read_package, taken_apart
from iopdocs.word.properties import version_of
from iopdocs.word.sealing import is_sealed

#: More than is ever opened: as a part, in what is called a folder, as XML, and as very many.
TOO_MUCH = {
    "a large picture": {"word/media/a.png": bytes(MAX_PACKAGE)},
    "a folder with something in it": {"word/media/": bytes(MAX_PACKAGE)},
    "much XML": {"word/a.xml": bytes(MAX_XML)},
    "very many": {f"word/{number}.png": b"" for number in range(MAX_MEMBERS)},
}
ROADS: dict[str, Callable[[bytes], object]] = {
    "read": lambda data: read_package(data, "x"),
    "taken apart": taken_apart,
    "converted": to_text,
    "compared": lambda data: summary(data, data),
}
#: What asks a file that may be anything, and takes it for none of ours.
QUESTIONS: dict[str, Callable[[bytes], object]] = {
    "sealed": is_sealed,
    "version": version_of,
    "said": lambda data: said_by(data).version,
    "comparison": is_untouched,
}
NO_WORD_FILES = {"nothing": b"", "text": b"Hej", "an empty ZIP": b"PK\5\6" + bytes(18)}


def too_much(name: str) -> bytes:
    return zipped({**plain(), **TOO_MUCH[name]}, zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_file_that_unpacks_to_more_than_is_ever_opened_is_refused_on_every_road(name: str) -> None:
    data = too_much(name)
    for road, take in ROADS.items():
        with pytest.raises(InvalidTemplate) as caught:
            take(data)
        assert [problem.code for problem in caught.value.problems] == ["för-stor-mall"], road


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_file_that_unpacks_to_more_than_is_ever_opened_is_none_of_ours(name: str) -> None:
    data = too_much(name)
    assert [question for question, ask in QUESTIONS.items() if ask(data)] == []


@pytest.mark.parametrize("name", NO_WORD_FILES)
def test_what_is_no_word_file_is_refused_in_words_on_every_road(name: str) -> None:
    for road, take in ROADS.items():
        if (road, name) == ("taken apart", "an empty ZIP"):
            continue  # it has no members, and so is apart
        with pytest.raises(InvalidTemplate) as caught:
            take(NO_WORD_FILES[name])
        assert [problem.code for problem in caught.value.problems] == ["ingen-word-fil"], road


def test_a_package_without_a_document_in_it_is_refused_in_words() -> None:
    body = {name: data for name, data in plain().items() if name != "word/document.xml"}
    for road in ("converted", "compared"):
        with pytest.raises(InvalidTemplate) as caught:
            ROADS[road](zipped(body))
        assert [problem.code for problem in caught.value.problems] == ["ingen-word-fil"], road
