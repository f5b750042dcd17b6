"""An agreement in Word taken in from the terminal: shown, asked for one by one, by a plan; a new file and no other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from benchmarks import ROOT
from benchmarks.samples.word_texts import word_file
from iopdocs.errors import InvalidAgreement
from iopdocs.usecases.import_word import read_word, take_in
from iopdocs.workspace import Workspace
from tests.support.cli import Cli, make_workspace
from tests.support.waiting import HANG

DAY = date(2026, 1, 15)
TEXT = """# Överenskommelse om idéburet offentligt partnerskap
Mellan Exempelby kommun, org.nr 299999-0001, nedan kallad kommunen, och Kvinnojouren Linden, org.nr 899999-0040, nedan kallad jouren.
## Parter
Kvinnojouren Linden
Adress: Hemliga gatan 5, 999 98 Exempelby
## Ekonomi
Kommunen betalar 400 000 kronor per år till jouren.
## Uppsägning
Uppsägningstiden är sex månader.
Uppsägningstid: 3 månader
## Arkiv
Handlingarna bevaras.
"""  # noqa: E501


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path)
    (made / "avtal.docx").write_bytes(word_file(TEXT))
    return made


def test_without_an_id_everything_is_shown_and_nothing_made(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    code, out, err = cli("import", "avtal.docx")
    assert code == 0
    assert "parter[1].orgnr: 299999-0001" in out
    assert "uppsägning.tid: 6 månader eller 3 månader" in out
    assert "”Kommunen betalar 400 000 kronor per år till jouren.”" in out
    assert "Arkiv: 1 stycke" in out
    assert "Inget är gjort" in err
    assert sorted(root.rglob("*")) == before


def test_a_number_that_is_no_proposal_is_told_also_before_there_is_an_id(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    code, _, err = cli("import", "avtal.docx", "--accept", "99")
    assert code == 1
    assert "Det finns inget förslag 99" in err
    assert cli("import", "avtal.docx", "--accept", "1")[0] == 0


def test_what_was_taken_is_one_line_of_check(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    cli("import", "avtal.docx", "--as", "ny-2026", "--yes", "--on", "2026-01-15")
    _, out, _ = cli("check", "agreements/ny-2026.yaml", "--on", "2026-01-15")
    lines = [line for line in out.splitlines() if "antagna" in line or "antagen" in line]
    assert len(lines) == 1 and "uppgifter är antagna" in out
    assert "ta sedan bort posten ur antaganden" in " ".join(out.split())


def test_what_is_certain_is_taken_and_stops_a_final(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code, _, err = cli(
        "import", "avtal.docx", "--as", "ny-2026", "--yes", "--value", "9=3 månader", "--on", "2026-01-15"
    )
    text = (root / "agreements" / "ny-2026.yaml").read_text(encoding="utf-8")
    assert code == 0, err
    assert "orgnr: 299999-0001" in text and "belopp: 400 000" in text
    assert "# Läst ur en Word-fil med iopdocs import den 15 januari 2026." in text
    loaded = Workspace(root).load(root / "agreements" / "ny-2026.yaml")
    assert loaded.agreement and not loaded.problems
    assumed = {one.field for one in loaded.agreement.assumptions}
    assert {"parter[1]", "parter[1].orgnr", "ekonomi.komponenter[1]"} <= assumed
    assert "Hemliga" not in text


def test_a_protected_address_is_kept_and_never_quoted(root: Path) -> None:
    workspace = Workspace(root)
    read = read_word(workspace, (root / "avtal.docx").read_bytes(), "avtal.docx")
    number = next(one.number for one in read.offers if one.may_be_hidden)
    assert number not in read.numbers(certain=True)
    answers = dict.fromkeys(read.numbers(certain=True), "") | {number: "skyddad"}
    made = take_in(workspace, read, "ny-2026", answers, DAY)
    text = made.path.read_text(encoding="utf-8")
    assert re.search(r"skyddad: ja", text)
    assert text.count("Hemliga") == 1
    again = read_word(Workspace(root), (root / "avtal.docx").read_bytes(), "avtal.docx")
    assert not any("Hemliga" in f"{one.value}{one.sentence}" for one in again.offers)
    assert not any("Hemliga" in one.text for one in again.unread)


def test_no_file_is_written_over_and_nothing_is_half_made(root: Path) -> None:
    workspace = Workspace(root)
    read = read_word(workspace, (root / "avtal.docx").read_bytes(), "avtal.docx")
    there = root / "agreements" / "ny-2026.yml.yaml"
    (root / "agreements" / "annan.yaml").write_text("id: annan\nparter: []\n", encoding="utf-8")
    answers = dict.fromkeys(read.numbers(certain=True), "")
    for name in ("annan", "../ute", ""):
        with pytest.raises(InvalidAgreement):
            take_in(Workspace(root), read, name, answers, DAY)
    (root / "agreements" / "ny-2026.yaml").write_text("trasig: [", encoding="utf-8")
    with pytest.raises(InvalidAgreement):
        take_in(workspace, read, "ny-2026", answers, DAY)
    with pytest.raises(InvalidAgreement, match="inget förslag 999"):
        take_in(workspace, read, "tredje", {999: ""}, DAY)
    assert (root / "agreements" / "ny-2026.yaml").read_text(encoding="utf-8") == "trasig: ["
    assert not there.exists() and not (root / "agreements" / "tredje.yaml").exists()


def test_a_plan_is_written_changed_and_followed(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert cli("import", "avtal.docx", "--plan", "plan.yaml")[0] == 0
    plan = (root / "plan.yaml").read_text(encoding="utf-8")
    assert "mening:" in plan and 'välj: "6 månader eller 3 månader"' in plan
    changed = re.sub(
        r"(uppgift: \"uppsägning.tid\"\n    ta: )nej(\n.*\n)    # värde:", r"\1ja\2    värde: 4 månader", plan
    )
    assert changed != plan
    (root / "plan.yaml").write_text(changed, encoding="utf-8")
    code, _, err = cli("import", "avtal.docx", "--plan", "plan.yaml", "--as", "ny-2026", "--on", "2026-01-15")
    assert code == 0, err
    assert "tid: 4 månader" in (root / "agreements" / "ny-2026.yaml").read_text(encoding="utf-8")
    (root / "avtal.docx").write_bytes(word_file(TEXT.replace("## Parter", "## Parter\nDnr SN 2025/1")))
    code, _, err = cli("import", "avtal.docx", "--plan", "plan.yaml", "--as", "tredje")
    assert code == 1 and "är inte" in err


def test_what_is_of_a_party_that_is_not_taken_is_told_and_left_out(root: Path) -> None:
    workspace = Workspace(root)
    read = read_word(workspace, (root / "avtal.docx").read_bytes(), "avtal.docx")
    first = {one.number for one in read.offers if one.key in {"parter[1]", "parter[1].orgnr", "parter[2].orgnr"}}
    made = take_in(workspace, read, "ny-2026", dict.fromkeys(first, ""), DAY)
    assert len(made.orphans) == 1 and made.taken == 2
    assert "899999" not in made.path.read_text(encoding="utf-8").split("antaganden")[0]


def test_a_person_is_asked_of_each_on_a_terminal(root: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "iopdocs", "import", "avtal.docx", "--as", "ny-2026", "--on", "2026-01-15"]
    with subprocess.Popen(
        command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        os.close(theirs)
        os.write(ours, b"samverkansavtal\nn\nj\nj\nj\nskyddad\nj\nj\n2\n")
        said = b""
        with suppress(OSError):
            while piece := os.read(ours, 65536):
                said += piece
        assert process.wait(HANG) == 0
    os.close(ours)
    assert "Vilket stämmer? 1: 6 månader, 2: 3 månader" in " ".join(said.decode().split())
    text = (root / "agreements" / "ny-2026.yaml").read_text(encoding="utf-8")
    assert "dokumentnamn: samverkansavtal" in text and "iop:" not in text
    assert "tid: 3 månader" in text and "belopp: 400 000" in text and "skyddad: ja" in text


@pytest.mark.parametrize(
    "line",
    [
        "Kvinnojouren Linden, org.nr 899999-0040, Hemliga gatan 5, 999 98 Exempelby",
        "Kvinnojouren Linden, org.nr 899999-0040, HEMLIGA GATAN 5",
        "# Skyddat boende, Hemliga gatan 5\nOkänt stycke.",
        "Kvinnojouren Linden\nPostadress: Box 1, 999 70 Exempelby",
    ],
)
def test_an_address_that_is_not_taken_is_in_no_comment_and_no_reason(root: Path, line: str) -> None:
    workspace = Workspace(root)
    read = read_word(workspace, word_file(TEXT + line + "\n"), "avtal.docx")
    answers = {one.number: "" for one in read.offers if one.proposal.pairs and not one.may_be_hidden}
    text = take_in(workspace, read, "ny-2026", answers, DAY).path.read_text(encoding="utf-8")
    assert "gatan" not in text.casefold()


def test_a_personnummer_in_the_name_of_a_file_is_not_written(root: Path) -> None:
    workspace = Workspace(root)
    read = read_word(workspace, word_file(TEXT), "avtal 19850709-9805.docx")
    made = take_in(workspace, read, "ny-2026", dict.fromkeys(read.numbers(certain=True), ""), DAY)
    assert "9805" not in made.path.read_text(encoding="utf-8") and "9805" not in read.name
