"""What a check is given: the agreement, where each value stands, the libraries, and the day it is asked as of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from iopdocs.errors import Problem, Severity
from iopdocs.laws.library import LawLibrary
from iopdocs.model import Agreement
from iopdocs.model.settings import Rules
from iopdocs.protection import Secret
from iopdocs.protection.guard import Guard, guard_of
from iopdocs.reading import KeyPath, Source, discreet, walk


@dataclass(frozen=True, eq=False)
class Case:
    """One agreement to check. ``day`` is the day deadlines and status are asked as of.

    ``shared`` is what is protected elsewhere, in iopdocs.yaml and in other agreements: it is so in every agreement.
    """

    agreement: Agreement
    source: Source
    laws: LawLibrary
    rules: Rules
    day: date
    shared: tuple[Secret, ...] = ()

    @cached_property
    def texts(self) -> tuple[tuple[KeyPath, str], ...]:
        """Every text of the agreement's file with its path; most checks go through them."""
        return tuple(walk(self.source.data))

    @cached_property
    def guard(self) -> Guard:
        """What looks for the secrets of this agreement and of others in its texts."""
        return guard_of(self.agreement, self.shared)

    def problem(
        self, path: KeyPath, message: str, hint: str = "", *, code: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem placed at a path of keys, such as ``("parter", 0, "orgnr")``."""
        place = self.source.place(path)
        return discreet(Problem(message, place.file, place.line, self.source.where(path), hint, severity, code))

    def placed(self, problem: Problem) -> Problem:
        """Return a problem that names only ``where`` (``ekonomi.uppräkning.bas``) with its file and line."""
        place = self.source.place(_path(problem.where))
        return problem.at(place.file, place.line)


def _path(text: str) -> KeyPath:
    steps = re.findall(r"([^.\[\]]+)|\[(\d+)\]", text)
    return tuple(int(number) - 1 if number else key for key, number in steps)
