"""Small agreements as YAML text, and what the checks find in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from textwrap import dedent

from iopdocs import checks
from iopdocs.checks.case import Case
from iopdocs.errors import Problem
from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.settings import Criterion, Rules
from iopdocs.reading import parse_source

_STEP = re.compile(r"[^.\[\]]+(?![^\[]*\])")
_INTERNAL = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|Decimal\(|date\(|<[a-z_.]+ object")


def _records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for each in kind.__subclasses__():
        yield each
        yield from _records(each)


#: Every key that a record of the model may have.
KEYS = {info.alias or name for kind in _records() for name, info in kind.model_fields.items()}
FILE = "agreements/exempel.yaml"
#: The day that things are checked as of, when the day is not what is tried.
DAY_OF_CHECKS = date(2024, 2, 1)
PARTIES = """
parter:
  - id: kommunen
    roll: offentlig
    typ: kommun
    namn: Exempelby kommun
  - id: jouren
    roll: idéburen
    typ: förening
    namn: Jouren i Exempelby
"""

#: An agreement that no check has anything against.
COMPLETE = """
status: undertecknat
undertecknat: 2023-12-15
beslut:
  - organ: Kommunstyrelsen
    datum: 2023-12-01
bakgrund:
  initiativ: Föreningen tog initiativet.
  styrdokument: [Program mot våld i nära relation]
  marknad: Det finns ingen marknad för verksamheten.
  lagrum:
    - lagrum: SoL 5:11
idéburet_syfte: Föreningen drivs utan vinstsyfte.
organisation:
  - id: styrgruppen
    namn: styrgrupp
uppföljning:
  hur: löpande i styrgruppen
avtalstid: {från: 2024-01-01, till: 2026-12-31}
ekonomi:
  komponenter:
    - id: drift
      benämning: Drift
      slag: per år
      belopp: 300 000
      betalare: kommunen
      mottagare: jouren
  egna_bidrag:
    - {part: jouren, slag: arbete, beskrivning: Ideellt arbete}
"""


def case(text: str, parties: str = PARTIES, day: str = "2024-02-01", off: tuple[Criterion, ...] = ()) -> Case:
    """Return the case of an agreement with the keys of ``text``; ``off`` are criteria switched off by the house."""
    source, problems = parse_source(f"id: exempel\n{dedent(parties)}\n{dedent(text)}", FILE)
    assert not problems, problems
    rules = Rules(kriterier=dict.fromkeys(off, "nej"))
    return Case(Agreement.model_validate(source.data), source, load_library(), rules, date.fromisoformat(day))


def found(text: str, code: str, **more: object) -> list[Problem]:
    """Return the problems with this code; all that the checks find must be ``sound``."""
    problems = checks.run(case(text, **more))  # type: ignore[arg-type]
    for problem in problems:
        sound(problem)
    return [problem for problem in problems if problem.code == code]


def sound(problem: Problem) -> None:
    """Assert what holds of every problem of an agreement: where, why and what to do, and nothing of Python's."""
    assert problem.code, problem
    assert problem.message, problem
    assert problem.hint, problem
    assert problem.file, problem
    assert problem.line, problem
    assert set(_STEP.findall(problem.where)) <= KEYS, problem
    assert not _INTERNAL.search(f"{problem.message} {problem.hint} {problem.where}"), problem


def shown(problem: Problem) -> tuple[str, str, str, str]:
    """Return what a user sees of a problem, but for its place in the file."""
    return str(problem.severity), problem.where, problem.message, problem.hint
