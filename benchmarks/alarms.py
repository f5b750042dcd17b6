"""False alarms: how many findings of each kind ``check`` has for every agreement we have, with and without the demands.

    python -m benchmarks.alarms

The agreements of the tests are meant to be sound, so what is told of them is what a careful house would be told too.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks import ROOT
from benchmarks.samples.faulty_files import DAY
from iopdocs.errors import Problem, Severity
from iopdocs.making.demanded import demanded
from iopdocs.workspace import Workspace

NEW = frozenset({
    "krav-saknas", "avtalet-tiger", "krav-frångått", "betalningstid", "utan-slut", "grupp-ändrar",
    "samma-undertecknare",
    "betalning-för-tidig", "natura-räknas-inte", "gammal-uppgift-om-lag", "tillstånd-går-ut",
})  # fmt: skip


def files() -> list[Path]:
    """Return every agreement of the workspace and of the tests."""
    return [path for folder in ("agreements", "tests/agreements") for path in sorted((ROOT / folder).glob("*.yaml"))]


def found(workspace: Workspace, path: Path) -> list[Problem]:
    """Return what is found in an agreement, as of the day of the benchmarks."""
    loaded = workspace.load(path)
    return [*workspace.check(loaded, DAY), *demanded(workspace, loaded, DAY)]


def counted() -> tuple[Counter[Severity], Counter[Severity]]:
    """Return how many findings of each kind there are without and with what this is about."""
    workspace = Workspace(ROOT)
    before: Counter[Severity] = Counter()
    after: Counter[Severity] = Counter()
    for path in files():
        problems = found(workspace, path)
        after.update(one.severity for one in problems)
        before.update(one.severity for one in problems if one.code not in NEW)
    return before, after


def main() -> None:
    """Print the counts, and of the new findings how many agreements have each."""
    workspace = Workspace(ROOT)
    before, after = counted()
    print(f"{len(files())} agreements")
    for severity in Severity:
        print(f"{severity.value:12} {before[severity]:4} -> {after[severity]:4}")
    told = Counter((one.severity.value, one.code) for path in files() for one in found(workspace, path))
    for (kind, code), number in sorted(told.items()):
        if code in NEW:
            print(f"  {kind:12} {code:28} {number}")


if __name__ == "__main__":
    main()
