"""A new agreement begun in the workbench, and the law looked up there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import make_workspace
from tests.support.pages import Pages, link_to

OLD = """# Så här
id: gammalt-2024
status: undertecknat
undertecknat: 2023-12-01
avtalstid: {från: 2024-01-01, till: 2025-12-31}
# Parterna
parter:
  - {id: kommunen, typ: kommun, namn: Exempelby kommun, diarienummer: KS 2023/1}
  - {id: jouren, typ: förening, namn: Exempeljouren}
möten:
  - {datum: 2024-03-01}
syfte: [stödja barn]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path)
    (made / "agreements" / "gammalt.yaml").write_text(OLD, encoding="utf-8")
    return made


def test_an_empty_agreement_is_made_and_has_a_page(root: Path) -> None:
    pages = Pages(root)
    answer = pages.post("/nytt", {"id": "nytt-2026"})
    assert answer.status == 303
    assert (root / "agreements" / "nytt-2026.yaml").is_file()
    assert pages.get(answer.headers["location"]).status == 200


def test_one_from_a_similar_leaves_behind_what_belongs_to_that_one(root: Path) -> None:
    pages = Pages(root)
    key = pages.app.state.desk.key(root / "agreements" / "gammalt.yaml")
    assert pages.post("/nytt", {"id": "nytt-2026", "som": key}).status == 303
    text = (root / "agreements" / "nytt-2026.yaml").read_text(encoding="utf-8")
    for kept in ("# Så här", "# Parterna", "Exempeljouren", "stödja barn", "id: nytt-2026", "status: förslag"):
        assert kept in text
    for gone in ("undertecknat", "2024", "KS 2023/1", "möten"):
        assert gone not in text
    assert (root / "agreements" / "gammalt.yaml").read_text(encoding="utf-8") == OLD


def test_a_kind_asks_its_questions_and_the_answers_are_in_the_file(root: Path) -> None:
    pages = Pages(root)
    road = link_to(pages.get("/nytt"), r"/nytt\?slag=iop-kommun")
    asked = pages.get(road).text
    assert "Vilken kommun är part?" in asked
    assert "Partnerskapet kallas" in asked
    answers = {"slag": "iop-kommun", "parter.0.namn": "Exempelby kommun", "parter.1.namn": "Provjouren", "id": ""}
    wrong = pages.post("/nytt", {**answers, "avtalstid.från": "i vår"})
    assert wrong.status == 422
    assert "\nProvjouren</textarea>" in wrong.text
    assert wrong.text.count("aria-invalid") == 1
    made = pages.post("/nytt", {**answers, "avtalstid.från": "2026-07-01", "avtal.id": "x"})
    assert made.status == 303
    text = (root / "agreements" / "exempelby-provjouren-2026.yaml").read_text(encoding="utf-8")
    assert "namn: Provjouren" in text
    shown = pages.get(made.headers["location"]).text
    assert "Avtalet är skapat" in shown
    assert shown.index("De första frågorna") < shown.index("Hela avtalet")
    assert shown.count('name="parter.0.namn"') == 1


def test_an_agreement_that_is_there_begins_with_the_questions_of_its_kind(root: Path) -> None:
    pages = Pages(root)
    shown = pages.get(f"/avtal/{pages.app.state.desk.key(root / 'agreements' / 'gammalt.yaml')}").text
    assert "Vilken förening är part?" not in shown  # it does not say that it is an IOP
    assert "Vad heter den idéburna parten?" in shown


@pytest.mark.parametrize("name", ["Å Ä", "../ute", "gammalt-2024", "con"])
def test_an_id_that_cannot_be_used_makes_nothing(root: Path, name: str) -> None:
    before = sorted(root.rglob("*.yaml"))
    answer = Pages(root).post("/nytt", {"id": name})
    assert answer.status == 409
    assert "Avtalet skapades inte" in answer.text
    assert sorted(root.rglob("*.yaml")) == before


def test_a_provision_is_looked_up_as_of_a_day(root: Path) -> None:
    pages = Pages(root)
    found = pages.get("/lag?lagrum=26+kap.+1+%C2%A7+OSL&dag=2026-01-01").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Som lagen gällde den 1 januari 2026" in found
    assert "Det här sägs om lagrummet" in pages.get("/lag?lagrum=finns+inte").text
    assert "Det här sägs om lagrummet" in pages.get("/lag?lagrum=OSL&dag=igår").text
