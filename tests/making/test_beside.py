"""Agreements of one workspace between the same parties are told of: some limits go by the sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopdocs.making.beside import AgreementsBeside, Running
from iopdocs.workspace import Workspace

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
