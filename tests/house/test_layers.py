"""Imports point down: each module may use those of the layers beneath it and of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "iopdocs"
# Lowest first. A name covers a module or everything in a package.
LAYERS = [
    {"visible"},
    {"errors"},
    {"swedish"},
    {"reading"},
    {"model", "laws", "output"},
    {"economy", "library", "protection"},
    {"deadlines", "word"},
    {"checks", "conversion", "redline", "templating"},
    {"overview", "vocabulary", "workspace"},
    {"making"},
    {"renewal", "verification"},
    {"cli"},
]
LEVEL = {name: number for number, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(
    path for path in ROOT.rglob("*.py") if path.name not in {"__main__.py"} and path.parent != ROOT / "starter"
)


def unit(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module] if node.module != "iopdocs" else [f"iopdocs.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def ours(path: Path) -> list[str]:
    return [name.split(".")[1] for name in imported(path) if name.startswith("iopdocs.")]


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 60
    assert sum(len(ours(path)) for path in MODULES) > 150


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    here = unit(path)
    if here == "__init__":
        assert ours(path) == []
        return
    for name in ours(path):
        if name in LEVEL and name != here:
            assert LEVEL[name] < LEVEL[here] or (LEVEL[name] == LEVEL[here] and name in {"checks"}), (
                f"{here} uses {name}"
            )


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("docxtpl", {"templating"}),
        ("docx", {"templating", "conversion"}),
        ("yaml", {"reading"}),
        ("click", {"cli"}),
        ("babel", {"swedish"}),
        ("mammoth", {"conversion"}),
        ("python_redlines", {"redline"}),
        ("holidays", {"deadlines"}),
        ("icalendar", {"overview"}),
        ("filelock", {"output"}),
    ],
)
def test_a_library_has_one_user(library: str, allowed: set[str]) -> None:
    users = {unit(path) for path in MODULES for name in imported(path) if name.split(".")[0] == library}
    assert users <= allowed
    assert users or library == "docx"


def test_only_the_command_line_reads_the_clock_or_prints() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if unit(path) != "cli":
            assert "date.today(" not in text and "datetime.now(" not in text and "time.time(" not in text, path
            calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
            assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls), path


def test_files_are_short() -> None:
    long = {str(path): n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}
