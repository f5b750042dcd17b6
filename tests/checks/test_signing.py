"""Who has signed what, and when; and no message speaks of a day that nobody gave."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.samples.anything import agreements
from iopdocs import checks
from iopdocs.checks.case import Case
from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.model.settings import Rules
from iopdocs.reading import parse_source
from tests.support.checks_data import FILE, PARTIES, found, sound

SIGNED = PARTIES.replace("namn: Exempelby", "undertecknare: [{datum: 2023-12-10}]\n    namn: Exempelby").replace(
    "namn: Jouren", "undertecknare: [{datum: 2023-12-15}]\n    namn: Jouren"
)
LATER = ["tillägg:\n  - {gäller_från: 2024-02-01", "förlängningar:\n  - {från: 2027-01-01"]


def test_the_days_of_all_who_sign_stand_in_for_the_day_of_the_agreement() -> None:
    assert not found("status: undertecknat", "undertecknat-utan-dag", parties=SIGNED)


@pytest.mark.parametrize(
    "parties",
    [
        SIGNED.replace("{datum: 2023-12-15}", "{namn: Siw}"),
        SIGNED.replace("{datum: 2023-12-15}", "{datum: 2023-12-15}, {namn: Siw}"),
        SIGNED.replace("undertecknare: [{datum: 2023-12-15}]", "undertecknare: []"),
        PARTIES,
    ],
    ids=["one has no day", "one of two of a party has no day", "a party has nobody who signs", "nobody signs"],
)
def test_an_agreement_is_not_signed_until_everyone_has(parties: str) -> None:
    assert [problem.where for problem in found("status: undertecknat", "undertecknat-utan-dag", parties=parties)]


@pytest.mark.parametrize("what", LATER)
def test_a_proposal_that_nobody_has_signed_is_sound(what: str) -> None:
    assert not found(f"{what}, status: förslag}}", "status-och-dag")
    assert not found(f"{what}, status: undertecknat, undertecknat: 2024-01-15}}", "status-och-dag")


@pytest.mark.parametrize("what", LATER)
def test_a_proposal_with_a_day_of_signing_is_doubted_and_the_day_is_told(what: str) -> None:
    (problem,) = found(f"{what}, status: förslag, undertecknat: 2024-01-15}}", "status-och-dag")
    assert problem.message == "Handlingen har status förslag, men den är undertecknad 2024-01-15."
    assert problem.where.endswith("[1].status")


@pytest.mark.parametrize("what", LATER)
def test_only_what_is_called_signed_is_asked_for_its_day(what: str) -> None:
    (problem,) = found(f"{what}, status: undertecknat}}", "undertecknat-utan-dag")
    assert problem.where.endswith("[1].status")
    for days in ("status: förslag", "status: undertecknat, undertecknat: 2024-01-15", "undertecknat: 2024-01-15"):
        assert not found(f"{what}, {days}}}", "undertecknat-utan-dag")


@pytest.mark.parametrize("what", LATER)
@pytest.mark.parametrize(
    ("days", "doubted"),
    [
        ("undertecknat: 2024-01-15, beslut: [{datum: 2024-01-16}]", True),
        ("undertecknat: 2024-01-15, beslut: [{datum: 2024-01-15}]", False),
        ("beslut: [{datum: 2024-01-16}]", False),
        ("undertecknat: 2024-01-15, beslut: [{organ: Styrelsen}]", False),
        ("undertecknat: 2024-01-15, beslut: [{organ: Styrelsen}, {datum: 2024-01-16}]", True),
    ],
)
def test_what_is_signed_before_it_is_decided_is_doubted(what: str, days: str, doubted: bool) -> None:
    problems = found(f"{what}, {days}}}", "undertecknat-före-beslut")
    assert [problem.message for problem in problems] == (
        ["Handlingen är undertecknad 2024-01-15, före beslutet 2024-01-16."] if doubted else []
    )


BOTH = PARTIES + "  - {id: regionen, typ: region, namn: Region Exempel}\n"


UNTYPED = PARTIES.replace("    typ: kommun\n", "")


@pytest.mark.parametrize(
    ("stated", "parties", "whose"),
    [
        ("undertecknat: 2023-12-15", PARTIES, "Exempelby kommun"),
        ("status: undertecknat", PARTIES, "Exempelby kommun"),
        ("undertecknat: 2023-12-15\nbeslut: [{organ: Årsmötet, part: jouren}]", PARTIES, "Exempelby kommun"),
        ("undertecknat: 2023-12-15", BOTH, "Exempelby kommun och Region Exempel"),
        ("undertecknat: 2023-12-15\nbeslut: [{organ: Nämnden, part: kommunen}]", BOTH, "Region Exempel"),
        ("undertecknat: 2023-12-15\nbeslut: [{organ: Nämnden}]", BOTH, ""),
        ("undertecknat: 2023-12-15\nbeslut: [{organ: Nämnden}]", PARTIES, ""),
        ("status: förslag", PARTIES, ""),
        ("undertecknat: 2023-12-15", UNTYPED, "Exempelby kommun"),
        ("undertecknat: 2023-12-15\nbeslut: [{organ: Nämnden, part: kommunen}]", UNTYPED, ""),
        ("undertecknat: 2023-12-15", UNTYPED.replace("offentlig", "idéburen"), ""),
        ("undertecknat: 2023-12-15", UNTYPED.replace("    roll: offentlig\n", ""), ""),
    ],
)
def test_a_public_party_that_has_signed_is_asked_for_its_decision(stated: str, parties: str, whose: str) -> None:
    messages = [one.message for one in found(stated, "undertecknat-utan-beslut", parties=parties)]
    assert messages == ([f"Avtalet är undertecknat, men inget beslut av {whose} är angivet."] if whose else [])


@pytest.mark.parametrize("what", LATER)
def test_what_is_agreed_later_is_asked_for_its_decision_too(what: str) -> None:
    assert found(f"{what}, undertecknat: 2024-01-15}}", "undertecknat-utan-beslut")
    assert not found(f"{what}, status: förslag}}", "undertecknat-utan-beslut")


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(agreements(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_no_message_speaks_of_what_is_not_there(data: dict[str, Any], day: date) -> None:
    """What is missing is asked for: a message never shows Python's word for nothing, or for what is not worked out."""
    data = json.loads(json.dumps(data).replace("None av oss", "Ingen av oss"))
    source, _ = parse_source(yaml.safe_dump(data, allow_unicode=True), FILE)
    try:
        held = Case(Agreement.model_validate(data), source, load_library(), Rules(), day)
    except ValidationError:
        return
    for problem in checks.run(held):
        sound(problem)


JOINS = """tillägg:
  - gäller_från: 2024-02-01
    nya_parter:
      - part: {id: ny, roll: ROLE, namn: Exempelföreningen}
"""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (JOINS.replace("ROLE", "idéburen"), True),
        (JOINS.replace("ROLE", "offentlig"), False),
        (JOINS.replace("ROLE", "idéburen") + "    undertecknat: 2024-01-15\n", False),
        ("tillägg:\n  - {gäller_från: 2024-02-01, ändringar: [{avsnitt: Mål, vad: Målet ändras.}]}", False),
    ],
    ids=["proposed", "a public party", "signed", "nobody joins"],
)
def test_a_party_that_joins_is_asked_about_what_was_assessed_without_it(text: str, asked: bool) -> None:
    problems = found(text, "ny-part-obedömd")
    assert [one.message for one in problems] == (
        ["Exempelföreningen ansluter sig. Det som har bedömts om upphandling och statligt stöd gällde utan den parten."]
        if asked
        else []
    )
