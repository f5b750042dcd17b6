"""What many renewals come to, on a page: the money, what is to be decided and warned of by its kind, and what failed.

What repeats is one line with how many agreements it is in. Two questions are of one kind when they are about the same
key, two faults when they have the same code, two warnings when only their figures and what they name differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from statistics import mean
from textwrap import shorten

from iopdocs.economy import Cell, in_words
from iopdocs.reading import without_numbers
from iopdocs.renewal.reported import DRAFTED
from iopdocs.renewal.run import Renewed
from iopdocs.swedish import lists, money
from iopdocs.visible import markdown, markdown_code

#: What is told of an agreement: what it is about, and the words.
Told = tuple[str, str]
_OF_ONE = re.compile(r"”[^”]*”|\d(?:[\d–\u00a0 -]*\d)?")
_PLACE = re.compile(r"\[\d+\]")
_FEWEST_WORDS = 3
#: So much is shown of one text that stands for others which are not like it.
_LONGEST = 120
_DOTS = "…"


def first_page(results: Sequence[Renewed]) -> Iterator[str]:
    """Yield what all of them come to as Markdown: nothing for a heading that has nothing under it."""
    drafted = [one for one in results if one.state == DRAFTED]
    failed = [one for one in results if one.state != DRAFTED]
    yield from _money(drafted)
    yield from _kinds("Kunde inte förnyas, efter slag", ("Vad", "Avtal", "Vilka"), failed, _faults)
    yield from _kinds("Att besluta, efter slag", ("Vad", "Avtal", "Vilka"), drafted, _questions, keyed=True)
    yield from _kinds("Varningar, efter slag", ("Vad", "Avtal", "Vilka"), drafted, _warnings)


def known_sums(drafted: Sequence[Renewed]) -> tuple[int, Decimal, Decimal]:
    """Return how many agreements have amounts that are known both then and now, and what they come to then and now."""
    known = [one.amounts for one in drafted if all(amount is not None for amount, _ in one.amounts)]
    return len(known), _sum([then for then, _ in known]), _sum([now for _, now in known])


def _sum(cells: Sequence[Cell]) -> Decimal:
    return sum((amount for amount, _ in cells if amount is not None), Decimal(0))


def _money(drafted: Sequence[Renewed]) -> Iterator[str]:
    if not drafted:
        return
    yield from ("", "## Pengar", "")
    count, then, now = known_sums(drafted)
    whole = f"{count} av {len(drafted)} avtal" if count < len(drafted) else f"alla {count} avtal"
    if count:
        sums = [markdown(money.format(one)) for one in (then, now)]
        yield f"I allt, under hela avtalstiden: **{sums[0]}** förut och **{sums[1]}** nu, för {whole}."
    other = sum(one.lengths[0] != one.lengths[1] and all(one.lengths) for one in drafted)
    if other:
        told = "Ett avtal får" if other == 1 else f"{other} avtal får"
        yield (
            f"{told} en annan längd än förut, så beloppen i allt skiljer sig även när beloppet per år är detsamma. "
            "Längderna står i tabellen."
        )
    unknown = Counter(_unknown(one) for one in drafted if any(amount is None for amount, _ in one.amounts))
    if unknown:
        listed = lists.format([f"{many} avtal ({why})" for why, many in unknown.most_common()])
        yield f"Inte med i summan: {markdown(listed)}."


def _unknown(one: Renewed) -> str:
    """Say why the money of an agreement is in no sum: of the time before when that is unknown, else of the new."""
    cell, when = next((cell, when) for cell, when in zip(one.amounts, ("förut", "nu"), strict=True) if cell[0] is None)
    return f"belopp {when}: {_general(in_words(cell))}"


def _questions(one: Renewed) -> Iterator[Told]:
    yield from ((_PLACE.sub("", asked.where), asked.question) for asked in one.notes.decisions)


def _warnings(one: Renewed) -> Iterator[Told]:
    yield from ((_general(text), text) for text in one.notes.warnings)


def _faults(one: Renewed) -> Iterator[Told]:
    for problem in map(without_numbers, one.problems):
        yield problem.code or _general(problem.sentence), problem.sentence


def _kinds(
    heading: str,
    columns: tuple[str, str, str],
    results: Sequence[Renewed],
    told: Callable[[Renewed], Iterator[Told]],
    *,
    keyed: bool = False,
) -> Iterator[str]:
    """Yield a table of the kinds of what is told: those that stand first in most agreements, or that most have."""
    texts: dict[str, list[str]] = {}
    names: dict[str, dict[str, None]] = {}
    places: dict[str, list[int]] = {}
    for one in results:
        for place, (kind, text) in enumerate(told(one)):
            texts.setdefault(kind, []).append(text)
            names.setdefault(kind, {})[one.agreement] = None
            places.setdefault(kind, []).append(place)
    if not texts:
        return
    yield from ("", f"## {heading}", "", f"| {' | '.join(columns)} |", "|---|---|---|")
    for kind in sorted(texts, key=lambda one: (mean(places[one]) if keyed else 0, -len(names[one]), one)):
        begun = f"{markdown_code(kind)}: " if keyed else ""
        yield f"| {begun}{markdown(_gist(texts[kind]))} | {len(names[kind])} | {markdown(lists.some([*names[kind]]))} |"


def _gist(texts: Sequence[str]) -> str:
    """Return what texts of a kind say: all, the sentence they end with, the words they begin with, or the first."""
    if len({*texts}) == 1:
        return texts[0]
    general = sorted({_general(text) for text in texts})
    if len(general) == 1:
        return general[0]
    if len(last := {text.rpartition(". ")[2] for text in texts}) == 1:
        return last.pop()
    words = zip(*(text.split() for text in general), strict=False)
    shared = [one[0] for one in takewhile(lambda one: len({*one}) == 1, words)]
    if len(shared) >= _FEWEST_WORDS:
        return f"{' '.join(shared)} {_DOTS}"
    return f"{shorten(texts[0], _LONGEST, placeholder=f' {_DOTS}')} Med flera."


def _general(text: str) -> str:
    """Return a text without what is one agreement's own in it."""
    made = _OF_ONE.sub(lambda found: f"”{_DOTS}”" if found[0].startswith("”") else _DOTS, text)
    return made.replace(f"{_DOTS}.", _DOTS)
