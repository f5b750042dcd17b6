"""How fast the workbench follows: the form, a key stroke to the document, the portfolio of few and of many, memory.

    python -m benchmarks.workbench --write

What is measured is what a page asks the use cases for; the browser and the way there come on top. Few and many take
turns in one run, and medians are given: only ratios of one run are to be trusted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks import ROOT
from benchmarks.figures import put
from benchmarks.workspace import make
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.fields import FormField, FormPart, FormRecord, values_in
from iopdocs.usecases.filling import filled
from iopdocs.usecases.portfolio import reading
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, draft, latest

PAGE = ROOT / "docs" / "prestanda.md"
RICHEST = "exempelby-komplett-2026.yaml"
DAY = date(2024, 10, 1)
_FIELD = "partnerskap"


class Writing:
    """Somebody who writes in the richest agreement there is."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(ROOT / "templates", root / "templates")
        shutil.copytree(ROOT / "tests" / "agreements", root / "agreements")
        shutil.copyfile(ROOT / "iopdocs.yaml", root / "iopdocs.yaml")
        self.desk = Desk(root)
        self.key = next(key for key, path in self.desk.files().items() if path.name == RICHEST)
        self.text = read(self.desk, self.key).text
        self.strokes = 0

    def form(self) -> Draft:
        """Open the form."""
        with self.desk.one_look():
            self.desk.view.drafts.clear()
            return draft(self.desk, self.key, self.text, DAY)

    def stroke(self) -> None:
        """Press a key: what is said of it, and the document as it then reads."""
        self.strokes += 1
        sent = {**self._sent, _FIELD: [f"Huset nummer {self.strokes}"]}
        with self.desk.one_look():
            result = filled(self.text, sent)
            draft(self.desk, self.key, result.text, DAY, result.tokens)
            self.desk.remember(result.text)
        with self.desk.one_look():
            made = latest(self.desk, self.key, result.text, DAY)
            made.shown(made.stem(""))

    def begin(self) -> None:
        """Fill the form as it is shown."""
        form = self.form().form
        assert form is not None  # noqa: S101 - the agreement can be read
        found: dict[str, list[str]] = defaultdict(list)
        for name, value in (*values_in(form), *_records(form)):
            found[name].append(value)
        self._sent = dict(found)


def _records(part: FormPart) -> Iterator[tuple[str, str]]:
    """Yield what a form says of each record of its lists: which list it is of, and where it stood."""
    if isinstance(part, FormField):
        return
    for inner in part.parts if isinstance(part, FormRecord) else part.items:
        if not isinstance(part, FormRecord) and isinstance(inner, FormRecord):
            yield part.name, inner.token
        yield from _records(inner)


def writing(rounds: int, previews: int) -> dict[str, float]:
    """Return what it takes to write, in milliseconds, and how the memory grew, in megabytes."""
    with tempfile.TemporaryDirectory() as name:
        work = Writing(Path(name))
        work.begin()
        first = timed(work.stroke)
        warm = [timed(work.stroke) for _ in range(rounds)]
        forms = [timed(work.form) for _ in range(rounds)]
        while work.strokes < previews // 10:
            work.stroke()
        before = resident()
        while work.strokes < previews:
            work.stroke()
        return {
            "form": median(forms),
            "first": first,
            "stroke": median(warm),
            "before": before,
            "after": resident(),
        }


def tables_of(counts: list[int], rounds: int) -> dict[int, dict[str, float]]:
    """Return what the portfolio takes by how many agreements there are: read, seen again, and after one has changed."""
    with tempfile.TemporaryDirectory() as name:
        desks = {}
        found: dict[int, dict[str, float]] = {}
        for count in counts:
            root = Path(name) / str(count)
            root.mkdir()
            make(root, count, 0, seed=1)
            desks[count] = Desk(root)
            before = resident()
            found[count] = {"read": timed(lambda desk=desks[count]: reading(desk, DAY).result())}  # type: ignore[misc]
            found[count]["megabytes"] = resident() - before
        again, changed = defaultdict(list), defaultdict(list)
        for number in range(rounds):
            for count, desk in desks.items():
                again[count].append(timed(lambda desk=desk: reading(desk, DAY).result()))  # type: ignore[misc]
                path = next(iter(desk.files().values()))
                path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
                changed[count].append(timed(lambda desk=desk: reading(desk, DAY).result()))  # type: ignore[misc]
        for count in counts:
            found[count] |= {"again": median(again[count]), "changed": median(changed[count])}
        return found


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds of the processor some work took: other programs do not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def resident() -> float:
    """Return how much memory this process has now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def table(one: Mapping[str, float], many: Mapping[int, Mapping[str, float]], previews: int) -> str:
    """Return the figures as Markdown, in Swedish."""
    least = min(many)
    grown = one["after"] / one["before"]
    lines = [
        "| I det rikaste avtalet | ms |", "|---|---:|",
        f"| formuläret och allt som sägs om avtalet | {_shown(one['form'])} |",
        f"| första tangenten, till dokumentet bredvid | {_shown(one['first'])} |",
        f"| varje tangent därefter, till dokumentet bredvid | {_shown(one['stroke'])} |",
        f"| en tangent mot den första | {_shown(one['stroke'] / one['first'])} gånger |",
        f"| minnet efter {previews} visningar mot efter {previews // 10} | {_shown(grown)} gånger |",
        "",
        f"| Avtal | läses första gången, ms per avtal | visas igen, ms | när ett har ändrats, ms | mot {least} avtal "
        "| minne, MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for count, found in many.items():
        ratio = found["changed"] / many[least]["changed"]
        cells = (found["read"] / count, found["again"], found["changed"], ratio, found["megabytes"])
        lines.append(f"| {count} | {' | '.join(map(_shown, cells))} |")
    return "\n".join(lines) + "\n"


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}".replace(".", ",")


def main() -> None:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--previews", type=int, default=1_000)
    parser.add_argument("--counts", type=int, nargs="+", default=[18, 500, 5_000])
    parser.add_argument("--write", action="store_true", help="put the figures in docs/prestanda.md")
    given = parser.parse_args()
    found = table(writing(given.rounds, given.previews), tables_of(given.counts, given.rounds), given.previews)
    print(found)
    if given.write:
        put("workbench", found, PAGE)


if __name__ == "__main__":
    main()
