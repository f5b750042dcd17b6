"""No key of any record is required: what is missing is a gap where it would have stood, and stops no document."""

from __future__ import annotations

import re
from datetime import date

import pytest

from benchmarks.samples.documents import make_all, plain, text_of
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from tests.support.every_key import REQUIRED, fullest, left_out
from tests.support.every_text import held

DAY = date(2026, 11, 21)


def types(kind: type[Record] = Agreement, seen: tuple[type[Record], ...] = ()) -> tuple[type[Record], ...]:
    """Every type of record of the model."""
    seen = (*seen, kind)
    for info in kind.model_fields.values():
        inner = held(info.annotation, info.metadata)
        if isinstance(inner, type) and issubclass(inner, Record) and inner not in seen:
            seen = types(inner, seen)
    return seen


def test_only_the_id_and_the_parties_of_the_agreement_are_required() -> None:
    required = {
        (kind, info.alias or name) for kind in types() for name, info in kind.model_fields.items() if info.is_required()
    }
    assert len(types()) > 50
    assert required == REQUIRED


def test_every_type_of_record_stands_in_some_agreement() -> None:
    met = set().union(*fullest().values())
    assert {kind.__name__ for kind in types()} - {kind.__name__ for kind in met} <= {"Judgement"}


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize("name", fullest())
def test_every_key_can_be_left_out_and_every_document_is_still_made(name: str) -> None:
    """Rendering inspects what came out and raises for any fault: getting here with documents is the test."""
    for paths, data in left_out(name):
        made = make_all(Agreement.model_validate(data), DAY)
        assert {"overenskommelse", "pressmeddelande"} <= set(made), paths
        assert not any(b"None" in part for one in made.values() for part in one.parts.values()), paths


def test_a_party_without_a_name_is_a_gap_that_says_which_and_nobodys_role_is_guessed() -> None:
    given = {"id": "prov", "parter": [{"namn": "Exempelby kommun"}, {"id": "jouren"}]}
    made = make_all(Agreement.model_validate(given), DAY)["overenskommelse"]
    text = plain(text_of(made.data))
    assert "mellan Exempelby kommun och [saknas: namn på parten jouren]" in text
    assert {"organisationsnummer (Exempelby kommun)", "organisationsnummer (parter[2])"} <= set(made.gaps)
    assert [gap for gap in made.gaps if gap.startswith("namn på")] == ["namn på parten jouren"]
    assert "Offentlig part" not in text
    assert "Idéburen part" not in text
    assert not re.search(r"Med (?!partnerskapet avses)", text)
