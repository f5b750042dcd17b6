"""One mistake, one message: what only follows from a fault of form, or from a party that cannot be read, is left out.

What is left out is asked for again when the fault is mended, so nothing is lost by waiting.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from iopdocs.checks import parties, references
from iopdocs.checks.criteria import is_criterion
from iopdocs.errors import Problem, Severity

#: Codes that may only follow from a record that could not be read.
FOLLOWING: frozenset[str] = frozenset({references.UNKNOWN, *parties.LACKING})
# A party that cannot be read, or whose id cannot.
_PARTY = re.compile(r"parter(?:\[\d+\](?:\.id)?)?")


def concerns_a_party(problem: Problem) -> bool:
    """Whether a fault of form lies in a party, of the agreement or of an addition to it."""
    return problem.where.startswith("parter") or "nya_parter" in problem.where


def without_consequences(found: Sequence[Problem], faults: Sequence[Problem], *, incomplete: bool) -> list[Problem]:
    """Return what the checks found but for what follows from ``faults`` of form.

    ``incomplete`` says that whole records fell away with their faults: then those that name them do not know them.
    """
    places = [fault.where for fault in faults if fault.where and fault.severity is Severity.ERROR]
    doubled = (one for one in found if one.code == references.DOUBLED and one.where.startswith("parter"))
    unread = incomplete or any(map(_PARTY.fullmatch, places)) or any(doubled)
    return [one for one in found if not _follows(one, places, unread)]


def _follows(problem: Problem, places: Collection[str], unread: bool) -> bool:
    if unread and (problem.code in FOLLOWING or is_criterion(problem.code)):
        return True
    if problem.severity is Severity.NOTE:
        return any(_first(place) == _first(problem.where) for place in places if problem.where)
    missing = problem.severity is Severity.WARNING and bool(problem.where)
    return missing and any(_within(place, problem.where) or _within(problem.where, place) for place in places)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _first(where: str) -> str:
    return re.split(r"[.\[]", where, maxsplit=1)[0]
