"""What a careful lawyer would ask and the program once kept silent about: one file each, and what is said of it.

After a meant change: ``pytest tests/whole/test_silences.py --update-golden``, and read each message as a lawyer would.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks.alarms import NEW
from iopdocs.making.demanded import demanded, left_out_json
from iopdocs.renewal.successor import draft
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.cli import Cli, make_workspace

FOLDER = ROOT / "tests" / "faults" / "tystnader"
FILES = sorted(FOLDER.glob("*.yaml"))
#: The day each is asked as of; when the facts about law are old, a day long after.
DAYS = {"25-gammal-uppgift-om-lag": date(2029, 1, 1)}
DAY = date(2026, 6, 1)
#: What a check tells that was there before them, by the number of the file that asks it.
TOLD_BY = {"04": "lagrum", "16": "K12"}
CODES = NEW | {"lagrum-upphör-före-start", "lagrum-upphör"}


def told(path: Path) -> str:
    workspace = Workspace(ROOT)
    day = DAYS.get(path.stem, DAY)
    loaded = workspace.load(path)
    assert loaded.usable, loaded.problems
    problems = [*workspace.check(loaded, day), *demanded(workspace, loaded, day)]
    also = TOLD_BY.get(path.stem[:2], "")
    said = (one for one in problems if one.code in CODES or (also and also in one.code))
    return "".join(f"{one.severity}: {one}\n".replace(f"{path.relative_to(ROOT)}", path.name) for one in said)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_silence_is_broken_with_exactly_this(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(told(path), encoding="utf-8")
    assert told(path) == expected.read_text(encoding="utf-8")
    assert told(path)


def test_there_is_a_file_for_each_of_the_twenty_five() -> None:
    assert [int(path.stem[:2]) for path in FILES] == list(range(1, 26))


def demands_of(folder: Path, text: str) -> list[tuple[str, str, str]]:
    (folder / "avtal.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(ROOT)
    found = demanded(workspace, workspace.load(folder / "avtal.yaml"), DAY)
    return [(one.severity.value, one.code, str(one)) for one in found]


SHELTER = (FOLDER / "01-skyddat-boende-utan-tillstand.yaml").read_text(encoding="utf-8")
LEFT = (
    "klausuler: {utan: [{krav: tillstand-skyddat-boende, skäl: Kommunen driver boendet, av: Anna, dag: 2026-05-01}]}\n"
)


def test_a_demand_is_left_out_in_writing_and_told(tmp_path: Path) -> None:
    found = demands_of(tmp_path, SHELTER + LEFT)
    assert {kind for kind, _, _ in found} == {"varning", "upplysning"}
    assert [code for _, code, _ in found].count("krav-frångått") == 1


@pytest.mark.parametrize("lacking", [", skäl: Kommunen driver boendet", ", av: Anna", ", dag: 2026-05-01"])
def test_leaving_out_without_why_who_and_when_is_a_fault(tmp_path: Path, lacking: str) -> None:
    found = demands_of(tmp_path, SHELTER + LEFT.replace(lacking, ""))
    assert {code for kind, code, _ in found if kind == "fel"} == {"krav-frångått-halvt", "krav-saknas"}


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize(
    "path",
    [path for path in FILES if "skriv krav:" in path.with_suffix(".txt").read_text(encoding="utf-8")],
    ids=lambda path: path.stem,
)
def test_whoever_follows_the_hint_and_leaves_a_demand_out_is_told_of_no_new_fault(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """Through the command itself: the demand is gone, and what was written as the hint says is no fault of its own."""
    monkeypatch.chdir(make_workspace(tmp_path))
    agreement = tmp_path / "agreements" / "avtal.yaml"
    agreement.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    asked = ("check", "agreements/avtal.yaml", "--json", "--on", str(DAY))
    before = json.loads(cli(*asked)[1])["problem"]
    named = dict.fromkeys(re.findall(r"skriv krav: (\S+)", " ".join(one["råd"] or "" for one in before)))
    assert named
    entries = "".join(f"    - {{krav: {one}, skäl: Prövat, av: Anna, dag: {DAY}}}\n" for one in named)
    agreement.write_text(path.read_text(encoding="utf-8") + f"klausuler:\n  utan:\n{entries}", encoding="utf-8")
    after = json.loads(cli(*asked)[1])["problem"]
    assert not [one for one in after if one["kod"] == "krav-saknas"]
    assert [one["kod"] for one in after].count("krav-frångått") == len(named)
    told = {(one["kod"], one["meddelande"]) for one in before}
    assert {(one["kod"], one["meddelande"]) for one in after if one["grad"] == "fel"} <= told


def test_a_demand_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    found = demands_of(tmp_path, SHELTER + LEFT.replace("krav: tillstand", "krav: tilstand"))
    (text,) = [text for _, code, text in found if code == "okänt-krav"]
    assert "Menade du tillstand-skyddat-boende?" in text


def test_who_leaves_a_demand_out_is_kept_for_the_receipt(tmp_path: Path) -> None:
    path = tmp_path / "avtal.yaml"
    path.write_text(SHELTER + LEFT, encoding="utf-8")
    agreement = Workspace(ROOT).load(path).agreement
    assert agreement is not None
    wanted = {"krav": "tillstand-skyddat-boende", "skäl": "Kommunen driver boendet", "av": "Anna", "dag": "2026-05-01"}
    assert left_out_json(agreement) == [wanted]


def test_a_signed_agreement_is_never_told_that_it_is_faulty_by_a_demand(tmp_path: Path) -> None:
    signed = SHELTER.replace("status: förslag", "status: undertecknat\nundertecknat: 2026-05-01")
    assert "fel" not in {kind for kind, _, _ in demands_of(tmp_path, signed)}


def test_own_words_meet_a_demand(tmp_path: Path) -> None:
    own = SHELTER + "åtaganden: [{part: jouren, text: ha tillstånd från tillsynsmyndigheten}]\n"
    assert "fel" not in {kind for kind, _, _ in demands_of(tmp_path, own)}


def test_a_renewed_shelter_is_asked_for_its_permit_its_checks_and_its_address_by_name_and_reason(
    tmp_path: Path,
) -> None:
    path = ROOT / "agreements" / "umea-kvinnojouren-2022.yaml"
    workspace = Workspace(ROOT)
    agreement = workspace.load(path).agreement
    assert agreement is not None
    made = draft(path.read_text(encoding="utf-8"), agreement, workspace.laws, date(2025, 7, 1), date(2025, 7, 1))
    assert made is not None
    found = "\n".join(text for _, _, text in demands_of(tmp_path, made.text))
    for about, why in (
        ("tillstånd för skyddat boende", "26 kap. 1 § socialtjänstlagen (2025:400)"),
        ("registerkontroll i det skyddade boendet", "2007:171"),
    ):
        line = next(line for line in found.splitlines() if f"säger inget om {about}." in line)
        assert why in line
    assert "skydd av boendets adress" not in found, "the clause stands in each agreement on a shelter"
