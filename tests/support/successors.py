"""Successors drafted from the text of an agreement."""

from __future__ import annotations

from datetime import date

from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source
from iopdocs.renewal.successor import Successor, draft


def model(text: str) -> Agreement:
    """Return the agreement of a text."""
    source, problems = parse_source(text, "avtal.yaml")
    return build(source, problems, Agreement)


def renewed(text: str, on: date = date(2024, 10, 1), start: date | None = None) -> tuple[Successor, Agreement]:
    """Return the successor of an agreement on a day, and what it says."""
    made = draft(text, model(text), load_library(), on, start)
    assert made is not None
    return made, model(made.text)


def changes(made: Successor) -> dict[str, tuple[str, str]]:
    """Return what was changed, by where it is: before and after."""
    return {change.where: (change.before, change.after) for change in made.notes.changes}
