"""The checks of the press release and of what is only assumed."""

import pytest

from iopdocs import checks
from iopdocs.errors import Severity
from tests.support.checks_data import case, found

QUOTE = "press: {citat: [{namn: Anna Ek, text: %s, godkänt: %s, verb: %s}]}"


def test_an_unapproved_quote_stops_a_final_version() -> None:
    (problem,) = found(QUOTE % ("Vi är glada", "nej", "säger"), "citat-ej-godkänt")
    assert (problem.severity, problem.message) == (
        Severity.WARNING,
        "Citatet av Anna Ek är inte godkänt och stoppar en slutlig version.",
    )
    assert not found(QUOTE % ("Vi är glada", "ja", "säger"), "citat-ej-godkänt")


@pytest.mark.parametrize(
    ("verb", "severity", "hint"),
    [
        ("säjer", Severity.WARNING, "Menade du säger?"),
        ("jublar", Severity.NOTE, "Kontrollera att texten blir en mening: ”…, säger Namn Namnsson”."),
    ],
)
def test_an_unusual_verb_is_pointed_at(verb: str, severity: Severity, hint: str) -> None:
    (problem,) = found(QUOTE % ("Vi är glada", "ja", verb), "citatverb")
    assert (problem.severity, problem.hint) == (severity, hint)
    assert not found(QUOTE % ("Vi är glada", "ja", "berättar"), "citatverb")


def test_a_quote_that_names_its_speaker_is_doubted() -> None:
    assert found(QUOTE % ("'Vi är glada, säger Anna Ek'", "ja", "säger"), "citat-med-anföring")
    assert not found(QUOTE % ("'Vi är glada, som alla säger här'", "ja", "säger"), "citat-med-anföring")


def test_a_contact_needs_a_way_but_never_a_surname() -> None:
    assert found("press: {kontakter: [{namn: Emma Ek}]}", "kontakt-utan-väg")
    assert not found("press: {kontakter: [{namn: Emma, e_post: emma@exempel.se}]}", "kontakt-utan-väg")
    assert not found("press: {kontakter: [{telefon: 076-029 00 28}]}", "kontakt-utan-väg")


@pytest.mark.parametrize(
    ("published", "code"),
    [("2024-01-01", "publicering-före-embargo"), ("2024-01-03", "embargo-utan-verkan"), ("2024-01-02", None)],
)
def test_publication_is_compared_with_the_embargo(published: str, code: str | None) -> None:
    known = {"publicering-före-embargo", "embargo-utan-verkan"}
    text = f"press: {{datum: {published}, embargo: 2024-01-02}}"
    assert {problem.code for problem in checks.run(case(text))} & known == ({code} if code else set())


def test_an_assumption_stops_a_final_version() -> None:
    (problem,) = found("antaganden: [{uppgift: ekonomi.uppräkning.bas, skäl: Bekräfta.}]", "antagande")
    assert problem.message == "Uppgiften ekonomi.uppräkning.bas är antagen och stoppar en slutlig version: Bekräfta."
    assert problem.code in checks.STOPS_FINAL
