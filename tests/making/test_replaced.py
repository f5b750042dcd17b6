"""``ersätter``: a known one tells of the agreement before, an unknown one is a fault, and nothing protected is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks.samples.documents import plain, text_of
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

DAY = date(2026, 11, 21)
PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren, orgnr: 899999-0040}
"""
OLD = f"""id: gammalt
dokumentnamn: överenskommelse om stödsamtal
diarienummer: SN 2022/7
undertecknat: 2022-12-01
{PARTIES}avtalstid: {{från: 2023-01-01, till: 2024-12-31}}
ekonomi: {{komponenter: [{{id: drift, benämning: Drift, slag: per år, år: 2023, belopp: 100 000}}]}}
tillägg:
  - undertecknat: 2024-01-01
    gäller_från: 2024-01-01
    belopp: [{{komponent: drift, benämning: Drift, år: 2024, nytt: 120 000}}]
  - status: förslag
    gäller_från: 2024-01-01
    belopp: [{{komponent: drift, benämning: Drift, år: 2024, nytt: 999 000}}]
förlängningar:
  - {{undertecknat: 2024-11-01, från: 2025-01-01, till: 2026-12-31}}
"""
NEW = f"id: nytt\nersätter: gammalt\ndokumentnamn: överenskommelse\nstatus: beslutat\n{PARTIES}"


def workspace(folder: Path, *texts: str) -> Workspace:
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    for number, text in enumerate(texts):
        (folder / "agreements" / f"{number}.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def made(space: Workspace, **more: bool) -> list[Outcome]:
    return list(Batch(space, Wish(DAY, ("overenskommelse",), **more)).make(space.agreements()))  # type: ignore[arg-type]


def text(folder: Path) -> str:
    return plain(text_of((folder / "output" / "nytt" / "overenskommelse.docx").read_bytes()))


def test_the_agreement_before_is_told_of_with_its_parties_days_and_amount(tmp_path: Path) -> None:
    prolonged = OLD[: OLD.index("förlängningar:")]
    assert not any(one.failed for one in made(workspace(tmp_path, prolonged, NEW)))
    assert (
        "Överenskommelsen ersätter överenskommelsen om stödsamtal mellan Exempelby kommun och Exempeljouren. "
        "Den tidigare handlingen undertecknades den 1 december 2022. Den har diarienummer SN 2022/7. "
        "Den avser tiden från och med den 1 januari 2023 till och med den 31 december 2024. "
        "Ersättningen enligt den är 220 000 kronor sammanlagt."
    ) in text(tmp_path)


def test_what_it_came_to_is_told_only_when_it_is_known(tmp_path: Path) -> None:
    made(workspace(tmp_path, OLD, NEW))
    assert "till och med den 31 december 2026." in text(tmp_path)  # as it was prolonged
    assert "sammanlagt" not in text(tmp_path)  # an amount that was changed, in years that nobody stated one for


def test_in_a_proposal_it_is_only_proposed_to_replace(tmp_path: Path) -> None:
    made(workspace(tmp_path, OLD, NEW.replace("beslutat", "förslag")))
    assert "Överenskommelsen föreslås ersätta överenskommelsen om stödsamtal" in text(tmp_path)


@pytest.mark.parametrize(
    "old",
    [OLD.replace("2023-01-01, till", "2023-13-01, till"), OLD.replace("parter:", "partar:")],
)
def test_of_a_file_that_cannot_be_used_nothing_is_told(tmp_path: Path, old: str) -> None:
    outcome = made(workspace(tmp_path, old, NEW))[1]
    assert not outcome.failed
    assert "ersätter-okänt" not in {one.code for one in outcome.problems}
    assert not {"SN 2022/7", "220 000"} & set(text(tmp_path).split(". "))
    assert "Den avser tiden" not in text(tmp_path)


@pytest.mark.parametrize("named", ["gamalt", "nytt"])
def test_an_agreement_that_is_not_there_is_a_fault_and_stops_a_final_version(tmp_path: Path, named: str) -> None:
    space = workspace(tmp_path, OLD, NEW.replace("ersätter: gammalt", f"ersätter: {named}"))
    (problem,) = [one for one in made(space, final=True)[1].problems if one.code == "ersätter-okänt"]
    assert (problem.file, problem.line, problem.where) == ("agreements/1.yaml", 2, "ersätter")
    assert problem.message == f"Inget avtal har id ”{named}”, som det här ska ersätta."
    missing = "Rätta id, eller lägg det förra avtalets fil i mappen agreements."
    assert problem.hint == ("Menade du gammalt?" if named == "gamalt" else missing)


def test_what_any_agreement_protects_is_not_told_of_the_one_before(tmp_path: Path) -> None:
    hidden = "adress: {gata: Dolda backen 12, postnummer: 999 31, ort: Undangömda, skyddad: ja}"
    old = OLD.replace("orgnr: 899999-0040", hidden).replace("om stödsamtal", "om huset på Dolda backen 12")
    made(workspace(tmp_path, old, NEW))
    written = (path.read_bytes() for path in (tmp_path / "output" / "nytt").iterdir())
    said = text(tmp_path) + "".join(one.decode("utf-8", "replace") for one in written)
    assert "Dolda backen" not in said
    assert "Överenskommelsen ersätter [saknas: det ersatta avtalets namn] mellan" in said


def test_what_is_said_of_the_agreement_before_is_made_anew_when_its_file_has_changed(tmp_path: Path) -> None:
    made(workspace(tmp_path, OLD, NEW), only_new=True)
    receipt = json.loads((tmp_path / "output" / "nytt" / "overenskommelse.kvitto.json").read_text(encoding="utf-8"))
    assert set(receipt["underlag"]) >= {"avtal", "ersatt_avtal"}
    assert "overenskommelse" in made(Workspace(tmp_path), only_new=True)[1].unchanged
    file = tmp_path / "agreements" / "0.yaml"
    file.write_text(OLD.replace("SN 2022/7", "SN 2022/8"), encoding="utf-8")
    assert made(Workspace(tmp_path), only_new=True)[1].written
    assert "SN 2022/8" in text(tmp_path)
