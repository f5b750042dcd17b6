"""A record of which only one thing is known shows it, or a gap: never a lone name or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from benchmarks.samples.documents import AGREEMENT, PRESS, make, text_of, workspace
from iopdocs.checks.incomplete import NEEDED
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath
from scripts.keys import key_paths, unread
from tests.conftest import ROOT
from tests.support.every_key import at, fullest, records
from tests.support.every_text import read

PATHS = key_paths(Agreement)
DAY = date(2026, 11, 21)
PARTIES = [{"id": "p1", "typ": "kommun", "namn": "Exempelby kommun"}, {"id": "p2", "typ": "förening", "namn": "Provet"}]
BASE = {"id": "prov", "dokumentnamn": "avtal", "parter": PARTIES}
#: Keys that show nothing by themselves, each with the reason.
ALONE = {
    "Party": "the agreement that everything else is compared with has the same parties",
    "Annex.nummer": "without it the annexes are numbered in order",
    "Addition.status": "only a proposal is said to be one",
    "Addition.undertecknat": "stands beside what is signed",
    "Addition.undertecknare": "signers without a party are told of by check",
    "Extension.status": "only a proposal is said to be one",
    "Extension.undertecknat": "stands beside what is signed",
    "Extension.undertecknare": "signers without a party are told of by check",
    "AmountChange.uppräkning": "says something only where the agreement has an uplift",
    "Release.tillägg": "an addition that is not there is told of by check",
    "Release.förlängning": "an extension that is not there is told of by check",
    "Release.år": "what happened that year, and that it is not said, is told of by check",
    "Release.resultat": "what the release is about is not said, which is told of by check",
    "Meeting.mål": "outcomes of no known goal are told of by check",
    "Meeting.ekonomi": "outcomes of no known item are told of by check",
    "Processing": "its clauses wait for the day whose law applies, and the gap says so",
    "Aid.givare": "a party that is not there is told of by check",
    "Aid.mottagare": "a party that is not there is told of by check",
    "Aid.tidigare_summa": "stands beside the earlier aid that it sums",
    "Entrustment.givare": "a party that is not there is told of by check",
    "Entrustment.mottagare": "a party that is not there is told of by check",
    "Entrustment.till": "stands beside the first day",
}


def says_nothing(kind: type[Record], key: str, value: Any) -> bool:
    """Whether a key shows nothing by itself: a reference, a switch, what no document reads or check tells of."""
    refers = key in {"id", "part", "grupp", "avsändare", "mål_i_ingress"}
    unknown = kind in NEEDED or any(PATHS[path] == (kind, key) for path in unread(ROOT))
    return refers or value in ("ja", "nej") or unknown or bool({kind.__name__, f"{kind.__name__}.{key}"} & ALONE.keys())


def alone(name: str) -> Iterator[tuple[KeyPath, type[Record], str, Any]]:
    """Yield each key of each type of record that the agreement has first, with where it stands and its value."""
    whole, seen = read(name), set()
    for path, kind in records(whole):
        for key, value in at(whole, path).items():
            if kind in fullest()[name] and path and (kind, key) not in seen:
                seen.add((kind, key))
                yield path, kind, key, value


def built(path: KeyPath, record: dict[str, Any]) -> dict[str, Any]:
    """Return an agreement with nothing in it but one record, in its place."""
    inner: Any = record
    for step in reversed(path):
        inner = [inner] if isinstance(step, int) else {step: inner}
    if path[0] == "parter":
        own = dict(PARTIES[0], **inner["parter"][0])
        return {**BASE, "parter": [own, PARTIES[1]]}
    return {**BASE, **inner}


def read_by(path: KeyPath) -> list[str]:
    """Return the documents that may show what stands at a path, first the one that is about it."""
    lists = [name for name, kind in workspace().types.items() if kind.description.repeats == path[0]]
    return [*lists, AGREEMENT, PRESS]


def shown(agreement: Agreement, document: str) -> tuple[str, tuple[str, ...]]:
    """Return the text and the gaps of a document."""
    made = make(agreement, document, DAY, item=-1 if workspace().types[document].description.repeats else None)
    return text_of(made.data), made.gaps


@cache
def empty(path: KeyPath, document: str) -> tuple[str, tuple[str, ...]]:
    """Return what a document shows of a record that nothing is known of; the path has no numbers."""
    return shown(Agreement.model_validate(built(path, {})), document)


def is_silent(path: KeyPath, key: str, value: Any) -> bool:
    """Whether no document is another for what a key says. Once one is, the others are not made."""
    agreement = Agreement.model_validate(built(path, {key: value}))
    unnumbered = tuple(0 if isinstance(step, int) else step for step in path)
    return all(shown(agreement, one) == empty(unnumbered, one) for one in read_by(path))


@pytest.mark.parametrize("name", fullest())
def test_what_is_known_alone_is_shown_or_a_gap(name: str) -> None:
    silent = [
        f"{kind.__name__}.{key}"
        for path, kind, key, value in alone(name)
        if not says_nothing(kind, key, value) and is_silent(path, key, value)
    ]
    assert silent == []
