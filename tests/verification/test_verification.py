"""Reading a document back: what it was made from, whether it is edited and where, with or without its receipt."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from lxml import etree

from iopdocs.cli.verify import verify as command
from iopdocs.errors import InvalidTemplate
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.output import write_document
from iopdocs.redline import redline
from iopdocs.verification import verify
from iopdocs.word.package import read_package, write_package
from iopdocs.word.properties import provenance_of
from iopdocs.word.sealing import CUSTOM, is_sealed
from iopdocs.workspace import Workspace
from tests.conftest import ROOT, VALIDATOR
from tests.support.waiting import HANG

DAY = date(2024, 3, 1)
PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""
EXAMPLE = f"""id: prov-2024
dokumentnamn: Avtal
{PARTIES}möten:
  - datum: 2024-05-02
  - datum: 2024-09-05
"""


def laid_out(root: Path) -> Path:
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "agreements").mkdir()
    (root / "agreements" / "prov.yaml").write_text(EXAMPLE, encoding="utf-8")
    return root


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace where the documents are made, with all that is kept of them; each test has a copy."""
    root = laid_out(tmp_path_factory.mktemp("gjort"))
    opened = Workspace(root)
    (outcome,) = Batch(opened, Wish(DAY, formats=("docx", "txt"))).make(opened.agreements())
    assert not outcome.failed, outcome.problems
    return root


@pytest.fixture
def made(workspace: Path, once: Path) -> Path:
    """The agreement's own document, with everything else beside it."""
    shutil.copytree(once, workspace, dirs_exist_ok=True)
    return workspace / "output" / "prov-2024" / "overenskommelse.docx"


def edit(path: Path, change: Callable[[Any], None]) -> None:
    opened = docx.Document(str(path))
    change(opened)
    opened.save(str(path))


def first_paragraph_with(opened: Any, text: str) -> Any:
    return next(paragraph for paragraph in opened.paragraphs if text in paragraph.text)


def reword(opened: Any) -> None:
    paragraph = first_paragraph_with(opened, "ingås mellan")
    paragraph.text = paragraph.text.replace("ingås mellan", "sluts av")


def without_properties(path: Path) -> None:
    members = read_package(path.read_bytes(), path.name)
    del members[CUSTOM]
    for name, mark in (("[Content_Types].xml", "custom-properties"), ("_rels/.rels", "custom.xml")):
        root = etree.fromstring(members[name])
        for node in [node for node in root if any(mark in str(value) for value in node.attrib.values())]:
            root.remove(node)
        members[name] = etree.tostring(root)
    path.write_bytes(write_package(members))


def state(workspace: Path, path: Path) -> dict[str, Any]:
    return verify(Workspace(workspace), path)


def sections(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["avsnitt"].replace("\xa0", " "), one["ändring"]) for one in found["avsnitt"]]


def test_a_document_says_what_it_was_made_from_without_a_person_in_it(made: Path) -> None:
    said = provenance_of(read_package(made.read_bytes(), "x"))
    assert (said["avtal"], said["dokumenttyp"], said["dag"], said["version"]) == (
        "prov-2024",
        "overenskommelse",
        "2024-03-01",
        "utkast",
    )
    hashes = [text for name, text in said.items() if name.startswith("underlag.")]
    assert len(hashes) == 7
    assert all(len(digest) == 64 for digest in hashes)
    custom = zipfile.ZipFile(made).read(CUSTOM).decode()
    assert "Exempeljouren" not in custom and str(made.parent.parent.parent) not in custom


def test_minutes_say_which_meeting_they_are_of(made: Path) -> None:
    said = provenance_of(read_package((made.parent / "styrgruppsprotokoll-2024-09-05.docx").read_bytes(), "x"))
    assert (said["post"], said["postens dag"]) == ("2", "2024-09-05")


def test_the_same_data_gives_the_same_bytes_with_the_provenance_in_them(workspace: Path, made: Path) -> None:
    before = made.read_bytes()
    shutil.rmtree(workspace / "output")
    opened = Workspace(workspace)
    list(Batch(opened, Wish(DAY)).make(opened.agreements()))
    assert made.read_bytes() == before


@pytest.mark.node
def test_the_open_xml_validator_takes_the_properties(made: Path) -> None:
    done = subprocess.run([VALIDATOR, made], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_an_unedited_document_of_todays_data_is_said_to_be_that(workspace: Path, made: Path) -> None:
    found = state(workspace, made)
    assert (found["oredigerat"], found["aktuellt"], found["skillnader"]) == (True, True, [])
    assert found["läge"] == "oredigerat och gjort av dagens uppgifter"
    assert found["gjort_av"].startswith("avtalet prov-2024, overenskommelse, 2024-03-01, utkast, iopdocs ")


def test_without_its_receipt_and_under_another_name_a_document_is_known(workspace: Path, made: Path) -> None:
    moved = workspace / "Avtal från i fjol (kopia).docx"
    made.rename(moved)
    made.with_name("overenskommelse.kvitto.json").unlink()
    found = state(workspace, moved)
    assert (found["oredigerat"], found["aktuellt"]) == (True, True)
    assert found["ursprung"]["enligt"] == "dokumentet"


def test_a_document_in_the_place_of_another_is_told_by_what_it_says_itself(workspace: Path, made: Path) -> None:
    shutil.copyfile(made.with_name("pressmeddelande.docx"), made)
    found = state(workspace, made)
    assert (found["oredigerat"], found["ursprung"]["dokumenttyp"]) == (True, "pressmeddelande")


def test_without_properties_the_receipt_tells(workspace: Path, made: Path) -> None:
    without_properties(made)
    found = state(workspace, made)
    assert (found["oredigerat"], found["aktuellt"], found["avsnitt"]) == (False, True, [])
    assert found["läge"] == "redigerat efter att det gjordes, men texten är densamma"
    assert found["ursprung"]["enligt"] == "kvittot"


def test_without_properties_and_receipt_nothing_can_be_said(workspace: Path, made: Path) -> None:
    without_properties(made)
    made.with_name("overenskommelse.kvitto.json").unlink()
    found = state(workspace, made)
    assert (found["oredigerat"], found["aktuellt"], found["ursprung"], found["avsnitt"]) == (False, False, None, None)
    assert "går inte att pröva" in found["läge"]


def test_other_formats_are_known_by_the_receipt_alone(workspace: Path, made: Path) -> None:
    text = made.with_suffix(".txt")
    assert state(workspace, text)["oredigerat"]
    text.write_text(text.read_text(encoding="utf-8") + "mer", encoding="utf-8")
    found = state(workspace, text)
    assert (found["oredigerat"], found["avsnitt"]) == (False, None)
    assert "går bara att säga om Word-filer" in found["läge"]


@pytest.mark.parametrize("receipt", [True, False], ids=["with the receipt", "without it"])
def test_an_edited_paragraph_is_shown_by_its_section(workspace: Path, made: Path, receipt: bool) -> None:
    edit(made, reword)
    if not receipt:
        made.with_name("overenskommelse.kvitto.json").unlink()
    found = state(workspace, made)
    assert (found["oredigerat"], found["aktuellt"]) == (False, True)
    assert sections(found) == [("§ 1 Parter", "ändrat")]
    assert found["läge"] == "redigerat efter att det gjordes; 1 avsnitt skiljer"
    assert "{ingås mellan → sluts av}" in found["skillnader"][0]


def test_an_edited_table_cell_is_shown_by_its_section(workspace: Path, made: Path) -> None:
    def change(opened: Any) -> None:
        opened.tables[0].cell(1, 1).text = "212000-0000"

    edit(made, change)
    (one,) = state(workspace, made)["avsnitt"]
    assert one["avsnitt"].endswith("Parter")
    assert one["nu"].endswith("| 212000-0000")


@pytest.mark.parametrize("kept", [True, False])
def test_an_edited_document_of_other_data_names_what_changed_in_the_data_and_by_hand(
    kept: bool, workspace: Path, made: Path
) -> None:
    edit(made, reword)
    if not kept:
        shutil.rmtree(workspace / ".iopdocs")
    (workspace / "agreements" / "prov.yaml").write_text(EXAMPLE + "status: beslutat\n", encoding="utf-8")
    (workspace / "iopdocs.yaml").write_text("regler: {citat: citattecken}\n", encoding="utf-8")
    found = state(workspace, made)
    assert (found["aktuellt"], bool(found["avsnitt"])) == (False, kept)
    assert found["skillnader"][:2] == ["ändrat: avtalets fil", "ändrat: iopdocs.yaml"]
    assert ("går inte att säga vilka avsnitt" in found["läge"]) != kept


def test_an_edited_protocol_is_compared_with_that_of_its_own_meeting(workspace: Path, made: Path) -> None:
    minutes = made.with_name("styrgruppsprotokoll-2024-09-05.docx")

    def change(opened: Any) -> None:
        opened.add_paragraph("Ett tillägg för hand.")

    edit(minutes, change)
    found = state(workspace, minutes)
    assert [one["nu"] for one in found["avsnitt"]] == ["Ett tillägg för hand."]


def test_another_agreement_with_the_same_id_is_not_taken_for_the_one(workspace: Path, made: Path) -> None:
    other = f"id: prov-2024\ndokumentnamn: Överenskommelse\n{PARTIES}"
    (workspace / "agreements" / "a-annat.yaml").write_text(other, encoding="utf-8")
    assert state(workspace, made)["aktuellt"]
    (workspace / "agreements" / "prov.yaml").write_text(EXAMPLE + "status: beslutat\n", encoding="utf-8")
    found = state(workspace, made)
    assert (found["oredigerat"], found["aktuellt"]) == (True, False)
    assert "flera avtal har id prov-2024 (agreements/a-annat.yaml, agreements/prov.yaml)" in found["läge"]
    (workspace / "agreements" / "prov.yaml").unlink()
    assert state(workspace, made)["skillnader"] == ["ändrat: avtalets fil"]


def test_a_document_whose_agreement_is_gone_says_so(workspace: Path, made: Path) -> None:
    (workspace / "agreements" / "prov.yaml").write_text(EXAMPLE.replace("prov-2024", "annat"), encoding="utf-8")
    found = state(workspace, made)
    assert (
        found["läge"]
        == "oredigerat enligt dokumentet självt; avtalets fil finns inte längre (inget avtal har id prov-2024)"
    )


def test_a_document_made_by_another_version_says_that_this_may_be_why(
    workspace: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(made, reword)
    monkeypatch.setattr("iopdocs.__version__", "99.0")
    assert "programmet nu är 99.0" in state(workspace, made)["skillnader"][-1]


def test_the_seal_breaks_when_anything_in_the_document_is_changed(made: Path) -> None:
    members = read_package(made.read_bytes(), "x")
    assert is_sealed(made.read_bytes())
    for name in members:
        assert not is_sealed(write_package({**members, name: members[name] + b" "}))
    assert not is_sealed(write_package({**members, "word/extra.xml": b"<x/>"}))


def test_a_comparison_is_told_from_a_document(workspace: Path, made: Path) -> None:
    data = redline(made.read_bytes(), made.with_name("pressmeddelande.docx").read_bytes(), "iopdocs", DAY).data
    facts = {"avtal": "prov-2024", "jämfört_med": "annat", "dag": "2024-03-01"}
    written = write_document(made.parent, "overenskommelse-andringar", ".docx", data, facts)
    found = state(workspace, written.path)
    assert (found["oredigerat"], found["aktuellt"]) == (True, False)
    assert found["läge"].startswith("en jämförelse med spårade ändringar, oredigerad enligt dokumentet självt")
    edit(written.path, lambda opened: opened.add_paragraph("Min anteckning"))
    assert not state(workspace, written.path)["oredigerat"]


def test_a_missing_file_is_told(workspace: Path) -> None:
    with (workspace / "stor.docx").open("wb") as file:
        file.truncate(3_000_000_000)
    for name, code in (("finns-inte.docx", "saknad-fil"), ("agreements", "mapp"), ("stor.docx", "för-stor-mall")):
        with pytest.raises(InvalidTemplate) as caught:
            state(workspace, workspace / name)
        assert caught.value.problems[0].code == code


def said_by(path: Path, name: str, value: str) -> None:
    """Let a document say something else of where it comes from."""
    members = read_package(path.read_bytes(), "x")
    root = etree.fromstring(members[CUSTOM])
    (node,) = [node for node in root if node.get("name") == f"iopdocs.{name}"]
    node[0].text = value
    path.write_bytes(write_package({**members, CUSTOM: etree.tostring(root)}))


def test_what_a_document_says_of_itself_is_never_taken_for_our_words(workspace: Path, made: Path) -> None:
    for value in ("x\n/tmp/x.docx: oredigerat och gjort av dagens uppgifter", "²", "9" * 5_000):
        said_by(made, "program", value)
        line = state(workspace, made)["gjort_av"]
        assert value[:1] in line
        assert "\n" not in line
        assert len(line) <= 300
    minutes = made.parent / "styrgruppsprotokoll-2024-09-05.docx"
    for number in ("²", "9" * 5_000, "-1", "0"):
        said_by(minutes, "post", number)
        assert state(workspace, minutes)["läge"]


@pytest.mark.libreoffice
def test_a_document_saved_by_libreoffice_keeps_its_provenance_and_its_text(workspace: Path, made: Path) -> None:
    profile = (workspace / "profil").as_uri()
    target = workspace / "sparat"
    program = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*program, "--outdir", target, made], capture_output=True, timeout=HANG, check=True)
    found = state(workspace, target / made.name)
    assert found["läge"] == "redigerat efter att det gjordes, men texten är densamma"
    assert found["ursprung"]["enligt"] == "dokumentet"


def test_the_command_shows_origin_and_sections_and_exits_1_when_edited(
    workspace: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    assert CliRunner().invoke(command, [str(made)]).exit_code == 0
    edit(made, reword)
    done = CliRunner().invoke(command, [str(made)])
    assert done.exit_code == 1
    assert "gjort av: avtalet prov-2024" in done.stdout
    assert "{ingås mellan → sluts av}" in done.stdout
    (result,) = json.loads(CliRunner().invoke(command, [str(made), "--json"]).stdout)["resultat"]
    assert result["avsnitt"][0]["ändring"] == "ändrat"


def test_a_file_that_is_no_word_file_inside_is_judged_by_its_receipt(workspace: Path, made: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    for data in (b"inte Word", broken.getvalue()):
        made.write_bytes(data)
        found = state(workspace, made)
        assert (found["oredigerat"], found["avsnitt"]) == (False, None)


def test_spoiled_properties_count_as_none(workspace: Path, made: Path) -> None:
    members = read_package(made.read_bytes(), "x")
    made.write_bytes(write_package({**members, CUSTOM: b"<spoiled"}))
    assert state(workspace, made)["ursprung"]["enligt"] == "kvittot"


def test_a_format_that_was_not_made_again_with_the_others_is_not_called_current(workspace: Path, made: Path) -> None:
    text = made.with_suffix(".txt")
    assert state(workspace, text)["aktuellt"]
    place = workspace / "agreements" / "prov.yaml"
    place.write_text(EXAMPLE.replace("Exempeljouren", "Nyjouren"), encoding="utf-8")
    opened = Workspace(workspace)
    list(Batch(opened, Wish(DAY, formats=("docx",))).make(opened.agreements()))
    found = state(workspace, text)
    assert (found["oredigerat"], found["aktuellt"]) == (True, False)
    assert "har gjorts om sedan dess, men inte i det här formatet" in found["läge"]
    assert state(workspace, made)["aktuellt"]


def test_a_draft_leaves_the_final_version_it_would_replace(workspace: Path) -> None:
    shutil.copy(ROOT / "tests/agreements/exempelby-komplett-2026.yaml", workspace / "agreements" / "prov.yaml")
    opened = Workspace(workspace)
    wish = Wish(date(2026, 1, 15), ("overenskommelse",), final=True)
    (final,) = Batch(opened, wish).make(opened.agreements())
    assert not final.failed, final.problems
    document = final.written[0].path
    before = document.read_bytes()
    (draft,) = Batch(opened, Wish(date(2026, 1, 16), ("overenskommelse",))).make(opened.agreements())
    assert [one.path.name for one in draft.written] == ["overenskommelse.ny.docx"]
    assert document.read_bytes() == before
    # Also when the receipt that says so is gone: the document says it itself.
    document.with_name("overenskommelse.kvitto.json").unlink()
    (draft,) = Batch(opened, Wish(date(2026, 1, 17), ("overenskommelse",))).make(opened.agreements())
    assert [one.path.name for one in draft.written] == ["overenskommelse.ny.docx"]
    assert document.read_bytes() == before
    # What is put in its place by hand, as it was made, counts as ours.
    document.with_name("overenskommelse.ny.docx").replace(document)
    (draft,) = Batch(opened, Wish(date(2026, 1, 18), ("overenskommelse",))).make(opened.agreements())
    assert [one.path.name for one in draft.written] == ["overenskommelse.docx"]
