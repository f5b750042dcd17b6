"""Measure the press release of every agreement there is: ``python -m benchmarks.press``.

A row per release: bullets and subheads before the boxes, words in the lead, before the first quote, before the money
and before the boxes, LIX of what is ours, sentences that stand twice and facts that no sentence took. What is beyond
what a newsroom prints is marked with a star. Exits with 1 when anything is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks import ROOT
from benchmarks.samples.documents import AGREEMENTS, PRESS, load
from benchmarks.samples.narratives import Measured, measured

DAY = date(2026, 11, 21)
#: What a newsroom prints: column, the figure, and the most there may be of it.
LIMITS: dict[str, tuple[Callable[[Measured], int | None], int]] = {
    "punkter": (lambda one: one.bullets, 0),
    "rubriker": (lambda one: len(one.subheads), 3),
    "ingress": (lambda one: one.lead, 50),
    "till citat": (lambda one: one.to_quote, 90),
    "till pengar": (lambda one: one.to_money, 80),
    "före rutor": (lambda one: one.words, 450),
    "LIX": (lambda one: one.lix, 45),
    "två gånger": (lambda one: len(one.twice), 0),
    "osagt": (lambda one: len(one.lost), 0),
}


def releases() -> Iterator[Measured]:
    """Yield every release of the two public partnerships and of the tests' agreements."""
    for path in (*sorted((ROOT / "agreements").glob("*.yaml")), *sorted(AGREEMENTS.glob("*.yaml"))):
        yield from measured(load(Path(path)), PRESS, DAY)


def beyond(one: Measured) -> list[str]:
    """Return the columns in which a release is beyond what a newsroom prints."""
    figures = {name: figure(one) for name, (figure, _) in LIMITS.items()}
    return [name for name, (_, most) in LIMITS.items() if (figures[name] or 0) > most]


def main() -> int:
    """Print the table."""
    every = list(releases())
    print("| pressmeddelande | " + " | ".join(LIMITS) + " |")
    print("|" + "---|" * (len(LIMITS) + 1))
    for one in every:
        over = beyond(one)
        cells = [
            f"{'–' if (value := figure(one)) is None else value}{'*' if name in over else ''}"
            for name, (figure, _) in LIMITS.items()
        ]
        print(f"| {one.name} | " + " | ".join(cells) + " |")
        for said in (*one.twice, *one.lost):
            print(f"    {said}")
    return int(any(map(beyond, every)))


if __name__ == "__main__":
    sys.exit(main())
