"""A draft is kept as it was made: what a person changed in it can be told also when the data is another now."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from iopdocs.output import KeptDocuments
from iopdocs.usecases.clean import clean
from iopdocs.verification import verify
from iopdocs.workspace import Workspace
from tests.support import protected
from tests.support.batches import run
from tests.support.cli import Cli
from tests.support.editing import add_after, edit_file, replace
from tests.support.records import ID, KIND, data, render, workspace, write

HERS = "Uppsägningen skickas till diariet."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose draft somebody has edited, and whose data is another now."""
    workspace(tmp_path)
    assert not render(tmp_path, final=False).failed
    edit_file(document(tmp_path), add_after("får säga upp", HERS))
    write(tmp_path, data(notice="3 månader"))
    return tmp_path


def document(root: Path) -> Path:
    return root / "output" / ID / f"{KIND}.docx"


def kept(root: Path) -> list[Path]:
    return [path for _, path in KeptDocuments(root).each()]


def test_what_she_changed_is_told_when_the_data_has_moved(root: Path) -> None:
    known = verify(Workspace(root), document(root))
    assert not known["oredigerat"] and not known["aktuellt"]
    assert [(one["ändring"], one["nu"]) for one in known["avsnitt"]] == [("tillagt", HERS)]
    assert "jämfört med dokumentet som det sparades" in known["läge"]
    assert any(line.startswith("ändrat: avtalets fil") for line in known["skillnader"])


def test_without_the_kept_document_it_says_that_it_cannot_be_told(root: Path) -> None:
    assert clean(Workspace(root), everything=True).gone == 1
    known = verify(Workspace(root), document(root))
    assert known["avsnitt"] is None
    assert "inte sparat" in known["läge"]


def test_a_kept_document_that_somebody_changed_counts_as_none(root: Path) -> None:
    (path,) = kept(root)
    edit_file(path, add_after("får säga upp", "Inlagt i efterhand."))
    assert verify(Workspace(root), document(root))["avsnitt"] is None


def test_what_has_become_protected_since_is_not_quoted_from_what_was_kept(tmp_path: Path) -> None:
    root, met = protected.make_workspace(tmp_path), "Vi samverkar på Gömgatan 12."
    protected.write(root, protected.agreement(met, address=protected.OPEN))
    run(root)
    made = root / "output" / "prov-2024" / "prov.docx"
    edit_file(made, replace(met, "Vi samverkar."))
    protected.write(root, protected.agreement("Vi samverkar."))
    known = verify(Workspace(root), made)
    assert known["avsnitt"] is None and "går inte att säga" in known["läge"]
    assert "Gömgatan" not in str(known)


def test_only_the_owner_may_read_what_is_kept_and_it_stays_out_of_a_version_history(root: Path) -> None:
    folder = KeptDocuments(root).folder
    assert (folder.parent / ".gitignore").read_text(encoding="ascii") == "*\n"
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


def test_a_final_version_is_a_record_itself_and_is_not_kept_again(root: Path) -> None:
    before = kept(root)
    assert not render(root, final=True, fresh=True).failed
    assert kept(root) == before


def test_a_document_is_made_also_where_nothing_can_be_kept(tmp_path: Path) -> None:
    workspace(tmp_path)
    (tmp_path / ".iopdocs").write_text("", encoding="ascii")
    assert not render(tmp_path, final=False).failed
    assert document(tmp_path).exists() and kept(tmp_path) == []


def test_clean_leaves_what_an_edited_document_comes_of(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    render(root, final=False)
    assert len(kept(root)) == 2
    code, out, _ = cli("clean")
    assert (code, out) == (0, "Tog bort 1 sparat dokument; 1 finns kvar.\n")
    assert verify(Workspace(root), document(root))["avsnitt"]
    code, out, _ = cli("clean", "--all", "--json")
    assert code == 0 and '"borttagna": 1' in out and '"kvar": 0' in out
    assert kept(root) == []
