"""Advice as a page gives it: the program's own often is a command, and a page has a button for that instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from iopdocs.codes import load_codes
from iopdocs.errors import Problem

#: What is of use in a terminal only: one of our commands, or an option of it.
_OF_THE_TERMINAL = re.compile(r"\biopdocs (?!den |skriver )[a-z]{2,}|(?<![\w-])--[a-z]|[Kk]ör kommandot")


def speaks_terminal(text: str) -> bool:
    """Whether a text tells of a command or an option, which a page has no use for."""
    return _OF_THE_TERMINAL.search(text) is not None


def for_a_page(problem: Problem) -> Problem:
    """Return a problem as a page tells it: with the page's own advice, where the program's own is a command."""
    if not speaks_terminal(problem.hint):
        return problem
    return replace(problem, hint=_in_the_workbench().get(problem.code, problem.hint))


@cache
def _in_the_workbench() -> Mapping[str, str]:
    every = (entry for theme in load_codes() for entry in theme.codes)
    return {entry.code: entry.in_the_workbench for entry in every if entry.in_the_workbench}
