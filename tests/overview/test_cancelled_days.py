"""A day that no longer comes is cancelled in the calendar that takes the place of the one that had it."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from tests.support.cli import Cli

PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""
MEETING = "möten:\n  - {nummer: 1, datum: 2026-03-02}\n"


def agreement(name: str, more: str = "") -> str:
    return f"id: {name}\navtalstid: {{från: 2025-01-01, till: 2026-12-31}}\n{PARTIES}{more}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "agreements").mkdir()
    put(tmp_path, "a", MEETING)
    put(tmp_path, "b")
    return tmp_path


def put(root: Path, name: str, more: str = "") -> None:
    (root / "agreements" / f"{name}.yaml").write_text(agreement(name, more), encoding="utf-8")


def exported(root: Path, cli: Cli, *arguments: str, on: str = "2026-01-10") -> dict[str, str]:
    """Return each event of the calendar with its status."""
    cli("status", "--root", str(root), "--ics", str(root / "avtal.ics"), "--on", on, *arguments)
    made = icalendar.Calendar.from_ical((root / "avtal.ics").read_bytes())
    return {str(one["uid"]): str(one.get("status", "")) for one in made.walk("VEVENT")}


def meetings(events: dict[str, str]) -> list[str]:
    return [status for uid, status in events.items() if uid.startswith("a.") and ".mote" in uid]


def test_a_meeting_that_is_taken_away_is_cancelled_with_a_later_version(folder: Path, cli: Cli) -> None:
    assert meetings(exported(folder, cli)) == [""]
    put(folder, "a")
    assert meetings(exported(folder, cli, on="2026-01-11")) == ["CANCELLED"]
    made = icalendar.Calendar.from_ical((folder / "avtal.ics").read_bytes())
    (gone,) = (one for one in made.walk("VEVENT") if one.get("status") == "CANCELLED")
    others = [one["sequence"] for one in made.walk("VEVENT")]
    assert (gone["sequence"], gone.walk("VALARM")) == (max(others), [])
    assert gone["summary"] == "Gäller inte längre – Exempeljouren"


def test_what_was_cancelled_stays_so_until_its_day_and_comes_back_when_it_is_written_again(
    folder: Path, cli: Cli
) -> None:
    exported(folder, cli)
    put(folder, "a")
    exported(folder, cli)
    first = (folder / "avtal.ics").read_bytes()
    assert meetings(exported(folder, cli)) == ["CANCELLED"]
    assert (folder / "avtal.ics").read_bytes() == first
    put(folder, "a", MEETING)
    assert meetings(exported(folder, cli)) == [""]
    put(folder, "a")
    exported(folder, cli)
    assert meetings(exported(folder, cli, on="2026-03-03")) == []


def test_an_agreement_that_is_gone_is_cancelled_but_not_one_that_cannot_be_read_or_is_not_asked_for(
    folder: Path, cli: Cli
) -> None:
    before = exported(folder, cli)
    (folder / "agreements" / "a.yaml").write_text("id: [", encoding="utf-8")
    assert "CANCELLED" not in exported(folder, cli).values()
    put(folder, "a", MEETING)
    assert exported(folder, cli) == before
    assert "CANCELLED" not in exported(folder, cli, str(folder / "agreements" / "b.yaml")).values()
    put(folder, "a", MEETING)
    exported(folder, cli)
    (folder / "agreements" / "a.yaml").unlink()
    after = exported(folder, cli)
    assert {status for uid, status in after.items() if uid.startswith("a.")} == {"CANCELLED"}
    assert {status for uid, status in after.items() if uid.startswith("b.")} == {""}


def test_a_calendar_of_somebody_elses_is_neither_read_nor_replaced(folder: Path, cli: Cli) -> None:
    theirs = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    (folder / "avtal.ics").write_bytes(theirs)
    code, _, _ = cli("status", "--root", str(folder), "--ics", str(folder / "avtal.ics"), "--on", "2026-01-10")
    assert (code, (folder / "avtal.ics").read_bytes()) == (1, theirs)
