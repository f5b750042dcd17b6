"""Imports point down: each module may use those of the layers beneath it and of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from iopdocs.cli import app
from scripts.house import HERE, House

# Lowest first. A name covers a module or everything in a package.
LAYERS = [
    {"classes", "gathered", "patterns"},
    {"visible"},
    {"errors"},
    {"swedish"},
    {"html_pages", "reading"},
    {"model", "laws", "output"},
    {"codes", "economy", "library", "protection"},
    {"consolidation", "deadlines", "narrative", "word"},
    {"checks", "conversion", "importing", "redline", "templating"},
    {"merging", "overview", "vocabulary", "workspace"},
    {"explaining"},
    {"making"},
    {"archiving", "authoring", "renewal", "signing", "verification"},
    {"readback"},
    {"usecases"},
    {"web"},
    {"cli"},
]
HOUSE = House(HERE)
MODULES, LEVEL, unit = HOUSE.modules, HOUSE.level, HOUSE.unit
#: Units of one layer that others of it may use.
ASIDE = {"checks"}


@cache
def targets() -> dict[Path, list[str]]:
    found: dict[Path, list[str]] = defaultdict(list)
    for one in HOUSE.imports:
        found[one.file] += [one.target] if one.target else []
    return found


def ours(path: Path) -> list[str]:
    return targets()[path]


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 60
    assert len(HOUSE.crossings) > 150
    assert HOUSE.layers == LAYERS


def test_every_unit_is_in_a_layer() -> None:
    assert HOUSE.unplaced() == []


def test_the_package_itself_imports_nothing() -> None:
    assert ours(HOUSE.root / "__init__.py") == []


def test_imports_point_down() -> None:
    found = [
        f"{path.relative_to(HOUSE.root)} uses {name}"
        for path in MODULES
        for name in ours(path)
        if name != (here := unit(path))
        and not (LEVEL[name] < LEVEL[here] or (LEVEL[name] == LEVEL[here] and name in ASIDE))
    ]
    assert found == []


def test_no_arrow_climbs() -> None:
    assert HOUSE.climbs() == []
    assert {to for _, to in HOUSE.aside()} <= ASIDE


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("docxtpl", {"templating"}),
        ("docx", set()),
        ("yaml", {"reading"}),
        ("click", {"cli"}),
        ("babel", {"swedish"}),
        ("mammoth", {"conversion"}),
        ("docx_scalpel", {"redline"}),
        ("holidays", {"deadlines"}),
        ("icalendar", {"overview"}),
        ("filelock", {"output"}),
        ("starlette", {"web"}),
        ("uvicorn", {"web"}),
        ("pyhanko", {"signing"}),
    ],
)
def test_a_library_has_one_user(library: str, allowed: set[str]) -> None:
    users = {unit(one.file) for one in HOUSE.imports if one.module.partition(".")[0] == library}
    assert users <= allowed
    assert users or library == "docx"


# What a face uses beside the use cases: faults, how text is shown, how a day is read, and that no personnummer is
# printed.
SHOWN_WITH = {"errors", "visible", "swedish", "reading"}
# The command line opens the pages, and that is all it knows of them.
FACES = {"cli": {"usecases", "web", *SHOWN_WITH}, "web": {"usecases", "html_pages", "classes", *SHOWN_WITH}}


@pytest.mark.parametrize("face", FACES)
def test_a_face_asks_the_use_cases_for_everything(face: str) -> None:
    asked = {name for path in MODULES if unit(path) == face for name in ours(path)}
    assert asked - {face} == FACES[face]


def test_nobody_but_the_faces_knows_the_use_cases() -> None:
    assert {unit(path) for path in MODULES if "usecases" in ours(path)} == {*FACES, "usecases"}


def test_only_the_command_that_opens_the_pages_and_the_service_knows_them() -> None:
    assert {path.name for path in MODULES if "web" in ours(path) and unit(path) != "web"} == {"serve.py", "service.py"}


def test_a_use_case_knows_no_current_folder_and_no_screen() -> None:
    for path in (path for path in MODULES if unit(path) == "usecases"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        called = {function.attr for function in calls if isinstance(function, ast.Attribute)}
        assert not names & {"cwd", "getcwd", "chdir", "stdout", "stderr", "argv", "isatty"}, path
        assert not called & {"today", "now"}, path


def test_every_command_has_a_file_of_its_own() -> None:
    # ``import`` is a word of Python's own.
    files = {path.stem.rstrip("_") for path in MODULES if path.parent == HOUSE.root / "cli"}
    assert set(app.commands) <= files


def test_only_the_command_line_reads_the_clock_or_prints() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if unit(path) != "cli":
            assert "date.today(" not in text and "datetime.now(" not in text and "time.time(" not in text, path
            calls = [
                node for node in ast.walk(ast.parse(text if "print" in text else "")) if isinstance(node, ast.Call)
            ]
            assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls), path


def test_files_are_short() -> None:
    long = {str(path): n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}
