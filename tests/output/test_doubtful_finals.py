"""A final version is one whatever its receipt says, and a link or a fault never takes one agreement's for another's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.output import Kept
from iopdocs.output.files import beside
from iopdocs.workspace import Workspace
from tests.support.batches import files, run
from tests.support.records import DAY, ID, KIND, bytes_of, codes, data, names, receipt, render, workspace, write

ALL = ("docx", "txt", "html", "md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "arbete")


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "output" / ID


def change(folder: Path, how: Callable[[dict[str, Any]], None]) -> None:
    said = receipt(folder)
    how(said)
    (folder / f"{KIND}.kvitto.json").write_text(json.dumps(said), encoding="utf-8")


def as_draft(said: dict[str, Any]) -> None:
    said["utkast"] = True
    for entry in said["filer"].values():
        entry.pop("slutlig")


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("spoiled", ["edited", "older", "lost"])
def test_what_lies_beside_a_sealed_final_document_stays_whatever_the_receipt_says(
    spoiled: str, final: bool, force: bool, root: Path, folder: Path
) -> None:
    render(root, final=False, formats=ALL)
    older = receipt(folder)
    render(root, formats=ALL)
    if spoiled == "edited":
        change(folder, as_draft)
    elif spoiled == "older":
        change(folder, lambda said: (said.clear(), said.update(older))[0])
    else:
        (folder / f"{KIND}.kvitto.json").unlink()
    before = bytes_of(folder)
    assert len(before) == len(ALL)
    write(root, data(notice="1 månad"))
    outcome = render(root, final=final, force=force, formats=ALL)
    assert not outcome.failed
    now = bytes_of(folder)
    assert {name: now.get(name) for name in before} == before
    assert set(names(outcome)) == {f"{KIND}.{'slutlig-2' if final else 'ny'}.{suffix}" for suffix in ALL}


def test_a_draft_beside_a_final_document_without_its_receipt_never_becomes_a_part_of_it(
    root: Path, folder: Path
) -> None:
    render(root)
    (folder / f"{KIND}.kvitto.json").unlink()
    assert names(render(root, final=False, formats=("html",))) == [f"{KIND}.ny.html"]
    assert names(render(root, formats=("html",))) == [f"{KIND}.html"]
    assert receipt(folder)["utkast"] is False
    assert set(receipt(folder)["filer"]) == {f"{KIND}.html"}


def test_a_draft_without_a_receipt_that_was_made_of_another_file_stays(root: Path, folder: Path) -> None:
    render(root, final=False)
    (folder / f"{KIND}.kvitto.json").unlink()
    before = bytes_of(folder)
    assert render(root, final=False, only_new=False).written[0].why is None  # made of the same
    (folder / f"{KIND}.kvitto.json").unlink()
    (root / "agreements" / "a.yaml").unlink()
    write(root, data(notice="1 månad"), "b.yaml")
    for final, name in ((False, f"{KIND}.ny.docx"), (True, f"{KIND}.slutlig-2.docx")):
        if final:
            (folder / f"{KIND}.ny.docx").unlink()
            (folder / f"{KIND}.ny.kvitto.json").unlink()
        assert names(render(root, final=final)) == [name]
        assert bytes_of(folder)[f"{KIND}.docx"] == before[f"{KIND}.docx"]


# Links.


@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("where", ["another agreement's", "nowhere", "itself", "an empty file", "anything"])
def test_a_link_in_the_place_of_a_document_is_not_followed_to_what_is_not_its_own(
    where: str, final: bool, root: Path, folder: Path, tmp_path: Path
) -> None:
    folder.mkdir(parents=True)
    place, target = folder / f"{KIND}.docx", tmp_path / "utanför.docx"
    if where == "another agreement's":
        other = write(root, data(notice="2 månader").replace(f"id: {ID}", "id: annat"), "b.yaml")
        render(root, other, final=False)
        target = root / "output" / "annat" / f"{KIND}.docx"
    elif where in {"an empty file", "anything"}:
        target.write_bytes(b"" if where == "an empty file" else b"dyrbart")
    place.symlink_to(place.name if where == "itself" else target)
    before = target.read_bytes() if target.exists() else None
    (written,) = render(root, root / "agreements" / "a.yaml", final=final).written
    assert (written.path.name, written.why) == (f"{KIND}.{'slutlig-2' if final else 'ny'}.docx", Kept.LINK)
    assert (target.read_bytes() if target.exists() else None) == before
    assert place.is_symlink()


def test_a_link_to_the_same_document_elsewhere_is_followed_but_not_into_a_folder_of_documents(
    root: Path, folder: Path, tmp_path: Path
) -> None:
    render(root, final=False)
    place, shared = folder / f"{KIND}.docx", tmp_path / "delad.docx"
    place.rename(shared)
    place.symlink_to(shared)
    write(root, data(notice="1 månad"))
    before = shared.read_bytes()
    assert names(render(root, final=False)) == [place.name]
    assert (shared.read_bytes() != before, place.is_symlink()) == (True, True)
    (tmp_path / "annat.kvitto.json").write_text("{}")
    write(root, data(notice="2 månader"))
    assert names(render(root, final=False)) == [f"{KIND}.ny.docx"]


@pytest.mark.parametrize("where", ["agreements", "templates", "a folder with agreements", "nowhere"])
def test_a_folder_that_is_a_link_to_agreements_or_templates_or_nowhere_is_refused(
    where: str, root: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "annan"
    target = {"agreements": root / "agreements", "templates": root / "templates" / KIND}.get(where, other)
    if where == "a folder with agreements":
        other.mkdir()
        (other / "x.yml").write_text("id: x")
    (root / "output").mkdir()
    folder.symlink_to(target)
    before = files(root)
    outcome = render(root, final=False)
    assert codes(outcome) >= {"länk"}
    assert {
        name: found for name, found in files(root).items() if "output" in name or "iopdocs-id" not in name
    } == before
    assert not (other / f"{KIND}.docx").exists()


def test_a_folder_may_be_a_link_to_one_with_only_documents(root: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "delad").mkdir()
    (root / "output").mkdir()
    folder.symlink_to(tmp_path / "delad")
    assert names(render(root)) == [f"{KIND}.docx"]


# One never stops another, and what is refused changes nothing.


def test_what_has_no_right_to_its_folder_changes_nothing_there(root: Path) -> None:
    render(root, final=False)
    workspace_ = Workspace(root)
    write(root, data().replace(f"id: {ID}", "id: annat"), "b.yaml")
    (root / "output" / "annat").symlink_to(ID)
    (root / "output" / ID / f".{KIND}.docx.tmp").write_bytes(b"halv")
    before = files(root / "output" / ID)
    outcomes = list(Batch(workspace_, Wish(DAY, takeover=True)).make(workspace_.agreements()))
    assert all(one.failed for one in outcomes)
    assert files(root / "output" / ID) == before


def test_a_fault_where_one_agreement_is_written_stops_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, data().replace(f"id: {ID}", "id: annat"), "b.yaml")
    run(root, day=DAY, final=True)
    for name, text in (("a.yaml", data(signed=True)), ("b.yaml", data(signed=True).replace(f"id: {ID}", "id: annat"))):
        write(root, text, name)

    def refused(path: Path, *args: Any, **more: Any) -> Any:
        if path.parent.name == ID:
            raise PermissionError(13, "Permission denied")
        return beside(path, *args, **more)

    monkeypatch.setattr("iopdocs.output.receipts.beside", refused)
    outcomes = run(root, day=DAY, final=True, only_new=True)
    assert [one.failed for one in outcomes] == [True, False]
    assert receipt(root / "output" / "annat")["undertecknat"] is True


def test_a_document_that_cannot_be_read_stops_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, data().replace(f"id: {ID}", "id: annat"), "b.yaml")
    run(root, day=DAY, final=True)
    (root / "output" / ID / f"{KIND}.kvitto.json").unlink()
    true = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.parent.name == ID:
            raise PermissionError(13, "Permission denied")
        return true(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    outcomes = run(root, day=DAY, final=True, only_new=True)
    assert [one.failed for one in outcomes] == [True, False]
