"""Where on the pages of an agreement something that is told of it is mended."""

from __future__ import annotations

from collections.abc import Mapping

from iopdocs.errors import Problem
from iopdocs.reading import KeyPath
from iopdocs.usecases.confirming import TO_CONFIRM
from iopdocs.usecases.writing_desk import Draft


def road_to(made: Draft, problem: Problem, names: Mapping[KeyPath, str], form: str = "") -> str:
    """Return the road to where a problem is mended: a field, or the page of what is to be confirmed; or nothing.

    ``form`` is the road of the form, when that is another page.
    """
    if problem.code in TO_CONFIRM:
        return f"/avtal/{made.key}/bekrafta"
    name = made.place(problem, names)
    return f"{form}#f-{name}" if name else ""
