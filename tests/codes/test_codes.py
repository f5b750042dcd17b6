"""The catalogue of codes says what the program says: every code, how grave it is, what it stops, and how it reads."""

from __future__ import annotations

import re
from functools import cache

import pytest

from iopdocs import checks
from iopdocs.checks.assumptions import ASSUMPTION
from iopdocs.checks.example import LEFT_OF_EXAMPLE
from iopdocs.checks.press import UNAPPROVED
from iopdocs.codes import load_codes
from iopdocs.errors import Problem, Severity
from iopdocs.reading import UNREADABLE
from tests.conftest import ROOT
from tests.support.codes_in_use import VALUE, CodeUse, uses

THEMES = load_codes()
ENTRIES = [entry for theme in THEMES for entry in theme.codes]
DECLARED = {entry.code: entry for entry in ENTRIES}
#: In a proposal these are doubted only: the parties have yet to agree.
MILDER_IN_A_PROPOSAL = {"delår-saknas", "delår-månader"}


#: Found when what is agreed on later is compared with a final version of the agreement, and nowhere else.
FOUND_WHEN_COMPARED = {"nuvarande-lydelse", "avsnitt-finns-inte"}


def used() -> tuple[CodeUse, ...]:
    return uses(ROOT / "iopdocs")


@cache
def uses_of(code: str) -> tuple[CodeUse, ...]:
    return tuple(use for use in used() if use.code == code)


def stopping(*stops: str) -> set[str]:
    return {entry.code for entry in ENTRIES if set(stops) & set(entry.stops)}


def test_there_is_something_to_look_at() -> None:
    assert len(used()) > 200
    assert {use.place.split("/")[0] for use in used()} > {"checks", "reading", "making", "templating", "laws", "cli"}


def test_every_code_of_the_program_is_declared() -> None:
    assert {use.place: use.code for use in used() if use.code not in DECLARED} == {}


def test_every_declared_code_is_used() -> None:
    assert sorted(DECLARED.keys() - {use.code for use in used()}) == []


def test_every_code_that_the_program_asks_for_is_declared() -> None:
    asked = checks.STAYS | checks.STOPS_FINAL | checks.ALWAYS_TOLD | checks.FOLLOWING | UNREADABLE
    assert sorted(asked - DECLARED.keys()) == []


def test_a_code_is_declared_once() -> None:
    assert len(ENTRIES) == len(DECLARED)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_code_is_as_grave_as_it_is_said_to_be(entry) -> None:  # type: ignore[no-untyped-def]
    severities = {Severity[name] for use in uses_of(entry.code) for name in use.severities}
    assert set(entry.severities) == severities | ({Severity.WARNING} if entry.code in MILDER_IN_A_PROPOSAL else set())


def test_what_stops_everything_is_what_the_checks_say() -> None:
    assert stopping("allt") == checks.BLOCKING
    assert stopping("allt", "delning") == checks.STAYS
    assert {ASSUMPTION, LEFT_OF_EXAMPLE} == checks.STOPS_FINAL - checks.UNJUDGED
    assert ASSUMPTION in stopping("slutlig")
    assert stopping("slutlig-av-dokumentet") == {
        UNAPPROVED,
        "lucka",
        "slutligt-förslag",
        "slutlig-före-dagen",
        "obekräftat",
        *FOUND_WHEN_COMPARED,
    }


def test_only_what_is_wrong_or_named_stops_anything() -> None:
    named = checks.STOPS_FINAL | {UNAPPROVED}
    mild = {entry.code for entry in ENTRIES if Severity.ERROR not in entry.severities}
    assert mild - stopping("inget") == named & mild
    # A clause without a text is left out of a document, and told; asked for by itself it is the answer that is missing.
    assert stopping("inget") - mild == {"klausul-utan-text"}


def test_a_fault_that_a_check_finds_stops_the_final_version() -> None:
    found = {use.code for use in used() if use.place.split("/")[0] == "checks" and "ERROR" in use.severities}
    assert found - {"skäl-röjer", "utelämnat"} <= stopping("slutlig", "allt")


def example_can_be_said(example: str, message: str) -> bool:
    words = re.escape(Problem(message).sentence.removesuffix(".")).replace(VALUE, "(.+)")
    return bool(re.fullmatch(words, example.removesuffix("."), re.IGNORECASE))


def fixed(message: str) -> bool:
    """Whether a message has words of its own, to be compared with."""
    return len(message.replace(VALUE, "")) > 6


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_example_of_a_code_is_what_the_program_can_say(entry) -> None:  # type: ignore[no-untyped-def]
    messages = [message for use in uses_of(entry.code) for message in use.messages]
    if messages and all(map(fixed, messages)):
        assert any(example_can_be_said(entry.example, message) for message in messages), messages


def test_most_examples_are_compared() -> None:
    said = {code: [message for use in uses_of(code) for message in use.messages] for code in DECLARED}
    assert sum(1 for messages in said.values() if messages and all(map(fixed, messages))) > 160


def test_an_example_that_is_not_said_is_told_from_one_that_is() -> None:
    assert example_can_be_said("Klausulen ”djurr” finns inte.", f"klausulen ”{VALUE}” finns inte")
    assert not example_can_be_said("Klausulen ”djurr” saknas.", f"klausulen ”{VALUE}” finns inte")


def test_the_catalogue_is_swedish_sentences() -> None:
    for entry in ENTRIES:
        for text in (entry.meaning, entry.advice):
            assert text[0].isupper() and text.endswith("."), entry.code
            assert not re.search(r"\b(the|is|file|and|not)\b", text), entry.code
        assert entry.example[0].isupper() or entry.example[0] in "”0123456789", entry.code


def test_a_code_is_short_and_plain() -> None:
    assert [code for code in DECLARED if not re.fullmatch(r"K\d+|[a-zåäöé]+(-[a-zåäöé]+)*", code)] == []
