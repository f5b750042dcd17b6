"""The portfolio as a page: what it shows, what it finds, what can be taken along, and what it keeps to itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import icalendar
import openpyxl
import pytest

from iopdocs.usecases import standing
from iopdocs.web import overview
from tests.support.pages import Pages, link_to
from tests.support.waiting import wait_until

PARTIES = """parter:
  - {id: kommunen, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, typ: förening, namn: Exempeljouren}
"""
RUNS = f"""id: prov-2026
status: undertecknat
avtalstid: {{från: 2026-01-01, till: 2027-12-31}}
ekonomi:
  komponenter:
    - {{benämning: Drift, slag: per år, belopp: 400 000}}
{PARTIES}"""
UNSURE = RUNS.replace("prov-2026", "oklart-2026").replace("400 000", "cirka 3 miljoner")
SHELTER = RUNS.replace("prov-2026", "skyddat-2026").replace(
    "namn: Exempeljouren}", "namn: Exempeljouren, adress: {gata: Hemliga gatan 7, skyddad: ja}}"
)
LEAK = SHELTER + "partnerskap: Huset på Hemliga gatan 7\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "agreements").mkdir()
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    (root / "agreements" / name).write_text(text, encoding="utf-8")


def test_the_table_tells_parties_period_money_and_what_comes(root: Path) -> None:
    put(root, "a.yaml", RUNS)
    page = Pages(root).get("/")
    assert page.status == 200
    for text in (
        "Exempelby kommun, Exempeljouren",
        "1 januari 2026 – 31 december 2027",
        "400\N{NO-BREAK SPACE}000 kronor",
    ):
        assert text in page.text
    assert link_to(page, "/avtal/[0-9a-f]{16}")


def test_a_search_and_the_filters_leave_what_is_asked_for(root: Path) -> None:
    put(root, "a.yaml", RUNS)
    put(root, "b.yaml", "id: annat-2020\navtalstid: {från: 2020-01-01, till: 2021-12-31}\nparter: []\n")
    pages = Pages(root)
    assert "1 av 2 avtal" in pages.get("/?sok=exempelby+JOUREN").text
    assert "0 av 2 avtal" in pages.get("/?sok=%3Cscript%3E").text
    assert "<script>" not in pages.get("/?sok=%3Cscript%3E").text.replace('<script src="/fast/bank.js"', "")
    assert "1 av 2 avtal" in pages.get("/?lage=g%C3%A4ller").text
    assert "2 av 2 avtal" in pages.get("/?sida=99999999999").text


def test_the_sum_is_of_amounts_known_to_the_krona_and_the_others_are_named(root: Path) -> None:
    put(root, "a.yaml", RUNS)
    put(root, "b.yaml", UNSURE)
    text = Pages(root).get("/rapport").text
    assert "<b>400\N{NO-BREAK SPACE}000 kronor</b> i år enligt 1 avtal" in text
    assert "1 avtal som gäller är inte med" in text
    assert "cirka 3" in text


def test_calendar_and_table_can_be_taken_along(root: Path) -> None:
    put(root, "a.yaml", RUNS.replace("Exempeljouren}", "'=cmd|exempel'}"))
    pages = Pages(root)
    calendar = pages.get("/kalender.ics")
    assert icalendar.Calendar.from_ical(calendar.body).walk("VEVENT")
    assert "attachment" in calendar.headers["content-disposition"]
    head, row = csv.reader(io.StringIO(pages.get("/avtal.csv").body.decode("utf-8-sig")), delimiter=";")
    made = dict(zip(head, row, strict=True))
    assert made["Avtal"] == "prov-2026"
    assert made["Namn"].startswith("'=cmd")


def test_nothing_protected_is_on_any_page(root: Path) -> None:
    put(root, "a.yaml", LEAK)
    put(root, "b.yaml", RUNS + "partnerskap: Mötesplatsen vid Hemliga gatan 7\n")
    put(root, "c.yaml", SHELTER.replace("skyddat-2026", "tyst-2026"))
    pages = Pages(root)
    for path in ("/", "/rapport", "/tidslinje", "/kalender.ics", "/avtal.csv"):
        assert "emliga" not in pages.get(path).text, path
    assert "tyst-2026" in pages.get("/avtal.csv").text
    assert "Filer som inte är med" in pages.get("/").text


def test_a_file_that_is_changed_outside_is_read_anew(root: Path) -> None:
    put(root, "a.yaml", RUNS)
    pages = Pages(root)
    assert "Exempeljouren" in pages.get("/").text
    put(root, "a.yaml", RUNS.replace("Exempeljouren", "Provföreningen"))
    assert "Provföreningen" in pages.get("/").text


def test_only_a_file_that_has_changed_is_checked_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        put(root, f"{number}.yaml", RUNS.replace("prov-2026", f"prov-{number}-2026"))
    pages, looked_at = Pages(root), list[str]()
    read = standing._StandingReader.of
    monkeypatch.setattr(
        standing._StandingReader, "of", lambda reader, one: looked_at.append(one.path.name) or read(reader, one)
    )
    assert "4 av 4 avtal" in pages.get("/").text
    assert len(looked_at) == 4
    put(root, "2.yaml", RUNS.replace("prov-2026", "prov-2-2026").replace("Exempeljouren", "Provföreningen"))
    assert "Provföreningen" in pages.get("/").text
    assert "Provföreningen" in pages.get("/avtal.csv").text
    assert looked_at[4:] == ["2.yaml"]


def test_what_one_file_begins_to_protect_is_hidden_in_all(root: Path) -> None:
    put(root, "a.yaml", RUNS + "partnerskap: Mötesplatsen vid Hemliga gatan 7\n")
    pages = Pages(root)
    assert "emliga" in pages.get("/").text
    put(root, "b.yaml", SHELTER)
    assert "emliga" not in pages.get("/").text
    assert "emliga" not in pages.get("/avtal.csv").text


def test_it_is_sorted_and_what_is_seen_is_taken_along(root: Path) -> None:
    for name, amount in (("a", "100 000"), ("b", "300 000"), ("c", "200 000")):
        put(root, f"{name}.yaml", RUNS.replace("prov-2026", f"{name}-2026").replace("400 000", amount))
    pages = Pages(root)
    shown = pages.get("/?ordna=belopp").text
    assert shown.index("b.yaml") < shown.index("c.yaml") < shown.index("a.yaml")
    assert 'aria-sort="ascending"' in shown
    assert "?ordna=belopp&amp;bakvant=ja" in shown
    book = openpyxl.load_workbook(io.BytesIO(pages.get("/avtal.xlsx?sok=b-2026").body))
    assert [row[0].value for row in book.active.iter_rows()] == ["Avtal", "b-2026"]


def test_many_agreements_are_read_beside_the_page_which_says_how_far(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        put(root, f"{number}.yaml", RUNS.replace("prov-2026", f"prov-{number}-2026"))
    monkeypatch.setattr(overview, "FEW", 2)
    monkeypatch.setattr(overview, "PATIENCE", 0.0)
    monkeypatch.setattr(overview, "AT_ONCE", 2)
    pages, found = Pages(root), list[str]()
    assert "Avtalen läses" in pages.get("/").text
    wait_until(lambda: found.append(pages.get("/").text) or "3 av 3 avtal, sida 1 av 2" in found[-1])
    assert 'rel="next"' in found[-1]
    assert "2.yaml" in pages.get("/?sida=2").text


def test_an_empty_workspace_says_what_to_do(root: Path) -> None:
    page = Pages(root).get("/")
    assert page.status == 200
    assert "Inga avtal hittades" in page.text
