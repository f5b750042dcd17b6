"""What a new record takes along from the one before it, as those who meet are mostly the same: offered, never put in.

Which keys those are a document type says (``följer_med``): of a person the name and the part she plays, not that she
was away the last time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.reading.roundtrip import dump_tree, load_tree
from iopdocs.usecases.fields import FormField, FormList, FormPart, FormRecord
from iopdocs.usecases.filling import NEW_ITEM, Filled


@dataclass(frozen=True, slots=True)
class CarriedAlong:
    """What can be taken along: its key, what it is called, how many records there are, and which record has them."""

    key: str
    label: str
    count: int
    title: str
    place: int


def offered(items: Sequence[FormRecord], place: int, along: Sequence[str]) -> tuple[CarriedAlong, ...]:
    """Return what a record without it can take along from the nearest record before it that has it."""
    return tuple(_offered(items, place, _by_key(along)))


def carried(result: Filled, path: Sequence[str], place: int, one: CarriedAlong, along: Sequence[str]) -> Filled:
    """Return what a form says with that taken along; each record of it is new, so that the form can send it anew."""
    tree = load_tree(result.text)
    records = tree
    for step in path:
        records = records[step]
    wanted = _by_key(along)[one.key]
    records[place][one.key] = [
        {name: item[name] for name in wanted if name in item} for item in records[one.place][one.key]
    ]
    tokens = [f"{NEW_ITEM}{number}" for number in range(1, one.count + 1)]
    return Filled(dump_tree(tree), {**result.tokens, (*path, place, one.key): tokens}, [*result.changed, one.key])


def _offered(items: Sequence[FormRecord], place: int, wanted: Mapping[str, Any]) -> Iterator[CarriedAlong]:
    for key in wanted:
        mine = _list(items[place], key)
        before = (n for n in range(place - 1, -1, -1) if (there := _list(items[n], key)) and there.items)
        found = next(before, None)
        if mine is None or mine.items or found is None:
            continue
        there = _list(items[found], key)
        if there is not None and any(_says(item, wanted[key]) for item in there.items):
            yield CarriedAlong(key, mine.label, len(there.items), items[found].title, found)


def _by_key(along: Sequence[str]) -> dict[str, list[str]]:
    """Return the keys that are taken along of each list."""
    found: dict[str, list[str]] = {}
    for one in along:
        key, _, inner = one.partition(".")
        found.setdefault(key, []).append(inner)
    return found


def _list(record: FormRecord, key: str) -> FormList | None:
    return next((one for one in record.parts if isinstance(one, FormList) and one.path[-1] == key), None)


def _says(part: FormPart, wanted: Sequence[str]) -> bool:
    """Whether a record has anything of what is taken along."""
    parts = part.parts if isinstance(part, FormRecord) else ()
    return any(isinstance(one, FormField) and one.value and one.path[-1] in wanted for one in parts)
