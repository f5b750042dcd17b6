"""Names stand in the order of the Swedish alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.swedish.alphabet import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        ["Allmänna handlingar", "Avsteg", "Yrkande", "Zonen", "Åtaganden", "Ändringar", "Öppenhet"],
        ["Ek", "eken", "Élan", "Elin"],
        ["anna", "Anna-Karin", "Årsta", "ärlig"],
    ],
)
def test_the_last_letters_come_last_and_capitals_and_accents_count_for_nothing(names: list[str]) -> None:
    assert sorted(set(names), key=alphabetical) == names


@given(st.text(), st.text())
def test_how_a_letter_is_stored_does_not_move_a_name(one: str, other: str) -> None:
    apart = unicodedata.normalize("NFD", one)
    assert (alphabetical(apart)[0] < alphabetical(other)[0]) == (alphabetical(one)[0] < alphabetical(other)[0])
