"""A signing package: the very final version with fields for those who sign, who they are, and what to do."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name
from pikepdf.pdfa import validate_written

from iopdocs.model.party import Party, Signatory
from iopdocs.signing.manifest import Manifest, SignatoryEntry
from iopdocs.signing.package import Wanted, package
from iopdocs.signing.signatories import ToSign
from tests.conftest import ROOT
from tests.support.batches import run, small_workspace
from tests.support.cli import Cli
from tests.support.editing import edit_file, replace
from tests.support.pdf_rules import broken, heard, without_ua
from tests.support.records import DAY, ID, KIND, data

pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("pdf_made_once")]

ON = ("--on", str(DAY))
FILE, FINAL = Path("agreements", "a.yaml"), Path("output", ID, f"{KIND}.docx")
PDF, MANIFEST, PAGE = (FINAL.with_suffix(f".underskrift.{end}") for end in ("pdf", "json", "html"))
ANNA = "{namn: Anna Exempelsson, titel: socialnämndens ordförande, ort: Exempelby"
REACHED = data().replace(ANNA, f"{ANNA}, e_post: anna.exempelsson@exempel.se")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_workspace(tmp_path_factory.mktemp("arbete"), {"a.yaml": REACHED})
    run(root, day=DAY, final=True, formats=("docx", "pdf"))
    run(root, day=DAY, documents=("pressmeddelande",))
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "arbete"
    shutil.copytree(made, root)
    monkeypatch.chdir(root)
    return root


def codes(cli: Cli, *arguments: object) -> tuple[int, set[str]]:
    code, out, _ = cli("sign", *arguments, *ON, "--json")
    return code, {one["kod"] for one in json.loads(out)["problem"]}


def without_form(data: bytes) -> io.BytesIO:
    """Return a PDF file without its form and fields, which ``pikepdf.pdfa`` does not know."""
    target = io.BytesIO()
    with pikepdf.open(without_ua(data)) as opened:
        del opened.Root["/AcroForm"]
        for page in opened.pages:
            if "/Annots" in page:
                page.Annots = pikepdf.Array([one for one in page.Annots if one.Subtype != Name.Widget])
        opened.save(target)
    target.seek(0)
    return target


def form_faults(data: bytes) -> list[str]:
    """Return what is wrong with the form by ISO 19005-2, 6.3.2, 6.3.3 and 6.4.1, and by PDF/UA, 7.18.1 and 7.18.4."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        form = opened.Root.AcroForm
        found += ["NeedAppearances"] if form.get("/NeedAppearances", False) else []
        found += ["XFA"] if "/XFA" in form else []
        parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        for field in form.Fields:
            flags = int(field.F)
            found += ["not printed, or hidden"] if not flags & 4 or flags & (1 | 2 | 32 | 256) else []
            found += ["an action"] if "/A" in field or "/AA" in field else []
            found += ["no look of its own"] if set(field.AP.keys()) != {"/N"} else []
            found += ["no name to read out"] if not str(field.get("/TU", "")) else []
            element = parents[int(field.StructParent)]
            found += ["not tagged"] if str(element.S) != "/Form" or element.K.Obj.objgen != field.objgen else []
            found += ["not on its page"] if not any(one.objgen == field.objgen for one in field.P.Annots) else []
    return found


def test_the_pdf_is_that_of_the_final_version_with_fields_and_keeps_what_it_claims(
    root: Path, cli: Cli, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    code, out, err = cli("sign", FINAL, *ON)
    assert code == 0 and out.split() == [str(PDF), str(MANIFEST), str(PAGE)]
    assert "Anna" not in err and "varken e-postadress eller telefonnummer är känt till Fatima" in err.replace("V", "v")
    pdf = PDF.read_bytes()
    assert validate_written(without_form(pdf), "2b").passed
    assert (form_faults(pdf), broken(pdf), heard([PDF])) == ([], [], {PDF.stem: set()})
    with pikepdf.open(PDF) as signed, pikepdf.open(FINAL.with_suffix(".pdf")) as final:
        for one, other in zip(signed.pages, final.pages, strict=True):
            assert one.Contents.read_bytes() == other.Contents.read_bytes()


def test_each_field_lies_on_the_line_of_the_one_who_signs(root: Path, cli: Cli) -> None:
    assert cli("sign", FINAL, *ON)[0] == 0
    said = json.loads(MANIFEST.read_text(encoding="utf-8"))
    first, second, third = said["undertecknare"]
    assert [one["namn"] for one in said["undertecknare"]] == [
        "Anna Exempelsson",
        "Fatima Utkastdotter",
        "Karl Modellström",
    ]
    assert first["sida"] == second["sida"] == third["sida"]
    assert first["plats"][2] < second["plats"][0]  # in the column to the left
    assert third["plats"][3] < second["plats"][1]  # beneath
    with pikepdf.open(PDF) as opened:
        fields = {str(one.T): one for one in opened.Root.AcroForm.Fields}
        assert [[float(value) for value in fields[one["fält"]].Rect] == one["plats"] for one in said["undertecknare"]]
        assert all("/V" not in one for one in fields.values())


def test_the_manifest_tells_how_each_is_reached_and_what_is_not_known(root: Path, cli: Cli) -> None:
    assert cli("sign", FILE, *ON)[0] == 0
    said = json.loads(MANIFEST.read_text(encoding="utf-8"))
    pdf = PDF.read_bytes()
    assert (said["sha256"], said["storlek"]) == (sha256(pdf).hexdigest(), len(pdf))
    assert said["slutlig_version_sha256"] == sha256(FINAL.read_bytes()).hexdigest()
    assert (said["avtal"], said["fil"], said["slutlig_version"]) == (ID, PDF.name, FINAL.name)
    anna, fatima, _ = said["undertecknare"]
    assert (anna["e_post"], anna["saknas"]) == ("anna.exempelsson@exempel.se", ["telefon"])
    assert (anna["part"], anna["partens_roll"], anna["uppgift"]) == (
        "Exempelby kommun", "offentlig", ["parter", 0, "undertecknare", 0],
    )  # fmt: skip
    assert (fatima["e_post"], fatima["saknas"]) == (None, ["e_post", "telefon"])
    page = PAGE.read_text(encoding="utf-8")
    assert "anna.exempelsson@exempel.se" in page and page.count("[saknas: e-postadress]") == 2
    assert said["sha256"] in page and PDF.name in page and "http" not in page


def test_every_key_of_the_manifest_is_in_the_handbook() -> None:
    page = (ROOT / "docs" / "handbok" / "underskrift.md").read_text(encoding="utf-8")
    for record in (Manifest, SignatoryEntry):
        for info in record.model_fields.values():
            assert f"| `{info.alias}` | {info.description} |" in page


def test_the_same_package_is_made_once_and_another_lies_beside_it(root: Path, cli: Cli) -> None:
    assert cli("sign", FINAL, *ON)[0] == 0
    before = {path: path.read_bytes() for path in FINAL.parent.iterdir()}
    assert "Filerna finns redan" in cli("sign", FINAL, "--on", "2026-01-20")[2]
    assert {path: path.read_bytes() for path in FINAL.parent.iterdir()} == before
    FILE.write_text(REACHED.replace("anna.exempelsson@", "anna@"), encoding="utf-8")
    assert cli("sign", FINAL, *ON)[0] == 0
    second = json.loads(MANIFEST.with_name(f"{KIND}.underskrift-2.json").read_text(encoding="utf-8"))
    assert second["fil"] == f"{KIND}.underskrift-2.pdf"
    assert {path: path.read_bytes() for path in before} == before
    receipt = json.loads((FINAL.parent / f"{KIND}.underskrift-2.kvitto.json").read_text(encoding="utf-8"))
    assert receipt["underskrift_av"] == FINAL.name and len(receipt["filer"]) == 3


def test_a_signing_package_is_no_document_to_verify(root: Path, cli: Cli) -> None:
    assert cli("sign", FINAL, *ON)[0] == 0
    assert "underskrift" not in cli("verify", FINAL.parent)[1]


def test_drafts_edited_finals_and_what_nobody_signs_are_refused(root: Path, cli: Cli) -> None:
    draft, press = (FINAL.with_name(f"pressmeddelande{end}.docx") for end in (".ny", ""))
    assert codes(cli, draft) == (1, {"inte-slutlig"})
    assert codes(cli, press) == (1, {"undertecknas-inte"})
    made_of = FINAL.read_bytes()
    edit_file(FINAL, replace("Provvägen 4", "Provvägen 8"))
    assert codes(cli, FINAL) == (1, {"ändrad-slutlig"})
    assert codes(cli, FINAL, draft) == (1, {"ändrad-slutlig", "inte-slutlig"})
    FINAL.write_bytes(made_of)
    assert not list(FINAL.parent.glob("*underskrift*"))


def test_an_older_final_version_is_refused(root: Path, cli: Cli) -> None:
    FILE.write_text(REACHED.replace("tid: 6 månader", "tid: 9 månader"), encoding="utf-8")
    assert cli("render", "--final", "--document", KIND, *ON)[0] == 0
    assert codes(cli, FINAL) == (1, {"äldre-slutlig"})
    assert codes(cli, FILE)[0] == 0
    assert FINAL.with_name(f"{KIND}.slutlig-2.underskrift.pdf").exists()


def test_one_whom_the_data_names_and_the_document_does_not_is_refused(root: Path, cli: Cli) -> None:
    FILE.write_text(REACHED.replace("Karl Modellström", "Kalle Provsson"), encoding="utf-8")
    assert codes(cli, FINAL) == (1, {"undertecknare-saknas"})


def test_an_address_that_is_protected_is_never_in_a_package(root: Path, cli: Cli) -> None:
    own = re.search(r"e_post: (\S+)\n    webb[^\n]*\n    verksam_sedan: 1998", REACHED)
    hidden = REACHED.replace("    verksam_sedan: 1998\n", "    verksam_sedan: 1998\n    skyddade_uppgifter: [e_post]\n")
    assert own and hidden != REACHED
    hidden = hidden.replace("anna.exempelsson@exempel.se", own[1])
    FILE.write_text(hidden, encoding="utf-8")
    code, told = codes(cli, FINAL)
    assert code == 1 and "röjd-uppgift" in told, told
    assert not list(FINAL.parent.glob("*underskrift*"))


def test_who_has_no_line_gets_a_field_that_is_not_seen_and_is_told(root: Path, cli: Cli) -> None:
    nobody = ToSign(Signatory(namn="Ingen Alls"), Party(namn="X"), (), None, None)
    made: Any = package(Wanted("a.docx", FINAL.read_bytes(), "A", "a", KIND, None, [nobody]))
    assert made.unplaced == ("Ingen Alls",)
    assert (form_faults(made.pdf), broken(made.pdf)) == ([], [])
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert [float(one) for one in opened.Root.AcroForm.Fields[0].Rect] == [0, 0, 0, 0]
