"""What the documents of an agreement are called. One that is made keeps its name, whatever is put in before it.

A record with a day is named by it, and one without by its place in its list. A record that there is a document of
already, as a receipt tells, keeps the name of that document: also when it has been moved or edited. A new one gets the
number of its place if that is free, else the next after all that are used. In an empty folder that is always its place.
A document never gives its name to a record that nothing is the same in: least of all one that is final.
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from iopdocs.classes import dataclass, field
from iopdocs.library.document_types import DocumentType
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record
from iopdocs.output import RECEIPT_SUFFIX, Receipts, sha256

#: What a receipt says of the record that a document is about: the hash of all of it, and a hint of each of its facts.
RECORD, HINTS = "postens_hash", "postens_drag"
#: From a document's stem to what its receipt says.
Made = Mapping[str, Mapping[str, Any]]
# A stem that a number or a day ends; after a dot comes what tells it from a document that was left alone.
_STEM = re.compile(r"(?P<base>.+?)-(?P<end>\d{4}-\d\d-\d\d|\d{1,6})(?:-nr-(?P<nr>\d{1,6}))?(?:\..+)?")


def about(item: Record | None) -> dict[str, Any]:
    """Return what a receipt says of a record. A hint tells two texts apart most often, but not what a text is."""
    if item is None:
        return {}
    facts = item.model_dump(by_alias=True, exclude_defaults=True)
    written = {key: json.dumps(fact, ensure_ascii=False, sort_keys=True, default=str) for key, fact in facts.items()}
    return {
        RECORD: sha256(json.dumps(written, ensure_ascii=False, sort_keys=True).encode()),
        HINTS: {key: sha256(f"{key} {text}".encode())[:2] for key, text in written.items()},
    }


def made_in(folder: Path) -> Made:
    """Return what the receipts of a folder say of the records that its documents are about, by stem."""
    found: dict[str, Mapping[str, Any]] = {}
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - only the names are wanted
            stem = name.removesuffix(RECEIPT_SUFFIX)
            if stem != name and _STEM.fullmatch(stem):
                said = Receipts(folder, stem).read()
                found[stem] = {key: said[key] for key in ("dokumenttyp", RECORD, HINTS) if key in said}
    return found


def stems(kind: DocumentType, agreement: Agreement, made: Made, *, forms: bool) -> list[tuple[str, Record | None]]:
    """Return the file stem of each document of a type, and the record it is about, in the order of its list.

    Without ``forms`` an empty list gives no form to fill in: a form is all gaps and can never be final.
    """
    items = [item for item in kind.items(agreement) if item is not None]
    whole: list[tuple[str, Record | None]] = [(kind.id, None)] if kind.description.whole else []
    if not items:
        if whole:
            return whole
        empty = forms or kind.description.repeats is None
        return [(kind.id, None)] if empty and kind.items(agreement) else []
    families: dict[str, _Family] = {}
    for place, item in enumerate(items, start=1):
        day = str(item.dated) if isinstance(item, Dated) and item.dated else ""
        family = families.setdefault(day, _Family())
        family.add(item, place if not day else len(family.items) + 1)
    for stem, said in made.items():
        found = _STEM.fullmatch(stem)
        if found is None or found["base"] != kind.id or said.get("dokumenttyp") != kind.id:
            continue
        day = found["end"] if "-" in found["end"] else ""
        if day in families and (day or not found["nr"]):
            families[day].was(int(found["nr"] or 1) if day else int(found["end"]), said)
    named = {
        id(item): f"{kind.id}-{day or number}" + (f"-nr-{number}" if day and number > 1 else "")
        for day, family in families.items()
        for item, number in zip(family.items, family.numbers(), strict=True)
    }
    return [*whole, *((named[id(item)], item) for item in items)]


@dataclass
class _Family:
    """The records that are told apart by number only: those without a day, or of one day. And what is made of such."""

    items: list[Record] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _made: dict[int, list[Mapping[str, Any]]] = field(default_factory=dict)

    def add(self, item: Record, place: int) -> None:
        self.items.append(item)
        self._places.append(place)

    def was(self, number: int, said: Mapping[str, Any]) -> None:
        self._made.setdefault(number, []).append(said)

    def numbers(self) -> list[int]:
        """Return a number for each record: that of its document if there is one, else one that nothing has."""
        facts = [about(item) for item in self.items] if self._made else []
        given = self._recognised(facts) if self._made else {}
        used, most = {*self._made, *given.values()}, max(self._made, default=0)
        for index, place in enumerate(self._places):
            if index in given:
                continue
            number = place
            while number in used:
                most += 1
                number = most
            used.add(number)
            given[index] = number
        return _alike_in_order([given[index] for index in range(len(self.items))], facts)

    def _recognised(self, facts: Sequence[Mapping[str, Any]]) -> dict[int, int]:
        """Return the number of each record that has a document: the same record first, then the most alike.

        Last is what stands in the same place, if something in it is the same, or the document tells too little of what
        it is about: a record may have been empty when it was made. What is wholly other is another record.
        """
        same: dict[object, deque[int]] = {}
        for number in sorted(self._made):
            for record in {str(said.get(RECORD)) for said in self._made[number]}:
                same.setdefault(record, deque()).append(number)
        given: dict[int, int] = {}
        taken: set[int] = set()
        for index, fact in enumerate(facts):
            numbers = same.get(fact[RECORD], deque())
            while numbers and index not in given:
                if (number := numbers.popleft()) not in taken:
                    given[index] = number
                    taken.add(number)
        rest = [index for index in range(len(facts)) if index not in given]
        for index, number in self._pairs(facts, rest, sorted({*self._made} - taken)):
            if index not in given and number not in taken:
                given[index] = number
                taken.add(number)
        return given

    def _pairs(self, facts: Sequence[Mapping[str, Any]], rest: Sequence[int], free: Sequence[int]) -> list[Pair]:
        """Return which records may be those of which documents, the likeliest first."""
        look = len(rest) * len(free) <= _MOST_PAIRS
        known, pairs = {*free}, []
        for index in rest:
            place = self._places[index]
            for number in free if look else [place] if place in known else []:
                told = [said.get(HINTS) for said in self._made[number]]
                alike = max(_shared(facts[index][HINTS], hints) for hints in told)
                there = place == number and (alike > 0 or any(map(_tells_little, told)))
                if alike >= _ALIKE or there:
                    pairs.append((-alike, place != number, index, number))
        return [(index, number) for _, _, index, number in sorted(pairs)]


Pair: TypeAlias = tuple[int, int]
# Two records of which at least so great a part of the facts is the same are one that was edited.
_ALIKE = 0.5
# Of a record with fewer facts, all may have been written anew.
_FEW = 2
# Where so many are new or edited at once, nobody knows better than their places.
_MOST_PAIRS = 10_000


def _alike_in_order(numbers: list[int], facts: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the numbers with those of records that are quite alike in their order: the next run gives them so, too."""
    groups: dict[object, list[int]] = {}
    for index, fact in enumerate(facts):
        groups.setdefault(fact[RECORD], []).append(index)
    made = list(numbers)
    for group in groups.values():
        for index, number in zip(group, sorted(numbers[one] for one in group), strict=True):
            made[index] = number
    return made


def _tells_little(said: object) -> bool:
    """Whether the hints of a document are too few to say that a record is another than the one it is about."""
    return not isinstance(said, dict) or len(said) < _FEW


def _shared(facts: Mapping[str, str], said: object) -> float:
    if not isinstance(said, dict) or not facts:
        return 0.0
    same = sum(said.get(key) == hint for key, hint in facts.items())
    return float(same / len({*facts, *said}))
