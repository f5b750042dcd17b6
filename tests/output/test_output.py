"""Files on disk: whole or not at all, and nothing a person has edited is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from iopdocs import output
from iopdocs.errors import OutputBlocked
from iopdocs.output import ROOM, Kept, OwnLabel, Receipts, files, has_seal, save, sha256, with_seal, write_document


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

    monkeypatch.setattr(files, "see_to", full)
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


DRAFT, FINAL = {"utkast": True, "svarar_mot": "a"}, {"utkast": False, "svarar_mot": "b"}


def test_a_draft_never_takes_the_place_of_a_final_version_nor_writes_in_its_receipt(tmp_path: Path) -> None:
    write_document(tmp_path, "avtal", ".docx", b"slutligt", FINAL)
    receipt = (tmp_path / "avtal.kvitto.json").read_bytes()
    for force in (False, True):
        written = write_document(tmp_path, "avtal", ".docx", b"utkast %d" % force, DRAFT, force=force)
        assert (written.path.name, written.why, written.kept) == ("avtal.ny.docx", Kept.FINAL, None)
        assert (tmp_path / "avtal.docx").read_bytes() == b"slutligt"
    # All that lies beside a final version is the final version's.
    other = write_document(tmp_path, "avtal", ".html", b"<p>", DRAFT, force=True)
    assert (other.path.name, other.beside) == ("avtal.ny.html", tmp_path / "avtal.docx")
    assert (tmp_path / "avtal.kvitto.json").read_bytes() == receipt
    assert {path.name for path in tmp_path.iterdir()} == {
        *("avtal.docx", "avtal.kvitto.json", "avtal.ny.docx", "avtal.ny.html", "avtal.ny.kvitto.json")
    }


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    (tmp_path / "avtal.docx").chmod(0o444)
    written = write(tmp_path, b"nytt")
    assert (written.path.name, written.why) == ("avtal.ny.docx", Kept.PROTECTED)
    assert (tmp_path / "avtal.docx").read_bytes() == b"ett"
    forced = write(tmp_path, b"nyare", force=True)
    assert forced.kept == tmp_path / "avtal.redigerad-1.docx"
    assert write(tmp_path, b"nyast").path.name == "avtal.docx"


def test_the_rights_of_a_file_are_kept(tmp_path: Path) -> None:
    write(tmp_path, b"ett")
    (tmp_path / "avtal.docx").chmod(0o600)
    assert write(tmp_path, b"nytt").path.stat().st_mode & 0o777 == 0o600


def test_why_a_file_was_left_alone_is_told(tmp_path: Path) -> None:
    (tmp_path / "avtal.docx").write_bytes(b"annans")
    assert write(tmp_path, b"nytt").why is Kept.UNKNOWN
    write(tmp_path / "b", b"ett")
    (tmp_path / "b" / "avtal.docx").write_bytes(b"redigerat")
    assert write(tmp_path / "b", b"nytt").why is Kept.EDITED


def test_a_file_that_says_itself_that_it_is_as_it_was_made_is_replaced(tmp_path: Path) -> None:
    def reads(data: bytes) -> OwnLabel:
        return OwnLabel(data.decode(), untouched=True) if data in {b"utkast", b"slutlig"} else OwnLabel()

    for there, name in ((b"utkast", "avtal.docx"), (b"slutlig", "avtal.ny.docx"), (b"annat", "avtal.ny.docx")):
        folder = tmp_path / there.decode()
        write(folder, b"ett")
        (folder / "avtal.docx").write_bytes(there)  # moved there by hand
        assert write_document(folder, "avtal", ".docx", b"nytt", dict(DRAFT), reads=reads).path.name == name


def test_a_link_is_followed_and_one_in_the_place_of_our_temporary_file_is_not(tmp_path: Path) -> None:
    write(tmp_path / "a", b"ett")
    shared = tmp_path / "delad.docx"
    (tmp_path / "a" / "avtal.docx").rename(shared)
    (tmp_path / "a" / "avtal.docx").symlink_to(shared)
    assert write(tmp_path / "a", b"nytt").path == tmp_path / "a" / "avtal.docx"
    assert (tmp_path / "a" / "avtal.docx").is_symlink()
    assert shared.read_bytes() == b"nytt"
    theirs = tmp_path / "dyrbart.txt"
    theirs.write_bytes(b"dyrbart")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".avtal.docx.tmp").symlink_to(theirs)
    made = write(tmp_path / "b", b"ett").path
    assert (theirs.read_bytes(), made.read_bytes(), made.is_symlink()) == (b"dyrbart", b"ett", False)


@pytest.mark.parametrize(
    "receipt", ["[" * 200_000, '{"filer": {"\\ud800": {}}}', '{"a": "\\uDFFF"}', "\udcff"], ids=lambda text: text[:20]
)
def test_a_receipt_that_cannot_be_used_counts_as_none(tmp_path: Path, receipt: str) -> None:
    write(tmp_path, b"ett")
    (tmp_path / "avtal.kvitto.json").write_bytes(receipt.encode("utf-8", "surrogateescape"))
    written = write(tmp_path, b"nytt")
    assert (written.path.name, written.why) == ("avtal.ny.docx", Kept.UNKNOWN)
    assert Receipts(tmp_path, "avtal").is_current(tmp_path / "avtal.docx") is False


def test_what_cannot_be_read_is_not_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, b"ett")
    assert Receipts(tmp_path, "avtal").is_current(tmp_path / "avtal.docx")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert not Receipts(tmp_path, "avtal").is_current(tmp_path / "avtal.docx")
    with pytest.raises(OutputBlocked, match="du har inte rätt till det"):
        write(tmp_path, b"nytt")


def test_a_text_file_tells_whether_somebody_has_changed_it() -> None:
    made = with_seal(b"ett\nhash:" + ROOM.encode() + b"\ntva")
    assert has_seal(made, b"hash:")
    assert not has_seal(made + b" ", b"hash:")
    assert not has_seal(made.replace(b"ett", b"fem"), b"hash:")
    assert not has_seal(b"ett\nhash:" + ROOM.encode() + b"\ntva", b"hash:")
    for text in (b"utan plats", ROOM.encode() * 2):
        with pytest.raises(ValueError, match="no room"):
            with_seal(text)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_file_that_the_user_names_must_be_an_ordinary_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör")
    for place in (tmp_path / "rör", Path(os.devnull), tmp_path):
        with pytest.raises(OutputBlocked, match="ingen vanlig fil"):
            save(place, b"x", lambda _: True)
    (tmp_path / "äkta").write_bytes(b"gammalt")
    (tmp_path / "länk").symlink_to(tmp_path / "äkta")
    save(tmp_path / "länk", b"nytt", lambda data: data == b"gammalt")
    assert (tmp_path / "äkta").read_bytes() == b"nytt"
    assert (tmp_path / "länk").is_symlink()
