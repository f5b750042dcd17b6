"""The tree of tests: a folder for each package, helpers and what benchmarks need in one place, no test by the clock."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

TESTS = ROOT / "tests"
#: What is no package: the project itself, the program from end to end, helpers, and data.
OTHERS = {"benchmarks", "docs", "house", "whole", "support", "agreements", "earlier", "facts", "faults", "golden"}
#: The only module that looks at a clock: what hangs must end.
WAITS = TESTS / "support" / "waiting.py"
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time", "times", "clock_gettime", "getrusage"}
CLOCKS |= {f"{name}_ns" for name in CLOCKS}
FILES = sorted(TESTS.rglob("*.py"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(names_imported(ast.parse(path.read_text(encoding="utf-8"))))


def names_imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def clocks(text: str) -> list[str]:
    """Return where a module reads a clock or gives a program little time."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and getattr(node.value, "id", "") in OWNERS:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.ImportFrom) and node.module in OWNERS:
            found += [f"line {node.lineno}: {one.name}" for one in node.names if one.name in CLOCKS]
        elif isinstance(node, ast.keyword) and node.arg == "timeout" and isinstance(node.value, ast.Constant):
            found.append(f"line {node.value.lineno}: timeout={node.value.value}")
    return found


OWNERS = {"time", "os", "resource"}


def test_each_folder_is_a_package_or_one_of_the_few_others() -> None:
    packages = {path.name for path in (ROOT / "iopdocs").iterdir() if (path / "__init__.py").exists()}
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - OTHERS <= packages
    assert folders >= OTHERS
    # A package without tests of its own is tried from the ones above it; which they are is said here.
    assert packages - folders <= {"starter", "model", "vocabulary"}


def test_tests_are_in_folders_with_names_of_their_own_and_helpers_in_support() -> None:
    assert [path.name for path in TESTS.glob("*.py")] == ["conftest.py"]
    assert [name for name, times in Counter(path.name for path in FILES).items() if times > 1] == []
    helpers = {path.parent.name for path in FILES if not path.name.startswith("test_") and path.name != "conftest.py"}
    assert helpers == {"support"}
    assert not list((TESTS / "support").glob("test_*"))


@pytest.mark.parametrize("folder", ["benchmarks", "scripts", "iopdocs"])
def test_nothing_else_imports_tests(folder: str) -> None:
    found = {
        str(path.relative_to(ROOT)): name
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in {"tests", "conftest"}
    }
    assert found == {}


def test_a_test_needs_no_other_test() -> None:
    found = [
        f"{path.name} imports {name}"
        for path in FILES
        for name in imported(path)
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split(".")[:-1])
    ]
    assert [one for one in found if "tests.word.test_inspection." not in one] == []


def test_no_test_reads_a_clock_or_gives_a_program_little_time() -> None:
    found = {
        str(path.relative_to(TESTS)): told
        for path in FILES
        if path != WAITS and (told := clocks(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "import time\nassert time.monotonic() < 3",
        "from time import perf_counter",
        "import os\nos.times()",
        "import subprocess\nsubprocess.run([], timeout=30)",
    ],
)
def test_what_reads_a_clock_is_found(code: str) -> None:
    assert clocks(code)
