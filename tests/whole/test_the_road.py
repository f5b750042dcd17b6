"""The whole road of an agreement by the command line: the lawyer's sentence stands in every file on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from iopdocs.redline.preparation import prepared
from iopdocs.signing.pages import page_texts
from iopdocs.word.blocks import blocks, each_text_part
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package
from iopdocs.word.tracked_changes import accept
from tests.support.cli import Cli
from tests.support.editing import add_after, delete, edit_file, replace
from tests.support.records import KIND, data
from tests.support.signers import issuer, signed_by

HERS = "Föreningen ska hålla öppet hus en gång om året."
AGAIN = "Öppet hus hålls på en lördag."
NAME = "exempelby-komplett-2026"
DRAFT = Path("output", NAME, f"{KIND}.docx")
NY, SECOND, FINAL = (DRAFT.with_name(f"{KIND}.{end}.docx") for end in ("ny", "ny-2", "slutlig-2"))
ON = ("--on", "2026-01-15")
SIGNERS = ("Anna Exempelsson", "Fatima Utkastdotter", "Karl Modellström")
ADDITION = """
tillägg:
  - nummer: 1
    skäl: Parterna vill ses oftare.
    ändringar:
      - avsnitt: Organisation
        ny_lydelse: Styrgruppen möts fyra gånger om året.
"""
RENDER = ("render", *ON, "--document", KIND, "--workers", "1")


def text(path: Path) -> str:
    """Return the words of a document, its tracked changes accepted."""
    return " ".join(" ".join(one.shown for one in blocks(prepared(path.read_bytes(), path.name))).split())


def accept_all(path: Path) -> None:
    """Accept all changes of a document and save it, as Word does."""
    path.write_bytes(write_package(each_text_part(dict(read_package(path.read_bytes(), path.name)), accept)))


def settle(root: Node) -> None:
    """Fill in what is asked in yellow, and take the yellow away."""
    for mark in list(root.iter(W + "highlight")):
        run = next(mark.iterancestors(W + "r"), None)
        if run is not None:
            for one in run.iter(W + "t"):
                one.text = "prövat"
        etree.strip_elements(next(mark.iterancestors(W + "rPr")), W + "highlight")


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Path:
    """Return the file of an agreement in a new workspace, which is the current folder, with a draft of it."""
    assert cli("init", tmp_path / "arbete")[0] == 0
    monkeypatch.chdir(tmp_path / "arbete")
    Path("agreements", "exempel.yaml").unlink()
    file = Path("agreements", "a.yaml")
    file.write_text(data(), encoding="utf-8")
    assert cli(*RENDER)[0] == 0
    return file


def change(file: Path, old: str, new: str) -> None:
    """Change a statement of the data."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


def test_her_sentence_stands_in_every_file_on_the_way(begun: Path, cli: Cli) -> None:
    edit_file(DRAFT, add_after("driva anhöriggrupperna", HERS), replace("Provvägen 4", "Provvägen 8"))
    edit_file(DRAFT, delete("personer som får lön"))
    hers = DRAFT.read_bytes()

    change(begun, "520 001", "540 001")
    change(begun, "till: 2028-12-31", "till: 2029-12-31")
    code, out, err = cli(*RENDER)
    assert code == 0 and out.splitlines()[0].endswith(NY.name) and "är med i den nya filen" in err
    both = text(NY)
    assert HERS in both and "Provvägen 8" in both and "personer som får lön" not in both
    assert "540 001 kronor" in both and "520 001" not in both and "31 december 2029" in both

    accept_all(NY)
    edit_file(NY, add_after(HERS, AGAIN))
    accepted = NY.read_bytes()
    change(begun, "540 001", "560 001")
    assert cli(*RENDER)[0] == 0
    both = text(SECOND)
    assert HERS in both and AGAIN in both and "Provvägen 8" in both and "560 001 kronor" in both
    assert "540 001" not in both and "personer som får lön" not in both

    accept_all(SECOND)
    code, out, _ = cli("verify", SECOND, "--apply")
    assert "parter[2].adress.gata: Provvägen 8" in out and "gata: Provvägen 8" in begun.read_text(encoding="utf-8")
    assert cli("override", SECOND, "ataganden", "--reason", "Öppet hus", "--by", "Anna Ek", *ON)[0] == 0
    edit_file(SECOND, settle)
    assert cli("compare", DRAFT, SECOND, "--html", "skillnader.html")[0] == 1
    page = Path("skillnader.html").read_text(encoding="utf-8")
    assert HERS in page and AGAIN in page
    assert cli(*RENDER, "--final")[0] == 1 and not FINAL.exists()
    assert cli("convert", SECOND, "--format", "md", *ON)[0] == 0
    assert HERS in SECOND.with_suffix(".md").read_text(encoding="utf-8")

    code, _, err = cli("finish", SECOND, "--format", "docx,txt,html", *ON)
    assert (code, err) == (0, "")
    for made in (text(FINAL), *(FINAL.with_suffix(end).read_text(encoding="utf-8") for end in (".txt", ".html"))):
        assert HERS in made and AGAIN in made and "UTKAST" not in made
    final = FINAL.read_bytes()
    told = cli("verify", FINAL, FINAL.with_suffix(".txt"))[1]
    assert told.count("oredigerat enligt") == 2 and "inte likt" not in told

    code, out, err = cli("renew", "--within", "60m", *ON)
    assert code == 0, out + err
    report = Path("output", "fornyelse-2026-01-15.md").read_text(encoding="utf-8")
    assert f"{FINAL.name} är ändrad i Word" in report
    (renewed,) = (path for path in Path("output").glob(f"*/{KIND}.docx") if path != DRAFT)
    assert HERS in text(renewed) and AGAIN in text(renewed) and "Provvägen 8" in text(renewed)
    assert (DRAFT.read_bytes(), NY.read_bytes(), FINAL.read_bytes()) == (hers, accepted, final)


def finished(cli: Cli) -> Path:
    """Edit the draft, fill in what it asks and make it final; return the final version."""
    edit_file(DRAFT, add_after("driva anhöriggrupperna", HERS))
    edit_file(DRAFT, settle)
    assert cli("finish", DRAFT, *ON)[0] == 0
    return FINAL


def signed_by_all(pdf: bytes) -> bytes:
    """Return the file of a signing package as a service gives it back."""
    for number, name in enumerate(SIGNERS, start=1):
        when = datetime(2026, 1, 10 + number, 12, tzinfo=UTC)
        pdf = signed_by(pdf, f"underskrift-{number}", issuer().signer(name), when)
    return pdf


def said_in(pdf: bytes) -> str:
    """Return the words of a PDF file."""
    return " ".join(" ".join(page_texts(pdf, "")).split())


@pytest.mark.libreoffice
def test_her_sentence_is_signed_archived_and_stays_when_the_agreement_is_amended(begun: Path, cli: Cli) -> None:
    final = finished(cli)
    assert cli("sign", final, *ON)[0] == 0
    ready = final.with_name(f"{final.stem}.underskrift.pdf")
    assert HERS in said_in(ready.read_bytes())
    Path("hämtad.pdf").write_bytes(signed_by_all(ready.read_bytes()))
    assert cli("signed", "hämtad.pdf", *ON, "--apply")[0] == 0
    assert "\nundertecknat: 2026-01-13\n" in begun.read_text(encoding="utf-8")
    kept = final.with_name(f"{final.stem}.undertecknad.pdf")
    assert HERS in said_in(kept.read_bytes())

    assert cli("archive", NAME, *ON, "--as", "mapp")[0] == 0
    inside = Path("arkiv", f"{NAME}-2026-01-15", "representations", "handlingar", "data")
    assert HERS in text(inside / final.name)
    for pdf in (inside / kept.name, inside / final.with_suffix(".pdf").name):
        assert HERS in said_in(pdf.read_bytes())

    records = {path: path.read_bytes() for path in final.parent.iterdir() if path.stem.startswith(final.stem)}
    amended = begun.read_text(encoding="utf-8") + ADDITION
    begun.write_text(amended, encoding="utf-8")
    assert cli("render", *ON, "--document", "tillaggsavtal", "--workers", "1")[0] == 0
    assert list(final.parent.glob("tillaggsavtal*.docx"))
    assert cli("renew", "--within", "60m", *ON)[0] == 0
    assert {path: path.read_bytes() for path in records} == records
