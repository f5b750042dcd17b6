from __future__ import annotations

import pytest

from iopdocs.swedish.prose import (
    begins_with_infinitive,
    is_phrase,
    lacks_subject,
    lists_infinitives,
    says_how_often,
    series,
)


@pytest.mark.parametrize("text", ["byta lampor", "stödja anhöriga i vardagen", "ge råd"])
def test_what_is_to_be_done_begins_with_an_infinitive(text: str) -> None:
    assert begins_with_infinitive(text)


@pytest.mark.parametrize("text", ["öppna träffar", "enskilda samtal", "stöd till anhöriga", "Byta lampor", ""])
def test_what_there_is_does_not(text: str) -> None:
    assert not begins_with_infinitive(text)


@pytest.mark.parametrize("text", ["Byta lampor, läsa post och dricka kaffe.", "hålla kurser samt ge råd"])
def test_several_things_to_do_are_known_also_after_a_capital(text: str) -> None:
    assert lists_infinitives(text)


@pytest.mark.parametrize(
    "text",
    [
        "Öppna träffar och enskilda samtal",
        "Grupperna möts och skolorna hjälper",
        "Skola för unga",
        "Laga och städa",
        "",
    ],
)
def test_nouns_are_not_taken_for_things_to_do(text: str) -> None:
    assert not lists_infinitives(text)


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("varje vecka", True),
        ("onsdagar", True),
        ("alla lov", True),
        ("20 timmar", False),
        ("alla skolor i länet", False),
    ],
)
def test_how_often_is_not_how_much(text: str, often: bool) -> None:
    assert says_how_often(text) is often


def test_what_is_said_of_one_member_of_a_series_is_not_read_of_another() -> None:
    worth = "mat från handeln, till ett värde av 10 kronor per år"
    assert series([worth]) == worth
    assert series(["lokal", worth]) == "lokal och mat från handeln (till ett värde av 10 kronor per år)"
    new = "10 kronor till drift, varav 2 kronor är en ökning"
    assert series([new, "5 kronor"]) == "10 kronor till drift (varav 2 kronor är en ökning) och 5 kronor"


@pytest.mark.parametrize(
    ("text", "lacks"), [("Betalas för nätter med kyla.", True), ("Hyran betalas.", False), ("", False)]
)
def test_a_text_that_begins_with_its_verb_lacks_a_subject(text: str, lacks: bool) -> None:
    assert lacks_subject(text) is lacks


@pytest.mark.parametrize(
    "text",
    [
        "ökad trygghet", "bättre hälsa för deltagarna", "200 deltagare per år", "40 timmar i veckan", "en mötesplats",
        "stöd till kvinnor som har utsatts för våld", "varje natt från den 15 november till den 31 mars", "lördagar",
    ],
)  # fmt: skip
def test_what_surely_has_no_verb_is_a_phrase(text: str) -> None:
    assert is_phrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "fler rör sig", "deltagare kavlar upp ärmarna", "ingen ska stå ensam", "grupper träffas på onsdagar",
        "deltagarna orkade mer", "De som bor här får stöd", "Där bor unga",
    ],
)  # fmt: skip
def test_what_may_have_a_verb_is_no_phrase(text: str) -> None:
    assert not is_phrase(text)
