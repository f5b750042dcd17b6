"""What a check is given: the agreement, where each value stands, the libraries, and the day it is asked as of."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem, Severity
from iopdocs.laws.library import LawLibrary
from iopdocs.model import Agreement
from iopdocs.model.aid_given import AidGiven
from iopdocs.model.settings import Rules
from iopdocs.protection import Secret
from iopdocs.protection.guard import Guard, guard_of
from iopdocs.reading import KeyPath, Source, discreet, walk


@dataclass(frozen=True, eq=False)
class Case:
    """One agreement to check. ``day`` is the day deadlines and status are asked as of.

    ``shared`` is what is protected elsewhere, in iopdocs.yaml and in other agreements: it is so in every agreement.
    ``aid_elsewhere`` is the de minimis aid of other agreements of the workspace.
    """

    agreement: Agreement
    source: Source
    laws: LawLibrary
    rules: Rules
    day: date
    shared: tuple[Secret, ...] = ()
    aid_elsewhere: tuple[AidGiven, ...] = ()

    @cached_property
    def texts(self) -> tuple[tuple[KeyPath, str], ...]:
        """Every text of the agreement's file with its path; most checks go through them."""
        return tuple(walk(self.source.data))

    @cached_property
    def guard(self) -> Guard:
        """What looks for the secrets of this agreement and of others in its texts."""
        return guard_of(self.agreement, self.shared)

    def problem(
        self,
        path: KeyPath,
        message: str,
        hint: str = "",
        *,
        code: str,
        severity: Severity = Severity.WARNING,
        about: KeyPath | None = None,
    ) -> Problem:
        """Return a problem placed at a path of keys, such as ``("parter", 0, "orgnr")``.

        ``about`` is the statement that it is about, when that stands somewhere else.
        """
        place = self.source.place(path)
        shown, said = self.source.where(path), path if about is None else about
        return discreet(Problem(message, place.file, place.line, shown, hint, severity, code, said))

    def placed(self, problem: Problem) -> Problem:
        """Return a problem that names only ``where`` (``ekonomi.uppräkning.bas``) with its file and line."""
        path = path_of(problem.where)
        place = self.source.place(path)
        return replace(problem, file=place.file, line=place.line, about=path)


def path_of(text: str) -> KeyPath:
    """Return the path of keys that is written as users read it: ``parter[2].orgnr``."""
    steps = re.findall(r"([^.\[\]]+)|\[(\d+)\]", text)
    return tuple(int(number) - 1 if number else key for key, number in steps)
