"""From the YAML file to three documents and their receipts on disk, checks and inspection included, warm.

Against docxtpl's three bare renders of the same templates, with the words ready, saved on disk. Each agreement is
another, so that nothing is remembered from the one before but what any agreement could share.
"""

from __future__ import annotations

import gc
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter

from docxtpl import DocxTemplate

from benchmarks import ROOT
from benchmarks.engines import AGREEMENTS, DAY, Ours, ours
from benchmarks.peers import TYPES
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.templating.environment import BUDGET, environment
from iopdocs.templating.limits import Allowance
from iopdocs.workspace import Workspace


def measure(agreement: str, rounds: int, count: int) -> dict[str, list[float]]:
    """Return the milliseconds of each agreement's three documents, by us and by docxtpl."""
    times: dict[str, list[float]] = defaultdict(list)
    file = AGREEMENTS[agreement]
    text = file.read_text(encoding="utf-8")
    theirs = list(ours(file))
    gc.set_threshold(50_000, 20, 20)  # as the command line does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        batch = Batch(Workspace(ROOT), Wish(DAY, TYPES, out=folder / "out"))
        batch.prepare()
        for turn in range(rounds + 1):  # the first one warms up
            for number in range(count):
                path = folder / f"{turn}-{number}.yaml"
                path.write_text(_another(text, f"{turn}-{number}"), encoding="utf-8")
                start = perf_counter()
                (outcome,) = batch.make([path])
                taken = perf_counter() - start
                if outcome.failed or len(outcome.written) < len(TYPES):
                    raise ValueError(f"{agreement}: not every document was made")
                times["ours"] += [taken * 1000] if turn else []
                start = perf_counter()
                for one in theirs:
                    _bare(one, folder / f"{one.kind.id}-{turn}-{number}.docx")
                times["docxtpl"] += [(perf_counter() - start) * 1000] if turn else []
    return times


def _another(text: str, number: str) -> str:
    """Return an agreement with another id and other names in it."""
    lines = text.replace("Exempelby", f"Exempelby {number}").replace("Värmdö", f"Värmdö {number}").splitlines()
    return "\n".join(f"id: prov-{number}" if line.startswith("id:") else line for line in lines) + "\n"


_WORDS: dict[int, dict[str, object]] = {}


def _bare(one: Ours, path: Path) -> None:
    words = _WORDS.setdefault(id(one), one.words())
    template = DocxTemplate(str(one.kind.template))
    template.render({**words, BUDGET: Allowance()}, jinja_env=environment(), autoescape=True)
    template.save(str(path))
