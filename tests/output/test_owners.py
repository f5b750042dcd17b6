"""Whose documents those in a folder are: another file, another agreement or another workspace never takes them."""

from __future__ import annotations

import json
import shutil
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from iopdocs.output import WORKSPACE_FILE, fingerprints, workspace_id
from tests.support.batches import agreement, files, run
from tests.support.cli import Cli
from tests.support.records import DAY, ID, KIND, bytes_of, codes, data, names, receipt, render, workspace, write

PARTY = "namn: Anhörigföreningen i Exempelby med omnejd"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = workspace(tmp_path / "arbete")
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "output" / ID


def moved(root: Path, name: str = "b.yaml") -> Path:
    """Give the agreement's file another name."""
    return (root / "agreements" / "a.yaml").rename(root / "agreements" / name)


def test_a_receipt_names_the_file_the_parties_and_the_workspace_without_names_or_paths(
    root: Path, folder: Path
) -> None:
    render(root)
    said = receipt(folder)
    assert said["fil"] == "agreements/a.yaml"
    assert said["arbetsmapp"] == workspace_id(root) == (root / WORKSPACE_FILE).read_text(encoding="ascii").strip()
    assert len(said["parter"]) == 2
    text = json.dumps(said, ensure_ascii=False)
    assert "Anhörig" not in text.replace("anhörig", "")
    assert "899999" not in text
    assert str(root.parent) not in text


def test_a_file_from_elsewhere_is_named_without_where_it_lies(root: Path, folder: Path, tmp_path: Path) -> None:
    other = moved(root).rename(tmp_path / "Annas skrivbord.yaml")
    assert not render(root, other).failed
    assert receipt(folder)["fil"].startswith("Annas skrivbord.yaml (utanför arbetsmappen, ")
    assert tmp_path.name not in receipt(folder)["fil"]
    # A file of the same name in another place is another file.
    (tmp_path / "annan").mkdir()
    again = other.rename(tmp_path / "annan" / other.name)
    assert codes(render(root, again)) >= {"annans-dokument"}


@pytest.mark.parametrize("is_final", [False, True])
@pytest.mark.parametrize("force", [False, True])
def test_another_file_with_the_same_id_is_refused_and_nothing_is_written(
    is_final: bool, force: bool, root: Path, folder: Path
) -> None:
    render(root, final=is_final)
    before = files(folder)
    moved(root)
    write(root, data(notice="1 månad"), "b.yaml")
    outcome = render(root, final=is_final, force=force, only_new=not force)
    assert codes(outcome) >= {"annans-dokument"}
    (problem,) = [one for one in outcome.problems if one.code == "annans-dokument"]
    assert "en annan fil (agreements/a.yaml)" in problem.message
    assert (problem.file, "--takeover" in problem.hint) == ("agreements/b.yaml", True)
    assert files(folder) == before


def test_another_file_is_refused_also_when_nothing_would_change(root: Path) -> None:
    render(root)
    moved(root)
    outcome = render(root)
    assert codes(outcome) >= {"annans-dokument"}
    assert outcome.unchanged == {}


def test_a_file_that_has_been_given_another_name_takes_its_documents_over_when_told(root: Path, folder: Path) -> None:
    render(root)
    before = bytes_of(folder)
    moved(root)
    assert render(root, takeover=True).unchanged == {KIND: 0}
    assert render(root).unchanged == {KIND: 0}
    assert receipt(folder)["fil"] == "agreements/b.yaml"
    assert [one["fil"] for one in receipt(folder)["övertaget_från"]] == ["agreements/a.yaml"]
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PARTY, "namn: Föreningen Anhörig"),
        ("orgnr: 899999-0040", "orgnr: 899999-0057"),
        (PARTY, f"{PARTY}\n    skrivs_även: [Anhöriga]"),
    ],
    ids=["another name", "another number", "another spelling"],
)
def test_a_party_is_the_same_when_its_name_or_its_number_is_corrected(
    old: str, new: str, root: Path, folder: Path
) -> None:
    render(root)
    write(root, data().replace(old, new))
    assert not render(root).failed
    assert len(bytes_of(folder)) in {1, 2}


def test_other_parties_are_refused_where_there_is_a_final_version(root: Path, folder: Path) -> None:
    render(root)
    before = files(folder)
    others = data().replace(PARTY, "namn: Provjouren").replace("899999-0040", "899999-0057")
    write(root, others)
    for is_final in (False, True):
        outcome = render(root, final=is_final)
        assert codes(outcome) >= {"annans-dokument"}
        assert any("hör enligt kvittot till andra parter" in one.message for one in outcome.problems)
    assert files(folder) == before
    assert names(render(root, takeover=True)) == ["overenskommelse.slutlig-2.docx"]
    assert not render(root).failed


def test_parties_may_become_others_while_an_agreement_is_drafted(root: Path) -> None:
    render(root, final=False)
    write(root, data().replace(PARTY, "namn: Provjouren").replace("899999-0040", "899999-0057"))
    assert names(render(root, final=False)) == ["overenskommelse.docx"]


def test_prints_of_parties_do_not_tell_spaces_and_capitals_apart() -> None:
    assert fingerprints([("Exempelby  Kommun", "2999990001")]) == fingerprints([("exempelby kommun", "299999-0001")])
    assert fingerprints([("A", "")]) != fingerprints([("B", "")])


def test_workspaces_that_share_an_output_folder_do_not_take_each_others_documents(root: Path, tmp_path: Path) -> None:
    other = workspace(tmp_path / "annan", data(notice="1 månad"))
    shared = tmp_path / "gemensam"
    for is_final in (False, True):
        assert not render(root, final=is_final, out=shared).failed
        before = files(shared)
        outcome = render(other, final=is_final, out=shared)
        assert codes(outcome) >= {"annans-dokument"}
        assert any("en annan arbetsmapp" in one.message for one in outcome.problems)
        assert files(shared) == before
    assert names(render(other, out=shared, takeover=True)) == ["overenskommelse.slutlig-2.docx"]


def test_a_workspace_that_is_moved_keeps_its_documents(root: Path, tmp_path: Path) -> None:
    render(root)
    there = shutil.move(root, tmp_path / "flyttad")
    assert render(Path(there)).unchanged == {KIND: 0}
    write(Path(there), data(notice="1 månad"))
    assert names(render(Path(there))) == ["overenskommelse.slutlig-2.docx"]


def test_the_number_of_a_workspace_is_no_part_of_a_document(root: Path, folder: Path, tmp_path: Path) -> None:
    render(root)
    other = workspace(tmp_path / "annan")
    render(other)
    assert bytes_of(other / "output" / ID) == bytes_of(folder)
    assert receipt(other / "output" / ID)["arbetsmapp"] != receipt(folder)["arbetsmapp"]


@pytest.mark.parametrize("spoiled", [b"", b"\xff", b"inget nummer\n"])
def test_a_spoiled_number_is_told_of_by_name_and_drawn_anew_when_documents_are_taken_over(
    spoiled: bytes, root: Path, folder: Path
) -> None:
    render(root)
    before = files(folder)
    (root / WORKSPACE_FILE).write_bytes(spoiled)
    assert workspace_id(root, make=False) == ""
    outcome = render(root)
    (problem,) = [one for one in outcome.problems if one.code == "skadat-nummer"]
    assert (outcome.failed, problem.file, "--takeover" in problem.hint) == (True, WORKSPACE_FILE, True)
    assert files(folder) == before
    assert not render(root, takeover=True).failed
    assert workspace_id(root) == receipt(folder)["arbetsmapp"]
    assert not render(root).failed


def test_processes_that_begin_at_once_draw_one_number(root: Path) -> None:
    for _ in range(5):
        (root / WORKSPACE_FILE).unlink(missing_ok=True)
        with ProcessPoolExecutor(6) as pool:
            assert len(set(pool.map(workspace_id, [root] * 24))) == 1


def test_a_workspace_that_cannot_be_written_to_is_known_by_where_it_lies(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("iopdocs.output.files._opened", refused)
    assert workspace_id(root) == workspace_id(root)
    assert not (root / WORKSPACE_FILE).exists()


def test_receipts_of_before_that_name_nobody_are_accepted(root: Path, folder: Path) -> None:
    render(root)
    place = folder / f"{KIND}.kvitto.json"
    said = {name: value for name, value in receipt(folder).items() if name not in {"fil", "parter", "arbetsmapp"}}
    place.write_text(json.dumps(said), encoding="utf-8")
    moved(root)
    write(root, data(notice="1 månad"), "b.yaml")
    assert names(render(root)) == ["overenskommelse.slutlig-2.docx"]
    assert receipt(folder, f"{KIND}.slutlig-2")["fil"] == "agreements/b.yaml"


@pytest.mark.parametrize("processes", [1, 2])
def test_it_holds_for_many_agreements_and_processes(processes: int, tmp_path: Path) -> None:
    root = workspace(tmp_path / "arbete", agreement("avtal-0"), "0.yaml")
    for number in range(1, 10):
        write(root, agreement(f"avtal-{number}"), f"{number}.yaml")
    run(root, processes=processes)
    before = files(root / "output")
    (root / "agreements" / "3.yaml").rename(root / "agreements" / "annan.yaml")
    outcomes = run(root, processes=processes, only_new=True)
    assert [one.file for one in outcomes if one.failed] == ["agreements/annan.yaml"]
    assert files(root / "output") == before
    assert len({json.loads(text)["arbetsmapp"] for name, text in before.items() if name.endswith(".json")}) == 1


@pytest.mark.parametrize("name", ["a.yml", "sub/a.yaml"])
def test_a_file_that_ends_in_another_way_or_lies_in_a_subfolder_is_the_same_agreement(
    name: str, root: Path, folder: Path
) -> None:
    render(root)
    (root / "agreements" / "sub").mkdir()
    place = (root / "agreements" / "a.yaml").rename(root / "agreements" / name)
    assert not render(root).failed
    assert receipt(folder)["fil"] == f"agreements/{name}"
    # Where another lies in its old place, or the parties are others, it is not told to be the same.
    place.rename(root / "agreements" / "sub" / "a.yml")
    write(root, data().replace(f"id: {ID}", "id: annat"), name)
    assert codes(render(root, root / "agreements" / "sub" / "a.yml")) >= {"annans-dokument"}
    (root / "agreements" / name).unlink()
    place = root / "agreements" / "sub" / "a.yml"
    place.write_text(data().replace(PARTY, "namn: Provjouren").replace("899999-0040", "899999-0057"), encoding="utf-8")
    assert codes(render(root)) >= {"annans-dokument"}


def test_a_name_is_the_same_in_whichever_way_a_system_writes_its_letters(root: Path, folder: Path) -> None:
    moved(root, unicodedata.normalize("NFD", "ål.yaml"))
    render(root)
    moved_file = root / "agreements" / unicodedata.normalize("NFD", "ål.yaml")
    moved_file.rename(root / "agreements" / "ål.yaml")
    before = files(folder)
    assert render(root).unchanged == {KIND: 0}
    assert files(folder) == before
    place = folder / f"{KIND}.kvitto.json"
    place.write_text(unicodedata.normalize("NFD", place.read_text(encoding="utf-8")), encoding="utf-8")
    assert "annans-dokument" not in codes(render(root))


def test_files_of_one_name_in_two_places_are_two_also_when_they_are_given_from_where_one_stands(
    root: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    (root / "agreements" / "a.yaml").unlink()
    for name in ("ett", "två"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "avtal.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "två" / "avtal.yaml").write_text(data(notice="1 månad"), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ett")
    assert not render(root, Path("avtal.yaml"), final=False).failed
    before = files(folder)
    monkeypatch.chdir(tmp_path / "två")
    assert codes(render(root, Path("avtal.yaml"), final=False)) >= {"annans-dokument"}
    assert files(folder) == before
    assert not render(root, Path("../ett/avtal.yaml"), final=False).failed
    assert not render(root, tmp_path / "ett" / "avtal.yaml", final=False).failed
    assert str(tmp_path) not in json.dumps(receipt(folder))


# A new id.


def test_documents_under_an_earlier_id_are_told_of_and_carried_over(
    cli: Cli,
    root: Path,
    folder: Path,
) -> None:
    render(root)
    before = files(folder)
    write(root, data().replace(f"id: {ID}", "id: nytt-id"))
    on = ("--on", DAY)
    for command in (("check", *on), ("render", *on), ("render", *on)):
        code, out, err = cli(*command)
        assert code == 0
        assert f"avtalet har dokument under ett tidigare id, i mappen {ID}" in (out + err).replace("Avtalet", "avtalet")
        assert "--carry-over" in out + err
    code, _, err = cli("render", *on, "--final", "--carry-over")
    assert (code, f"Dokumenten under {ID} ligger nu under nytt-id." in err) == (0, True)
    assert not folder.exists()
    now = files(root / "output" / "nytt-id")
    assert {name: now[name] for name in before} == before
    assert "tidigare id" not in cli("render", *on)[2]
    assert cli("render", *on, "--carry-over")[0] == 0


@pytest.mark.parametrize("what", ["a final version", "an edited file", "an open file", "two folders"])
def test_documents_are_carried_over_only_where_nothing_of_anybodys_is_lost(
    what: str,
    cli: Cli,
    root: Path,
    folder: Path,
) -> None:
    render(root)
    new = write(root, data().replace(f"id: {ID}", "id: nytt-id"))
    render(root, final=what == "a final version")
    if what == "an edited file":
        (root / "output" / "nytt-id" / "overenskommelse.docx").write_bytes(b"redigerat")
    elif what == "an open file":
        (folder / "~$erenskommelse.docx").write_bytes(b"")
    elif what == "two folders":
        new.write_text(data().replace(f"id: {ID}", "id: ett-tredje"), encoding="utf-8")
    before = files(root / "output")
    code, out, err = cli("render", "--on", DAY, "--carry-over")
    assert (code, out) == (1, "")
    assert "kan inte följa med" in err
    assert files(root / "output") == before


def test_documents_of_another_file_or_workspace_are_not_told_of(cli: Cli, root: Path, tmp_path: Path) -> None:
    shared = tmp_path / "gemensam"
    render(root, out=shared)
    other = workspace(tmp_path / "annan", data().replace(f"id: {ID}", "id: nytt-id"))
    code, _, err = cli("render", "--root", other, "--on", DAY, "--out", shared)
    assert (code, "tidigare id" in err) == (0, False)


def test_what_was_left_alone_is_in_the_json(cli: Cli, root: Path, folder: Path) -> None:
    render(root)
    write(root, data(notice="1 månad"))
    (found,) = json.loads(cli("render", "--on", DAY, "--final", "--json")[1])["resultat"]
    new = folder / "overenskommelse.slutlig-2.docx"
    assert found["filer"] == [str(new)]
    assert found["lämnade"] == [
        {"fil": str(folder / "overenskommelse.docx"), "varför": "slutlig", "ny": str(new)},
    ]
