"""What is known stands in its document also where something beside it is not: nothing goes with what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.samples.documents import AGREEMENT, PRESS, make, plain, text_of
from iopdocs.model import Agreement
from iopdocs.word.marks import mark
from tests.support.every_document import DAY

KOMMUN = {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"}
JOUR = {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"}
PERSON = {"titel": "enhetschef", "parti": "S", "telefon": "070-174 06 05"}


def read(document: str, *parties: dict[str, Any], item: int | None = None, **more: Any) -> str:
    given = {"id": "prov", "dokumentnamn": "överenskommelse", "parter": list(parties or (KOMMUN, JOUR)), **more}
    return plain(text_of(make(Agreement.model_validate(given), document, DAY, item=item).data))


@pytest.mark.parametrize("document", [AGREEMENT, PRESS])
def test_the_title_and_party_of_a_nameless_contact_are_told(document: str) -> None:
    text = read(document, KOMMUN | {"kontakter": [PERSON]}, JOUR, status="beslutat")
    assert "[saknas: namn] (S)" in text
    assert "enhetschef" in text.casefold()


def test_what_a_party_of_unknown_role_says_of_itself_is_told_to_the_press() -> None:
    other = {"id": "huset", "namn": "Exempelhuset", "presentation": ["Huset öppnade 1998."]}
    assert "Huset öppnade 1998." in read(PRESS, KOMMUN, JOUR, other, status="beslutat")


def test_a_party_without_a_name_lacks_a_decision_too() -> None:
    new = {"nummer": "1", "undertecknat": "2024-05-01", "nya_parter": [{"part": {"id": "regionen", "typ": "region"}}]}
    text = read("tillaggsavtal", tillägg=[new], item=0)
    assert "[saknas: beslut av" in text
    assert text.count("[") == text.count("]")


def test_a_mark_within_a_mark_is_part_of_it() -> None:
    assert mark(f"saknas: beslut av {mark('saknas: namn')}") == mark("saknas: beslut av (namn)")


@pytest.mark.parametrize("lines", ["samtal och\nstöd", "samtal och \n  stöd"])
def test_a_line_break_within_an_item_goes_on_with_it(lines: str) -> None:
    activity = {"namn": "Stödet", "innehåll": [lines, "mat"]}
    text = read(AGREEMENT, insatser=[activity])
    assert "samtal och stöd" in text.replace("\n", " ")
    assert "\nStöd\n" not in text
