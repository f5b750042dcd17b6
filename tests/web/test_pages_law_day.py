"""The law day in the workbench: why that day, what is cited as of it, and what another would change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.cli import make_workspace
from tests.support.pages import Pages

NAME = "exempelby-komplett-2026.yaml"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    root = make_workspace(tmp_path)
    shutil.copy(ROOT / "tests" / "agreements" / NAME, root / "agreements" / NAME)
    return Pages(root)


def road(pages: Pages, name: str) -> str:
    return f"/avtal/{pages.app.state.desk.key(pages.app.state.desk.root / 'agreements' / name)}/lag"


def test_the_day_its_reason_and_what_another_day_changes(pages: Pages) -> None:
    there = road(pages, NAME)
    shown = pages.get(there).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Lagen gäller som den var den 15 december 2025" in shown
    assert '#f-undertecknat">undertecknat</a>' in shown
    assert "socialtjänstlagen (2025:400)" in shown
    assert "(2001:453)" not in shown
    before = pages.get(f"{there}?dag=2025-06-30").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "gällde inte än, först 2025-07-01" in before
    assert "socialtjänstlagen (2001:453)" in before
    assert "samma bestämmelse" in before


def test_a_day_that_cannot_be_read_is_told_and_one_that_is_not_known_is_asked_for(pages: Pages) -> None:
    assert "Det här går inte att läsa" in pages.get(f"{road(pages, NAME)}?dag=ig%C3%A5r").text
    assert "är inte känd än" in pages.get(road(pages, "prov.yaml")).text
