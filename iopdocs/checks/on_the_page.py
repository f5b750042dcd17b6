"""Which findings are shown in a draft, where the statement that they are about is printed."""

from __future__ import annotations

from collections.abc import Iterable

from iopdocs.checks.assumptions import ASSUMPTION
from iopdocs.checks.criteria import is_criterion
from iopdocs.checks.privacy import HELD_BACK
from iopdocs.errors import Problem, Severity
from iopdocs.reading import KeyPath, Node, Source
from iopdocs.reading.reach import node_at

#: Of a length, not of what is said.
_OF_THE_WHOLE = frozenset({"mycket-uppgifter"})


def on_the_page(found: Iterable[Problem], source: Source) -> dict[KeyPath, str]:
    """Return what is said of each statement of an agreement, by its path: the gravest first.

    Faults and warnings about a value that is written in the file, and assumptions, also about a whole record. Not what
    is advice about a partnership as such, nor what may give something away: to point at that would give it away.
    """
    said: dict[KeyPath, dict[str, None]] = {}
    for problem in sorted(found, key=lambda one: one.severity is not Severity.ERROR):
        general = problem.severity is Severity.NOTE or is_criterion(problem.code) or problem.code in _OF_THE_WHOLE
        if general or not problem.about or problem.code in HELD_BACK:
            continue
        if problem.code == ASSUMPTION or _is_value(source.data, problem.about):
            said.setdefault(problem.about, {})[_in_brackets(problem)] = None
    return {path: "; ".join(reasons) for path, reasons in said.items()}


def _in_brackets(problem: Problem) -> str:
    """Return what is said of a statement, beside it: of an assumption only why, since the mark says the rest."""
    said = problem.message
    if problem.code == ASSUMPTION:
        said = f"antagen uppgift: {said.partition(': ')[2]}"
    return " ".join(said.rstrip(".").split())


def _is_value(node: Node, path: KeyPath) -> bool:
    """Whether a text stands at a path, or a list of nothing but texts."""
    node = node_at(node, path)
    return isinstance(node, str) or (isinstance(node, list) and all(isinstance(item, str) for item in node))
