"""A final version is a record: it is never replaced, moved or half made, and of what is signed one asks why."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from iopdocs.errors import OutputBlocked
from iopdocs.output import Kept, OwnLabel, files, receipts, versions, write_document, write_final
from iopdocs.output.places import opened_by
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.records import DAY, ID, KIND, bytes_of, codes, data, names, receipt, render, workspace, write
from tests.support.waiting import HANG

BOTH = {"formats": ("docx", "txt")}
DRAFT: dict[str, Any] = {"utkast": True, "svarar_mot": "a"}
FINAL: dict[str, Any] = {"utkast": False, "svarar_mot": "b"}


def facts(contents: str, **more: Any) -> dict[str, Any]:
    return {**FINAL, "innehåll": contents, **more}


def final(folder: Path, contents: str, *suffixes: str, **more: Any) -> list[str]:
    """Write a final version whose files say their contents, and return the names of those that are new."""
    made = {suffix: f"{contents}{suffix}".encode() for suffix in suffixes or (".docx",)}
    return [one.path.name for one in write_final(folder, "avtal", made, facts(contents), **more) if one.changed]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "arbete")


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "output" / ID


def test_the_same_data_again_makes_no_new_final_version_whatever_the_day_and_the_options(
    root: Path, folder: Path
) -> None:
    assert names(render(root)) == ["overenskommelse.docx"]
    before = bytes_of(folder)
    write(root, data(more="# en anmärkning\n"))
    (root / "iopdocs.yaml").write_text("regler: {}\n", encoding="utf-8")
    for wish in ({}, {"day": DAY.replace(day=20)}, {"only_new": False}, {"only_new": False, "force": True}):
        outcome = render(root, **wish)
        assert (names(outcome), outcome.unchanged, outcome.failed) == ([], {KIND: 0}, False)
    assert bytes_of(folder) == before


def test_other_data_give_a_version_of_its_own_beside_and_all_its_formats_share_one_number(
    root: Path, folder: Path
) -> None:
    assert names(render(root, **BOTH)) == ["overenskommelse.docx", "overenskommelse.txt"]
    before = bytes_of(folder)
    first = receipt(folder)
    for number, notice in enumerate(("1 månad", "2 månader", "1 månad"), start=2):
        write(root, data(notice=notice))
        outcome = render(root, **BOTH, force=number == 3, only_new=False)
        stem = f"overenskommelse.slutlig-{number}"
        assert names(outcome) == [f"{stem}.docx", f"{stem}.txt"]
        assert outcome.written[0].why is Kept.FINAL
        assert {name: bytes_of(folder)[name] for name in before} == before
        before = bytes_of(folder)
        assert set(receipt(folder, stem)["filer"]) == {f"{stem}.docx", f"{stem}.txt"}
        assert receipt(folder, stem)["avtal"] == ID
        # Again: it is the newest that is compared with.
        assert render(root, **BOTH).unchanged == {KIND: 0}
    assert receipt(folder) == first
    assert bytes_of(folder) == before


@pytest.mark.parametrize(("first", "then"), [("docx", "txt"), ("txt", "docx"), ("docx", "html"), ("md", "txt")])
def test_a_format_that_is_added_later_joins_its_version_and_is_as_of_that_day(
    first: str, then: str, root: Path, folder: Path, tmp_path: Path
) -> None:
    render(root, formats=(first,))
    write(root, data(notice="1 månad"))
    render(root, formats=(first,))
    before = receipt(folder, f"{KIND}.slutlig-2")
    outcome = render(root, formats=(first, then), day=DAY.replace(day=25))
    assert names(outcome) == [f"overenskommelse.slutlig-2.{then}"]
    after = receipt(folder, f"{KIND}.slutlig-2")
    assert {**after, "filer": 0} == {**before, "filer": 0}
    assert {one["svarar_mot"] for one in after["filer"].values()} == {before["svarar_mot"]}
    render(root, formats=(first, then), out=tmp_path / "annan")
    together = bytes_of(tmp_path / "annan" / ID)
    assert {
        f"overenskommelse.{name}": bytes_of(folder)[f"overenskommelse.slutlig-2.{name}"] for name in (first, then)
    } == (together)


def test_a_draft_after_a_final_version_lies_beside_it_also_with_force_and_in_other_formats(
    root: Path, folder: Path
) -> None:
    render(root)
    before, first = bytes_of(folder), receipt(folder)
    for force in (False, True):
        outcome = render(root, final=False, formats=("docx", "html"), force=force, only_new=False)
        assert {one.path.name for one in outcome.written} == {"overenskommelse.ny.docx", "overenskommelse.ny.html"}
    assert bytes_of(folder)["overenskommelse.docx"] == before["overenskommelse.docx"]
    assert receipt(folder) == first


def test_a_draft_becomes_final_in_its_own_place(root: Path, folder: Path) -> None:
    render(root, final=False, **BOTH)
    assert names(render(root, **BOTH)) == ["overenskommelse.docx", "overenskommelse.txt"]
    assert set(bytes_of(folder)) == {"overenskommelse.docx", "overenskommelse.txt"}


@pytest.mark.parametrize("force", [False, True])
def test_an_edited_draft_keeps_a_final_version_from_its_place_in_every_format(
    force: bool, root: Path, folder: Path
) -> None:
    render(root, final=False, **BOTH)
    (folder / "overenskommelse.txt").write_bytes(b"redigerat")
    outcome = render(root, **BOTH, force=force)
    stem = "overenskommelse" if force else "overenskommelse.slutlig-2"
    assert names(outcome) == [f"{stem}.docx", f"{stem}.txt"]
    kept = folder / ("overenskommelse.redigerad-1.txt" if force else "overenskommelse.txt")
    assert kept.read_bytes() == b"redigerat"
    assert render(root, **BOTH).unchanged == {KIND: 0}


@pytest.mark.parametrize("force", [False, True])
def test_a_final_version_that_somebody_has_edited_is_neither_replaced_nor_moved(
    force: bool, root: Path, folder: Path
) -> None:
    render(root, **BOTH)
    for name in ("overenskommelse.docx", "overenskommelse.txt"):
        (folder / name).write_bytes(b"redigerat")
    for is_final in (False, True):
        outcome = render(root, final=is_final, **BOTH, force=force)
        assert not outcome.failed
        assert all(one.path.read_bytes() != b"redigerat" for one in outcome.written)
    assert (folder / "overenskommelse.docx").read_bytes() == b"redigerat"
    assert (folder / "overenskommelse.txt").read_bytes() == b"redigerat"
    assert "overenskommelse.slutlig-2.docx" in bytes_of(folder)


@pytest.mark.parametrize("receipt_is", ["gone", "spoiled"])
@pytest.mark.parametrize("force", [False, True])
def test_a_final_version_without_a_sound_receipt_is_neither_replaced_nor_moved(
    force: bool, receipt_is: str, root: Path, folder: Path
) -> None:
    render(root, **BOTH)
    before = bytes_of(folder)
    place = folder / "overenskommelse.kvitto.json"
    place.unlink()
    if receipt_is == "spoiled":
        place.write_text("{", encoding="utf-8")
    write(root, data(notice="1 månad"))
    for is_final in (False, True):
        assert not render(root, final=is_final, **BOTH, force=force).failed
    assert {name: bytes_of(folder)[name] for name in before} == before


# What is signed.


def test_another_final_version_of_what_is_signed_asks_why_and_nothing_is_written(root: Path, folder: Path) -> None:
    write(root, data(signed=True))
    render(root, **BOTH)
    before = bytes_of(folder)
    first = receipt(folder)
    assert first["undertecknat"] is True
    write(root, data(signed=True, notice="1 månad"))
    for more in ({}, {"force": True}, {"only_new": False}):
        assert codes(render(root, formats=("docx", "txt", "html"), **more)) >= {"skäl-saknas"}
        assert (bytes_of(folder), receipt(folder)) == (before, first)
    outcome = render(root, **BOTH, reason="Fel uppsägningstid i den första")
    assert names(outcome) == ["overenskommelse.slutlig-2.docx", "overenskommelse.slutlig-2.txt"]
    assert outcome.written[0].reason == "Fel uppsägningstid i den första"
    assert receipt(folder, f"{KIND}.slutlig-2")["skäl"] == "Fel uppsägningstid i den första"
    assert "skäl" not in receipt(folder)
    assert {name: bytes_of(folder)[name] for name in before} == before


def test_it_is_signed_also_when_the_same_edit_says_that_it_is_not(root: Path, folder: Path) -> None:
    write(root, data(signed=True))
    render(root)
    write(root, data(signed=False, notice="1 månad"))
    assert "skäl-saknas" in codes(render(root))
    assert set(bytes_of(folder)) == {"overenskommelse.docx"}
    # So it stays, also after a version that was not said to be signed.
    assert names(render(root, reason="Rättat")) == ["overenskommelse.slutlig-2.docx"]
    write(root, data(signed=False, notice="2 månader"))
    assert "skäl-saknas" in codes(render(root))


def test_what_was_signed_after_the_final_version_was_made_is_noted_in_its_receipt(root: Path, folder: Path) -> None:
    unsigned = data(signed=True).replace("status: undertecknat\nundertecknat", "status: beslutat\nlagrum_per")
    write(root, unsigned)
    render(root)
    assert receipt(folder)["undertecknat"] is False
    write(root, unsigned.replace("status: beslutat", "status: undertecknat"))
    assert render(root).unchanged == {KIND: 0}
    assert receipt(folder)["undertecknat"] is True
    write(root, data(notice="1 månad"))
    assert "skäl-saknas" in codes(render(root))


def test_the_first_final_version_asks_for_no_reason_and_keeps_none(root: Path, folder: Path) -> None:
    write(root, data(signed=True))
    assert names(render(root, reason="Behövs inte")) == ["overenskommelse.docx"]
    assert "skäl" not in receipt(folder)


@pytest.mark.parametrize(
    "reason",
    ["Rättat för 670919-9530", "Rättat för 19670919-9530", "Boendet på Gömgatan 12 har flyttat", "Flytt från Gömgatan"],
)
def test_a_reason_that_gives_somebody_away_is_refused(reason: str, root: Path, folder: Path) -> None:
    hidden = data(signed=True).replace("{gata: Provvägen 4,", "{skyddad: ja, gata: Gömgatan 12,")
    write(root, hidden)
    assert not render(root).failed
    write(root, hidden.replace("6 månader", "1 månad"))
    outcome = render(root, reason=reason)
    assert "skäl-röjer" in codes(outcome)
    assert not any(reason.split()[-1] in str(problem) for problem in outcome.problems)
    assert set(bytes_of(folder)) == {"overenskommelse.docx"}


# What depends on the day.


PRESS = "pressmeddelande"
THEN, LATER = DAY.replace(year=2025, month=12, day=18), DAY.replace(day=5)


@pytest.fixture
def press(root: Path) -> Path:
    """A workspace with a press release too, in which a house has a sentence about the day it is made."""
    shutil.copytree(ROOT / "templates" / PRESS, root / "templates" / PRESS)
    sentence = '{id: snart, del: uppfoljning, om: Prov, text: "Så var det den {{ dokument.dag|datum }}."}'
    own = root / "templates" / PRESS / "meningar" / "90-egna.yaml"
    own.write_text(f"ämne: Husets egna\nmeningar:\n  - {sentence}\n", encoding="utf-8")
    return root


def test_a_final_of_another_day_stands_when_nothing_but_the_day_is_another(press: Path, folder: Path) -> None:
    wish = {"documents": (PRESS,), "formats": ("docx",)}
    write(press, data(signed=True))
    assert names(render(press, **wish, day=THEN)) == [f"{PRESS}.docx"]
    before = bytes_of(folder)
    for more in ({}, {"only_new": False}, {"force": True}):
        outcome = render(press, **wish, **more, day=LATER)
        assert (names(outcome), outcome.unchanged, outcome.failed) == ([], {PRESS: 0}, False)
        (told,) = [one for one in outcome.problems if one.code == "slutlig-står-kvar"]
        assert str(THEN) in told.message
        assert bytes_of(folder) == before
    outcome = render(press, **{**wish, **BOTH}, day=LATER)
    assert names(outcome) == [f"{PRESS}.txt"]
    assert receipt(folder, PRESS)["dag"] == str(THEN)
    outcome = render(press, **wish, day=LATER, reason="Ny dag")
    assert names(outcome) == [f"{PRESS}.slutlig-2.docx"]
    assert outcome.written[0].differs == ("dagen",)


def test_what_is_another_since_a_final_version_is_told(press: Path) -> None:
    wish = {"documents": (PRESS,), "formats": ("docx",)}
    write(press, data(signed=True))
    render(press, **wish, day=THEN)
    with (press / "templates" / PRESS / "dokument.yaml").open("a", encoding="utf-8") as file:
        file.write("# en anmärkning\n")
    assert not render(press, **wish, day=LATER).failed
    description = press / "templates" / PRESS / "dokument.yaml"
    description.write_text(re.sub("(?m)^titel: .*", "titel: Annat", description.read_text("utf-8")), encoding="utf-8")
    template = press / "templates" / PRESS / "mall.docx"
    shutil.copyfile(press / "templates" / KIND / "mall.docx", template)
    write(press, data(signed=True, more="# en anmärkning\n"))
    outcome = render(press, **{**wish, "documents": ()}, day=LATER)
    (problem,) = [one for one in outcome.problems if one.code == "skäl-saknas"]
    assert "ändrat sedan dess: avtalets fil, Word-mallen, dokument.yaml, dagen" in problem.message


def test_of_what_is_not_signed_it_is_told_that_only_the_day_is_another(press: Path) -> None:
    write(press, data())
    wish = {"documents": (PRESS,), "formats": ("docx",)}
    render(press, **wish, day=THEN)
    outcome = render(press, **wish, day=LATER)
    assert names(outcome) == [f"{PRESS}.slutlig-2.docx"]
    assert outcome.written[0].differs == ("dagen",)


# Nothing half done.


def test_a_version_is_whole_or_not_there_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    final(tmp_path, "ett", ".docx", ".txt")
    before = bytes_of(tmp_path)
    left = [1]
    real = files.see_to

    def full(descriptor: int, size: int, *, lasting: bool) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(descriptor, size, lasting=lasting)

    monkeypatch.setattr(files, "see_to", full)
    with pytest.raises(OutputBlocked, match="disken är full"):
        final(tmp_path, "två", ".docx", ".txt", ".html")
    assert bytes_of(tmp_path) == before
    assert not (tmp_path / "avtal.slutlig-2.kvitto.json").exists()


def test_a_run_that_is_killed_between_the_formats_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final(tmp_path, "ett", ".docx", ".txt")
    real = files.os.link
    left = [1]

    def killed(old: Path, new: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(old, new)

    monkeypatch.setattr(files.os, "link", killed)
    with pytest.raises(KeyboardInterrupt):
        final(tmp_path, "två", ".docx", ".txt")
    monkeypatch.undo()
    assert final(tmp_path, "två", ".docx", ".txt") == ["avtal.slutlig-2.txt"]
    assert final(tmp_path, "två", ".docx", ".txt") == []


def test_what_comes_into_the_place_at_the_last_moment_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = receipts.Receipts.write

    def write_receipt(self: receipts.Receipts, said: Any) -> None:
        (tmp_path / "avtal.docx").write_bytes(b"en annans")
        real(self, said)

    monkeypatch.setattr(receipts.Receipts, "write", write_receipt)
    with pytest.raises(OutputBlocked):
        final(tmp_path, "ett", ".txt", ".docx")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"avtal.docx": b"en annans"}


def test_a_number_is_never_used_again(tmp_path: Path) -> None:
    for contents in ("ett", "två", "tre"):
        final(tmp_path, contents)
    for path in tmp_path.glob("avtal.slutlig-3.*"):
        if path.suffix == ".docx":
            path.unlink()
    assert final(tmp_path, "fyra") == ["avtal.slutlig-4.docx"]
    assert [one.number for one in versions(tmp_path, "avtal")] == [1, 2, 3, 4]
    (tmp_path / "avtal.slutlig-7.pdf").write_bytes(b"en annans")
    assert final(tmp_path, "fem") == ["avtal.slutlig-8.docx"]


def test_final_versions_of_before_are_known_without_what_receipts_say_now(tmp_path: Path) -> None:
    def reads(made: bytes) -> OwnLabel:
        return OwnLabel("slutlig", untouched=True, contents=made.decode().removesuffix(".docx"))

    write_document(tmp_path, "avtal", ".docx", b"ett.docx", FINAL)
    assert final(tmp_path, "ett", ".docx", ".txt", reads=reads) == ["avtal.txt"]
    assert final(tmp_path, "två", ".docx", ".txt", reads=reads) == ["avtal.slutlig-2.docx", "avtal.slutlig-2.txt"]
    # Without contents to go by, the bytes tell.
    write_document(tmp_path / "b", "avtal", ".txt", b"ett.txt", FINAL)
    assert final(tmp_path / "b", "ett", ".txt") == []
    assert final(tmp_path / "b", "två", ".txt") == ["avtal.slutlig-2.txt"]


# Open in another program.


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("overenskommelse.docx", "~$erenskommelse.docx"),
        ("avtalen.docx", "~$vtalen.docx"),
        ("avtal.docx", "~$avtal.docx"),
        ("overenskommelse.docx", ".~lock.overenskommelse.docx#"),
        ("avtal.txt", ".~lock.avtal.txt#"),
    ],
)
def test_a_document_that_is_open_in_another_program_is_not_replaced_underneath(
    name: str, lock: str, tmp_path: Path
) -> None:
    stem, _, suffix = name.partition(".")
    write_document(tmp_path, stem, f".{suffix}", b"ett", DRAFT)
    (tmp_path / lock).write_bytes(b"")
    assert opened_by(tmp_path / name) == tmp_path / lock
    for force in (False, True):
        written = write_document(tmp_path, stem, f".{suffix}", b"2", DRAFT, force=force)
        assert (written.path.name, written.why, written.lock) == (f"{stem}.ny.{suffix}", Kept.OPEN, tmp_path / lock)
        assert written.kept is None
    (made,) = write_final(tmp_path, stem, {f".{suffix}": b"3"}, facts("tre"))
    assert (made.path.name, made.why) == (f"{stem}.slutlig-2.{suffix}", Kept.OPEN)
    assert (tmp_path / name).read_bytes() == b"ett"
    (tmp_path / lock).unlink()
    assert write_document(tmp_path, stem, f".{suffix}", b"4", DRAFT).path.name == name


def test_a_final_version_that_is_open_is_still_there(tmp_path: Path) -> None:
    final(tmp_path, "ett")
    (tmp_path / "~$avtal.docx").write_bytes(b"")
    assert final(tmp_path, "ett") == []


def test_the_command_says_what_was_left_alone_and_why(
    cli: Cli,
    root: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(root)
    on = ("render", "--on", DAY, "--workers", "1")
    write(root, data(signed=True))
    assert cli(*on, "--final")[0] == 0
    assert (
        "1 dokument i output är redan gjort av samma uppgifter; en slutlig version görs inte om."
        in (cli(*on, "--final", "--remake")[2])
    )
    write(root, data(signed=True, notice="1 månad"))
    code, out, err = cli(*on, "--final")
    assert (code, out) == (1, "")
    assert "Avtalet är undertecknat, och den slutliga versionen overenskommelse.docx" in err
    assert "--reason" in err
    code, out, err = cli(*on, "--final", "--reason", "Beslut\nSN § 12", "--format", "docx,txt")
    stem = f"output/{ID}/overenskommelse.slutlig-2"
    assert (code, out.split()) == (0, [f"{stem}.docx", f"{stem}.txt"])
    assert (
        f"output/{ID}/overenskommelse.docx hör till en slutlig version och lämnades orörd; "
        "ändrat sedan dess: avtalets fil; den nya ligger i" in err
    )
    assert "Skäl: Beslut SN § 12\n" in err
    (folder / "~$erenskommelse.ny.docx").write_bytes(b"")
    _, out, err = cli(*on)
    assert out == f"output/{ID}/overenskommelse.ny-2.docx\n"
    assert "overenskommelse.docx hör till en slutlig version och lämnades orörd; den nya ligger i" in err


@pytest.mark.parametrize(
    ("more", "said"), [(["--reason", "x"], "--reason hör ihop med --final"), ([], "värdet är tomt")]
)
def test_a_reason_that_means_nothing_is_refused(
    more: list[str],
    said: str,
    cli: Cli,
    root: Path,
) -> None:
    code, _, err = cli("render", "--root", root, *(more or ["--final", "--reason", " "]))
    assert code == 2
    assert said in err


@pytest.mark.thorough(every=2)
@pytest.mark.parametrize("formats", ["docx", "docx,txt,md,html"])
def test_two_runs_at_once_make_a_version_each(formats: str, root: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "iopdocs", "render", "--root", str(root), "--on", str(DAY), "--final"]
    other = write(root, data(notice="1 månad"), "a.yaml").read_text(encoding="utf-8")
    first = subprocess.Popen([*command, "--format", formats], env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    write(root, other.replace("tid: 1 månad", "tid: 2 månader"))
    second = subprocess.Popen([*command, "--format", formats], env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    for process in (first, second):
        _, err = process.communicate(timeout=HANG)
        assert process.returncode == 0, err
    documents = bytes_of(folder)
    numbers = {name.partition(".slutlig-")[2] for name in documents}
    assert len(documents) in {len(formats.split(",")), 2 * len(formats.split(","))}, numbers
    assert all(set(receipt(folder, stem)["filer"]) <= set(documents) for stem in (KIND,))


# Every other writer of files.


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "gammal.docx", "ny.docx", "-o", "{final}"],
        ["status", "--html", "{html}"],
        ["status", "--ics", "{ics}"],
        ["check", "--table", "{xlsx}"],
        ["renew", "--dry-run", "--table", "{xlsx}"],
        ["schema", "-o", "{json}"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_no_other_command_replaces_a_final_version(
    arguments: list[str],
    cli: Cli,
    root: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(root)
    render(root, formats=("docx", "html"))
    document = folder / "overenskommelse.docx"
    for name in ("gammal.docx", "ny.docx"):
        (root / name).write_bytes(document.read_bytes())
    calendar, table = folder / "overenskommelse.ics", folder / "overenskommelse.xlsx"
    for other in (calendar, table):
        other.write_bytes(document.read_bytes())
    places = {"final": document, "html": folder / "overenskommelse.html", "ics": calendar, "xlsx": table}
    places["json"] = folder / "overenskommelse.kvitto.json"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, _, err = cli(*(one.format(**places) for one in arguments))
    assert code in {1, 2}, err
    assert "skrivs inte över" in err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_renewal_never_replaces_a_final_version(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = ROOT / "tests" / "agreements" / "exempelby-skyddat-2026.yaml"
    root = workspace(tmp_path / "arbete", source.read_text(encoding="utf-8"))
    monkeypatch.chdir(root)
    renew = ("renew", "--on", "2028-11-01", "--workers", "1")
    assert cli(*renew)[0] == 0
    (path,) = (one for one in (root / "agreements").iterdir() if one.name != "a.yaml")
    folder = root / "output" / path.stem
    documents = {one for one in folder.iterdir() if one.suffix == ".docx"}
    assert {one.name for one in documents} == {"overenskommelse.docx", "overenskommelse-andringar.docx"}
    for one in documents:
        made = b"slutligt " + one.name.encode()
        write_document(folder, one.stem, ".docx", made, FINAL)
    before = bytes_of(folder)
    # The report is what says that the renewal is done.
    for report in (root / "output").glob("fornyelse-*"):
        report.unlink()
    assert cli(*renew)[0] == 0
    assert {name: bytes_of(folder)[name] for name in before} == before
    assert {name for name in bytes_of(folder) if ".ny." in name} == {
        "overenskommelse.ny.docx",
        "overenskommelse-andringar.ny.docx",
    }
