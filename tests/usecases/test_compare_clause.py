"""What changed in a clause between two days, and why."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from iopdocs.errors import InvalidLibrary
from iopdocs.usecases.compare_clause import ClauseCompared, Edit, compare_clause
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

CLAUSE = """\
id: vila
rubrik: Vila
om: hur man vilar
stöd: [stod-till-brottsoffer]
versioner:
  - till: 2025-06-30
    text: |
      Alla vilar.

      De vilar länge.
  - från: 2025-07-01
    till: 2026-06-30
    därför: Vilan flyttade till 13 kap.
    text: |
      Alla vilar.

      De vilar kort.
  - från: 2026-07-01
    text: |
      Alla vilar.

      De vilar kort.

      Ingen väcks.
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "templates" / "klausuler").mkdir(parents=True)
    (tmp_path / "templates" / "klausuler" / "vila.yaml").write_text(CLAUSE, encoding="utf-8")
    return Workspace(tmp_path)


def compared(place: Workspace, one: str, other: str) -> ClauseCompared:
    return compare_clause(place, "vila", date.fromisoformat(one), date.fromisoformat(other))


def test_what_changed_is_told_line_by_line_with_the_reason(place: Workspace) -> None:
    found = compared(place, "2025-01-01", "2025-12-31")
    assert found.edits == (Edit("De vilar länge.", "De vilar kort."),)
    assert found.reasons == ((date(2025, 7, 1), "Vilan flyttade till 13 kap."),)
    assert found.as_json().comparison


def test_the_days_may_come_in_any_order(place: Workspace) -> None:
    assert compared(place, "2025-12-31", "2025-01-01") == compared(place, "2025-01-01", "2025-12-31")


def test_each_wording_between_the_days_has_its_reason_and_a_missing_one_is_empty(place: Workspace) -> None:
    found = compared(place, "2025-01-01", "2026-12-31")
    assert [reason for _, reason in found.reasons] == ["Vilan flyttade till 13 kap.", ""]
    assert Edit("", "Ingen väcks.") in found.edits or any("Ingen väcks." in one.after for one in found.edits)


def test_the_law_beneath_is_told_also_when_the_text_is_the_same(place: Workspace) -> None:
    found = compared(place, "2025-06-30", "2025-07-01")
    ended = [one for one in found.law if one.happening == "upphör"]
    assert [one.reference.provision.lagrum for one in ended] == ["5:11"]
    same = compared(place, "2025-08-01", "2025-08-02")
    assert same.same
    assert same.edits == same.reasons == same.law == ()


def test_a_clause_without_text_on_either_day_says_which_it_has(place: Workspace) -> None:
    text = CLAUSE.replace("  - till: 2025-06-30\n", "  - från: 2025-01-01\n    till: 2025-06-30\n")
    (place.root / "templates" / "klausuler" / "vila.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidLibrary) as caught:
        compare_clause(Workspace(place.root), "vila", date(2020, 1, 1), date(2021, 1, 1))
    assert caught.value.problems[0].message == "klausulen har ingen text vare sig 2020-01-01 eller 2021-01-01"
    begun = compare_clause(Workspace(place.root), "vila", date(2020, 1, 1), date(2025, 2, 1))
    assert begun.before is None
    assert begun.edits == (Edit("", "Alla vilar.\nDe vilar länge."),)


def test_a_reference_is_told_as_the_provision_of_each_day(place: Workspace) -> None:
    text = CLAUSE.replace("Alla vilar.", 'Alla vilar enligt {{ lag("stöd till brottsoffer") }} och {{ lag("okänt") }}.')
    (place.root / "templates" / "klausuler" / "vila.yaml").write_text(text, encoding="utf-8")
    first, _ = compared(Workspace(place.root), "2025-06-30", "2025-07-01").edits
    assert first.before == 'Alla vilar enligt 5 kap. 11 § socialtjänstlagen (2001:453) och {{ lag("okänt") }}.'
    assert first.after == 'Alla vilar enligt 13 kap. 1 § socialtjänstlagen (2025:400) och {{ lag("okänt") }}.'


def test_a_wording_that_stands_while_its_law_moves_tells_what_it_cites_instead() -> None:
    found = compare_clause(Workspace(ROOT), "tystnadsplikt", date(2025, 6, 30), date(2025, 7, 1))
    assert found.same
    (edit,) = found.edits
    assert "15 kap. 1 § socialtjänstlagen (2001:453)" in edit.before
    assert "17 kap. 11 § socialtjänstlagen (2025:400)" in edit.after


NAMED = re.compile(r"\d §|kap\. \d|artikel \d|artiklarna \d|\(\d{4}:\d+\)|\d{4}/\d+", re.IGNORECASE)


def test_every_reason_of_the_starters_clauses_names_a_provision_and_is_a_sentence() -> None:
    clauses = Workspace(ROOT).clauses.clauses.values()
    told = {f"{clause.id} {one.start}": one.because or "" for clause in clauses for one in clause.versions[1:]}
    assert [where for where, why in told.items() if not NAMED.search(why) or not why.endswith(".")] == []


def test_every_new_wording_of_the_starters_clauses_says_why() -> None:
    clauses = Workspace(ROOT).clauses.clauses.values()
    silent = [f"{clause.id} {one.start}" for clause in clauses for one in clause.versions[1:] if not one.because]
    assert silent == []
