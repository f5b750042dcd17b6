"""PDF for a whole batch: in order, with receipts, and a document that LibreOffice cannot convert stops no other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from iopdocs.output import sha256
from tests.support import records
from tests.support.batches import DAY, agreement, files, run, small_workspace
from tests.support.cli import Cli
from tests.support.stand_in_office import AFTER, BEFORE, title_in

COUNT = 30
UNREADABLE = {3, 4, 17, 29}

# A stand-in for LibreOffice: its PDF says the title of the document, and some titles it cannot read.
SCRIPT = """\
#!{python}
import re, sys, zipfile
from pathlib import Path
for source in map(Path, sys.argv[1:]):
    if source.suffix not in (".txt", ".docx"):
        continue
    title = b""
    if source.suffix == ".docx":
        with zipfile.ZipFile(source) as archive:
            title = re.search(b"<dc:title>(.*?)</dc:title>", archive.read("docProps/core.xml"))[1]
    if b"Trasiga" in title:
        print("Error: source file could not be loaded", file=sys.stderr)
        continue
    said = b"<feff%s>" % title.decode().encode("utf-16-be").hex().encode()
    source.with_suffix(".pdf").write_bytes({before!r} + said + {after!r})
"""

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a script")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for LibreOffice on the PATH, and return it."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        SCRIPT.format(python=sys.executable, before=BEFORE.encode(), after=AFTER.encode()), encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


def numbered(number: int) -> str:
    name = f"avtal-{number:02}"
    called = f"Trasiga jouren {number:02}" if number in UNREADABLE else f"Exempeljouren {number:02}"
    return agreement(name).replace("namn: Exempeljouren", f"namn: {called}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "arbete", {f"{number:02}.yaml": numbered(number) for number in range(COUNT)})


@pytest.mark.thorough(every=3)
@unix_only
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("formats", [("docx", "pdf"), ("pdf",), ("pdf", "txt")], ids=",".join)
def test_every_pdf_is_of_its_own_document_and_a_bad_one_stops_no_other(
    formats: tuple[str, ...], processes: int, root: Path
) -> None:
    outcomes = run(root, documents=("pressmeddelande",), formats=formats, processes=processes)
    assert [outcome.file for outcome in outcomes] == [f"agreements/{number:02}.yaml" for number in range(COUNT)]
    assert {number for number, outcome in enumerate(outcomes) if outcome.failed} == UNREADABLE
    for number, outcome in enumerate(outcomes):
        folder = root / "output" / outcome.agreement
        made = {file.path.suffix[1:] for file in outcome.written}
        assert made == {*formats} - ({"pdf"} if outcome.failed else set())
        assert outcome.waiting == []
        if outcome.failed:
            assert "pdf-saknas" in {problem.code for problem in outcome.problems}
            assert all(problem.file == outcome.file for problem in outcome.problems if problem.code == "pdf-saknas")
            assert not (folder / "pressmeddelande.pdf").exists()
            continue
        pdf = (folder / "pressmeddelande.pdf").read_bytes()
        assert f"Exempeljouren {number:02}" in title_in(pdf).replace("\u00a0", " ")
        receipt = json.loads((folder / "pressmeddelande.kvitto.json").read_text(encoding="utf-8"))
        assert {*receipt["filer"]} == {f"pressmeddelande.{name}" for name in formats}
        assert receipt["filer"]["pressmeddelande.pdf"]["sha256"] == sha256(pdf)


@pytest.mark.thorough
@unix_only
@pytest.mark.usefixtures("office")
def test_one_process_and_two_make_the_same_files(root: Path, tmp_path: Path) -> None:
    for processes in (1, 2):
        run(root, out=tmp_path / str(processes), formats=("docx", "pdf"), processes=processes)
    assert files(tmp_path / "1") == files(tmp_path / "2")


@unix_only
def test_what_could_not_be_converted_is_tried_again_and_the_rest_is_left(
    cli: Cli,
    root: Path,
    office: Path,
) -> None:
    more = ("--root", root, "--on", DAY, "--document", "pressmeddelande", "--format", "docx,pdf", "--workers", "2")
    code, out, err = cli("render", *more)
    assert (code, len(out.splitlines())) == (1, 2 * COUNT - len(UNREADABLE))
    assert err.count("några av dokumenten gjordes inte") == len(UNREADABLE)
    office.write_text(office.read_text(encoding="utf-8").replace("Trasiga", "Ingen"), encoding="utf-8")
    code, out, err = cli("render", *more)
    assert code == 0, err
    assert [Path(line).name for line in out.splitlines()] == ["pressmeddelande.docx", "pressmeddelande.pdf"] * 4
    assert f"{COUNT - len(UNREADABLE)} dokument i " in err
    assert cli("render", *more)[1] == ""


@unix_only
def test_an_older_pdf_is_not_taken_for_made_when_a_newer_could_not_be(root: Path, office: Path) -> None:
    wish = {"documents": ("pressmeddelande",), "formats": ("docx", "pdf"), "only_new": True}
    place = root / "agreements" / "00.yaml"
    run(root, [place], **wish)
    place.write_text(numbered(0).replace("Exempeljouren", "Trasiga jouren"), encoding="utf-8")
    assert run(root, [place], **wish)[0].failed
    assert run(root, [place], **wish)[0].failed


@unix_only
def test_a_final_version_whose_pdf_cannot_be_made_is_not_made_in_any_format(tmp_path: Path, office: Path) -> None:
    root = records.workspace(tmp_path / "arbete")
    folder = root / "output" / records.ID
    made = office.read_text(encoding="utf-8")
    office.write_text(made.replace('b"Trasiga" in title', "True"), encoding="utf-8")
    three = ("docx", "pdf", "txt")
    outcome = records.render(root, formats=three)
    assert (outcome.failed, outcome.written, outcome.waiting) == (True, [], [])
    assert not folder.exists() or not list(folder.iterdir())
    office.write_text(made, encoding="utf-8")
    assert records.names(records.render(root, formats=("pdf",))) == ["overenskommelse.pdf"]
    first = (folder / "overenskommelse.pdf").read_bytes()
    # The other formats join it; the PDF is not made again.
    outcome = records.render(root, formats=three, day=records.DAY.replace(day=20))
    assert records.names(outcome) == ["overenskommelse.docx", "overenskommelse.txt"]
    assert (folder / "overenskommelse.pdf").read_bytes() == first
    records.write(root, records.data(notice="1 månad"))
    stem = "overenskommelse.slutlig-2"
    assert records.names(records.render(root, formats=three)) == [f"{stem}.docx", f"{stem}.txt", f"{stem}.pdf"]


@unix_only
@pytest.mark.usefixtures("office")
def test_a_batch_in_which_nothing_becomes_pdf_ends_well(root: Path) -> None:
    for path in (root / "agreements").iterdir():
        path.write_text("id: [", encoding="utf-8")
    outcomes = run(root, formats=("pdf",), processes=2)
    assert len(outcomes) == COUNT
    assert all(outcome.failed for outcome in outcomes)


@pytest.mark.libreoffice
def test_a_batch_gives_the_same_pdf_files_as_each_agreement_for_itself(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {f"{name}.yaml": agreement(name) for name in ("ett", "tva", "tre")})
    wish = {"documents": ("pressmeddelande",), "formats": ("pdf",)}
    outcomes = run(root, **wish)
    together = files(root / "output")
    assert [file.path.name for one in outcomes for file in one.written] == ["pressmeddelande.pdf"] * 3
    assert all(data.startswith(b"%PDF-") for name, data in together.items() if name.endswith(".pdf"))
    run(root, [root / "agreements" / "tre.yaml"], out=tmp_path / "ensam", **wish)
    alone = files(tmp_path / "ensam")
    assert alone == {name: data for name, data in together.items() if name.startswith("tre")}
    assert [{*one.unchanged} for one in run(root, only_new=True, **wish)] == [{"pressmeddelande"}] * 3
