"""What changes in the law between two days, and which clauses and running agreements that touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
import yaml
from lxml import html

from iopdocs.laws.changes import changes
from iopdocs.laws.lagrum import plain
from iopdocs.laws.library import load_library
from iopdocs.overview import Urgency
from iopdocs.usecases.impact import Impact, impact, written
from iopdocs.usecases.status import status
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

NEW_ACT = date(2025, 7, 1)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Impact]:
    """The change of the Social Services Act, over the agreements of the tests and the seeds."""
    root = tmp_path_factory.mktemp("lag")
    (root / "agreements").mkdir()
    (root / "templates").symlink_to(ROOT / "templates")
    for path in [*(ROOT / "agreements").glob("*.yaml"), *(ROOT / "tests" / "agreements").glob("*.yaml")]:
        copy(path, root / "agreements" / path.name)
    yield impact(Workspace(root), (), NEW_ACT, NEW_ACT)


def test_every_running_agreement_that_cites_what_ends_is_told(found: Impact) -> None:
    told = {one.id: {touched.where for touched in one.touched} for one in found.agreements}
    assert told["exempelstad-tak-2024"] == {
        "bakgrund.lagrum[1]",
        *(f"klausulen {one}" for one in ("tystnadsplikt", "orosanmalan", "ingen-myndighetsutovning")),
        "klausulen kommunens-yttersta-ansvar",
    }
    assert all(one.law_day < one.by == NEW_ACT for one in found.agreements)


def test_an_agreement_that_has_ended_or_that_follows_the_new_act_is_not_told(found: Impact) -> None:
    told = {one.id for one in found.agreements}
    assert not [one for one in told if "umea" in one or "varmdo" in one], "they ended before the change"
    assert not [one for one in told if one.endswith(("-2026", "-2027"))], "they follow the new act from the start"


def test_the_clauses_that_rest_on_what_ends_are_told(found: Impact) -> None:
    told = {clause.id: {change.reference.provision.lagrum for change in changes} for clause, changes in found.clauses}
    assert told["tystnadsplikt"] == {"15:1"}
    assert "forsakring" not in told


def test_a_draft_says_what_each_citation_is_replaced_by_and_can_be_read(found: Impact) -> None:
    touched = next(one for one in found.agreements if one.id == "exempelstad-tak-2024")
    addition = yaml.safe_load(touched.draft)["tillägg"][0]
    assert (addition["status"], addition["gäller_från"]) == ("förslag", NEW_ACT)
    assert addition["ändringar"][0] == {
        "avsnitt": "Bakgrund",
        "vad": "Hänvisningen till 5 kap. 11 § socialtjänstlagen (2001:453) ersätts av en hänvisning till "
        "13 kap. 1 § och 18 kap. 7 § socialtjänstlagen (2025:400).",
    }
    assert [one["avsnitt"] for one in addition["ändringar"]] == [
        "Bakgrund",
        "Kommunens yttersta ansvar",
        "Ingen myndighetsutövning",
        "Tystnadsplikt",
        "Anmälan vid oro för barn",
    ]


def test_a_draft_names_each_provision_that_the_agreement_names_and_no_other(found: Impact) -> None:
    for one in found.agreements:
        additions = (yaml.safe_load(one.draft) or {}).get("tillägg", [])
        drafted = " ".join(change["vad"] for addition in additions for change in addition["ändringar"])
        assert not [it for it in one.touched if (plain(it.change.reference.text) in drafted) != it.named], one.id


def _of_two_days(root: Path, more: str = "") -> Workspace:
    """Return a workspace whose agreement cites what ends on one day, and what is changed on another."""
    (root / "agreements").mkdir(exist_ok=True)
    if not (root / "templates").exists():
        (root / "templates").symlink_to(ROOT / "templates")
    text = (ROOT / "tests" / "agreements" / "exempelstad-tak-2024.yaml").read_text(encoding="utf-8")
    more += "\nvillkor: {registerkontroll: ja, tystnadsplikt: ja}\n"
    text = re.sub(r"^villkor:.*\n(  .*\n)*", "", text, flags=re.M)
    (root / "agreements" / "exempelstad-tak-2024.yaml").write_text(f"{text}\n{more}", encoding="utf-8")
    return Workspace(root)


def test_what_only_has_other_words_is_drafted_for_its_own_day(tmp_path: Path) -> None:
    first, last = date(2025, 7, 1), date(2026, 3, 1)
    (one,) = impact(_of_two_days(tmp_path), (), first, last).agreements
    additions = yaml.safe_load(one.draft)["tillägg"]
    assert [one["gäller_från"] for one in additions] == [first, last]
    (check,) = [each["vad"] for each in additions[1]["ändringar"] if "1 § lagen (2013:852)" in each["vad"]]
    assert check.endswith("avser bestämmelsen i dess lydelse från och med den 1 mars 2026 enligt 2026:49.")
    # Signed, each mends what it says; what was signed before the law had the new words cannot have meant them.
    signed = one.draft.replace("status: förslag", "status: undertecknat")
    assert not impact(_of_two_days(tmp_path, signed), (), first, last).agreements
    earlier = signed.replace(f"gäller_från: {last}", f"gäller_från: {first}")
    assert earlier != signed
    (left,) = impact(_of_two_days(tmp_path, earlier), (), first, last).agreements
    assert {it.change.day for it in left.touched} == {last}


def test_what_changes_in_the_law_is_a_day_in_status_until_it_is_mended(tmp_path: Path) -> None:
    workspace = _of_two_days(tmp_path)
    draft = impact(workspace, (), date(2025, 7, 1), date(2026, 3, 1)).agreements[0].draft

    def told(day: date) -> list[tuple[str, str]]:
        events = status(workspace, (), day).overview.entries[0].events
        return [(str(one.day), one.what) for one in events if one.kind.startswith("lag")]

    (ends, changes) = told(date(2025, 6, 1))
    assert ends[0] == "2025-07-01"
    assert "upphör eller flyttas: " in ends[1]
    assert "5 kap. 11 §" in ends[1]
    assert changes[0] == "2026-03-01"
    assert "ändras: 1, 3 och 4 §§ lagen (2013:852)" in changes[1]
    rows = status(workspace, (), date(2025, 8, 1)).rows()
    assert [row.urgency for row in rows if row.what == ends[1]] == [Urgency.PASSED]
    workspace = _of_two_days(tmp_path, draft.replace("status: förslag", "status: undertecknat"))
    assert told(date(2025, 6, 1)) == []


def test_an_agreement_that_has_been_prolonged_by_itself_runs(tmp_path: Path) -> None:
    text = _of_two_days(tmp_path).root / "agreements" / "exempelstad-tak-2024.yaml"
    words = text.read_text(encoding="utf-8").replace("till: 2026-06-09", "till: 2025-03-01")
    words = re.sub(r"^förlängning:.*\n(  .*\n)*", "", words, flags=re.M)
    text.write_text(words, encoding="utf-8")
    assert not impact(Workspace(tmp_path), (), NEW_ACT, NEW_ACT).agreements
    text.write_text(words + "förlängning: {slag: automatisk, längd: 1 år, senast: 3 månader}\n", encoding="utf-8")
    assert impact(Workspace(tmp_path), (), NEW_ACT, NEW_ACT).agreements


def test_who_must_act_by_when_is_told(found: Impact) -> None:
    touched = next(one for one in found.agreements if one.id == "exempelstad-tak-2024")
    assert touched.who
    assert touched.deadline.endswith("bör föreslå ett tillägg, som alla parter undertecknar senast 2025-06-30.")
    assert touched.as_json().deadline == touched.deadline


def test_a_reference_that_a_signed_addition_replaces_is_not_told_again(tmp_path: Path, found: Impact) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    path = tmp_path / "agreements" / "exempelstad-tak-2024.yaml"
    text = (ROOT / "tests" / "agreements" / path.name).read_text(encoding="utf-8")
    addition = next(one for one in found.agreements if one.id == "exempelstad-tak-2024").draft
    path.write_text(f"{text}\n{addition}\n", encoding="utf-8")
    assert impact(Workspace(tmp_path), (), NEW_ACT, NEW_ACT).agreements, "what is only proposed mends nothing"
    signed = addition.replace("status: förslag", "status: undertecknat")
    path.write_text(f"{text}\n{signed}\n", encoding="utf-8")
    assert not impact(Workspace(tmp_path), (), NEW_ACT, NEW_ACT).agreements


def test_a_page_tells_the_same_and_nothing_of_an_agreement_that_must_stay(tmp_path: Path, found: Impact) -> None:
    place = tmp_path / "lagen.html"
    written(Workspace(ROOT), found, place)
    page = place.read_text(encoding="utf-8")
    assert "exempelstad-tak-2024" in page
    assert "undertecknar senast 2025-06-30" in page
    assert "13 kap. 1 § socialtjänstlagen (2025:400)" in page
    hidden = replace(found, agreements=tuple(replace(one, stays=True) for one in found.agreements))
    left = written(Workspace(ROOT), hidden, place)
    assert len(left) == len(found.agreements)
    assert "exempelstad-tak-2024" not in place.read_text(encoding="utf-8")


def test_the_drafts_are_on_the_page_when_they_are_asked_for(tmp_path: Path, found: Impact) -> None:
    place = tmp_path / "lagen.html"
    written(Workspace(ROOT), found, place)
    assert "Utkast till tillägg" not in place.read_text(encoding="utf-8")
    written(Workspace(ROOT), found, place, drafts=True)
    page = html.fromstring(place.read_text(encoding="utf-8"))
    drafted = [one for one in found.agreements if one.draft]
    links = [one.get("href").removeprefix("#") for one in page.xpath("//ul//a")]
    assert [page.get_element_by_id(link).text_content() for link in links] == [
        f"Utkast till tillägg, att klistra in i {one.file}" for one in drafted
    ]
    shown = [one.text_content() for one in page.xpath("//pre")]
    assert shown == [one.draft for one in drafted], "what is copied from the page is the draft"
    assert [one.text_content() for one in page.xpath("//ul//a")] == [f"{one.id} ({one.file})" for one in drafted]


def test_what_changes_is_told_by_day_and_what_takes_a_place_is_not_told_twice() -> None:
    index = load_library().index
    told = changes(index, date(2025, 1, 1), date(2026, 12, 31))
    assert [one.day for one in told] == sorted(one.day for one in told)
    begun = {one.reference.provision.lagrum for one in told if one.happening == "börjar gälla"}
    assert "13:1" not in begun, "it is told as what comes instead of 5:11"
    assert {one.by for one in told if one.reference.provision.lagrum == "4" and one.happening == "ändras"} >= {
        "2026:49"
    }
    assert changes(index, date(2040, 1, 1), date(2041, 1, 1)) == []


def test_a_file_that_cannot_be_read_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    copy(ROOT / "tests" / "agreements" / "exempelstad-tak-2024.yaml", tmp_path / "agreements")
    (tmp_path / "agreements" / "trasig.yaml").write_text("id: [\n", encoding="utf-8")
    found = impact(Workspace(tmp_path), (), NEW_ACT, NEW_ACT)
    assert found.failed
    assert [one.id for one in found.agreements] == ["exempelstad-tak-2024"]
