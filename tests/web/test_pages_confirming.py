"""What is assumed and what is asked before signing: each shown with its sentence, confirmed with a button, undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source
from iopdocs.usecases.writing_desk import Draft
from tests.conftest import ROOT
from tests.support.pages import Answer, Pages

BASIS = "ekonomi.uppräkning.bas"
SEED = (ROOT / "agreements" / "umea-kvinnojouren-2022.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("arbete")
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "iopdocs.yaml").symlink_to(ROOT / "iopdocs.yaml")
    (root / "agreements").mkdir()
    return root


@pytest.fixture(scope="module")
def shared(base: Path) -> Pages:
    return Pages(base)


@pytest.fixture
def root(base: Path, shared: Pages) -> Path:
    (base / "agreements" / "a.yaml").write_text(SEED, encoding="utf-8")
    return base


@pytest.fixture
def pages(root: Path, shared: Pages) -> Pages:
    return shared


@pytest.fixture
def confirm(road: str) -> str:
    return f"{road}/bekrafta"


def said(root: Path) -> Agreement:
    source, problems = parse_source((root / "agreements" / "a.yaml").read_text(encoding="utf-8"), "a.yaml")
    return build(source, problems, Agreement)


def sent(page: Answer, act: str, **more: str) -> dict[str, str]:
    found = re.search(r'name="bas" value="([0-9a-f]+)"', page.text)
    assert found
    return {"bas": found[1], "gor": act, **more}


def test_what_is_assumed_stands_with_its_sentence_and_its_reason(pages: Pages, confirm: str) -> None:
    page = pages.get(confirm).text
    assert "Uppräkningen görs på <mark>föregående år</mark>s belopp" in page
    assert "Över hela avtalstiden skiljer det 1 188 kronor." in page
    assert f'href="{confirm.removesuffix("/bekrafta")}#f-{BASIS}"' in page


def test_a_question_stands_with_the_paragraph_it_is_marked_at(pages: Pages, confirm: str) -> None:
    page = pages.get(confirm).text
    assert "Parterna samverkar i ett idéburet offentligt partnerskap (IOP).<span" in page
    assert "1 kap. 15 § och 5 kap. 3 § lagen (2016:1145) om offentlig upphandling" in page
    assert "[bekräfta" not in page


def test_an_assumption_is_confirmed_with_one_button_and_undone_with_one(pages: Pages, confirm: str, root: Path) -> None:
    road = confirm.removesuffix("/bekrafta")
    answer = pages.post(confirm, sent(pages.get(confirm), "antagande:0"))
    assert answer.status == 303
    assert said(root).assumptions == ()
    assert said(root).economy is not None
    page = pages.get(answer.headers["location"].partition("#")[0])
    assert "Bekräftat, och sparat i agreements/a.yaml" in page.text
    number = re.search(r'name="nummer" value="(\d+)"', page.text)
    assert number
    undone = pages.post(f"{road}/historik", sent(page, "", nummer=number[1], till="bekrafta"))
    assert undone.headers["location"] == f"{confirm}#nasta"
    assert (root / "agreements" / "a.yaml").read_text(encoding="utf-8") == SEED


def test_a_question_is_confirmed_with_name_and_day_and_the_name_follows(pages: Pages, confirm: str, root: Path) -> None:
    page = pages.get(confirm)
    answer = pages.post(confirm, sent(page, "fraga:delegation", av="kommunjuristen"))
    (made,) = said(root).confirmations
    assert (made.what, made.by, str(made.day)) == ("delegation", "kommunjuristen", "2026-01-15")
    page = pages.get(answer.headers["location"].partition("#")[0])
    assert 'value="kommunjuristen"' in page.text
    assert 'value="fraga:delegation"' not in page.text
    assert "kommunjuristen, 2026-01-15" in page.text
    pages.post(confirm, sent(page, "fraga:statsstod", av="ekonomichefen"))
    assert [one.what for one in said(root).confirmations] == ["delegation", "statsstod"]
    text = (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    assert [line for line in SEED.splitlines() if line not in text.splitlines()] == []


def test_nothing_is_confirmed_by_enter_in_the_name(pages: Pages, confirm: str, root: Path) -> None:
    answer = pages.post(confirm, sent(pages.get(confirm), "", av="juristen"))
    assert answer.status == 303
    assert 'value="juristen"' in pages.get(answer.headers["location"].partition("#")[0]).text
    assert said(root).confirmations == ()
    first = re.findall(r'<button[^>]*name="gor" value="([^"]*)"', pages.get(confirm).text.partition('id="av"')[0])
    assert first[-1] == ""


@pytest.mark.parametrize(
    ("act", "by", "told"),
    [
        ("fraga:delegation", "", "Namnet saknas"),
        ("fraga:delegation", "19811218-9876", "I namnet står något som är skyddat"),
        ("fraga:finns-inte", "juristen", "Frågan finns inte"),
        ("antagande:7", "", "står inte längre i filen"),
    ],
)
def test_what_cannot_be_confirmed_is_told_and_the_file_stays(
    pages: Pages, confirm: str, root: Path, act: str, by: str, told: str
) -> None:
    answer = pages.post(confirm, sent(pages.get(confirm), act, av=by))
    assert answer.status == 409
    assert told in answer.text
    assert (root / "agreements" / "a.yaml").read_text(encoding="utf-8") == SEED


def test_what_somebody_else_has_changed_meanwhile_is_looked_at_first(pages: Pages, confirm: str, root: Path) -> None:
    page = pages.get(confirm)
    now = SEED + "# ändrat av någon annan\n"
    (root / "agreements" / "a.yaml").write_text(now, encoding="utf-8")
    answer = pages.post(confirm, sent(page, "antagande:0"))
    assert answer.status == 409
    assert (root / "agreements" / "a.yaml").read_text(encoding="utf-8") == now


def test_a_fault_that_is_mended_by_confirming_leads_there(pages: Pages, road: str, confirm: str) -> None:
    page = pages.get(road).text
    links = re.findall(rf'<a href="{confirm}">([^<]*)', page)
    assert any(BASIS in one for one in links)
    assert any("Inför undertecknandet" in one for one in links)
    assert "Bekräfta den i fliken Bekräfta." in page
    made = pages.post(f"{road}/dokument", {"slutlig": "ja", "gor": "overenskommelse|docx"}).text
    assert any(BASIS in one for one in re.findall(rf'<a href="{confirm}">([^<]*)', made))


def test_only_what_binds_is_gone_through_for_the_questions(
    pages: Pages, confirm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_through: list[str] = []
    rests_on = Draft.rests_on
    monkeypatch.setattr(Draft, "rests_on", lambda draft, stem: gone_through.append(stem) or rests_on(draft, stem))
    assert "[bekräfta" not in pages.get(confirm).text
    assert gone_through == ["overenskommelse"]
