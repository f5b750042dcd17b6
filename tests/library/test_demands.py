"""Demands are data: what they name must be there, and a fault is only what law and certain facts make one."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopdocs.errors import InvalidLibrary
from iopdocs.laws.library import load_library
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.demands import Demand, DemandLibrary
from iopdocs.model.circumstances import BY_WORDS, CIRCUMSTANCES
from tests.conftest import ROOT

GOOD = """\
id: prov
om: provet
när: [avtal.avtalstid.tills_vidare]
kräver:
  klausul: [uppsagning]
nivå: varning
skäl: Därför
gör: Skriv det.
"""
CLAUSES = ClauseLibrary(ROOT / "templates" / "klausuler")
STARTER = DemandLibrary(ROOT / "templates" / "krav", CLAUSES, load_library())


def read(folder: Path, text: str, name: str = "prov.yaml") -> DemandLibrary:
    (folder / name).write_text(text, encoding="utf-8")
    return DemandLibrary(folder, CLAUSES, load_library())


def refused(folder: Path, text: str, name: str = "prov.yaml") -> list[tuple[int | None, str, str]]:
    with pytest.raises(InvalidLibrary) as caught:
        read(folder, text, name).demands  # noqa: B018 - it is read when it is asked for
    assert all(problem.file == str(folder / name) for problem in caught.value.problems)
    return [(problem.line, problem.code, problem.message) for problem in caught.value.problems]


def test_a_demand_is_read(tmp_path: Path) -> None:
    assert list(read(tmp_path, GOOD).demands) == ["prov"]


def test_a_workspace_without_the_folder_has_no_demands(tmp_path: Path) -> None:
    assert DemandLibrary(tmp_path / "krav", CLAUSES, load_library()).demands == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "message"),
    [
        ("[uppsagning]", "[uppsagningg]", 5, "okänd-klausul", "klausulen ”uppsagningg” finns inte"),
        ("tills_vidare]", "tillsvidare]", 3, "okänd-uppgift", "uppgiften ”avtal.avtalstid.tillsvidare” finns inte"),
        ("[avtal.", "[omständighet.regn, avtal.", 3, "okänd-uppgift", "uppgiften ”omständighet.regn” finns inte"),
        ("gör:", "lag: [regn]\ngör:", 8, "okänt-ämne", "ämnet ”regn” finns inte i lagbiblioteket"),
        ("id: prov", "id: annat", 1, "krav-id", "kravets id och filnamn är olika"),
    ],
)
def test_what_a_demand_names_must_be_there(
    tmp_path: Path, old: str, new: str, line: int, code: str, message: str
) -> None:
    assert refused(tmp_path, GOOD.replace(old, new)) == [(line, code, message)]


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ("bekräftelse: [upphandlingg]", "okänd-bekräftelse", "bekräftelsen ”upphandlingg” finns inte"),
        ("handling: [bitradesavtal]", "okänd-dokumenttyp", "dokumenttypen ”bitradesavtal” finns inte"),
        ("bilaga: [bitradesavtal]", "okänd-dokumenttyp", "dokumenttypen ”bitradesavtal” finns inte"),
    ],
)
def test_a_demand_names_questions_and_document_types_that_are_there(
    tmp_path: Path, asked: str, code: str, message: str
) -> None:
    for name in ("bekraftelser/upphandling.yaml", "avvecklingsplan/dokument.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("", encoding="utf-8")
    folder = tmp_path / "krav"
    folder.mkdir()
    assert refused(folder, GOOD.replace("klausul: [uppsagning]", asked)) == [(5, code, message)]
    good = GOOD.replace("klausul: [uppsagning]", "bekräftelse: [upphandling]\n  bilaga: [avvecklingsplan]")
    assert list(read(folder, good).demands) == ["prov"]


def test_a_fault_rests_on_law(tmp_path: Path) -> None:
    ((_, _, message),) = refused(tmp_path, GOOD.replace("nivå: varning", "nivå: fel"))
    assert message == "ett krav på nivån fel ska vila på lag"


def test_what_words_tell_is_never_a_fault(tmp_path: Path) -> None:
    text = GOOD.replace("nivå: varning", "nivå: fel\nlag: [barnets-basta]")
    text = text.replace("avtal.avtalstid.tills_vidare", "omständighet.statsbidrag")
    ((_, _, message),) = refused(tmp_path, text)
    assert message == "”omständighet.statsbidrag” läses ur ord och räcker inte för nivån fel"


def test_a_demand_that_asks_for_nothing_is_refused(tmp_path: Path) -> None:
    ((_, _, message),) = refused(tmp_path, GOOD.replace("klausul: [uppsagning]", "ord: [uppsägning]"))
    assert message == "kravet kräver ingenting"


@pytest.mark.parametrize("demand", STARTER.demands.values(), ids=lambda demand: demand.id)
def test_a_demand_of_the_starter_is_on_law_or_says_where_it_is_from_when_it_warns(demand: Demand) -> None:
    assert demand.law or demand.source or demand.level == "upplysning"
    assert not demand.about.endswith(".") and not demand.reason.endswith(".")
    assert demand.advice.endswith(".")
    for subject in demand.law:
        day = demand.start or demand.end
        assert day is None or STARTER.laws.provisions(subject, day), subject


def test_every_circumstance_is_described_and_asked_for() -> None:
    assert all((circumstance.__doc__ or "").startswith("Return") for circumstance in CIRCUMSTANCES.values())
    asked = {fact.partition(".")[2] for one in STARTER.demands.values() for _, fact in one.facts if "omst" in fact}
    assert asked == set(CIRCUMSTANCES)
    assert set(CIRCUMSTANCES) >= BY_WORDS
