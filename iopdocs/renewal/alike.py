"""What many renewals have in common, told once with whom it concerns; what one has alone is told of that one.

Two questions are alike when they are about the same key and say the same but for figures and what stands in quotes.
What differs of those is each agreement's own, and stands beside its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import mean

from iopdocs.classes import dataclass, field
from iopdocs.errors import Severity
from iopdocs.reading import without_numbers
from iopdocs.renewal.run import Renewed

#: What is one agreement's own in a text: what it names, and figures.
OF_ONE = re.compile(r"”[^”]*”|\d(?:[\d–\u00a0 -]*\d)?(?:, \d{4})*")
_PLACE = re.compile(r"\[\d+\]")
_DOTS = "…"
# Why something is changed, when a later document is why.
_LATER = re.compile(r"(?:tillägg|förlängning) nr \d|i ett tillägg")
#: In so many agreements it is alike.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that several agreements have: where, its words, what can be chosen, and each with what is its own."""

    where: str
    text: str
    choices: tuple[str, ...]
    whom: Mapping[str, str]


@dataclass
class _Kind:
    where: str
    texts: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def add(self, agreement: str, texts: Sequence[str], place: int) -> None:
        self.texts.setdefault(agreement, []).append(tuple(texts))
        self.places.append(place)

    def told(self) -> Alike:
        """Return it with what is the same in all agreements written out, and what differs beside each."""
        every = [one for said in self.texts.values() for one in said]
        parts = [_parts(column) for column in zip(*every, strict=True)]
        whom = {
            agreement: "; ".join(dict.fromkeys(filter(None, (_own(one, parts) for one in said))))
            for agreement, said in self.texts.items()
        }
        text, *choices = (_written(one) for one in parts)
        return Alike(self.where, text, tuple(choices), whom)


#: A text in parts that all have, and None where theirs differ.
_Parts = tuple[str | None, ...]


def _split(text: str) -> list[str]:
    """Return the words between what is an agreement's own, and that, in turns."""
    return re.split(f"({OF_ONE.pattern})", text)


def _parts(texts: Iterable[str]) -> _Parts:
    return tuple(one[0] if len({*one}) == 1 else None for one in zip(*map(_split, texts), strict=True))


def _written(parts: _Parts) -> str:
    return "".join(_DOTS if one is None else one for one in parts).replace(f"{_DOTS}.", _DOTS)


def _own(texts: Sequence[str], parts: Sequence[_Parts]) -> str:
    found = [
        own.strip("”")
        for text, shared in zip(texts, parts, strict=True)
        for own, one in zip(_split(text), shared, strict=True)
        if one is None
    ]
    return ", ".join(dict.fromkeys(found))


def _key(where: str, texts: Sequence[str]) -> tuple[str, ...]:
    return (where, *(OF_ONE.sub(_DOTS, text) for text in texts))


@dataclass(frozen=True, slots=True)
class InCommon:
    """What the agreements of a renewal have in common, of each sort, and what is left of each agreement.

    ``silent`` is what agreements say nothing of; ``gaps`` are by the name of the document.
    """

    questions: tuple[Alike, ...]
    silent: tuple[Alike, ...]
    warnings: tuple[Alike, ...]
    changes: tuple[Alike, ...]
    gaps: tuple[Alike, ...]
    problems: tuple[Alike, ...]
    alone: Mapping[str, tuple[str, ...]]


def in_common(drafted: Sequence[Renewed]) -> InCommon:
    """Return what some renewals have in common: questions in the order they are asked in, else what most have first."""
    alone: dict[str, list[str]] = {one.agreement: [] for one in drafted}
    asked = sorted(_gathered(drafted, _asked), key=lambda kind: mean(kind.places))
    questions = _several(asked, alone)
    warnings, problems = (_several(_gathered(drafted, told), alone) for told in (_warned, _doubted))
    for one in drafted:
        alone[one.agreement] += _amended(one)
    silent, changes, gaps = (
        tuple(kind.told() for kind in _gathered(drafted, told)) for told in (_silent, _law, _missing)
    )
    left = {name: tuple(dict.fromkeys(said)) for name, said in alone.items() if said}
    return InCommon(questions, silent, warnings, changes, gaps, problems, left)


#: What is told of an agreement: where, and its words.
_Told = Iterable[tuple[str, Sequence[str]]]


def _asked(one: Renewed) -> _Told:
    listed = (each for each in one.notes.decisions if not each.parts)
    return ((each.where, (each.question, *filter(None, each.choices))) for each in listed)


def _silent(one: Renewed) -> _Told:
    return ((each.where, (part,)) for each in one.notes.decisions for part in each.parts)


def _warned(one: Renewed) -> _Told:
    return (("", (text,)) for text in one.notes.warnings)


def _missing(one: Renewed) -> _Told:
    return ((name, (gap,)) for name, found in one.gaps.items() for gap in found)


def _doubted(one: Renewed) -> _Told:
    told = (problem for problem in one.problems if problem.severity is not Severity.NOTE)
    return ((problem.where, (problem.sentence,)) for problem in map(without_numbers, told))


def _law(one: Renewed) -> _Told:
    """Return how the clauses change: what else is changed is each agreement's own."""
    clauses = (change for change in one.notes.changes if change.where.startswith("klausul "))
    return ((each.where, (f"{each.before or '–'} → {each.after or '–'} ({each.why})",)) for each in clauses)


def _amended(one: Renewed) -> Iterator[str]:
    """Yield what later documents have made of an agreement: it is nobody else's."""
    for change in one.notes.changes:
        if _LATER.search(change.why):
            yield f"{change.where}: {change.before or '–'} → {change.after or '–'}, {change.why}"


def _gathered(drafted: Sequence[Renewed], told: Callable[[Renewed], _Told]) -> list[_Kind]:
    kinds: dict[tuple[str, ...], _Kind] = {}
    for one in drafted:
        for number, (where, texts) in enumerate(told(one)):
            place = _PLACE.sub("", where)
            kinds.setdefault(_key(place, texts), _Kind(place)).add(one.agreement, texts, number)
    return sorted(kinds.values(), key=lambda kind: -len(kind.texts))


def _several(kinds: Iterable[_Kind], alone: Mapping[str, list[str]]) -> tuple[Alike, ...]:
    """Return the kinds that several agreements have; what one has alone is put with it."""
    found = []
    for kind in kinds:
        if len(kind.texts) >= _FEWEST:
            found.append(kind.told())
            continue
        for agreement, said in kind.texts.items():
            alone[agreement] += [f"{kind.where}: {one[0]}" if kind.where else one[0] for one in said]
    return tuple(found)
