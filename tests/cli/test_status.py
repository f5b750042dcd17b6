"""``iopdocs status`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from iopdocs.cli.status import status
from iopdocs.errors import InvalidAgreement, OutputBlocked

PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""
OLD = "id: prov-2024\navtalstid: {från: 2024-01-01, till: 2025-12-31}\n" + PARTIES
NEW = "id: prov-2026\nersätter: prov-2024\nstatus: förslag\navtalstid: {från: 2026-01-01, till: 2027-12-31}\n" + PARTIES


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "a.yaml").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object, color: bool = False) -> Result:
    return CliRunner().invoke(status, ["--on", "2025-11-01", *map(str, arguments)], color=color)


@pytest.mark.usefixtures("workspace")
def test_the_table_says_when_what_and_what_is_missing() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "NÄR          DAG         AVTAL      VAD                     FORTSÄTTNING",
        "om 60 dagar  2025-12-31  prov-2024  Avtalstidens sista dag  –",
        "",
        "SAKNAS",
        "prov-2024: vad som gäller för förlängning; vad som gäller för uppsägning",
    ]
    assert result.stderr == "1 avtal den 2025-11-01; 0 med en dag som har passerat.\n"


def test_the_table_shows_the_successor(workspace: Path) -> None:
    (workspace / "agreements" / "b.yaml").write_text(NEW, encoding="utf-8")
    for files in ((), ("agreements/a.yaml",)):
        line = run(*files).stdout.splitlines()[1]
        assert line.startswith("om 60 dagar  2025-12-31  prov-2024")
        assert line.endswith("prov-2026 (förslag)")
    assert "prov-2026  " in run().stdout
    assert "\nprov-2026" not in run("agreements/a.yaml").stdout


def test_what_many_agreements_have_in_common_is_told_on_one_line(workspace: Path) -> None:
    for number in range(40):
        text = OLD.replace("prov-2024", f"prov-{number:02}")
        (workspace / "agreements" / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    result = run()
    assert len(result.stdout.splitlines()) == 5
    assert "prov-00, prov-01, prov-02 och 38 till" in result.stdout.splitlines()[1]
    assert "prov-00, prov-01, prov-02 och 38 till: vad som gäller för förlängning" in result.stdout.splitlines()[4]
    assert "iopdocs status --table" in result.stderr
    assert "41 avtal" in result.stderr


@pytest.mark.usefixtures("workspace")
def test_what_has_passed_is_red_on_a_terminal_and_plain_elsewhere() -> None:
    red = "\x1b[31m"
    assert red in CliRunner().invoke(status, ["--on", "2026-02-01"], color=True).stdout
    assert "\x1b" not in CliRunner().invoke(status, ["--on", "2026-02-01"]).stdout


@pytest.mark.usefixtures("workspace")
def test_json_has_the_same_facts() -> None:
    result = run("--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["dag"] == "2025-11-01"
    (found,) = data["resultat"]
    assert (found["avtal"], found["läge"], found["till"], found["efterträdare"]) == (
        "prov-2024",
        "gäller",
        "2025-12-31",
        [],
    )
    assert found["händelser"] == [
        {
            "slag": "slut",
            "dag": "2025-12-31",
            "om_dagar": 60,
            "vad": "Avtalstidens sista dag",
            "nyckel": "slut-0",
        }
    ]


def test_a_calendar_and_a_page_are_written_and_their_paths_printed(workspace: Path) -> None:
    result = run("--ics", "avtal.ics", "--html", "avtal.html")
    assert (result.exit_code, result.stdout) == (0, "avtal.ics\navtal.html\n")
    calendar = icalendar.Calendar.from_ical((workspace / "avtal.ics").read_bytes())
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == ["prov-2024.slut-0@iopdocs"]
    assert "Exempeljouren" in (workspace / "avtal.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in workspace.iterdir()) == ["agreements", "avtal.html", "avtal.ics", "templates"]


def test_with_json_the_paths_go_to_stderr(workspace: Path) -> None:
    result = run("--json", "--ics", "avtal.ics")
    assert json.loads(result.stdout)["resultat"]
    assert result.stderr == "avtal.ics\n"
    assert (workspace / "avtal.ics").exists()


@pytest.mark.parametrize(("option", "ends"), [("--ics", ".ics"), ("--html", ".html eller .htm")])
def test_a_file_name_that_may_be_an_agreements_is_refused(workspace: Path, option: str, ends: str) -> None:
    before = (workspace / "agreements" / "a.yaml").read_bytes()
    result = run(option, "agreements/a.yaml")
    assert result.exit_code == 2
    assert f"filnamnet ska sluta på {ends}." in result.stderr
    assert (workspace / "agreements" / "a.yaml").read_bytes() == before


@pytest.mark.usefixtures("workspace")
def test_a_folder_that_does_not_exist_is_a_problem_with_a_hint() -> None:
    result = run("--ics", "saknas/avtal.ics")
    assert isinstance(result.exception, OutputBlocked)
    assert "mappen finns" in str(result.exception)


def test_a_broken_file_is_told_and_the_others_are_shown(workspace: Path) -> None:
    (workspace / "agreements" / "b.yaml").write_text("id: [", encoding="utf-8")
    (workspace / "agreements" / "c.yaml").write_text(OLD.replace("2025-12-31", "2025-02-30"), encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert "prov-2024" in result.stdout
    assert "agreements/b.yaml" in result.stderr
    assert "agreements/c.yaml:2: fel: avtalstid.till" in result.stderr
    assert "fel (iopdocs check agreements/c.yaml)" in result.stdout


def test_two_agreements_with_one_id_are_told(workspace: Path) -> None:
    (workspace / "agreements" / "b.yaml").write_text(OLD, encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert "agreements/b.yaml: fel: id: Id prov-2024 finns på två avtal." in result.stderr


def test_the_house_decides_how_far_ahead_is_near(workspace: Path) -> None:
    (workspace / "agreements" / "a.yaml").write_text(
        OLD + "möten: [{datum: 2025-11-20}]\nuppsägning: {tid: 1 månad}\n", encoding="utf-8"
    )
    assert "Avtalstidens sista dag" in run().stdout
    (workspace / "iopdocs.yaml").write_text("regler: {påminn: 1 månad}\n", encoding="utf-8")
    assert "Avtalstidens sista dag" not in run().stdout
    assert "Möte: styrgrupp" in run().stdout


def test_a_file_outside_the_agreements_folder_can_be_asked_about(workspace: Path) -> None:
    (workspace / "agreements" / "a.yaml").rename(workspace / "lös.yaml")
    result = run("lös.yaml")
    assert result.exit_code == 0
    assert "prov-2024" in result.stdout


def test_without_any_agreements_the_user_is_told_what_to_do(workspace: Path) -> None:
    (workspace / "agreements" / "a.yaml").unlink()
    assert isinstance(run().exception, InvalidAgreement)


def test_help_is_swedish_and_has_an_example() -> None:
    result = CliRunner().invoke(status, ["--help"])
    assert result.exit_code == 0
    assert "iopdocs status --ics" in result.stdout
    assert "[VAL] [FILER]" in result.stdout


def test_a_calendar_or_a_page_that_somebody_has_changed_is_not_written_over(workspace: Path) -> None:
    assert run("--ics", "avtal.ics", "--html", "avtal.html").exit_code == 0
    assert run("--ics", "avtal.ics", "--html", "avtal.html", "--on", "2024-05-05").exit_code == 0
    for name, theirs in (("avtal.ics", b"END:VCALENDAR"), ("avtal.html", b"</body>")):
        place = workspace / name
        changed = place.read_bytes().replace(theirs, b"Eget" + theirs)
        place.write_bytes(changed)
        result = run(f"--{place.suffix[1:]}", name, "--on", "2024-05-06")
        assert result.exit_code == 1
        assert "redigerad eller något annat" in str(result.exception)
        assert place.read_bytes() == changed
