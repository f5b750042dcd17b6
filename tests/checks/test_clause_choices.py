"""Clauses that an agreement names: each that is unknown, or placed nowhere, is told, whatever stands before it."""

from __future__ import annotations

from iopdocs.checks.clauses import unknown_clauses
from tests.checks_data import case, sound

CHOICES = """
klausuler:
  med: [insyn, insyyn, los]
  utan: [{klausul: insyn, skäl: s}, {klausul: saknas, skäl: s}]
  ersätt: [{klausul: insyn, text: t, skäl: s}, {klausul: los, text: t, skäl: s}]
"""


def test_every_unknown_and_every_unplaced_clause_is_told() -> None:
    problems = list(unknown_clauses(case(CHOICES), known={"insyn", "los"}, placed={"insyn"}))
    nowhere = "klausulen ”los” står inte i något avsnitt, så den kommer aldrig med"
    assert [(one.where, one.message) for one in problems] == [
        ("klausuler.med[2]", "klausulen ”insyyn” finns inte"),
        ("klausuler.med[3]", nowhere),
        ("klausuler.utan[2].klausul", "klausulen ”saknas” finns inte"),
        ("klausuler.ersätt[2].klausul", nowhere),
    ]
    for one in problems:
        sound(one)
    assert [one.hint for one in problems[:3]] == [
        "Menade du insyn?",
        "Skriv in den i ett avsnitt i dokumenttypens dokument.yaml.",
        "Alla klausuler: iopdocs clauses",
    ]
