"""What the checks find of a statement is shown in a draft where that statement is printed, and never in a final."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from benchmarks.samples.documents import libraries, template, workspace
from iopdocs import checks
from iopdocs.checks.case import Case
from iopdocs.errors import OutputBlocked
from iopdocs.making.render import render
from iopdocs.model import Agreement
from iopdocs.reading import Source, decode_source, walk
from iopdocs.templating.doubted import NONE, Doubts, doubted, reason_of, with_doubts
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS
from iopdocs.word.markup import parse_xml
from iopdocs.word.text import stored_text
from tests.conftest import ROOT
from tests.support.checks_data import COMPLETE, PARTIES, case

DAY = date(2026, 1, 15)
WHOLE = ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml"
MARK = re.compile(r"\[kontrollera: ([^\]]*)\]")

#: Keys whose value is never printed as such: it is an id, or decides which words or which documents there are.
_STEERING = {
    "id", "roll", "typ", "part", "status", "slag", "nivå", "grupp", "insats", "komponent", "betalare", "mottagare",
    "avsändare", "utförs_av", "mål_i_ingress", "ersätter", "lagrum_per", "källor", "godkänt", "möjlig",
    "organisation", "förklara_iop", "frånvarande", "dagordning_godkänd", "räknas_upp", "iop", "ny_part_får_tillträda",
}  # fmt: skip
#: What is put together before it is printed, and shows of itself whether it is approved.
_QUOTES = ("press", "citat")
#: The ids of clauses that are asked for.
_CLAUSES = ("klausuler", "med")


def shown(agreement: Agreement, doubts: Doubts = NONE) -> str:
    """Return the text of all documents of an agreement."""
    texts = []
    for kind in workspace().types.values():
        for item in kind.items(agreement):
            made = render(agreement, kind, template(kind.id), libraries(), DAY, item=item, doubts=doubts)
            texts += [stored_text(parse_xml(part)) for part in made.parts.values()]
    return " ".join(texts).replace("\u00a0", " ")


def read(text: str) -> tuple[Agreement, Source]:
    source, problems = decode_source(text.encode(), "avtal.yaml")
    assert not problems
    return Agreement.model_validate(source.data), source


def found(text: str) -> Mapping[tuple[str | int, ...], str]:
    given: Case = case(text)
    return checks.on_the_page(checks.run(given), given.source)


def test_a_doubt_about_any_printed_value_is_shown_where_it_is_printed() -> None:
    """The kind: a value that a document prints, and that a finding about it does not reach."""
    agreement, source = read(WHOLE.read_text(encoding="utf-8"))
    values = {path: text for path, text in walk(source.data) if len(text) > 3}
    doubts = {path: f"tvivel {number}" for number, path in enumerate(values)}
    plain, marked = " ".join(shown(agreement).split()), shown(agreement, doubts)
    reached = {reason for mark in MARK.findall(marked) for reason in mark.split("; ")}
    lost = {
        path
        for path, text in values.items()
        if " ".join(text.split()) in plain and doubts[path] not in reached
        if path[-1] not in _STEERING and path[:2] not in (_QUOTES, _CLAUSES)
    }
    assert len(reached) > 100
    assert lost == set()


def test_a_doubt_about_one_of_several_values_on_a_line_is_on_the_line() -> None:
    agreement, _ = read(WHOLE.read_text(encoding="utf-8"))
    person = ("möten", 0, "deltagare", 0)
    doubts = {(*person, "namn"): "namnet", (*person, "funktion"): "uppdraget", ("parter", 0, "namn"): "parten"}
    doubted_one = with_doubts(agreement, doubts)
    kind = workspace().types["styrgruppsprotokoll"]
    meeting = doubted_one.meetings[0]
    assert meeting.participants[0].party == doubted_one.parties[0].id
    scene = Scene(doubted_one, kind, DAY, libraries(), EXTRAS, meeting)
    assert reason_of(scene.view(meeting.participants[0]).visning).split("; ") == list(doubts.values())


def test_without_a_finding_nothing_is_exchanged() -> None:
    agreement, _ = read(WHOLE.read_text(encoding="utf-8"))
    assert with_doubts(agreement, {}) is agreement
    changed = with_doubts(agreement, {("parter", 0, "orgnr"): "x"})
    assert changed == agreement
    assert changed.parties[1] is agreement.parties[1]
    assert reason_of(changed.parties[0].orgnr) == "x"


@pytest.mark.parametrize("value", ["text", 3, 0, DAY, True, None])
def test_a_doubted_value_is_what_it_was(value: object) -> None:
    made = doubted(value, "osäkert")
    assert made == value
    assert reason_of([made]) == ("" if value is None or value is True else "osäkert")
    assert made is value or bool(made)  # a stated zero is a fact, and shown


def test_faults_and_doubts_about_a_value_are_shown_and_advice_is_not() -> None:
    text = COMPLETE.replace("undertecknat: 2023-12-15", "undertecknat: 2023-11-15")
    text = text.replace("marknad: Det finns ingen marknad", "behov: Köparen XXX\n  marknad: Det finns ingen marknad")
    said = found(text)
    assert said[("undertecknat",)] == "Avtalet är undertecknat 2023-11-15, före beslutet 2023-12-01"
    assert said[("bakgrund", "behov")] == "Här står ”XXX”, som om något skulle fyllas i"  # and not K9
    assert found(COMPLETE) == {}
    # That nothing is said of something is about no value that is printed.
    assert found("avtalstid: {från: 2024-01-01}\nförlängning: {slag: automatisk}\n") == {}


def test_what_may_give_something_away_is_not_pointed_at() -> None:
    protected = PARTIES + "    adress: {gata: Hemliga gatan 5, ort: Undanby, skyddad: ja}\n"
    given = case("bakgrund:\n  behov: Vi finns nära Hemliga gatan.\n", protected)
    assert any(problem.where == "bakgrund.behov" for problem in checks.run(given))
    assert checks.on_the_page(checks.run(given), given.source) == {}


def test_an_assumption_is_shown_of_a_value_and_of_a_whole_record() -> None:
    more = "\nantaganden:\n  - {uppgift: ekonomi.uppräkning.bas, skäl: fråga Ekonomi}\n"
    more += "  - {uppgift: uppsägning, skäl: fråga juristen}\n"
    agreement, source = read(WHOLE.read_text(encoding="utf-8") + more)
    laws, rules = libraries().laws, libraries().rules
    said = checks.on_the_page(checks.run(Case(agreement, source, laws, rules, DAY)), source)
    marks = MARK.findall(shown(agreement, said))
    assert marks.count("antagen uppgift: fråga Ekonomi") == 1  # the rule is in words that are chosen by it
    assert "antagen uppgift: fråga juristen" in marks


def test_a_final_version_has_no_marks() -> None:
    agreement, _ = read(WHOLE.read_text(encoding="utf-8"))
    kind = workspace().types["overenskommelse"]
    doubts = {("parter", 0, "namn"): "osäkert"}
    made = [
        render(agreement, kind, template(kind.id), libraries(), DAY, final=True, doubts=given)
        for given in (NONE, doubts)
    ]
    assert made[0].data == made[1].data
    assert "kontrollera" in shown(agreement, doubts)


@pytest.mark.parametrize(
    ("kind", "more", "day", "refused"),
    [
        ("overenskommelse", "", date(2025, 12, 15), False),
        ("overenskommelse", "", date(2025, 12, 14), True),
        ("styrgruppsprotokoll", "", date(2026, 3, 19), False),
        ("styrgruppsprotokoll", "", date(2026, 3, 18), True),
        ("pressmeddelande", "", date(2025, 12, 15), False),  # a release is written ahead of its day
    ],
)
def test_no_final_version_is_made_before_the_day_that_a_document_bears(
    kind: str, more: str, day: date, refused: bool
) -> None:
    agreement, _ = read(WHOLE.read_text(encoding="utf-8") + more)
    document = workspace().types[kind]
    codes: set[str] = set()
    try:
        given = document.items(agreement)[0]
        render(agreement, document, template(kind), libraries(), day, item=given, final=True)
    except OutputBlocked as error:
        codes = {problem.code for problem in error.problems}
    assert ("slutlig-före-dagen" in codes) is refused


def test_a_press_release_says_what_will_be_as_of_its_own_day() -> None:
    text = WHOLE.read_text(encoding="utf-8")
    kind = workspace().types["pressmeddelande"]

    def release(day: str) -> str:
        agreement, _ = read(text.replace("  datum: 2025-12-16\n", f"  datum: {day}\n"))
        parts = render(agreement, kind, template(kind.id), libraries(), date(2030, 1, 1)).parts.values()
        return " ".join(stored_text(parse_xml(part)) for part in parts)

    before, decided, signed = release("2025-12-08"), release("2025-12-10"), release("2026-02-01")
    assert "överenskommelsen föreslås gälla" in before and "ska besluta om förslaget" in before
    assert "har beslutat att Exempelby kommun ska ingå" in decided and "föreslås" not in decided
    assert "har skrivit under" in signed and "föreslås" not in signed and "skrivit under" not in decided
