"""What a message must not repeat: what stands in an address, which may be protected, and personnummer."""

from __future__ import annotations

import re
from dataclasses import replace

from iopdocs.errors import Problem
from iopdocs.swedish import personnummer

_ADDRESS = "adress"
_KEYS = {"gata", "postnummer", "ort", "skyddad"}
_QUOTED = re.compile("”.*”", re.DOTALL)


def discreet(problem: Problem) -> Problem:
    """Return a problem without what must not be repeated.

    Nothing is quoted from an address, not even its keys: ``{gata: Hemliga gatan, 5}`` makes a key of the number.
    """
    head, inside, key = problem.where.partition(f"{_ADDRESS}.")
    message, where = problem.message, problem.where
    if inside or where.endswith(_ADDRESS):
        message = _QUOTED.sub("”…”", message)
        where = where if key in _KEYS or not inside else head + _ADDRESS
    return replace(problem, message=_masked(message), where=_masked(where), hint=_masked(problem.hint))


def _masked(text: str) -> str:
    for hit in personnummer.find(text):
        text = text.replace(hit.text, hit.masked)
    return text
