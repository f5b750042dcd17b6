"""Forms of references where one character decides which paragraf is meant."""

from __future__ import annotations

import pytest

from iopdocs.laws.citation import Lagrum, format, format_short, parse  # noqa: A004
from iopdocs.laws.lagrum import NBSP


def printed(text: str) -> str:
    return format(parse(text)).replace(NBSP, " ")


def short(text: str) -> str:
    return format_short(parse(text)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("typed", "long"),
    [
        ("SoL 14:2 och 3", "14 kap. 2 och 3 §§ SoL"),
        ("SoL 14:2, 3 och 5", "14 kap. 2, 3 och 5 §§ SoL"),
        ("SoL 14:2 och 3 st. 1", "14 kap. 2 § och 14 kap. 3 § första stycket SoL"),
        ("14 kap. 2, 3 och 5 §§ SoL", "14 kap. 2, 3 och 5 §§ SoL"),
        ("5 kap. 11 § första stycket 2, 5:12 SoL", "5 kap. 11 § första stycket 2 och 5 kap. 12 § SoL"),
        ("2 och 3 §§, 5 § första stycket FL", "2 och 3 §§ och 5 § första stycket FL"),
        ("2 § lagen om offentlig upphandling (2016:1145)", "2 § lagen (2016:1145) om offentlig upphandling"),
    ],
)  # fmt: skip
def test_no_paragraf_of_a_list_is_lost_or_changed(typed: str, long: str) -> None:
    assert printed(typed) == long


@pytest.mark.parametrize("ordinal", ["första", "andra", "tredje", "nionde", "tionde"])
def test_the_short_form_names_the_same_sentence(ordinal: str) -> None:
    assert short(f"SoL 5:11 första stycket {ordinal} meningen") == f"SoL 5:11 st. 1 {ordinal} meningen"


@pytest.mark.parametrize(("number", "ordinal"), [(1, "första"), (2, "andra"), (10, "tionde")])
def test_a_stycke_by_number_is_that_stycke(number: int, ordinal: str) -> None:
    assert printed(f"11 § {number} st. FL") == f"11 § {ordinal} stycket FL"


@pytest.mark.parametrize("number", [0, 11, 25])
def test_a_stycke_that_no_statute_has_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="Stycken skrivs från första till tionde"):
        parse(f"11 § {number} st. FL")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Art 28(h) GDPR", Lagrum("28", punkt=("h",))),
        ("Art 28(3)(h) GDPR", Lagrum("28", stycke=(3,), punkt=("h",))),
        ("Art 28(3) GDPR", Lagrum("28", stycke=(3,))),
        ("GDPR 28.3 h och i", Lagrum("28", stycke=(3,), punkt=("h", "i"))),
        ("GDPR 28.3 h, i", Lagrum("28", stycke=(3,), punkt=("h", "i"))),
        ("art. 5–7 GDPR", Lagrum("5", last="7")),
    ],
)
def test_an_article_keeps_its_paragraph_and_its_letters(typed: str, place: Lagrum) -> None:
    assert parse(typed).places == (place,)


@pytest.mark.parametrize("typed", ["SOU 2020:47 s. 12", "Ds 2019:3 s. 4", "prop. 2024/25:89 s. 12"])
def test_preparatory_works_keep_the_capitals_of_their_series(typed: str) -> None:
    assert printed(typed) == typed
    assert printed(typed.replace("prop.", "Prop")) == typed


@pytest.mark.parametrize("typed", ["kl 10:30", "Kl 10:30", "kl. 10:30", "Kl. 10:30", "klockan 10:30"])
def test_a_time_of_day_is_no_reference(typed: str) -> None:
    with pytest.raises(ValueError, match="\n"):
        parse(typed)


@pytest.mark.parametrize("typed", ["2 3 §§ FL", "5 kap. 2 3 §§ SoL"])
def test_two_numbers_with_nothing_between_are_no_list(typed: str) -> None:
    with pytest.raises(ValueError, match="\n"):
        parse(typed)
