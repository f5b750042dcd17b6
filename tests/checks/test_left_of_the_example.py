"""What is invented in the starter is told when it is left in a user's own agreement, whatever key it stands under."""

from __future__ import annotations

from iopdocs import checks
from iopdocs.checks.case import Case
from iopdocs.checks.example import left_of_the_example
from iopdocs.checks.texts import last_key
from iopdocs.errors import Problem
from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.model.settings import Settings
from iopdocs.reading import KeyPath, Node, Source, build, decode_source, walk
from iopdocs.workspace.shared_data import with_shared
from iopdocs.workspace.starter import STARTER
from tests.support.checks_data import DAY_OF_CHECKS

SETTINGS = (STARTER / "iopdocs.yaml").read_bytes()
EXAMPLE = (STARTER / "exempel.yaml").read_text(encoding="utf-8")
#: What anybody may write, or what says nothing by itself: ids and choices, terms, times, days, single words.
_ANYBODYS = {
    "id", "organisation", "kontakt", "roll", "typ", "part", "status", "slag", "nivå", "regel", "rest", "när", "mot",
    "bas", "form", "iop", "dokumentnamn", "titel", "funktion", "kallas", "utförs_av", "betalare", "mottagare", "till",
    "avsändare", "sammankallande", "ordförande", "ledamöter", "möts", "hur", "vad", "varje_år", "från", "tid", "längd",
    "senast", "högst_antal", "procent", "år", "personuppgifter", "tystnadsplikt", "godkänt", "nummer", "rubrik",
    "dagar", "benämning", "nämnd", "förvaltning", "organ", "plats", "postnummer", "ort", "åldrar", "omfattning",
    "syfte", "omfattar_inte", "lagrum", "innebörd", "verksam_sedan", "målvärde", "med",
}  # fmt: skip


def read(text: str, settings: bytes = SETTINGS) -> tuple[Agreement, Source]:
    shared, faults = decode_source(settings, "iopdocs.yaml")
    build(shared, faults, Settings)
    source, problems = decode_source(text.encode(), "agreements/mitt.yaml")
    source, unknown = with_shared(source, shared)
    assert [*problems, *unknown] == []
    return Agreement.model_validate(source.data), source


def left(text: str, settings: bytes = SETTINGS) -> list[Problem]:
    agreement, source = read(text, settings)
    case = Case(agreement, source, load_library(), Settings().rules, DAY_OF_CHECKS)
    return [one for one in checks.run(case) if one.code == "exempeluppgift"]


def mine(text: str = EXAMPLE) -> str:
    return text.replace("id: exempel ", "id: mitt-avtal ", 1)


def test_the_example_itself_is_only_an_example() -> None:
    assert left(EXAMPLE) == []
    assert "exempeluppgift" in checks.STOPS_FINAL


def test_a_copy_is_told_of_and_so_is_the_example_when_somebody_makes_it_their_own() -> None:
    assert len(left(mine())) == 1
    assert len(left(EXAMPLE.replace("Anhörigcentrum i Exempelby", "Tryggt hem"))) == 1


AGREEMENT, SOURCE = read(mine())


def _changed(node: Node, path: KeyPath, kept: KeyPath) -> Node:
    """Return data with other words in every place but one value, or the values of one record."""
    if isinstance(node, dict):
        return {key: _changed(value, (*path, key), kept) for key, value in node.items()}
    if isinstance(node, list):
        return [_changed(value, (*path, number), kept) for number, value in enumerate(node)]
    return node if path == kept or path[:-1] == kept or node is None else f"vårt eget {node}"


def _told_of_alone(kept: KeyPath) -> bool:
    source = Source(SOURCE.file, _changed(SOURCE.data, (), kept), SOURCE.places)
    case = Case(AGREEMENT, source, load_library(), Settings().rules, DAY_OF_CHECKS)
    return [one.where for one in left_of_the_example(case)] == [SOURCE.where(kept)]


def test_each_of_its_facts_is_told_by_itself() -> None:
    """All the others are changed: one that is left is a fact that nobody has stated."""
    untold = {
        SOURCE.where(path)
        for path, _ in walk(SOURCE.data)
        if last_key(path) not in _ANYBODYS and not _told_of_alone(path)
    }
    with_its_record = {
        "beslut[1].datum", "beslut[1].paragraf", "ekonomi.komponenter[1].belopp", "ekonomi.komponenter[2].beskrivning",
        "ekonomi.egna_bidrag[1].beskrivning", "möten[1].datum",
    }  # fmt: skip
    anybodys = {
        "mål[1].källa", "insatser[1].namn", "åtaganden[1].text", "åtaganden[2].text", "åtaganden[3].text",
        "organisation[1].namn", "press.kontakter[2].namn", "möten[1].nästa_möte.datum",
    }  # fmt: skip
    assert untold == with_its_record | anybodys


def test_a_decision_an_amount_or_a_meeting_is_told_when_all_of_it_is_left() -> None:
    places: list[KeyPath] = [("beslut", 0), ("möten", 0)]
    places += [("ekonomi", "komponenter", 0), ("ekonomi", "komponenter", 1), ("ekonomi", "egna_bidrag", 0)]
    for kept in places:
        data = _changed(SOURCE.data, (), kept)
        source = Source(SOURCE.file, data, SOURCE.places)
        case = Case(AGREEMENT, source, load_library(), Settings().rules, DAY_OF_CHECKS)
        assert [one.where for one in left_of_the_example(case)] == [SOURCE.where(kept)]


def test_what_an_agreement_has_from_the_settings_is_told() -> None:
    text = """id: mitt-avtal
parter:
  - {id: kommunen, organisation: exempelby-kommun, roll: offentlig}
  - {id: jouren, roll: idéburen, typ: förening, namn: Egen förening}
"""
    (problem,) = left(text)
    assert problem.file == "iopdocs.yaml"
    # The same name written in the agreement itself is the user's own.
    own = text.replace("organisation: exempelby-kommun", "namn: Exempelby kommun, typ: kommun")
    assert left(own) == []
