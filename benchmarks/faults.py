"""Make every write of every command fail, kill the program there, run it again, and count what was lost.

    python -m benchmarks.faults

Each command runs in a child process as many times as it has steps towards a file (open for writing, sync, rename, link,
make or remove), once for each fault at each step: a full disk, a folder that may not be written to, a read-only disk, a
file half written on a full disk, a kill, a kill with a file half written. Afterwards every old file is whole, what a
person has edited is there to the last byte, and the next run gives what an undisturbed one gives.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import iopdocs as program
from benchmarks.figures import write
from benchmarks.injection import CRASHED, FAULTS, NOT_REACHED, Scenario, child
from benchmarks.scenarios import SCENARIOS
from iopdocs.output import RECEIPT_SUFFIX, WORKSPACE_FILE

Tree = dict[str, bytes]


@dataclass
class Result:
    """What became of a scenario. Each complaint says which fault, and what was wrong afterwards."""

    name: str
    steps: int = 0
    faults: int = 0
    complaints: list[str] = field(default_factory=list)


def measure(scenario: Scenario, faults: tuple[str, ...] = FAULTS, every: int = 1) -> Result:
    """Inject each fault at every step of a scenario, or at every so many."""
    result = Result(scenario.name)
    _load_everything()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name).resolve()
        first, expected = base / "före", base / "efter"
        first.mkdir()
        scenario.prepare(first)
        shutil.copytree(first, expected)
        code = child(scenario, expected, None)
        before, after = tree(first), tree(expected)
        repeated = child(scenario, expected, None)
        at = 1
        while True:
            for fault in faults:
                work = base / "arbete"
                shutil.rmtree(work, ignore_errors=True)
                shutil.copytree(first, work)
                ended = child(scenario, work, (at, fault))
                if ended == NOT_REACHED:
                    return result
                result.faults += 1
                where = f"{scenario.name}, step {at}, {fault}"
                found = [f"ended with {ended}"] if ended == CRASHED else []
                found += _harm(scenario, before, after, tree(work))
                # Stopped when all was in place, as by the removal of the lock, it is as if nothing had stopped it.
                done = _lasting(tree(work)) == _lasting(after)
                again = child(scenario, work, None)
                found += [f"the next run ended with {again}"] if again != (repeated if done else code) else []
                found += _unlike(scenario, before, after, _lasting(tree(work)) if done else tree(work))
                result.complaints += [f"{where}: {text}" for text in found]
            result.steps += 1
            at += every


def _load_everything() -> None:
    """Import all modules, so that the children need not, each time."""
    for module in pkgutil.walk_packages(program.__path__, "iopdocs."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def tree(folder: Path) -> Tree:
    """Return every file of a folder by its name there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _harm(scenario: Scenario, before: Tree, after: Tree, now: Tree) -> list[str]:
    """Return what is lost or half written just after a fault."""
    found = [f"{name} is lost" for name in scenario.theirs if before[name] not in now.values()]
    for name in {*before, *now}:
        if _passing(name) or name in scenario.theirs:
            continue
        whole = {tree.get(name) for tree in (before, after)} - ({None} if name in before else set())
        known = {*whole, *(before[one] for one in scenario.theirs)}
        if now.get(name) not in known and not _receipt(name, now) and not _report(name, now) and not _drawn(name, now):
            found.append(f"{name} is neither the old nor the new")
    return found


def _unlike(scenario: Scenario, before: Tree, after: Tree, now: Tree) -> list[str]:
    """Return how a folder differs from what an undisturbed run gives."""
    found = [f"{name} is lost in the next run" for name in scenario.theirs if before[name] not in now.values()]
    for name in {*after, *now}:
        if now.get(name) != after.get(name) and not _receipt(name, now) and not _drawn(name, now):
            found.append(f"{name} is not what it should be after the next run")
    return found


def _passing(name: str) -> bool:
    """Whether a file is one that the next run takes away."""
    return any(part.endswith((".tmp", ".lock")) for part in Path(name).parts)


def _lasting(files: Tree) -> Tree:
    return {name: data for name, data in files.items() if not _passing(name)}


def _receipt(name: str, now: Mapping[str, bytes]) -> bool:
    """Whether a file is a whole receipt: it may know one version more than after an undisturbed run."""
    if not name.endswith(RECEIPT_SUFFIX) or name not in now:
        return False
    try:
        return isinstance(json.loads(now[name]), dict)
    except ValueError:
        return False


def _drawn(name: str, now: Mapping[str, bytes]) -> bool:
    """Whether a file is the whole number of a workspace: each draws its own."""
    return name == WORKSPACE_FILE and re.fullmatch(rb"[0-9a-f]{16}\n", now.get(name, b"")) is not None


def _report(name: str, now: Mapping[str, bytes]) -> bool:
    """Whether a file is the whole report of a run that failed: it says so, and the next run replaces it."""
    return "fornyelse-" in name and b"skrivfel" in now[name] + now[name.replace(".md", ".json")]


def main() -> None:
    """Measure every scenario, print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    total: Counter[str] = Counter()
    complaints: list[str] = []
    start = time.perf_counter()
    for scenario in SCENARIOS:
        # In a new workspace most steps are one file of a hundred like another.
        result = measure(scenario, every=7 if scenario.name == "init" else 1)
        print(f"{result.name:24} {result.steps:4} steps {result.faults:5} faults {len(result.complaints):3} complaints")
        complaints += result.complaints
        total["faults"] += result.faults
        total["lost"] += sum("lost" in text or "neither" in text for text in result.complaints)
    for text in complaints:
        print(f"  {text}")
    print(f"{'faults injected':24} {total['faults']}")
    print(f"{'files lost':24} {total['lost']}")
    print(f"{'other complaints':24} {len(complaints) - total['lost']}")
    print(f"{'seconds':24} {time.perf_counter() - start:.0f}")
    if wanted.write:
        figures = {"Framkallade fel": total["faults"], "Förlorade filer": total["lost"]}
        write("faults", "python -m benchmarks.faults", figures)


if __name__ == "__main__":
    main()
