"""A quoted wording is found word for word, however it was typed; what is nearly the same is told from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.swedish import wordings
from iopdocs.swedish.headings import Heading, heading_of

TEXT = (
    "Parterna möts två gånger om året. Tio grupper startar varje år.",
    "driva ett boende med fem platser",
    "Beloppet är 400\u00a0000\u00a0kronor – ”minst”.",
    "delta i styrgruppen",
)


@pytest.mark.parametrize(
    ("wording", "stands"),
    [
        ("Tio grupper startar varje år.", True),
        ("Tio  grupper\nstartar varje år", True),
        ('Beloppet är 400 000 kronor - "minst".', True),
        ("- driva ett boende med fem platser", True),
        ("Tio grupper startade varje år.", False),
        ("tio grupper startar varje år.", False),
        ("grupper Tio startar varje år.", False),
        ("", False),
    ],
)
def test_a_wording_stands_there_only_word_for_word(wording: str, stands: bool) -> None:
    assert bool(wordings.find(wording, TEXT)) == stands


def test_a_wording_may_go_on_in_the_next_paragraph() -> None:
    (place,) = wordings.find("fem platser\nBeloppet är 400 000 kronor", TEXT)
    assert (place.first, place.last) == (1, 2)


def test_a_stop_that_only_the_text_has_is_not_replaced() -> None:
    (place,) = wordings.find("Tio grupper startar varje år", TEXT)
    assert TEXT[0][place.start : place.end] == "Tio grupper startar varje år"


@given(st.lists(st.text("abåö ", min_size=1), min_size=1, max_size=4), st.data())
def test_every_stretch_of_words_is_found_where_it_was_taken(paragraphs: list[str], data: st.DataObject) -> None:
    words = " ".join(paragraphs).split()
    if words:
        start = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(start + 1, len(words)))
        assert wordings.find(" ".join(words[start:end]), paragraphs)


def test_what_is_nearly_the_same_is_told_with_the_words_that_differ() -> None:
    near = wordings.nearest("Tio grupper börjar varje år.", TEXT)
    assert near == "Tio grupper startar varje år."
    assert wordings.differing("Tio grupper börjar varje år.", near) == [("börjar", "startar")]
    assert wordings.nearest("Något helt annat står här i stället för det.", TEXT) == ""


HEADINGS = [
    Heading("1", "Parter"),
    Heading("2", "Bakgrund"),
    Heading("2.1", "Bakgrund"),
    Heading("4", "Verksamhet och insatser"),
    Heading("4.1", "Insatser"),
]


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("Bakgrund", "2"),
        ("bakgrund, andra stycket", "2"),
        ("4.1", "4.1"),
        ("§ 4", "4"),
        ("avsnitt 4 Verksamhet och insatser", "4"),
        ("4.1 Insatser", "4.1"),
        ("Insatser", "4.1"),
        ("stycket om insatser", "4.1"),
        ("Tvist", None),
        ("7", None),
        ("14", None),
    ],
)
def test_a_heading_is_meant_by_its_words_or_its_number(named: str, number: str | None) -> None:
    found = heading_of(named, HEADINGS)
    assert (found and found.number) == number
