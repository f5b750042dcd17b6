"""The first questions: the starter's lead to fields, fit the agreements they are for, and faults of a file are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopdocs.errors import InvalidLibrary
from iopdocs.library.first_questions import BeginningLibrary, places
from iopdocs.reading import decode_source
from iopdocs.usecases.interview import begun
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

STARTER = BeginningLibrary(ROOT / "templates" / "fragor")
GOOD = """id: eget
namn: Eget
börjar: |
  iop: ja
frågor:
  - {fråga: Vem?, uppgift: "parter[offentlig].namn"}
"""


@pytest.mark.parametrize("kind", STARTER.kinds)
def test_the_starters_questions_are_few_and_each_has_a_field(kind: str) -> None:
    interview = begun(Workspace(ROOT), kind, date(2026, 1, 15))
    assert 5 <= len(interview.questions) <= 8
    assert len(interview.questions) >= len(STARTER.kinds[kind].questions)
    assert all(one.question and one.kind != "raw" for one in interview.questions)


@pytest.mark.parametrize("kind", STARTER.kinds)
def test_a_new_agreement_is_of_its_own_kind(kind: str) -> None:
    workspace = Workspace(ROOT)
    text = begun(workspace, kind, date(2026, 1, 15)).text
    loaded = workspace.loaded(ROOT / "agreements" / "ny.yaml", *decode_source(text.encode(), ""))
    assert loaded.agreement is not None
    found = workspace.beginnings.of(loaded.agreement)
    assert found is not None
    assert found.id == kind
    assert [problem.message for problem in loaded.problems] == []


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ("parter[offentlig].namn", [("parter", 0, "namn")]),
        ("parter[idéburen].namn", [("parter", 1, "namn"), ("parter", 2, "namn")]),
        ("parter[jouren].namn", [("parter", 1, "namn")]),
        ("parter[3].namn", [("parter", 2, "namn")]),
        ("parter[].namn", [("parter", 0, "namn"), ("parter", 1, "namn"), ("parter", 2, "namn")]),
        ("parter[4].namn", []),
        ("mål[1].text", []),
        ("avtalstid.från", [("avtalstid", "från")]),
    ],
)
def test_a_question_leads_to_the_records_it_means(fact: str, found: list[tuple[str | int, ...]]) -> None:
    parties = [{"typ": "kommun"}, {"id": "jouren", "typ": "förening"}, {"roll": "idéburen"}]
    assert places(fact, {"parter": parties}) == found  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: eget", "id: annat", "frågor-id"),
        ("parter[offentlig].namn", "parter[offentlig].nmn", "okänd-uppgift"),
        ("parter[offentlig].namn", "parter[offentlig.namn", ""),
        ("  iop: ja", "  iopp: ja", "frågor-börjar"),
        ("  iop: ja", "  id: x", "frågor-börjar"),
        ("  iop: ja", "  - iop", "frågor-börjar"),
        ("namn: Eget\n", "namn: Eget\nnär: [avtal.ingenting]\n", "okänd-uppgift"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = tmp_path / "eget.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert list(BeginningLibrary(tmp_path).kinds) == ["eget"]
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidLibrary) as raised:
        BeginningLibrary(tmp_path).kinds  # noqa: B018 - it is read when asked for
    (problem,) = raised.value.problems
    assert not code or problem.code == code
    assert problem.line


def test_a_workspace_without_the_folder_asks_nothing(tmp_path: Path) -> None:
    assert BeginningLibrary(tmp_path / "fragor").kinds == {}
