"""A second run makes what is not there already of the same, and nothing else; what is edited never counts as made."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import iopdocs
from iopdocs.making.outcome import Outcome
from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from tests.conftest import ROOT
from tests.support.batches import DAY, agreement, files, run, small_workspace
from tests.support.cli import Cli
from tests.support.starter_types import stems

STEMS = stems()
OF_TWO = 2 * len(STEMS)
ON = ("--on", str(DAY), "--workers", "1")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, which is the current folder, of two agreements whose documents are made."""
    monkeypatch.chdir(small_workspace(tmp_path, {f"{name}.yaml": agreement(name) for name in ("ett", "tva")}))
    run(tmp_path)
    return tmp_path


def made(outcomes: list[Outcome]) -> set[str]:
    """Return the documents that were made, by agreement and stem."""
    return {f"{outcome.agreement}/{stem}" for outcome in outcomes for stem in outcome.gaps}


def all_of(*agreements: str) -> set[str]:
    return {f"{name}/{stem}" for name in agreements for stem in STEMS}


def gaps_by_line(err: str) -> list[str]:
    return re.findall(r"^    (\w+: \d+ luck(?:a|or))", err, re.MULTILINE)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_second_run_makes_nothing_and_says_so(cli: Cli, root: Path) -> None:
    shutil.rmtree(root / "output")
    _, out, first = cli("render", *ON)
    assert len(out.splitlines()) == OF_TWO
    assert "redan gjorda" not in first
    before = {path: path.stat().st_mtime_ns for path in (root / "output").rglob("*")}
    code, out, second = cli("render", *ON)
    assert (code, out) == (0, "")
    assert f"{OF_TWO} dokument i output är redan gjorda av samma uppgifter; --remake gör dem ändå." in second
    assert second.count(", som förut\n") == len(gaps_by_line(second)) > 0
    assert gaps_by_line(second) == gaps_by_line(first)
    assert {path: path.stat().st_mtime_ns for path in (root / "output").rglob("*")} == before


@pytest.mark.parametrize("option", ["--remake", "--force"])
def test_what_is_made_is_made_again_when_that_is_asked_for(option: str, cli: Cli, root: Path) -> None:
    before = files(root / "output")
    code, out, err = cli("render", *ON, option)
    assert (code, len(out.splitlines())) == (0, OF_TWO)
    assert "redan gjorda" not in err
    assert "som förut" not in err
    assert files(root / "output") == before


def _agreement(root: Path) -> None:
    append(root / "agreements" / "ett.yaml", "# en anmärkning\n")


def _settings(root: Path) -> None:
    (root / "iopdocs.yaml").write_text("regler: {}\n", encoding="utf-8")


def _template(root: Path) -> None:
    with zipfile.ZipFile(root / "templates" / "pressmeddelande" / "mall.docx", "a") as archive:
        archive.comment = b"en annan version"


def _type(root: Path) -> None:
    append(root / "templates" / "pressmeddelande" / "dokument.yaml", "# en anmärkning\n")


def _clause(root: Path) -> None:
    append(root / "templates" / "klausuler" / "syfte.yaml", "# en anmärkning\n")


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (_agreement, all_of("ett")),
        (_settings, all_of("ett", "tva")),
        (_template, {"ett/pressmeddelande", "tva/pressmeddelande"}),
        (_type, {"ett/pressmeddelande", "tva/pressmeddelande"}),
        (_clause, all_of("ett", "tva")),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_change_of_a_source_makes_what_comes_of_it_again_and_nothing_else(
    change: Callable[[Path], None], again: set[str], root: Path
) -> None:
    assert made(run(root, only_new=True)) == set()
    change(root)
    outcomes = run(root, only_new=True)
    assert made(outcomes) == again
    assert {f"{one.agreement}/{stem}" for one in outcomes for stem in one.unchanged} == all_of("ett", "tva") - again
    assert made(run(root, only_new=True)) == set()


def test_another_day_makes_everything_again(root: Path) -> None:
    assert made(run(root, day=date(2024, 3, 2), only_new=True)) == all_of("ett", "tva")
    assert made(run(root, day=date(2024, 3, 2), only_new=True)) == set()
    assert made(run(root, only_new=True)) == all_of("ett", "tva")


def test_another_version_of_the_program_makes_everything_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iopdocs, "__version__", "99.0")
    assert made(run(root, only_new=True)) == all_of("ett", "tva")


def test_a_draft_is_not_taken_for_a_final_version_nor_the_other_way_around(tmp_path: Path) -> None:
    tree = load_tree((ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml").read_text(encoding="utf-8"))
    remove(tree, "möten")
    root = small_workspace(tmp_path, {"a.yaml": dump_tree(tree)})
    made_now: list[set[str]] = []
    for final in (False, True, True, False):
        (outcome,) = run(root, day=date(2026, 1, 15), only_new=True, final=final)
        assert not outcome.failed, outcome.problems
        made_now.append({*outcome.gaps})
    of_signed, without_forms = stems(signed=True), stems(forms=False, signed=True)
    assert made_now == [of_signed, without_forms, set(), without_forms]


def test_an_edited_document_is_never_taken_for_made_and_never_written_over(cli: Cli, root: Path) -> None:
    edited = root / "output" / "ett" / "pressmeddelande.docx"
    whole, edit = edited.read_bytes(), b"redigerat"
    edited.write_bytes(edit)
    for _ in range(2):
        code, out, err = cli("render", *ON)
        assert (code, out) == (0, "output/ett/pressmeddelande.ny.docx\n")
        assert "pressmeddelande.docx har redigerats och lämnades orörd" in err
        assert f"{OF_TWO - 1} dokument i output är redan gjorda" in err
        assert edited.read_bytes() == edit
    edited.unlink()
    assert cli("render", *ON)[1] == "output/ett/pressmeddelande.docx\n"
    assert edited.read_bytes() == whole


def test_a_document_whose_receipt_is_gone_or_spoiled_counts_as_edited_if_it_does_not_say_itself(root: Path) -> None:
    folder = root / "output" / "ett"
    run(root, only_new=True, formats=("docx", "html"))
    (folder / "overenskommelse.kvitto.json").unlink()
    (folder / "pressmeddelande.kvitto.json").write_text("[]", encoding="utf-8")
    outcomes = run(root, only_new=True, formats=("docx", "html"))
    assert made(outcomes) == {"ett/overenskommelse", "ett/pressmeddelande"}
    assert {file.path.name for file in outcomes[0].written} == {
        "overenskommelse.docx",
        "overenskommelse.ny.html",
        "pressmeddelande.docx",
        "pressmeddelande.ny.html",
    }


@pytest.mark.parametrize(("key", "value"), [("luckor", "tre"), ("dag", "2024-02-30"), ("underlag", {}), ("iopdocs", 1)])
def test_a_receipt_that_does_not_say_all_of_it_is_of_no_use(key: str, value: object, root: Path) -> None:
    place = root / "output" / "ett" / "pressmeddelande.kvitto.json"
    receipt = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps({**receipt, key: value}), encoding="utf-8")
    assert made(run(root, only_new=True)) == {"ett/pressmeddelande"}
    assert json.loads(place.read_text(encoding="utf-8")) == receipt


def test_a_missing_document_is_made(root: Path) -> None:
    before = files(root / "output")
    (root / "output" / "tva" / "pressmeddelande.docx").unlink()
    assert made(run(root, only_new=True)) == {"tva/pressmeddelande"}
    assert files(root / "output") == before


def test_a_missing_format_is_made(root: Path) -> None:
    both = ("docx", "html")
    assert made(run(root, only_new=True, documents=("pressmeddelande",), formats=both)) == {
        "ett/pressmeddelande",
        "tva/pressmeddelande",
    }
    assert made(run(root, only_new=True, documents=("pressmeddelande",), formats=both)) == set()
    (root / "output" / "ett" / "pressmeddelande.html").unlink()
    assert made(run(root, only_new=True, documents=("pressmeddelande",), formats=both)) == {"ett/pressmeddelande"}
    assert made(run(root, only_new=True, documents=("pressmeddelande",), formats=("html",))) == set()


def test_a_file_of_older_facts_is_not_taken_for_made_because_another_format_is_newer(root: Path) -> None:
    both = ("docx", "txt")
    run(root, documents=("pressmeddelande",), formats=both)
    append(root / "agreements" / "ett.yaml", "partnerskap: Nyckelordet\n")
    run(root, only_new=True, documents=("pressmeddelande",), formats=("docx",))
    assert made(run(root, only_new=True, documents=("pressmeddelande",), formats=both)) == {"ett/pressmeddelande"}
    assert "Nyckelordet" in (root / "output" / "ett" / "pressmeddelande.txt").read_text(encoding="utf-8")


def test_an_agreement_that_has_become_faulty_is_refused_though_its_documents_are_there(cli: Cli, root: Path) -> None:
    before = files(root / "output")
    append(root / "agreements" / "ett.yaml", "obekant: nyckel\n")
    code, out, err = cli("render", *ON)
    assert (code, out) == (1, "")
    assert "obekant" in err
    assert f"{len(STEMS)} dokument i output är redan gjorda" in err
    assert files(root / "output") == before


def test_another_folder_has_receipts_of_its_own(root: Path, tmp_path: Path) -> None:
    assert made(run(root, only_new=True, out=tmp_path / "annan")) == all_of("ett", "tva")
    assert made(run(root, only_new=True, out=tmp_path / "annan")) == set()
    assert files(tmp_path / "annan") == files(root / "output")


def test_what_is_skipped_is_whole(root: Path) -> None:
    run(root, only_new=True)
    for path in (root / "output").rglob("*.docx"):
        assert zipfile.ZipFile(io.BytesIO(path.read_bytes())).testzip() is None
