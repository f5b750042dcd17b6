"""Agreements that are not renewed, or not wholly: changed meanwhile, giving something away, documents that fail."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from iopdocs.renewal.run import FAILED, Renewal, Renewed, Window
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.words import word

AGREEMENT = """id: jouren-2022
status: undertecknat
undertecknat: 2021-12-10
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
"""
WINDOW = Window(date(2024, 10, 1), date(2024, 12, 31), redline=False)


def workspace(folder: Path, more: str = "") -> Path:
    shutil.copytree(ROOT / "templates", folder / "templates")
    file = folder / "agreements" / "jouren-2022.yaml"
    file.parent.mkdir()
    file.write_text(AGREEMENT + more, encoding="utf-8")
    return file


def renewed(folder: Path, file: Path) -> Renewed:
    renewal = Renewal(Workspace(folder), WINDOW)
    (result,) = renewal.renew(renewal.chosen([file]))
    return result


def test_no_successor_is_made_under_another_id_than_the_one_that_was_looked_for(tmp_path: Path) -> None:
    file = workspace(tmp_path)
    renewal = Renewal(Workspace(tmp_path), WINDOW)
    chosen = renewal.chosen([file])
    file.write_text(AGREEMENT.replace("id: jouren-2022", "id: annat-2022"), encoding="utf-8")
    (result,) = Renewal(Workspace(tmp_path), WINDOW).renew(chosen)
    (problem,) = result.problems
    assert (result.state, problem.code, problem.hint) == (FAILED, "efterträdare-finns", "Kör igen.")
    assert problem.message == ("efterträdaren skulle ha fått id jouren-2025, men filen ändrades medan körningen pågick")
    assert [path.name for path in file.parent.iterdir()] == ["jouren-2022.yaml"]


def test_an_agreement_that_gives_something_away_is_named_and_refused(tmp_path: Path) -> None:
    file = workspace(tmp_path, "syfte: [stödja den med nummer 670919-9530]\n")
    result = renewed(tmp_path, file)
    assert (result.state, result.agreement, result.path) == (FAILED, "jouren-2022", None)
    assert [(one.code, one.file) for one in result.problems] == [
        ("personnummer", "agreements/jouren-2022.yaml"),
        ("utelämnat", "agreements/jouren-2022.yaml"),
    ]
    assert [path.name for path in file.parent.iterdir()] == ["jouren-2022.yaml"]


def test_a_draft_whose_documents_cannot_be_made_is_told_as_failed(tmp_path: Path) -> None:
    file = workspace(tmp_path)
    (tmp_path / "templates" / "overenskommelse" / "mall.docx").write_bytes(word("{{ avtal.saknad }}"))
    result = renewed(tmp_path, file)
    assert result.state == FAILED
    assert any("saknad" in one.message for one in result.problems), result.problems
