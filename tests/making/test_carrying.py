"""A render over an edited draft carries the edits, says what it did, and never touches the edited file."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopdocs.making.outcome import Outcome
from iopdocs.merging import engine
from iopdocs.merging.person import PROGRAM
from iopdocs.merging.sides import without
from iopdocs.redline.preparation import prepared
from iopdocs.usecases.clean import clean
from iopdocs.usecases.render import told
from iopdocs.verification import verify
from iopdocs.word.blocks import blocks
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.package import read_package
from iopdocs.word.tracked_changes import has_changes
from iopdocs.workspace import Workspace
from tests.support import protected
from tests.support.batches import run
from tests.support.cli import Cli
from tests.support.editing import add_after, edit_file, replace
from tests.support.records import ID, KIND, data, render, workspace, write

HERS, AGAIN = "Uppsägningen skickas till diariet.", "Den undertecknas av nämndens ordförande."
RENDER = ("render", "--on", "2026-01-15", "--workers", "1")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose draft somebody has edited, and whose data is another now."""
    monkeypatch.chdir(workspace(tmp_path))
    assert not draft(tmp_path).failed
    edit_file(document(tmp_path), add_after("får säga upp", HERS))
    write(tmp_path, data(notice="3 månader"))
    return tmp_path


def draft(root: Path, **wish: object) -> Outcome:
    return render(root, final=False, **wish)


def document(root: Path, end: str = "") -> Path:
    return root / "output" / ID / f"{KIND}{end}.docx"


def text(path: Path) -> str:
    """Return the text of a document, its tracked changes accepted."""
    return "\n".join(one.shown for one in blocks(prepared(path.read_bytes(), path.name)))


def codes(outcome: Outcome) -> list[str]:
    return [
        problem.code for problem in told(outcome, final=False) if problem.code.startswith(("ändringar", "redigerad"))
    ]


def body(path: Path) -> Node:
    return parse_xml(read_package(path.read_bytes(), path.name)["word/document.xml"])


def test_the_new_file_has_her_sentence_and_what_the_data_says_now(root: Path) -> None:
    before = document(root).read_bytes()
    outcome = draft(root)
    assert codes(outcome) == ["ändringar-med"] and not outcome.failed
    both = text(document(root, ".ny"))
    assert HERS in both and "tre månader" in both and "sex månader" not in both
    assert has_changes(body(document(root, ".ny")))
    assert document(root).read_bytes() == before


def test_made_again_it_is_the_same_file(root: Path) -> None:
    draft(root)
    first = document(root, ".ny").read_bytes()
    draft(root)
    assert document(root, ".ny").read_bytes() == first
    assert not document(root, ".ny-2").exists()


def test_what_she_writes_in_the_merged_file_goes_on_too(root: Path) -> None:
    draft(root)
    edit_file(document(root, ".ny"), add_after(HERS, AGAIN))
    write(root, data(notice="9 månader"))
    assert codes(draft(root)) == ["ändringar-med"]
    both = text(document(root, ".ny-2"))
    assert HERS in both and AGAIN in both and "nio månader" in both


def test_a_merged_file_that_takes_the_name_of_the_edited_one_goes_on_as_well(root: Path) -> None:
    draft(root)
    edit_file(document(root, ".ny"), add_after(HERS, AGAIN))
    document(root, ".ny").replace(document(root))
    write(root, data(notice="9 månader"))
    draft(root)
    both = text(document(root, ".ny"))
    assert both.count(HERS) == both.count(AGAIN) == both.count("nio månader") == 1
    assert "tre månader" not in both


def test_an_edit_of_the_first_file_after_the_merge_is_told_of(root: Path) -> None:
    draft(root)
    edit_file(document(root, ".ny"), add_after(HERS, AGAIN))
    edit_file(document(root), replace(HERS, "Något annat."))
    assert codes(draft(root)) == ["ändringar-med", "ändringar-inte-med"]
    edit_file(document(root, ".ny-2"), add_after(AGAIN, "En tredje gång."))
    write(root, data(notice="9 månader"))
    assert codes(draft(root)) == ["ändringar-med", "ändringar-inte-med"]


def test_what_she_wrote_in_a_final_version_is_told_to_be_lacking_in_the_next(tmp_path: Path) -> None:
    render(workspace(tmp_path))
    edit_file(document(tmp_path), add_after("får säga upp", HERS))
    write(tmp_path, data(notice="3 månader"))
    (written,) = render(tmp_path).written
    assert written.path == document(tmp_path, ".slutlig-2")
    assert written.differs[-1].startswith(f"{KIND}.docx, för hand")


def test_fresh_leaves_her_changes_out(root: Path, cli: Cli) -> None:
    code, _, _ = cli(*RENDER, "--fresh")
    assert code == 0
    assert HERS not in text(document(root, ".ny")) and "tre månader" in text(document(root, ".ny"))
    assert not has_changes(body(document(root, ".ny")))


def test_without_the_kept_one_all_differences_are_tracked_and_nothing_of_hers_is_lost(root: Path, cli: Cli) -> None:
    clean(Workspace(root), everything=True)
    code, _, err = cli(*RENDER)
    assert code == 0
    assert "inte sparat längre" in err and "Godkänn inte alla på en gång" in err
    assert HERS not in text(document(root, ".ny")) and "tre månader" in text(document(root, ".ny"))
    undone = body(document(root, ".ny"))
    without(undone, PROGRAM)
    said = "".join(undone.itertext())
    assert HERS in said and "sex månader" in said and "tre månader" not in said
    edit_file(document(root, ".ny"), add_after("får säga upp", AGAIN))
    write(root, data(notice="4 månader"))
    assert codes(draft(root)) == ["ändringar-med"]  # the chain goes on from there
    assert AGAIN in text(document(root, ".ny-2")) and "fyra månader" in text(document(root, ".ny-2"))


def test_when_her_changes_cannot_be_carried_it_is_said_and_the_new_file_is_fresh(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PACKAGE", "docx_scalpel_som_inte_finns")
    code, _, err = cli(*RENDER)
    assert code == 0
    assert "Ändringarna i overenskommelse.docx är inte med i den nya filen" in err
    assert "iopdocs[redline]" in err
    assert HERS not in text(document(root, ".ny")) and "tre månader" in text(document(root, ".ny"))


@pytest.mark.parametrize("suffix", ["txt", "html", "md", "json", "pdf"])
def test_no_other_format_is_made_without_her_changes(suffix: str, root: Path) -> None:
    outcome = draft(root, formats=(suffix,))
    assert codes(outcome) == ["redigerad-word-fil"]
    names = {path.name for path in document(root).parent.iterdir()}
    assert names == {f"{KIND}.docx", f"{KIND}.kvitto.json"}


def test_both_wordings_are_shown_where_she_and_the_data_changed_the_same(root: Path, cli: Cli) -> None:
    edit_file(document(root), replace("sex månader", "fyra månader"))
    _, _, err = cli(*RENDER)
    assert "Vilket ska gälla?" in err and "fyra månader" in err and "tre månader" in err


def test_verify_says_that_a_merged_document_is_one(root: Path) -> None:
    draft(root)
    known = verify(Workspace(root), document(root, ".ny"))
    assert known["oredigerat"] and not known["aktuellt"]
    assert known["läge"].startswith("det som någon har redigerat och uppgifterna")


def test_nothing_that_is_protected_now_comes_back_with_what_was_struck(tmp_path: Path) -> None:
    root, met = protected.make_workspace(tmp_path), "Vi samverkar på Gömgatan 12."
    protected.write(root, protected.agreement(met, address=protected.OPEN))
    run(root)
    folder = root / "output" / "prov-2024"
    edit_file(folder / "prov.docx", add_after("Exempelby kommun", "Hennes mening."))
    protected.write(root, protected.agreement("Vi samverkar."))
    (outcome,) = run(root)
    assert codes(outcome) == ["ändringar-inte-med"]
    assert all("mgatan" not in problem.message + problem.hint for problem in outcome.problems)
    assert b"mgatan" not in b"".join(read_package((folder / "prov.ny.docx").read_bytes(), "ny").values())
