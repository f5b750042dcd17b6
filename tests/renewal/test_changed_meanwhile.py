"""An agreement whose file is changed between the choice and the renewal."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from iopdocs.renewal.run import FAILED, Renewal, Window
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

AGREEMENT = """id: jouren-2022
status: undertecknat
undertecknat: 2021-12-10
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
"""
WINDOW = Window(date(2024, 10, 1), date(2024, 12, 31), redline=False)


def test_no_successor_is_made_under_another_id_than_the_one_that_was_looked_for(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    file = tmp_path / "agreements" / "jouren-2022.yaml"
    file.parent.mkdir()
    file.write_text(AGREEMENT, encoding="utf-8")
    renewal = Renewal(Workspace(tmp_path), WINDOW)
    chosen = renewal.chosen([file])
    file.write_text(AGREEMENT.replace("id: jouren-2022", "id: annat-2022"), encoding="utf-8")
    (result,) = Renewal(Workspace(tmp_path), WINDOW).renew(chosen)
    (problem,) = result.problems
    assert (result.state, problem.code, problem.hint) == (FAILED, "efterträdare-finns", "Kör igen.")
    assert problem.message == ("efterträdaren skulle ha fått id jouren-2025, men filen ändrades medan körningen pågick")
    assert [path.name for path in file.parent.iterdir()] == ["jouren-2022.yaml"]
