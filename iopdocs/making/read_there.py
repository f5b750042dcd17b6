"""Faults of a template that came of what the agreement says: told with the statement and its line."""

from __future__ import annotations

from dataclasses import replace

from iopdocs.errors import IopdocsError, Problem
from iopdocs.reading import Source


def with_lines(error: IopdocsError, source: Source) -> IopdocsError:
    """Return an error in making a document with the line of each statement that a tag stumbled on."""
    if not any(problem.about for problem in error.problems):
        return error
    return type(error)(_with_line(problem, source) for problem in error.problems)


def _with_line(problem: Problem, source: Source) -> Problem:
    if not problem.about or problem.file == source.file:
        return problem
    place = source.place(problem.about)
    told = f"Uppgiften står i {place.file}, rad {place.line} ({source.where(problem.about)})."
    return replace(problem, hint=f"{problem.hint} {told}".strip())
