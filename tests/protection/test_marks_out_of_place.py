"""A key that was meant to protect something, and stands where it protects nothing, stops all that leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iopdocs.protection.guard import occurs
from iopdocs.swedish.characters import DASHES
from iopdocs.workspace import Workspace
from tests.support.cli import Cli
from tests.support.protected import DAY, JUDGED, KINDS, OPEN, agreement, documents, make_workspace, silent, write


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_workspace(tmp_path / "arbete")
    monkeypatch.chdir(folder)
    return folder


PLACE = "gata: Gömgatan 12, postnummer: 987 69, ort: Gömda"
MISPLACED = [
    f"skyddad: ja\n    adress: {{{PLACE}}}",
    f"adress: {{{PLACE}}}\n    skyddad: ja",
    f"adress: {{{PLACE}}}\n    skyddad_adress: ja",
    f"adress: {{{PLACE}, skydad: ja}}",
    f"adress: {{{PLACE}}}\n    skydad: ja",
    f"adress: {{{PLACE}, Skyddad: ja}}",
    f"adress: [{{{PLACE}, skyddad: ja}}]",
    f"Adress: {{{PLACE}, skyddad: ja}}",
    f"address: {{{PLACE}, skyddad: ja}}",
    f"besöksadress: {{{PLACE}, skyddad: ja}}",
    f"adress: {{{PLACE}}}\n    skyddade_uppgiftr: [telefon]",
]


@pytest.mark.parametrize("address", MISPLACED)
@pytest.mark.parametrize("text", ["Vi samverkar.", "Vi finns på Gömgatan 12."])
def test_a_mark_in_the_wrong_place_stops_finals_and_what_leaves_of_all_agreements(
    cli: Cli,
    root: Path,
    address: str,
    text: str,
) -> None:
    write(root, agreement(address=address))
    write(root, agreement(text, "annat-2024", OPEN), "b.yaml")
    code, out, err = cli("render", "--final", *KINDS, "agreements/b.yaml", *DAY)
    assert code == 1
    assert "agreements/a.yaml:" in err
    assert "skyddar ingenting där den står" in err
    assert "under adress" in err
    silent(out, err)
    assert not documents(root)
    code, out, _ = cli("status", "--json", "agreements/b.yaml", *DAY)
    assert code == 1
    assert json.loads(out)["resultat"] == []
    silent(out)


def test_a_mark_one_level_too_far_out_is_told_to_be_moved_in(cli: Cli, root: Path) -> None:
    write(root, agreement(address=MISPLACED[0]))
    _, out, _ = cli("check", *DAY)
    assert "Flytta in den under adress" in out


def test_the_keys_of_the_model_are_no_marks_out_of_place(root: Path) -> None:
    write(root, agreement(more="personuppgifter: {ansvar: var_och_en}\nbakgrund: {skäl: 'Obs: skydd behövs.'}\n"))
    assert Workspace(root).guarded.unread == ()


@pytest.mark.parametrize("text", ["Verksamheten finns i Villa Solsidan.", "Mötet är i VILLA SOLSIDAN"])
def test_words_judged_to_reveal_in_one_agreement_do_so_in_all(cli: Cli, root: Path, text: str) -> None:
    write(root, agreement(address=OPEN, more=JUDGED % ("Villa Solsidan", "ja")))
    write(root, agreement(text, "annat-2024", OPEN), "b.yaml")
    code, out, err = cli("render", *KINDS, "agreements/b.yaml", *DAY)
    assert code == 1
    assert "bedömda att röja" in err
    for command in (("status", "--json"), ("renew", "--no-redline", "--dry-run"), ("render", "--final", *KINDS)):
        code, out, err = cli(*command, "agreements/b.yaml", *DAY)
        assert code == 1, command
        assert "solsidan" not in (out + err).casefold()
    assert not documents(root)


def test_words_judged_to_reveal_name_no_file_in_messages(cli: Cli, root: Path) -> None:
    write(root, agreement(address=OPEN, more=JUDGED % ("Villa Solsidan", "ja")), "villa-solsidan.yaml")
    write(root, agreement(name="annat-2024", address=OPEN), "b.yaml")
    _, out, err = cli("check", *DAY)
    assert "solsidan" not in (out + err).casefold()


@pytest.mark.parametrize("typed", DASHES)
@pytest.mark.parametrize("printed", DASHES)
def test_judged_words_are_known_whatever_dash_they_are_written_with(typed: str, printed: str) -> None:
    assert occurs(f"e{typed}posten nära 7{typed}9", f"Anropa E{printed}posten nära  7{printed}9 strax.")
    assert not occurs(f"e{typed}posten", "exposten")


@pytest.mark.parametrize("words", ["Gömgatan", "på Gömgatan", "gömgatan."])
def test_a_judgement_of_hardly_more_than_the_street_passes_no_longer_text(
    cli: Cli,
    root: Path,
    words: str,
) -> None:
    text = "Vi finns på Gömgatan. Numret på porten är fjorton."
    write(root, agreement(text, more=JUDGED % (words, "nej")))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 1
    _, out, _ = cli("check", *DAY)
    assert "Texten kan röja något" in out
    assert ("Orden är bara det som liknar något skyddat" in out) is True
    write(root, agreement("Gömgatan.", more=JUDGED % ("Gömgatan", "nej")))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 0  # there are no other words to judge


NUMBER = "670919-9530"


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("status", "--json"), ("render", *KINDS), ("renew",)]
)
@pytest.mark.parametrize("where", ["namn", "organisation", "kontakt", "mall"])
def test_a_personnummer_is_in_no_message_whatever_it_was_written_as(
    cli: Cli,
    root: Path,
    command: tuple[str, ...],
    where: str,
) -> None:
    text = agreement(address=OPEN)
    if where == "organisation":
        text = text.replace("    namn: Exempeljouren", f"    namn: Exempeljouren\n    organisation: {NUMBER}")
    if where == "kontakt":
        text = text.replace(
            "    namn: Exempeljouren", f"    namn: Exempeljouren\n    kontakter: [{{kontakt: {NUMBER}}}]"
        )
    if where == "mall":
        kind = root / "templates/prov/dokument.yaml"
        kind.write_text(kind.read_text(encoding="utf-8").replace("titel: Prov", f"titel: Prov {NUMBER}"), "utf-8")
    write(root, text, f"{NUMBER}.yaml" if where == "namn" else "a.yaml")
    code, out, err = cli(*command, *DAY)
    assert code == 1 or (where == "mall" and command[0] in {"check", "status"})
    assert NUMBER not in out + err
    made = [path for path in (root / "output").rglob("*") if path.is_file()]
    assert not [path for path in made if NUMBER in path.name or NUMBER.encode() in path.read_bytes()]


@pytest.mark.parametrize("name", ["gömgatan-12", "gömgatan/12", NUMBER])
def test_nothing_is_written_where_the_name_would_tell(cli: Cli, root: Path, name: str) -> None:
    write(root, agreement())
    for command in (
        ("render", *KINDS, "--out", name),
        ("status", "--ics", f"{name}.ics"),
        ("status", "--html", f"{name}.html"),
    ):
        code, out, err = cli(*command, *DAY)
        assert code == 1
        assert "namnet på filen eller mappen kan röja" in err
        silent(out, err)
        assert NUMBER not in out + err
    assert sorted(path.name for path in root.iterdir() if path.name[0] != ".") == ["agreements", "templates"]


def test_a_folder_of_folders_is_verified_with_all_that_is_in_it(cli: Cli, root: Path) -> None:
    write(root, agreement(address=OPEN))
    assert cli("render", "--document", "prov", *DAY)[0] == 0
    _, out, err = cli("verify", "output")
    assert "prov-2024/prov.docx" in out
    assert "inga dokument" not in err
