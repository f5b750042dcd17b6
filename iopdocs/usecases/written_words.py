"""Words that somebody writes on a page beside the agreement's own fields: nothing that is protected stands in them."""

from __future__ import annotations

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.protection import people
from iopdocs.workspace import Workspace


def refuse_protected(workspace: Workspace, words: str, place: str) -> None:
    """Raise OutputBlocked when something protected or a personnummer stands in some words.

    ``place`` is where they are, as it is told: ``i klausulen ”uppsagning”``.
    """
    if any(True for _ in workspace.watch.guard.finds(words)) or people.numbers(words):
        problem = Problem(f"{place} står något som är skyddat", hint="Ta bort det ur texten.", code="röjd-uppgift")
        raise OutputBlocked(problem)
