"""The agreement that another one replaces (``ersätter``): what is told of it, and that it is to be found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from iopdocs.checks.case import Case
from iopdocs.consolidation.predecessor import Predecessor, predecessor_of
from iopdocs.errors import Problem, Severity
from iopdocs.reading import suggest
from iopdocs.workspace.loaded import Loaded


def told_of(name: str, read: Sequence[Loaded], hides: Callable[[str], bool]) -> Predecessor:
    """Return what is told of an agreement, whose id the files that were read all have.

    Of one that cannot be used, or that several files say they are, nothing is told but that it is there. ``hides`` says
    of a text that it must not be told.
    """
    first = read[0]
    if len(read) == 1 and first.usable and first.agreement is not None:
        return predecessor_of(first.agreement, first.source.digest, hides)
    return Predecessor(name, first.source.digest)


def unknown_replaced(case: Case, known: Collection[str]) -> Iterator[Problem]:
    """Yield the problem of an agreement that is said to replace one that is not in the workspace."""
    name = case.agreement.replaces
    if name:
        others = [one for one in known if one != case.agreement.id]
        message = f"Inget avtal har id ”{name}”, som det här ska ersätta."
        hint = suggest(name, others) or "Rätta id, eller lägg det förra avtalets fil i mappen agreements."
        yield case.problem(("ersätter",), message, hint, code="ersätter-okänt", severity=Severity.ERROR)
