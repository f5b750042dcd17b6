"""JSON → the same text as YAML, line for line, so that one reader with one set of limits reads both.

JSON is nearly YAML. What is not: ``true``, ``false`` and ``null`` would be words, a sign written as two surrogates is
refused, a tab may not indent, and some signs that JSON lets stand in a text end a line there.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import NoReturn

from iopdocs.errors import Problem
from iopdocs.patterns import lazy_pattern

#: The code of what is no JSON.
NOT_JSON = "json"
_PIECE = lazy_pattern(r'"(?:[^"\\]|\\.)*"|[^"]+', re.DOTALL)
_ESCAPE = lazy_pattern(r"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|r\\n|.)", re.DOTALL)
# What a person who writes YAML may have meant as a path on a disk is an escape in JSON, and nothing else.
_IN_YAML = {"b": "\\u0008", "f": "\\u000c", "t": "\\u0009", "r": "\\n", "r\\n": "\\n"}
_COLON = lazy_pattern(r"(?<=[A-Za-z]):(?=\\)")
_WORD = lazy_pattern(r"(:\s*)?\b(true|false|null)\b")
_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def as_yaml(text: str, file: str) -> str | Problem:
    """Return JSON as YAML that says the same on the same lines, or why it is none."""
    try:
        with suppress(RecursionError):  # the reader of YAML has a limit of depth, and says so
            json.loads(text.removeprefix("\ufeff"), parse_int=str, parse_float=str, parse_constant=_constant)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        hint = "Kontrollera citattecken, komman och klamrar, eller skicka uppgifterna som YAML."
        return Problem("det här är inte giltig JSON", file, line, hint=hint, code=NOT_JSON)
    return "".join(_string(piece) if piece[0] == '"' else _between(piece) for piece in _PIECE.findall(text))


def _constant(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity, which Python's reader would take


def _string(piece: str) -> str:
    whole = _COLON.sub(r"\\u003a", _ESCAPE.sub(_unescaped, piece)) if "\\" in piece else piece
    return whole.translate(_BREAKS)


def _unescaped(found: re.Match[str]) -> str:
    """Return a pair of surrogates as the sign that they are, and other escapes so that nobody doubts what they say."""
    if len(found[1]) < len("u0000"):
        return _IN_YAML.get(found[1], found[0])
    return (b"\\" + found[1].encode()).decode("raw_unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")


def _between(piece: str) -> str:
    return _WORD.sub(_word, piece.replace("\t", " "))


def _word(found: re.Match[str]) -> str:
    """Return a word of JSON as the agreement's file has it: of ``null`` the key is there, and the fact is not."""
    after = found[1] or ""
    return after + {"true": "ja", "false": "nej"}.get(found[2], "" if after else '""')
