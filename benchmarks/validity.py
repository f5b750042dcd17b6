"""Make random valid agreements into every document, and say how many documents are whole and tell the truth.

    python -m benchmarks.validity --count 1000 --seed 1

Every document passes our own inspection (rendering it does that) and is read for the facts that belong in it and for
what is not in the data: ``benchmarks/facts.py`` and ``benchmarks/invented.py`` say which. An independent reader judges
it, ``benchmarks/judge.py``.
With ``--removed 1000`` there are as many agreements more, with facts taken away. Every 20th document is read by the
Open XML SDK's validator and by LibreOffice, where they are installed. What fails is printed with the data that gave it,
as JSON, to be made a test of.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from pydantic import ValidationError

from benchmarks import ROOT
from benchmarks.facts import missing, wanted
from benchmarks.figures import write
from benchmarks.invented import invented
from benchmarks.judge import faults as judged
from benchmarks.samples.anything import agreements
from benchmarks.samples.documents import make, text_of, workspace
from benchmarks.samples.removed import thinned
from iopdocs.conversion.pdf import to_pdf_many
from iopdocs.errors import IopdocsError
from iopdocs.model import Agreement
from iopdocs.reading import KeyPath

DAY = date(2026, 11, 21)
EVERY = 20
AT_ONCE = 25
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"


@dataclass
class Found:
    """What came of it all."""

    agreements: int = 0
    refused: int = 0
    facts: int = 0
    removed: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    sample: list[tuple[str, bytes]] = field(default_factory=list)


def random_agreements(count: int, start: int) -> list[dict[str, Any]]:
    """Return the data of ``count`` agreements; the same for the same ``start``."""
    made: list[dict[str, Any]] = []

    @seed(start)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(agreements())
    def keep(data: dict[str, Any]) -> None:
        made.append(data)

    keep()
    return made


def thinned_agreements(count: int, start: int) -> list[tuple[dict[str, Any], int]]:
    """Return the data of ``count`` agreements with facts taken away, and how many; the same for the same ``start``."""
    made: list[tuple[dict[str, Any], int]] = []

    @seed(start)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(thinned())
    def keep(one: tuple[dict[str, Any], list[KeyPath]]) -> None:
        made.append((one[0], len(one[1])))

    keep()
    return made


def look(data: dict[str, Any], found: Found) -> None:
    """Make every document of one agreement and read it."""
    try:
        agreement = Agreement.model_validate(data)
    except ValidationError:
        found.refused += 1
        return
    found.agreements += 1
    for name, kind in workspace().types.items():
        for number, item in enumerate(kind.items(agreement)):
            try:
                made = make(agreement, name, DAY, item=None if item is None else number)
            except IopdocsError as error:
                found.faults.append((name, f"not made: {error.problems[0].message}", data))
                continue
            found.documents[name] += 1
            if found.documents.total() % EVERY == 0:
                found.sample.append((f"{name}-{found.documents.total()}", made.data))
            text = text_of(made.data)
            found.facts += len(wanted(name, agreement, item))
            found.faults += [(name, f"lacks: {fact}", data) for fact in missing(name, agreement, item, text)]
            found.faults += [(name, f"invented: {one}", data) for one in invented(agreement, DAY, text)]
            found.faults += [(name, f"invented: {one}", data) for one in judged(data, agreement, made.data, DAY)]


def invalid(sample: list[tuple[str, bytes]]) -> list[str] | None:
    """Return what the Open XML SDK says against the documents; None when it is not installed."""
    if not VALIDATOR.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:

        def validated(document: tuple[str, bytes]) -> str:
            file = Path(folder) / f"{document[0]}.docx"
            file.write_bytes(document[1])
            done = subprocess.run([VALIDATOR, file], capture_output=True, text=True, timeout=120, check=False)
            return "" if json.loads(done.stdout)["ok"] else f"{document[0]}: {done.stdout}"

        with ThreadPoolExecutor(2) as pool:
            return [fault for fault in pool.map(validated, sample) if fault]


def unread(sample: list[tuple[str, bytes]]) -> int | None:
    """Return how many documents LibreOffice makes no PDF of; None when it is not installed."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        return None
    pdfs: list[bytes] = []
    for first in range(0, len(sample), AT_ONCE):
        pdfs += to_pdf_many(sample[first : first + AT_ONCE])
    return sum(not pdf.startswith(b"%PDF-") or len(pdf) < 5_000 for pdf in pdfs)


def measure(count: int, start: int, removed: int = 0) -> tuple[dict[str, object], Found]:
    """Return the figures, and what was found; of ``removed`` agreements facts have been taken away."""
    began = time.perf_counter()
    found = Found()
    for data in random_agreements(count, start):
        look(data, found)
    for data, gone in thinned_agreements(removed, start) if removed else ():
        found.removed += gone
        look(data, found)
    seconds = time.perf_counter() - began
    faults, unreadable = invalid(found.sample), unread(found.sample)
    for fault in faults or ():
        found.faults.append(("validator", fault, {}))
    kinds = Counter(fault.partition(":")[0] for _, fault, _ in found.faults)
    names = {name: f"– {kind.description.name}" for name, kind in workspace().types.items()}
    figures: dict[str, object] = {
        "Slumpade avtal": found.agreements,
        "Uppgifter som togs bort ur dem": found.removed,
        "Dokument av dem": found.documents.total(),
        **{names[name]: found.documents[name] for name in names},
        "Dokument som inte gick att göra eller inte klarade vår granskning": kinds["not made"],
        "Uppgifter som letades upp i dokumenten": found.facts,
        "– som fattades": kinds["lacks"],
        "Påhittade uppgifter": kinds["invented"],
        "Lästa av Open XML SDK": "inte installerat" if faults is None else len(found.sample),
        "– med fel": "–" if faults is None else len(faults),
        "Gjorda till PDF i LibreOffice": "inte installerat" if unreadable is None else len(found.sample),
        "– som inte blev en PDF": "–" if unreadable is None else unreadable,
        "Sekunder, utan de andra programmen": round(seconds),
    }
    return figures, found


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--removed", type=int, default=0, help="how many more to take facts away from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="how many failing cases to print")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    options = parser.parse_args()
    figures, found = measure(options.count, options.seed, options.removed)
    if options.write:
        how = f"--count {options.count} --removed {options.removed} --seed {options.seed}"
        write("validity", f"python -m benchmarks.validity {how}", figures)
    for name, value in figures.items():
        print(f"{name:70} {value}")
    for document, fault, data in found.faults[: options.show]:
        print(f"\n{document}: {fault}\n{json.dumps(data, ensure_ascii=False)}")
    sys.exit(1 if found.faults else 0)


if __name__ == "__main__":
    main()
