"""Agreements of one workspace between the same parties are told of: some limits go by the sum."""

from __future__ import annotations

import os
from datetime import date
from multiprocessing import parent_process
from pathlib import Path

import pytest

from iopdocs.errors import Problem
from iopdocs.making.beside import AgreementsBeside, Running
from iopdocs.making.examined import examined
from iopdocs.making.processes import FEW_TO_READ
from iopdocs.workspace import Loaded, Workspace
from tests.support.cli import make_workspace

TEXT = """
id: {id}
parter:
  - {{id: kommunen, typ: kommun, namn: Exempelby kommun, orgnr: 299999-0001}}
  - {{id: jouren, typ: förening, namn: {name}}}
avtalstid: {{från: {start}, till: {end}}}
ekonomi: {{komponenter: [{{benämning: Drift, slag: per år, belopp: 100}}]}}
{more}
"""


@pytest.mark.parametrize(
    ("other", "more", "told"),
    [
        ({}, "", True),
        ({"name": "Klubben"}, "", False),
        ({"start": "2027-01-01", "end": "2027-12-31"}, "", False),
        ({"more": "ersätter: ett"}, "", False),
        ({}, "relation: {angränsande_avtal: [Avtal två]}", False),
    ],
    ids=["beside", "another party", "another time", "a successor", "told of in the file"],
)
def test_an_agreement_beside_another_is_told(tmp_path: Path, other: dict[str, str], more: str, told: bool) -> None:
    (tmp_path / "agreements").mkdir()
    plain = {"name": "Jouren", "start": "2025-01-01", "end": "2026-12-31", "more": more}
    for name, words in (("ett", plain), ("tva", {**plain, "more": "", **other})):
        path = tmp_path / "agreements" / f"{name}.yaml"
        path.write_text(TEXT.format(id=name, **words), encoding="utf-8")
    workspace = Workspace(tmp_path)
    day, loaded = date(2025, 6, 1), [workspace.load(path) for path in workspace.agreement_files()]
    known = AgreementsBeside([one for each in loaded if (one := Running.of(each.agreement, day))])
    found = known.told(workspace, loaded[0], day)
    said = ["Exempelby kommun och Jouren har också avtalet tva, som gäller under samma tid."]
    assert [problem.message for problem in found] == (said if told else [])


def test_a_process_that_dies_of_what_runs_beside_an_agreement_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_told = AgreementsBeside.told

    def dying(self: AgreementsBeside, workspace: Workspace, loaded: Loaded, day: date) -> list[Problem]:
        if parent_process() is not None and loaded.path.stem == "3":
            os._exit(137)
        return make_told(self, workspace, loaded, day)

    monkeypatch.setattr(AgreementsBeside, "told", dying)
    make_workspace(tmp_path)
    words = {"name": "Jouren", "start": "2025-01-01", "end": "2026-12-31", "more": ""}
    for number in range(FEW_TO_READ):
        text = TEXT.format(id=f"avtal-{number}", **words)
        (tmp_path / "agreements" / f"{number}.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(tmp_path)
    found = list(examined(workspace, workspace.agreement_files(), date(2025, 6, 1), 2))
    dead = [one.file for _, problems in found for one in problems if one.code == "avbrutet-arbete"]
    assert dead == ["agreements/3.yaml"]
    asked = {file for file, problems in found if any(one.code == "avtal-bredvid" for one in problems)}
    ours = {f"agreements/{number}.yaml" for number in range(FEW_TO_READ)}
    assert asked == ours - {"agreements/3.yaml"}
