"""Each party has one term in the agreement, that is its own alone; after its definition no other name stands for it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.samples.documents import AGREEMENT, load, make, plain, text_of
from iopdocs.model import Agreement
from iopdocs.model.agreement import Agreement as Model
from iopdocs.model.base import Record
from tests.support.every_document import DAY, FILES

GOLDEN = Path(__file__).parents[1] / "golden"
TERM = re.compile(r"Med ([^.]+?) avses ([^.]+)\.")


@cache
def whole(path: Path) -> str:
    """The text of the agreement: the golden one, which is held against what is made, so that nothing is made twice."""
    return (GOLDEN / path.stem / f"{AGREEMENT}.txt").read_text(encoding="utf-8")


def said(path: Path) -> str:
    """The agreement's own words after its first section, which says who the parties are, up to the signatures."""
    return whole(path).split("\nBakgrund\n", 1)[1].split("\nUnderskrifter\n")[0]


def written(value: object) -> list[str]:
    """Every text that somebody has written in the agreement's file, the longest first."""
    if isinstance(value, Record):
        value = tuple(vars(value).values())
    if isinstance(value, tuple):
        return sorted({one for inner in value for one in written(inner)}, key=len, reverse=True)
    return [plain(value)] if isinstance(value, str) else []


def without_their_words(text: str, agreement: Agreement) -> str:
    """Return a text without what stands in the file, but for the names of the parties."""
    names = {name for party in agreement.parties for name in (party.name, party.known_as, *party.spellings) if name}
    for one in written(agreement):
        if one not in names and len(one) > 3:
            text = re.sub(re.escape(one.removesuffix(".")), "…", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_after_the_definition_no_other_name_of_a_party_stands(path: Path) -> None:
    agreement = load(path)
    text = without_their_words(said(path), agreement)
    defined = {name for _, name in TERM.findall(whole(path))}
    for party in agreement.parties:
        names = {name for name in (party.name, party.known_as, *party.spellings) if name}
        own = set() if party.name in defined else {party.name}
        # A board may be the party itself: its decision is told by the name of the board.
        for name in names - own - {party.noun} - {one.body for one in agreement.decisions}:
            assert not re.search(rf"\b{re.escape(name)}\b", text), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_two_parties_never_have_the_same_term_and_none_is_defined_by_itself(path: Path) -> None:
    found = TERM.findall(whole(path))
    assert len({term.casefold() for term, _ in found}) == len(found)
    assert all(term.casefold() != name.casefold() for term, name in found)


def test_two_of_a_kind_are_called_by_their_names_or_by_what_the_agreement_says() -> None:
    parties = [
        {"id": "k", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "a", "typ": "förening", "namn": "Föreningen Ett", "kallas": "Ettan"},
        {"id": "b", "typ": "förening", "namn": "Föreningen Två", "benämning": "Stadshjälpen"},
        {"id": "c", "typ": "förening", "namn": "Föreningen Tre", "kallas": "Trean"},
    ]
    deeds = [{"namn": f"insats {one}", "utförs_av": one} for one in "abc"]
    made = make(Model.model_validate({"id": "prov", "parter": parties, "insatser": deeds}), AGREEMENT, DAY)
    text = plain(text_of(made.data))
    assert TERM.findall(text) == [
        ("kommunen", "Exempelby kommun"),
        ("Stadshjälpen", "Föreningen Två"),
        ("föreningarna", "Föreningen Ett, Stadshjälpen och Föreningen Tre"),
        ("partnerskapet", "parternas samverkan enligt detta avtal"),
    ]
    assert [line for line in text.splitlines() if "utförs av" in line] == [
        "Insatsen utförs av Föreningen Ett.",
        "Insatsen utförs av Stadshjälpen.",
        "Insatsen utförs av Föreningen Tre.",
    ]
