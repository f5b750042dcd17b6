"""Regular expressions that are compiled when they are first used are as good as those that are compiled at once."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from iopdocs.patterns import Uncompiled, lazy_pattern
from tests.conftest import ROOT

MODULES = sorted(path for path in (ROOT / "iopdocs").rglob("*.py") if "lazy_pattern(" in path.read_text("utf-8"))
ALL = sorted((ROOT / "iopdocs").rglob("*.py"))


def _held(thing: object) -> list[Uncompiled]:
    """Return the patterns that a module has, by themselves or in a tuple of tuples."""
    if isinstance(thing, Uncompiled):
        return [thing]
    return [one for inner in thing for one in _held(inner)] if isinstance(thing, tuple | list) else []


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_pattern_can_be_compiled(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for value in vars(import_module(name)).values():
        for one in _held(value):
            assert re.compile(one.pattern, one._flags)


def test_it_is_used_as_what_it_stands_for() -> None:
    written = lazy_pattern("(a)(?P<b>b)", re.IGNORECASE)
    assert written.pattern == "(a)(?P<b>b)"
    found = written.fullmatch("AB")
    assert found and found["b"] == "B"
    assert written.sub("x", "abAB") == "xx"
    assert (written.groups, dict(written.groupindex)) == (2, {"b": 2})
    assert written.flags == re.compile("(a)(?P<b>b)", re.IGNORECASE).flags
    assert lazy_pattern(b"a+").findall(b"aab") == [b"aa"]


def compared(text: str) -> list[int]:
    """Return the lines where what a match is of is compared."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Compare)
        and any(isinstance(one, ast.Attribute) and one.attr == "re" for one in (node.left, *node.comparators))
    ]


def test_nobody_asks_which_pattern_a_match_is_of() -> None:
    """It is of the compiled one, and never *is* what stands for that."""
    assert compared("if match.re is PATTERN: pass") == [1]
    texts = {path: path.read_text("utf-8") for path in ALL}
    assert {path: found for path, text in texts.items() if ".re" in text and (found := compared(text))} == {}
