"""The final versions of a document, the oldest first: days, signatures, reasons, and what differs between them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from iopdocs.cli.verify import verify as command
from iopdocs.errors import InvalidTemplate
from iopdocs.verification import PROVEN, documents_in, verify
from iopdocs.verification.finals import family, finals
from iopdocs.word.package import read_package
from iopdocs.word.sealing import write_sealed
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.batches import run, small_workspace

AGREEMENT = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
NAME = "overenskommelse"
DAYS = (date(2026, 1, 15), date(2026, 2, 16), date(2026, 3, 17))
AMOUNTS = ("520 001", "530 002", "540 003")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three final versions in folders of their own, the last of today's data."""
    root = small_workspace(tmp_path_factory.mktemp("slutliga"), {"a.yaml": AGREEMENT})
    assert AMOUNTS[0] in AGREEMENT
    for number, (day, amount) in enumerate(zip(DAYS, AMOUNTS, strict=True), start=1):
        (root / "agreements" / "a.yaml").write_text(AGREEMENT.replace(AMOUNTS[0], amount), encoding="utf-8")
        made = run(root, documents=(NAME,), formats=("docx", "txt"), day=day, final=True, out=root / f"gjord-{number}")
        assert not any(outcome.failed for outcome in made), [outcome.problems for outcome in made]
    return root


@pytest.fixture
def root(versions: Path, tmp_path: Path) -> Path:
    """The workspace with the first version in its place in output."""
    made = Path(shutil.copytree(versions, tmp_path / "arbetsmapp"))
    put(made, 1, NAME)
    return made


def put(root: Path, number: int, stem: str, *, receipt: bool = True, **facts: Any) -> Path:
    """Put a version in the agreement's folder under a name, as another run would have, and return its Word file."""
    folder = root / "output" / "exempelby-komplett-2026"
    folder.mkdir(parents=True, exist_ok=True)
    (source,) = (root / f"gjord-{number}").iterdir()
    for suffix in (".docx", ".txt"):
        shutil.copyfile(source / f"{NAME}{suffix}", folder / f"{stem}{suffix}")
    said = json.loads((source / f"{NAME}.kvitto.json").read_text(encoding="utf-8")) | facts
    said["filer"] = {name.replace(NAME, stem): entry for name, entry in said["filer"].items()}
    if receipt:
        (folder / f"{stem}.kvitto.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return folder / f"{stem}.docx"


def listed(path: Path) -> list[dict[str, Any]]:
    return finals(path.parent, path.stem)


def names(found: list[dict[str, Any]]) -> list[str]:
    return [one["namn"] for one in found]


def differs(one: Mapping[str, Any]) -> str:
    return "\n".join(one["skiljer_från_förra"]).replace("\u00a0", " ")


def shown(root: Path, *paths: Path) -> str:
    return CliRunner().invoke(command, [*map(str, paths), "--root", str(root)]).stdout.replace("\u00a0", " ")


def test_the_finals_are_told_with_day_signature_reason_and_what_differs(root: Path) -> None:
    put(root, 2, f"{NAME}.slutlig-2", undertecknat=True, skäl="Beloppet var fel.")
    newest = put(root, 3, f"{NAME}.slutlig-3", undertecknat=False)
    first, second, third = listed(newest)
    assert names([first, second, third]) == [NAME, f"{NAME}.slutlig-2", f"{NAME}.slutlig-3"]
    assert [one["dag"] for one in (first, second, third)] == [str(day) for day in DAYS]
    assert [one["undertecknat"] for one in (first, second, third)] == [True, True, False]
    assert [one["skäl"] for one in (first, second, third)] == [None, "Beloppet var fel.", None]
    assert [one["nyast"] for one in (first, second, third)] == [False, False, True]
    assert first["filer"] == [f"{NAME}.docx", f"{NAME}.txt"]
    assert first["skiljer_från_förra"] is None
    assert "520 001" in differs(second) and "530 002" in differs(second)
    assert "530 002" in differs(third) and "540 003" in differs(third)
    assert [one["ändrade_filer"] for one in (first, second, third)] == [[], [], []]


def test_the_same_list_is_shown_whichever_of_them_is_tried(root: Path) -> None:
    newest = put(root, 3, f"{NAME}.slutlig-2")
    first = newest.with_name(f"{NAME}.docx")
    assert listed(first) == listed(newest) == listed(newest.with_suffix(".txt"))
    for path in (first, newest):
        text = shown(root, path)
        assert f"slutliga versioner av {newest.parent / NAME}:" in text
        assert (
            f"{NAME}.slutlig-2.docx, {NAME}.slutlig-2.txt: 2026-03-17 (enligt dokumentet); undertecknad; nyast" in text
        )
        assert "520 001" in text and "540 003" in text
    assert verify(Workspace(root), newest)["bevis"] == PROVEN
    assert not verify(Workspace(root), first)["aktuellt"]


def test_a_single_final_is_not_listed_beneath_itself(root: Path) -> None:
    (first,) = (root / "output" / "exempelby-komplett-2026").glob("*.docx")
    assert "slutliga" not in shown(root, first)
    assert names(verify(Workspace(root), first)["slutliga"]) == [NAME]


def test_a_draft_beside_a_final_is_none_of_them_and_shows_it(root: Path) -> None:
    (outcome,) = run(root, documents=(NAME,), day=DAYS[2])
    (draft,) = outcome.written
    assert draft.path.name == f"{NAME}.ny.docx"
    assert names(listed(draft.path)) == [NAME]
    assert f"{NAME}.docx, {NAME}.txt: 2026-01-15" in shown(root, draft.path)


@pytest.mark.parametrize("spoiled", ["gone", "no JSON", "no object", "of other kinds"])
def test_receipts_that_are_missing_or_spoiled_stop_nothing(root: Path, spoiled: str) -> None:
    newest = put(root, 2, f"{NAME}.slutlig-2", undertecknat=True)
    for name in (NAME, f"{NAME}.slutlig-2"):
        receipt = newest.with_name(f"{name}.kvitto.json")
        texts = {"no JSON": "{", "no object": "[]", "of other kinds": '{"filer": [], "skäl": 3, "undertecknat": "ja"}'}
        receipt.unlink() if spoiled == "gone" else receipt.write_text(texts[spoiled], encoding="utf-8")
    first, second = listed(newest)
    assert names([first, second]) == [NAME, f"{NAME}.slutlig-2"]
    assert [one["dag"] for one in (first, second)] == [str(day) for day in DAYS[:2]]
    assert f"{NAME}.docx" in first["filer"]
    assert f"{NAME}.slutlig-2.docx" not in second["ändrade_filer"]  # it says itself that it is as it was made
    assert second["skäl"] is None
    assert "530 002" in differs(second)


def test_word_files_that_are_missing_or_spoiled_are_told(root: Path) -> None:
    newest = put(root, 2, f"{NAME}.slutlig-2")
    newest.write_bytes(b"spoiled")
    _, second = listed(newest)
    assert second["ändrade_filer"] == [newest.name]
    assert differs(second).startswith("går inte att jämföra: ")
    newest.unlink()
    _, second = listed(newest)
    assert second["filer"] == [f"{NAME}.slutlig-2.txt"]
    assert (second["dag"], second["enligt"]) == (str(DAYS[1]), "kvittot")
    assert differs(second) == "går inte att jämföra: Word-filen saknas"


def test_a_final_that_was_changed_is_said_to_be(root: Path) -> None:
    newest = put(root, 2, f"{NAME}.slutlig-2")
    members = read_package(newest.read_bytes(), "x")
    newest.write_bytes(write_sealed({**members, "word/document.xml": members["word/document.xml"] + b"\n"}))
    assert listed(newest)[1]["ändrade_filer"] == [newest.name]
    assert f"ändrad sedan den gjordes: {newest.name}" in shown(root, newest)


def test_equal_finals_are_said_to_say_the_same(root: Path) -> None:
    newest = put(root, 1, f"{NAME}.slutlig-2")
    assert listed(newest)[1]["skiljer_från_förra"] == ["texten är densamma"]


def test_what_older_versions_moved_aside_is_older_than_what_took_its_place(root: Path) -> None:
    put(root, 1, f"{NAME}.slutlig-1", receipt=False)
    put(root, 2, NAME)
    newest = put(root, 3, f"{NAME}.slutlig-2")
    found = listed(newest)
    assert names(found) == [f"{NAME}.slutlig-1", NAME, f"{NAME}.slutlig-2"]
    assert [one["dag"] for one in found] == [str(day) for day in DAYS]


def test_more_than_nine_finals_are_in_order(root: Path) -> None:
    for number in range(2, 12):
        newest = put(root, 1 + number % 3, f"{NAME}.slutlig-{number}")
    found = listed(newest)
    assert names(found) == [NAME, *(f"{NAME}.slutlig-{number}" for number in range(2, 12))]
    assert [one["nyast"] for one in found] == [False] * 10 + [True]


def test_a_reason_is_never_taken_for_our_words(root: Path) -> None:
    reason = "x\n/tmp/x.docx: oredigerat och gjort av dagens uppgifter\r\u009b\u202e" + "y" * 999
    newest = put(root, 2, f"{NAME}.slutlig-2", skäl=reason)
    (line,) = [line for line in shown(root, newest).splitlines() if "skäl: x" in line]
    assert not any(sign in line for sign in "\r\u009b\u202e")
    assert len(listed(newest)[1]["skäl"]) <= 300


@pytest.mark.parametrize(
    ("name", "of"),
    [
        (NAME, NAME),
        (f"{NAME}.slutlig-2", NAME),
        (f"{NAME}.ny", NAME),
        (f"{NAME}.ny-3", NAME),
        (f"{NAME}.redigerad-1", NAME),
        ("styrgruppsprotokoll-2026-05-02-nr-2.slutlig-4", "styrgruppsprotokoll-2026-05-02-nr-2"),
        ("avtal.slutlig-x", "avtal.slutlig-x"),
        (".slutlig-2", ".slutlig-2"),
    ],
)
def test_a_name_tells_of_which_document_it_is_a_version(name: str, of: str) -> None:
    assert family(name) == of


def test_of_a_folder_every_document_is_tried_and_the_finals_are_shown_once(root: Path) -> None:
    newest = put(root, 3, f"{NAME}.slutlig-2")
    folder = newest.parent
    (folder / ".~lock.x.docx").write_bytes(b"x")
    (folder / "~$erenskommelse.docx").write_bytes(b"x")
    (folder / "mapp.docx").mkdir()
    assert [path.name for path in documents_in(folder)] == sorted(
        f"{stem}{suffix}" for stem in (NAME, f"{NAME}.slutlig-2") for suffix in (".docx", ".txt")
    )
    text = shown(root, folder)
    assert text.count("slutliga versioner av") == 1
    assert text.count(": oredigerat") == 4


def test_a_folder_without_documents_is_told(root: Path) -> None:
    (root / "tom").mkdir(exist_ok=True)
    for place in ("agreements", "tom"):
        with pytest.raises(InvalidTemplate) as caught:
            documents_in(root / place)
        assert caught.value.problems[0].code == "tom-mapp"
