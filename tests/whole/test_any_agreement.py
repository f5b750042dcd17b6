"""Every agreement the model allows gives whole documents, or a problem in words: never a crash, never a broken file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from benchmarks.samples.anything import agreements, value
from benchmarks.samples.documents import make, make_all, plain, text_of
from iopdocs.model import Agreement, Meeting, Party
from iopdocs.model.money import Economy
from iopdocs.model.press import Press
from tests.support.examples import examples


@settings(max_examples=examples(20))
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


PARTIES = [
    {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
    {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Kvinnojouren Prov & Vän"},
]


def text(document: str, item: int | None = None, **more: Any) -> str:
    agreement = Agreement.model_validate({"id": "prov-2024", "parter": PARTIES, **more})
    return plain(text_of(make(agreement, document, date(2026, 11, 21), item=item).data))


def test_what_an_author_wrote_is_no_fault_of_the_document() -> None:
    odd = "None Svensson bakar nan  på {{ onsdagar }} , kanske"
    assert plain(odd).replace(" ,", ",") in text("overenskommelse", åtaganden=[{"text": odd}])


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("kvinnor, barn m.m.", "riktar sig till kvinnor, barn m.m.\n"),
        ("vem då?", "riktar sig till vem då?\n"),
        ("den som vill", "riktar sig till den som vill.\n"),
        ("dem som vill...", "riktar sig till dem som vill...\n"),
    ],
)
def test_a_sentence_ends_with_one_stop(given: str, shown: str) -> None:
    assert shown in text("overenskommelse", målgrupp={"beskrivning": given})


def test_two_stops_in_somebodys_own_words_are_left_alone() -> None:
    quote = {"namn": "Anna", "text": "Vi får se..", "fortsättning": "Kanske.. Eller?.", "godkänt": "ja"}
    assert "Kanske.. Eller?." in text("pressmeddelande", press={"citat": [quote]})


def test_two_actions_of_one_meeting_that_are_called_the_same_are_both_kept() -> None:
    actions = [{"vad": "Läs planen", "ansvarig": "Anna"}, {"vad": "Läs planen", "ansvarig": "Bo"}]
    meetings = [{"datum": "2024-03-01", "åtgärder": actions}, {"datum": "2024-06-01"}]
    for number in (0, 1):
        shown = text("styrgruppsprotokoll", number, möten=meetings)
        assert "Anna" in shown
        assert "Bo" in shown


def test_an_action_that_is_done_is_shown_once_more_and_then_not() -> None:
    done = {"datum": "2024-06-01", "åtgärder": [{"id": "a", "vad": "Läs planen", "status": "klar"}]}
    meetings = [{"datum": "2024-03-01", "åtgärder": [{"id": "a", "vad": "Läs planen"}]}, done, {"datum": "2024-09-01"}]
    shown = [text("styrgruppsprotokoll", number, möten=meetings).count("Läs planen") for number in range(3)]
    assert shown == [1, 1, 0]
