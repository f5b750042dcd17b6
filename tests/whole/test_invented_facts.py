"""Every fact of the invented agreements stands in the documents it belongs to, and what nobody has said stands nowhere.

The facts are data, ``tests/facts``: of each document the texts that must stand in it (``stands``), those that must not
(``absent``), and the gaps it shows (``gaps``). A text with ``.*`` is a pattern that one line is held against, and
one between bars, ``|0 kr|``, is a line of its own. Read are the golden texts, which ``tests/whole/test_documents.py``
holds against what is made; so nothing is made twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.documents import AGREEMENT, AGREEMENTS, PRESS, load, make
from iopdocs.errors import OutputBlocked
from iopdocs.reading import parse_source

FACTS = Path(__file__).parents[1] / "facts"
GOLDEN = Path(__file__).parents[1] / "golden"
FILES = sorted(FACTS.glob("*.yaml"))


@cache
def facts(path: Path) -> dict[str, Any]:
    source, problems = parse_source(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(source.data, dict), problems
    return source.data


@cache
def text(name: str, document: str) -> str:
    return (GOLDEN / name / f"{document}.txt").read_text(encoding="utf-8")


def stands(proof: str, held: str) -> bool:
    """Whether a text stands in another, in any letter case; a whole line in its own."""
    if proof.startswith("|"):
        return proof.strip("|") in held.splitlines()
    pattern = ".*".join(re.escape(part) for part in proof.split(".*"))
    return re.search(pattern, held, re.IGNORECASE) is not None


def listed(path: Path, kind: str) -> Iterator[tuple[str, str]]:
    for document, texts in facts(path).get(kind, {}).items():
        yield from ((document, one) for one in texts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_of_an_agreement_stands_where_it_belongs(path: Path) -> None:
    assert [one for one in listed(path, "stands") if not stands(one[1], text(path.stem, one[0]))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_an_agreement_does_not_say_stands_in_none_of_its_documents(path: Path) -> None:
    assert [one for one in listed(path, "absent") if stands(one[1], text(path.stem, one[0]))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_nobody_knows_is_a_gap_in_the_document(path: Path) -> None:
    assert [one for one in listed(path, "gaps") if f"[saknas: {one[1]}]" not in text(path.stem, one[0])] == []


def test_the_facts_of_each_document_of_an_agreement_are_listed() -> None:
    """Blank minutes have none of their own, nor has a list where nobody has confirmed anything."""
    documents = {
        (path.stem, made.stem)
        for path in FILES
        for made in (GOLDEN / path.stem).glob("*.txt")
        if made.stem not in {"styrgruppsprotokoll", "bekraftelselista"}
    }
    assert documents <= {(path.stem, document) for path in FILES for document in facts(path)["stands"]}


def test_an_agreement_that_waits_for_its_index_can_become_final() -> None:
    agreement = load(AGREEMENTS / "exempelstad-index-2026.yaml")
    for document in (AGREEMENT, PRESS):
        assert make(agreement, document, date(2026, 11, 21), final=True).gaps == ()


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("exempelbygden-ett-okant-ar-2024", AGREEMENT),
        ("exempelby-namnlos-2025", PRESS),
        ("exempelbygden-forlangning-okand-2021", "forlangning"),
        ("exempelstad-fore-beslut-2026", AGREEMENT),
    ],
)
def test_what_is_not_yet_known_or_decided_stops_a_final_version(name: str, document: str) -> None:
    item = 0 if document == "forlangning" else None
    with pytest.raises(OutputBlocked):
        make(load(AGREEMENTS / f"{name}.yaml"), document, date(2026, 11, 21), item=item, final=True)


def test_three_agreements_of_one_decision_share_its_facts_and_nothing_else() -> None:
    names = [f"region-exempel-{one}-2025" for one in ("samtalsstod", "anhorig", "motesplats")]
    agreements = [load(AGREEMENTS / f"{name}.yaml") for name in names]
    assert len({(one.case_number, one.public_parties, one.term) for one in agreements}) == 1
    assert (
        len({(one.decisions[0].day, one.decisions[0].paragraph, one.decisions[0].dissent) for one in agreements}) == 1
    )
    for one in agreements:
        others = {other.partnership for other in agreements} - {one.partnership}
        assert set(one.decisions[0].covers) == others
