"""Why a text cannot be read as YAML, in words a user understands."""

from __future__ import annotations

import re

import yaml

from iopdocs.errors import Problem

# Control characters but for line break and tab, halves of surrogate pairs, private use (ours: see rendering), direction
# overrides, which make a text read otherwise than it is stored, and what Unicode will never give a meaning.
_RANGES = [
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069), (0xD800, 0xF8FF), (0xFDD0, 0xFDEF),
    *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)), (0xF0000, 0xFFFFD),
    (0x100000, 0x10FFFD),
]  # fmt: skip
FORBIDDEN = re.compile(
    "[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _RANGES) + "]"
)


def forbidden(char: str) -> bool:
    """Whether a character may not stand in data: invisible, or with a meaning of its own to us or to XML."""
    return FORBIDDEN.fullmatch(char) is not None


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return what the parser stumbled on as a Problem with its line."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    sign = written[mark.column : mark.column + 1] if mark else ""
    message, hint = _explain(str(error.problem or ""), sign, _indent_with_tab(lines, line))
    return Problem(message, file, line, hint=hint, code="yaml")


def _indent_with_tab(lines: list[str], line: int) -> bool:
    near = lines[max(0, line - 2) : line]
    return any("\t" in text[: len(text) - len(text.lstrip())] for text in near)


def _explain(problem: str, sign: str, tab: bool) -> tuple[str, str]:
    """Turn the parser's English into a sentence and a hint, by what it complains of."""
    if tab or "'\\t'" in problem:
        return "raden är indragen med tabb", "Dra in med mellanslag i stället, två för varje nivå."
    if "mapping values are not allowed" in problem:
        hint = "Sätt citattecken om texten när den innehåller kolon, eller kontrollera indraget på raden före."
        return "här står ett kolon för mycket", hint
    if "expected ':'" in problem or "could not find expected ':'" in problem:
        return "en nyckel saknar kolon", "Skriv nyckel: värde, med mellanslag efter kolonet."
    if "end of stream" in problem or "unexpected end" in problem:
        hint = "Leta efter ett citattecken eller en hakparentes som saknar sin andra halva."
        return "ett citattecken eller en parentes stängs aldrig", hint
    if "expected <block end>" in problem or "did not find expected" in problem:
        hint = "Rader på samma nivå ska börja i samma kolumn. Text med citattecken ska börja och sluta med dem."
        return "indraget eller citattecknen stämmer inte", hint
    if "cannot start any token" in problem:
        return f"ett värde får inte börja med tecknet {sign}", "Sätt citattecken om hela värdet."
    if "unknown escape" in problem:
        return "ett omvänt snedstreck kan inte tolkas", "Skriv texten i enkla citattecken: 'så här'."
    return "raden kan inte läsas som YAML", "Kontrollera indrag, kolon och citattecken på raden och raden före."


def character_problem(text: str, file: str) -> Problem:
    """Return the first forbidden character of a text as a Problem with its line."""
    bad = next((index for index, char in enumerate(text) if char != "\n" and forbidden(char) and char != "\r"), 0)
    line = text.count("\n", 0, bad) + 1
    message = f"texten innehåller ett osynligt eller otillåtet tecken (U+{ord(text[bad]) if text else 0:04X})"
    hint = "Skriv om texten för hand på den raden; tecknet har ofta följt med vid kopiering."
    return Problem(message, file, line, hint=hint, code="otillåtet-tecken")
