"""Templates tried with made-up agreements: what is never said is named, and what is said is not."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.samples.words import document_type, libraries, template
from iopdocs.authoring.sentinels import MadeUpAgreement, Sentinels
from iopdocs.authoring.trying import TryOut, try_template
from iopdocs.model import Agreement
from iopdocs.model.paths import records
from tests.conftest import ROOT
from tests.support.cli import Cli

DAY = date(2025, 6, 1)


@cache
def trials() -> tuple[MadeUpAgreement, ...]:
    return tuple(Sentinels().made(12))


def tried(*paragraphs: str) -> TryOut:
    return try_template(document_type(), template(*paragraphs), libraries(), trials(), DAY)


def dead(*paragraphs: str) -> dict[str, str]:
    return {spot.written: spot.dead for _, spot in tried(*paragraphs).dead}


def test_a_condition_that_goes_both_ways_is_alive() -> None:
    assert dead("{{ avtal.id }}", "{% if avtal.diarienummer %}{{ avtal.diarienummer }}{% else %}–{% endif %}") == {}


def test_what_no_agreement_can_reach_is_named_with_its_place_and_not_what_follows_of_it() -> None:
    found = tried(
        "{% if avtal.parter %}x{% endif %}", "{% if läge.utkast and not läge.utkast %}{{ avtal.id }}{% endif %}"
    )
    assert {spot.written: spot.dead for _, spot in found.dead} == {
        "if avtal.parter": "blir aldrig falsk",
        "if läge.utkast and not läge.utkast": "blir aldrig sann",
    }
    assert all(place.member == "word/document.xml" and place.text for place, _ in found.dead)


def test_a_later_branch_says_that_those_before_it_failed() -> None:
    roles = "{% for p in parter %}{% if p.roll.offentlig %}a{% elif p.roll.idéburen %}b{% endif %}{% endfor %}"
    assert dead(roles).get("if p.roll.offentlig") is None


def test_what_is_printed_where_it_is_missing_is_meant_to_be_a_gap() -> None:
    assert dead("{% if avtal.bakgrund %}x{% else %}{{ avtal.bakgrund }}{% endif %}") == {}


def test_the_words_that_reach_a_document_are_told_by_their_keys() -> None:
    found = tried("{{ avtal.idéburet_syfte }}")
    assert {path.partition(".")[0] for path in found.reached} == {"idéburet_syfte"}
    assert "partnerskap" in found.made - found.reached


def test_the_first_agreement_has_every_kind_of_record_that_the_model_has() -> None:
    """What is made must be what the model says, so that a new key is tried from the day it is there."""
    data = Agreement.model_dump_json(trials()[0].agreement, by_alias=True)
    keys = {
        name for one in records(Agreement) for name in ((info.alias or key) for key, info in one.model_fields.items())
    }
    there = {key for key in keys if f'"{key}":' in data}
    assert keys - there == set()


def test_the_command_tells_of_a_shipped_template(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, out, _ = cli("template", "try", "sammanfattning", "--count", "4", "--on", "2025-06-01", "--json")
    (result,) = json.loads(out)["resultat"]
    assert code == 0
    assert result["dokumenttyp"] == "sammanfattning"
    assert result["taggar"] > 9 and any(one["plats"].startswith("meningen ") for one in result["döda"])


def test_a_sheet_is_never_written_over_a_file(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    code, _, err = cli("template", "try", "sammanfattning", "--sheet", tmp_path / "sidor.docx")
    assert code == 2
    assert ".pdf" in err
