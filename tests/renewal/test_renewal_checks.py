"""A renewal's draft passes its own check: what a person must decide is a gap, a warning or an assumption, no fault."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.samples.anything import agreements
from benchmarks.samples.documents import workspace
from iopdocs.errors import InvalidAgreement, Problem, Severity
from iopdocs.laws.library import load_library
from iopdocs.reading import decode_source
from iopdocs.renewal.successor import Successor, draft
from iopdocs.workspace import Loaded
from tests.conftest import ROOT
from tests.support.examples import examples

FILES = [path for folder in ("tests/agreements", "agreements") for path in sorted((ROOT / folder).glob("*.yaml"))]
DAYS = (date(2022, 6, 1), date(2025, 12, 1), date(2026, 11, 21))


@lru_cache(maxsize=32)
def read(text: str, day: date) -> tuple[Loaded, list[Problem]]:
    """Return an agreement and the errors of its check."""
    source, problems = decode_source(text.encode(), "prov.yaml")
    loaded = workspace().loaded(Path("prov.yaml"), source, problems)
    # The old agreement lies in no workspace here.
    found = [one for one in workspace().check(loaded, day) if one.severity is Severity.ERROR]
    return loaded, [one for one in found if one.code != "ersätter-okänt"]


def drafted(text: str, day: date, start: date | None) -> Successor | None:
    loaded, _ = read(text, day)
    assert loaded.agreement is not None
    return draft(text, loaded.agreement, load_library(), day, start)


def kinds(found: list[Problem]) -> set[str]:
    """Return what kinds of errors there are; one may have moved with its text."""
    return {one.code for one in found}


def new_errors(text: str, day: date, start: date | None) -> list[str]:
    """Return the errors of a successor's check that are of a kind which the old agreement's had not."""
    made = drafted(text, day, start)
    if made is None:
        return []
    before, after = kinds(read(text, day)[1]), read(made.text, day)[1]
    return [str(one) for one in after if not kinds([one]) <= before]


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_draft_has_no_error_that_the_old_agreement_had_not(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for day in DAYS:
        for start in (None, date(day.year + 1, 1, 1), date(day.year + 1, 7, 1), date(day.year + 1, 3, 15)):
            assert new_errors(text, day, start) == [], (day, start)


def with_term(data: dict[str, Any], start: date, days: int) -> dict[str, Any]:
    """Return the data with a term that ends, of which nothing else is said."""
    end = date.fromordinal(start.toordinal() + days)
    return {**data, "avtalstid": {"från": str(start), "till": str(end)}}


@pytest.mark.thorough
@settings(
    max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
@given(
    data=agreements(),
    term=st.tuples(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(20, 2_000)),
    day=st.dates(date(2016, 1, 1), date(2031, 1, 1)),
)
def test_no_draft_of_any_agreement_has_either(data: dict[str, Any], term: tuple[date, int], day: date) -> None:
    text = json.dumps(with_term(data, *term), ensure_ascii=False, indent=1)
    loaded, _ = read(text, day)
    assume(loaded.agreement is not None and loaded.usable)
    try:
        assert new_errors(text, day, None) == []
    except InvalidAgreement as error:  # the writer takes less than the reader, and says so
        assert all(one.code == "yaml" for one in error.problems)


KOMPLETT = (ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml").read_text(encoding="utf-8")


def test_the_uplift_begins_the_year_after_the_amounts_that_are_uplifted_already() -> None:
    made = drafted(KOMPLETT, date(2026, 11, 21), None)
    assert made is not None
    (change,) = [one for one in made.notes.changes if one.where == "ekonomi.uppräkning.från_år"]
    assert (change.before, change.after) == ("2027", str(made.period.start.year + 1))


BASE = """id: prov-2022
status: undertecknat
avtalstid: {från: 2022-01-01, till: 2024-12-31}
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""


def test_an_amount_for_a_year_that_has_passed_is_left_out_and_asked_about() -> None:
    money = "ekonomi:\n  komponenter:\n    - {benämning: Start, slag: totalt, belopp: 50000, år: 2022}\n"
    money += "    - {benämning: Drift, slag: per år, belopp: 100000}\n"
    made = drafted(BASE + money, date(2024, 10, 1), None)
    assert made is not None
    assert "Start" not in made.text
    assert "Drift" in made.text
    assert any("”Start” avser 2022" in one.question for one in made.notes.decisions)
    assert ("Start", "") in {(one.before, one.after) for one in made.notes.changes}


def test_when_no_amount_is_left_there_is_no_empty_list() -> None:
    money = "ekonomi:\n  komponenter:\n    - {benämning: Start, slag: totalt, belopp: 50000, år: 2022}\n"
    made = drafted(BASE + money, date(2024, 10, 1), None)
    assert made is not None
    assert "komponenter" not in made.text
    assert read(made.text, date(2024, 10, 1))[1] == []


def test_how_a_part_of_a_year_is_counted_is_asked_and_a_doubt_in_a_proposal() -> None:
    money = "ekonomi:\n  komponenter:\n    - {benämning: Drift, slag: per år, belopp: 100000}\n"
    made = drafted(BASE + money, date(2024, 10, 1), date(2025, 7, 1))
    assert made is not None
    assert "ekonomi.delår" in {one.where for one in made.notes.decisions}
    source, problems = decode_source(made.text.encode(), "prov.yaml")
    found = workspace().check(workspace().loaded(Path("prov.yaml"), source, problems), date(2024, 10, 1))
    assert {one.severity for one in found if one.code == "delår-saknas"} == {Severity.WARNING}


def test_a_joining_party_that_nobody_has_stated_becomes_no_party() -> None:
    untold = "tillägg:\n  - {gäller_från: 2023-01-01, nya_parter: [{åtaganden: [delta i styrgruppen]}, {}]}\n"
    made = drafted(BASE + untold, date(2024, 10, 1), None)
    assert made is not None
    assert made.text.count("roll:") == BASE.count("roll:")
    assert ("tillägg", "tilläggen") in {(one.where, one.before) for one in made.notes.changes}


def test_a_reference_that_nobody_has_stated_stays_a_gap() -> None:
    untold = "bakgrund:\n  lagrum:\n    - {innebörd: stöd till brottsoffer}\n    - {lagrum: 5 kap. 11 § SoL}\n"
    made = drafted(BASE + untold, date(2024, 10, 1), None)
    assert made is not None
    assert "    - {innebörd: stöd till brottsoffer}\n    - {lagrum: 5 kap. 11 § SoL}\n" in made.text
    assert "bakgrund.lagrum[1].lagrum" not in {one.where for one in made.notes.decisions}
    assert read(made.text, date(2024, 10, 1))[1] == []


def test_a_reference_with_several_successors_gets_all_and_stops_a_final() -> None:
    law = "bakgrund:\n  lagrum:\n    - {lagrum: 5 kap. 11 § SoL, innebörd: stöd}\n    - {lagrum: GDPR art. 28}\n"
    made = drafted(BASE + law, date(2025, 10, 1), None)
    assert made is not None
    loaded, found = read(made.text, date(2025, 10, 1))
    assert found == []
    assert loaded.agreement is not None
    cited = [one.citation for one in loaded.agreement.background.laws]  # type: ignore[union-attr]
    assert len(cited) > 2
    assert cited[-1] == "GDPR art. 28"
    assert [one.field for one in loaded.agreement.assumptions] == ["bakgrund.lagrum"]
