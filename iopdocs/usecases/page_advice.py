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
#: What is written in the file by hand, where a page has a button for it.
_OF_THE_FILE = re.compile(r"\bpost(?:en|erna) ur antaganden\b|\bSkriv under \S+ vad, av och dag\b")


def speaks_terminal(text: str) -> bool:
    """Whether a text tells of a command or an option, which a page has no use for."""
    return _OF_THE_TERMINAL.search(text) is not None


def has_button(text: str) -> bool:
    """Return whether a text tells of something to write in the file that a page has a button for."""
    return _OF_THE_FILE.search(text) is not None


def for_a_page(problem: Problem) -> Problem:
    """Return a problem as a page tells it: its own advice for a command and for what it has a button for."""
    if not (speaks_terminal(problem.hint) or has_button(problem.hint)):
        return problem
    return replace(problem, hint=_in_the_workbench().get(problem.code, problem.hint))


@cache
def _in_the_workbench() -> Mapping[str, str]:
    every = (entry for theme in load_codes() for entry in theme.codes)
    return {entry.code: entry.in_the_workbench for entry in every if entry.in_the_workbench}
