"""A signed file that comes back: whether it is the document, whole, and signed by those who should sign it."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from iopdocs.usecases.sign import sign
from iopdocs.workspace import Workspace
from tests.support.batches import run, small_workspace
from tests.support.cli import Cli
from tests.support.records import DAY, ID, KIND, data
from tests.support.signers import issuer, signed_by

pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("pdf_made_once")]

ON, LATER = ("--on", str(DAY)), ("--on", "2026-03-01")
ANNA, FATIMA, KARL = "Anna Exempelsson", "Fatima Utkastdotter", "Karl Modellström"
ALL = (ANNA, FATIMA, KARL)
# Late in the evening in Greenwich it is the day after in Sweden.
WHEN = (
    datetime(2026, 2, 3, 12, tzinfo=UTC),
    datetime(2026, 2, 4, 12, tzinfo=UTC),
    datetime(2026, 2, 9, 23, 30, tzinfo=UTC),
)
#: The agreement as it is before anybody signs: nobody's day is known.
UNSIGNED = data().replace(", datum: 2025-12-15}", "}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a final version and its signing package."""
    root = small_workspace(tmp_path_factory.mktemp("arbete"), {"a.yaml": UNSIGNED})
    run(root, day=DAY, documents=(KIND,), final=True)
    sign(Workspace(root), (root / "agreements" / "a.yaml",), DAY)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it, which is the current folder."""
    root = tmp_path / "arbete"
    shutil.copytree(made, root)
    monkeypatch.chdir(root)
    return root


def package(root: Path) -> bytes:
    return (root / "output" / ID / f"{KIND}.underskrift.pdf").read_bytes()


def signed(pdf: bytes, names: Sequence[str] = ALL) -> bytes:
    """Return a file that these have signed in their fields, in order."""
    for number, (name, when) in enumerate(zip(names, WHEN, strict=False), start=1):
        pdf = signed_by(pdf, f"underskrift-{number}", issuer().signer(name), when)
    return pdf


def painted(pdf: bytes) -> bytes:
    """Return a PDF file to which a red patch on its first page has been added, as an editor saves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.find_page_for_modification(0)[0].get_object()
    patch = generic.StreamObject(stream_data=b"q 1 0 0 rg 50 700 300 40 re f Q")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(patch)])
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def asked(cli: Cli, pdf: bytes, *options: object) -> tuple[int, dict[str, Any], set[str]]:
    """Return the exit code, what is known of the file, and the codes of what is said of it."""
    Path("hämtad.pdf").write_bytes(pdf)
    code, out, _ = cli("signed", "hämtad.pdf", *ON, "--json", *options)
    answer = json.loads(out)
    found = answer["resultat"][0] if answer["resultat"] else {}
    return code, found, {one["kod"] for one in answer["problem"]}


def test_all_have_signed_the_document_and_the_data_gets_their_days(root: Path, cli: Cli) -> None:
    code, found, told = asked(cli, signed(package(root)))
    assert (code, told) == (0, set())
    assert (found["slutlig_version"], found["känd_på"]) == (f"{KIND}.docx", "kontrollsumma")
    assert [one["undertecknare"] for one in found["underskrifter"]] == list(ALL)
    assert all(one["hel"] and one["kedja"] is None for one in found["underskrifter"])
    assert found["undertecknat"] == "2026-02-10"
    assert {one["uppgift"]: one["förslag"] for one in found["förslag"]} == {
        "status": "undertecknat",
        "undertecknat": "2026-02-10",
        "parter[1].undertecknare[1].datum": "2026-02-03",
        "parter[2].undertecknare[1].datum": "2026-02-04",
        "parter[2].undertecknare[2].datum": "2026-02-10",
    }
    assert not found["skrivet"] and found["sparad"] is None


def test_what_is_proposed_is_written_when_it_is_asked_for_and_the_file_is_kept(root: Path, cli: Cli) -> None:
    file = root / "agreements" / "a.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(
        "# Vår egen anteckning.\n" + before.replace("\nparter:", "\n# Om parterna\nparter:"), encoding="utf-8"
    )
    pdf = signed(package(root))
    code, _, told = asked(cli, pdf, "--apply")
    assert code == 1 and told  # the last day has not come yet, as of the day that is asked about
    assert "undertecknat: 2026" not in file.read_text(encoding="utf-8")
    code, found, _ = asked(cli, pdf, "--apply", *LATER)
    assert code == 0 and found["skrivet"]
    after = file.read_text(encoding="utf-8")
    assert "# Vår egen anteckning." in after and "# Om parterna" in after
    assert "\nstatus: undertecknat\nundertecknat: 2026-02-10\n" in after
    assert "datum: 2026-02-04, ort: Exempelby}" in after
    kept = root / "output" / ID / f"{KIND}.undertecknad.pdf"
    assert kept.read_bytes() == pdf
    said = json.loads((root / "output" / ID / f"{KIND}.kvitto.json").read_text(encoding="utf-8"))
    assert said["undertecknat"] is True
    assert cli("check", *LATER)[0] == 0
    code, found, told = asked(cli, pdf, "--apply", *LATER)
    assert (code, found["förslag"], found["skrivet"], told) == (0, [], False, set())
    assert found["sparad"] == str(kept)


def test_a_lawyer_reads_what_is_known_and_the_lines_to_write(root: Path, cli: Cli) -> None:
    Path("hämtad.pdf").write_bytes(signed(package(root)))
    code, out, err = cli("signed", "hämtad.pdf", *ON)
    assert (code, err) == (0, "")
    assert f"{KIND}.docx i {ID}" in out
    assert f"{ANNA}: 2026-02-03 (tiden enligt underskriften själv); gäller hela filen; vem som har" in out
    assert "    status: undertecknat\n    undertecknat: 2026-02-10\n" in out
    assert "197010632391" not in out and "19701063" not in out


def test_another_document_is_told_as_such(root: Path, cli: Cli) -> None:
    other = io.BytesIO()
    with pikepdf.open(io.BytesIO(package(root))) as opened:
        del opened.pages[3]
        opened.save(other)
    code, found, told = asked(cli, signed(other.getvalue()), "--apply")
    assert code == 1 and "annat-dokument" in told
    assert found["slutlig_version"] is None and found["sparad"] is None
    assert (root / "agreements" / "a.yaml").read_text(encoding="utf-8") == UNSIGNED


def test_what_is_added_after_the_signatures_is_told(root: Path, cli: Cli) -> None:
    changed = painted(signed(package(root)))
    code, found, told = asked(cli, changed, "--apply")
    assert (code, told) == (1, {"ändrad-efteråt", "inte-skrivet"})
    assert not (root / "output" / ID / f"{KIND}.undertecknad.pdf").exists()
    code, found, told = asked(cli, changed)
    assert not any(one["hel"] for one in found["underskrifter"]) and found["undertecknat"] is None
    assert found["förslag"] == []


def test_what_is_changed_before_the_first_signature_is_told(root: Path, cli: Cli) -> None:
    code, found, told = asked(cli, signed(painted(package(root))))
    assert (code, told) == (1, {"ändrad-efteråt"})
    assert all(one["hel"] for one in found["underskrifter"])  # each is whole: what they signed is another document


def test_bytes_that_are_changed_within_the_file_break_the_signatures(root: Path, cli: Cli) -> None:
    pdf = signed(package(root))
    place = pdf.index(b"stream\n", 5000) + 40
    code, _, told = asked(cli, pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])
    assert code == 1 and told & {"ändrad-efteråt", "annat-dokument", "ingen-pdf"}


def test_one_who_has_not_signed_is_told_and_only_the_others_days_are_proposed(root: Path, cli: Cli) -> None:
    code, found, told = asked(cli, signed(package(root), ALL[:2]))
    assert (code, told) == (1, {"underskrift-saknas"})
    assert found["saknas"] == [KARL] and found["undertecknat"] is None
    assert [one["uppgift"] for one in found["förslag"]] == [
        "parter[1].undertecknare[1].datum",
        "parter[2].undertecknare[1].datum",
    ]


def test_somebody_else_who_signs_in_her_place_is_told(root: Path, cli: Cli) -> None:
    code, found, told = asked(cli, signed(package(root), (ANNA, "Fatima Exempelsson", KARL)))
    assert (code, told) == (1, {"annan-undertecknare", "underskrift-saknas"})
    assert found["saknas"] == [FATIMA]
    assert [one["undertecknare"] for one in found["underskrifter"]] == [ANNA, None, KARL]


def test_more_first_names_and_capitals_are_the_same_person_but_told(root: Path, cli: Cli) -> None:
    pdf = signed(package(root), ALL[:2])
    signer = issuer().signer("KM", first="KARL ERIK", last="MODELLSTRÖM")
    code, found, told = asked(cli, signed_by(pdf, "underskrift-3", signer, WHEN[2]))
    assert (code, told, found["saknas"]) == (0, {"annan-stavning"}, [])
    assert found["underskrifter"][2]["certifikat"] == "KARL ERIK MODELLSTRÖM"


def test_a_file_that_nobody_has_signed_is_told(root: Path, cli: Cli) -> None:
    code, _, told = asked(cli, package(root))
    assert (code, told) == (1, {"inga-underskrifter"})


def test_who_issues_the_certificates_is_tried_only_against_those_that_are_given(root: Path, cli: Cli) -> None:
    pdf = signed(package(root))
    Path("rätt.pem").write_bytes(issuer().pem)
    Path("fel.pem").write_bytes(issuer("Någon annan").pem)
    Path("tom.pem").write_bytes(b"inget\n")
    code, found, told = asked(cli, pdf, "--trust", "rätt.pem")
    assert (code, told) == (0, set())
    assert all(one["kedja"] for one in found["underskrifter"])
    code, found, told = asked(cli, pdf, "--trust", "fel.pem")
    assert (code, told) == (1, {"okänd-utfärdare"})
    code, _, told = asked(cli, pdf, "--trust", "tom.pem")
    assert (code, told) == (1, {"inga-certifikat"})


def test_a_file_that_the_service_has_written_anew_is_known_by_its_text(root: Path, cli: Cli) -> None:
    anew = io.BytesIO()
    with pikepdf.open(io.BytesIO(package(root))) as opened:
        opened.add_blank_page()
        opened.save(anew, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    code, found, told = asked(cli, signed(anew.getvalue()))
    assert (code, told, found["känd_på"]) == (0, {"omskriven-fil"}, "text")


def test_what_is_no_pdf_is_told(root: Path, cli: Cli) -> None:
    code, _, told = asked(cli, b"hej")
    assert (code, told) == (1, {"ingen-pdf"})


def test_without_the_extra_it_is_said_how_to_get_it(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    Path("hämtad.pdf").write_bytes(package(root))
    code, _, err = cli("signed", "hämtad.pdf")
    assert code == 1 and "pip install 'iopdocs[sign]'" in err
