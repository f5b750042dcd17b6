"""Make every write of every command fail, kill the program there, run it again, and count what was lost.

    python -m benchmarks.faults

Each command runs in a child process as many times as it has steps towards a file (open for writing, sync, rename, link,
make or remove), once for each fault at each step: a full disk, a folder that may not be written to, a read-only disk, a
file half written on a full disk, a kill, a kill with a file half written. Afterwards every old file is whole, what a
person has edited is there to the last byte, and the next run gives what an undisturbed one gives.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import json
import os
import pkgutil
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import iopdocs as program
from benchmarks.figures import write
from iopdocs.cli import main as command
from iopdocs.output import RECEIPT_SUFFIX, files

ROOT = Path(__file__).parent.parent
FAULTS = ("full disk", "no right to write", "read-only disk", "half written", "killed", "killed half-way")
NUMBERS = {"full disk": errno.ENOSPC, "no right to write": errno.EACCES, "read-only disk": errno.EROFS}
NOT_REACHED, CRASHED = 77, 70
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir"}
EDITED = b"redigerat av en jurist"

Tree = dict[str, bytes]


@dataclass(frozen=True)
class Scenario:
    """What is there before, what is run in that folder, and which of the files a person has made."""

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[], int]
    theirs: tuple[str, ...] = ()


@dataclass
class Result:
    """What became of a scenario. Each complaint says which fault, and what was wrong afterwards."""

    name: str
    steps: int = 0
    faults: int = 0
    complaints: list[str] = field(default_factory=list)


class _Injector:
    """Counts the steps a process takes towards files in a folder, and lets one of them fail."""

    def __init__(self, folder: Path, at: int, fault: str) -> None:
        self._folder, self._left, self._fault = str(folder), at, fault
        self.reached = False

    def watch(self) -> None:
        """Begin. An audit hook cannot be taken away, so this is only for a child process."""
        real = files.see_to

        def see_to(descriptor: int, size: int, *, lasting: bool) -> None:
            self._step(descriptor)
            real(descriptor, size, lasting=lasting)

        files.see_to = see_to  # type: ignore[assignment]
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES)
        if writes and os.path.realpath(os.fsdecode(arguments[0])).startswith(self._folder):
            self._step(None)

    def _step(self, number: int | None) -> None:
        self._left -= 1
        if self._left:
            return
        self.reached = True
        if number is not None and "half" in self._fault:
            os.ftruncate(number, os.fstat(number).st_size // 2)
        if "killed" in self._fault:
            os.kill(os.getpid(), signal.SIGKILL)
        code = NUMBERS.get(self._fault, errno.ENOSPC)
        raise OSError(code, os.strerror(code))


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
        code = _child(scenario, expected, None)
        before, after = tree(first), tree(expected)
        at = 1
        while True:
            for fault in faults:
                work = base / "arbete"
                shutil.rmtree(work, ignore_errors=True)
                shutil.copytree(first, work)
                ended = _child(scenario, work, (at, fault))
                if ended == NOT_REACHED:
                    return result
                result.faults += 1
                where = f"{scenario.name}, step {at}, {fault}"
                found = [f"ended with {ended}"] if ended == CRASHED else []
                found += _harm(scenario, before, after, tree(work))
                again = _child(scenario, work, None)
                found += [f"the next run ended with {again}"] if again != code else []
                found += _unlike(scenario, before, after, tree(work))
                result.complaints += [f"{where}: {text}" for text in found]
            result.steps += 1
            at += every


def _load_everything() -> None:
    """Import all modules, so that the children need not, each time."""
    for module in pkgutil.walk_packages(program.__path__, "iopdocs."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _child(scenario: Scenario, folder: Path, fault: tuple[int, str] | None) -> int:
    """Run in a child process; return its exit code, or NOT_REACHED when it ended before the fault."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = CRASHED
    try:
        os.chdir(folder)
        sys.dont_write_bytecode = True
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        tempfile.tempdir = str(folder.parent)
        injector = _Injector(folder, *(fault or (0, "")))
        if fault:
            injector.watch()
        code = scenario.run()
        if fault and not injector.reached:
            code = NOT_REACHED
    finally:
        os._exit(code)


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
        if now.get(name) not in known and not _receipt(name, now) and not _report(name, now):
            found.append(f"{name} is neither the old nor the new")
    return found


def _unlike(scenario: Scenario, before: Tree, after: Tree, now: Tree) -> list[str]:
    """Return how a folder differs from what an undisturbed run gives."""
    found = [f"{name} is lost in the next run" for name in scenario.theirs if before[name] not in now.values()]
    for name in {*after, *now}:
        if now.get(name) != after.get(name) and not _receipt(name, now):
            found.append(f"{name} is not what it should be after the next run")
    return found


def _passing(name: str) -> bool:
    """Whether a file is one that the next run takes away."""
    return any(part.endswith((".tmp", ".lock")) for part in Path(name).parts)


def _receipt(name: str, now: Mapping[str, bytes]) -> bool:
    """Whether a file is a whole receipt: it may know one version more than after an undisturbed run."""
    if not name.endswith(RECEIPT_SUFFIX) or name not in now:
        return False
    try:
        return isinstance(json.loads(now[name]), dict)
    except ValueError:
        return False


def _report(name: str, now: Mapping[str, bytes]) -> bool:
    """Whether a file is the whole report of a run that failed: it says so, and the next run replaces it."""
    return "fornyelse-" in name and b"skrivfel" in now[name] + now[name.replace(".md", ".json")]


def iopdocs(*arguments: str) -> Callable[[], int]:
    """Return a run of a command in the current folder."""

    def run() -> int:
        sys.argv = ["iopdocs", *arguments]
        try:
            command()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run


def _agreement(folder: Path) -> None:
    for name in ("templates", "agreements"):
        (folder / name).mkdir()
    for name in ("overenskommelse", "klausuler"):
        shutil.copytree(ROOT / "templates" / name, folder / "templates" / name)
    source = (ROOT / "tests/agreements/exempelby-skyddat-2026.yaml").read_text(encoding="utf-8")
    (folder / "agreements" / "prov.yaml").write_text(source, encoding="utf-8")


def _rendered(folder: Path, edited: bool) -> None:
    _agreement(folder)
    _child(Scenario("", _agreement, RENDER), folder, None)
    (made,) = (folder / "output").rglob("overenskommelse.docx")
    if edited:
        made.write_bytes(EDITED)
    # So that the next run writes every file anew.
    path = folder / "agreements" / "prov.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Exempelby", "Provköping"), encoding="utf-8")


def _overviews(folder: Path) -> None:
    _agreement(folder)
    _child(Scenario("", _agreement, iopdocs(*STATUS, "--on", "2028-10-01")), folder, None)


def _schema(folder: Path) -> None:
    (folder / "avtal.schema.json").write_text('{"$schema": "http://json-schema.org/draft-07/schema#"}')


def _two_documents(folder: Path) -> None:
    _rendered(folder, edited=False)
    (made,) = (folder / "output").rglob("overenskommelse.docx")
    made.rename(folder / "gammal.docx")
    _child(Scenario("", _agreement, RENDER), folder, None)
    (new,) = (folder / "output").rglob("overenskommelse.docx")
    new.rename(folder / "ny.docx")
    shutil.rmtree(folder / "output")


def _final(folder: Path) -> None:
    """An agreement whose final version is made, and data that have changed since."""
    _agreement(folder)
    source = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    (folder / "agreements" / "prov.yaml").write_text(source, encoding="utf-8")
    _child(Scenario("", _agreement, iopdocs("render", "--on", "2026-01-15", "--final")), folder, None)


def _stopped(folder: Path) -> None:
    """A renewal that was stopped an earlier day: the successor is there, and no document or report."""
    _agreement(folder)
    _child(Scenario("", _agreement, iopdocs("renew", "--on", "2028-10-01", "--no-redline")), folder, None)
    shutil.rmtree(folder / "output")


FINAL_NAME = "output/exempelby-komplett-2026/overenskommelse.docx"
NAME = "output/exempelby-skyddat-2026/overenskommelse.docx"
RENDER = iopdocs("render", "--format", "docx,html", "--on", "2028-11-01")
FORCE = iopdocs("render", "--format", "docx,html", "--on", "2028-11-01", "--force")
STATUS = ("status", "--ics", "iop.ics", "--html", "iop.html")
SCENARIOS = (
    Scenario("init", lambda folder: None, iopdocs("init", "arbete")),
    Scenario("render, new", _agreement, RENDER),
    Scenario("render, changed", lambda folder: _rendered(folder, edited=False), RENDER),
    Scenario("render, edited", lambda folder: _rendered(folder, edited=True), RENDER, (NAME,)),
    Scenario("render --force, edited", lambda folder: _rendered(folder, edited=True), FORCE, (NAME,)),
    Scenario("render, draft over final", _final, iopdocs("render", "--on", "2026-01-16"), (FINAL_NAME,)),
    Scenario("renew", _agreement, iopdocs("renew", "--on", "2028-11-01", "--no-redline")),
    Scenario("renew, stopped before", _stopped, iopdocs("renew", "--on", "2028-11-01", "--no-redline")),
    Scenario("status --ics --html", _overviews, iopdocs(*STATUS, "--on", "2028-11-01")),
    Scenario("schema -o", _schema, iopdocs("schema", "-o", "avtal.schema.json")),
    Scenario("compare -o", _two_documents, iopdocs("compare", "gammal.docx", "ny.docx", "-o", "ut.docx")),
)


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
