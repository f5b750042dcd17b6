"""What may leave this machine: one rule for every calendar, page, report, JSON, successor and cluster.

An agreement stays when the checks have found something in it that reveals what is protected, or that may and waits for
a person; and what is put together of it stays when the guard finds such a thing in the words as they will stand there.
Nobody else decides it: what sends something out asks here.
"""

from __future__ import annotations

from collections.abc import Iterable

from iopdocs.checks import BLOCKING, STAYS
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.protection import Secret
from iopdocs.protection.guard import SaidText, guard_of
from iopdocs.swedish.personnummer import Certainty

LEFT_OUT = "utelämnat"
MEND = "Rätta det som sägs om filen, eller bedöm det under uppgifter_bedömda, och gör om."


def reasons_to_stay(problems: Iterable[Problem], *, leaves: bool = True) -> list[Problem]:
    """Return the problems that keep an agreement on this machine.

    On its screen (not ``leaves``) an agreement is shown though it may give something away, as long as it does not.
    """
    codes = STAYS if leaves else BLOCKING
    return [problem for problem in problems if problem.code in codes]


def gives_away(
    agreement: Agreement, secrets: Iterable[Secret], texts: Iterable[SaidText], *, leaves: bool = True
) -> bool:
    """Whether texts that are put together of an agreement give something away; of what ``leaves``, whether they may."""
    guard = guard_of(agreement, secrets, finished=True)
    return any(leaves or find.certainty is Certainty.CERTAIN for _, find in guard.look(texts))


def left_out(file: str, what: str, hint: str = MEND) -> Problem:
    """Return what to say of an agreement that stays; ``what`` does not become of it: ``avtalet förnyas inte``."""
    return Problem(f"{what}, eftersom det kan röja något skyddat", file, hint=hint, code=LEFT_OUT)
