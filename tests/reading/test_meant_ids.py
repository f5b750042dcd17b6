"""A name where an id should stand: the hint is of the list that the key refers to, and of no other."""

from __future__ import annotations

import pytest

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import held_records
from iopdocs.reading import parse_source
from iopdocs.reading.meant_ids import _REFERS, meant_id

TEXT = """
parter: [{id: jouren, namn: Exempeljouren}, {id: kommunen, namn: Exempelby kommun}]
insatser: [{id: natt, namn: Nattvandring}, {namn: Öppet hus}]
mål: [{id: fler, text: fler rör sig}]
ekonomi: {komponenter: [{id: drift, benämning: Drift}]}
organisation: [{id: styr, namn: Styrgruppen}]
"""


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [
        ("insats", "Nattvandring", "Menade du natt?"),
        ("insats", "Öppet hus", "Här skrivs ett id, och Öppet hus har inget. Skriv id: i den posten, och samma här."),
        ("insats", "Läxhjälp på torsdagar", "Här skrivs ett id, inte ett namn. Insatsernas id: natt."),
        ("part", "Exempeljouren", "Menade du jouren?"),
        ("betalare", "Regionen i norr", "Här skrivs ett id, inte ett namn. Parternas id: jouren, kommunen."),
        ("komponent", "Drift", "Menade du drift?"),
        ("grupp", "Styrgruppen", "Menade du styr?"),
        ("mål", "fler rör sig", "Menade du fler?"),
        ("krav", "Försäkring", ""),
    ],
)  # fmt: skip
def test_what_is_meant_is_sought_where_the_key_refers_to(key: str, written: str, said: str) -> None:
    source, _ = parse_source(TEXT, "avtal.yaml")
    assert meant_id(written, ("x", 0, key), source) == said


def test_every_key_that_refers_within_the_agreement_has_its_list() -> None:
    asked = {"Id för den part", "Id för parten", "Id för insatsen", "Id för målet", "Id för det mål", "Id för gruppen",
             "Id för ekonomins komponent", "Id för den post i ekonomin"}  # fmt: skip
    found = {
        info.alias
        for kind in _kinds(Agreement, set())
        for info in kind.model_fields.values()
        if (info.description or "").startswith(tuple(asked))
    }
    assert found - _REFERS.keys() == set()


def _kinds(kind: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
    if kind not in seen:
        seen.add(kind)
        for info in kind.model_fields.values():
            for inner in held_records(info.annotation):
                _kinds(inner, seen)
    return seen
