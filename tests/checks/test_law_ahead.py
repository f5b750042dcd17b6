"""The day that counts: law that ends or changes between signing, start and end, and days that are known in part."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from iopdocs.errors import Severity
from iopdocs.usecases.check import check
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.checks_data import found

CITING = "bakgrund: {lagrum: [{lagrum: SoL 5:11}]}\n"
CHANGED = "bakgrund: {lagrum: [{lagrum: 1 § lagen (2013:852)}]}\n"
TERM = "avtalstid: {från: 2023-01-01, till: 2025-06-30}\n"


def test_a_change_before_the_start_and_one_within_the_term_are_told_apart() -> None:
    text = f"{CHANGED}undertecknat: 2025-12-01\navtalstid: {{från: 2026-04-01, till: 2028-12-31}}"
    (before,) = found(text, "lagrum-ändras-före-start")
    assert before.severity is Severity.NOTE
    assert before.message == (
        "1 § lagen (2013:852) om registerkontroll av personer som ska arbeta med barn ändras 2026-03-01 genom 2026:49, "
        "innan avtalet börjar 2026-04-01."
    )
    assert not found(text, "lagrum-ändras-under-tiden")
    earlier = text.replace("2026-04-01", "2026-01-01")
    (within,) = found(earlier, "lagrum-ändras-under-tiden")
    assert "ändras 2026-03-01 genom 2026:49, medan avtalet gäller." in within.message
    assert "iopdocs impact --from 2026-03-01 --to 2026-03-01" in within.hint


def test_a_change_that_the_law_day_already_has_is_not_told() -> None:
    text = f"{CHANGED}undertecknat: 2026-03-01\navtalstid: {{från: 2026-04-01, till: 2028-12-31}}"
    assert not found(text, "lagrum-ändras-före-start")
    assert not found(text, "lagrum-ändras-under-tiden")


@pytest.mark.parametrize(("status", "told"), [("undertecknat", 1), ("beslutat", 1), ("förslag", 0)])
def test_an_extension_that_is_decided_makes_the_term_longer(status: str, told: int) -> None:
    extension = f"förlängningar: [{{från: 2025-07-01, till: 2027-06-30, status: {status}}}]"
    text = f"{CITING}undertecknat: 2022-12-01\n{TERM}{extension}"
    assert len(found(text, "lagrum-upphör-under-tiden")) == told
    assert not found(f"{CITING}undertecknat: 2022-12-01\n{TERM}", "lagrum-upphör-under-tiden")


def test_an_extension_that_can_still_be_worded_is_told_of_law_that_ends_before_it() -> None:
    extension = "förlängningar: [{från: 2026-01-01, till: 2027-12-31, status: beslutat}]"
    text = f"{CITING}undertecknat: 2022-12-01\navtalstid: {{från: 2023-01-01, till: 2025-12-31}}\n{extension}"
    (problem,) = found(text, "lagrum-upphör-före-start")
    assert (problem.where, problem.severity) == ("förlängningar[1]", Severity.WARNING)
    assert "upphör 2025-06-30, innan förlängningen börjar 2026-01-01." in problem.message
    assert not found(text.replace("beslutat", "undertecknat"), "lagrum-upphör-före-start")


def test_an_extension_that_cites_law_is_looked_at_from_its_own_days() -> None:
    own = "från: 2025-07-01, till: 2027-06-30, undertecknat: 2025-06-10, skäl: Stöd enligt 5 kap. 11 § SoL."
    extension = f"förlängningar: [{{{own}}}]"
    (problem,) = found(f"undertecknat: 2022-12-01\n{TERM}{extension}", "lagrum-upphör-före-start")
    assert problem.where == "förlängningar[1].skäl"
    assert "innan förlängningen börjar 2025-07-01" in problem.message


@pytest.mark.parametrize("said", ["beräknas till 2025-06-10", "senast 2025-06-30", "våren 2025"])
def test_a_day_of_signing_that_is_known_in_part_gives_no_law_day_but_a_word(said: str) -> None:
    text = f"{CITING}undertecknat: {said}\navtalstid: {{från: 2025-07-01, till: 2028-06-30}}"
    (problem,) = found(text, "lagens-dag-saknas")
    assert problem.severity is Severity.ERROR
    assert problem.message.startswith("Dagen som avgör vilken lag som gäller är bara känd som ”")
    assert not found(text, "okänt-lagrum")
    for way_out in ("lagrum_per: 2025-06-10", "lagrum_från_start: ja"):
        assert not found(f"{text}\n{way_out}", "lagens-dag-saknas")


def test_a_start_that_is_known_in_part_is_no_law_day_either() -> None:
    text = f"{CITING}avtalstid: {{från: beräknas till 2025-07-01, till: 2028-06-30}}"
    assert found(text, "lagens-dag-saknas")
    assert not found(f"{text}\nundertecknat: 2025-06-10", "lagens-dag-saknas")


@pytest.mark.parametrize("said", ["okänt", "fastställs när nämnden har beslutat"])
def test_a_day_that_nobody_knows_or_that_is_left_open_is_passed_by(said: str) -> None:
    text = f"{CITING}undertecknat: {said}\navtalstid: {{från: 2024-07-01, till: 2025-06-30}}"
    assert not found(text, "lagens-dag-saknas")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def test_what_the_clauses_cite_is_told_once_for_each_thing_that_happens(place: Path) -> None:
    path = place / "agreements" / "exempelstad-tak-2024.yaml"
    copy(ROOT / "tests" / "agreements" / path.name, path)
    checked = check(Workspace(place), [path], date(2025, 6, 1))
    (ends,) = [one for one in checked.problems if one.code.startswith("lagrum-") and "klausul" in one.message]
    assert (ends.code, ends.severity, ends.where) == ("lagrum-upphör-under-tiden", Severity.NOTE, "avtalstid")
    assert "”Tystnadsplikt” och ”Anmälan vid oro för barn” hänvisar till" in ends.message


def test_clauses_that_cite_dead_law_on_the_first_day_are_a_warning(place: Path) -> None:
    path = place / "agreements" / "ny.yaml"
    text = (ROOT / "tests" / "agreements" / "exempelstad-tak-2024.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("undertecknat:", "avtalstid:"))]
    lines += ["undertecknat: 2025-06-10", "avtalstid: {från: 2025-07-01, till: 2028-06-30}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [one for one in check(Workspace(place), [path], date(2025, 6, 1)).problems if "klausul" in one.message]
    (dead,) = [one for one in told if one.code == "lagrum-upphör-före-start"]
    assert dead.severity is Severity.WARNING
    assert "upphör 2025-06-30, innan avtalet börjar 2025-07-01." in dead.message
    path.write_text("\n".join([*lines, "lagrum_från_start: ja"]) + "\n", encoding="utf-8")
    after = check(Workspace(place), [path], date(2025, 6, 1)).problems
    assert not [one for one in after if one.code == "lagrum-upphör-före-start"]
