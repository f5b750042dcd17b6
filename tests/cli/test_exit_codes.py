"""How a run ends: four codes, in one place, and the handbook says the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import iopdocs.cli as package
from iopdocs.cli.exits import Exit
from iopdocs.usecases.render import REASONS, Kept

ROOT = Path(package.__file__).parent
PAGES = sorted((ROOT.parent.parent / "docs").rglob("*.md"))


def test_there_are_four_codes() -> None:
    assert [int(code) for code in Exit] == [0, 1, 2, 70]


def test_the_handbook_has_the_table_of_them() -> None:
    table = "| Kod | Betyder |\n|---|---|\n" + "".join(f"| {int(code)} | {code.text} |\n" for code in Exit)
    assert [page.name for page in PAGES if table in page.read_text(encoding="utf-8")] != []


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.py")), ids=lambda path: path.name)
def test_no_command_has_numbers_of_its_own(path: Path) -> None:
    """Only ``Exit`` knows them: a number given to sys.exit, or names set to some, would be a second place."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "exit":
            assert not any(isinstance(one, ast.Constant) for one in call.args), ast.unparse(call)
    if path.name != "exits.py":
        assert not re.search(r"^[A-Z_, ]+ = 0, 1", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_reason_to_leave_a_file_alone_is_told_in_words() -> None:
    assert set(REASONS) == set(Kept.__members__)
