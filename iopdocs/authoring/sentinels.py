"""Made-up agreements of the model: every key has a value of its own, so that what reaches a document can be told.

A template is tried with many of them. In the first everything is there, in the second only what must be; in the rest
keys are left out and choices made by turns, the same ones each time.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from random import Random
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from iopdocs.classes import dataclass, field
from iopdocs.consolidation.predecessor import Predecessor, predecessor_of
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import held_records, unmarked
from iopdocs.model.scalars import ONLY_IN, Scalar, parse_id

#: What the words that stand for texts begin with.
MARK = "provord"
#: How deep records are made within records.
_DEEPEST = 6
_TRIES = 60
#: How much of what may be left out is there, by turns.
_SHARES = (0.85, 0.6, 0.93, 0.4)
_PARTIES = ("offentlig", "idéburen")
#: How values are written whose example only shows their form, or that several records should not share.
_WRITTEN = {
    "212000-0000": ("212000-0035", "899999-0008"),
    "123-4567": ("160-9908", "5402-9681"),
    "12 34 56-7": ("28 65 43-4", "90 20 03-3"),
    "08-123 456 78": ("08-465 004 00", "070-174 06 05"),
    "2 970 000": ("2 970 000", "400 000", "75 000"),
    "2024": ("2024", "2025", "2026"),
    "4": ("1", "2", "4"),
}
#: A key whose name ends so is a last day, and comes after the first.
_LAST = "till"


@dataclass
class MadeUpAgreement:
    """One made-up agreement, which path of keys each word in it stands for, and what it replaces."""

    agreement: Agreement
    words: dict[str, str] = field(default_factory=dict)
    replaced: Predecessor | None = None


class Sentinels:
    """Makes agreements; ``clauses`` and ``documents``, as files call them, are those that there are to choose among."""

    def __init__(self, clauses: tuple[str, ...] = (), documents: tuple[str, ...] = ()) -> None:
        self._clauses, self._documents = clauses, documents

    def made(self, count: int) -> Iterator[MadeUpAgreement]:
        """Yield as many agreements as are asked for; one that the model refuses whatever is left out of it is none."""
        before: Agreement | None = None
        for number in range(count):
            if (trial := _Making(number, self._clauses, self._documents).trial()) is not None:
                if before is not None:
                    trial.replaced = predecessor_of(before, "", lambda _: False)
                before = trial.agreement
                yield trial


class _Making:
    """One agreement being made: everything in it by turns of the number it has."""

    def __init__(self, number: int, clauses: tuple[str, ...], documents: tuple[str, ...]) -> None:
        self._number, self._clauses, self._documents = number, clauses, documents
        self._chance = Random(number)  # noqa: S311 - the same each time is what is wanted
        self._words: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}

    def trial(self) -> MadeUpAgreement | None:
        """Return the agreement, without what the model would not have, or None."""
        data = self._record(Agreement, "", 0)
        data["id"] = f"provavtal-{self._number + 1}"
        self._refer(data)
        for _ in range(_TRIES):
            try:
                return MadeUpAgreement(Agreement.model_validate(data), self._words)
            except ValidationError as error:
                if not all(_without(data, one["loc"]) for one in error.errors()[:1]):
                    return None
        return None

    def _record(self, kind: type[Record], path: str, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            alias = info.alias or name
            if alias == ONLY_IN or not (info.is_required() or self._is_wanted()):
                continue
            where = f"{path}.{alias}" if path else alias
            value = self._value(info.annotation, tuple(info.metadata), where, depth + 1)
            if value is not None:
                made[alias] = value
        return made

    def _is_wanted(self) -> bool:
        """Whether an optional key is there: all in the first agreement, none in the second, then by turns."""
        return self._number == 0 or (self._number != 1 and self._chance.random() < _SHARES[self._number % len(_SHARES)])

    def _value(self, annotation: Any, marks: tuple[Any, ...], path: str, depth: int) -> Any:
        bare, more = unmarked(annotation)
        marks = (*marks, *more)
        scalar = next((mark for mark in marks if isinstance(mark, Scalar)), None)
        if scalar is not None:
            return self._scalar(scalar, path)
        if get_origin(bare) is Literal:
            choices = get_args(bare)
            return choices[0] if self._number == 0 else self._chance.choice(choices)
        if get_origin(bare) is tuple:
            return self._several(bare, path, depth)
        if get_origin(bare) in (Union, types.UnionType):
            return self._value(get_args(bare)[0], marks, path, depth)
        if isinstance(bare, type) and issubclass(bare, Record):
            return self._record(bare, path, depth) if depth < _DEEPEST else None
        if bare is str:
            return self._text(marks, path)
        return None

    def _several(self, annotation: Any, path: str, depth: int) -> Any:
        kind = next(held_records(annotation), None)
        if path.endswith("klausuler.med") and self._clauses and self._number % 2 == 0:
            return list(self._clauses)
        if kind is None or depth >= _DEEPEST:
            one = self._value(get_args(annotation)[0], (), f"{path}[]", depth)
            return None if one is None else [one]
        least = 2 if path == "parter" else 1
        count = least if self._number == 1 else least + self._chance.randrange(4 if self._number % 4 == 0 else 2)
        records = [self._record(kind, f"{path}[]", depth) for _ in range(count)]
        for place, one in enumerate(records):
            if path == "parter" and "roll" in one:
                one["roll"] = _PARTIES[place % 2]
        return [one for one in records if one] or None

    def _text(self, marks: tuple[Any, ...], path: str) -> str:
        if any(getattr(mark, "func", None) is parse_id for mark in marks):
            name = f"{path.rpartition('.')[2].replace('å', 'a').replace('ä', 'a').replace('ö', 'o')}"
            made = f"prov-{len(self._ids.setdefault(path, [])) + 1}"
            self._ids[path].append(made)
            return made if name == "id" else self._clause() if name in {"klausul", "med"} else made
        word = f"{MARK}{len(self._words) + 1}"
        self._words[word] = path
        return f"{word} och mer"

    def _clause(self) -> str:
        return self._chance.choice(self._clauses) if self._clauses else "syfte"

    def _scalar(self, scalar: Scalar, path: str) -> str:
        key = path.rpartition(".")[2].removesuffix("[]")
        if scalar.example == "ja":
            return "ja" if self._number == 0 else self._chance.choice(("ja", "nej"))
        if scalar.example == "avtalet" and self._documents:
            return self._chance.choice(self._documents)
        if scalar.example == "2024-01-01":
            year = 2026 if key.rpartition("_")[2] == _LAST else 2024
            return f"{year}-{self._chance.randrange(1, 13):02}-{self._chance.randrange(1, 29):02}"
        return self._chance.choice(_WRITTEN.get(scalar.example, (scalar.example,)))

    def _refer(self, data: dict[str, Any]) -> None:
        """Let every id that is a reference lead to a record that there is."""
        given = {name: self._given(data, name) for name in ("parter", "mål", "insatser", "organisation")}
        given["komponenter"] = self._given(data.get("ekonomi") or {}, "komponenter")
        self._lead(data, given)

    def _given(self, owner: dict[str, Any], name: str) -> list[str]:
        made = []
        for number, one in enumerate(owner.get(name) or (), start=1):
            one["id"] = f"{name.replace('å', 'a')}-{number}"
            made.append(one["id"])
        return made

    def _lead(self, node: Any, given: dict[str, list[str]], key: str = "") -> None:
        for place, value in node.items() if isinstance(node, dict) else enumerate(node):
            name = place if isinstance(place, str) else key
            if isinstance(value, dict | list):
                self._lead(value, given, name)
            elif isinstance(value, str) and value.startswith("prov-") and name != "id":
                pool = given.get(_REFERS.get(name, "parter")) or given["parter"]
                node[place] = self._chance.choice(pool)


#: The lists whose records some keys refer to; other references are to parties.
_REFERS = {
    "mål": "mål", "mål_i_ingress": "mål", "insats": "insatser", "komponent": "komponenter", "grupp": "organisation",
}  # fmt: skip


def _without(data: Any, path: tuple[Any, ...]) -> bool:
    """Take what stands at a path out of the data; whether there was anything."""
    holder: Any = None
    last: Any = None
    for step in path:
        there = isinstance(data, dict) and step in data
        if not there and not (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            break
        holder, last, data = data, step, data[step]
    if holder is None:
        return False
    del holder[last]
    return True
