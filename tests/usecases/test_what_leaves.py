"""Nothing leaves this machine but through the one rule: calendars, pages, reports and JSON of agreements."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.samples.words import word
from iopdocs.usecases.answers.base import as_data
from iopdocs.usecases.renew import parse_length, renew
from iopdocs.usecases.status import status, status_to_leave
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

PACKAGE = ROOT / "iopdocs"
MODULES = {str(path.relative_to(PACKAGE)): path for path in PACKAGE.rglob("*.py")}
DAY = date(2025, 11, 1)
#: An agreement whose time it is, with a shelter's protected address; %s is what it says of itself.
AGREEMENT = """id: %s
status: undertecknat
undertecknat: 2023-12-01
partnerskap: %s
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - id: jouren
    roll: idéburen
    typ: förening
    namn: Exempeljouren
    adress: {gata: Gömgatan 12, postnummer: 987 69, ort: Gömda, skyddad: ja}
%s
avtalstid: {från: 2024-01-01, till: 2025-12-31}
"""
TELLS = {
    "the name tells it": ("hemligt-2024", "Huset på Gömgatan 12", ""),
    "the name may tell it": ("hemligt-2024", "Vi vid Gömgatan", ""),
    "an id that tells it": ("gomgatan-12", "Jouren", ""),
    "a personnummer": ("hemligt-2024", "Hos 19121212-1212", ""),
    "a party that cannot be read": ("hemligt-2024", "Jouren", "  - {id: x, roll: finns-inte, namn: Gömda huset}"),
}


def workspace(folder: Path, hidden: tuple[str, str, str]) -> Workspace:
    """Return a workspace with an agreement that stays and one that may leave."""
    (folder / "templates" / "prov").mkdir(parents=True)
    (folder / "agreements").mkdir()
    (folder / "templates" / "prov" / "mall.docx").write_bytes(word("{{ avtal.partnerskap }}"))
    text = "namn: Prov\nbeskrivning: Prov\ntitel: Prov\n"
    (folder / "templates" / "prov" / "dokument.yaml").write_text(text, encoding="utf-8")
    (folder / "agreements" / "a.yaml").write_text(AGREEMENT % hidden, encoding="utf-8")
    open_one = AGREEMENT.replace("gata: Gömgatan 12, postnummer: 987 69, ort: Gömda, skyddad: ja", "ort: Exempelby")
    (folder / "agreements" / "b.yaml").write_text(open_one % ("annat-2024", "Öppet hus", ""), encoding="utf-8")
    return Workspace(folder)


def calendar(place: Workspace) -> str:
    status_to_leave(place, (), DAY, ics=place.root / "a.ics")
    return (place.root / "a.ics").read_bytes().replace(b"\r\n ", b"").decode()


def web_page(place: Workspace) -> str:
    status_to_leave(place, (), DAY, html=place.root / "a.html")
    return (place.root / "a.html").read_text(encoding="utf-8")


def json_of_status(place: Workspace) -> str:
    return json.dumps(as_data(status_to_leave(place, (), DAY).as_json()), ensure_ascii=False)


def report_for_people(place: Workspace) -> str:
    made = renew(place, (), DAY, within=parse_length("6 månader"), redline=False)
    return made.written[0].read_text(encoding="utf-8")


def report_for_machines(place: Workspace) -> str:
    made = renew(place, (), DAY, within=parse_length("6 månader"), redline=False)
    return made.written[1].read_text(encoding="utf-8")


def json_of_renew(place: Workspace) -> str:
    made = renew(place, (), DAY, within=parse_length("6 månader"), dry_run=True)
    return json.dumps(as_data(made.as_json()), ensure_ascii=False)


EXITS = (calendar, web_page, json_of_status, report_for_people, report_for_machines, json_of_renew)


@pytest.mark.parametrize("leave", EXITS, ids=lambda leave: leave.__name__)
@pytest.mark.parametrize("hidden", TELLS.values(), ids=TELLS)
def test_no_exit_tells_of_an_agreement_that_stays(
    hidden: tuple[str, str, str], leave: Callable[[Workspace], str], tmp_path: Path
) -> None:
    text = leave(workspace(tmp_path, hidden))
    assert "annat-2024" in text  # of the other one it does
    assert "Huset" not in text
    assert "Gömgatan 12" not in text
    assert "Vi vid" not in text
    assert "1212-1212" not in text
    assert "Gömda" not in text
    if leave in (calendar, web_page):
        assert hidden[0] not in text


def test_what_is_on_the_screen_may_wait_for_a_person_but_tells_nothing_certain(tmp_path: Path) -> None:
    place = workspace(tmp_path / "may", TELLS["the name may tell it"])
    assert {entry.id for entry in status(place, (), DAY).overview.entries} == {"hemligt-2024", "annat-2024"}
    place = workspace(tmp_path / "tells", TELLS["the name tells it"])
    assert {entry.id for entry in status(place, (), DAY).overview.entries} == {"annat-2024"}


# --- the rule is in one place ---------------------------------------------------------------------------------------


def trees(name: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules that a name stands in, read."""
    texts = ((module, path.read_text(encoding="utf-8")) for module, path in MODULES.items())
    return ((module, ast.parse(text)) for module, text in texts if name in text)


def calls(name: str) -> Iterator[str]:
    """Yield the modules that call a function or make an object of a class, by its name."""
    for module, tree in trees(name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called == name:
                    yield module


def named(name: str) -> set[str]:
    """Return the modules that use a name."""
    found = set()
    for module, tree in trees(name):
        for node in ast.walk(tree):
            if name in (getattr(node, "id", None), getattr(node, "attr", None)):
                found.add(module)
    return found


def importers(package: str, name: str) -> set[str]:
    """Return the modules that take a name from a package."""
    return {
        module
        for module, tree in trees(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == package and name in {one.name for one in node.names}
    }


def test_only_the_rule_clears_an_overview() -> None:
    assert set(calls("Cleared")) == {"overview/cleared.py"}
    assert set(calls("cleared")) == {"usecases/status.py"}


def test_calendars_pages_and_reports_are_made_by_their_use_cases_only() -> None:
    assert set(calls("calendar_file")) == {"usecases/status.py", "usecases/portfolio.py"}
    assert importers("iopdocs.overview", "page") == {"usecases/status.py", "usecases/portfolio.py"}
    assert set(calls("write_report")) == {"usecases/renew.py"}
    assert set(calls("as_markdown")) == {"renewal/report.py", "usecases/renew.py"}


def test_what_is_reported_of_a_renewal_has_been_asked_about() -> None:
    """Renewals are made in one place, and the functions there that give one away ask the rule of all they have read."""
    assert set(calls("Renewed")) == {"renewal/run.py"}
    tree = ast.parse(MODULES["renewal/run.py"].read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    makers = {one.name: ast.unparse(one) for one in functions if "Renewed(" in ast.unparse(one)}
    assert set(makers) == {"_lost", "_one"}  # what is lost has nothing of the agreement but the name of its file
    assert "self._stays(" in makers["_one"]
    assert "gives_away(" in makers["_one"]


def test_only_the_rule_says_what_keeps_an_agreement_here() -> None:
    assert named("STAYS") == {"checks/__init__.py", "checks/leaving.py"}
    text = {module for module, path in MODULES.items() if '"utelämnat"' in path.read_text(encoding="utf-8")}
    # In a package for the archive the word stands in the place of what is protected: nothing keeps that one here.
    assert text == {"checks/leaving.py", "making/blanking.py"}


def test_json_is_printed_by_the_answer_only() -> None:
    printing = {module for module, path in MODULES.items() if "show.piece(" in path.read_text(encoding="utf-8")}
    assert printing == {"cli/answering.py"}
    assert {module for module in calls("dumps") if module.startswith(("cli/", "usecases/"))} == {"cli/show.py"}
