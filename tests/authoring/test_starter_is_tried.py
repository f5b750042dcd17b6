"""The shipped templates tried, with their clauses and sentences: each word is said, each condition goes both ways.

What no agreement here does is named in ``never_tried.yaml``, with why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

import pytest
import yaml

from benchmarks.samples.documents import libraries, workspace
from iopdocs.authoring.sentinels import MadeUpAgreement, Sentinels
from iopdocs.authoring.trying import Spot, TryOut, WrittenPlace, try_template
from iopdocs.making.render import load_template
from iopdocs.word.places import Place
from tests.conftest import ROOT
from tests.support.starter_templates import TYPES

DAY = date(2025, 6, 1)
NAMED = yaml.safe_load((ROOT / "tests" / "authoring" / "never_tried.yaml").read_text(encoding="utf-8"))
LINES = {line for lines in NAMED.values() for line in lines}
#: It is said: as the gap that it is there to show.
A_GAP = "blir bara en lucka"


@cache
def trials() -> tuple[MadeUpAgreement, ...]:
    clauses, kinds = tuple(libraries().clauses.clauses), tuple(kind.called for kind in workspace().types.values())
    return tuple(chain(Sentinels(clauses, kinds).made(120), _own()))


def _own() -> Iterator[MadeUpAgreement]:
    folders = ("tests/agreements", "agreements", "tests/facts")
    for path in sorted(path for folder in folders for path in (ROOT / folder).glob("*.yaml")):
        loaded = workspace().load(path)
        if loaded.agreement is not None:
            yield MadeUpAgreement(loaded.agreement, replaced=loaded.replaced)


@cache
def tried(name: str) -> TryOut:
    kind = workspace().types[name]
    return try_template(kind, load_template(kind.template), libraries(), trials(), DAY)


def shown(name: str, place: Place | WrittenPlace, spot: Spot) -> str:
    """Return a tag as the list names it: the type, whose text it is, and what is written."""
    owner = place.in_words.partition(", ")[0].partition(" under ")[0]
    return f"{name} | {owner} | {spot.written}"


@pytest.mark.thorough(every=7)
@pytest.mark.parametrize("name", TYPES)
def test_every_word_and_every_condition_is_tried_but_those_named_with_why(name: str) -> None:
    dead = {f"{shown(name, place, one)} | {one.dead}" for place, one in tried(name).dead if one.dead != A_GAP}
    assert dead - LINES == set()


@pytest.mark.parametrize("name", TYPES)
def test_what_is_named_is_there(name: str) -> None:
    tags = {shown(name, *one) for one in tried(name).spots}
    assert {line for line in LINES if line.startswith(f"{name} |") and line.rpartition(" | ")[0] not in tags} == set()


@pytest.mark.parametrize("name", TYPES)
def test_every_clause_of_a_type_comes_into_a_document(name: str) -> None:
    wanted = {one for section in workspace().types[name].description.sections for one in section.clauses}
    assert wanted - tried(name).clauses == set()


@pytest.mark.parametrize("name", TYPES)
def test_nothing_that_is_made_up_stops_a_template(name: str) -> None:
    assert tried(name).problems == []
