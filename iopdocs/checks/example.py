"""What is left of the starter's example in an agreement that was made from it: facts that nobody has stated.

What anybody would write (``styrgrupp``, ``skriftligen``) is not the example's. What is somebody's own is a name, a
number or an address; a sentence of some length that tells of the parties or of what they do; and a decision, an amount
or a meeting that is the example's in every part. The same goes for what an agreement has from iopdocs.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from iopdocs.checks.case import Case
from iopdocs.checks.texts import last_key
from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.reading import KeyPath, Node, walk
from iopdocs.reading.source import parse_source

LEFT_OF_EXAMPLE = "exempeluppgift"

#: Keys whose value in the example is somebody's own. A single word under ``namn`` is what anybody may be called.
_OWN = frozenset({
    "namn", "partnerskap", "diarienummer", "gata", "telefon", "e_post", "webb", "orgnr", "bankgiro", "plusgiro",
    "justerare", "ansvarig",
})  # fmt: skip
#: Keys of sentences that tell of the parties, of their background or of what somebody has said.
_TOLD = frozenset({
    "presentation", "behov", "skäl", "initiativ", "styrdokument", "marknad", "beskrivning", "indikator",
    "källa", "idéburet_syfte", "text", "beslut",
})  # fmt: skip
_SENTENCE = 28
#: Where a sentence is likely to be the same in many agreements.
_USUAL = frozenset({"åtaganden"})
#: Keys of which a record has one at least when it is a fact of its own, and not a term that others may have, too.
_FACTUAL = frozenset({"datum", "belopp", "beskrivning"})
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Example:
    """The example: its id, what is invented in it by key, and its facts of several parts by the list they stand in."""

    own: str
    invented: frozenset[tuple[str, str]]
    shared: frozenset[tuple[str, str]]
    records: frozenset[tuple[str, frozenset[tuple[str, str]]]]


def left_of_the_example(case: Case) -> Iterator[Problem]:
    """Warn of what is still as in the example; the example itself, in which all is as it was, is only an example."""
    example = _example()
    left = {(last_key(path), text): path for path, text in reversed(case.texts) if _is_left(case, path, text, example)}
    if case.agreement.id == example.own and example.invented <= left.keys():
        return
    found = sorted({*left.values(), *_records_left(case, example)}, key=lambda path: case.source.place(path).line)
    if found:
        places = ", ".join(case.source.where(path) for path in found[:_SHOWN])
        more = f" och {len(found) - _SHOWN} till" if len(found) > _SHOWN else ""
        message = f"Här står påhittade uppgifter kvar från exempelavtalet: {places}{more}."
        hint = (
            "Skriv avtalets egna uppgifter, eller ta bort raderna. De stoppar en slutlig version. Stämmer en mening "
            "ändå: skriv den med egna ord."
        )
        yield case.problem(found[0], message, hint, code=LEFT_OF_EXAMPLE)


def _is_left(case: Case, path: KeyPath, text: str, example: _Example) -> bool:
    fact = (last_key(path), text)
    elsewhere = case.source.place(path).file != case.source.file
    return fact in example.invented or (elsewhere and fact in example.shared)


def _records_left(case: Case, example: _Example) -> Iterator[KeyPath]:
    for path, record in _records(case.source.data, ()):
        if (last_key(path), record) in example.records:
            yield path


@cache
def _example() -> _Example:
    data, settings = _data("exempel.yaml"), _data("iopdocs.yaml")
    texts = walk(data)
    return _Example(
        dict(texts[:1])[("id",)],
        frozenset(_invented(texts)),
        frozenset(_invented(walk(settings))),
        frozenset((last_key(path), record) for path, record in _records(data, ())),
    )


def _data(name: str) -> Node:
    text = files("iopdocs").joinpath("starter", name).read_text(encoding="utf-8")
    return parse_source(text, name)[0].data


def _invented(texts: Iterable[tuple[KeyPath, str]]) -> Iterator[tuple[str, str]]:
    for path, text in texts:
        key = last_key(path)
        own = key in _OWN and (key != "namn" or " " in text)
        told = key in _TOLD and len(text) >= _SENTENCE and path[0] not in _USUAL
        if own or told:
            yield key, text


def _records(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, frozenset[tuple[str, str]]]]:
    """Yield the records of lists that are facts of several parts, with their values."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            own = (
                {key: value for key, value in item.items() if isinstance(value, str)} if isinstance(item, dict) else {}
            )
            if len(own) > 2 and _FACTUAL & own.keys():
                yield (*path, number), frozenset(own.items())
            yield from _records(item, (*path, number))
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _records(value, (*path, key))
