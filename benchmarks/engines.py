"""One document after another, warm, in memory: our engine, docxtpl, and the template engines for Node, by turns.

The same templates and the same data, which is ready when the clock starts. ``ours`` renders, mends, gives properties
and packs; ``ours, inspected`` also looks through what came out, as every document of ours is; ``whole`` also works out
the words from the agreement. ``limit`` is what cannot be done without: the compiled template run, its parts deflated
and put in a file.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from docxtpl import DocxTemplate

from benchmarks import ROOT
from benchmarks.peers import ENGINES, TYPES, Absent, Failed, Peers, Subject, subjects
from iopdocs.library.document_types import DocumentType
from iopdocs.making.batch import libraries
from iopdocs.making.render import (
    Libraries,
    Template,
    load_template,
    render,
)
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.templating.environment import BUDGET, environment
from iopdocs.templating.limits import Allowance
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.texts_of_data import DataTexts
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.inspection import inspect_members
from iopdocs.word.properties import titled
from iopdocs.word.sealing import write_sealed
from iopdocs.word.zip import assemble, pack
from iopdocs.workspace import Workspace

#: A real agreement, and one that is made up and has every kind of fact that an agreement may have.
AGREEMENTS = {
    "Värmdö": ROOT / "agreements" / "varmdo-kvinnojouren-2022.yaml",
    "påhittat": ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml",
}
DAY = date(2026, 6, 1)
PROVENANCE = {"avtal": "exempel", "dag": str(DAY)}
DOCXTPL, LIMIT, OURS, INSPECTED, WHOLE = "docxtpl", "limit", "ours", "ours, inspected", "whole"

Times = dict[str, list[float]]


@dataclass(frozen=True)
class Ours:
    """One document of ours, ready to be made again and again."""

    agreement: Agreement
    kind: DocumentType
    template: Template
    libraries: Libraries
    item: Record | None

    def words(self) -> dict[str, Any]:
        """Return the words that the template uses, worked out."""
        scene = Scene(self.agreement, self.kind, DAY, self.libraries, EXTRAS, self.item)
        return Context(scene).only(self.template.words)

    def ways(self) -> Mapping[str, Callable[[], object]]:
        """Return the ways to make the document that are compared."""
        words = self.words()
        fixed = self.template.frame(with_provenance=True)
        given = DataTexts(self.agreement)

        def fresh() -> dict[str, Any]:
            return {**words, BUDGET: Allowance()}

        def members() -> dict[str, bytes]:
            parts = self.template.render(fresh(), given)
            return titled({**fixed.members, **parts}, "Titel", DAY, PROVENANCE)

        def inspected() -> bytes:
            made = members()
            if inspect_members(made, "document", given=given, fixed=fixed.packed):
                raise ValueError("a document with faults")
            return write_sealed(made, fixed.packed)

        def limit() -> bytes:
            now = fresh()
            run = {part.member: pack("".join(part.compiled.generate(now)).encode()) for part in self.template.parts}
            return assemble({**fixed.packed, **run}.items())

        def docxtpl() -> bytes:
            template, target = DocxTemplate(str(self.kind.template)), io.BytesIO()
            template.render(fresh(), jinja_env=environment(), autoescape=True)
            template.save(target)
            return target.getvalue()

        return {
            DOCXTPL: docxtpl,
            LIMIT: limit,
            OURS: lambda: write_sealed(members(), fixed.packed),
            INSPECTED: inspected,
            WHOLE: lambda: render(
                self.agreement, self.kind, self.template, self.libraries, DAY, item=self.item, provenance=PROVENANCE
            ),
        }


def ours(agreement_file: Path) -> Iterator[Ours]:
    """Yield the first document of each of the three types of an agreement."""
    workspace = Workspace(ROOT)
    agreement = workspace.load(agreement_file).agreement
    if agreement is None:
        raise ValueError(f"{agreement_file} cannot be read")
    for kind in (workspace.types[name] for name in TYPES):
        item = next(iter(kind.items(agreement)))
        yield Ours(agreement, kind, load_template(kind.template), libraries(workspace), item)


def measure(agreement_file: Path, rounds: int, count: int) -> tuple[dict[str, Times], str | None]:
    """Return the milliseconds of every document by type and way, and why there are no peers (None when there are)."""
    times: dict[str, Times] = {name: defaultdict(list) for name in TYPES}
    made = {one.kind.id: one.ways() for one in ours(agreement_file)}
    theirs: list[Subject] = []
    with ExitStack() as closing:
        peers: Peers | None = None
        absent = None
        try:
            peers = closing.enter_context(Peers())
            theirs = list(subjects(agreement_file, DAY))
        except Absent as error:
            absent = str(error)
        for number in range(rounds + 1):  # the first one warms up
            for name, ways in made.items():
                for way, act in ways.items():
                    taken = [_taken(act) for _ in range(count)]
                    times[name][way] += taken if number else []
            if peers is None or not number:
                continue
            for one in theirs:
                for engine, mode in ENGINES:
                    template = one.theirs.templates[engine]
                    with suppress(Failed):  # an engine that cannot express the template has no time of it
                        took = peers.time(engine, mode, template, one.theirs.data, count)
                        times[one.name][f"{engine} ({mode})"] += took
    return times, absent


def _taken(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def medians(times: dict[str, Times]) -> dict[str, dict[str, float]]:
    """Return the median milliseconds by way and type."""
    ways = dict.fromkeys(way for by_way in times.values() for way in by_way)
    return {way: {name: median(times[name][way]) for name in times if times[name][way]} for way in ways}


def ratios(found: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return, by type, how many times faster we are than docxtpl and the fastest peer, and how far above the limit."""
    peers = [by_type for way, by_type in found.items() if "(" in way]
    made: dict[str, dict[str, float]] = {"docxtpl": {}, "docxtpl, inspected": {}, "above limit": {}}
    for name in found[OURS]:
        made["docxtpl"][name] = found[DOCXTPL][name] / found[OURS][name]
        made["docxtpl, inspected"][name] = found[DOCXTPL][name] / found[INSPECTED][name]
        made["above limit"][name] = found[OURS][name] / found[LIMIT][name]
        if peers:
            fastest = min(by_type[name] for by_type in peers if name in by_type)
            made.setdefault("fastest peer", {})[name] = fastest / found[OURS][name]
            made.setdefault("fastest peer, inspected", {})[name] = fastest / found[INSPECTED][name]
    return made
