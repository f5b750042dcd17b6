"""The definite form of what is done: only where it is known, never a guess."""

from __future__ import annotations

import pytest

from iopdocs.swedish.definite import definite


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Språkkafé", "språkkaféet"),
        ("Härbärge", "härbärget"),
        ("Telefonkedja", "telefonkedjan"),
        ("Mötesplats", "mötesplatsen"),
        ("Vägledning", "vägledningen"),
        ("Anhöriggrupper", "anhöriggrupperna"),
        ("Öppen mötesplats", "den öppna mötesplatsen"),
        ("Uppsökande arbete", "det uppsökande arbetet"),
        ("Öppna träffar", "de öppna träffarna"),
        ("Samtalsgrupper för äldre", "samtalsgrupperna för äldre"),
        ("Budgetrådgivning på plats", "budgetrådgivningen på plats"),
        ("utbildning och stöd", "utbildningen och stödet"),
    ],
)
def test_a_known_word_is_put_in_the_definite_form(name: str, said: str) -> None:
    assert definite(name) == said


@pytest.mark.parametrize(
    "name",
    [
        *("Ungdomens hus", "Första hjälpen på stan", "Prova på idrott", "Bostad först", "Idrott för alla", "Vägen in"),
        *("Stödsamtal", "Hembesök", "Sommarläger", "Samtal och medföljning", "Chatt 24", "”Stödet”", "Matbanken", ""),
        *("[saknas: namn]", "En lång text om hus", "IT-stöd", "Trygg natt"),
    ],
)
def test_of_any_other_name_nothing_is_said(name: str) -> None:
    assert definite(name) is None
