"""Every agreement the model allows gives whole documents, or a problem in words: never a crash, never a broken file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from pydantic import ValidationError

from benchmarks.judge import Given, faults, unsaid
from benchmarks.samples import reader
from benchmarks.samples.anything import value
from benchmarks.samples.documents import PRESS, make, make_all, plain, text_of
from benchmarks.samples.removed import removable, thinned, wholes, without
from iopdocs.model import Agreement, Meeting, Party
from iopdocs.model.money import Economy
from iopdocs.model.press import Press
from tests.support.examples import examples

DAY = date(2026, 11, 21)


# What fails is a whole agreement, and takes long to make smaller: which fact did it is seen from the fault.
@settings(max_examples=examples(20), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(thinned())
def test_what_is_taken_away_is_a_gap_or_gone_and_nothing_takes_its_place(given: tuple[dict[str, Any], object]) -> None:
    """Every amount, day, number and name follows from what is left, and no sentence has a hole (``benchmarks.judge``).

    Rendering inspects what came out and raises for any fault, so that every document is made is a part of the test.
    """
    data, _ = given
    try:
        agreement = Agreement.model_validate(data)
    except ValidationError as error:
        assert all(fault["type"] == "value_error" for fault in error.errors())
        return
    made = make_all(agreement, DAY)
    assert {"overenskommelse", "pressmeddelande"} <= set(made)
    found = [(name, wrong) for name, one in made.items() for wrong in faults(data, agreement, one.data, DAY)]
    assert [one for one in found if not _is_known(data, *one)] == []


def _is_known(data: dict[str, Any], document: str, fault: str) -> bool:
    """Whether a fault is one that is still there.

    A release can have a heading with nothing under it, when nothing but the way of uplift is known of the money; a
    clause that an agreement asks for, without the facts it lists, ends after its colon.
    """
    asked_for = bool((data.get("klausuler") or {}).get("med"))
    return (document == PRESS and fault.startswith("empty section")) or (
        asked_for and fault.startswith("nothing after")
    )


def test_the_judge_sees_what_is_invented() -> None:
    """The reader of the documents must itself be able to say no."""
    data = next(one for one in wholes() if one["id"] == "exempelstad-index-2026")
    agreement = Agreement.model_validate(data)
    document = make(agreement, "overenskommelse", DAY).data
    assert faults(data, agreement, document, DAY) == []
    poorer = {
        ("ekonomi", "komponenter", 0, "belopp"): "amount 990000",
        ("beslut", 0, "datum"): "day 2025-12-02",
        ("parter", 1, "undertecknare", 0, "namn"): "name Provqvist",
        ("insatser", 0, "platser"): "number 25",
    }
    for path, wrong in poorer.items():
        left = without(data, [path])
        assert wrong in faults(left, Agreement.model_validate(left), document, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen betalar 12 345 kronor.",
        "Det kostar cirka 3 miljoner kronor.",
        "Beloppet är 2,7 miljoner.",
        "Totalt 0 kr",
        "Den 3 mars 2027 börjar det.",
        "Besked lämnas till den 3 mars.",
        "Det gäller från januari 2031.",
        "Mötet börjar kl. 13.37.",
        "Det gäller i 45 dagar.",
        "Gruppen möts nio gånger.",
        "Mötet leds av Berit.",
        "Ring 08-123 45 67.",
        "Skriv till falk@sol.se.",
        "Organisationsnummer 556677-8899",
    ],
)
def test_the_judge_knows_each_kind_of_thing_that_nobody_has_said(text: str) -> None:
    data = next(one for one in wholes() if one["id"] == "exempelstad-index-2026")
    assert list(unsaid(Given.of(data), Agreement.model_validate(data), text, DAY)) != []


def test_all_but_what_an_agreement_cannot_be_without_can_be_taken_away() -> None:
    for data in wholes():
        left = without(data, list(removable(data)))
        assert len(left["parter"]) == 2
        assert set(make_all(Agreement.model_validate(left), DAY)) >= {"overenskommelse", "pressmeddelande"}


@pytest.mark.parametrize(
    ("text", "amounts", "days"),
    [
        ("högst 1 200 000 kronor och 4,25 kr", ["1200000", "4.25"], []),
        ("den 1 januari 2025 till 2026-03-31", [], ["2026-03-31", "2025-01-01"]),
        ("Kvartal 1 2025 67 376 kr", ["67376"], []),
    ],
)
def test_the_reader_of_documents_reads_as_people_do(text: str, amounts: list[str], days: list[str]) -> None:
    assert [str(one) for one in reader.amounts(text)] == amounts
    assert [str(one) for one in reader.days(text)] == days


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
    return plain(text_of(make(agreement, document, DAY, item=item).data))


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


def test_an_action_stays_with_the_group_that_decided_on_it() -> None:
    groups = [{"id": "styr", "namn": "styrgrupp", "nivå": "styrning"}, {"id": "lokal", "namn": "lokalgrupp"}]
    meetings = [
        {"datum": "2024-03-01", "åtgärder": [{"vad": "Läs planen"}]},
        {"datum": "2024-04-01", "grupp": "lokal", "åtgärder": [{"vad": "Boka lokal"}]},
        {"datum": "2024-06-01", "grupp": "styr"},
        {"datum": "2024-07-01", "grupp": "lokal"},
    ]
    for number, (own, others) in enumerate([("Läs", "Boka"), ("Boka", "Läs")], start=2):
        shown = text("styrgruppsprotokoll", number, organisation=groups, möten=meetings)
        assert own in shown
        assert others not in shown
