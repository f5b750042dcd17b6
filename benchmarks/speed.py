"""Every figure of speed, in one run: ``python -m benchmarks.speed --write`` puts them in docs/prestanda.md.

    python -m benchmarks.speed --rounds 6 --write --json figures.json

Ways that are compared take turns, so that whatever else the computer does falls on all of them. Medians are given, and
ratios of medians of one run: only those are to be trusted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import cold, endtoend, engines, pdf, scaling
from benchmarks.figures import put
from benchmarks.peers import TYPES

PAGE = Path(__file__).parent.parent / "docs" / "prestanda.md"
#: What must be reached, by what is measured, and what it was when the goal was set: faster or slower is better as the
#: word says.
GOALS = {
    "Ett dokument från start, mot ett bart docxtpl-skript": ("högst", 2.5, "4,7–5,2"),
    "iopdocs check från start, mot samma skript": ("högst", 1.5, "3,0"),
    "iopdocs law från start, mot samma skript": ("högst", 1.0, "1,5"),
    "iopdocs --help mot import click": ("högst", 1.5, ""),
    "Värmdö: YAML till tre dokument med kvitton, mot docxtpl utan allt det": ("minst", 12.0, "8,7–9,6"),
    "Det rikaste avtalet: samma sak": ("minst", 10.0, "6,2–7,4"),
    "Motorn mot docxtpl": ("minst", 45.0, "37–169"),
    "Motorn mot snabbaste andra när den är som bäst": ("minst", 5.0, "3,5–6,3"),
    "Motorn utan granskning över gränsen": ("högst", 1.5, "1,4–1,9"),
    "Granskningen mot motorns egen tid": ("högst", 1.0, "1,4–1,7"),
    "Tabell med 10 000 rader mot 100": ("högst", 110.0, "111–121"),
    "10 000 dokument mot 100, tid per dokument": ("högst", 1.10, ""),
    "10 000 dokument mot 100, minne": ("högst", 1.20, ""),
    "Två processer mot en": ("minst", 1.7, ""),
}

Figures = dict[str, Any]
Row = Sequence[str]


def measure(rounds: int, many: int) -> Figures:
    """Return all figures; ``many`` is how many agreements the long run has, three documents each."""
    found: Figures = {}
    for called, file in engines.AGREEMENTS.items():
        times, absent = engines.measure(file, rounds, 5)
        middle = engines.medians(times)
        found[f"motor {called}"] = {"ms": middle, "ratio": engines.ratios(middle), "utan Node": absent}
        whole = endtoend.measure(called, rounds, 6)
        found[f"hela vägen {called}"] = {way: median(taken) for way, taken in whole.items()}
    found["från start"] = {command: median(taken) for command, taken in cold.measure(rounds).items()}
    found["rader"] = {count: median(taken) for count, taken in scaling.rows((100, 1_000, 10_000), rounds).items()}
    found["många"] = _many(many, rounds)
    found["pdf"] = pdf.measure()
    return found


def _many(many: int, rounds: int) -> Figures:
    few = [scaling.apart(34, 1) for _ in range(rounds)]
    long = scaling.apart(many, 1)
    shared = [(scaling.apart(400, 1), scaling.apart(400, 2)) for _ in range(max(2, rounds // 2))]
    return {
        "få": {name: median(one[name] for one in few) for name in few[0]},
        "många": long,
        "två mot en": median(one["seconds"] / two["seconds"] for one, two in shared),
    }


def outcomes(found: Figures) -> dict[str, tuple[float, ...]]:
    """Return what was reached of each goal; several figures where there are several templates, of both agreements."""
    start, rows = found["från start"], found["rader"]
    few, long = found["många"]["få"], found["många"]["många"]
    per_few, per_long = few["seconds"] / few["documents"], long["seconds"] / long["documents"]
    script = start["bare docxtpl script"]
    reached = (
        (start["iopdocs render, one document"] / script,),
        (start["iopdocs check"] / script,),
        (start["iopdocs law"] / script,),
        (start["iopdocs --help"] / start["import click"],),
        *((whole["docxtpl"] / whole["ours"],) for whole in (found[f"hela vägen {one}"] for one in engines.AGREEMENTS)),
        _every(found, "docxtpl"),
        _every(found, "fastest peer"),
        _every(found, "above limit"),
        tuple(_inspection(found[f"motor {one}"]["ms"], name) for one in engines.AGREEMENTS for name in TYPES),
        (rows[10_000] / rows[100],),
        (per_long / per_few,),
        (long["megabytes"] / few["megabytes"],),
        (found["många"]["två mot en"],),
    )
    return dict(zip(GOALS, reached, strict=True))


def _every(found: Figures, against: str) -> tuple[float, ...]:
    """Return a ratio of every template of every agreement; none where it was not measured."""
    ratios = [found[f"motor {one}"]["ratio"].get(against, {}) for one in engines.AGREEMENTS]
    return tuple(by_type[name] for by_type in ratios for name in TYPES if name in by_type)


def _inspection(ms: Mapping[str, Mapping[str, float]], name: str) -> float:
    own = ms[engines.OURS][name]
    return (ms[engines.INSPECTED][name] - own) / own


def tables(found: Figures) -> Iterator[tuple[str, str]]:
    """Yield the name of each place in the page, and the table that goes there."""
    rows = [
        (what, before, f"{way} {_shown(goal)}", _all(outcomes(found)[what]), _verdict(what, outcomes(found)[what]))
        for what, (way, goal, before) in GOALS.items()
    ]
    yield "goals", _table(("Mått", "Förr", "Mål", "Mätt", ""), rows)
    for called in engines.AGREEMENTS:
        ways = found[f"motor {called}"]["ms"]
        rows_of = [
            (SWEDISH.get(way, way), *(_shown(by_type[name]) if name in by_type else "–" for name in TYPES))
            for way, by_type in ways.items()
        ]
        yield f"engines {called}", _table(("Millisekunder per dokument", *TYPES), rows_of)
    whole = [(called, *(_shown(found[f"hela vägen {called}"][way]) for way in ("ours", "docxtpl")))
             for called in engines.AGREEMENTS]  # fmt: skip
    yield "whole", _table(("Millisekunder per avtal", "hela vägen, vi", "bara rendering, docxtpl"), whole)
    yield "cold", _table(("Kommando", "ms"), [(name, f"{ms:.0f}") for name, ms in found["från start"].items()])
    few, long = found["många"]["få"], found["många"]["många"]
    yield "many", _table(
        ("Dokument", "ms per dokument", "minne, MB"),
        [(_count(one["documents"]), _shown(one["seconds"] / one["documents"] * 1000), f"{one['megabytes']:.0f}")
         for one in (few, long)],
    )  # fmt: skip
    yield "rows", _table(("Rader i tabellen", "ms"), [(_count(n), _shown(ms)) for n, ms in found["rader"].items()])
    yield "pdf", _table(("PDF", "sekunder per dokument"), [(way, _shown(s)) for way, s in found["pdf"].items()])


SWEDISH = {
    engines.OURS: "**iopdocs**, motorn",
    engines.INSPECTED: "**iopdocs**, motorn och granskningen",
    engines.WHOLE: "**iopdocs**, hela dokumentet av avtalet",
    engines.LIMIT: "gränsen: mallen körd, packad och skriven",
}


def _table(head: Row, rows: Sequence[Row]) -> str:
    line = "|" + "---|" + "---:|" * (len(head) - 1)
    return "\n".join(["| " + " | ".join(head) + " |", line, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def _all(values: Sequence[float]) -> str:
    return " / ".join(map(_shown, values)) or "ej mätt"


def _verdict(what: str, values: Sequence[float]) -> str:
    way, goal, _ = GOALS[what]
    if not values:
        return ""
    return "ja" if all(value >= goal if way == "minst" else value <= goal for value in values) else "**nej**"


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}".replace(".", ",")


def _count(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u00a0")


def main() -> None:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--agreements", type=int, default=3334, help="how many the long run has, three documents each")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/prestanda.md")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = measure(given.rounds, given.agreements)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    report(found, write=given.write)


def report(found: Mapping[str, Any], *, write: bool) -> None:
    """Print the tables, and put them in the page."""
    for name, table in tables(dict(found)):
        print(f"{name}\n{table}")
        if write:
            put(name, table, PAGE)


if __name__ == "__main__":
    main()
