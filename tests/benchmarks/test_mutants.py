"""The figures of mutation testing: what is counted, and what the command and the settings name exists."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from benchmarks.mutants import ROOT, SAME, equivalent, only_wording, packages, row, wilson
from benchmarks.mutants_loop import KILLED, LIVES, UNREACHED


def function(body: str) -> ast.FunctionDef:
    (made,) = ast.parse(f"def f(x):\n    {body}").body
    assert isinstance(made, ast.FunctionDef)
    return made


@pytest.mark.parametrize(
    ("before", "after", "wording"),
    [
        ('return say("En mening.")', 'return say("XXEn mening.XX")', True),
        ('return say("En mening.", code="a")', 'return say("en mening.", code="a")', True),
        ('return say("En mening.", code="a")', 'return say("En mening.", code="XXaXX")', False),
        ('return say("En mening.")', "return say(None)", False),
        ('return say("En mening.", x + 1)', 'return say("En mening.", x - 1)', False),
        ('return f"{x} är {x - 1} dagar"', 'return f"{x} är {x + 1} dagar"', False),
    ],
)
def test_only_what_changes_a_sentence_alone_is_left_out(before: str, after: str, wording: bool) -> None:
    assert only_wording(function(before), function(after)) is wording


def test_what_is_the_same_as_the_original_does_not_count_in_the_score() -> None:
    shown = row("x", 500, Counter({KILLED: 8, LIVES: 1, UNREACHED: 1, SAME: 5}))
    assert shown.startswith("| x | 500 | 15 | 8 | 2 | 5 | 80\N{NO-BREAK SPACE}% (")


@pytest.mark.parametrize(("hits", "tries", "low", "high"), [(8, 10, 0.490, 0.943), (60, 60, 0.940, 1), (0, 0, 0, 1)])
def test_the_interval_is_that_of_wilson(hits: int, tries: int, low: float, high: float) -> None:
    assert wilson(hits, tries) == pytest.approx((low, high), abs=0.001)


def test_what_the_settings_name_exists() -> None:
    assert packages()
    assert all(any((ROOT / package).glob("*.py")) for package in packages())


def test_each_mutant_that_is_called_the_same_names_a_module_that_exists() -> None:
    for name in equivalent():
        module = name.rpartition(".")[0].replace(".", "/")
        assert (ROOT / f"{module}.py").exists() or (ROOT / module / "__init__.py").exists(), name
