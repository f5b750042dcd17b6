"""A sentence of ours that leads to a text of the agreement fits a phrase and a clause of its own alike."""

from __future__ import annotations

import copy
import re
from datetime import date

import pytest

from benchmarks.samples.documents import make_all, plain, text_of
from iopdocs.model import Agreement
from tests.support.every_text import NAMES, places, put, read

DAY = date(2026, 11, 21)
#: What is a name or a subject, and nothing that anybody would write a clause in.
NOUNS = {
    "Activity.innehåll", "Activity.namn", "Agreement.partnerskap", "AlsoDecided.ämne", "Hours.dagar",
    "JointGroup.ordförande", "JointGroup.sammankallande",
    "JointGroup.ledamöter", "Relation.omfattar_inte", "TargetGroup.omfattar_inte",
    "Press.ämne", "Release.ämne",
}  # fmt: skip
FRAME = (
    r"[^.\n]*\b(?:är|blir|var|omfattar|innebär|består av|avser|gäller|uppgår till|handlar om|arbetar|ingår|ingår inte"
    r"|bidrar med|bidrar också med|omfattar inte|får|kallas|innehåller) (\d+) "
)


@pytest.mark.parametrize(
    "said", ["grupper träffas varje onsdag", "procent skattar den som god", "deltagare kavlar upp ärmarna"]
)
@pytest.mark.parametrize("name", NAMES)
def test_no_clause_follows_a_verb_that_asks_for_a_phrase(name: str, said: str) -> None:
    data, fields = copy.deepcopy(read(name)), dict[str, str]()
    for number, (path, field) in enumerate(places(data), 101):
        fields[str(number)] = field
        put(data, path, f"{number} {said}")
    found: dict[str, str] = {}
    for made in make_all(Agreement.model_validate(data), DAY).values():
        for one in re.finditer(FRAME + said, plain(text_of(made.data))):
            found[fields[one[1]]] = one[0]
    assert {field: text for field, text in found.items() if field not in NOUNS} == {}
