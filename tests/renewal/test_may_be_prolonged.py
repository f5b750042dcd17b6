"""An agreement that may be prolonged is offered that, before a new agreement is worked on."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.errors import InvalidAgreement
from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source
from iopdocs.renewal.notes import OpenQuestion
from iopdocs.renewal.successor import draft

ON = date(2026, 11, 1)
PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""


def asked(more: str) -> list[OpenQuestion]:
    text = f"id: prov-2025\navtalstid: {{från: 2025-01-01, till: 2026-12-31}}\n{PARTIES}{more}"
    source, problems = parse_source(text, "prov.yaml")
    made = draft(text, build(source, problems, Agreement, InvalidAgreement), load_library(), ON)
    assert made is not None
    return [one for one in made.notes.decisions if one.where == "förlängning"]


def test_it_is_asked_first_and_the_answer_can_be_copied() -> None:
    (question,) = asked("förlängning: {slag: överenskommelse, längd: 1 år, högst_antal: 2, senast: 3 månader}\n")
    assert question.question == (
        "Avtalet får förlängas efter överenskommelse (1 år i taget; besked ska lämnas senast 2026-09-30). "
        "Ska det förlängas i stället för att ersättas?"
    )
    assert question.choices[0].endswith("förlängningar: [{från: 2027-01-01, till: 2027-12-31}]")


@pytest.mark.parametrize(
    "more",
    [
        "",
        "förlängning: {slag: ingen}\n",
        "förlängning: {slag: nytt avtal}\n",
        "förlängning: {slag: överenskommelse, längd: 1 år, högst_antal: 1}\n"
        "förlängningar: [{från: 2026-01-01, till: 2026-12-31, status: undertecknat, undertecknat: 2025-12-01}]\n",
    ],
)
def test_what_may_not_be_prolonged_or_has_been_as_often_as_it_may_is_not_offered_it(more: str) -> None:
    assert asked(more) == []


def test_a_length_that_is_not_known_is_no_guess() -> None:
    (question,) = asked("förlängning: {slag: överenskommelse}\n")
    assert "hur länge är inte angivet" in question.question
    assert "till: …" in question.choices[0]
