"""Every agreement the model allows gives whole documents, or a problem in words: never a crash, never a broken file."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from pydantic import ValidationError

from iopdocs.model import Agreement, Meeting, Party
from iopdocs.model.money import Economy
from iopdocs.model.press import Press
from tests.anything import agreements, value
from tests.documents import make_all


@settings(max_examples=60)
@given(agreements())
def test_any_agreement_gives_every_document(data: dict[str, Any]) -> None:
    """Rendering inspects what came out and raises for any fault, so that getting here with documents is the test."""
    try:
        agreement = Agreement.model_validate(data)
    except ValidationError as error:
        assert all(fault["type"] == "value_error" for fault in error.errors())
        return
    made = make_all(agreement, date(2026, 11, 21))
    assert {"overenskommelse", "pressmeddelande"} <= set(made)
    assert all(document.data for document in made.values())


def test_the_generator_knows_how_to_write_every_field() -> None:
    unknown = [
        f"{kind.__name__}.{name}"
        for kind in (Agreement, Party, Economy, Press, Meeting)
        for name, info in kind.model_fields.items()
        if value(info.annotation, info.metadata) is None
    ]
    assert unknown == []
