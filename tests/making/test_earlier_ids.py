"""Documents under an id that an agreement had: they are its own only when nothing speaks against it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iopdocs.output import WORKSPACE_FILE
from tests.support.batches import files
from tests.support.cli import Cli
from tests.support.records import DAY, ID, KIND, codes, data, names, receipt, render, workspace, write

ON = ("--on", DAY)
NEW = f"id: {ID}", "id: nytt-id"
OTHERS = ("namn: Anhörigföreningen i Exempelby med omnejd", "namn: Provjouren"), ("899999-0040", "899999-0057")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = workspace(tmp_path / "arbete")
    monkeypatch.chdir(made)
    return made


def renamed(text: str) -> str:
    return text.replace(*NEW)


def documents(output: Path) -> dict[str, bytes]:
    return {name: found for name, found in files(output).items() if not name.startswith(".")}


def test_nothing_is_carried_over_to_an_id_that_two_files_have(cli: Cli, root: Path) -> None:
    render(root)
    (root / "output" / "andra").mkdir()
    (root / "output" / "andra" / "anteckning.txt").write_text("dyrbart")
    write(root, data().replace(NEW[0], "id: andra"))
    write(root, data().replace(NEW[0], "id: andra"), "b.yaml")
    before = documents(root / "output")
    code, _, err = cli("render", "agreements/a.yaml", "--carry-over", *ON)
    assert (code, "ligger nu under" in err, "tidigare id" in err) == (1, False, False)
    assert documents(root / "output") == before


def test_documents_of_another_workspace_are_never_taken_away_for_those_that_are_carried_over(
    cli: Cli,
    root: Path,
    tmp_path: Path,
) -> None:
    shared = tmp_path / "gemensam"
    other = workspace(tmp_path / "annan", renamed(data()))
    render(root, out=shared, final=False)
    render(other, out=shared, final=False)
    write(root, renamed(data()))
    before = documents(shared)
    code, _, err = cli("render", "--carry-over", "--out", shared, *ON)
    assert (code, "kan inte följa med" in err) == (1, True)
    assert documents(shared) == before


def test_own_drafts_under_the_new_id_give_way_and_a_final_version_among_them_does_not(
    cli: Cli,
    root: Path,
) -> None:
    render(root)
    write(root, renamed(data()))
    render(root, final=False)
    draft = root / "output" / "nytt-id" / "overenskommelse.docx"
    kept = draft.read_bytes()
    final = (root / "output" / ID / "overenskommelse.docx").read_bytes()
    place = draft.with_name(f"{KIND}.kvitto.json")
    true = place.read_text(encoding="utf-8")
    digest = receipt(draft.parent)["filer"]["overenskommelse.docx"]["sha256"]
    draft.write_bytes(final)  # and a receipt that says that it is a draft
    place.write_text(true.replace(digest, receipt(root / "output" / ID)["filer"]["overenskommelse.docx"]["sha256"]))
    assert cli("render", "--carry-over", *ON)[0] == 1
    assert draft.read_bytes() == final
    draft.write_bytes(kept)
    place.write_text(true, encoding="utf-8")
    assert cli("render", "--carry-over", *ON)[0] == 0
    assert draft.read_bytes() == final


@pytest.mark.parametrize("how", ["a new agreement", "swapped"])
def test_the_documents_of_a_living_agreement_are_not_those_of_an_earlier_id(
    how: str,
    cli: Cli,
    root: Path,
) -> None:
    if how == "swapped":
        write(root, renamed(data()), "b.yaml")
        render(root, root / "agreements" / "b.yaml")
    render(root, root / "agreements" / "a.yaml")
    write(root, data(), "b.yaml")
    write(root, renamed(data()), "a.yaml")
    before = documents(root / "output" / ID)
    for command in ("check", "render"):
        _, out, err = cli(command, "agreements/a.yaml", *(("--carry-over",) if command == "render" else ()), *ON)
        assert "tidigare id" not in out + err
        assert "ligger nu under" not in err
    assert documents(root / "output" / ID) == before


def test_a_new_agreement_between_others_in_an_old_file_has_no_earlier_id(cli: Cli, root: Path) -> None:
    render(root)
    text = renamed(data())
    for old, new in OTHERS:
        text = text.replace(old, new)
    write(root, text)
    before = documents(root / "output" / ID)
    code, _, err = cli("render", "--carry-over", *ON)
    assert (code, "tidigare id" in err) == (0, False)
    assert documents(root / "output" / ID) == before


def test_a_copy_of_a_folder_is_no_earlier_id_also_when_its_original_is_carried_over(
    cli: Cli,
    root: Path,
) -> None:
    render(root)
    shutil.copytree(root / "output" / ID, root / "output" / "exempel-arkiv")
    assert "tidigare id" not in cli("render", *ON)[2]
    write(root, renamed(data()))
    code, _, err = cli("render", "--final", "--carry-over", *ON)
    assert (code, f"Dokumenten under {ID} ligger nu under nytt-id" in err, "arkiv" in err) == (0, True, False)
    assert "tidigare id" not in cli("render", *ON)[2]


def test_what_has_been_carried_over_once_can_be_carried_over_again(cli: Cli, root: Path) -> None:
    render(root)
    for name in ("nytt-id", "ett-tredje"):
        write(root, data().replace(NEW[0], f"id: {name}"))
        assert f"ligger nu under {name}" in cli("render", "--final", "--carry-over", *ON)[2]


def test_a_signed_final_version_under_an_earlier_id_is_not_passed_by_without_a_reason(root: Path) -> None:
    render(root, final=True)
    signed = root / "output" / ID
    write(root, data(signed=True))
    render(root)
    write(root, renamed(data(signed=True, notice="1 månad")))
    outcome = render(root)
    assert codes(outcome) >= {"skäl-saknas"}
    assert not (root / "output" / "nytt-id" / "overenskommelse.docx").exists()
    assert names(render(root, reason="Rättad tid")) == ["overenskommelse.docx"]
    assert receipt(root / "output" / "nytt-id")["skäl"] == "Rättad tid"
    assert signed.exists()


def test_another_agreement_under_the_old_file_name_needs_no_reason(root: Path) -> None:
    write(root, data(signed=True))
    render(root)
    write(root, data(signed=True), "b.yaml")
    write(root, renamed(data(signed=True, notice="1 månad")))
    assert not render(root, root / "agreements" / "a.yaml").failed


ADDRESS = "adress: {gata: Provvägen 4, postnummer: 999 98, ort: Exempelby"
PROTECTED = f"{ADDRESS}, skyddad: ja"


def test_what_has_become_protected_is_in_no_message_or_receipt_by_an_old_name(
    cli: Cli,
    root: Path,
) -> None:
    (root / "agreements" / "a.yaml").rename(root / "agreements" / "provvägen-4.yaml")
    render(root)
    write(root, data().replace(ADDRESS, PROTECTED))
    (root / "agreements" / "provvägen-4.yaml").unlink()
    said = "".join(cli("render", *ON)[1:])
    assert "hör enligt kvittot till en annan fil" in said
    assert "provvägen" not in said.lower()
    assert "provvägen" not in "".join(cli("render", "--takeover", *ON)[1:]).lower()
    (before,) = receipt(root / "output" / ID)["övertaget_från"]
    assert "provvägen" not in before["fil"].lower()


def test_an_earlier_id_that_gives_something_away_is_not_told(cli: Cli, root: Path) -> None:
    write(root, data().replace(NEW[0], "id: provvagen-4"))
    render(root, final=False)
    write(root, renamed(data()).replace(ADDRESS, PROTECTED))
    for command in (("check",), ("render",), ("render", "--carry-over")):
        said = "".join(cli(*command, *ON)[1:]).lower()
        assert "tidigare id" in said or "ligger nu under nytt-id" in said
        assert "provv" not in said
    assert not (root / "output" / "provvagen-4").exists()


def test_the_number_of_the_workspace_is_not_drawn_by_looking(cli: Cli, root: Path) -> None:
    cli("check", *ON)
    assert not (root / WORKSPACE_FILE).exists()
