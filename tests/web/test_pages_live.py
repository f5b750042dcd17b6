"""Minutes that are written during the meeting: saved by itself, once, never over somebody else's, nothing lost."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.support.cli import EXAMPLE, make_workspace
from tests.support.pages import Answer, Pages

KIND = "styrgruppsprotokoll"
MEETINGS = EXAMPLE + "# Möten\nmöten:\n  - datum: 2026-01-10   # det första\n    frågor:\n      - rubrik: Lokaler\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path)
    (made / "agreements" / "prov.yaml").write_text(MEETINGS, encoding="utf-8")
    return made


@pytest.fixture
def road(key: str) -> str:
    return f"/avtal/{key}/skriv/{KIND}"


def hidden(page: Answer) -> dict[str, object]:
    """Return what the form says without being asked, as a browser sends it."""
    found: dict[str, object] = {}
    form = page.text[page.text.index('id="formular"') :]
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form):
        known = found.get(html.unescape(name))
        found[html.unescape(name)] = (
            value if known is None else [*(known if isinstance(known, list) else [known]), value]
        )
    return found


def file(root: Path) -> str:
    return (root / "agreements" / "prov.yaml").read_text(encoding="utf-8")


def test_a_new_meeting_is_saved_while_it_is_typed_and_is_one_meeting(pages: Pages, root: Path, road: str) -> None:
    assert "Fortsätt med 1, 2026-01-10" in pages.get(road).text
    page = pages.get(f"{road}/ny")
    assert file(root) == MEETINGS
    sent = hidden(page)
    assert sent["möten"] == ["0", "ny1"]
    sent |= {"möten.ny1.datum": "2026-03-19"}
    for number, place in enumerate(("Stads", "Stadshuset", "Stadshuset, rum 2"), start=1):
        answer = pages.post(f"{road}/ny/spara", {**sent, "möten.ny1.plats": place, "lopnummer": str(number)})
        said = json.loads(answer.text)
        assert said["sparat"]
        assert said["dokument"] == f"{KIND}-2026-03-19"
    late = pages.post(f"{road}/ny/spara", {**sent, "möten.ny1.plats": "Sta", "lopnummer": "2"})
    assert late.status == 200
    assert file(root) == MEETINGS + "  - datum: 2026-03-19\n    plats: Stadshuset, rum 2\n"
    assert len(list((root / "historik").rglob("*.yaml"))) == 1
    assert "2026-03-19" in pages.get(f"{road[: road.index('/skriv')]}/visa/{said['dokument']}?text={said['text']}").text
    more = pages.post(f"{road}/ny", {**sent, "möten.ny1.plats": "Stadshuset, rum 2", "gor": "till:möten.ny1.frågor"})
    again = hidden(more)
    assert again["möten.ny1.frågor"] == "ny1"
    done = {**again, "möten.ny1.datum": "2026-03-19", "möten.ny1.frågor.ny1.rubrik": "Sommaren", "gor": "spara"}
    assert pages.post(f"{road}/ny", done).headers["location"].endswith(f"{road}/2?sparat=ja")
    assert file(root).count("2026-03-19") == 1
    assert "rubrik: Sommaren" in file(root)


def test_a_fault_stands_at_its_field_and_what_was_typed_is_saved(pages: Pages, root: Path, road: str) -> None:
    sent = hidden(pages.get(f"{road}/1")) | {"möten.0.datum": "2026-13-01", "lopnummer": "1"}
    said = json.loads(pages.post(f"{road}/1/spara", sent).text)
    assert "Månaden i" in said["fel"]["möten.0.datum"]
    assert "datum: 2026-13-01   # det första" in file(root)


def test_what_somebody_else_saved_is_never_saved_over(pages: Pages, root: Path, road: str) -> None:
    sent = hidden(pages.get(f"{road}/1"))
    assert pages.post(f"{road}/1/spara", {**sent, "möten.0.plats": "Rådhuset", "lopnummer": "1"}).status == 200
    theirs = file(root).replace("Exempeljouren", "Provjouren")
    (root / "agreements" / "prov.yaml").write_text(theirs, encoding="utf-8")
    assert pages.post(f"{road}/1/spara", {**sent, "möten.0.plats": "Stadshuset", "lopnummer": "2"}).status == 409
    assert file(root) == theirs
    both = pages.post(f"{road}/1", {**sent, "möten.0.plats": "Stadshuset", "gor": "spara"})
    assert both.status == 409
    assert "Provjouren" in both.text
    assert "Stadshuset" in both.text
    assert file(root) == theirs


def test_a_page_whose_text_is_forgotten_makes_no_second_meeting(pages: Pages, root: Path, road: str) -> None:
    sent = hidden(pages.get(f"{road}/ny")) | {"möten.ny1.datum": "2026-03-19"}
    pages.post(f"{road}/ny/spara", {**sent, "lopnummer": "1"})
    for number in range(300):
        pages.app.state.desk.remember(str(number), base=True)
    said = json.loads(pages.post(f"{road}/ny/spara", {**sent, "möten.ny1.plats": "x", "lopnummer": "2"}).text)
    assert "för gammal" in said["sammanfattning"]
    assert file(root).count("2026-03-19") == 1


@pytest.mark.parametrize("end", ["/3", "/0", "/x", "/../1"])
def test_a_meeting_that_is_not_there_is_not_found(pages: Pages, road: str, end: str) -> None:
    assert pages.get(road + end).status == 404
    assert pages.get(road.replace(KIND, "overenskommelse")).status == 404


def test_a_kind_that_is_not_there_saves_nothing_by_itself(pages: Pages, root: Path, road: str) -> None:
    sent = hidden(pages.get(f"{road}/1")) | {"möten.0.plats": "Stadshuset", "lopnummer": "1"}
    assert pages.post(f"{road.replace(KIND, 'protokoll')}/1/spara", sent).status >= 400
    assert file(root) == MEETINGS


def test_a_new_meeting_can_take_along_who_met_the_last_time_but_not_who_was_away(
    pages: Pages, root: Path, road: str
) -> None:
    people = "    deltagare:\n      - {namn: Anna Ek, roll: ordförande, frånvarande: ja}\n"
    people += "      - {namn: Bo Al, punkter: 1–2}\n"
    (root / "agreements" / "prov.yaml").write_text(MEETINGS + people, encoding="utf-8")
    page = pages.get(f"{road}/ny")
    assert "från det förra, 2026-01-10 (2)" in page.text
    assert "från det förra" not in pages.get(f"{road}/1").text
    sent = hidden(page) | {"möten.ny1.datum": "2026-03-19", "gor": "med:deltagare"}
    taken = pages.post(f"{road}/ny", sent)
    assert "från det förra" not in taken.text
    assert file(root) == MEETINGS + people
    fields = hidden(taken) | {"möten.ny1.datum": "2026-03-19", "lopnummer": "1"}
    assert fields["möten.ny1.deltagare"] == ["ny1", "ny2"]
    fields |= {"möten.ny1.deltagare.ny1.namn": "Anna Ek", "möten.ny1.deltagare.ny1.roll": "ordförande"}
    pages.post(f"{road}/ny/spara", fields | {"möten.ny1.deltagare.ny2.namn": "Bo Al"})
    new = file(root).partition("2026-03-19")[2]
    assert "Anna Ek" in new
    assert "Bo Al" in new
    assert "frånvarande" not in new
    assert "punkter" not in new
    for said in (">\nAnna Ek</textarea>", ">\nBo Al</textarea>"):
        assert said in taken.text
