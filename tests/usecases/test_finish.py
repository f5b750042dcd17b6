"""An edited draft becomes a final version as it is: her words, no gap, no sign of a draft, and a receipt."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.samples.words import word
from iopdocs.output import Receipts
from iopdocs.verification import verify
from iopdocs.word.blocks import blocks
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package
from iopdocs.word.properties import version_of
from iopdocs.workspace import Workspace
from tests.support.batches import run, small_workspace
from tests.support.cli import Cli
from tests.support.editing import Edit, add_after, edit_file, paragraph
from tests.support.records import DAY, ID, KIND, data

HERS = "Föreningen ska hålla öppet hus en gång om året."
ON = ("--on", str(DAY))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of the starter with a draft of the agreement."""
    root = small_workspace(tmp_path_factory.mktemp("arbete"), {"a.yaml": data()})
    run(root, day=DAY, documents=(KIND,))
    return root


@pytest.fixture
def draft(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an edited draft in a copy of the workspace, which is the current folder."""
    root = tmp_path / "arbete"
    shutil.copytree(starter, root)
    monkeypatch.chdir(root)
    path = root / "output" / ID / f"{KIND}.docx"
    edit_file(path, add_after("driva anhöriggrupperna", HERS))
    return path


def text(path: Path) -> str:
    return "\n".join(one.shown for one in blocks(read_package(path.read_bytes(), path.name)))


def marked(root: Node) -> list[Node]:
    return [one for one in root.iter(W + "r") if one.find(f"{W}rPr/{W}highlight") is not None]


def without_marks(root: Node) -> None:
    """Take the yellow marks away, with what they say."""
    for one in marked(root):
        remove(one)


def test_what_she_wrote_stands_in_the_final_version_and_the_draft_is_left(draft: Path, cli: Cli) -> None:
    edit_file(draft, without_marks)
    before = draft.read_bytes()
    code, out, err = cli("finish", draft, *ON, "--format", "docx,txt,html")
    assert (code, err) == (0, "")
    final = draft.with_name(f"{KIND}.slutlig-2.docx")
    assert out.splitlines()[0].endswith(final.name)
    assert HERS in text(final) and "UTKAST" not in text(final)
    assert HERS in final.with_suffix(".txt").read_text(encoding="utf-8")
    assert version_of(final.read_bytes()) == "slutlig"
    assert draft.read_bytes() == before
    said = Receipts(draft.parent, final.stem).read()
    assert (said["utkast"], said["luckor"], said["avtal"]) == (False, 0, ID)
    known = verify(Workspace(draft.parents[2]), final)
    assert known["oredigerat"] and "ett utkast som någon hade redigerat" in known["läge"]
    for other in (final.with_suffix(".txt"), final.with_suffix(".html")):
        told = verify(Workspace(draft.parents[2]), other)
        assert told["oredigerat"] and "ett utkast som någon hade redigerat" in told["läge"]
    again = json.loads(cli("finish", draft, *ON, "--json")[1])
    assert [one["ny"] for one in again["resultat"]] == [False]


def track(root: Node) -> None:
    change = etree.SubElement(paragraph(root, HERS), W + "ins", {W + "id": "1", W + "author": "Bo Ek"})
    etree.SubElement(etree.SubElement(change, W + "r"), W + "t").text = "!"


def highlight(root: Node) -> None:
    properties = etree.Element(W + "rPr")
    etree.SubElement(properties, W + "highlight", {W + "val": "yellow"})
    next(paragraph(root, HERS).iter(W + "r"))[:0] = [properties]


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (add_after(HERS, "[saknas: dagen]"), "”[saknas: dagen]” står kvar"),
        (add_after(HERS, "Detta är ett UTKAST."), "”UTKAST” står kvar"),
        (highlight, f"”{HERS}” står kvar"),
        (track, "spårade ändringar"),
    ],
)
def test_what_a_final_version_must_not_have_stops_it(left: Edit, told: str, draft: Path, cli: Cli) -> None:
    edit_file(draft, without_marks, left)
    code, out, err = cli("finish", draft, *ON)
    assert (code, out) == (1, "")
    assert told in err
    assert not list(draft.parent.glob("*slutlig*"))


def test_a_mark_in_pieces_is_told_once_and_an_empty_cell_is_filled_in_word(draft: Path, cli: Cli) -> None:
    def part_and_empty(root: Node) -> None:
        highlight(root)
        run = next(paragraph(root, HERS).iter(W + "r"))
        text = next(run.iter(W + "t"))
        text.text = HERS[:10]
        other = copy.deepcopy(run)
        next(other.iter(W + "t")).text = HERS[10:]
        run.addnext(other)

    def empty(root: Node) -> None:
        next(paragraph(root, "Provvägen 4").iter(W + "t")).text = ""

    edit_file(draft, without_marks, part_and_empty)
    _, _, err = cli("finish", draft, *ON)
    assert f"”{HERS}” står kvar" in err and err.count("står kvar") == 1
    edit_file(draft, without_marks, empty)
    code, _, err = cli("finish", draft, *ON)
    assert code == 1 and "En tabellcell är tom" in err and "Rätta det i Word" in err and "mallen" not in err


def test_a_final_version_is_not_made_of_the_data_while_an_edited_draft_lies_there(draft: Path, cli: Cli) -> None:
    render = ("render", *ON, "--final", "--document", KIND, "--workers", "1")
    code, _, err = cli(*render)
    assert code == 1
    assert f"iopdocs finish output/{ID}/{KIND}.docx" in err
    assert not list(draft.parent.glob("*slutlig*"))
    assert cli(*render, "--fresh")[0] == 0
    assert HERS not in text(draft.with_name(f"{KIND}.slutlig-2.docx"))


def test_what_is_no_draft_of_ours_is_refused(draft: Path, cli: Cli) -> None:
    other = draft.with_name("annat.docx")
    other.write_bytes(word("Ett brev."))
    code, _, err = cli("finish", other, *ON)
    assert code == 1 and "inget utkast som programmet har gjort" in err
