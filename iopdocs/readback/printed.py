"""How a fact may be printed, and what would have to be written in the file for it to be printed otherwise.

What is found here is only tried: whether it gives a person's own words is seen when the document is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.model.lengths import UNITS, Length
from iopdocs.model.scalars import Scalar
from iopdocs.readback.alignment import flat
from iopdocs.readback.facts import PrintableFact
from iopdocs.swedish import clock, names, words
from iopdocs.swedish.characters import plain
from iopdocs.swedish.formats import FORMATS

#: What a filter raises when a value is not of its kind.
_NOT_OF_ITS_KIND = (TypeError, ValueError, AttributeError, ArithmeticError, LookupError, AssertionError)
#: How a template prints a value without a filter, and a length of time.
_PLAINLY: dict[str, Callable[[Any], str]] = {"": str, "i text": lambda value: str(value.in_text)}
#: So many of a unit are looked through for one whose words are known: ``sex månader``.
_COUNTS = 120
_PARAGRAPHS = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """How a fact is printed, and what there might be in the file when it is printed as something else."""

    text: str
    read: Callable[[str], Iterable[str]]


def printed(fact: PrintableFact) -> Iterator[PrintedFact]:
    """Yield the ways in which a fact may be printed, the longest first: an amount before its number."""
    if fact.missing:
        yield PrintedFact(f"[saknas: {' '.join(fact.label.split())}]", partial(_of_nothing, fact))
    elif fact.scalar is not None and not isinstance(fact.value, str):
        scalar = fact.scalar
        for name, text in _ways(fact.value):
            yield PrintedFact(text, partial(_values, scalar, name))
    else:
        for part in dict.fromkeys((fact.written, str(fact.value), *_PARAGRAPHS.split(fact.written))):
            for name, text in _ways(part) if part.strip() else ():
                yield PrintedFact(text, partial(_texts, fact, part, name))


def canonical(value: Any, as_read: str) -> str:
    """Return a value as the handbook writes it in a file; ``as_read`` is what it was read from."""
    if isinstance(value, str):
        return plain(as_read)  # a number of a kind: as somebody wrote it, since it can be read so
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", " ").replace(".", ",")
    if isinstance(value, clock.ClockTime):
        return f"{value.hour}.{value.minute:02}"
    return str(value) if isinstance(value, int | Length) else plain(as_read)


def _of_nothing(fact: PrintableFact, text: str) -> Iterator[str]:
    """Yield what a gap may be filled in with."""
    if fact.scalar is None:
        yield from _cased(plain(text))
    else:
        yield from _parsed(fact.scalar, text)
        yield from _searched(fact.scalar, "", text)


def _values(scalar: Scalar, name: str, text: str) -> Iterator[str]:
    yield from _parsed(scalar, text)
    yield from _searched(scalar, name, text)


def _parsed(scalar: Scalar, text: str) -> Iterator[str]:
    with suppress(ValueError):
        yield canonical(scalar.parse(plain(text)), text)


def _searched(scalar: Scalar, name: str, text: str) -> Iterator[str]:
    """Yield the small values that a filter prints so; its words need no reading of their own then."""
    for value in _small(_kind(scalar)):
        ways = [_WAYS[name]] if name else _WAYS.values()
        if any(_said(way, value) == flat(plain(text)) for way in ways):
            yield canonical(value, text)


@cache
def _small(kind: type) -> tuple[Any, ...]:
    counts = range(_COUNTS + 1)
    if kind is Length:
        return tuple(Length(count, unit) for unit in dict.fromkeys(UNITS.values()) for count in counts if count)
    return tuple(map(kind, counts)) if kind in (int, Decimal) else ()


def _kind(scalar: Scalar) -> type:
    with suppress(ValueError):
        return type(scalar.parse(scalar.example))
    return str


def _texts(fact: PrintableFact, part: str, name: str, text: str) -> Iterator[str]:
    """Yield the texts of a fact, a part of which is printed as something else by a filter."""
    typed = fact.scalar
    for one in sorted(dict.fromkeys(_cased(plain(text))), key=lambda one: _unlike(part, one)):
        if _said(_WAYS[name], one) != flat(plain(text)):
            continue
        if typed is not None and fact.written == part:
            yield from _parsed(typed, one)
        yield fact.written.replace(part, one, 1) if part in fact.written else one


def _unlike(part: str, text: str) -> int:
    """Return in how much a text begins and ends otherwise than what stood there: a value has no stop of a sentence."""
    return (part.endswith(".") != text.endswith(".")) + (part[:1].isupper() != text[:1].isupper())


def _cased(text: str) -> Iterator[str]:
    """Yield a text, and what it may be the inflected or capitalised form of."""
    yield text
    yield names.lower_first(text)
    yield names.upper_first(text)
    for end in ("s", "’s", "’", "."):
        if text.endswith(end) and len(text) > len(end):
            yield text.removesuffix(end)


def _ways(value: Any) -> list[tuple[str, str]]:
    """Return how a value may be printed, each way by the name of its filter, the longest first."""
    found: dict[str, str] = {}
    for name, way in _WAYS.items():
        said = _said(way, value)
        if said.strip():
            found.setdefault(said, name)
    return sorted(((name, said) for said, name in found.items()), key=lambda one: -len(one[1]))


def _said(way: Callable[..., str], value: Any) -> str:
    try:
        said = way(value)
    except _NOT_OF_ITS_KIND:
        return ""
    return flat(said) if isinstance(said, str) else ""


_WAYS: dict[str, Callable[..., str]] = {**_PLAINLY, **FORMATS, "tal": words.in_text}
