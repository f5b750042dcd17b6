"""Files on disk: whole or not at all, and nothing a person has edited is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iopdocs import output
from iopdocs.errors import OutputBlocked
from iopdocs.output import sha256, write_document


def write(folder: Path, data: bytes, **more: bool) -> output.Written:
    return write_document(folder, "avtal", ".docx", data, {"dag": "2024-01-01"}, **more)


def test_a_document_is_written_with_its_receipt(tmp_path: Path) -> None:
    written = write(tmp_path / "a", b"ett")
    assert written.path.read_bytes() == b"ett"
    receipt = json.loads((tmp_path / "a" / "avtal.kvitto.json").read_text(encoding="utf-8"))
    assert receipt == {"dag": "2024-01-01", "filer": {"avtal.docx": {"sha256": sha256(b"ett")}}}


def test_an_unedited_document_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    assert write(tmp_path, b"2").path == tmp_path / "avtal.docx"
    assert (tmp_path / "avtal.docx").read_bytes() == b"2"


def test_the_same_document_again_is_left_as_it_is(tmp_path: Path) -> None:
    assert write(tmp_path, b"ett").changed
    before = (tmp_path / "avtal.docx").stat().st_mtime_ns
    assert not write(tmp_path, b"ett").changed
    assert (tmp_path / "avtal.docx").stat().st_mtime_ns == before


def test_an_edited_document_stays_and_the_new_one_is_written_beside_it(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    (tmp_path / "avtal.docx").write_bytes(b"redigerat")
    written = write(tmp_path, b"nytt")
    assert (written.path.name, written.beside) == ("avtal.ny.docx", tmp_path / "avtal.docx")
    assert (tmp_path / "avtal.docx").read_bytes() == b"redigerat"
    assert write(tmp_path, b"nyare").path.name == "avtal.ny.docx"
    (tmp_path / "avtal.ny.docx").write_bytes(b"redigerat 2")
    assert write(tmp_path, b"nyast").path.name == "avtal.ny-2.docx"


def test_a_document_without_a_receipt_counts_as_edited(tmp_path: Path) -> None:
    (tmp_path / "avtal.docx").write_bytes(b"annans")
    assert write(tmp_path, b"nytt").path.name == "avtal.ny.docx"


@pytest.mark.parametrize("receipt", ["", "{", "[]", '{"filer": 1}', '{"filer": {"avtal.docx": "x"}}'])
def test_a_spoiled_receipt_never_costs_an_edit(tmp_path: Path, receipt: str) -> None:
    write(tmp_path, b"ett")
    (tmp_path / "avtal.kvitto.json").write_text(receipt, encoding="utf-8")
    assert write(tmp_path, b"nytt").path.name == "avtal.ny.docx"


def test_force_moves_the_edited_document_aside(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    for edit in (b"redigerat", b"redigerat igen"):
        (tmp_path / "avtal.docx").write_bytes(edit)
        written = write(tmp_path, b"nytt", force=True)
        assert written.path.name == "avtal.docx"
        assert written.kept is not None
        assert written.kept.read_bytes() == edit
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "avtal.docx",
        "avtal.redigerad-1.docx",
        "avtal.redigerad-2.docx",
    ]


def test_stopped_between_receipt_and_document_neither_version_counts_as_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, b"ett")
    real = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target.suffix == ".docx":
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, b"2")
    monkeypatch.undo()
    assert (tmp_path / "avtal.docx").read_bytes() == b"ett"
    assert write(tmp_path, b"tre").path.name == "avtal.docx"


def test_a_failed_write_leaves_the_old_file_whole_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, b"ett")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(output, "see_to", full)
    with pytest.raises(OutputBlocked, match="kunde inte skrivas"):
        write(tmp_path, b"2")
    assert (tmp_path / "avtal.docx").read_bytes() == b"ett"
    assert not list(tmp_path.glob(".*"))


def test_several_formats_share_one_receipt(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    write_document(tmp_path, "avtal", ".html", b"<p>", {"dag": "2024-01-01"})
    files = json.loads((tmp_path / "avtal.kvitto.json").read_text(encoding="utf-8"))["filer"]
    assert set(files) == {"avtal.docx", "avtal.html"}
    assert write(tmp_path, b"2").path.name == "avtal.docx"


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("en fil")
    with pytest.raises(OutputBlocked) as caught:
        write(tmp_path / "a" / "b", b"ett")
    assert "att du får skriva" in caught.value.problems[0].hint


def test_a_written_file_has_the_rights_of_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "vanlig").write_bytes(b"x")
    assert write(tmp_path, b"ett").path.stat().st_mode == (tmp_path / "vanlig").stat().st_mode
