"""Whether a text has a name in it: in any form, never by a likeness of letters alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.swedish.mention import mentions

SAID = [
    ("Stödsamtal", "Exempeljouren erbjuder stödsamtalen två kvällar i veckan."),
    ("Öppna förskolan", "I en öppen förskola möts föräldrar."),
    ("Öppet hus", "Huset är öppet på onsdagar."),
    ("Kurs", "Kurserna hålls på kvällen."),
    ("Mötesplatser", "En mötesplats finns i varje stadsdel."),
    ("Grupper för barn", "Barnen träffas i grupp."),
    ("Stöd vid myndighetskontakter", "Jouren är ett stöd vid kontakter med myndigheter."),
]
UNSAID = [
    ("Öppet hus", "Alla är välkomna."),
    ("Öppet hus", "Rådhuset har öppet."),
    ("Vittnesstöd", "Stödpersoner finns på plats i tingsrätten."),
    ("Tjejjour", "Jouren är öppen varje dag."),
    ("Stöd i tingsrätten", "Stödet ges av frivilliga."),
    ("Café 24", "Caféet har öppet."),
    ("Samordning av hjälp", "Kvinnojouren koordinerar hjälpen."),
    ("Öppet hus", ""),
    ("", "Alla är välkomna."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_a_name_in_another_form_is_seen(name: str, text: str) -> None:
    assert mentions(text, name)


@pytest.mark.parametrize(("name", "text"), UNSAID)
def test_a_name_that_a_reader_would_not_know_from_the_text_is_not(name: str, text: str) -> None:
    assert not mentions(text, name)


@given(st.from_regex(r"[a-zåäö]{4,12}", fullmatch=True))
def test_a_text_with_the_very_name_has_it(name: str) -> None:
    assert mentions(f"Här finns {name} för alla.", name)
