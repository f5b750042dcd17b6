"""Whether words can end a sentence that has begun, or are one themselves: what no frame may get wrong."""

from __future__ import annotations

import pytest

from iopdocs.swedish import ordinary, prose

OWN = [
    "Uppföljning sker årligen av styrgruppen.",
    "styrgruppen följer upp målen",
    "Parterna träffas i juni varje år och går igenom hur det har gått.",
    "rådet gör det",
    "Medföljande barn tas emot.",
    "Kommunen och jouren har samarbetat sedan 2015",
]
ENDS = [
    "av styrgruppen, som möts ofta",
    "löpande",
    "fyra gånger om året",
    "när styrgruppen möts",
    "tas emot tillsammans med sin mamma",
    "är välkomna",
    "genom att parterna träffas varje månad",
    "om sommarlovet 2024",
    "Sedan 2011 om skyddat boende",
]


@pytest.mark.parametrize("text", OWN)
def test_a_sentence_of_its_own_stands_by_itself(text: str) -> None:
    assert prose.is_own_sentence(text)
    assert prose.after(text, "Uppföljningen görs") == prose.as_sentences(text)


@pytest.mark.parametrize("text", ENDS)
def test_what_is_none_ends_the_sentence(text: str) -> None:
    assert not prose.is_own_sentence(text)
    assert prose.after(text, "Uppföljningen görs") == f"Uppföljningen görs {text}."


@pytest.mark.parametrize(
    ("text", "after_om"),
    [
        ("stöd till den som har utsatts för brott", "stöd till den som har utsatts för brott"),
        ("Kommunen ska särskilt beakta barn", "att kommunen särskilt ska beakta barn"),
        ("socialnämnden får inte lämna över beslut", "att socialnämnden inte får lämna över beslut"),
        ("äldre ska få leva ett värdigt liv", "att äldre ska få leva ett värdigt liv"),
    ],
)
def test_a_sentence_after_om_is_a_clause_with_its_words_in_order(text: str, after_om: str) -> None:
    assert prose.about(text) == after_om


def test_what_each_stands_after_att_says_it_once_and_has_no_capital_that_is_nobodys() -> None:
    given = ["Att fler hittar en fritid.", "Alla elever blir behöriga", "Åsa är en trygg plats", "IOP blir en modell"]
    assert prose.that_series(given) == (
        "att fler hittar en fritid, att alla elever blir behöriga, att Åsa är en trygg plats och att IOP blir en modell"
    )


@pytest.mark.parametrize("name", ["Åsa", "Peter", "Gunnar", "Exempelbybor", "Hopp", "Fontänen", "Tranby", "Svenska"])
def test_what_may_be_a_name_is_no_ordinary_word(name: str) -> None:
    assert not ordinary.is_ordinary(name)
    assert ordinary.within(f"{name} får stöd") == f"{name} får stöd"
