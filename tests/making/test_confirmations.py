"""The signer's list: what it asks, what it says of what is written, what waits for it, and what stands in documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.faulty_files import FAULTS
from iopdocs.deadlines.confirmed import asked, last_days, waiting
from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.library.confirmations import ConfirmationLibrary
from iopdocs.making.looked_over import faults_of_templates
from iopdocs.making.outcome import Outcome
from iopdocs.making.unconfirmed import unconfirmed, without_list
from iopdocs.model import Agreement
from iopdocs.overview import AgreementFile, Urgency, cleared, rows
from iopdocs.overview.ics import calendar_file
from iopdocs.usecases.check import check
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support import records
from tests.support.batches import run, small_workspace
from tests.support.checks_data import case

DAY = date(2026, 11, 21)
FILES = sorted((FAULTS / "bekraftelser").glob("*.yaml"))
POINTS = ConfirmationLibrary(ROOT / "templates" / "bekraftelser").points


def told(path: Path, day: date = DAY, root: Path = ROOT) -> list[Problem]:
    workspace = Workspace(root)
    loaded = workspace.load(path)
    found = [*workspace.check(loaded, day), *unconfirmed(workspace, workspace.confirmations, loaded, day)]
    return [one for one in found if "bekräft" in one.where or "bekräft" in one.message]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_faulty_confirmation_gets_exactly_this_message(path: Path, request: pytest.FixtureRequest) -> None:
    name = str(path.relative_to(ROOT))
    said = "".join(f"{one.severity}: {one}\n".replace(name, path.name) for one in told(path))
    expected = path.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def house(folder: Path, rule: str = "", confirmed: str = "", *, signed: bool = False, asks: bool = True) -> Path:
    """Make a workspace whose agreement can be final, with one question that every agreement raises."""
    root = records.workspace(folder, records.data(signed=signed, more=confirmed))
    description = root / "templates" / records.KIND / "dokument.yaml"
    description.write_text(description.read_text(encoding="utf-8") + "binder: ja\n", encoding="utf-8")
    if asks:
        question(root, "delegation", vid="[uppsagning]")
    if rule:
        (root / "iopdocs.yaml").write_text(f"regler: {{bekräftelser: {rule}}}\n", encoding="utf-8")
    return root


def question(root: Path, name: str, **more: str) -> Path:
    folder = root / "templates" / "bekraftelser"
    folder.mkdir(exist_ok=True)
    keys = {"id": name, "rubrik": f"Det om {name} är klart", "fråga": "Är det klart?", **more}
    path = folder / f"{name}.yaml"
    path.write_text("".join(f"{key}: {value}\n" for key, value in keys.items()), encoding="utf-8")
    return path


CONFIRMED = "bekräftelser:\n  - {vad: delegation, av: kommunjuristen, dag: 2026-01-10}\n"


def receipt(root: Path) -> Mapping[str, Any]:
    return records.receipt(root / "output" / records.ID)


def text_of(outcome: Outcome) -> str:
    (one,) = [file for file in outcome.written if file.path.suffix == ".txt"]
    return one.path.read_text(encoding="utf-8")


def test_a_final_version_waits_for_what_is_not_confirmed_when_the_house_says_so(tmp_path: Path) -> None:
    outcome = records.render(house(tmp_path, "krävs"))
    assert outcome.failed
    stopping = [one for one in outcome.problems if one.severity is Severity.ERROR]
    assert [one.message for one in stopping] == ["det här är inte bekräftat: Det om delegation är klart"]
    assert stopping[0].hint.startswith("Skriv under bekräftelser: vad: delegation, med av och dag")


def test_a_final_version_is_made_when_all_is_confirmed(tmp_path: Path) -> None:
    root = house(tmp_path, "krävs", CONFIRMED)
    assert not records.render(root).failed
    assert "obekräftat" not in receipt(root)


@pytest.mark.parametrize("rule", ["", "visas"])
def test_a_house_that_has_not_chosen_a_stop_gets_a_word_and_a_line_in_the_receipt(tmp_path: Path, rule: str) -> None:
    root = house(tmp_path, rule)
    outcome = records.render(root)
    assert not outcome.failed
    assert "gjord med öppen bekräftelselista: delegation" in [one.message for one in outcome.problems]
    assert receipt(root)["obekräftat"] == ["delegation"]


def test_what_is_signed_waits_for_nothing(tmp_path: Path) -> None:
    root = house(tmp_path, "krävs", signed=True)
    outcome = records.render(root)
    assert not outcome.failed
    assert "obekräftat" not in receipt(root)
    assert not [one for one in outcome.problems if "bekräft" in one.code]


def test_a_workspace_without_questions_waits_for_nothing_and_is_told_how_to_get_them(tmp_path: Path) -> None:
    root = house(tmp_path, "krävs", asks=False)
    assert not records.render(root).failed
    (one,) = [one for one in check(Workspace(root), (), DAY).all if one.code == "utan-bekräftelselista"]
    assert one.severity is Severity.NOTE
    assert one.hint == "Hämta dem med iopdocs upgrade --apply. Ingenting av ert skrivs över."
    assert without_list(Workspace(ROOT).confirmations) is None


def test_a_draft_marks_what_is_open_beside_the_clause_and_a_final_version_has_no_marks(tmp_path: Path) -> None:
    mark = "[bekräfta före underskrift: Det om delegation är klart]"
    root = house(tmp_path)
    assert text_of(records.render(root, final=False, formats=("docx", "txt"))).count(mark) == 1
    assert mark not in text_of(records.render(root, formats=("docx", "txt"), out=tmp_path / "slutliga"))


def test_a_confirmation_that_has_run_out_must_be_made_anew(tmp_path: Path) -> None:
    root = house(tmp_path, "krävs", CONFIRMED.replace("2026-01-10", "2025-01-10"))
    question(root, "delegation", giltighet="6 månader")
    (one,) = [one for one in records.render(root).problems if one.severity is Severity.ERROR]
    assert one.message == "det här är inte bekräftat: Det om delegation är klart (gällde till 2025-07-10)"


def test_a_confirmation_of_a_day_to_come_confirms_nothing(tmp_path: Path) -> None:
    assert records.render(house(tmp_path, "krävs", CONFIRMED.replace("2026-01-10", "2026-02-10"))).failed


def test_what_check_says_is_one_line_and_graver_when_the_house_waits(tmp_path: Path) -> None:
    said = {}
    for rule in ("visas", "krävs"):
        (tmp_path / rule).mkdir()
        root = house(tmp_path / rule, rule)
        (said[rule],) = told(root / "agreements" / "a.yaml", root=root)
    assert said["visas"].message == "Inför undertecknandet: 1 sak är inte bekräftad: delegation."
    assert said["visas"].severity is Severity.NOTE
    assert "en slutlig version väntar på det" in said["krävs"].message
    assert said["krävs"].severity is Severity.WARNING


def lists(root: Path, text: str, **wish: Any) -> Outcome:
    (root / "agreements" / "a.yaml").write_text(text, encoding="utf-8")
    (outcome,) = run(root, day=DAY, documents=("bekraftelselista",), formats=("docx", "txt"), **wish)
    return outcome


LISTED = records.data(more=CONFIRMED)


def test_the_list_has_a_row_for_each_question_and_open_ones_are_gaps(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {})
    made = text_of(lists(root, LISTED))
    assert "Behörigheten att underteckna för den offentliga parten är kontrollerad" in made
    assert "kommunjuristen\t10 januari 2026" in made.replace("\xa0", " ")
    assert "[saknas: vem (statsstod)]" in made and "[saknas: vem (delegation)]" not in made


def test_the_column_of_notes_is_there_when_there_is_a_note(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {})
    assert "Anmärkning" not in text_of(lists(root, LISTED))
    assert "Anmärkning" in text_of(lists(root, LISTED.replace("dag: 2026-01-10", "dag: 2026-01-10, anmärkning: Se PM")))


def test_the_list_itself_is_final_with_open_rows_only_where_the_house_lets_it(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {})
    made = text_of(lists(root, LISTED, final=True))
    assert "\töppen\t–" in made and "[" not in made
    (root / "iopdocs.yaml").write_text("regler: {bekräftelser: krävs}\n", encoding="utf-8")
    assert lists(root, LISTED, final=True, out=tmp_path / "andra").failed


def test_no_list_is_made_of_what_is_signed_and_who_asks_for_it_is_told(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {})
    outcome = lists(root, records.data(signed=True))
    assert not outcome.written
    message = "inget dokument av typen bekraftelselista gjordes: avtalet är redan undertecknat"
    assert message in [one.message for one in outcome.problems]


def agreement(more: str) -> Agreement:
    return case(more).agreement


SHELTER = "insatser:\n  - {namn: Boendet, utförs_av: jouren, skyddat_boende: ja, tar_emot_barn: ja}\n"


def test_the_facts_of_an_agreement_decide_what_is_asked() -> None:
    always = {"delegation", "foreningens-beslut"}
    assert {one.point.id for one in asked(agreement(""), POINTS, DAY)} == always
    raised = {one.point.id for one in asked(agreement(SHELTER), POINTS, DAY)}
    assert raised == {*always, "konsekvensbedomning", "registerkontroll", "tillstand"}
    assert "tillstand" not in {one.point.id for one in asked(agreement(SHELTER), POINTS, date(2023, 1, 1))}
    assert waiting(agreement(f"{SHELTER}undertecknat: 2026-01-02\n"), POINTS, DAY) == ()


PERMIT = "bekräftelser:\n  - {vad: tillstand, av: chefen, dag: 2026-01-10, gäller_till: 2026-12-31}\n"
TERM = "status: undertecknat\navtalstid: {från: 2026-01-01, till: 2028-12-31}\n"


def standing(on: date, more: str = PERMIT) -> list[tuple[Urgency, date | None, str]]:
    given = AgreementFile("a.yaml", agreement(TERM + more), points=POINTS)
    made, _ = cleared([given], on)
    return [(row.urgency, row.day, row.what) for row in rows(made) if "ekräftelse" in row.what]


def test_a_permit_that_runs_out_is_near_in_status_and_stays_as_passed() -> None:
    name, last = "Tillståndet för det skyddade boendet finns", date(2026, 12, 31)
    assert standing(date(2026, 12, 10)) == [(Urgency.SOON, last, f"Sista dag som bekräftelsen gäller: {name}")]
    assert standing(date(2028, 6, 1)) == [(Urgency.PASSED, last, f"Bekräftelsen har gått ut: {name}")]


def test_a_new_confirmation_takes_the_place_of_the_old_one() -> None:
    renewed = f"{PERMIT}  - {{vad: tillstand, av: chefen, dag: 2026-12-01, gäller_till: 2027-12-31}}\n"
    assert [day for _, day, _ in standing(date(2027, 1, 15), renewed)] == [date(2027, 12, 31)]
    assert [event.day for event in last_days(agreement(TERM + renewed), POINTS, DAY)] == [date(2027, 12, 31)]


def test_the_calendar_keeps_a_confirmation_that_has_expired() -> None:
    given = AgreementFile("a.yaml", agreement(TERM + PERMIT), points=POINTS)
    made, _ = cleared([given], date(2028, 6, 1))
    assert b"exempel.bekraftelse-tillstand@iopdocs" in calendar_file(made).replace(b"\r\n ", b"")


def test_what_holds_until_the_agreement_ends_is_no_day_to_watch() -> None:
    assert last_days(agreement(TERM + PERMIT.replace("2026-12-31", "2029-06-30")), POINTS, DAY) == ()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"när": "[avtal.vilkor]"}, "uppgiften ”avtal.vilkor” finns inte"),
        ({"id": "delegationen"}, "frågans id och filnamn är olika"),
        ({"giltighet": "ett tag"}, "”ett tag” går inte att läsa som en tidslängd"),
        ({"från": "2026-02-01", "till": "2026-01-01"}, "frågans sista dag ligger före den första"),
        ({"fårga": "x"}, "nyckeln ”fårga” är okänd här"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_faulty_question_is_told_with_its_file_and_line(tmp_path: Path, more: dict[str, str], message: str) -> None:
    (tmp_path / "templates").mkdir()
    path = question(tmp_path, "delegation", **more)
    with pytest.raises(InvalidLibrary) as told_:
        _ = ConfirmationLibrary(path.parent).points
    (one,) = told_.value.problems
    assert one.message == message
    assert one.file == str(path) and one.line and one.hint


def test_a_clause_and_a_subject_that_are_not_there_are_told_by_check(tmp_path: Path) -> None:
    root = house(tmp_path)
    question(root, "delegation", vid="[undrskrift]", lag="[delegaton]")
    found = {one.message: one.hint for one in faults_of_templates(Workspace(root))}
    assert found["klausulen ”undrskrift” finns inte"] == "Menade du underskrift?"
    assert any("delegaton" in message for message in found)


def test_the_receipt_tells_when_the_questions_are_others(tmp_path: Path) -> None:
    root = house(tmp_path)
    records.render(root, final=False)
    question(root, "statsstod")
    assert records.names(records.render(root, final=False)) == ["overenskommelse.docx"]
    assert json.loads((root / "output" / records.ID / "overenskommelse.kvitto.json").read_text())["obekräftat"] == [
        "delegation",
        "statsstod",
    ]


def test_every_question_of_the_starter_has_a_clause_that_every_agreement_has_last() -> None:
    assert {point.beside[-1] for point in POINTS.values()} == {"underskrift"}
