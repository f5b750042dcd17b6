"""What a message must not repeat: what stands in an address, which may be protected, and personnummer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from iopdocs.errors import Problem
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen

_ADDRESS = "adress"
_KEYS = {"gata", "postnummer", "ort", "skyddad"}
# A key of a party: what comes after it is a word, or the place of something further in.
_PARTY = re.compile(r"(?:parter|.*nya_parter)\[\d+\]\.(?:part\.)?")
_WORD = re.compile(r"[^\W\d]+(?:[.\[].*)?")
_QUOTED = re.compile("”.*”", re.DOTALL)


def discreet(problem: Problem) -> Problem:
    """Return a problem without what must not be repeated.

    Nothing is quoted from an address, not even its keys: ``{gata: Hemliga gatan, 5}`` makes a key of the number. An
    unknown key of a party that is no word may be a piece of an address, too.
    """
    head, inside, key = problem.where.partition(f"{_ADDRESS}.")
    message, where = problem.message, problem.where
    if inside or where.endswith(_ADDRESS):
        message = _QUOTED.sub("”…”", message)
        where = where if key in _KEYS or not inside else head + _ADDRESS
    elif (found := _PARTY.match(where)) and not _WORD.fullmatch(where[found.end() :]):
        message, where = _QUOTED.sub("”…”", message), where[: found.end() - 1]
    if (message, where) != (problem.message, problem.where):
        problem = replace(problem, message=message, where=where)
    return without_numbers(problem)


def without_numbers(problem: Problem) -> Problem:
    """Return a problem without personnummer; it may quote anything that somebody has written."""
    told = problem.message, problem.where, problem.hint, problem.file or ""
    message, where, hint, file = masked = tuple(map(_masked, told))
    if masked == told:
        return problem
    return replace(problem, message=message, where=where, hint=hint, file=problem.file and file)


def without_numbers_in(text: str) -> str:
    """Return a text of any length without personnummer; a line with one that is hidden has nothing quoted in it."""
    for hit in personnummer.find(text):
        text = text.replace(hit.text, hit.masked)
    return "\n".join(map(_masked, text.split("\n")))


# A problem is looked through where it is found, and again wherever it is told.
@lru_cache(maxsize=2048)
def _masked(text: str) -> str:
    for hit in personnummer.find(text):
        text = text.replace(hit.text, hit.masked)
    # Written in other digits, or with signs between them that nobody sees.
    hidden = not text.isascii() and personnummer.find(seen(text)) and not personnummer.find(text)
    return _QUOTED.sub("”…”", text) if hidden else text
